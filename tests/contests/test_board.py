"""The board without a screen: who is on, standings, switches, and what is read from the database."""

from dataclasses import asdict, replace

import pytest
from board_cases import program, reveal, strings, track

from cadre_desktop.contests.actions.marking import record_marks
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.board.board import COMING, Board, Mode
from cadre_desktop.contests.board.board_reading import read_program
from cadre_desktop.contests.board.board_slides import (
    ROWS,
    Blank,
    BoardProgram,
    Named,
    OnStage,
    Opening,
    StandingRow,
)
from cadre_desktop.contests.records import Contest

# Who is on.


def test_the_order_of_appearance_goes_on_and_back():
    board = Board(program())
    assert isinstance(board.hall(), Opening)
    assert "共 12 位选手" in board.hall().words
    board.advance()
    slide = board.hall()
    assert isinstance(slide, OnStage)
    assert (slide.now.number, slide.position, slide.count) == (1, 1, 12)
    assert [one.number for one in slide.coming] == [2, 3, 4]
    assert len(slide.coming) == COMING
    for _turn in range(11):
        board.advance()
    assert board.hall().now.number == 12
    assert board.hall().coming == ()
    board.advance()
    board.advance()
    assert board.hall().words == "全部选手出场完毕"
    assert board.ahead() is None
    board.back()
    assert board.hall().now.number == 12
    for _turn in range(20):
        board.back()
    assert board.turn(1) == 0


def test_each_track_keeps_its_turn():
    board = Board(program())
    board.advance()
    board.advance()
    board.choose(2)
    assert isinstance(board.hall(), Opening)
    board.choose(1)
    assert board.hall().now.number == 2


def test_a_track_without_a_draw_waits():
    board = Board(program(replace(track(1), running=())))
    board.advance()
    assert board.hall().words == "等待抽签"
    assert board.turn(1) == 0


def test_whoever_is_on_stays_on_when_somebody_before_withdraws():
    before = track(1)
    board = Board(program(before))
    for _turn in range(5):
        board.advance()
    on = board.hall().now
    board.update(program(replace(before, running=before.running[2:])))
    assert board.hall().now == on
    assert board.turn(1) == 3
    board.update(program(replace(before, running=before.running[:2])))
    assert board.turn(1) == 2
    board.update(program(replace(before, running=())))
    assert isinstance(board.hall(), Opening)


def test_after_the_last_turn_stays_after_the_last():
    before = track(1)
    board = Board(program(before))
    for _turn in range(13):
        board.advance()
    board.update(program(replace(before, running=before.running[2:])))
    assert board.hall().words == "全部选手出场完毕"


# Standings.


def test_standings_turn_round_and_are_spread_evenly():
    board = Board(program(track(1, entrants=27)))
    board.show(Mode.STANDINGS)
    seen = []
    for _page in range(3):
        seen.append([row.rank for row in board.hall().rows])
        board.advance()
    assert [len(page) for page in seen] == [9, 9, 9]
    assert [rank for page in seen for rank in page] == [str(index) for index in range(1, 28)]
    assert board.hall().page == 1
    board.back()
    assert board.hall().page == 3


@pytest.mark.parametrize(("entrants", "pages"), [(1, 1), (ROWS, 1), (ROWS + 1, 2), (500, 50)])
def test_every_line_stands_on_one_page(entrants, pages):
    board = Board(program(track(1, entrants=entrants)))
    board.show(Mode.STANDINGS)
    assert board.pages == pages
    ranks = []
    for _page in range(pages):
        ranks += [row.rank for row in board.hall().rows]
        board.advance()
    assert ranks == [str(index) for index in range(1, entrants + 1)]


def test_standings_without_a_place_say_so():
    board = Board(program(replace(track(1), rows=())))
    board.show(Mode.STANDINGS)
    assert board.hall().words == "成绩待公布"


def changed(one):
    """The track after its last has become first."""
    rows = (replace(one.rows[-1], rank="1", total="99.00"), *one.rows[:-1])
    return replace(one, rows=rows)


def test_frozen_standings_stay_for_the_hall_and_go_on_for_the_presenter():
    board = Board(program())
    board.show(Mode.STANDINGS)
    before = board.hall()
    board.toggle_freeze("14:32")
    board.update(program(changed(track(1)), track(2)))
    assert board.hall().rows == before.rows
    assert board.hall().held == "14:32"
    assert board.real().rows[0].total == "99.00"
    assert any("14:32" in note for note in board.cue().notes)
    board.toggle_freeze("")
    assert board.hall().rows[0].total == "99.00"
    assert board.hall().held == ""
    assert board.cue().notes == ()


def test_frozen_before_anybody_had_a_place():
    board = Board(program(replace(track(1), rows=())))
    board.show(Mode.STANDINGS)
    board.toggle_freeze("9:00")
    board.update(program())
    assert isinstance(board.hall(), Opening)
    assert board.real().rows


