"""Marking with many criteria: who a sheet is of stays in sight, and a mark that may not stand keeps the cursor."""

from dataclasses import replace
from random import Random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolTip

from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import CRITERION
from cadre_desktop.contests.records import Criterion, Judge, Mark
from cadre_desktop.contests.screens.contest_page import MARKING
from cadre_desktop.contests.screens.marking.criterion_names import MORE, in_lines, wide, words_of
from cadre_desktop.contests.screens.marking.sheet_model import FIXED
from cadre_desktop.contests.screens.marking.sheet_words import heading_of
from cadre_desktop.contests.vetting import engine_criterion
from cadre_desktop.kit.qt.look.theme import tokens

MANY = 12


@pytest.fixture
def many(court, small):
    """The observed trial with twelve criteria."""
    for index in range(MANY - 2):
        line = {"event": small.trial.id, "name": f"评分项第{index}", "points": 10_000, "step": 500, "kind": "judged"}
        save_part(court, CRITERION, {**line, "contest": small.contest.id, "place": index + 3})
    return small


@pytest.fixture
def page(open_tab, many):
    tab = open_tab()
    tab.page.bring(MARKING)
    return tab.page.marking


def typed(page, text, key=Qt.Key.Key_Return):
    QTest.keyClicks(page.table, text[0])
    editor = page.table.findChildren(QLineEdit)[-1]
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, key)
    return editor


def here(page):
    index = page.table.currentIndex()
    return index.row(), index.column() - FIXED


def at_left(page):
    return page.table.horizontalScrollBar().value() == 0


def seen(page, column):
    """Whether a column of the model stands whole within the view."""
    left = page.table.columnViewportPosition(column)
    return left >= 0 and left + page.table.columnWidth(column) <= page.table.viewport().width()


# In sight.


def test_number_and_name_stay_while_the_criteria_move(court, page, many):
    draw(court, many.track, "种子")
    names = page.table.names
    assert names.isVisible()
    assert [column for column, _box in names.columns(1)] == [0, 1]
    picture = names.grab().toImage()
    for _index in range(MANY - 1):
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert not at_left(page)
    assert names.grab().toImage() == picture
    assert names.geometry().left() <= page.table.frameWidth()
    assert page.table.viewport().geometry().left() >= names.geometry().right()


def test_the_view_begins_at_the_left_with_each_row_and_shows_the_total_at_its_end(page):
    assert not seen(page, page.model.total_column)
    for index in range(MANY):
        assert here(page) == (0, index)
        assert seen(page, FIXED + index)
        if index < MANY - 1:
            QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert seen(page, page.model.total_column)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert here(page) == (1, 0)
    assert at_left(page)
    QTest.keyClick(page.table, Qt.Key.Key_Backtab)
    assert here(page) == (0, MANY - 1)
    assert seen(page, page.model.total_column)


def test_ctrl_tab_leaves_the_grid_either_way(qtbot, page):
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    for held in (
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    ):
        page.table.setFocus()
        before = here(page)
        key = Qt.Key.Key_Backtab if held & Qt.KeyboardModifier.ShiftModifier else Qt.Key.Key_Tab
        QTest.keyClick(page.table, key, held)
        assert not page.table.hasFocus()
        assert here(page) == before


def test_tab_leaves_a_grid_in_which_nothing_can_be_keyed_any_more(qtbot, page):
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.model.locked = True
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Tab)
    assert not page.table.hasFocus()


def test_the_name_of_the_row_in_front_is_marked_and_a_click_goes_there(page):
    names, table = page.table.names, page.table
    QTest.keyClick(table, Qt.Key.Key_Return)

    def ground(row):
        return names.viewport().grab().toImage().pixelColor(3, names.sectionViewportPosition(row) + 3)

    selected = QColor(tokens().selection)
    assert [ground(row) == selected for row in range(3)] == [True, False, False]
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, names.sectionViewportPosition(2) + 5))
    assert here(page) == (2, 1)
    assert [ground(row) == selected for row in range(3)] == [False, False, True]


