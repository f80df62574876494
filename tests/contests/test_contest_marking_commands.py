"""The rank list beside the grid, the keys of the page, and confirming many sheets at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel

from cadre_desktop.contests.actions.confirming import PaperTotal, confirm_ready, record_totals
from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import EVENT
from cadre_desktop.contests.records import ScoreSheet
from cadre_desktop.contests.screens.contest_page import MARKING
from cadre_desktop.contests.screens.marking.ranks_beside import WithRanks
from cadre_desktop.kit.problems import Refused


@pytest.fixture
def page(tab):
    tab.page.bring(MARKING)
    return tab.page.marking


def ranks(page):
    model = page.ranks.model
    return [tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())]


# The rank list.


def test_the_rank_list_follows_every_mark(court, page, small):
    assert ranks(page)[0] == ("—", "阿拉坦·巴特尔", "—")
    record_marks(court, small.trial, [mark for name in ("李静", "解红") for mark in small.sheet(name, "王祯", 50, 35)])
    assert ranks(page)[:3] == [("1", "李静", "59.50"), ("1", "解红", "59.50"), ("—", "阿拉坦·巴特尔", "—")]
    record_marks(court, small.trial, [small.mark("解红", "王祯", "说理", 36)])
    assert ranks(page)[:2] == [("1", "解红", "60.20"), ("2", "李静", "59.50")]
    court.undo()
    assert ranks(page)[0] == ("1", "李静", "59.50")


def test_it_points_at_the_entrant_in_front(court, page, small):
    record_marks(court, small.trial, small.sheet("解红", "王祯", 50, 35))
    page.table.setCurrentIndex(page.model.index(4, 3))
    page.ranks.follow()
    assert page.model.rows[4].name == "解红"
    assert page.ranks.table.currentIndex().row() == 0
    page.table.setCurrentIndex(page.model.index(0, 3))
    page.ranks.follow()
    assert page.ranks.table.currentIndex().row() == 2


def test_it_is_put_away_by_its_key_and_stays_so(qtbot, open_tab, page, small):
    assert page.ranks.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert page.ranks.isHidden()
    again = open_tab()
    again.page.bring(MARKING)
    assert again.page.marking.ranks.isHidden()
    again.page.marking.head.ranks.click()
    assert again.page.marking.ranks.isVisible()


def test_on_a_narrow_page_the_marks_have_the_room_unless_somebody_asks_for_the_list(qtbot):
    ranks = QLabel("名次")
    beside = WithRanks(ranks)
    qtbot.addWidget(beside)
    told = []
    beside.shown.connect(told.append)
    beside.want(True)
    for width, hidden in ((899, True), (900, False), (899, True)):
        beside.resize(width, 300)
        beside.show()
        assert ranks.isHidden() == hidden
    beside.ask(True)
    assert not ranks.isHidden()
    beside.ask(False)
    assert ranks.isHidden()
    beside.resize(900, 300)
    assert not ranks.isHidden()
    beside.want(False)
    assert ranks.isHidden()
    assert told == [True, False, True, False, True, False]


def test_the_button_is_pressed_just_as_long_as_the_list_is_there(tab, desk):
    tab.page.bring(MARKING)
    page = tab.page.marking
    for width, shown in ((1366, True), (800, False), (1366, True)):
        tab.resize(width, 640)
        assert (page.ranks.isVisible(), page.head.ranks.isChecked()) == (shown, shown)
    tab.resize(800, 640)
    page.head.ranks.click()
    assert (page.ranks.isVisible(), page.head.ranks.isChecked()) == (True, True)
    page.head.ranks.click()
    assert (page.ranks.isVisible(), page.head.ranks.isChecked()) == (False, False)
    tab.resize(1366, 640)
    assert page.ranks.isVisible()


def test_while_some_events_are_anonymous_there_is_no_list(court, page, small):
    save_part(court, EVENT, {"anonymous": True}, small.trial.id)
    draw(court, small.track)
    assert page.ranks.words.isVisible()
    assert page.ranks.words.text() == "拆封匹配以后，这里即时排出名次。"
    assert ranks(page) == []
    save_part(court, EVENT, {"anonymous": True}, small.exam.id)
    codes = {name for _rank, name, _total in ranks(page)}
    assert (len(codes), codes & set(small.entrants)) == (5, set())
    assert codes == {row.name for row in page.model.rows}


# Keys.


def test_every_command_has_a_key_and_none_twice(page):
    keys = {name: action.shortcut().toString() for name, action in page.commands.actions.items()}
    assert all(keys.values())
    assert len(set(keys.values())) == len(keys)
    above, widget = [], page
    while widget is not None:
        above += [action.shortcut().toString() for action in widget.actions() if isinstance(action, QAction)]
        widget = widget.parentWidget()
    known = [key for key in above if key]
    assert sorted(known) == sorted(set(known))


def test_tool_tips_name_the_keys(page):
    tips = [page.head.keying.button(index).toolTip() for index in range(3)]
    assert tips == ["录入（F6）", "复核录入（F7）", "差异（F8）"]
    assert page.head.mode.button(0).toolTip() == "按评委录入（F9 切换）"


def test_keys_switch_keying_way_and_event(qtbot, page, small):
    for key, shown in ((Qt.Key.Key_F8, True), (Qt.Key.Key_F6, False)):
        qtbot.keyClick(page.table if shown else page.differences.table, key)
        assert page.differences.isVisible() == shown
    qtbot.keyClick(page.table, Qt.Key.Key_F9)
    assert [row.name for row in page.model.rows] == ["王祯", "翟志刚", "乌兰图雅"]
    qtbot.keyClick(page.table, Qt.Key.Key_F9)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page.table, Qt.Key.Key_PageDown, both)
    assert page.head.who.currentText() == "测量成绩　0/5"
    qtbot.keyClick(page.table, Qt.Key.Key_PageUp, both)
    assert page.head.event_box.value() == small.trial.id


# Confirming many.


@pytest.fixture
def papers(court, marked):
    """Of 王祯's sheets one total agrees, one does not, the others are not known."""
    totals = [("李静", 85), ("欧阳文博", 83)]
    record_totals(
        court, marked.trial, [PaperTotal(*marked.sheet_key(name, "王祯"), points * 1000) for name, points in totals]
    )
    record_marks(court, marked.trial, [marked.mark("单雄信", "翟志刚", "说理", None)])
    return marked


