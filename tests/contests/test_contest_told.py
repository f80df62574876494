"""Results for other programs: ties, trims and waivers, what is not ranked, filters, and the score workbook."""

import pytest
from contest_book import sheets, told, write

from cadre_desktop.contests.actions.panels import declare_tie
from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.exchange.result_book import write_results
from cadre_desktop.contests.exchange.told import chosen_results, result_lines, told_results
from cadre_desktop.contests.records import Contest, Entrant, Judge
from cadre_desktop.contests.rules.recusal import NamedTie
from cadre_desktop.contests.rules.words import ConflictKind
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.problems import Refused


def read(court, tmp_path, content) -> Contest:
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    assert done.problems == ()
    return Contest.by_key(done.contest)


def with_marks(trial: dict[str, tuple[float, ...]], exam: dict[str, float]):
    """The small contest with one criterion in the trial and other marks."""
    content = sheets()
    content["评分细则"] = [
        content["评分细则"][0],
        ("庭审观摩", "", "表现", 100),
        ("笔试", "", "卷面", 100, 0.1, "测量"),
    ]
    judges = [row[0] for row in content["评委"][1:]]
    content["评分"] = [content["评分"][0]]
    for name, marks in trial.items():
        content["评分"] += [
            ("刑事审判", "庭审观摩", name, judge, "表现", mark) for judge, mark in zip(judges, marks, strict=False)
        ]
    content["评分"] += [("刑事审判", "笔试", name, "", "卷面", mark) for name, mark in exam.items()]
    return content


def test_a_tie_names_the_rule_that_decided_and_what_none_decides_is_shared(court, tmp_path):
    """甲 90 and 60, 乙 81 and 81: both 81. The heavier event puts 甲 first; 丙 and 丁 stay level."""
    content = with_marks(
        {"甲": (90,) * 5, "乙": (81,) * 5, "丙": (70,) * 5, "丁": (70,) * 5},
        {"甲": 60, "乙": 81, "丙": 70, "丁": 70},
    )
    content["选手"][4] = ("丁", "丁市法院", "", "刑事审判", 4)
    content["并列规则"] = [("次序", "规则"), (2, "最高分次数"), (1, "权重最高项目")]
    ranks = told(read(court, tmp_path, content).id)[0]["ranks"]
    assert [(rank["rank"], rank["entrant"], rank["total"], rank["decided_by"]) for rank in ranks] == [
        (1, "甲", "81.00", "权重最高项目"),
        (2, "乙", "81.00", "权重最高项目"),
        (3, "丙", "70.00", ""),
        (3, "丁", "70.00", ""),
    ]


def test_the_derivation_shows_trims_waivers_and_the_tie_breaker(court, tmp_path):
    content = with_marks({"甲": (90, 91, 92, 93, 99), "乙": (80, 90, 85)}, {"甲": 60, "乙": 60})
    contest = read(court, tmp_path, content)
    results, _event = chosen_results(contest)
    ranks = told_results(contest, results, explain=True)["tracks"][0]["ranks"]
    first, second = (rank["derivation"] for rank in ranks)
    assert "评委总分：王祯 90（去低）；翟志刚 91；乌兰 92；单雄信 93；解红 99（去高）" in first
    assert "平均：（91 + 92 + 93）÷ 3 = 92" in first
    assert first[-1] == "奖项：业务能手"
    assert "去高去低后不足 3 个分数，全部计入。" in second
    assert "derivation" not in told(contest.id)[0]["ranks"][0]
    lines = list(result_lines(contest, results, explain=True))
    assert lines[0] == "【刑事审判】"
    assert any("去高去低后不足 3 个分数" in line for line in lines)
    assert "不排名　丁　缺席" in lines


def test_whom_all_judges_had_to_leave_is_not_ranked_and_why_is_said(court, tmp_path):
    contest = read(court, tmp_path, with_marks({"甲": (90,) * 5, "乙": (80,) * 5}, {"甲": 60, "乙": 81}))
    entrant = Entrant.get(Entrant.name == "甲").id
    for judge in Judge.select():
        declare_tie(court, NamedTie(judge.id, entrant, ConflictKind.RELATIVE))
    (track,) = told(contest.id)
    assert [rank["entrant"] for rank in track["ranks"]] == ["乙"]
    reasons = {gone["entrant"]: gone["reason"] for gone in track["unranked"]}
    assert reasons["甲"] == "庭审观摩：没有可以计分的评委。"


