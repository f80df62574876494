"""What has the keyboard is scrolled to, through all areas around it and no further than must be."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.qt.keyboard.in_sight import InSight
from cadre_desktop.kit.qt.talk.content_area import ContentArea
from cadre_desktop.kit.qt.talk.page_area import PageArea

LINES = 30


@pytest.fixture
def following(qapp):
    made = InSight(qapp)
    yield made
    made.setParent(None)
    made.deleteLater()


def settle():
    for _round in range(5):
        QApplication.processEvents()


class Page(QWidget):
    """Fields in an area of their own, on a page that scrolls too; beneath them a list that is higher than the page."""

    def __init__(self):
        super().__init__()
        self.fields = [QLineEdit() for _line in range(LINES)]
        form = QVBoxLayout()
        for number, field in enumerate(self.fields):
            row = QHBoxLayout()
            row.addWidget(QLabel(f"{number}"))
            row.addWidget(field)
            form.addLayout(row)
        self.inner = ContentArea(form)
        self.inner.setFixedHeight(200)
        self.table = QListWidget()
        self.table.addItems([f"第 {number} 行" for number in range(LINES)])
        self.table.setFixedHeight(600)
        self.table.setCurrentRow(0)
        self.text = QPlainTextEdit("\n".join("日月星辰" for _line in range(LINES)))
        self.text.setFixedHeight(700)
        page = QWidget()
        column = QVBoxLayout(page)
        for part in (QLabel("一\n" * 12), self.inner, self.table, self.text):
            column.addWidget(part)
        page.setMinimumSize(900, 1900)
        self.outer = PageArea(page)
        whole = QVBoxLayout(self)
        whole.addWidget(self.outer)


@pytest.fixture
def page(qtbot, following):
    made = Page()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    settle()
    return made


def seen(widget: QWidget) -> QRect:
    return widget.visibleRegion().boundingRect()


@pytest.mark.parametrize("number", [0, 7, LINES - 1])
def test_a_field_is_brought_through_all_areas_around_it(page, number):
    field = page.fields[number]
    field.setFocus()
    settle()
    assert seen(field).height() == field.height()


def test_no_more_is_moved_than_must_be(page):
    page.fields[4].setFocus()
    settle()
    before = page.outer.verticalScrollBar().value(), page.inner.verticalScrollBar().value()
    page.fields[3].setFocus()
    settle()
    assert (page.outer.verticalScrollBar().value(), page.inner.verticalScrollBar().value()) == before


def test_a_form_that_opens_with_the_cursor_in_it_is_shown_once_it_has_its_place(page):
    page.inner.hide()
    settle()
    page.inner.show()
    page.fields[LINES - 1].setFocus()
    page.inner.setFixedHeight(150)
    page.resize(500, 240)
    settle()
    assert seen(page.fields[LINES - 1]).height() == page.fields[LINES - 1].height()


def test_tab_and_backtab(page):
    page.fields[0].setFocus()
    for key, numbers in ((Qt.Key.Key_Tab, range(1, LINES)), (Qt.Key.Key_Backtab, range(LINES - 2, -1, -1))):
        for number in numbers:
            QTest.keyClick(QApplication.focusWidget(), key)
            settle()
            assert QApplication.focusWidget() is page.fields[number]
            assert seen(page.fields[number]).height() == page.fields[number].height()


def row_in_sight(page: Page) -> bool:
    row = page.table.visualItemRect(page.table.currentItem())
    return seen(page.table.viewport()).contains(QRect(row.topLeft(), row.size() / 2))


def test_the_row_in_front_of_a_list_higher_than_the_window(page):
    page.table.setFocus()
    settle()
    assert row_in_sight(page)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        for _row in range(LINES - 1):
            QTest.keyClick(page.table, key)
            settle()
            assert row_in_sight(page), page.table.currentRow()


def test_the_line_with_the_caret_in_a_text_higher_than_the_window(page):
    page.text.setFocus()
    QTest.keyClick(page.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert seen(page.text.viewport()).contains(page.text.cursorRect().center())
    QTest.keyClick(page.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert seen(page.text.viewport()).contains(page.text.cursorRect().center())


def test_who_scrolls_away_may_until_the_next_key(page):
    page.fields[0].setFocus()
    settle()
    for _page in range(4):  # as bar and wheel do
        page.outer.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    page.resize(500, 310)
    settle()
    assert seen(page.fields[0]).isEmpty()
    QTest.keyClicks(page.fields[0], "w")
    settle()
    assert not seen(page.fields[0]).isEmpty()


def test_what_the_mouse_presses_does_not_slip_away(page):
    page.outer.ensureWidgetVisible(page.table, 0, 0)
    page.fields[0].setFocus()
    settle()
    page.outer.verticalScrollBar().setValue(200)
    before = page.outer.verticalScrollBar().value()
    QTest.mousePress(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    settle()
    moved = page.outer.verticalScrollBar().value()
    QTest.mouseRelease(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 20))
    assert QApplication.focusWidget() is page.table and moved == before


def test_what_was_followed_may_go(page, qtbot):
    page.fields[3].setFocus()
    settle()
    page.inner.deleteLater()
    settle()
    page.table.setFocus()
    settle()
    assert row_in_sight(page)


def test_a_table_whose_row_is_seen_moves_nothing(page):
    """A page opens at its top, though its table goes on below the window."""
    page.table.setFixedHeight(120)
    settle()
    page.resize(500, page.table.mapTo(page.outer.widget(), QPoint(0, 0)).y() + 100)
    settle()
    assert seen(page.table).height() < page.table.height()
    page.outer.verticalScrollBar().setValue(0)
    page.table.setFocus()
    settle()
    assert page.outer.verticalScrollBar().value() == 0
    QTest.keyClick(page.table, Qt.Key.Key_PageDown)
    settle()
    assert row_in_sight(page)


def test_a_table_with_no_row_to_be_in_shows_where_its_rows_begin(page):
    page.table.clear()
    page.table.setFixedHeight(120)
    page.table.setFocus()
    settle()
    assert seen(page.table.viewport()).height() >= 40
