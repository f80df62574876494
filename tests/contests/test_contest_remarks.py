"""What must not be silent beside a place: too few marks to drop any, percentages, places that may still change."""

import pytest
from contest_book import sheets, told, write
from PySide6.QtCore import QSizeF

from cadre_desktop.contests.actions.marking import is_provisional, record_marks
from cadre_desktop.contests.actions.sealed_hash import hash_of
from cadre_desktop.contests.actions.sealing import cautions, seal
from cadre_desktop.contests.board.board import Board, Mode
from cadre_desktop.contests.board.board_reading import read_program
from cadre_desktop.contests.board.screens.board_layout import layout
from cadre_desktop.contests.board.screens.board_look import Piece
from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.result_book import write_results
from cadre_desktop.contests.exchange.told import chosen_results, result_lines
from cadre_desktop.contests.prints.lists import print_results
from cadre_desktop.contests.records import AwardLevel, Contest, Mark, Track
from cadre_desktop.contests.remarks import uneven_words, untrimmed_events
from cadre_desktop.contests.results import results_of
from cadre_desktop.contests.screens.results.sealing_talk import ask_and_seal
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.workbook import read_workbook

UNTRIMMED = "庭审观摩只有 {count} 个分数，没有去高去低，全部计入。"


def without(content, entrant, judges):
    """The workbook without the sheets of some judges for an entrant; the highest and lowest are dropped."""
    content["评分"] = [row for row in content["评分"] if row[2] != entrant or row[3] not in judges]
    return content


def taken(court, tmp_path, content):
    imported = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert imported.contest is not None
    return Contest.by_key(imported.contest)


def the_result(contest):
    (result,) = results_of(contest).values()
    return result


@pytest.mark.parametrize(("gone", "left"), [(("乌兰",), 4), (("乌兰", "解红", "单雄信"), 2)])
def test_a_judge_missing_where_marks_are_dropped_is_told_everywhere(court, tmp_path, gone, left):
    contest = taken(court, tmp_path, without(sheets(), "甲", gone))
    (track,) = told(contest.id)
    notes = {ranked["entrant"]: ranked.get("notes") for ranked in track["ranks"]}
    assert notes == {"甲": [UNTRIMMED.format(count=left)], "乙": None, "丙": None}
    assert track["provisional"] == f"还缺 {len(gone)} 张评分表，名次是暂定的。"
    lines = list(result_lines(contest, chosen_results(contest)[0]))
    assert lines[1] == track["provisional"]
    assert f"    {UNTRIMMED.format(count=left)}" in lines
    (caution,) = cautions(results_of(contest))
    assert caution == f"“刑事审判”：甲（{left} 个分数）的庭审观摩因分数太少没有去高去低，与其他选手算法不同。"


def test_the_sentence_stands_in_the_workbook_of_results(court, tmp_path):
    contest = taken(court, tmp_path, without(sheets(), "甲", ("乌兰",)))
    write_results(contest, chosen_results(contest)[0], tmp_path / "成绩.xlsx")
    header, *rows = read_workbook(tmp_path / "成绩.xlsx").sheets[0].rows
    assert header[0] == "暂定名次"
    assert {row[1]: row[-1] for row in rows if row[0]}["甲"] == UNTRIMMED.format(count=4)


def test_a_panel_that_is_too_small_for_all_is_said_once(court, tmp_path):
    content = sheets()
    for name in ("甲", "乙", "丙"):
        content = without(content, name, ("乌兰", "解红"))
    result = the_result(taken(court, tmp_path, content))
    assert (uneven_words(result), untrimmed_events(result)) == ([], ["庭审观摩"])
    assert list(cautions({0: result})) == ["“刑事审判”：庭审观摩的分数都太少，没有去高去低，全部计入。"]


def test_many_are_counted_and_events_of_the_same_people_put_together(court, tmp_path):
    content = sheets()
    names = [f"选{index}" for index in range(4)]
    content["选手"] += [(name, "丁市法院", "刑庭", "刑事审判", 9 + index) for index, name in enumerate(names)]
    marks = [("刑事审判", "庭审观摩", name, "王祯", line, 20) for name in names for line in ("驾驭", "说理")]
    content["评分"] += marks
    content["评分"] += [("刑事审判", "笔试", name, None, "卷面", 50) for name in names]
    (words,) = uneven_words(the_result(taken(court, tmp_path, content)))
    assert words == "选0（1 个分数）、选1（1 个分数）、选2（1 个分数）等 4 人的庭审观摩"


def test_nothing_is_said_where_all_marks_are_in(court, tmp_path):
    contest = taken(court, tmp_path, sheets())
    (track,) = told(contest.id)
    assert "provisional" not in track
    assert all("notes" not in ranked for ranked in track["ranks"])
    assert list(cautions(results_of(contest))) == []


# Percentages.


def rated(rounding):
    """The workbook with a first prize of 10 % and a second of 40 % of three who are ranked."""
    content = sheets()
    head = ("赛道", "奖项", "名额", "比例", "取整", "并列")
    content["奖项"] = [head, (None, "一等奖", None, 10, rounding, None), (None, "二等奖", None, 40, rounding, None)]
    return content


