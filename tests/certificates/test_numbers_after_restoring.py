"""A number that is on paper is not given again when an older backup is restored."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.numbering.asking import answer
from cadre_desktop.certificates.numbering.counting import missing, must_ask
from cadre_desktop.certificates.numbering.giving import register_missing
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.number_series import keep_series
from cadre_desktop.certificates.rules import CertificateKind, CertificateState, Restart
from cadre_desktop.checking import check_store
from cadre_desktop.kit import editing
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.documents.delimited import write_csv
from cadre_desktop.kit.intake.exchange import import_file
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


def by_hand(store, number, name):
    values = {"number": number, "name": name, "title": "业务能手", "issued": date(2023, 6, 1)}
    return editing.add(store, CERTIFICATE, values)


def test_what_was_written_by_hand_and_entered_since_the_backup_is_on_paper_too(court):
    path, made = court.path, backup.make(court.path, "手动", NOW)
    for serial, name in ((1, "张三"), (3, "李四")):  # number 2 is on no paper that anybody knows of
        by_hand(court, f"包头中院荣证字[2023]第00{serial}号", name)
    close_store(court)
    restore(path, made.path, SCHEMA, "王祯", NOW)
    store = reopened(path)
    assert {run.year: serials for run, serials in missing(store).items()} == {2023: [1, 3]}
    assert certificate(store, "赵六") == 4
    assert [(row.serial, row.name) for row in IssuedCertificate.select().order_by(IssuedCertificate.serial)] == [
        (1, "（空号）"),
        (3, "（空号）"),
        (4, "赵六"),
    ]
    close_store(store)


def test_whoever_is_entered_for_an_unused_number_after_all_has_it(court, tmp_path):
    path, made = court.path, backup.make(court.path, "手动", NOW)
    by_hand(court, "包头中院荣证字〔2023〕1号", "张三")
    close_store(court)
    restore(path, made.path, SCHEMA, "王祯", NOW)
    store = reopened(path)
    assert certificate(store, "赵六") == 2
    register = tmp_path / "登记簿.csv"
    write_csv(register, ("证书编号", "持证人", "称号", "颁发日期"), [("荣证字[2023]1号", "张三", "能手", "2023-05-04")])
    assert import_file(store, CERTIFICATE, register).changed == 1
    row = IssuedCertificate.get(IssuedCertificate.serial == 1)
    assert (row.name, row.state, row.cancelled, row.reason) == ("张三", CertificateState.ISSUED, None, "")
    assert row.number == "包头中院荣证字〔2023〕1号" and row.issued == date(2023, 5, 4)
    close_store(store)


def test_an_entry_by_hand_that_is_undone_was_a_slip_and_takes_no_number(court):
    by_hand(court, "包头中院荣证字〔2023〕5000号", "张三")
    court.undo()
    assert certificate(court, "李四") == 1 and missing(court) == {}


def test_in_a_series_that_never_begins_again_a_number_that_is_registered_for_another_year_is_not_missing(court):
    values = {"kind": "honour", "name": "老字号", "pattern": "荣字第{n}号", "restart": Restart.NEVER}
    keep_series(court, None, values)
    draft = Draft(CertificateKind.HONOUR, "张三", "能手", date(2023, 6, 1), "包头中院", series="老字号")
    assert issue(court, [draft])[0].number == "荣字第1号"
    court.undo()
    editing.add(court, CERTIFICATE, {"number": "荣字第1号", "name": "李四", "issued": date(2022, 6, 1)})
    assert missing(court) == {}
    assert issue(court, [replace(draft, name="王五")])[0].number == "荣字第2号"
    assert register_missing(court, also_on_their_way=True) == 0


@pytest.mark.parametrize("year", [1823, 2203, 9999])
def test_a_year_that_cannot_be_has_no_numbers_registered(court, year):
    with pytest.raises(Refused, match="年度不对"):
        answer(court, [f"包头中院荣证字〔{year}〕9号"])
    assert IssuedCertificate.select().count() == 0
