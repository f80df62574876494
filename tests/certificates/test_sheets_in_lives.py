"""Each sheet of paper is noted once in the life of its certificate, whichever way it was printed, and taken back with
what it was noted with."""

from datetime import datetime

import pytest
from test_certificates_interrupted import LI, OUYANG, WANG, draft
from test_print_queue import keys, pages_of, printed, put_in, sheets

from cadre_desktop.certificates import queueing
from cadre_desktop.certificates.actions import drafted, hand_out, issue, valid
from cadre_desktop.certificates.being_printed import owed
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.happening import life_of
from cadre_desktop.certificates.life import life_lines
from cadre_desktop.certificates.printings import Giving
from cadre_desktop.certificates.records import CertificateEvent, IssuedCertificate
from cadre_desktop.certificates.registers.print_queue import PrintSheet
from cadre_desktop.certificates.rules import LifeEvent
from cadre_desktop.checking import check_store
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

FIVE = [WANG, LI, OUYANG, draft("单雄信", 14), draft("秦琼", 15)]


def told(row):
    return [words.partition(" · ")[0] for _day, words in life_lines(IssuedCertificate.by_key(row.id))]


def counts(row):
    row = IssuedCertificate.by_key(row.id)
    return row.reprints, row.spoiled


def rows():
    return list(IssuedCertificate.select().order_by(IssuedCertificate.serial))


@pytest.fixture
def list_pages(court):
    """The list of five, as a contest shows it."""
    by_source = {each.source: each for each in FIVE}
    return CertificatePages(
        court,
        "发证",
        lambda: drafted(court, FIVE),
        lambda wanted: issue(court, [by_source[key] for key in wanted]),
        lambda row: row.source,
    )


def on_printer(pages, tmp_path, numbers=None):
    """Print these pages as the preview does on a print server, which confirms them."""
    numbers = list(range(5)) if numbers is None else numbers
    pages.draft(tmp_path / "样张.pdf")
    pages.hand_out(tmp_path / "页.pdf", lambda: pages.settle(numbers, False), numbers)
    pages.settle(numbers, True)


def test_five_in_the_queue_three_printed_a_jam_one_spoiled_a_restart_and_on_from_the_fourth(tmp_path, new_court):
    path = tmp_path / "court.cadre"
    path.write_bytes(new_court.read_bytes())
    store = open_store(path, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))
    batch = put_in(store, FIVE, "荣誉证书")
    assert [told(row) for row in rows()] == [["编号登记"]] * 5  # nothing is on paper yet
    printed(store, queueing.waiting_in(batch.id), tmp_path)
    queueing.note_printed(store, keys(1, 2, 3))
    queueing.note_spoiled(store, keys(4), "卡纸")
    close_store(store)

    store = open_store(path, SCHEMA, "李静", clock=FixedClock(datetime(2023, 6, 2, 9, 0)))
    rest = queueing.continue_from(store, queueing.sheet_at(batch.id, "4"))
    assert [(row.position, row.attempt) for row in rest] == [(4, 2), (5, 1)]
    assert [told(row) for row in rows()[3:]] == [["编号登记", "打印", "损坏 1 张（卡纸）"], ["编号登记"]]
    printed(store, rest, tmp_path)
    queueing.note_printed(store, [*keys(4, attempt=2), *keys(5)])

    assert [told(row) for row in rows()] == [
        *[["编号登记", "打印"]] * 3,
        ["编号登记", "打印", "损坏 1 张（卡纸）", "打印（代替印坏的一张）"],
        ["编号登记", "打印"],
    ]
    assert life_lines(rows()[0])[-1] == ("2023-06-01", "打印 · 王祯")
    assert life_lines(rows()[4])[-1] == ("2023-06-02", "打印 · 李静")
    assert [counts(row) for row in rows()] == [(0, 0), (0, 0), (0, 0), (0, 1), (0, 0)]
    assert owed(store) == set() and check_store(store).sound

    for _step in range(3):  # the last two were printed, printed, continued
        store.undo()
    assert [told(row) for row in rows()[3:]] == [["编号登记", "打印", "损坏 1 张（卡纸）"], ["编号登记", "打印"]]
    close_store(store)
    store = open_store(path, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 2, 10, 0)))
    store.undo()
    assert told(rows()[3]) == ["编号登记", "打印"] and counts(rows()[3]) == (0, 0)
    close_store(store)


def test_printed_from_the_list_and_then_confirmed_is_one_printing(court, list_pages, tmp_path):
    on_printer(list_pages, tmp_path)
    queueing.note_printed(court, keys(1, 2, 3, 4, 5))
    assert [told(row) for row in rows()] == [["编号登记", "打印"]] * 5
    assert [counts(row) for row in rows()] == [(0, 0)] * 5
    on_printer(list_pages, tmp_path, [2])
    assert told(rows()[2]) == ["编号登记", "打印", "补印"] and counts(rows()[2]) == (1, 0)
    newest = PrintSheet.select().order_by(PrintSheet.id.desc()).get()
    queueing.note_spoiled(court, [newest.id], "墨不匀")
    assert told(rows()[2])[-1] == "损坏 1 张（墨不匀）" and counts(rows()[2]) == (1, 1)


