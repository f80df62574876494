"""Stripes, selection and header go on beneath the scroll bar to the table's edge."""

import pytest
from list_toys import PLAYER, TOYS, fill
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableWidget

from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.table import ROW_HEIGHT, TableView
from cadre_desktop.kit.qt.lists.table_edge import stripe_to_the_edge
from cadre_desktop.kit.qt.look.theme import apply_theme, tokens
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.store.opening import close_store, open_store


@pytest.fixture(params=["light", "dark"])
def table(qtbot, qapp, tmp_path, request):
    apply_theme(qapp, request.param)
    store = open_store(tmp_path / "toys.cadre", TOYS, "王祯", create_new=True)
    fill(store, 60)
    view = TableView(Listing(PLAYER), InlineJobs(), FileSettings(tmp_path / "settings.json"), "players")
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    view.start()
    yield view
    close_store(store)
    apply_theme(qapp, "light")


def color_beside(table, y):
    """The colour at the very edge of the strip with the scroll bar, at a height of the rows' area."""
    bar = table.verticalScrollBar()
    image = table.grab().toImage()
    right = bar.mapTo(table, QPoint(bar.width() - 1, 0)).x()
    return QColor(image.pixel(right, y + table.viewport().y())).name()


def test_rows_and_header_reach_the_edge(table):
    middle = ROW_HEIGHT // 2
    assert color_beside(table, middle + ROW_HEIGHT) == tokens().stripe.lower()
    assert color_beside(table, middle) == tokens().card.lower()
    assert color_beside(table, -middle) == tokens().header.lower()


def test_the_selection_reaches_the_edge_and_the_stripes_move_along(table):
    table.select_row(0)
    assert color_beside(table, ROW_HEIGHT // 2) == tokens().selection.lower()
    table.clearSelection()
    table.verticalScrollBar().setValue(ROW_HEIGHT)
    assert color_beside(table, ROW_HEIGHT // 2) == tokens().stripe.lower()


def test_the_bar_begins_beneath_the_headings(table):
    bar = table.verticalScrollBar()
    assert bar.mapTo(table, QPoint(0, 0)).y() == table.viewport().y() > 20


def test_the_bar_follows_headings_that_grow_or_go(qtbot, table):
    bar, header = table.verticalScrollBar(), table.horizontalHeader()
    header.setFixedHeight(80)
    table.updateGeometries()
    qtbot.waitUntil(lambda: bar.mapTo(table, QPoint(0, 0)).y() == table.viewport().y() >= 80)
    header.hide()
    table.updateGeometries()
    qtbot.waitUntil(lambda: bar.mapTo(table, QPoint(0, 0)).y() == table.viewport().y() < 20)


def test_no_table_needs_more_room_for_it(qtbot):
    plain, striped = QTableWidget(3, 2), QTableWidget(3, 2)
    stripe_to_the_edge(striped)
    for each in (plain, striped):
        qtbot.addWidget(each)
        each.show()
    assert striped.minimumSizeHint() == plain.minimumSizeHint()


@pytest.mark.parametrize(("columns", "anew"), [(2, False), (1, True)])
def test_the_bar_is_drawn_anew_with_a_selected_row_and_not_with_a_cell_amid_others(qtbot, columns, anew):
    table = QTableWidget(3, columns)
    qtbot.addWidget(table)
    stripe_to_the_edge(table)
    table.setCurrentCell(0, 0)
    drawn = []
    table.verticalScrollBar().update = lambda: drawn.append(True)
    table.setCurrentCell(1, columns - 1)
    assert bool(drawn) is anew
    table.selectRow(2)
    table.clearSelection()
    assert len(drawn) == 2 + anew


def edge_colors(widget, side):
    """The colours along the left or right edge of what is painted on a widget, the line beneath left out."""
    image = widget.grab().toImage()
    column = 0 if side < 0 else image.width() - 1
    return [QColor(image.pixel(column, row)).name() for row in range(2, image.height() - 2)]


def cut(table, side):
    """Scroll so that the edge goes through words."""
    bar = table.horizontalScrollBar()
    bar.setValue(40 if side < 0 else bar.maximum() - 40)
    assert 0 < bar.value() < bar.maximum()


@pytest.mark.parametrize("side", [-1, 1], ids=["left", "right"])
def test_what_the_edge_cuts_fades_out(table, side):
    table.resize(420, 400)
    for section in table.columns.sections():
        table.horizontalHeader().resizeSection(section, 100)
    cut(table, side)
    assert set(edge_colors(table.horizontalHeader().viewport(), side)) == {tokens().header.lower()}
    table.select_row(1)
    cut(table, side)
    grounds = {tokens().card.lower(), tokens().stripe.lower(), tokens().selection.lower()}
    assert set(edge_colors(table.viewport(), side)) == grounds


def test_what_is_whole_does_not_fade(table):
    """The last column, scrolled to, reaches the edge and ends there."""
    table.resize(420, 400)
    bar = table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    last = max(table.columns.sections(), key=table.horizontalHeader().visualIndex)
    image = table.horizontalHeader().viewport().grab().toImage()
    place = table.columnViewportPosition(last)
    inks = {QColor(image.pixel(x, image.height() // 2)).name() for x in range(place + 4, image.width())}
    assert bar.maximum() > 0 and len(inks) > 1 and place + table.columnWidth(last) <= image.width()
