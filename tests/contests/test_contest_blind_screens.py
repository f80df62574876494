"""Anonymous events on the screens: codes in the grid and the rank list, and the way to the matching."""

import pytest
from blind import codes_of, make_blind, mark_all
from board_cases import words
from looking import screen
from PySide6.QtCore import Qt

from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.matching import open_matching
from cadre_desktop.contests.board.board import Board, Mode
from cadre_desktop.contests.board.board_reading import read_program
from cadre_desktop.contests.records import Event, Track
from cadre_desktop.contests.screens.contest_page import ENTRANTS, MARKING, RESULTS


@pytest.fixture
def blind(court, small):
    make_blind(court, small)
    return small


def columns_of(table):
    """The columns that are shown: those in front that stay, and those that move."""
    in_front = [column for column, _box in table.names.columns(1)] if hasattr(table, "names") else []
    return in_front + [column for column in range(table.model().columnCount()) if not table.isColumnHidden(column)]


def shown(table):
    """The texts of the columns that are shown, row by row."""
    model, columns = table.model(), columns_of(table)
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def headings(table):
    model = table.model()
    horizontal = Qt.Orientation.Horizontal
    return [model.headerData(column, horizontal) for column in columns_of(table)]


def test_the_grid_shows_codes_in_their_order_and_nobody_recused(open_tab, blind):
    page = open_tab().page
    page.bring(MARKING)
    table, head = page.marking.table, page.marking.head
    codes = codes_of(blind)
    assert head.event_box.currentText() == "庭审观摩（匿名）"
    assert [row[0] for row in shown(table)] == sorted(codes.values())
    assert headings(table)[0] == "代号" and "单位" not in headings(table) and "抽签号" not in headings(table)
    head.who.set_value(blind.judges["乌兰图雅"])
    page.marking._show_sheets()
    assert [row[0] for row in shown(table)] == sorted(set(codes.values()) - {codes["李静"]})
    head.mode.chosen.emit(1)
    choices = [head.who.itemText(index) for index in range(head.who.count())]
    assert choices == sorted(codes.values())
    head.mode.chosen.emit(0)
    head.event_box.set_value(blind.exam.id)
    page.marking.refresh()
    assert "抽签号" in headings(table)


def test_a_track_with_names_and_codes_has_no_ranking_before_the_matching(court, open_tab, blind, desk):
    mark_all(court, blind)
    page = open_tab().page
    page.bring(RESULTS)
    results = page.results
    assert results.unmatched.isVisible() and not results.table.isVisible() and not results.band.isVisible()
    assert "“执行”有匿名评审的项目" in results.unmatched.accessibleName()
    desk.notices.answer(False)
    results.match.trigger()
    assert Track.get().matched_on is None
    desk.notices.answer(True)
    results.match.trigger()
    assert Track.get().matched_on is not None
    assert results.table.isVisible() and not results.unmatched.isVisible()
    assert results.model.index(0, 1).data() == "阿拉坦·巴特尔"


def test_codes_are_ranked_where_all_events_are_anonymous(court, open_tab, blind, desk):
    make_blind(court, blind, blind.exam)
    mark_all(court, blind)
    codes = codes_of(blind)
    page = open_tab().page
    page.bring(RESULTS)
    results = page.results
    assert next(row[:2] for row in shown(results.table)) == ["1", codes["阿拉坦·巴特尔"]]
    assert headings(results.table) == ["名次", "代号", "庭审观摩", "笔试", "总分", "名次依据"]
    assert "评分表已齐，可以拆封匹配" in results.band.words.text()
    results.explain(blind.entrants["李静"])
    assert results.panel.title.text() == f"第 3 名 · {codes['李静']}"
    results.panel.print_wanted.emit()
    assert desk.printed[-1][1] == f"{codes['李静']}成绩计算过程"
    desk.notices.answer(True)
    results.band.match.click()
    assert results.model.index(0, 1).data() == "阿拉坦·巴特尔"
    assert headings(results.table)[1] == "选手"


