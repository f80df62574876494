"""When a dialog closes, the keyboard is where it was."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.qt.keyboard.coming_back import ComingBack
from cadre_desktop.kit.qt.talk.notices import QtNotices


class AskingDelegate(QStyledItemDelegate):
    """Asks for a reason before it takes what was typed into a cell."""

    def __init__(self, parent):
        super().__init__(parent)
        self.reasons, self.asks = [], True

    def setModelData(self, editor, model, index):
        if self.asks:
            self.asks = False
            self.reasons.append(QtNotices(editor.window()).ask_text("更正", "原因"))
            self.asks = True


@pytest.fixture
def coming_back(qapp):
    made = ComingBack(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def window(qtbot, coming_back):
    window = QWidget()
    qtbot.addWidget(window)
    window.tabs = QTabWidget()
    window.table, window.line = QTableWidget(3, 2), QLineEdit()
    for row in range(3):
        for column in range(2):
            window.table.setItem(row, column, QTableWidgetItem("5"))
    window.table.setItemDelegate(AskingDelegate(window.table))
    page = QWidget()
    inside = QVBoxLayout(page)
    inside.addWidget(window.table)
    inside.addWidget(window.line)
    window.tabs.addTab(page, "评分")
    window.tabs.addTab(QLineEdit(), "结果")
    QVBoxLayout(window).addWidget(window.tabs)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return window


def answer(act):
    """Do `act` with the dialog that is about to open."""

    def when_open():
        dialog = QApplication.activeModalWidget()
        if dialog is None:  # a delegate takes Enter a moment later
            QTimer.singleShot(0, when_open)
            return
        assert QTest.qWaitForWindowActive(dialog)
        act(dialog)

    QTimer.singleShot(0, when_open)


def in_front_again(qtbot, window):
    """The desktop does this when a dialog closes; the platform of the tests does not."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    QApplication.processEvents()


def write_reason(dialog):
    dialog.findChild(QLineEdit).setText("看错了")
    dialog.accept()


@pytest.mark.parametrize(("act", "reason"), [(write_reason, "看错了"), (lambda dialog: dialog.reject(), None)])
def test_it_comes_back_to_the_table_whose_editor_closed(qtbot, window, act, reason):
    table = window.table
    table.setFocus()
    table.setCurrentCell(1, 1)
    table.edit(table.currentIndex())
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit) and table.isAncestorOf(editor)
    answer(act)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(table.itemDelegate().reasons))
    in_front_again(qtbot, window)
    assert table.itemDelegate().reasons == [reason]
    assert QApplication.focusWidget() is table
    assert (table.currentRow(), table.currentColumn()) == (1, 1)


def test_it_comes_back_to_a_field_that_is_still_there(qtbot, window):
    window.line.setFocus()
    answer(lambda dialog: dialog.reject())
    QtNotices(window).ask_text("改名", "名称")
    in_front_again(qtbot, window)
    assert QApplication.focusWidget() is window.line


def test_what_was_brought_to_the_front_meanwhile_keeps_it(qtbot, window):
    """As after an import, which ends on another page."""
    window.table.itemDelegate().asks = False
    window.table.setFocus()
    window.table.edit(window.table.model().index(0, 0))
    other = window.tabs.widget(1)

    def bring(dialog):
        window.tabs.setCurrentIndex(1)
        other.setFocus()
        dialog.reject()

    answer(bring)
    QtNotices(window).ask_text("改名", "名称")
    in_front_again(qtbot, window)
    assert QApplication.focusWidget() is other
