"""What pools and posts ask: each requirement met, not met, and not known; and rules that nobody can meet."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.codes import code_table
from cadre_desktop.people.rules import PersonStatus, StaffCategory
from cadre_desktop.talent.readiness.rules import (
    CandidateFacts,
    Fitness,
    YearGrade,
    education_order,
    fitness_of,
    problems_of,
    reasons,
)
from cadre_desktop.talent.requirement import Requirement, hours_text, impossible, line_in, requirement_text
from cadre_desktop.talent.rules import GradesRule

DAY = date(2023, 6, 30)
JUDGE, AUXILIARY, ADMINISTRATIVE = StaffCategory
GRADES = tuple(
    YearGrade(year, level, "优秀" if level == 2 else "称职") for year, level in ((2022, 2), (2021, 1), (2020, 1))
)
FIT = CandidateFacts(
    born=date(1990, 1, 1),
    category=JUDGE,
    quota_judge=True,
    lines=(("2", "现在刑事审判庭"),),
    education="11",
    political="01",
    rank="general-07",
    level="141",
    post_since=date(2020, 7, 1),
    joined_work=date(2013, 7, 1),
    grade_years=(2022, 2021, 2020),
    grades=GRADES,
    titles=("业务能手（第一届·刑事）",),
    hours_year=2022,
    hours=905,
)
ALL = Requirement(
    age_limit=35,
    category=JUDGE,
    quota_only=True,
    line="2",
    education="21",
    party_member=True,
    rank_at_least="general-10",
    level_at_least="142",
    years_in_post=2,
    service_years=9,
    grades_rule=GradesRule.ONE_EXCELLENT,
    contest_title=True,
    hours=900,
)


def test_who_meets_everything_meets_it_with_a_reason_for_each():
    found = reasons(ALL, FIT, DAY)
    assert fitness_of(found) is Fitness.MET
    assert len(found) == 13
    assert problems_of(ALL, FIT, DAY) == []


@pytest.mark.parametrize(
    ("changes", "fitness", "words"),
    [
        ({"status": PersonStatus.RETIRED}, "unmet", "退休"),
        ({"born": date(1987, 6, 30)}, "unmet", "已满 36 周岁，超过年龄上限 35"),
        ({"born": None}, "unknown", "没有出生年月"),
        ({"category": AUXILIARY}, "unmet", "只收法官"),
        ({"category": None}, "unknown", "没有人员分类"),
        ({"quota_judge": False}, "unmet", "不是员额法官"),
        ({"lines": (("5", "现在执行局"),)}, "unmet", "没有做过刑事审判"),
        ({"lines": ()}, "unknown", "没有任何条线的记录"),
        ({"education": "31"}, "unmet", "学历是大专，没有达到大学"),
        ({"education": ""}, "unknown", "没有学历"),
        ({"political": "02"}, "unmet", "还没有转正"),
        ({"political": "13"}, "unmet", "不是中共党员"),
        ({"political": ""}, "unknown", "没有政治面貌"),
        ({"rank": "general-11"}, "unmet", "没有达到四级主任科员"),
        ({"rank": "assistant-01"}, "unknown", "不是一个序列"),
        ({"rank": "", "judge_grade": "08"}, "unknown", "只有法官等级"),
        ({"rank": ""}, "unknown", "没有职级"),
        ({"level": ""}, "unknown", "没有现职务层次"),
        ({"post_since": date(2021, 7, 1)}, "unmet", "任现职满 1 年（要求 2 年）"),
        ({"post_since": None}, "unknown", "没有任现职时间"),
        ({"joined_work": date(2014, 7, 1)}, "unmet", "工作满 8 年"),
        ({"joined_work": None}, "unknown", "没有参加工作时间"),
        ({"grades": GRADES[:2]}, "unknown", "缺 2020 年"),
        ({"grades": (*GRADES[:2], YearGrade(2020, 0, "基本称职"))}, "unmet", "2020 基本称职"),
        ({"grades": (YearGrade(2022, 1, "称职"), *GRADES[1:])}, "unmet", "没有做到"),
        ({"titles": ()}, "unmet", "没有业务竞赛的称号"),
        ({"hours": 895}, "unmet", "2022 年 89.5 学时（要求 90 学时）"),
        ({"barred": ("有处分。",)}, "unmet", "有处分"),
    ],
)
def test_what_is_not_met_or_not_known_is_said(changes, fitness, words):
    found = [reason for reason in reasons(ALL, replace(FIT, **changes), DAY) if reason.fitness is not Fitness.MET]
    assert [reason.fitness for reason in found] == [fitness]
    assert words in found[0].text


def test_ages_are_reckoned_on_the_day_of_the_rule():
    old = replace(FIT, born=date(1987, 6, 30))
    assert problems_of(Requirement(35, date(2023, 1, 1)), old, DAY) == []
    (late,) = problems_of(Requirement(35, date(2023, 12, 31)), replace(FIT, born=date(1987, 7, 1)), DAY)
    assert "截至 2023-12-31" in late


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Requirement(35, service_years=20), "service_years"),
        (Requirement(35, service_years=19), ""),
        (Requirement(35, years_in_post=18), "years_in_post"),
        (Requirement(quota_only=True, category=AUXILIARY), "quota_only"),
        (Requirement(quota_only=True, category=JUDGE), ""),
        (Requirement(rank_at_least="clerk-05", category=ADMINISTRATIVE), "rank_at_least"),
        (Requirement(rank_at_least="assistant-05", quota_only=True), "rank_at_least"),
        (Requirement(rank_at_least="general-05", category=ADMINISTRATIVE), ""),
        (Requirement(), ""),
        (ALL, ""),
    ],
)
def test_a_rule_nobody_can_meet_says_so(asked, field):
    assert impossible(asked).field == field
    assert impossible(asked).sentence.endswith("没有人能同时符合。") == bool(field)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Requirement(), "没有条件限制"),
        (Requirement(35), "不超过 35 周岁"),
        (
            Requirement(35, DAY, JUDGE, True, education="21"),
            "不超过 35 周岁（截至 2023-06-30），限法官，限员额法官，大学以上",
        ),
    ],
)
def test_a_requirement_in_words(asked, words):
    assert requirement_text(asked) == words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("刑事审判庭副庭长", "2"),
        ("审判管理办公室主任", "13"),
        ("办公室主任", "14"),
        ("民庭法官", "3"),
        ("执行局局长", "5"),
        ("院长", ""),
        ("执行员", ""),
    ],
)
def test_posts_speak_of_lines(text, code):
    assert line_in(text) == code


@given(st.sampled_from(list(code_table("ranks"))), st.sampled_from(list(code_table("ranks"))))
def test_ranks_are_compared_in_their_own_sequence_only(own, asked):
    (found,) = reasons(Requirement(rank_at_least=asked.value), replace(FIT, rank=own.value), DAY)
    if own.value[:-3] != asked.value[:-3]:
        assert found.fitness is Fitness.UNKNOWN
    else:
        assert (found.fitness is Fitness.MET) == (own.value <= asked.value)


def test_party_schools_are_of_the_degree_they_are_called_by():
    orders = {item.label: education_order(item.value) for item in code_table("education")}
    assert orders["中央党校研究生"] == orders["研究生"] < orders["大学"] == orders["中央党校大学"] < orders["大专"]
    assert orders["初中"] < orders["小学"]
    assert hours_text(905) == "90.5"
