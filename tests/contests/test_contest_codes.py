"""The labels are a contract of the contest workbook, the values one of the database: neither may drift."""

import pytest

from cadre_desktop.contests.rules.words import (
    AwardTie,
    Combination,
    CriterionKind,
    EntrantStatus,
    EventFormat,
    MissingEvent,
    Rounding,
    Statistic,
    TieRule,
)
from cadre_desktop.kit.codes import Code


@pytest.mark.parametrize(
    ("codes", "texts"),
    [
        (Combination, {"评委总分": "judge_totals", "逐项": "by_criterion"}),
        (Statistic, {"平均": "mean", "中位数": "median", "求和": "sum"}),
        (Rounding, {"逐级": "stepwise", "最后": "final"}),
        (MissingEvent, {"零分": "zero", "不排名": "unranked"}),
        (CriterionKind, {"评判": "judged", "测量": "measured", "扣分": "deduction"}),
        (AwardTie, {"全进": "all_in", "全不进": "all_out", "评议": "panel"}),
        (EntrantStatus, {"参赛": "entered", "退赛": "withdrawn", "缺席": "absent", "取消资格": "disqualified"}),
        (
            EventFormat,
            {
                "岗位技能评比": "post_skills",
                "信息化应用考核": "it_skills",
                "优秀裁判文书评选": "judgments",
                "庭审观摩": "observed_trials",
            },
        ),
        (
            TieRule,
            {
                "权重最高项目": "heaviest_event",
                "指定项目": "named_event",
                "原始平均分": "untrimmed_mean",
                "最高分次数": "highest_marks",
                "加赛": "play_off",
            },
        ),
    ],
)
def test_labels_and_values(codes: type[Code], texts: dict[str, str]) -> None:
    assert {label: codes.table().find(label) for label in texts} == texts
    assert codes.table().labels == tuple(texts)