def test_a_reprint_that_was_not_printed_is_taken_back_and_noted_again_when_it_was_after_all(
    court, list_pages, tmp_path
):
    on_printer(list_pages, tmp_path)
    on_printer(list_pages, tmp_path, [0])
    assert told(rows()[0]) == ["编号登记", "打印", "补印"] and counts(rows()[0]) == (1, 0)
    list_pages.settle([0], False)
    assert told(rows()[0]) == ["编号登记", "打印"] and counts(rows()[0]) == (0, 0)
    list_pages.settle([0], True)
    assert told(rows()[0]) == ["编号登记", "打印", "补印"] and counts(rows()[0]) == (1, 0)
    list_pages.settle([0], False)
    list_pages.hand_out(tmp_path / "页.pdf", lambda: list_pages.settle([0], False), [0])
    assert told(rows()[0]) == ["编号登记", "打印", "补印"] and counts(rows()[0]) == (1, 0)


def test_a_reprint_that_waits_in_the_queue_counts_when_it_is_printed_and_not_when_it_is_dropped(court, tmp_path):
    made = hand_out(court, "发证", lambda: issue(court, [WANG, LI]), lambda _rows: None)
    numbers = [row.id for row in made]
    hand_out(
        court,
        "补印",
        lambda: valid(numbers),
        lambda found: queueing.enqueue(court, "补印", found),
        Giving.QUEUE,
    )
    assert [counts(row) for row in made] == [(0, 0)] * 2
    printed(court, queueing.to_print(keys(1)), tmp_path)
    queueing.drop(court, keys(2))
    assert [told(row) for row in made] == [["编号登记", "打印", "补印"], ["编号登记", "打印"]]
    assert [counts(row) for row in made] == [(1, 0), (0, 0)]
    hand_out(court, "补印", lambda: valid(numbers), lambda _rows: None)
    assert [counts(row) for row in made] == [(1, 0), (1, 0)]  # the first is still owed


def test_what_waits_in_the_queue_and_is_printed_from_its_list_is_not_printed_twice(court, list_pages, tmp_path):
    put_in(court, FIVE, "荣誉证书")
    on_printer(list_pages, tmp_path)
    assert sheets() == [(position, 1, "sent") for position in range(1, 6)]
    assert [told(row) for row in rows()] == [["编号登记", "打印"]] * 5


def test_what_waits_is_not_put_in_a_second_time(court, list_pages, tmp_path):
    list_pages.draft(tmp_path / "样张.pdf")
    assert list_pages.enqueue() == 5
    with pytest.raises(Refused, match="已经在打印队列里"):
        list_pages.enqueue()
    assert len(sheets()) == 5 and CertificateEvent.select().count() == 5


def test_a_file_is_no_sheet_and_the_first_print_after_it_no_reprint(court, list_pages, tmp_path):
    list_pages.draft(tmp_path / "样张.pdf")
    list_pages.hand_out_file(tmp_path / "存.pdf")
    list_pages.hand_out_file(tmp_path / "存.pdf", pages=[0])
    assert told(rows()[0]) == ["编号登记", "存成文件（PDF）", "存成文件（PDF）"] and sheets() == []
    on_printer(list_pages, tmp_path)
    assert told(rows()[1]) == ["编号登记", "存成文件（PDF）", "打印"]
    assert [counts(row) for row in rows()] == [(0, 0)] * 5


def test_a_file_of_what_waits_leaves_it_waiting(court, tmp_path):
    batch = put_in(court, FIVE, "荣誉证书")
    pages = pages_of(court, queueing.waiting_in(batch.id))
    pages.draft(tmp_path / "样张.pdf")
    pages.hand_out_file(tmp_path / "存.pdf")
    assert sheets() == [(position, 1, "waiting") for position in range(1, 6)]
    assert owed(court) == {row.id for row in rows()}


def test_old_certificates_without_notes_count_their_reprints(court):
    (row,) = issue(court, [WANG])
    with court.step("升级"):
        CertificateEvent.delete().where(CertificateEvent.certificate == row.id).execute()
    hand_out(court, "补印", lambda: valid([row.id]), lambda _rows: None)
    assert [event.event for event in life_of(row.id)] == [LifeEvent.REPRINTED] and counts(row) == (1, 0)


def test_what_was_sent_from_the_queue_and_is_sent_again_is_one_printing(court, tmp_path):
    batch = put_in(court, FIVE, "荣誉证书")
    pages = printed(court, queueing.waiting_in(batch.id), tmp_path)
    pages.settle([0, 1, 2, 3, 4], True)  # the printer has it, and nobody has looked
    printed(court, queueing.to_print(keys(2, 3)), tmp_path)
    assert [told(row) for row in rows()] == [["编号登记", "打印"]] * 5
    assert sheets() == [(position, 1, "sent") for position in range(1, 6)]
    queueing.note_printed(court, keys(2))
    pages.hand_out(tmp_path / "页.pdf", lambda: pages.settle([1], False), [1])  # once more, for the wall
    assert told(rows()[1]) == ["编号登记", "打印", "补印"] and counts(rows()[1]) == (1, 0)
    assert len(sheets()) == 6


def test_copies_that_are_printed_at_once_are_said(court, list_pages, tmp_path):
    list_pages.draft(tmp_path / "样张.pdf")
    list_pages.hand_out(tmp_path / "页.pdf", lambda: list_pages.settle([0, 1], False, 2), [0, 1])
    list_pages.hand_out(tmp_path / "页.pdf", lambda: list_pages.settle([2], False), [2])
    assert [told(row)[-1] for row in rows()] == ["打印 2 份", "打印 2 份", "打印"]
    list_pages.settle([0], False)
    assert told(rows()[0]) == ["编号登记"]
    court.undo()
    assert told(rows()[0]) == ["编号登记", "打印 2 份"]
