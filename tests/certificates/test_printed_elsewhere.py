"""Sheets of the print queue that were saved as a file and printed elsewhere, as where there is no printer."""

from datetime import timedelta

import pytest
from test_certificates_interrupted import LI, OUYANG, WANG, draft
from test_print_queue import PRINTED, SPOILED, WAITING, keys, pages_of, put_in, reprints, sheets

from cadre_desktop.certificates import queueing
from cadre_desktop.certificates.being_printed import owed
from cadre_desktop.certificates.happening import life_of
from cadre_desktop.certificates.registers.print_queue import PrintSheet
from cadre_desktop.kit.problems import Refused


@pytest.fixture
def batch(court):
    """Five certificates that wait."""
    return put_in(court, [WANG, LI, OUYANG, draft("单雄信", 14), draft("秦琼", 15)], "荣誉证书")


def filed(court, rows, tmp_path):
    """Save these sheets from the preview as a file."""
    pages = pages_of(court, rows)
    pages.draft(tmp_path / "样张.pdf")
    pages.hand_out_file(tmp_path / "存.pdf")


def lives(*positions):
    rows = [PrintSheet.by_key(key) for key in keys(*positions)]
    return [[str(event.event) for event in life_of(row.__data__["certificate"])] for row in rows]


def test_what_was_saved_as_a_file_and_printed_elsewhere_is_noted_as_printed(court, batch, tmp_path):
    filed(court, queueing.waiting_in(batch.id)[:3], tmp_path)
    assert queueing.given_in(batch.id) == keys(1, 2, 3)
    with pytest.raises(Refused, match=r"第 4 张还没有送去打印，不能记为已印好。请先“打印待印的”；.*另存为 PDF"):
        queueing.note_printed(court, keys(3, 4))
    with pytest.raises(Refused, match="第 4 张还没有送去打印，不会印坏。请先"):
        queueing.vet_spoiled(keys(3, 4))
    assert queueing.note_printed(court, keys(1, 2)) == 2
    assert lives(1, 2, 4) == [["issued", "filed", "printed"]] * 2 + [["issued"]]
    assert queueing.note_spoiled(court, keys(3), "卡纸") == 1
    assert sheets() == [
        (1, 1, PRINTED),
        (2, 1, PRINTED),
        (3, 1, SPOILED),
        (3, 2, WAITING),
        (4, 1, WAITING),
        (5, 1, WAITING),
    ]
    assert lives(3) == [["issued", "filed", "printed", "spoiled"]]
    assert queueing.note_printed(court, keys(3, attempt=2)) == 1  # from the same file
    assert lives(3) == [["issued", "filed", "printed", "spoiled", "printed"]]
    assert set(reprints().values()) == {0} and len(owed(court)) == 2


def test_a_file_that_was_given_before_is_not_what_was_put_in(court, batch, tmp_path):
    filed(court, queueing.waiting_in(batch.id), tmp_path)
    batch.made = batch.made + timedelta(days=1)
    with court.step("改日期"):
        batch.save()
    with pytest.raises(Refused, match="还没有送去打印"):
        queueing.note_printed(court, keys(1))
