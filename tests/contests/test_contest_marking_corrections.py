"""Correcting a confirmed mark with the keyboard: the reason is asked for, and one goes on in the grid."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.screens.contest_page import MARKING
from cadre_desktop.contests.screens.marking.sheet_model import FIXED
from cadre_desktop.kit.qt.keyboard.coming_back import ComingBack
from cadre_desktop.kit.qt.talk.notices import QtNotices


@pytest.fixture
def page(qapp, tab, court, small, desk):
    """The marking grid with a confirmed sheet in front, and with the dialogs of the program."""
    coming_back = ComingBack(qapp)
    tab.activateWindow()
    assert QTest.qWaitForWindowActive(tab)
    tab.page.bring(MARKING)
    page = tab.page.marking
    record_marks(court, small.trial, small.sheet("李静", "王祯", 50, 35))
    page.table.setCurrentIndex(page.model.index(0, FIXED))
    page.confirm()
    desk.notices = QtNotices(tab)
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, FIXED))
    yield page
    coming_back.deleteLater()


def write_reason(dialog):
    dialog.findChild(QLineEdit).setText("看错一行")
    dialog.accept()


@pytest.mark.parametrize(("act", "mark"), [(write_reason, "51"), (lambda dialog: dialog.reject(), "50")])
def test_the_keyboard_is_in_the_grid_again(qtbot, page, act, mark):
    asked = []

    def when_open():
        dialog = QApplication.activeModalWidget()
        assert QTest.qWaitForWindowActive(dialog)
        asked.append(dialog.windowTitle())
        act(dialog)

    QTest.keyClicks(page.table, "5")
    editor = page.table.findChildren(QLineEdit)[-1]
    editor.setFocus()
    QTest.keyClicks(editor, "1")
    QTimer.singleShot(0, when_open)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    page.window().activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page.window())
    QApplication.processEvents()
    assert asked == ["更正评分"]
    assert page.model.index(0, FIXED).data() == mark
    assert QApplication.focusWidget() is page.table
    assert page.table.currentIndex().row() == 0
