"""The print queue over a jam and an end of the program: nothing is said printed that nobody saw, none forgotten."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from test_certificates_interrupted import LI, OUYANG, WANG, Died, draft, handed

from cadre_desktop.certificates import queueing
from cadre_desktop.certificates.actions import cancel, hand_out, issue, valid
from cadre_desktop.certificates.being_printed import owed
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.happening import life_of
from cadre_desktop.certificates.life import reissue
from cadre_desktop.certificates.printings import Giving
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.print_queue import PrintBatch, PrintSheet, PrintState
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

WAITING, SENT, PRINTED, SPOILED = "waiting", "sent", "printed", "spoiled"


def sheets():
    """Position, attempt and state of all sheets."""
    rows = PrintSheet.select().order_by(PrintSheet.batch, PrintSheet.position, PrintSheet.attempt)
    return [(row.position, row.attempt, str(row.state)) for row in rows]


def keys(*positions, attempt=1):
    rows = PrintSheet.select().where(PrintSheet.position.in_(positions) & (PrintSheet.attempt == attempt))
    return [row.id for row in rows.order_by(PrintSheet.position)]


def reprints():
    return {row.name: row.reprints for row in IssuedCertificate.select()}


def put_in(store, drafts, title):
    """Issue certificates and have them wait in the queue."""
    made = []

    def write(rows):
        made.append(queueing.enqueue(store, title, rows))

    hand_out(store, "发证", lambda: issue(store, drafts), write, Giving.QUEUE)
    return made[0]


@pytest.fixture
def batch(court):
    """Five certificates that wait."""
    drafts = [WANG, LI, OUYANG, draft("单雄信", 14), draft("秦琼", 15)]
    put_in(court, drafts, "荣誉证书")
    return PrintBatch.get()


def pages_of(court, rows):
    certificates = {row.__data__["certificate"]: row.id for row in rows}
    return CertificatePages(
        court,
        "打印队列",
        lambda: valid(list(certificates)),
        lambda wanted: valid([key for key in certificates if key in wanted]),
        lambda row: row.id,
        title="荣誉证书",
        sheets=certificates,
    )


def printed(court, rows, tmp_path, fails=False):
    """Print these sheets as the preview does on a print server."""
    pages = pages_of(court, rows)
    pages.draft(tmp_path / "样张.pdf")
    numbers = range(len(rows))

    def deliver():
        pages.settle(numbers, False)
        if fails:
            raise OSError("the printer is gone")

    pages.hand_out(tmp_path / "页.pdf", deliver, numbers)
    return pages


def test_what_is_put_in_waits_with_its_numbers_given(court, batch):
    assert sheets() == [(position, 1, WAITING) for position in range(1, 6)]
    assert sorted(row.serial for row in IssuedCertificate.select()) == [1, 2, 3, 4, 5]
    assert owed(court) == {row.id for row in IssuedCertificate.select()}
    assert queueing.standing_of(batch) == "荣誉证书：待印 5"


def test_a_jam_in_the_middle(court, batch, tmp_path):
    printed(court, queueing.waiting_in(batch.id), tmp_path)
    assert {state for _position, _attempt, state in sheets()} == {SENT}
    queueing.note_spoiled(court, keys(3), "卡纸")
    again = queueing.continue_from(court, keys(3, attempt=2)[0])
    assert [(row.position, row.attempt) for row in again] == [(3, 2), (4, 1), (5, 1)]
    assert sheets() == [
        (1, 1, PRINTED),
        (2, 1, PRINTED),
        (3, 1, SPOILED),
        (3, 2, WAITING),
        (4, 1, WAITING),
        (5, 1, WAITING),
    ]
    assert queueing.standing_of(batch) == "荣誉证书：待印 3，已印好 2，印坏 1（卡纸 1）"
    printed(court, again, tmp_path)
    queueing.note_printed(court, keys(4, 5) + keys(3, attempt=2))
    assert queueing.standing_of(batch) == "荣誉证书：已印好 5，印坏 1（卡纸 1）"
    assert reprints() == dict.fromkeys(reprints(), 0) and owed(court) == set()  # all of it was one printing


def test_only_these_three(court, batch, tmp_path):
    chosen = queueing.to_print([*keys(4), *keys(2), *keys(5)])
    assert [row.position for row in chosen] == [2, 4, 5]
    printed(court, chosen, tmp_path)
    assert [state for _position, _attempt, state in sheets()] == [WAITING, SENT, WAITING, SENT, SENT]


def test_a_printer_that_is_gone_leaves_all_of_it_waiting(court, batch, tmp_path):
    with pytest.raises(OSError, match="gone"):
        printed(court, queueing.waiting_in(batch.id), tmp_path, fails=True)
    assert {state for _position, _attempt, state in sheets()} == {WAITING}


def test_a_job_that_is_lost_later_waits_again_and_one_that_is_found_after_all_does_not(court, batch, tmp_path):
    pages = printed(court, queueing.waiting_in(batch.id), tmp_path)
    pages.settle([0, 1, 2, 3, 4], False)
    assert {state for _position, _attempt, state in sheets()} == {WAITING}
    pages.settle([0, 1, 2, 3, 4], True)
    assert {state for _position, _attempt, state in sheets()} == {SENT}
    assert reprints() == dict.fromkeys(reprints(), 0)


def test_what_is_printed_from_a_list_is_in_the_queue_and_what_is_saved_is_not(court, tmp_path):
    made = issue(court, [WANG, LI])
    pages = pages_of(court, [])
    pages.drafts, pages.issue = (lambda: made), (lambda wanted: [row for row in made if row.id in wanted])
    pages.draft(tmp_path / "样张.pdf")
    pages.hand_out(tmp_path / "存.pdf")
    pages.settle([0, 1], True)
    assert sheets() == []
    pages.hand_out(name := tmp_path / "印.pdf", lambda: pages.settle([0, 1], False))
    pages.settle([0, 1], True)
    assert sheets() == [(1, 1, SENT), (2, 1, SENT)]
    pages.hand_out(name, lambda: pages.settle([1], False), [1])  # another copy, from the same preview
    assert sorted(sheets()) == [(1, 1, SENT), (1, 1, SENT), (2, 1, SENT)]


def test_what_no_printer_got_is_neither_printed_nor_spoiled(court, batch):
    with pytest.raises(Refused, match="第 2 张还没有送去打印，不能记为已印好"):
        queueing.note_printed(court, keys(2))
    with pytest.raises(Refused, match="第 2 张还没有送去打印，不会印坏"):
        queueing.note_spoiled(court, keys(2), "卡纸")
    with pytest.raises(Refused, match="请填写印坏的原因"):
        queueing.note_spoiled(court, keys(2), "  ")


def test_a_sheet_that_is_done_is_not_printed_by_mistake(court, batch, tmp_path):
    printed(court, queueing.waiting_in(batch.id), tmp_path)
    queueing.note_printed(court, keys(1))
    queueing.note_spoiled(court, keys(2), "墨不匀")
    for position, state in ((1, "已印好"), (2, "印坏")):
        with pytest.raises(Refused, match=f"第 {position} 张{state}"):
            queueing.to_print(keys(position))


def test_a_sheet_that_is_printed_from_an_older_preview_is_the_one_that_counts_now(court, batch, tmp_path):
    pages = printed(court, queueing.waiting_in(batch.id), tmp_path)
    queueing.note_spoiled(court, keys(2), "卡纸")
    pages.hand_out(tmp_path / "页.pdf", lambda: pages.settle([1], False), [1])
    assert sheets()[1:3] == [(2, 1, SPOILED), (2, 2, SENT)]
    pages.settle([1], False)
    assert sheets()[1:3] == [(2, 1, SPOILED), (2, 2, WAITING)]


def test_what_is_not_to_be_printed_any_more_is_left_out_and_can_be_brought_back(court, batch, tmp_path):
    assert queueing.drop(court, keys(2)) == 1
    printed(court, queueing.waiting_in(batch.id), tmp_path)
    assert [state for _position, _attempt, state in sheets()] == [SENT, "dropped", SENT, SENT, SENT]
    with pytest.raises(Refused, match="第 1 张已送打印机，只有待印的可以不印"):
        queueing.drop(court, keys(1))
    assert [row.position for row in queueing.to_print(keys(2))] == [2]
    assert queueing.note_spoiled(court, keys(2), "卡纸") == queueing.note_printed(court, keys(2)) == 0


def test_nothing_waits_for_a_certificate_that_is_void(court, batch, tmp_path):
    certificates = [row.__data__["certificate"] for row in queueing.waiting_in(batch.id)]
    cancel(court, certificates[:1], "姓名有误")
    ((_old, new),) = reissue(court, certificates[1:2], "姓名有误")
    assert [state for _position, _attempt, state in sheets()] == ["dropped", "dropped", WAITING, WAITING, WAITING]
    with pytest.raises(Refused, match="已作废，不能补印"):
        printed(court, queueing.to_print(keys(1)), tmp_path)
    printed(court, queueing.waiting_in(batch.id), tmp_path)
    assert PrintSheet.select().where(PrintSheet.certificate == new.id).count() == 0
    court.undo(), court.undo(), court.undo()  # the printing, and both void
    assert sheets() == [(position, 1, WAITING) for position in range(1, 6)]


def test_what_is_void_once_a_printer_was_given_it_does_not_wait_again(court, batch, tmp_path):
    pages = printed(court, queueing.waiting_in(batch.id), tmp_path)
    certificates = [PrintSheet.by_key(key).__data__["certificate"] for key in keys(1, 2, 3)]
    cancel(court, certificates, "停发")
    pages.settle([0], False)
    queueing.note_spoiled(court, keys(2), "卡纸")
    again = queueing.continue_from(court, keys(3)[0])
    assert [row.position for row in again] == [4, 5]
    assert sheets() == [
        (1, 1, "dropped"),
        (2, 1, SPOILED),
        (2, 2, "dropped"),
        (3, 1, "dropped"),
        (4, 1, WAITING),
        (5, 1, WAITING),
    ]


def test_all_of_it_can_be_undone(court, batch, tmp_path):
    printed(court, queueing.waiting_in(batch.id), tmp_path)
    queueing.note_spoiled(court, keys(3), "卡纸")
    queueing.continue_from(court, keys(3, attempt=2)[0])
    court.undo()
    court.undo()
    assert sheets() == [(position, 1, SENT) for position in range(1, 6)]
    court.undo()
    assert sheets() == [(position, 1, WAITING) for position in range(1, 6)]


KILLED = """
import os, signal, sys
from pathlib import Path
from test_print_queue import LI, OUYANG, SCHEMA, WANG, keys, open_store, pages_of, put_in, queueing

