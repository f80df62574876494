"""Scores with their reasons, candidates side by side, and who is ready for a post."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Department, Person
from cadre_desktop.people.registers.annual_grades import ANNUAL_GRADES
from cadre_desktop.people.registers.relations import RELATIONS
from cadre_desktop.talent.comparing.grid import grid_of
from cadre_desktop.talent.comparing.papers import print_ready
from cadre_desktop.talent.comparing.ready import as_told, profile_named, ready, set_weights, weights
from cadre_desktop.talent.comparing.scoring import (
    AxisWeights,
    GridWeights,
    box_of,
    check_weights,
    explained,
    score,
    weights_of,
    weights_setting,
)
from cadre_desktop.talent.comparing.side_by_side import compare, print_comparison
from cadre_desktop.talent.readiness.rules import CandidateFacts, Fitness, YearGrade
from cadre_desktop.talent.readiness.settings import HOURS, MENTORS, set_settings, settings_of
from cadre_desktop.talent.registers.post_profiles import POST_PROFILES
from cadre_desktop.talent.stages.admitting import admit

DAY = date(2023, 6, 1)
FACTS = CandidateFacts(
    grade_years=(2022, 2021, 2020),
    grades=(YearGrade(2022, 2, "优秀"), YearGrade(2021, 1, "称职")),
    titles=("业务能手",),
    hours_year=2022,
    hours=450,
    lines=(("2", "现在刑庭"), ("5", "执行局")),
)


def test_points_add_up_and_each_says_what_it_is_for():
    found = score(FACTS, GridWeights(), 900)
    assert (found.performance.tenths, found.potential.tenths) == (400, 566)
    assert explained("performance", found.performance) == [
        "业绩 40 分",
        "近三年考核 25/50：2022 优秀、2021 称职、2020 没有结果（计 0 分）",
        "竞赛称号 15/30：业务能手",
        "其他表彰 0/20：没有其他表彰",
    ]
    assert [box_of(tenths, GridWeights()) for tenths in (399, 400, 699, 700)] == [0, 1, 1, 2]


@given(
    st.lists(st.integers(0, 2), max_size=3),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 5000),
    st.integers(0, 18),
)
def test_a_score_is_never_beyond_its_axis_and_is_the_sum_of_its_parts(levels, titles, honours, hours, lines):
    facts = replace(
        FACTS,
        grades=tuple(YearGrade(2022 - index, level, "称职") for index, level in enumerate(levels)),
        titles=("能手",) * titles,
        honours=("嘉奖",) * honours,
        hours=hours,
        lines=tuple((str(code), "") for code in range(1, lines + 1)),
    )
    for axis in score(facts, GridWeights(), 900):
        assert 0 <= axis.tenths <= 1000
        assert axis.tenths == sum(part.tenths for part in axis.parts)
        assert all(part.tenths <= 10 * part.most for part in axis.parts)


def test_weights_are_kept_as_they_were_set(court):
    assert weights(court) == GridWeights()
    chosen = GridWeights(performance=AxisWeights(grades=100), low=30)
    set_weights(court, chosen)
    assert weights(court) == chosen
    assert weights_setting(GridWeights()) == ""
    with pytest.raises(Refused, match="之和应为 100，现为 99"):
        check_weights(GridWeights(performance=AxisWeights(grades=99)))
    with pytest.raises(Refused, match="分界"):
        check_weights(GridWeights(low=70))
    for broken in ("{", "[]", json.dumps({"performance": {}})):
        with pytest.raises(Refused, match="读不懂"):
            weights_of(broken)


def test_settings_of_the_library(court):
    assert settings_of(court) == {HOURS: 90, MENTORS: 2}
    set_settings(court, {HOURS: 110, MENTORS: 3})
    assert settings_of(court) == {HOURS: 110, MENTORS: 3}
    with pytest.raises(Refused) as refused:
        set_settings(court, {HOURS: 0, MENTORS: 9})
    assert [problem.field for problem in refused.value.problems] == [HOURS, MENTORS]


@pytest.fixture
def profile(court, people):
    values = {"title": "执行局副局长", "age_limit": 36, "line": "5", "grades_rule": "competent"}
    editing.add(court, POST_PROFILES.kind, values)
    for name, grades in (("王祯", ("excellent",) * 3), ("李静", ("competent",) * 2), ("欧阳文博", ("basic",) * 3)):
        for year, grade in zip((2022, 2021, 2020), grades, strict=False):
            editing.add(court, ANNUAL_GRADES.kind, {"person": people[name], "year": year, "grade": grade})
    return profile_named("执行局副局长")


def test_who_is_ready_comes_first_then_who_may_be(court, profile, tmp_path):
    found = ready(court, profile, DAY)
    assert [(each.who.name, each.fitness, each.rank) for each in found.people] == [
        ("王祯", Fitness.MET, 1),
        ("李静", Fitness.UNKNOWN, 2),
        ("阿拉坦·巴特尔", Fitness.UNMET, 0),
        ("欧阳文博", Fitness.UNMET, 0),
    ]  # the retired are not asked about
    assert "缺 2020 年" in found.people[1].told
    told = as_told(found)
    assert told["counts"] == {"met": 1, "unknown": 1, "unmet": 2}
    assert [each["person"] for each in told["excluded"]] == ["阿拉坦·巴特尔", "欧阳文博"]
    assert told["people"][0]["score"]["performance"] == "50.0"
    path = tmp_path / "名单.pdf"
    print_ready(path, found, "包头中院", DAY)
    with Pages(path) as pages:
        assert "待核实" in pages.text(0)


def test_kin_in_the_department_have_to_be_checked(court, people, profile):
    room = Department.get(Department.id == Person.by_key(people["李静"]).__data__["department"])
    editing.change(court, POST_PROFILES.kind, profile.id, {"court": room.__data__["court"], "department": room.id})
    editing.add(court, RELATIONS.kind, {"person": people["王祯"], "other": people["李静"], "kinship": "spouse"})
    best = next(each for each in ready(court, profile_named(str(profile.id)), DAY).people if each.who.name == "王祯")
    assert best.fitness is Fitness.UNKNOWN
    assert best.told == "与这个部门的李静有回避关系，请先核对任职回避。"


def test_a_profile_that_is_not_there_is_named(court, profile):
    with pytest.raises(Refused, match="没有“刑庭庭长”的岗位要求。现有的岗位：执行局副局长。"):
        profile_named("刑庭庭长")


def test_candidates_side_by_side(court, people, profile, tmp_path):
    found = compare(court, [people["王祯"], people["李静"]], DAY, profile)
    rows = {row.title: row for row in found.rows}
    assert found.names == ("王祯", "李静")
    assert rows["近三年考核"].cells == ("2022 优秀、2021 优秀、2020 优秀", "2022 称职、2021 称职")
    assert rows["近三年考核"].differs
    assert not rows["做过的条线"].differs
    assert rows["“执行局副局长”的要求"].cells == ("符合", "待核实")
    assert rows["业绩分"].why[0].startswith("业绩 50 分")
    path = tmp_path / "比较.pdf"
    print_comparison(path, found, "包头中院", DAY)
    with Pages(path) as pages:
        assert "李静" in "".join(pages.text(0).split())
    for chosen in ([people["王祯"]], list(range(1, 8))):
        with pytest.raises(Refused, match="一次比较 2 至 6 人"):
            compare(court, chosen, DAY)


def test_the_grid_has_the_members_of_the_pool(court, young, people, profile):
    admit(court, young, [people["王祯"], people["李静"]], DAY)
    points = grid_of(court, DAY, young.id)
    assert [point.name for point in points] == ["王祯", "李静"]
    assert points[0].box(GridWeights()) == (1, 0)
