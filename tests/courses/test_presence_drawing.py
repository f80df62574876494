"""What of the attendance grid is drawn anew when something is keyed: no more than has changed, and nothing less."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from cadre_desktop.courses.actions import enrol
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.people.name_list.attending import plan_sessions
from cadre_desktop.people.name_list.rules import Half, PresenceMark, PresenceState
from cadre_desktop.people.screens.name_list.presence_page import PresencePage


@pytest.fixture
def page(qtbot, desk, court, course, people):
    """A page on the screen; the cursor is with the first person in the first session."""
    enrol(court, course, people.values())
    plan_sessions(court, ENROLMENTS, course, (Half.MORNING, Half.AFTERNOON))
    page = PresencePage(desk, ENROLMENTS)
    qtbot.addWidget(page)
    page.resize(1334, 620)
    with qtbot.waitExposed(page):
        page.show()
    page.open(course)
    return page


@pytest.fixture
def changed(page):
    """The rows and columns said to have changed."""
    found = []
    page.model.dataChanged.connect(
        lambda first, last: found.append((first.row(), first.column(), last.row(), last.column()))
    )
    return found


def whole(page):
    return 0, 0, page.model.rowCount() - 1, page.model.columnCount() - 1


@pytest.mark.parametrize("cells", [[(1, 1)], [(0, 0)], [(1, 1), (2, 0)]])
def test_what_is_seen_is_what_there_is(page, cells):
    """Also of cells that the cursor is not in, which Qt does not draw anew by itself."""
    QApplication.processEvents()
    page.model.say([page.model.index(*cell) for cell in cells], PresenceMark(PresenceState.PRESENT))
    QApplication.processEvents()
    seen = page.screen().grabWindow(page.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert seen == page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_a_key_changes_the_cell_and_the_sums_of_its_row(qtbot, page, changed):
    qtbot.keyClicks(page.table, "1")
    last = page.model.columnCount() - 1
    assert changed == [(0, 0, 0, 0), (0, last - 1, 0, last)]
    assert page.model.headerData(0, Qt.Orientation.Horizontal).endswith(f"1/{page.model.rowCount()}")


def test_many_cells_at_once_change_the_grid_as_a_whole(page, changed):
    page.fill.trigger()
    assert changed == [whole(page)]


def test_a_cell_that_is_not_in_the_grid_any_more_changes_it_as_a_whole(page, changed):
    page.model._show(page.model.sheet, ((page.model.sheet.sessions[0].key, -1),))
    assert changed == [whole(page)]
