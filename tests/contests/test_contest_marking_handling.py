"""Typing and pasting as people do it, leaving with something wrong, and coming back after the power went."""

import errno
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodQueryEvent
from PySide6.QtWidgets import QLineEdit

from cadre_desktop.contests.records import Mark
from cadre_desktop.contests.screens.contest_page import MARKING
from cadre_desktop.contests.screens.marking import sheet_writing
from cadre_desktop.contests.screens.marking.sheet_model import FIXED
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.opening import close_store, damage, open_store
from cadre_desktop.schema import SCHEMA

ROOT = Path(__file__).parents[2]


@pytest.fixture
def page(tab):
    tab.page.bring(MARKING)
    return tab.page.marking


def kept():
    return {(row.entrant.name, row.criterion.name): row.value for row in Mark.select()}


def typed(qtbot, page, text):
    qtbot.keyClicks(page.table, text[0])
    editor = page.table.findChildren(QLineEdit)[-1]
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, Qt.Key.Key_Return)


# Typing.


@pytest.mark.parametrize("text", ["35.5", "35,5", "35.50 "])
def test_a_mark_as_people_type_it(qtbot, page, text):
    typed(qtbot, page, text)
    assert kept() == {("李静", "驾驭"): 35_500}
    assert page.model.index(0, FIXED).data() == "35.5"


@pytest.mark.parametrize("text", ["３５．５", "３５。５", "35，5"])
def test_a_mark_written_elsewhere_with_an_input_method_is_read(qtbot, page, text):
    QGuiApplication.clipboard().setText(text)
    page.table.paste()
    QGuiApplication.clipboard().clear()
    assert kept() == {("李静", "驾驭"): 35_500}


def test_no_input_method_comes_between_the_keys_and_the_marks(qtbot, page):
    def asks_for_one(widget):
        query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
        QCoreApplication.sendEvent(widget, query)
        return query.value(Qt.InputMethodQuery.ImEnabled)

    page.table.setFocus()
    assert asks_for_one(page.table) is False
    qtbot.keyClicks(page.table, "3")
    assert asks_for_one(page.table.findChildren(QLineEdit)[-1]) is False


def test_marks_that_arrive_late_leave_what_is_being_typed(qtbot, page):
    """The marks before are read again in a job, which may take longer than the next digits on a busy machine."""
    typed(qtbot, page, "50")
    here = page.table.currentIndex()
    qtbot.keyClicks(page.table, "3")
    editor = page.table.findChildren(QLineEdit)[-1]
    page.model.follow(page.model.sheets, {row.entrant for row in page.model.rows})
    assert editor.text() == "3"
    qtbot.keyClicks(editor, "5.5")
    page.model.put(page.model.rows, page.model.criteria, page.model.sheets, locked=False)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert kept() == {("李静", "驾驭"): 50_000, ("李静", "说理"): 35_500} and here.data() == "35.5"


def test_a_cell_that_is_opened_shows_its_mark_as_it_becomes_until_something_is_typed(qtbot, page):
    typed(qtbot, page, "50")
    page.table.edit(page.model.index(0, FIXED))
    editor = page.table.findChildren(QLineEdit)[-1]
    assert editor.text() == "50"
    spot = page.model.spot(page.model.index(0, FIXED))
    page.model._typed[spot] = (48_000, page.model.batch)
    page.model.follow(page.model.sheets, {row.entrant for row in page.model.rows})
    assert editor.text() == "48"


# Blocks of cells.


def select(page, top, left, bottom, right):
    page.table.setCurrentIndex(page.model.index(top, FIXED + left))
    model = page.table.selectionModel()
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            model.select(page.model.index(row, FIXED + column), model.SelectionFlag.Select)


def test_what_is_copied_goes_back_to_excel(qtbot, page):
    QGuiApplication.clipboard().setText("50\t35.5\r\n48\t\r\n")
    page.table.paste()
    QGuiApplication.clipboard().clear()
    select(page, 0, 0, 1, 1)
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "50\t35.5\n48\t"


def test_a_block_is_cleared_in_one_step_and_comes_back(qtbot, page, court):
    QGuiApplication.clipboard().setText("50\t35\n48\t36")
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    select(page, 0, 0, 1, 1)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert kept() == {}
    court.undo()
    assert len(kept()) == 4


