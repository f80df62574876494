"""What a screen reader is told: every control and table has a name, and no colour says anything alone."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTabBar, QTableView, QWidget
from shown_widgets import shown
from tour import Stop, described
from walking import controls

from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.people.seat_grid import SeatTable
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.window.tabs import TABS

pytestmark = pytest.mark.xdist_group("demo")

ROWS = 40
"""As many rows of a table are looked through as are seen at once."""
_TEXT, _SAID = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleDescriptionRole
_INK, _GROUND = Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.BackgroundRole


def told(thing: QWidget) -> str:
    """What a reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(thing)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def used(window: QWidget) -> Iterator[QWidget]:
    """What can be used with the keyboard or the mouse, tables and all that they are made of but their headings."""
    yield from controls(window)
    for each in shown(window):
        seen = each.isEnabled() and each.focusProxy() is None
        plain = isinstance(each, QAbstractButton | QAbstractItemView) and not isinstance(each, QHeaderView)
        if seen and plain and each.focusPolicy() == Qt.FocusPolicy.NoFocus:
            yield each


def without_name(stop: Stop) -> Iterator[str]:
    for each in used(stop.widget):
        if not told(each) or (isinstance(each, QTabBar) and not each.accessibleName()):
            yield f"{stop.name}: {described(each)}"


def tables(window: QWidget) -> list[QTableView]:
    return list(shown(window, QTableView))


def headless(stop: Stop) -> Iterator[str]:
    for table in tables(stop.widget):
        for index in range(table.model().columnCount()):
            if not table.isColumnHidden(index) and not table.model().headerData(index, Qt.Orientation.Horizontal):
                yield f"{stop.name}: {described(table)}, column {index}"


def warns(colour: object) -> bool:
    """Whether a colour of a text says that something is wrong."""
    return colour in [tokens().color(tone) for tone in ("warning", "bad")]


def only_coloured(stop: Stop) -> Iterator[str]:
    """Cells that warn by a colour without a sentence about them."""
    for table in tables(stop.widget):
        model = table.model()
        for row in range(min(ROWS, model.rowCount())):
            for index in (model.index(row, column) for column in range(model.columnCount())):
                text, said = (model.data(index, role) for role in (_TEXT, _SAID))
                warning = warns(model.data(index, _INK)) or model.data(index, _GROUND) is not None
                if warning and (not said or said == text):
                    yield f"{stop.name}: {described(table)}, {row}:{index.column()}"


def faults(stop: Stop) -> Iterator[str]:
    """What a reader is not told at a stop."""
    for fault in (without_name, headless, only_coloured):
        yield from fault(stop)


def test_on_every_page(tour):
    assert [fault for stop in tour.pages() for fault in faults(stop)] == []


def test_in_every_dialog(tour, tmp_path):
    assert [fault for stop in tour.dialogs(tmp_path) for fault in faults(stop)] == []


def spoken(view: QAbstractItemView) -> list[str]:
    """What a reader calls the cells of a view, its headings too."""
    interface = QAccessible.queryAccessibleInterface(view)
    return [interface.child(index).text(QAccessible.Text.Name) for index in range(interface.childCount())]


def test_what_a_list_paints_beside_a_name_is_spoken_with_it(full):
    names = [stop.name for stop in full.pages()]
    contests, talent = (full.window.tab(TABS[place]) for place in (2, 3))
    assert "进行中的竞赛，评委席" in names
    state = ContestStatus(Contest.get().status).label
    assert [line.rpartition("，")[2] for line in spoken(contests.contests.list)] == [state]
    assert all(re.search(r"，\d", line) for line in spoken(talent.pools.list))


def test_a_seat_is_spoken_as_a_word(full):
    stop = next(stop for stop in full.pages() if stop.name.endswith("评委席"))
    seats = stop.widget.findChild(SeatTable)
    assert "有席位" in spoken(seats) and not {"✓", "·"} & set(spoken(seats))
