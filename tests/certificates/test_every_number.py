"""Whatever happens, no number is on the paper of two, and every number is accounted for."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cadre_desktop.certificates import queueing
from cadre_desktop.certificates.actions import cancel, drafted, hand_out, issue
from cadre_desktop.certificates.being_printed import on_their_way
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.kinds import CERTIFICATE, counted_number
from cadre_desktop.certificates.life import collect, give_back, reissue, spoil
from cadre_desktop.certificates.numbering.accounting import accounts
from cadre_desktop.certificates.numbering.asking import answer
from cadre_desktop.certificates.numbering.counting import Run, last_given, must_ask
from cadre_desktop.certificates.numbering.giving import register_missing
from cadre_desktop.certificates.numbering.series import series_of
from cadre_desktop.certificates.records import CertificateEvent, IssuedCertificate
from cadre_desktop.certificates.registers.number_series import keep_series
from cadre_desktop.certificates.registers.print_queue import PrintSheet, PrintState
from cadre_desktop.certificates.rules import CertificateKind, CertificateState, LifeEvent, Restart
from cadre_desktop.checking import check_store
from cadre_desktop.kit import editing
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.opening import close_store, open_store, restore
from cadre_desktop.people.actions import found_courts
from cadre_desktop.schema import SCHEMA

NOW = datetime(2023, 6, 1, 9, 0)
COURT = "包头市中级人民法院"
KINDS = st.sampled_from([CertificateKind.HONOUR, CertificateKind.COMPLETION])
YEARS = st.sampled_from([2022, 2023])
SERIES = st.sampled_from(["", "连续"])
MANY = st.integers(1, 3)


class Died(BaseException):
    """The program is at its end."""


class Numbers(RuleBasedStateMachine):
    """A court's file with everything that gives, takes back, loses and brings back numbers; beside it what is on paper:
    by the number as people read it whom it was given to."""

    def __init__(self):
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "包头中院.cadre"
        self.paper: dict[str, tuple[int, str]] = {}
        self.by_hand: dict[str, IssuedCertificate] = {}
        self.people = 0
        self.broken_off: list[Draft] = []
        self.backups: list[Path] = []
        self.moment = NOW

    @initialize()
    def found(self):
        self.store = open_store(self.path, SCHEMA, "王祯", clock=FixedClock(NOW), create_new=True, name=COURT)
        found_courts(self.store, COURT)
        for kind in (CertificateKind.HONOUR, CertificateKind.COMPLETION):
            values = {"kind": kind, "name": "连续", "pattern": "{kind}第{n}号", "restart": Restart.NEVER}
            keep_series(self.store, None, values)
        self.store.keep_for_good(self.store.last_step())

    def teardown(self):
        if hasattr(self, "store"):
            try:
                self.check_at_the_end()
            finally:
                close_store(self.store)
        self.folder.cleanup()

    def fresh(self, kind, year, series, count):
        drafts = []
        for _each in range(count):
            self.people += 1
            name = f"干警{self.people}"
            drafts.append(Draft(kind, name, "能手", date(year, 3, 1), COURT, source=self.people, series=series))
        return drafts

    def on_paper(self, rows):
        for row in rows:
            whom = (row.source, row.name)
            assert self.paper.setdefault(counted_number(row.number), whom) == whom, (
                f"{row.number} is on the paper of two"
            )

    def give(self, drafts):
        made = hand_out(self.store, "发证", lambda: issue(self.store, drafts), lambda _rows: None)
        self.on_paper(made)
        runs = {(row.kind, row.series, row.year) for row in made}
        assert not [each for each in accounts(self.store) if tuple(each.run) in runs and each.missing]

    @rule(kind=KINDS, year=YEARS, series=SERIES, count=MANY)
    def issues(self, kind, year, series, count):
        self.give(self.fresh(kind, year, series, count))

    @rule(kind=KINDS, year=YEARS, series=SERIES, count=MANY)
    def printing_fails(self, kind, year, series, count):
        def write(_rows):
            raise Refused("打印机没有接受。")

        drafts, before = self.fresh(kind, year, series, count), self.accounts()
        try:
            hand_out(self.store, "发证", lambda: issue(self.store, drafts), write)
        except Refused:
            assert self.accounts() == before, "a number was burnt without an entry"

    @rule(kind=KINDS, year=YEARS, series=SERIES, count=MANY)
    def killed_while_printing(self, kind, year, series, count):
        drafts = self.fresh(kind, year, series, count)

        def write(rows):
            self.on_paper(rows)
            raise Died

        try:
            hand_out(self.store, "发证", lambda: issue(self.store, drafts), write)
        except Died:
            self.broken_off += drafts
        self.reopen()

    @precondition(lambda self: self.broken_off)
    @rule(data=st.data())
    def goes_on_after_the_kill(self, data):
        self.give([self.broken_off.pop(data.draw(st.integers(0, len(self.broken_off) - 1)))])

    @rule(kind=KINDS, year=YEARS, series=SERIES)
    def two_windows(self, kind, year, series):
        """Both have looked at drafts before either gives numbers."""
        first, second = self.fresh(kind, year, series, 2), self.fresh(kind, year, series, 1)
        for window in (first, second):
            assert all(row.number == "" for row in drafted(self.store, window))
        self.give(second)
        self.give(first)

    @rule()
    def undoes(self):
        if self.store.undoable():
            self.try_(self.store.undo)
            self.look_at_what_is_by_hand()

    @rule()
    def redoes(self):
        if self.store.redoable():
            self.try_(self.store.redo)
            self.look_at_what_is_by_hand()

    def look_at_what_is_by_hand(self):
        """An entry by hand that is undone was a slip: it is on no paper."""
        for number, row in self.by_hand.items():
            if IssuedCertificate.get_or_none(IssuedCertificate.id == row.id) is not None:
                self.on_paper([row])
            elif self.paper.get(number) == (None, row.name):
                del self.paper[number]

    @staticmethod
    def try_(action):
        try:
            return action()
        except Refused as refused:
            assert str(refused)

    @rule(data=st.data())
    def declares_void(self, data):
        if keys := self.some(data):
            cancel(self.store, keys, "写错")

    @rule(data=st.data())
    def reissues(self, data):
        if keys := self.some(data):
            self.on_paper([pair.new for pair in reissue(self.store, keys, "破损")])

    @rule(data=st.data())
    def hands_out(self, data):
        keys = self.some(data, IssuedCertificate.collected.is_null())
        if keys:
            collect(self.store, keys, date(2023, 6, 1))

    @rule(data=st.data())
    def takes_back(self, data):
        if keys := self.some(data, IssuedCertificate.collected.is_null(False)):
            give_back(self.store, keys, "本人出差")

    @rule(data=st.data())
    def spoils(self, data):
        if keys := self.some(data):
            spoil(self.store, keys, 1, "墨迹")

    @rule(kind=KINDS, year=YEARS, series=SERIES, count=MANY)
    def queues(self, kind, year, series, count):
        """They wait for the printer; their numbers are in the lists that people have already."""
        drafts = self.fresh(kind, year, series, count)
        made = hand_out(
            self.store,
            "发证",
            lambda: issue(self.store, drafts),
            lambda rows: queueing.enqueue(self.store, "证书", rows),
        )
        self.on_paper(made)

    @rule(data=st.data())
    def sends(self, data):
        rows = self.sheets(data, PrintState.WAITING)
        certificates = {row.__data__["certificate"]: row.id for row in rows}
        self.on_paper(row.certificate for row in rows)
        queueing.note_sent(self.store, "证书", list(certificates), certificates)

    @rule(data=st.data())
    def comes_out(self, data):
        queueing.note_printed(self.store, [row.id for row in self.sheets(data, PrintState.SENT)])

    @rule(data=st.data())
    def jams(self, data):
        """Some sheets are spoiled; printing goes on from the first of them."""
        rows = self.sheets(data, PrintState.SENT, PrintState.PRINTED)
        queueing.note_spoiled(self.store, [row.id for row in rows], "卡纸")
        for row in rows[:1]:
            again = queueing.continue_from(self.store, row.id)
            assert all(each.certificate.cancelled is None for each in again)

    @rule(data=st.data())
    def leaves_out(self, data):
        queueing.drop(self.store, [row.id for row in self.sheets(data, PrintState.WAITING)])

    def sheets(self, data, *states):
        rows = PrintSheet.select().where(PrintSheet.state.in_(states)).order_by(PrintSheet.batch, PrintSheet.position)
        found = {row.id: row for row in rows}
        wanted = data.draw(st.lists(st.sampled_from([*found]), max_size=3, unique=True)) if found else []
        return [row for key, row in found.items() if key in wanted]

    @rule(kind=KINDS, year=YEARS, series=SERIES)
    def enters_by_hand(self, kind, year, series):
        """The next one was written on paper by hand, in a way of its own, and entered afterwards; by somebody who knows
        which numbers may be on paper since a printing was broken off."""
        written = series_of(self.store, kind, series)
        years = (year,) if written.pattern.yearly else (2022, 2023)
        runs = [(kind, series, each) for each in years]
        waiting = [each.serial for each in on_their_way(self.store) if each.run in runs]
        serial = max([last_given(self.store, written, year), *waiting]) + 1
        number = written.pattern.number(year, serial).replace("〔", "[").replace("〕", "]")
        self.people += 1
        values = {"number": number, "name": f"干警{self.people}", "title": "能手", "issued": date(year, 3, 1)}
        row = self.try_(lambda: editing.add(self.store, CERTIFICATE, values))
        if row is not None:
            assert (row.kind, row.series, row.year, row.serial) == (kind, series, year, serial)
            self.by_hand[counted_number(row.number)] = row
            self.on_paper([row])

    def some(self, data, *more):
        valid = IssuedCertificate.select().where(IssuedCertificate.cancelled.is_null(), *more)
        keys = [row.id for row in valid.order_by(IssuedCertificate.id)]
        return data.draw(st.lists(st.sampled_from(keys), max_size=2, unique=True)) if keys else []

    @rule()
    def backs_up(self):
        self.moment += timedelta(minutes=1)
        self.backups.append(backup.make(self.store.path, "手动", self.moment).path)

    @precondition(lambda self: self.backups)
    @rule(data=st.data())
    def restores(self, data):
        source = data.draw(st.sampled_from(self.backups))
        if not source.exists():
            return
        self.moment += timedelta(minutes=1)
        close_store(self.store)
        restore(self.path, source, SCHEMA, "王祯", self.moment)
        self.open()
        assert not must_ask(self.store)

    @precondition(lambda self: self.backups)
    @rule(data=st.data())
    def restores_on_another_computer(self, data):
        """Nothing is known there but the backup; what is on paper is asked before a number is given."""
        source = data.draw(st.sampled_from(self.backups))
        if not source.exists():
            return
        close_store(self.store)
        folder = Path(self.folder.name) / f"另一台{self.moment:%H%M%S}{len(self.paper)}-{self.people}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self.path = folder / "包头中院.cadre"
        self.moment += timedelta(minutes=1)
        restore(self.path, source, SCHEMA, "王祯", self.moment)
        self.open()
        try:
            issue(self.store, self.fresh(CertificateKind.HONOUR, 2023, "", 1))
            raise AssertionError("a number was given without asking")
        except Refused as refused:
            assert "核对纸上最后的编号" in str(refused)
        for run, last in self.last_on_paper().items():
            answer(self.store, [series_of(self.store, *run[:2]).pattern.number(run.year, last)], run.year)
        answer(self.store, [], 2023)
        self.broken_off = []

    def last_on_paper(self):
        found = {}
        for number in self.paper:
            kind, series, year, serial = number.split(".")
            run = Run(CertificateKind(kind), series, int(year) if year != "None" else 2023)
            found[run] = max(int(serial), found.get(run, 0))
        return found

    @rule()
    def reopens(self):
        self.reopen()

    @rule()
    def registers_what_is_missing(self):
        register_missing(self.store)

    def reopen(self):
        close_store(self.store)
        self.open()

    def open(self):
        self.store = open_store(self.path, SCHEMA, "王祯", clock=FixedClock(NOW))

    def accounts(self):
        return {account.run: (account.last, account.missing) for account in accounts(self.store)}

    @invariant()
    def every_number_is_accounted_for(self):
        if not hasattr(self, "store"):
            return
        known = set()
        for account in accounts(self.store):
            assert account.gaps == [], account.sentence
            known |= {(account.run.kind, account.run.series, serial) for serial in account.missing + account.waiting}
        rows = IssuedCertificate.select()
        known |= {(CertificateKind(row.kind), row.series, row.serial) for row in rows}
        for number in self.paper:
            kind, series, _year, serial = number.split(".")
            assert (kind, series, int(serial)) in known, f"{number} is on paper and nowhere else"
        registered = {counted_number(row.number): (row.source, row.name) for row in rows if row.state != "unused"}
        for number, whom in registered.items():
            assert self.paper.get(number, whom) == whom, f"{number} is registered for another than it is on paper for"

    @invariant()
    def each_entry_says_what_it_is(self):
        if not hasattr(self, "store"):
            return
        rows = {row.number: row for row in IssuedCertificate.select()}
        merits = [(row.kind, row.source) for row in rows.values() if row.cancelled is None and row.source]
        assert len(merits) == len(set(merits)), "two valid certificates for one merit"
        sheets = list(PrintSheet.select())
        for row in rows.values():
            void = row.state in (CertificateState.VOID, CertificateState.UNUSED)
            assert void == (row.cancelled is not None) == bool(row.reason)
            assert (row.state == CertificateState.COLLECTED) == (row.collected is not None and not void)
            if row.instead_of:
                assert rows[row.instead_of].cancelled is not None
                assert rows[row.instead_of].replaced_by == row.number
            events = CertificateEvent.select().where(CertificateEvent.certificate == row.id)
            assert row.spoiled == sum(event.count for event in events if event.event == LifeEvent.SPOILED)
        for sheet in sheets:
            if sheet.state == PrintState.WAITING:
                assert sheet.certificate.cancelled is None, "a void certificate waits to be printed"

    def check_at_the_end(self):
        assert check_store(self.store).sound
        register_missing(self.store, also_on_their_way=True)
        assert all(account.sound for account in accounts(self.store))
        assert set(self.paper) <= {counted_number(row.number) for row in IssuedCertificate.select()}


Numbers.TestCase.settings = settings(max_examples=16, stateful_step_count=24, deadline=None)
TestEveryNumber = Numbers.TestCase
