"""Anonymous events in the contest workbook: codes before the matching, everything after it, and nothing guessed."""

from pathlib import Path

import pytest
from blind import CODE_SEED, codes_of, make_blind, mark_all
from contest_book import sheets, told, write
from looking import paper, workbook
from small_sheets import SHEETS

from cadre_desktop.contests.actions.drawing import draw
from cadre_desktop.contests.actions.entering import enter_guests, set_status
from cadre_desktop.contests.actions.matching import open_matching
from cadre_desktop.contests.actions.panels import Guest
from cadre_desktop.contests.actions.sealing import seal
from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.outgoing import write_contest
from cadre_desktop.contests.prints.code_prints import print_codes
from cadre_desktop.contests.prints.lists import print_draw, print_results
from cadre_desktop.contests.prints.score_sheets import print_blind_sheets, print_score_sheets
from cadre_desktop.contests.records import Contest, Entrant, Event, Mark, Track
from cadre_desktop.contests.rules.draw import commitment
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def blind(court, small):
    make_blind(court, small)
    mark_all(court, small)
    return small


def columns(path: Path, sheet: str, *titles: str) -> list[tuple[str, ...]]:
    """The cells of some columns of a sheet."""
    rows = next(one.rows for one in read_workbook(path).sheets if one.name == sheet)
    columns = [rows[0].index(title) for title in titles]
    return [tuple(str(row[column]) for column in columns) for row in rows[1:]]


# Workbooks.


def test_before_the_matching_marks_stand_under_codes_and_a_note_says_so(court, blind, tmp_path):
    set_status(court, [blind.entrants["解红"]], EntrantStatus.WITHDRAWN, "因病")
    path, codes = tmp_path / "a.xlsx", codes_of(blind)
    write_contest(Contest.get(), path)
    assert columns(path, "项目", "项目", "匿名") == [("庭审观摩", "是"), ("笔试", "否")]
    assert columns(path, "赛道", "代号种子", "拆封日期") == [("", "")]
    assert {code for (code,) in columns(path, "选手", "代号")} == {""}
    marks = columns(path, "评分", "项目", "选手")
    named = [name for event, name in marks if event == "庭审观摩"]
    assert list(dict.fromkeys(named)) == sorted(code for name, code in codes.items() if name != "解红")
    assert {name for event, name in marks if event == "笔试"} == set(SHEETS)
    assert "还没有拆封匹配" in workbook(path)["说明"][1]
    assert CODE_SEED not in str(workbook(path))


def test_a_blind_workbook_brings_no_marks_of_anonymous_events(court, blind, tmp_path):
    path = tmp_path / "a.xlsx"
    write_contest(Contest.get(), path)
    close_store(court)
    store = open_store(tmp_path / "新.cadre", SCHEMA, "王祯", create_new=True, name="另一个法院")
    done = import_contest(store, path)
    sentences = {problem.message for problem in done.problems}
    assert sentences == {"“庭审观摩”是匿名评审，还没有拆封匹配：评分不能导入，请在“评分”页按代号录入。"}
    assert {problem.sheet for problem in done.problems} == {"评分"}
    assert done.refused == len(done.problems) == 28
    assert Event.get(Event.name == "庭审观摩").anonymous
    assert {mark.event.name for mark in Mark.select()} == {"笔试"}
    close_store(store)


def test_an_open_workbook_gives_identical_results_in_an_empty_file(court, blind, tmp_path):
    open_matching(court, blind.track)
    before, path, codes = told(Contest.get().id), tmp_path / "a.xlsx", codes_of(blind)
    write_contest(Contest.get(), path)
    assert "说明" not in workbook(path)
    close_store(court)
    store = open_store(tmp_path / "新.cadre", SCHEMA, "王祯", create_new=True, name="另一个法院")
    done = import_contest(store, path)
    assert (done.refused, done.problems) == (0, ())
    assert told(done.contest) == before
    track = Track.get()
    assert (track.code_seed, str(track.matched_on), track.matched_by) == (CODE_SEED, "2023-06-01", "王祯")
    assert {row.name: row.code for row in Entrant.select()} == codes
    again = import_contest(store, path)
    assert (again.new, again.changed, again.refused) == (0, 0, 0)
    assert seal(store, Contest.get(), "已在原单位确认").sealed_hash
    close_store(store)


