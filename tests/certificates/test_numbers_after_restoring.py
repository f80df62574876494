"""A number that is on paper is not given again when an older backup is restored."""

from datetime import date, datetime
from pathlib import Path

import pytest

from cadre_desktop.certificates.actions import Draft, issue
from cadre_desktop.certificates.numbering.asking import answer
from cadre_desktop.certificates.numbering.counting import missing, must_ask
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, CertificateState
from cadre_desktop.checking import check_store
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, journal, reading_copies
from cadre_desktop.kit.store.opening import close_store, open_store, restore
from cadre_desktop.schema import SCHEMA

NOW = datetime(2023, 6, 1, 9, 0)
LABEL = "恢复备份后接着编号"


def certificate(store, name):
    draft = Draft(CertificateKind.HONOUR, name, "业务能手", date(2023, 6, 1), "包头市中级人民法院")
    return issue(store, [draft])[0].serial


def reopened(path):
    return open_store(path, SCHEMA, "王祯", clock=FixedClock(NOW))


@pytest.fixture
def restored(court):
    """A backup with one certificate is restored after three were issued."""
    assert certificate(court, "张三") == 1
    made = backup.make(court.path, "手动", NOW)
    assert [certificate(court, name) for name in ("李四", "王五")] == [2, 3]
    path = court.path
    close_store(court)
    restore(path, made.path, SCHEMA, "王祯", NOW)
    store = reopened(path)
    yield store
    close_store(store)


def test_the_next_one_goes_on_where_the_file_was(restored):
    assert IssuedCertificate.select().count() == 1
    assert not must_ask(restored)
    ((run, serials),) = missing(restored).items()
    assert (run.year, serials) == (2023, [2, 3])
    assert certificate(restored, "赵六") == 4
    assert check_store(restored).sound


def test_the_numbers_since_the_backup_are_registered_as_unused(restored):
    certificate(restored, "赵六")
    rows = IssuedCertificate.select().order_by(IssuedCertificate.serial)
    assert [(row.serial, row.name, row.state) for row in rows] == [
        (1, "张三", CertificateState.ISSUED),
        (2, "（空号）", CertificateState.UNUSED),
        (3, "（空号）", CertificateState.UNUSED),
        (4, "赵六", CertificateState.ISSUED),
    ]
    assert rows[1].number == "包头中院荣证字〔2023〕2号" and "恢复备份" in rows[1].reason
    assert missing(restored) == {}


def test_the_journal_says_so_once_and_nobody_undoes_it(restored):
    labels = [step.label for step in journal.steps()]
    assert labels.count(LABEL) == 1
    undoable = restored.undoable()
    assert undoable is None or undoable.label != LABEL
    close_store(restored)
    again = reopened(restored.path)
    assert [step.label for step in journal.steps()] == labels
    assert certificate(again, "赵六") == 4


def test_forwards_again_nothing_has_to_be_said(restored):
    path = restored.path
    close_store(restored)
    (before, *_others) = [each for each in backup.backups(path) if each.reason == "恢复前"]
    restore(path, before.path, SCHEMA, "王祯", NOW)
    store = reopened(path)
    assert LABEL not in [step.label for step in journal.steps()]
    assert certificate(store, "赵六") == 4


def test_the_file_of_another_court_counts_for_itself(court, tmp_path):
    certificate(court, "张三")
    path = court.path
    close_store(court)
    other = tmp_path / "别院.cadre"
    store = open_store(other, SCHEMA, "王祯", clock=FixedClock(NOW), create_new=True, name="昆都仑区人民法院")
    made = backup.make(other, "手动", NOW)
    close_store(store)
    restore(path, made.path, SCHEMA, "王祯", NOW)
    store = reopened(path)
    assert answer(store, []) == 0
    assert certificate(store, "李四") == 1