@pytest.mark.parametrize(
    ("rounding", "prizes"),
    [
        (None, ["二等奖", "", ""]),
        ("舍去", ["二等奖", "", ""]),
        ("四舍五入", ["二等奖", "", ""]),
        ("进一", ["一等奖", "二等奖", "二等奖"]),
    ],
)
def test_the_workbook_says_how_a_percentage_is_rounded(court, tmp_path, rounding, prizes):
    contest = taken(court, tmp_path, rated(rounding))
    (track,) = told(contest.id)
    assert [ranked["award"] for ranked in track["ranks"]] == prizes
    label = rounding or "舍去"
    first, second = (1, 2) if rounding == "进一" else (0, 1)
    assert track["notes"] == [
        f"一等奖：3 人的 10% 是 0.3，{label}为 {first} 名。",
        f"二等奖：3 人的 40% 是 1.2，{label}为 {second} 名。",
    ]
    winner = track["ranks"][0].get("notes", [])
    assert winner == ([] if first else [f"一等奖：3 人的 10% 是 0.3，{label}为 0 名，没有人得一等奖。"])


def test_derivation_and_sealing_say_it_too(court, tmp_path, desk):
    contest = taken(court, tmp_path, rated("进一"))
    result = the_result(contest)
    second = next(key for key, one in result.competitors.items() if result.awards.get(key) and one.name == "丙")
    assert result.explain(second)[-2:] == ["二等奖：3 人的 40% 是 1.2，进一为 2 名。", "奖项：二等奖"]
    desk.notices.answer(None)
    ask_and_seal(desk, contest, desk.jobs, lambda: None)
    assert "一等奖：3 人的 10% 是 0.3，进一为 1 名。" in desk.notices.texts[-1]


def test_a_workbook_without_the_column_leaves_it_as_it_is(court, tmp_path):
    taken(court, tmp_path, rated("进一"))
    content = rated("进一")
    content["奖项"] = [(*row[:4], row[5]) for row in content["奖项"]]
    taken(court, tmp_path, content)
    assert {level.rounding for level in AwardLevel.select()} == {"up"}


def test_the_seal_stands_on_the_rounding(court, marked):
    marked.confirm(court)
    contest = seal(court, marked.contest)
    before = contest.sealed_hash
    with court.step("改"):
        AwardLevel.update(rounding="up").execute()
    assert hash_of(contest) != before


# Places that may still change.


def test_places_are_provisional_until_the_last_mark_is_in(court, marked):
    assert not is_provisional(the_result(marked.contest))
    record_marks(court, marked.trial, [marked.mark("解红", "王祯", "驾驭", None)])
    assert is_provisional(the_result(marked.contest))
    with court.step("清空"):
        Mark.delete().execute()
    assert not is_provisional(the_result(marked.contest)), "without any place there is none to change"


def test_the_wall_and_the_presenter_say_so(court, marked):
    record_marks(court, marked.trial, [marked.mark("解红", "王祯", "驾驭", None)])
    board = Board(read_program(marked.contest.id))
    board.show(Mode.STANDINGS)
    texts = ["".join(part.lines) for part in layout(board.hall(), QSizeF(1600, 900)) if isinstance(part, Piece)]
    assert "暂定名次" in texts and "名次" not in texts
    assert any(text.startswith("评分未齐，名次暂定") for text in texts)
    assert "还缺评分表，名次和奖项是暂定的。" in board.cue().notes
    court.undo()
    board.update(read_program(marked.contest.id))
    texts = ["".join(part.lines) for part in layout(board.hall(), QSizeF(1600, 900)) if isinstance(part, Piece)]
    assert "名次" in texts and "暂定名次" not in texts
    assert board.cue().notes == ()


def test_a_contest_sealed_with_gaps_is_not_provisional(court, marked):
    record_marks(court, marked.trial, [marked.mark("解红", "王祯", "驾驭", None)])
    contest = seal(court, marked.contest, "评委因病")
    (track,) = told(contest.id)
    assert "provisional" not in track
    assert not read_program(contest.id).tracks[0].provisional


def on_paper(tmp_path, contest):
    """The result list as text without blanks."""
    (track,) = Track.select().where(Track.contest == contest)
    print_results(tmp_path / "成绩.pdf", contest, track)
    with Pages(tmp_path / "成绩.pdf") as pages:
        return "".join("".join(pages.text(number).split()) for number in range(len(pages)))


def test_the_result_list_on_paper_says_all_of_it_once(court, tmp_path):
    content = without(rated("进一"), "甲", ("乌兰",))
    content["奖项"][1] = (None, "一等奖", None, 10, "舍去", None)
    text = on_paper(tmp_path, taken(court, tmp_path, content))
    assert "还缺1张评分表，名次是暂定的。" in text
    assert "二等奖：3人的40%是1.2，进一为2名。" in text
    assert text.count("一等奖：3人的10%是0.3，舍去为0名") == 1


def test_a_whole_result_list_is_not_provisional(court, marked, tmp_path):
    assert "暂定" not in on_paper(tmp_path, marked.contest)