def test_a_click_with_another_button_or_below_the_names_goes_nowhere(page):
    names = page.table.names
    before = here(page)
    QTest.mouseClick(names.viewport(), Qt.MouseButton.RightButton, pos=QPoint(80, 100))
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(80, names.viewport().height() - 2))
    assert here(page) == before


def test_the_mouse_tells_name_and_court(qtbot, page):
    names = page.table.names
    spot = QPoint(80, names.sectionViewportPosition(1) + 5)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, spot, names.viewport().mapToGlobal(spot))
    assert names.viewportEvent(event)
    assert QToolTip.text() == "欧阳文博　青山法院"
    below = QPoint(80, names.viewport().height() - 2)
    assert names.viewportEvent(QHelpEvent(QHelpEvent.Type.ToolTip, below, QPointF(below).toPoint()))


def test_readers_hear_the_name_with_each_mark(page):
    rows = [page.model.headerData(row, Qt.Orientation.Vertical) for row in range(page.model.rowCount())]
    assert rows == [row.name for row in page.model.rows]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("庭前准备", "庭前 准备"),
        ("模拟审委会汇报", "模拟 审委会 汇报"),
        ("信息化应用考核", "信息化 应用 考核"),
        ("事实认定与法律适用", "事实 认定 与法律 适用"),
        ("法律文书说理性", "法律 文书 说理性"),
        ("证据的审查、认定", "证据的 审查、 认定"),
        ("普通话", "普通话"),
        ("参与度", "参与度"),
        ("Word 操作", "Word  操作"),
    ],
)
def test_names_of_criteria_have_words(name, words):
    assert " ".join(words_of(name)) == words


@pytest.mark.parametrize(
    ("name", "signs", "lines"),
    [
        ("庭前准备", 3, "庭前/准备"),
        ("庭前准备", 4, "庭前准备"),
        ("争议焦点归纳", 4, "争议焦点/归纳"),
        ("模拟审委会汇报", 5, "模拟审委会/汇报"),
        ("庭审程序规范与诉讼权利保障充分", 6, "庭审程序规范/与诉讼权利…"),
        ("说理", 3, "说理"),
        ("Legal argument", 5, "Legal/argument"),
        ("Indispensable", 4, "Indis…"),
    ],
)
def test_they_stand_in_two_lines_at_most_which_end_where_a_word_does(name, signs, lines):
    assert "/".join(in_lines(name, signs)) == lines


def test_no_line_is_longer_than_there_is_room():
    """Of whatever names are made of."""
    chance = Random(20)
    for _time in range(3000):
        name = "".join(chance.choice("审会与和a1、·员的（x") for _sign in range(chance.randint(1, 12)))
        assert "".join(words_of(name)) == name
        for signs in (1, 2, 3, 5.5):
            lines = in_lines(name, signs)
            assert len(lines) in (1, 2)
            assert all(wide(line) <= signs or line == MORE for line in lines), (name, signs, lines)