def test_what_was_checked_is_confirmed_and_the_rest_is_told(court, papers):
    done = confirm_ready(court, papers.trial, papers.entrants.values())
    assert [row.entrant.name for row in ScoreSheet.select().where(ScoreSheet.confirmed_by != "")] == ["李静"]
    assert court.last_step().label == "确认 1 张评分表（庭审观摩）"
    lines = done.sentence().splitlines()
    assert lines[:2] == ["已确认 1 张评分表。", "另有 13 张没有确认："]
    assert "欧阳文博（评委王祯）（1 张）：纸面合计 83 与录入合计 84 相差 1，请对照纸面核对各项。" in lines
    assert "单雄信（评委翟志刚）（1 张）：还有分值没有录入。" in lines
    assert any(line.endswith(" 等（11 张）：没有填写纸面合计，还没有核对。") for line in lines)


def test_nothing_to_confirm_is_no_step(court, small):
    before = court.last_step()
    assert confirm_ready(court, small.trial, small.entrants.values()).number == 0
    assert court.last_step() == before


def test_one_judges_sheets_are_confirmed_together(court, papers):
    done = confirm_ready(court, papers.trial, papers.entrants.values(), papers.judges["王祯"], checked=False)
    assert (done.number, list(done.left.values())) == (4, [["欧阳文博（评委王祯）"]])


def test_a_sealed_contest_confirms_nothing(court, marked):
    marked.confirm(court)
    seal(court, marked.contest)
    with pytest.raises(Refused, match="已封存"):
        confirm_ready(court, marked.trial, marked.entrants.values())


def test_the_page_confirms_by_keys(qtbot, court, papers, open_tab, desk):
    tab = open_tab()
    tab.page.bring(MARKING)
    page = tab.page.marking
    page.commands.actions["confirm checked"].trigger()
    assert desk.notices.texts[-1].startswith("已确认 1 张评分表。\n另有 13 张没有确认：")
    desk.notices.answer(False, True)
    page.commands.actions["confirm shown"].trigger()
    assert ScoreSheet.select().where(ScoreSheet.confirmed_by != "").count() == 1
    sheets = sum(not row.blocked for row in page.model.rows)
    assert desk.notices.texts[-1].startswith(f"这 {sheets} 张评分表")
    page.commands.actions["confirm shown"].trigger()
    assert ScoreSheet.select().where(ScoreSheet.confirmed_by != "").count() == 4
    assert page.commands.actions["confirm shown"].shortcut() == QKeySequence("Alt+Return")
