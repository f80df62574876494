"""The first hour in the real window, with threads, by keyboard: from an empty home to a printed sign-in sheet."""

import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

sys.path.insert(0, str(Path(__file__).parents[1] / "kit" / "intake"))

from offices import roster, write

from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.qt.imports.import_dialog import PREVIEW, ImportDialog
from cadre_desktop.kit.qt.imports.import_model import UNFILLED
from cadre_desktop.kit.qt.pages.preview import PreviewWindow
from cadre_desktop.kit.store import journal
from cadre_desktop.people.records import Court, Person
from cadre_desktop.window.frame.main_window import MainWindow
from cadre_desktop.window.launch import Launcher
from cadre_desktop.window.tabs import TABS
from cadre_desktop.window.welcome import Welcome

COURT, QINGSHAN, KUNQU = "包头市中级人民法院", "包头市青山区人民法院", "包头市昆都仑区人民法院"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keyboard:
    """Keys go to whatever has the cursor, as on a desk; nothing is ever clicked."""

    def __init__(self, qtbot):
        self._wait = qtbot.waitUntil

    def until(self, condition):
        self._wait(condition)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.until(lambda: QApplication.focusWidget() is not None)
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def type(self, text):
        self.until(lambda: QApplication.focusWidget() is not None)
        if text.isascii():
            QTest.keyClicks(QApplication.focusWidget(), text)
        else:  # as an input method hands it over
            written = QInputMethodEvent()
            written.setCommitString(text)
            QApplication.sendEvent(QApplication.focusWidget(), written)

    def go_by_tab(self, editor):
        for _place in range(40):
            if editor.isAncestorOf(QApplication.focusWidget()) or QApplication.focusWidget() is editor:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError("Tab does not lead there")

    def paste(self, text):
        QApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CONTROL)


@pytest.fixture
def keyboard(qtbot):
    return Keyboard(qtbot)


@pytest.fixture
def program(qtbot, tmp_path, notices, keyboard, monkeypatch):
    """The program in an empty home, with its own threads; a dialog leaves the loop to the test."""
    monkeypatch.setattr(ImportDialog, "exec", ImportDialog.open)
    made = Launcher(tmp_path / "home", FixedClock(datetime(2023, 6, 1, 9, 0)), notices=notices)
    made.start()
    made.window.activateWindow()
    yield made
    made.session.close()
    made.qt_jobs.close()
    made.window.hide()
    made.window.deleteLater()


@pytest.fixture
def workbook(tmp_path):
    """120 people: a title, a sheet's name and nothing tell the courts; one cell nobody can read."""
    titled, named, silent = roster(f"{QINGSHAN}干警花名册", 44), roster("名单", 38, 100), roster("名单", 38, 200)
    titled[1].append("身份证号")
    titled[6][3] = "1985.13"
    titled[45].append("150204196001010013")
    titled[45][3] = "1960.13"  # the ID number tells: nothing waits
    titled.append(["合计", "44人"])
    titled.append(["制表人：李某"])
    return write(tmp_path / "花名册.xlsx", {"一": titled, "包头中院": named, "Sheet3": silent})


def found_the_court(program, keyboard):
    keyboard.type(COURT)
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.type("王祯")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.until(lambda: isinstance(program.window, MainWindow) and not program.window.waits)
    program.window.activateWindow()
    keyboard.until(program.window.isActiveWindow)
    keyboard.until(lambda: program.window.tabs.currentWidget().isVisible())


def import_the_roster(program, keyboard, notices, workbook):
    keyboard.until(program.window.tab(TABS[0]).first_steps.isVisible)
    notices.answer(workbook)
    keyboard.press(Qt.Key.Key_I, CONTROL)
    keyboard.until(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    dialog = QApplication.activeModalWidget()
    dialog.activateWindow()
    keyboard.until(dialog.isActiveWindow)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.until(lambda: len(dialog.files.lines) == 3 and dialog.pages.isEnabled())
    (asked,) = [line for line in dialog.files.lines if not line.boxes["court"].currentText().startswith("包头")]
    assert QApplication.focusWidget() is asked.boxes["court"], "the cursor is where something has to be answered"
    while asked.boxes["court"].currentText() != KUNQU:
        keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Return, CONTROL)
    keyboard.press(Qt.Key.Key_Return, CONTROL)
    keyboard.until(lambda: dialog.pages.currentIndex() == PREVIEW and dialog.pages.isEnabled())
    return dialog


