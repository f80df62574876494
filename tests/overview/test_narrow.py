"""Where there is no room for it at the right, what is coming stands between figures and charts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cadre_desktop.window.tabs import TABS


@pytest.fixture
def overview(started):
    started.window.show_first_tab()
    started.window.showNormal()
    tab = started.window.tab(next(plan for plan in TABS if plan.key == "overview"))
    tab._pages.setCurrentIndex(0)  # as with something to be seen in it
    return tab


def spots(tab):
    return [part.mapTo(tab.inside, part.rect().topLeft()) for part in (tab._figures[0], tab.coming, tab.charts[0])]


@pytest.mark.parametrize(("width", "narrow"), [(1366, False), (911, False), (700, True), (640, True)])
def test_nothing_has_to_be_moved_sideways(overview, width, narrow):
    for first in (640, 1366, width):  # whichever way it was before
        overview.window().resize(first, 500)
        for _level in range(6):  # a layout passes on what it needs level by level
            QApplication.processEvents()
    assert overview.area.horizontalScrollBar().maximum() == 0
    figure, coming, months = spots(overview)
    assert (figure.y() < coming.y() < months.y()) == narrow
    assert (coming.x() > months.x() and coming.y() < months.y()) == (not narrow)
    assert overview.coming.width() >= 230


def test_a_long_line_is_shortened_and_says_the_whole(overview):
    assert overview.coming.list.sizeHintForColumn(0) <= 0
    assert overview.coming.list.textElideMode() == Qt.TextElideMode.ElideRight
