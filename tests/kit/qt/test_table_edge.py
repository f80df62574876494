"""Stripes, selection and header go on beneath the scroll bar to the table's edge."""

import pytest
from list_toys import PLAYER, TOYS, fill
from PySide6.QtGui import QColor

from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.table import ROW_HEIGHT, TableView
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
    """The colour at the very edge of the scroll bar, at a height of the rows' area."""
    bar = table.verticalScrollBar()
    image = bar.grab().toImage()
    place = y + table.viewport().y() - bar.y()
    return QColor(image.pixel(image.width() - 1, place)).name()


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