def test_a_heading_has_the_points_on_a_line_of_their_own_and_readers_hear_the_whole_name(court, many, page):
    line = engine_criterion(Criterion.get(Criterion.name == "驾驭"))
    assert heading_of(replace(line, name="说理（30 分）"), 4) == "说理\n满分 60"
    whole = "庭审程序规范与诉讼权利保障充分（含释明）"
    with court.step("改名"):
        Criterion.update(name=whole).where(Criterion.name == "驾驭").execute()
    page.window().resize(800, 600)
    page.refresh()
    shown, spoken = (
        page.model.headerData(FIXED, Qt.Orientation.Horizontal, role)
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    )
    assert shown.endswith("…\n满分 60")
    assert spoken == f"{whole}，满分 60"
    assert whole in page.model.headerData(FIXED, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


def test_by_entrant_the_judges_court_is_shown(page):
    page.head.mode.button(1).click()
    assert {row.name: row.unit for row in page.model.rows} == {
        "王祯": "包头中院",
        "翟志刚": "包头中院",
        "乌兰图雅": "青山法院",
    }


def test_a_judge_from_outside_is_shown_with_the_unit_as_written(court, page, many):
    with court.step("外请"):
        Judge.update(court=None, unit="内蒙古大学").where(Judge.name == "王祯").execute()
    page.head.mode.button(1).click()
    assert page.model.rows[0].unit == "内蒙古大学"


# A mark that may not stand.


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Backtab]
)
def test_a_wrong_mark_keeps_the_cursor_and_is_typed_over(page, key):
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    editor = typed(page, "99", key)
    assert here(page) == (0, 1)
    assert page.table.bubble.isVisible()
    assert page.table.bubble.text() == (
        "“说理”的分值 99 超出范围，请填 0 至 40。\n“说理”：0 至 40 分，步长 0.5。按 Esc 恢复原来的分值。"
    )
    assert Mark.select().count() == 0
    QTest.keyClicks(editor, "30")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert here(page) == (0, 2)
    assert not page.table.bubble.isVisible()
    assert [row.value for row in Mark.select()] == [30_000]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Tab])
def test_nor_do_keys_leave_it_that_is_not_edited(page, key):
    page.model.setData(page.model.index(0, FIXED), "99")
    QTest.keyClick(page.table, key)
    assert here(page) == (0, 0)
    assert page.table.state() == page.table.State.EditingState
    assert page.table.findChildren(QLineEdit)[-1].selectedText() == "99"


@pytest.mark.parametrize("editing", [True, False])
def test_escape_brings_back_the_mark_of_before(court, page, many, editing):
    record_marks(court, many.trial, [many.mark("李静", "王祯", "驾驭", 50)])
    page.table.setCurrentIndex(page.model.index(0, FIXED))
    editor = typed(page, "99")
    if not editing:
        page.table.setCurrentIndex(page.model.index(1, FIXED))
        page.table.setCurrentIndex(page.model.index(0, FIXED))
        assert page.table.bubble.isVisible()
    QTest.keyClick(editor if editing else page.table, Qt.Key.Key_Escape)
    assert page.model.wrong == {}
    assert page.model.index(0, FIXED).data() == "50"
    assert not page.table.bubble.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert here(page) == (0, 1)


def test_a_total_that_is_no_number_keeps_the_cursor_too(page):
    page.table.setCurrentIndex(page.model.index(0, page.model.paper_column))
    typed(page, "8x")
    assert page.table.currentIndex().column() == page.model.paper_column
    assert page.sentence.text() == "“8x”不是数字，请只填数字。"


def test_a_total_that_is_another_lets_go(page):
    """Which of the two is wrong has to be looked for among the marks."""
    for _index in range(MANY):
        typed(page, "5")
    page.table.setCurrentIndex(page.model.index(0, page.model.paper_column))
    typed(page, "99")
    assert page.table.currentIndex().row() == 1


def test_it_can_be_switched_off_and_stays_so(page, open_tab, desk):
    action = page.commands.actions["contest marking stays"]
    assert action.text() == "有误时光标不离开"
    assert action.isChecked()
    action.trigger()
    typed(page, "99")
    assert here(page) == (0, 1)
    assert not page.table.bubble.isVisible()
    assert page.model.wrong != {}
    again = open_tab()
    again.page.bring(MARKING)
    assert not again.page.marking.commands.actions["contest marking stays"].isChecked()
    assert not again.page.marking.table.stays


def test_the_bubble_keeps_within_the_table(page):
    page.table.setCurrentIndex(page.model.index(4, FIXED + MANY - 1))
    page.table._go(page.model.index(4, FIXED + MANY - 1))
    page.table.setFixedHeight(page.table.horizontalHeader().height() + 5 * 34 + 20)
    typed(page, "99")
    assert page.table.viewport().rect().contains(page.table.bubble.geometry())
