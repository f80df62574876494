"""A row becomes two where it has no room, and one again where it has."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.fields.search_input import SearchInput
from cadre_desktop.kit.qt.fields.title_line import TitleLine
from cadre_desktop.kit.qt.look.folding_row import FoldingRow

WIDE = 100


@pytest.fixture
def row(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FoldingRow(spacing=10)
    for side, count in ((row.left, 3), (row.right, 2)):
        for _number in range(count):
            piece = QWidget()
            piece.setFixedSize(WIDE, 30)
            side.addWidget(piece)
    row.right.addStretch(1)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(row)
    column.addWidget(QWidget(), 1)
    holder.resize(700, 200)
    holder.show()
    QApplication.processEvents()
    yield row
    holder.close()


@pytest.mark.parametrize("width", [700, 400])
def test_the_right_row_may_follow_the_left_one(row, width):
    row.give_right_the_rest()
    row.window().resize(width, 200)
    QApplication.processEvents()
    assert row.folded == (width == 400)
    last, first = pieces(row.left)[-1].geometry(), pieces(row.right)[0].geometry()
    assert first.left() == (0 if row.folded else last.right() + 1 + 10)


def pieces(side):
    found = side.parentWidget().findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return sorted((each for each in found if side.indexOf(each) >= 0), key=side.indexOf)


def resize(row, width):
    row.window().resize(width, 200)
    QApplication.processEvents()


def test_it_folds_only_where_there_is_no_room(row):
    left, right = row.left.minimumSize().width(), row.right.minimumSize().width()
    assert not row.folded and row.height() == 30
    resize(row, left + right + 20)
    assert not row.folded
    resize(row, left + right + 19)
    assert row.folded
    assert pieces(row.right)[0].y() > pieces(row.left)[0].geometry().bottom()
    assert row.height() == 30 + 10 + 30
    resize(row, 700)
    assert not row.folded and row.height() == 30


def test_it_asks_for_no_more_than_the_wider_half(row):
    assert row.minimumSizeHint().width() == row.left.minimumSize().width() == 3 * WIDE + 20
    resize(row, 1)
    assert row.window().width() == 3 * WIDE + 20


def test_what_comes_and_goes_folds_and_unfolds_it(row):
    resize(row, row.left.minimumSize().width() + row.right.minimumSize().width() + 20)
    more = QWidget()
    more.setFixedSize(WIDE, 30)
    row.right.insertWidget(0, more)
    more.show()
    QApplication.processEvents()
    assert row.folded
    more.hide()
    QApplication.processEvents()
    assert not row.folded


def test_a_search_box_gives_way_before_the_title_line_folds(qtbot):
    search = SearchInput()
    line = TitleLine("人员", search)
    qtbot.addWidget(line)
    line.set_counts("共 1,312 人")
    for words in ("导入", "新增"):
        line.add_action(QAction(words, line))
    widest, narrowest = search.sizeHint().width(), search.minimumWidth()
    line.show()
    least = line.left.minimumSize().width() + line.right.minimumSize().width() + 20
    for width, folded in ((900, False), (least - 1, True)):
        line.resize(width, 40)
        QApplication.processEvents()
        assert line.folded == folded, width
        assert search.width() == widest or (folded and search.width() > narrowest)
    assert narrowest < widest
    line.resize(least, 40)
    QApplication.processEvents()
    assert not line.folded and search.width() < widest


def test_counts_are_shown_whole_or_without_the_number_that_has_no_room(qtbot):
    counts = ElidedLabel()
    qtbot.addWidget(counts)
    counts.set_text("共 1,312 人 · 已选 1,311 行")
    shown = set()
    for width in range(400, 0, -1):
        counts.resize(width, 20)
        counts._fit()
        shown.add(counts.text())
        assert counts.toolTip() == (
            "" if counts.text() == "共 1,312 人 · 已选 1,311 行" else "共 1,312 人 · 已选 1,311 行"
        )
    assert {"", "共 1,312 人 · 已选 1,311 行"} < shown
    for text in shown:
        assert re.findall(r"[\d,]+", text) in ([], ["1,312"], ["1,312", "1,311"]), text