def test_nobody_opens_the_seal_or_changes_codes_by_an_import(court, blind, tmp_path):
    path = tmp_path / "a.xlsx"
    write_contest(Contest.get(), path)
    book = {sheet.name: [tuple(row) for row in sheet.rows] for sheet in read_workbook(path).sheets}
    tracks, entrants = book["赛道"], book["选手"]
    opened = dict(zip(tracks[0], tracks[1], strict=True)) | {"代号种子": "X", "拆封日期": "2023-06-01"}
    number, code = entrants[0].index("报名号"), entrants[0].index("代号")
    changed = [list(row) for row in entrants[1:3]]
    changed[0][number], changed[1][code] = "01-009", "A123"
    wanted = {
        "竞赛": [("名称", "年度"), (blind.contest.name, blind.contest.year)],
        "赛道": [tracks[0], tuple(opened.values())],
        "选手": [entrants[0], *map(tuple, changed)],
    }
    done = import_contest(court, write(tmp_path / "b.xlsx", wanted))
    said = [(problem.sheet, problem.column, problem.message) for problem in done.problems]
    assert [(sheet, column) for sheet, column, _message in said] == [
        ("赛道", "代号种子"),
        ("选手", "报名号"),
        ("选手", "代号"),
    ]
    assert "只能在程序里做" in said[0][2] and "拆封匹配以前不能改" in said[1][2] and "抽签得出" in said[2][2]
    assert Track.get().matched_on is None and Track.get().code_seed == CODE_SEED


def test_half_a_matching_is_refused(court, tmp_path):
    content = sheets()
    content["赛道"] = [("赛道", "拆封日期"), ("刑事审判", "2023-05-10")]
    done = import_contest(court, write(tmp_path / "a.xlsx", content))
    assert "要么都有，要么都不填" in done.problems[0].message


# Paper.


def text(path: Path) -> str:
    return "\n".join(paper(path).values())


def test_the_draw_list_tells_its_trace_and_the_commitment(court, blind, tmp_path):
    path = tmp_path / "抽签表.pdf"
    print_draw(path, blind.contest, blind.track)
    assert commitment(CODE_SEED) in text(path)
    assert "第2次抽签" not in text(path)
    draw(court, blind.track, "新种子", reason="有人迟到")
    print_draw(path, blind.contest, blind.track)
    assert "第1次抽签：2023年6月1日，王祯，种子种子，原因：盲评。" in text(path)
    assert "第2次抽签：2023年6月1日，王祯，种子新种子，原因：有人迟到。" in text(path)
    assert CODE_SEED not in text(path)


def test_the_table_of_codes_is_to_be_sealed_and_then_proves_the_codes(court, blind, tmp_path):
    path, codes = tmp_path / "代号对照表.pdf", codes_of(blind)
    print_codes(path, blind.contest, blind.track)
    assert "密封保存，拆封匹配前不得查看" in text(path)
    assert all(name in text(path) and code in text(path) for name, code in codes.items())
    open_matching(court, blind.track)
    print_codes(path, blind.contest, blind.track)
    assert "2023年6月1日由王祯拆封匹配" in text(path)
    assert CODE_SEED in text(path) and commitment(CODE_SEED) in text(path)


def test_without_codes_there_is_no_table(court, small, tmp_path):
    with pytest.raises(Refused, match="没有代号"):
        print_codes(tmp_path / "a.pdf", small.contest, small.track)
    make_blind(court, small)
    with court.step("导入"):
        Entrant.add(contest=small.contest, track=small.track, name="苏日娜", unit="外院")
    with pytest.raises(Refused, match="1 名选手还没有代号"):
        print_codes(tmp_path / "a.pdf", small.contest, small.track)


def test_score_sheets_of_anonymous_events_are_a_document_of_their_own(court, small, tmp_path):
    path = tmp_path / "评分表.pdf"
    with pytest.raises(Refused, match="没有匿名评审"):
        print_blind_sheets(path, small.contest, small.track)
    make_blind(court, small)
    codes = codes_of(small)
    assert print_blind_sheets(path, small.contest, small.track) == 3
    pages = paper(path)
    assert all(code in pages["第 1 页"] for code in codes.values())
    assert codes["李静"] not in pages["第 3 页"] and "回避" not in text(path)  # 乌兰图雅 must not mark her
    assert not any(name in text(path) for name in SHEETS)
    make_blind(court, small, small.exam)
    with pytest.raises(Refused, match="请打印匿名评分表"):
        print_score_sheets(path, small.contest, small.track)


def test_the_result_list_tells_when_and_why_the_seal_was_opened(court, small, tmp_path):
    path = tmp_path / "成绩表.pdf"
    make_blind(court, small)
    enter_guests(court, small.track, [Guest("苏日娜", "呼和浩特中院", "")])
    mark_all(court, small)
    with pytest.raises(Refused, match="拆封匹配"):
        print_results(path, small.contest, small.track)
    open_matching(court, small.track, "苏日娜的作品未送达")
    print_results(path, small.contest, small.track)
    note = "庭审观摩为匿名评审，2023年6月1日由王祯拆封匹配，评分表未齐，理由：苏日娜的作品未送达。"
    assert note in text(path)
