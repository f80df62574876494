"""The pages of a contest are walked by keys, as the tabs of the other pages are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from cadre_desktop.contests.screens.contest_page import ANALYSIS, ENTRANTS, JUDGES, MARKING, RESULTS, SETUP


@pytest.fixture
def page(tab):
    tab.activateWindow()
    assert QTest.qWaitForWindowActive(tab)
    return tab.page


def test_arrows_walk_from_page_to_page_and_the_cursor_stays_on_the_tabs(qtbot, page):
    page.sections.setFocus()
    for key, sections in (
        (Qt.Key.Key_Right, (ENTRANTS, JUDGES, MARKING, RESULTS, ANALYSIS)),
        (Qt.Key.Key_Left, (RESULTS, MARKING, JUDGES, ENTRANTS, SETUP)),
    ):
        for section in sections:
            qtbot.keyClick(page.sections, key)
            QApplication.processEvents()
            assert (page.section, page.sections.currentIndex()) == (section, section)
            assert page.sections.hasFocus()


@pytest.mark.parametrize("section", [ENTRANTS, MARKING])
def test_a_page_brought_by_its_key_takes_the_cursor(page, section):
    page.sections.setFocus()
    page.sections._take(section)
    QApplication.processEvents()
    assert page.section == section
    assert page.stack.currentWidget().isAncestorOf(QApplication.focusWidget())


def test_tab_stops_at_the_track_before_and_the_one_after(qtbot, page):
    page.sections._take(ENTRANTS)
    before, after = page.track_tools.findChildren(QToolButton)
    page.sections.setFocus()
    seen = []
    for _step in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [before, page.track_box, after]
    for _step in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert page.sections.hasFocus()


def test_the_list_of_contests_comes_and_goes_by_its_key_and_stays_so(qtbot, open_tab, tab, desk):
    tab.activateWindow()
    assert QTest.qWaitForWindowActive(tab)
    assert tab.contests.isVisible()
    tab.contests.list.setFocus()
    qtbot.keyClick(tab.contests.list, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert not tab.contests.isVisible()
    assert tab.page.isAncestorOf(QApplication.focusWidget())
    assert not open_tab().contests.isVisible()
    tab.page.line.contests.click()
    assert tab.contests.list.hasFocus()
    assert open_tab().contests.isVisible()


def test_in_a_narrow_window_the_pages_have_its_room_until_it_is_asked_for(tab, desk):
    tab.page.bring(ENTRANTS)
    tab.resize(980, 640)
    assert not tab.contests.isVisible()
    tab.page.line.contests.click()
    assert tab.contests.isVisible()
    tab.resize(1366, 640)
    assert tab.contests.isVisible()
    tab.page.line.contests.click()
    tab.resize(980, 640)
    assert tab.contests.isVisible()
    assert (desk.settings.get("contest list"), desk.settings.get("contest list narrow")) == (False, True)