def test_what_finds_no_cell_is_told(page, small):
    page.head.who.set_value(small.judges["乌兰图雅"])
    page.head.who.changed.emit()
    page.table.setCurrentIndex(page.model.index(0, FIXED))
    QGuiApplication.clipboard().setText("50\t35\t85\n48\t36\t84")
    page.table.paste()
    assert kept() == {("欧阳文博", "驾驭"): 48_000, ("欧阳文博", "说理"): 36_000}
    assert page.sentence.text() == "有 4 格没有粘贴：超出了表格，或落在不能评分的格里。请核对粘贴的起点。"


# Leaving.


def test_another_judge_way_or_track_asks_first(tab, page, small, desk):
    first = page.head.who.value()
    page.model.setData(page.model.index(0, FIXED), "99")
    desk.notices.answer(False, False, False)
    page.head.who.set_value(small.judges["翟志刚"])
    page.head.who.changed.emit()
    page.head.mode.button(1).click()
    tab.page.track_box.changed.emit()
    assert (page.head.who.value(), page.head.way) == (first, 0)
    assert [text for text, _why in page.model.wrong.values()] == ["99"]
    desk.notices.answer(True)
    page.head.mode.button(1).click()
    assert (page.head.way, page.model.wrong) == (1, {})


# Trouble.


def test_a_full_disk_is_said_and_the_mark_not_shown_as_kept(page, desk, monkeypatch):
    def full(*_things):
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(sheet_writing, "record_marks", full)
    page.model.setData(page.model.index(0, FIXED), "50")
    assert desk.notices.texts[-1].startswith("磁盘空间不足，这一步没有写入")
    assert page.model.index(0, FIXED).data() == ""


# After the power went.


def test_the_page_returns_to_where_one_was(page, small, open_tab):
    page.head.who.set_value(small.judges["翟志刚"])
    page.head.who.changed.emit()
    page.table.setCurrentIndex(page.model.index(3, FIXED + 1))
    page.positions.keep()
    again = open_tab()
    again.page.bring(MARKING)
    fresh = again.page.marking
    assert fresh.head.who.value() == small.judges["翟志刚"]
    assert fresh.table.currentIndex().row() == 3
    page.step_event(1)
    page.positions.keep()
    again = open_tab()
    again.page.bring(MARKING)
    assert again.page.marking.head.event_box.value() == small.exam.id


TYPING = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from cadre_desktop.contests.tab import ContestsTab
from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.clock import SystemClock
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.store.opening import open_store
from cadre_desktop.schema import SCHEMA
path = Path(sys.argv[1])
app = QApplication([])
store = open_store(path, SCHEMA, "王祯")
settings = FileSettings(path.with_name("settings.json"))
desk = Desk(store, InlineJobs(), RecordedNotices(), settings, SystemClock(), Changes(store))
tab = ContestsTab(desk)
tab.resize(1366, 640)
tab.show()
tab.page.bring(3)
page = tab.page.marking
for text in ("50", "35", "48"):
    QTest.keyClicks(page.table, text[0])
    editor = page.table.findChildren(QLineEdit)[-1]
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
QTest.keyClicks(page.table, "3")
assert page.table.findChildren(QLineEdit)[-1].text() == "3"
page.positions.keep()
print("half typed", flush=True)
sys.stdin.read()
"""


def test_kill_9_with_a_half_typed_mark_keeps_every_mark_before(court, small):
    path = court.path
    close_store(court)
    command = [sys.executable, "-c", TYPING, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half typed\n"
        process.kill()
    assert process.returncode == -signal.SIGKILL
    again = open_store(path, SCHEMA, "王祯")
    assert (damage(), journal.broken_link(), journal.strays()) == (None, None, 0)
    assert kept() == {("李静", "驾驭"): 50_000, ("李静", "说理"): 35_000, ("欧阳文博", "驾驭"): 48_000}
    assert again.last_step().label == "录入成绩（庭审观摩）"
    assert "contest marking places" in path.with_name("settings.json").read_text(encoding="utf-8")
    close_store(again)