def correct_the_cell(dialog, keyboard):
    preview = dialog.preview
    assert len(preview.plan.rows) == 120 and preview._chips[UNFILLED].text() == "待补 1"
    keyboard.press(Qt.Key.Key_F8)
    keyboard.press(Qt.Key.Key_F2)
    keyboard.type("1985.12")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.until(lambda: preview._chips[UNFILLED].text() == "待补 0" and dialog.pages.isEnabled())
    assert QApplication.focusWidget() is preview.table, "after a correction the keys go on where one was"


def test_from_an_empty_home_to_a_printed_sign_in_sheet(program, keyboard, notices, workbook, tmp_path):
    found_the_court(program, keyboard)
    dialog = import_the_roster(program, keyboard, notices, workbook)
    correct_the_cell(dialog, keyboard)
    keyboard.press(Qt.Key.Key_Return, CONTROL)
    keyboard.until(lambda: not dialog.isVisible())
    counts = {court.name: Person.select().where(Person.court == court).count() for court in Court.select()}
    assert {name: count for name, count in counts.items() if count} == {COURT: 38, QINGSHAN: 44, KUNQU: 38}
    program.window.activateWindow()
    keyboard.until(program.window.isActiveWindow)
    keyboard.press(Qt.Key.Key_2, CONTROL)
    keyboard.press(Qt.Key.Key_N, CONTROL)
    page = program.window.tab(TABS[1]).page
    keyboard.until(page.form.isVisible)
    keyboard.type("执行实务培训班")
    keyboard.go_by_tab(page.form.cells["starts"].editor)
    keyboard.type("2023-06-05")
    keyboard.press(Qt.Key.Key_S, CONTROL)
    keyboard.until(lambda: Course.select().count() == 1 and page.people.isVisible())
    names = [person.name for person in Person.select().order_by(Person.id).limit(5)]
    keyboard.paste("各位好，参训名单：\n1、" + " 2、".join(names))
    enrolling = program.window.tab(TABS[1]).enrol_page
    keyboard.until(lambda: len(enrolling.chooser.chosen) == 5)
    program.window.activateWindow()  # a popup that goes leaves no window active without a window system
    keyboard.press(Qt.Key.Key_Return, CONTROL)
    keyboard.until(lambda: page.isVisible() and page.people.table.listing_model.rowCount() == 5)
    assert Enrolment.select().count() == 5
    assert QApplication.focusWidget() is page.people.table
    keyboard.press(Qt.Key.Key_P, CONTROL | SHIFT)
    keyboard.until(lambda: isinstance(QApplication.activeWindow(), PreviewWindow))
    keyboard.until(QApplication.activeWindow().preview.save_action.isEnabled)
    saved = tmp_path / "签到表.pdf"
    notices.answer(saved)
    keyboard.press(Qt.Key.Key_S, CONTROL)
    keyboard.until(saved.exists)
    with Pages(saved) as pages:
        words = "".join(pages.text(0).split())
    assert "执行实务培训班签到表" in words and all(name in words for name in names)
    assert {step.actor for step in journal.steps(10)} == {"王祯"}


def test_enter_presses_the_button_that_has_the_keyboard(program, keyboard, monkeypatch):
    found_the_court(program, keyboard)
    begun = []
    overview = program.window.tab(TABS[0])
    keyboard.until(overview.first_steps.isVisible)
    monkeypatch.setattr(program.window.desk, "begin", begun.append)
    importing = overview.first_steps.steps[0].buttons[0]
    keyboard.go_by_tab(importing)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        keyboard.press(key)
    assert begun == ["people"] * 3
    keyboard.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert begun == ["people"] * 3, "with Shift it is another key"


def test_enter_presses_the_buttons_of_the_first_page(program, keyboard, notices):
    page = program.window.centralWidget()
    opening = next(each for each in page.findChildren(QPushButton) if each.text().startswith("打开"))
    keyboard.go_by_tab(opening)
    notices.answer(None)
    keyboard.press(Qt.Key.Key_Return)
    assert notices.texts == ["打开数据文件"] and isinstance(program.window.centralWidget(), Welcome)