store = open_store(Path(sys.argv[1]), SCHEMA, "王祯")
drafts = [WANG, LI, OUYANG]
batch = put_in(store, drafts, "证书")
pages = pages_of(store, queueing.waiting_in(batch.id))
pages.draft(Path(sys.argv[2]))
end = lambda: os.kill(os.getpid(), signal.SIGKILL)

def deliver():
    pages.settle([0, 1, 2], False)
    if sys.argv[3] == "while printing":
        end()

pages.hand_out(Path(sys.argv[2]), deliver, [0, 1, 2])
if sys.argv[3] == "after the first is confirmed":
    queueing.note_printed(store, keys(1))
end()
"""


@pytest.mark.parametrize(
    ("when", "left"),
    [
        ("while printing", [WAITING, WAITING, WAITING]),
        ("once the printer has it", [SENT, SENT, SENT]),
        ("after the first is confirmed", [PRINTED, SENT, SENT]),
    ],
)
def test_the_batch_is_there_again_after_the_program_was_killed(tmp_path, when, left):
    path = tmp_path / "court.cadre"
    close_store(open_store(path, SCHEMA, "王祯", create_new=True))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", KILLED, str(path), str(tmp_path / "页.pdf"), when]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == -9, done.stderr
    store = open_store(path, SCHEMA, "王祯")
    assert [state for _position, _attempt, state in sheets()] == left
    assert sorted(row.serial for row in IssuedCertificate.select()) == [1, 2, 3]
    rest = queueing.continue_from(store, PrintSheet.select().where(PrintSheet.position == 2).get().id)
    assert [row.position for row in rest] == [2, 3]
    close_store(store)


def test_a_printing_that_was_broken_off_before_it_was_registered_is_said(court):
    assert queueing.broken_off(court) == ""
    handed(court, WANG, LI, ends=Died())
    assert "2 个编号可能已在纸上" in queueing.broken_off(court)
    handed(court, LI, WANG)
    assert queueing.broken_off(court) == ""


class QueueMachine(RuleBasedStateMachine):
    """Whatever is done in whatever order: each certificate has one sheet that counts, and owed is what waits or is
    nobody's yet."""

    court = None

    @initialize()
    def begin(self):
        while PrintBatch.select().count():
            self.court.undo()
        drafts = [draft(f"人{number}", 100 + number) for number in range(4)]
        put_in(self.court, drafts, "证书")

    def one(self, number):
        rows = list(PrintSheet.select().order_by(PrintSheet.id))
        return rows[number % len(rows)]

    @rule(number=st.integers(0, 9))
    def send(self, number):
        row = self.one(number)
        if row.state in (PrintState.WAITING, PrintState.SENT):
            pages = pages_of(self.court, [row])
            pages.look_at()
            with TemporaryDirectory() as folder:
                pages.hand_out(Path(folder) / "页.pdf", lambda: pages.settle([0], False))

    @rule(number=st.integers(0, 9))
    def came_out(self, number):
        row = self.one(number)
        if row.state == PrintState.WAITING:
            with pytest.raises(Refused):
                queueing.note_printed(self.court, [row.id])
        else:
            queueing.note_printed(self.court, [row.id])

    @rule(number=st.integers(0, 9))
    def spoil(self, number):
        row = self.one(number)
        if row.state != PrintState.WAITING:
            queueing.note_spoiled(self.court, [row.id], "卡纸")

    @rule(number=st.integers(0, 9))
    def lose(self, number):
        queueing.note_not_printed(self.court, [self.one(number).id])

    @rule(number=st.integers(0, 9))
    def leave_out(self, number):
        row = self.one(number)
        if row.state in (PrintState.SENT, PrintState.PRINTED):
            with pytest.raises(Refused):
                queueing.drop(self.court, [row.id])
        else:
            queueing.drop(self.court, [row.id])

    @rule(number=st.integers(0, 9))
    def go_on(self, number):
        row = self.one(number)
        again = queueing.continue_from(self.court, row.id)
        assert all(each.state == PrintState.WAITING and each.position >= row.position for each in again)

    @invariant()
    def each_certificate_has_one_sheet_that_counts(self):
        if not PrintBatch.select().count():
            return
        open_or_done = [row for row in PrintSheet.select() if row.state != PrintState.SPOILED]
        certificates = [row.__data__["certificate"] for row in open_or_done]
        assert sorted(certificates) == sorted(set(certificates)) and len(certificates) == 4
        for row in PrintSheet.select():
            assert (row.reason != "") == (row.state == PrintState.SPOILED)
            later = [
                each for each in PrintSheet.select() if each.position == row.position and each.attempt > row.attempt
            ]
            assert bool(later) == (row.state == PrintState.SPOILED)

    @invariant()
    def what_waits_is_owed(self):
        waiting = [row for row in PrintSheet.select() if row.state == PrintState.WAITING]
        done = [row for row in PrintSheet.select() if row.state == PrintState.PRINTED]
        assert {row.__data__["certificate"] for row in waiting} <= owed(self.court)
        assert not {row.__data__["certificate"] for row in done} & owed(self.court)

    @invariant()
    def each_sheet_that_went_through_a_printer_is_noted_once(self):
        for certificate in IssuedCertificate.select():
            life = [str(event.event) for event in life_of(certificate.id)]
            mine = [str(row.state) for row in PrintSheet.select().where(PrintSheet.certificate == certificate.id)]
            assert life.count("printed") + life.count("reprinted") == sum(
                mine.count(state) for state in (SENT, PRINTED, SPOILED)
            )
            assert life.count("spoiled") == mine.count(SPOILED) == certificate.spoiled
            assert life.count("reprinted") == certificate.reprints


def test_whatever_is_done_in_whatever_order(court):
    QueueMachine.court = court
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(QueueMachine, settings=settings(max_examples=8, stateful_step_count=12, deadline=None))
