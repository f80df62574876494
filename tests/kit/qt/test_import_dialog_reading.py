"""The import dialog while a file is read in another process: it can be stopped, and goes on with another file."""

import sys
from pathlib import Path

import pytest
import xlsxwriter
from list_toys import PLAYER

from cadre_desktop.kit.documents import reading_process
from cadre_desktop.kit.qt.imports.import_dialog import FILE, ImportDialog
from cadre_desktop.kit.qt.talk.jobs import QtJobs

ROOT = Path(__file__).parents[3]
SLEEPING = f"""
import sys, time
sys.path[:0] = [{str(ROOT)!r}]
from cadre_desktop.kit.documents import reading_child
def read(order, pieces):
    reading_child.send(pieces, reading_child.ReadingBegun())
    time.sleep(600)
reading_child._read = read
reading_child.serve()
"""


@pytest.fixture
def dialog(qtbot, qapp, toy_desk):
    failures = []
    toy_desk.jobs = QtJobs(failures.append)
    dialog = ImportDialog(toy_desk, PLAYER)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    toy_desk.jobs.close()
    reading_process.end_children()
    assert failures == []


def roster(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("队员").write_column(0, 0, ["姓名", "王祯"])
    return path


def test_reading_is_stopped_by_cancel_and_another_file_is_read(dialog, tmp_path, qtbot, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(reading_process, "_command", lambda: [sys.executable, "-c", SLEEPING])
        reading_process.end_children()
        dialog.open_file(roster(tmp_path / "名册.xlsx"))
        assert dialog._busy.text() == "正在读取……"
        dialog._cancel.click()
        assert dialog._busy.text() == "正在停止……"
        qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)
    assert dialog.isVisible()
    assert dialog.pages.currentIndex() == FILE
    dialog.open_file(roster(tmp_path / "另一份.xlsx"))
    qtbot.waitUntil(lambda: dialog._job is None, timeout=60_000)
    assert [found.sheet.name for found in dialog.files.found] == ["队员"]


def test_a_reader_that_ends_is_a_sentence_on_the_page(dialog, tmp_path, qtbot, monkeypatch):
    ending = SLEEPING.replace("time.sleep(600)", "import os; os.abort()")
    monkeypatch.setattr(reading_process, "_command", lambda: [sys.executable, "-c", ending])
    reading_process.end_children()
    dialog.open_file(roster(tmp_path / "名册.xlsx"))
    qtbot.waitUntil(lambda: dialog._job is None, timeout=60_000)
    assert "读不下：内容可能已损坏，或多得超出内存" in dialog.files._trouble_text.text()