def test_missing_sheets_ask_for_a_reason(court, open_tab, blind, desk):
    record_marks(court, blind.trial, blind.sheet("解红", "王祯", 30, 20))
    page = open_tab().page
    page.bring(RESULTS)
    desk.notices.answer("评委因病缺席")
    page.results.match.trigger()
    question = desk.notices.messages[-2]
    assert "还缺 13 张评分表" in question.text and "1 张评分表没有确认" in question.text
    assert Track.get().matched_reason == "评委因病缺席"


def test_the_table_of_codes_is_asked_about_before_and_free_after(court, open_tab, blind, desk):
    mark_all(court, blind)
    page = open_tab().page
    menu = page.print_menu
    menu.follow()
    assert menu.sheets["匿名评分表"].isVisible() and menu.sheets["代号对照表"].isVisible()
    desk.notices.answer(False)
    menu.sheets["代号对照表"].trigger()
    assert desk.printed == [] and "密封" in desk.notices.texts[-1]
    desk.notices.answer(True)
    menu.sheets["代号对照表"].trigger()
    assert desk.printed[-1][1] == "执行 代号对照表"
    page.bring(RESULTS)
    desk.notices.answer(True)
    page.results.match.trigger()
    asked = len(desk.notices.messages)
    menu.sheets["代号对照表"].trigger()
    assert len(desk.printed) == 2 and len(desk.notices.messages) == asked
    menu.follow()
    assert not menu.sheets["匿名评分表"].isVisible()


def test_drawing_tells_of_the_table_of_codes(court, open_tab, blind, desk):
    page = open_tab().page
    page.bring(ENTRANTS)
    desk.notices.answer("有人迟到")
    page.entrants.draw()
    assert "代号对照表在“打印与导出”里，请密封保存" in desk.notices.texts[-1]


def test_the_board_says_what_waits_for_the_matching(court, blind):
    mark_all(court, blind)
    board = Board(read_program(blind.contest.id))
    board.show(Mode.STANDINGS)
    assert "匿名评审，拆封匹配后公布" in words(board.hall())
    assert "匿名评审还没有拆封匹配；请在“结果”页拆封，再公布姓名和奖项。" in board.cue().notes
    open_matching(court, blind.track)
    board = Board(read_program(blind.contest.id))
    board.show(Mode.STANDINGS)
    assert "阿拉坦·巴特尔" in words(board.hall()) and board.cue().notes == ()


def test_the_board_goes_by_codes_where_all_events_are_anonymous(court, blind):
    make_blind(court, blind, blind.exam)
    mark_all(court, blind)
    board = Board(read_program(blind.contest.id))
    assert "匿名评审，选手不出场" in words(board.hall())
    board.show(Mode.STANDINGS)
    assert codes_of(blind)["阿拉坦·巴特尔"] in words(board.hall())


def test_sealing_says_what_is_to_be_done_first(court, open_tab, blind, desk):
    mark_all(court, blind)
    page = open_tab().page
    page.begin_sealing()
    assert "还没有拆封匹配；请先在“结果”页拆封" in desk.notices.texts[-1]


def test_the_check_box_says_why_it_is_too_late(court, open_tab, blind):
    page = open_tab().page
    page._open_event(blind.trial.id, {})
    cell = page.event_page.form.cells["anonymous"]
    cell.editor.set_value(False)
    page.event_page.save()
    assert not Event.by_key(blind.trial.id).anonymous
    cell.editor.set_value(True)
    page.event_page.save()
    record_marks(court, blind.trial, blind.sheet("解红", "王祯", 30, 20))
    cell.editor.set_value(False)
    page.event_page.save()
    assert "已有评分，不能再改是否匿名评审" in screen(page.event_page.form)
    assert Event.by_key(blind.trial.id).anonymous