def test_a_tie_on_the_line_is_pending_until_the_panel_decides(court, tmp_path):
    content = with_marks({"甲": (90,) * 5, "乙": (90,) * 5}, {"甲": 60, "乙": 60})
    content["奖项"] = [("奖项", "名额", "并列"), ("业务能手", 1, "评议")]
    contest = read(court, tmp_path, content)
    assert [rank.get("pending") for rank in told(contest.id)[0]["ranks"]] == [["业务能手"]] * 2
    content["评议"] = [("赛道", "奖项", "选手", "理由"), ("刑事审判", "业务能手", "乙", "评委会投票")]
    read(court, tmp_path, content)
    ranks = told(contest.id)[0]["ranks"]
    assert {rank["entrant"]: rank["award"] for rank in ranks} == {"甲": "", "乙": "业务能手"}


def test_results_of_one_track_and_one_event(court, tmp_path):
    content = sheets()
    content["赛道"].append(("民事审判", "法官", "民事"))
    content["项目"].append(("调解", "民事审判", "", 0))
    content["项目"].append(("庭审观摩", "民事审判", "", 70))
    done = import_contest(court, write(tmp_path / "竞赛.xlsx", content))
    contest = Contest.by_key(done.contest)
    results, event = chosen_results(contest, "刑事审判", "笔试")
    (track,) = told_results(contest, results, event)["tracks"]
    assert [rank["events"] for rank in track["ranks"]] == [{"笔试": "90.00"}, {"笔试": "88.50"}, {"笔试": "70.10"}]
    assert [track.name for track, _result in chosen_results(contest, event="调解")[0]] == ["民事审判"]
    with pytest.raises(Refused, match="没有赛道“行政审判”；已有的是：刑事审判、民事审判。"):
        chosen_results(contest, track="行政审判")
    with pytest.raises(Refused, match="没有项目“演讲”"):
        chosen_results(contest, event="演讲")


def test_decimals_are_those_of_the_event_also_when_only_the_end_is_rounded(court, tmp_path):
    content = with_marks({"甲": (90, 91, 92.5, 93, 99)}, {"甲": 60})
    content["项目"] = [
        ("项目", "权重", "去高", "去低", "小数位", "舍入"),
        ("庭审观摩", 70, 1, 1, 3, "最后"),
        ("笔试", 30, 0, 0, 1),
    ]
    (rank,) = told(read(court, tmp_path, content).id)[0]["ranks"]
    assert rank["events"] == {"庭审观摩": "92.167", "笔试": "60.0"}
    assert rank["total"] == "82.517"


def test_the_score_workbook_has_places_and_every_mark(court, tmp_path):
    contest = read(court, tmp_path, sheets())
    path = tmp_path / "成绩.xlsx"
    write_results(contest, chosen_results(contest)[0], path)
    book = read_workbook(path)
    assert [sheet.name for sheet in book.sheets] == ["刑事审判", "评分"]
    head, first, *_rest, last = book.sheets[0].rows
    assert head == ["名次", "选手", "单位", "部门", "庭审观摩", "笔试", "总分", "奖项", "名次依据", "说明"]
    assert first == [1, "乙", "乙市法院", "刑庭", 95, 90, 93.5, "业务能手", "", ""]
    assert last == ["", "丁", "丙市法院", "民庭", "", "", "", "", "", "缺席"]
    assert len(book.sheets[1].rows) == 34


def test_the_score_workbook_of_one_event_has_its_scores_and_marks_alone(court, tmp_path):
    contest = read(court, tmp_path, sheets())
    path = tmp_path / "成绩.xlsx"
    results, event = chosen_results(contest, event="笔试")
    write_results(contest, results, path, event)
    ranks, marks = read_workbook(path).sheets
    assert ranks.rows[0][4:7] == ["笔试", "总分", "奖项"]
    assert ranks.rows[1][:7] == [1, "乙", "乙市法院", "刑庭", 90, 93.5, "业务能手"]
    assert ranks.rows[-1] == ["", "丁", "丙市法院", "民庭", "", "", "", "", "缺席"]
    assert {row[1] for row in marks.rows[1:]} == {"笔试"}
