"""What other rules would change, in words and as tables."""

import pytest

from cadre_desktop.contests.analysis.alternatives import Beside
from cadre_desktop.contests.analysis.analysis_tables import TitledTable, awards_table, rules_table, standard_table
from cadre_desktop.contests.analysis.rule_words import (
    Stakes,
    change_words,
    gained,
    holders,
    lost,
    stakes_words,
    standard_words,
    summary,
    swapped,
)
from cadre_desktop.contests.analysis.whatif import AwardChange, Variant

NAMES = {1: "李静", 2: "解红", 3: "单雄信"}
NOW = Variant("现在的规则", (), 0, False, ranks={1: 1, 2: 2, 3: 3}, awards={1: "一等奖", 2: "二等奖", 3: ""})
MEDIAN = Variant(
    "取中位数",
    (AwardChange(1, "一等奖", "", 1, 3), AwardChange(2, "二等奖", "一等奖", 2, 1), AwardChange(3, "", "二等奖", 3, 2)),
    3,
    True,
    ranks={2: 1, 3: 2, 1: 3},
    awards={2: "一等奖", 3: "二等奖", 1: ""},
)
SAME = Variant("最后舍入", (), 1, False, note="备注。", ranks=NOW.ranks, awards=NOW.awards)
SPARED = Variant(
    "去掉评委王祯", (AwardChange(2, "二等奖", "", 2, 3), AwardChange(3, "", "二等奖", 3, 2)), 2, False, judge=9
)
name = NAMES.__getitem__


def texts(table: TitledTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_who_would_lose_gain_and_change() -> None:
    assert lost(MEDIAN, name) == "李静（一等奖）"
    assert lost(MEDIAN, name, titled=False) == "李静"
    assert gained(MEDIAN, name) == "单雄信（二等奖）"
    assert swapped(MEDIAN, name) == "解红 二等奖→一等奖"
    assert (change_words(MEDIAN), change_words(SAME)) == ("3 人变化", "不变")


@pytest.mark.parametrize(
    ("variants", "words"),
    [
        ([], ""),
        ([SAME], "换用其他 1 种规则，获奖名单都不变。"),
        (
            [MEDIAN, SAME, SPARED],
            (
                "换用其他 2 种规则，获奖名单有 1 种会变化：取中位数。"
                "分别去掉 1 位评委中的一位，获奖名单有 1 种会变化：去掉评委王祯。"
            ),
        ),
    ],
)
def test_one_sentence_on_all(variants: list[Variant], words: str) -> None:
    assert summary(variants) == words


def test_an_award_counts_once_for_its_holder() -> None:
    assert holders([MEDIAN, MEDIAN, SAME, SPARED], judges=False) == {1, 2}
    assert holders([MEDIAN, SAME, SPARED], judges=True) == {2}


@pytest.mark.parametrize(
    ("stakes", "words"),
    [
        (Stakes(), "换用其他常见计分规则或去掉任何一位评委，获奖名单都不变。"),
        (Stakes(2, 0, {"执行": 2}), "换用其他常见计分规则，2 名获奖者的奖项会变（执行 2）；详见“分析”页。"),
        (
            Stakes(5, 0, {"刑事": 1, "民事": 1, "执行": 2, "立案": 1}),
            "换用其他常见计分规则，5 名获奖者的奖项会变（刑事 1、民事 1、执行 2 等 4 个赛道）；详见“分析”页。",
        ),
        (Stakes(0, 1), "去掉某一位评委，1 名获奖者的奖项会变；详见“分析”页。"),
        (Stakes(untried=3), "有 3 个赛道数据较多，没有逐一试算，可在“分析”页查看。"),
    ],
)
def test_what_is_said_before_sealing(stakes: Stakes, words: str) -> None:
    assert stakes_words(stakes) == words


def test_the_table_of_rules() -> None:
    table = rules_table(NOW, [MEDIAN, SAME], name)
    assert [heading.text for heading in table.headings][2:5] == ["失去奖项", "得到奖项", "换等次"]
    assert texts(table) == [
        ["取中位数", "3 人变化", "李静（一等奖）", "单雄信（二等奖）", "解红 二等奖→一等奖", "3", "换人", ""],
        ["最后舍入", "不变", "", "", "", "1", "不变", "备注。"],
    ]


def test_with_one_award_names_are_enough() -> None:
    now = Variant("", (), 0, False, ranks=NOW.ranks, awards={1: "业务能手", 2: "", 3: ""})
    other = Variant("取中位数", (AwardChange(1, "业务能手", "", 1, 2), AwardChange(2, "", "业务能手", 2, 1)), 2, True)
    table = rules_table(now, [other], name)
    assert "换等次" not in [heading.text for heading in table.headings]
    assert texts(table)[0][2:4] == ["李静", "解红"]


def test_the_award_lists_side_by_side() -> None:
    assert texts(awards_table(NOW, MEDIAN, name)) == [
        ["1", "李静", "一等奖", "3", "—", "失去"],
        ["2", "解红", "二等奖", "1", "一等奖", "换等次"],
        ["3", "单雄信", "—", "2", "二等奖", "得到"],
    ]
    assert [row[-1] for row in texts(awards_table(NOW, SAME, name))] == ["不变", "不变"]


def test_standard_scores_beside() -> None:
    lines = [Beside(1, 90_500, 1, 89_000, 2), Beside(2, 90_000, 2, 89_500, 1), Beside(3, 80_000, 3, None, None)]
    table = standard_table(lines, 2, name, lambda _key: "青山法院")
    assert texts(table)[0] == ["1", "李静", "青山法院", "90.50", "89.00", "2", "↓1"]
    assert texts(table)[1][-1] == "↑1"
    assert texts(table)[2][3:] == ["80.00", "—", "—", "—"]
    assert table.rows[0][3].number == 9050
    assert "2 名选手的名次会不同" in standard_words(lines)
    assert "名次都不变" in standard_words([Beside(1, 90_500, 1, 89_000, 1)])