# Switches.


def test_a_black_wall_is_lifted_before_anything_goes_on():
    board = reveal(Board(program()))
    board.advance()
    before = board.hall()
    board.toggle_blank()
    assert board.hall() == Blank()
    assert board.ahead() == before
    board.advance()
    assert board.hall() == before
    board.advance()
    board.toggle_blank()
    board.back()
    assert board.hall() == Blank()
    board.toggle_blank()
    assert board.hall() == before


def test_numbers_choose_a_track():
    board = Board(program(*(track(key) for key in range(1, 15))))
    board.digit(7)
    assert (board.track.key, board.typed) == (7, "")
    board.digit(1)
    assert (board.track.key, board.typed) == (7, "1")
    assert board.cue().typed == "1"
    board.digit(4)
    assert board.track.key == 14
    board.digit(1)
    board.advance()
    assert (board.track.key, board.turn(1)) == (1, 0)
    board.digit(1)
    board.back()
    assert (board.track.key, board.typed) == (1, "")
    board.digit(1)
    board.digit(9)
    assert board.track.key == 9
    board.digit(0)
    assert board.track.key == 9
    board.step_track(1)
    board.step_track(-1)
    board.step_track(-3)
    assert board.track.key == 6
    for _key in range(20):
        board.step_track(1)
    assert board.track.key == 14
    board.choose(99)
    assert board.track.key == 14


@pytest.mark.parametrize("mode", list(Mode))
def test_a_contest_without_tracks_shows_its_name(mode):
    board = Board(BoardProgram("某年竞赛", True, ()))
    board.show(mode)
    for act in (board.advance, board.back, lambda: board.digit(1), lambda: board.step_track(1)):
        act()
        assert board.hall().contest == "某年竞赛"
        assert board.cue().notes == ()


def test_a_track_that_is_gone_gives_way_to_the_first():
    board = Board(program(), track=2)
    assert board.track.key == 2
    board.update(program(track(1)))
    assert board.track.key == 1


def test_the_presenter_reads_what_comes_next():
    board = Board(program())
    assert board.cue().position == "第 0 / 12 位"
    board.advance()
    assert board.cue().now == "1 号　选手1-12甲（法院1-12甲）"
    assert board.cue().then.startswith("2 号")
    board.show(Mode.STANDINGS)
    assert (board.cue().now, board.cue().position) == ("成绩第 1 / 2 页", "第 1 / 2 页")
    reveal(board)
    assert board.cue().then == "宣布：三等奖"
    board.advance()
    assert board.cue().then == "三等奖　法院1-6甲……"
    board.advance()
    assert board.cue().then == "三等奖　第 6 名　选手1-6甲（法院1-6甲）　93.00"
    board.advance()
    assert board.cue().position == "已揭晓 1 / 6 人"
    board.toggle_blank()
    assert board.cue().now == "黑屏"
    board.toggle_blank()
    while board.ahead() is not None:
        board.advance()
    assert board.cue().then == "（到底了）"


# From the database.


def test_a_contest_as_the_hall_may_see_it(marked):
    [one] = read_program(marked.contest.id).tracks
    assert one.name == "执行"
    assert one.events == ("庭审观摩", "笔试")
    assert [row.who.name for row in one.rows] == ["阿拉坦·巴特尔", "欧阳文博", "李静", "单雄信", "解红"]
    assert one.rows[0] == StandingRow("1", one.rows[0].who, ("93.00", "90.00"), "92.10")
    assert one.rows[0].who.brief == "昆区法院"
    assert [(prize.title, prize.rank) for prize in one.prizes] == [("业务能手", 1), ("业务能手", 2)]
    assert (one.waiting, one.pending, one.running) == (0, (), ())


def test_marks_that_come_in_and_sealing_are_seen(court, marked):
    assert not read_program(marked.contest.id).sealed
    record_marks(court, marked.exam, [marked.mark("李静", None, "卷面", 100)])
    second = read_program(marked.contest.id).tracks[0].rows[1]
    assert (second.who.name, second.scores[1]) == ("李静", "100.00")
    none = [marked.mark("解红", judge, line, None) for judge in marked.judges for line in ("驾驭", "说理")]
    record_marks(court, marked.trial, none)
    record_marks(court, marked.exam, [marked.mark("解红", None, "卷面", None)])
    one = read_program(marked.contest.id).tracks[0]
    assert one.waiting == 1
    assert "解红" not in [row.who.name for row in one.rows]
    seal(court, marked.contest, "缺一项")
    assert read_program(marked.contest.id).sealed


def test_codes_take_the_place_of_names(marked):
    found = read_program(marked.contest.id, lambda _track, one: Named(f"A{one.entry_number[-2:]}"))
    text = " ".join(strings(asdict(found)))
    assert not [name for name in marked.entrants if name in text]
    assert "法院" not in text.replace(Contest.get().name, "")
