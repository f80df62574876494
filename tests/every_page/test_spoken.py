"""What lists and grids paint beside a name is spoken with it. Names of controls: `test_every_page`."""

import re

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView

from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.people.seat_grid import SeatTable
from cadre_desktop.window.tabs import TABS

pytestmark = pytest.mark.xdist_group("demo")


def spoken(view: QAbstractItemView) -> list[str]:
    """What a reader calls the cells of a view, its headings too."""
    interface = QAccessible.queryAccessibleInterface(view)
    return [interface.child(index).text(QAccessible.Text.Name) for index in range(interface.childCount())]


def test_what_a_list_paints_beside_a_name_is_spoken_with_it(full):
    names = [stop.name for stop in full.pages("contests", "talent")]
    contests, talent = (full.window.tab(TABS[place]) for place in (2, 3))
    assert "进行中的竞赛，评委席" in names
    state = ContestStatus(Contest.get().status).label
    assert [line.rpartition("，")[2] for line in spoken(contests.contests.list)] == [state]
    assert all(re.search(r"，\d", line) for line in spoken(talent.pools.list))


def test_a_seat_is_spoken_as_a_word(full):
    stop = next(stop for stop in full.pages("contests") if stop.name.endswith("评委席"))
    seats = stop.widget.findChild(SeatTable)
    assert "有席位" in spoken(seats) and not {"✓", "·"} & set(spoken(seats))
