"""Whatever happens, no number is on the paper of two, and every number is accounted for."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cadre_desktop.certificates.actions import Draft, cancel, drafted, hand_out, issue
from cadre_desktop.certificates.life import collect, reissue
from cadre_desktop.certificates.numbering.accounting import accounts
from cadre_desktop.certificates.numbering.asking import answer
from cadre_desktop.certificates.numbering.counting import must_ask
from cadre_desktop.certificates.numbering.giving import register_missing
from cadre_desktop.certificates.numbering.series import read_number
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.number_series import keep_series
from cadre_desktop.certificates.rules import CertificateKind, Restart
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
            assert self.paper.setdefault(row.number, whom) == whom, f"{row.number} is on the paper of two"

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

    @rule()
    def redoes(self):
        if self.store.redoable():
            self.try_(self.store.redo)

    @staticmethod
    def try_(action):
        try:
            action()
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
        answer(self.store, list(self.paper), 2023)
        self.broken_off = []

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
            if account.run.series == "":
                assert account.gaps == [], account.sentence
            known |= {(account.run.kind, account.run.series, serial) for serial in account.missing + account.waiting}
        rows = IssuedCertificate.select()
        known |= {(CertificateKind(row.kind), row.series, row.serial) for row in rows}
        for number in self.paper:
            said = read_number(number)
            assert (said.kind, said.series, said.serial) in known, f"{number} is on paper and nowhere else"
        registered = {row.number: (row.source, row.name) for row in rows if row.state != "unused"}
        for number, whom in registered.items():
            assert self.paper.get(number, whom) == whom, f"{number} is registered for another than it is on paper for"


Numbers.TestCase.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)
TestEveryNumber = Numbers.TestCase
