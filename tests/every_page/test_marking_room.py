"""A scorekeeper at 1366 × 768 and 150 %: rows of marks are what there is room for, with a dozen criteria too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from tour import settle

from cadre_desktop.contests.actions.sealing import reopen
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import CRITERION
from cadre_desktop.contests.records import Contest, Mark
from cadre_desktop.contests.screens.contest_page import ENTRANTS, MARKING, RESULTS
from cadre_desktop.contests.screens.marking.sheet_model import FIXED
from cadre_desktop.window.tabs import tab_index

pytestmark = pytest.mark.xdist_group("demo")

SMALL, LARGE_LETTERS = (911, 512 - 30), (700, 394 - 30)
"""Logical px that the screen leaves below a title bar: at 150 %, and with letters of 130 % on top."""
NAMES = (
    "争议焦点归纳",
    "事实认定与法律适用",
    "语言表达能力",
    "庭审驾驭能力",
    "法律文书说理性",
    "证据的审查、认定",
    "庭前准备",
    "程序规范",
    "仪表",
    "超时扣分（每分钟）",
)


@pytest.fixture
def contests(full):
    """The tab with the demonstration's contest, in an event of which there are a dozen criteria."""
    store, contest = full.desk.store, Contest.select().first()
    reopen(store, contest, "复核")
    full.window.tabs.setCurrentIndex(tab_index("contests"))
    settle()
    tab = full._tab("contests")
    tab.page.bring(MARKING)
    settle()
    event = tab.page.marking.head.event_box.value()
    for place, name in enumerate(NAMES, 3):
        line = {"event": event, "name": name, "points": 10_000, "step": 500, "place": place, "contest": contest.id}
        save_part(store, CRITERION, {**line, "kind": "deduction" if "扣分" in name else "judged"})
    settle()
    assert len(tab.page.marking.model.criteria) == 12
    return tab


def shown(tab, size):
    window = tab.window()
    window.showNormal()
    window.resize(*size)
    settle()
    assert (window.width(), window.height()) == size
    return tab.page.marking


def whole_rows(page):
    """How many rows of marks are seen whole."""
    table = page.table
    seen = table.viewport().visibleRegion().boundingRect()
    rows = [seen.top() <= table.rowViewportPosition(row) for row in range(page.model.rowCount())]
    ends = [table.rowViewportPosition(row) + table.rowHeight(row) <= seen.bottom() + 1 for row in range(len(rows))]
    return sum(begin and end for begin, end in zip(rows, ends, strict=True))


def test_seven_rows_with_a_dozen_criteria_are_seen_at_150_percent(contests):
    page = shown(contests, SMALL)
    assert whole_rows(page) >= 7
    assert not contests.contests.isVisible()
    assert page.table.names.isVisible()
    assert page.table.names.columns(1)[0][0] == 0  # the draw number too
    assert not page.head.folded


@pytest.mark.parametrize("size", [SMALL, LARGE_LETTERS, (1092, 588), (1366, 738)])
def test_headings_have_two_lines_of_whole_words_and_one_of_points(contests, size):
    page = shown(contests, size)
    header, words = page.table.horizontalHeader(), page.model
    for section, name in enumerate(line.name.split("（")[0] for line in words.criteria):
        title = words.headerData(FIXED + section, Qt.Orientation.Horizontal)
        *lines, points = title.split("\n")
        assert "".join(lines) == name
        assert len(lines) in (1, 2)
        assert points.startswith(("满分", "至多扣"))
        room = page.table.columnWidth(FIXED + section)
        assert all(page.table.fontMetrics().horizontalAdvance(line) < room for line in (*lines, points))
        needed = len(title.split("\n")) * page.table.fontMetrics().lineSpacing()
        assert header.height() >= needed


@pytest.mark.parametrize(("size", "rows"), [(SMALL, 11), (LARGE_LETTERS, 6)])
def test_the_sheets_can_have_the_window_to_themselves(contests, size, rows):
    page = shown(contests, size)
    window = contests.window()
    parts = (window.statusBar(), window.tabs.tabBar(), window.tabs.cornerWidget(), contests.page.line)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F11)
    settle()
    assert page.head.alone.isChecked()
    assert not any(part.isVisible() for part in parts)
    assert window.menuBar().height() == 0
    assert whole_rows(page) >= rows
    contests.page.bring(RESULTS)
    settle()
    assert all(part.isVisible() for part in parts)
    assert window.menuBar().height() > 0
    contests.page.bring(MARKING)
    assert not page.head.alone.isChecked()


def test_marks_are_typed_and_undone_there(contests):
    page = shown(contests, LARGE_LETTERS)
    page.head.alone.click()
    settle()
    page.table.first_cell()
    page.table.setFocus()
    before = Mark.select().count()
    contests._desk.notices.answer("补录")  # the sheet is confirmed
    QTest.keyClicks(page.table, "8")
    QTest.keyClick(page.table.findChildren(QLineEdit)[-1], Qt.Key.Key_Return)
    settle()
    assert Mark.select().count() == before + 1
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert Mark.select().count() == before


def test_on_a_low_screen_the_head_of_a_contest_is_a_line_with_a_menu(qtbot, contests):
    shown(contests, SMALL)
    page = contests.page
    qtbot.waitUntil(page.line.next_button.isVisible)  # what is next is found by a job
    assert not page.head.isVisible()
    assert page.line.more.isVisible()
    names = [action.text() for action in page.line.more.menu().actions() if action.isVisible() and action.text()]
    assert names == ["大屏…", "打印与导出", "封存成绩", "继续录入评分"]
    assert page.line.next_button.isVisible()
    assert page.contest.name in page.line.name.accessibleName()
    shown(contests, (1366, 738))
    assert page.head.isVisible()
    assert not page.line.more.isVisible()


def test_where_the_contests_have_no_room_they_are_offered_in_a_menu(contests):
    shown(contests, SMALL)
    contests.page.bring(ENTRANTS)
    contests._desk.settings.put("contest list narrow", True)
    shown(contests, LARGE_LETTERS)
    assert not contests.contests.isVisible()
    names = [action.text() for action in contests._contest_menu().actions() if action.isCheckable()]
    assert names == [contests.page.contest.name]
