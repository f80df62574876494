"""Where the cursor goes on a page, and in which order Tab goes through what has joined it later."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.look.action_button import ActionButton


class Page(Workplace):
    """A search and a list, in which one works."""

    def __init__(self):
        super().__init__()
        self.search, self.list = QLineEdit(), QListWidget()
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.work_in(self.list)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.before, made.page = QPushButton("tabs"), Page()
    column = QVBoxLayout(made)
    column.addWidget(made.before)
    column.addWidget(made.page)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_focus_given_to_a_page_goes_to_what_is_worked_in(window):
    window.page.setFocus()
    assert window.focusWidget() is window.page.list


def test_tab_comes_to_what_stands_first_on_the_page(qtbot, window):
    window.before.setFocus()
    qtbot.keyClick(window.before, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.page.search
    qtbot.keyClick(window.page.search, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.page.list


@pytest.mark.parametrize("away", [QWidget.hide, lambda widget: widget.setEnabled(False)])
def test_where_that_is_not_to_be_used_focus_goes_to_what_comes_first(window, away):
    away(window.page.list)
    window.page.setFocus()
    assert window.focusWidget() is window.page.search


def test_a_page_in_a_page_hands_on(qtbot, window):
    outer, inner = Workplace(), Page()
    QVBoxLayout(outer).addWidget(inner)
    outer.work_in(inner)
    window.layout().addWidget(outer)
    outer.show()
    outer.setFocus()
    assert window.focusWidget() is inner.list


def test_focus_given_before_the_page_is_shown_arrives_with_it(qtbot, window):
    window.page.hide()
    window.page.setFocus()
    window.page.show()
    window.page.setFocus()
    assert window.focusWidget() is window.page.list


def chain(start):
    found, here = [start], start.nextInFocusChain()
    while here is not start:
        found.append(here)
        here = here.nextInFocusChain()
    return [each for each in found if isinstance(each, QPushButton)]


def test_what_joins_a_page_later_has_its_turn_where_it_stands(qtbot):
    page, area, inside = QWidget(), QScrollArea(), QWidget()
    first, last, after = QPushButton("1"), QPushButton("4"), QPushButton("5")
    column, row, held = QVBoxLayout(page), QHBoxLayout(), QVBoxLayout(inside)
    column.addWidget(first)
    column.addLayout(row)
    area.setWidget(inside)
    column.addWidget(area)
    column.addWidget(last)
    column.addWidget(after)
    qtbot.addWidget(page)
    second, third = QPushButton("2"), QPushButton("3")
    held.addWidget(third)
    row.addWidget(QLabel())
    row.addWidget(second)
    row.addStretch()
    assert chain(first) == [first, last, after, third, second]
    follow_layout(page)
    assert chain(first) == [first, second, third, last, after]


def test_a_button_for_an_action_is_no_window_before_it_has_its_place(qtbot):
    action, holder = QAction("结班"), QWidget()
    qtbot.addWidget(holder)
    button = ActionButton(action)
    assert not button.isVisible()
    action.setVisible(False)
    action.setVisible(True)
    assert not button.isVisible()
    QVBoxLayout(holder).addWidget(button)
    holder.show()
    assert button.isVisible()
    action.setVisible(False)
    assert not button.isVisible()
    action.setVisible(True)
    assert button.isVisible()


def test_a_button_for_an_action_that_is_not_to_be_seen_stays_hidden(qtbot):
    action, holder = QAction("结班"), QWidget()
    qtbot.addWidget(holder)
    action.setVisible(False)
    QVBoxLayout(holder).addWidget(ActionButton(action))
    holder.show()
    assert not holder.findChild(ActionButton).isVisible()