def test_on_another_computer_the_last_number_on_paper_is_asked(court, tmp_path):
    assert [certificate(court, name) for name in ("张三", "李四")] == [1, 2]
    made = backup.make(court.path, "手动", NOW)
    close_store(court)
    elsewhere = tmp_path / "别处" / "包头中院.cadre"
    elsewhere.parent.mkdir()
    restore(elsewhere, made.path, SCHEMA, "王祯", NOW)
    store = reopened(elsewhere)
    assert must_ask(store)
    with pytest.raises(Refused, match="核对纸上最后的编号"):
        certificate(store, "王五")
    with pytest.raises(Refused, match="看不懂编号“五号”"):
        answer(store, ["五号"])
    with pytest.raises(Refused, match="多打了一位"):
        answer(store, ["包头中院荣证字〔2023〕50000号"])
    assert answer(store, ["包头中院荣证字〔2023〕5号", "包头中院结证字〔2023〕00002号"]) == 5
    assert not must_ask(store)
    assert certificate(store, "王五") == 6
    assert [row.serial for row in IssuedCertificate.select().where(IssuedCertificate.kind == "completion")] == [1, 2]
    assert missing(store) == {} and check_store(store).sound
    close_store(store)


def test_what_was_not_answered_is_asked_again_after_another_restoring(court, tmp_path):
    made = backup.make(court.path, "手动", NOW)
    close_store(court)
    elsewhere = tmp_path / "别处.cadre"
    for _time in range(2):
        restore(elsewhere, made.path, SCHEMA, "王祯", NOW)
    store = reopened(elsewhere)
    assert must_ask(store)
    answer(store, [])
    close_store(store)
    restore(elsewhere, made.path, SCHEMA, "王祯", NOW)
    store = reopened(elsewhere)
    assert not must_ask(store)
    close_store(store)


def test_a_damaged_file_is_no_hindrance(court):
    certificate(court, "张三")
    made = backup.make(court.path, "手动", NOW)
    path = court.path
    close_store(court)
    path.write_bytes(b"SQLite format 3\0" + bytes(5_000))
    restore(path, made.path, SCHEMA, "王祯", NOW)
    store = reopened(path)
    assert answer(store, []) == 0
    assert certificate(store, "李四") == 2


def test_a_second_backup_restored_before_the_file_was_opened_forgets_nothing(court):
    assert certificate(court, "张三") == 1
    path, made = court.path, backup.make(court.path, "手动", NOW)
    assert certificate(court, "李四") == 2
    close_store(court)
    for _time in range(3):
        restore(path, made.path, SCHEMA, "王祯", NOW)
    store = reopened(path)
    assert certificate(store, "赵六") == 3
    close_store(store)


@pytest.mark.parametrize("lost", [Path.unlink, lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(5_000))])
def test_of_a_file_that_is_lost_the_latest_backup_knows_how_far_it_was(court, lost):
    assert certificate(court, "张三") == 1
    path, first = court.path, backup.make(court.path, "手动", NOW)
    assert certificate(court, "李四") == 2
    backup.make(path, "退出", NOW)
    close_store(court)
    lost(path)
    restore(path, first.path, SCHEMA, "王祯", NOW)
    store = reopened(path)
    assert [row.name for row in IssuedCertificate.select()] == ["张三"]
    answer(store, [])
    assert certificate(store, "赵六") == 3
    assert check_store(store).sound
    close_store(store)


@pytest.mark.parametrize("spoiled", ["", "{", "[1]", '{"certificates.honour.2023": "viel"}', "null"])
def test_a_note_that_somebody_has_spoiled_keeps_nobody_from_his_file(court, spoiled):
    assert certificate(court, "张三") == 1
    path, made = court.path, backup.make(court.path, "手动", NOW)
    close_store(court)
    restore(path, made.path, SCHEMA, "王祯", NOW)
    with reading_copies.opened(path) as connection:
        connection.execute("INSERT INTO memo VALUES ('counted_before_restoring', ?)", (spoiled,))
    restore(path, made.path, SCHEMA, "王祯", NOW)
    with reading_copies.opened(path) as connection:
        connection.execute("INSERT INTO memo VALUES ('counted_before_restoring', ?)", (spoiled,))
    store = reopened(path)
    assert certificate(store, "李四") == 2
    close_store(store)
