"""Who meets the years for the next rank, from when on, and what is in the way; the posts there are of each rank."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.codes import code_table
from cadre_desktop.people.months import month_number, month_of, month_text
from cadre_desktop.people.promotion.ladder import (
    Terms,
    general_rank,
    ladder,
    next_grade,
    same_sequence,
    terms_of,
    usual_terms,
    vet_terms,
)
from cadre_desktop.people.promotion.quota import after, full, is_set_up, quotas
from cadre_desktop.people.promotion.rules import (
    Barring,
    Career,
    Since,
    bars,
    earliest_month,
    is_met,
    met_since,
    routes,
)
from cadre_desktop.people.registers.annual_grades import Grade

TERMS = terms_of({})
GRADES = st.sampled_from([str(grade) for grade in Grade])
HISTORIES = st.dictionaries(st.integers(2015, 2030), GRADES)
STARTS = st.integers(month_number(date(2015, 1, 1)), month_number(date(2024, 12, 1)))
YEARS = st.integers(1, 8)
TERMS_OF = st.builds(Terms, excellent_months=st.integers(0, 12), december=st.booleans())


def day(text: str) -> date:
    return date(int(text[:4]), int(text[5:7]), 1)


def graded(texts: str, first: int) -> dict[int, str]:
    """优称基不: a character a year."""
    names = {"优": "excellent", "称": "competent", "基": "basic", "不": "incompetent", "未": "ungraded"}
    return {first + index: names[text] for index, text in enumerate(texts)}


@pytest.mark.parametrize(
    ("start", "years", "grades", "earliest"),
    [
        ("2022-03", 2, graded("称称", 2022), "2024-03"),
        ("2022-03", 2, graded("优称", 2022), "2023-09"),
        ("2021-06", 2, graded("优优", 2021), "2022-12"),
        ("2020-07", 3, graded("称基优称", 2020), "2024-01"),
        ("2019-12", 4, graded("优优优称称", 2019), "2022-06"),
        ("2022-03", 2, graded("未称", 2022), "2025-03"),
        ("2022-03", 2, {}, "2024-03"),
    ],
)
def test_the_earliest_month(start: str, years: int, grades: dict[int, str], earliest: str) -> None:
    found = earliest_month(month_number(day(start)), years, grades, TERMS)
    assert month_text(month_of(found)) == earliest


def test_whether_the_year_of_a_december_counts_is_a_setting() -> None:
    start, grades = month_number(day("2019-12")), graded("优优优称称", 2019)
    without = terms_of({"december": "no"})
    assert month_text(month_of(earliest_month(start, 4, grades, without))) == "2022-12"
    assert earliest_month(start - 1, 4, grades, without) == earliest_month(start - 1, 4, grades, TERMS)


@given(STARTS, YEARS, HISTORIES, TERMS_OF)
def test_as_by_trying_every_month(start: int, years: int, grades: dict[int, str], terms: Terms) -> None:
    def served(month: int) -> bool:
        first = start // 12 + (1 if start % 12 == 11 and not terms.december else 0)
        needed = 12 * years
        for year in range(first, month // 12):
            grade = grades.get(year, "")
            needed -= terms.excellent_months if grade == "excellent" else 0
            needed += 12 if grade in ("basic", "incompetent", "ungraded", "absent") else 0
        return month - start >= max(0, needed)

    months = range(start, start + 12 * (years + 17))
    assert earliest_month(start, years, grades, terms) == next(month for month in months if served(month))


@given(STARTS, YEARS, HISTORIES)
def test_more_years_are_never_earlier(start: int, years: int, grades: dict[int, str]) -> None:
    found = [earliest_month(start, number, grades, TERMS) for number in range(1, years + 2)]
    assert all(first <= second for first, second in pairwise(found))


@given(STARTS, YEARS, HISTORIES, st.integers(2015, 2030))
def test_a_year_graded_excellent_is_never_later(start: int, years: int, grades: dict[int, str], year: int) -> None:
    better, worse = {**grades, year: "excellent"}, {**grades, year: "basic"}
    plain = {**grades, year: "competent"}
    found = [earliest_month(start, years, each, TERMS) for each in (better, plain, worse)]
    assert found == sorted(found)


@given(STARTS, YEARS, HISTORIES)
def test_grades_before_the_appointment_change_nothing(start: int, years: int, grades: dict[int, str]) -> None:
    since = {year: grade for year, grade in grades.items() if year >= start // 12}
    assert earliest_month(start, years, grades, TERMS) == earliest_month(start, years, since, TERMS)


@given(STARTS, YEARS, HISTORIES, st.integers(0, 600), TERMS_OF)
def test_since_when_a_term_is_served_is_the_same_however_long_ago(start, years, grades, later, terms):
    month = start + later
    found = met_since(start, years, grades, month, terms)
    if is_met(start, years, grades, month, terms):
        assert found <= month and all(is_met(start, years, grades, each, terms) for each in range(found, month + 1))
        assert found == start or not is_met(start, years, grades, found - 1, terms)
    else:
        assert found > month


@given(STARTS, YEARS, HISTORIES, st.integers(0, 120))
def test_since_when_a_term_is_served(start: int, years: int, grades: dict[int, str], later: int) -> None:
    month = start + later
    since = met_since(start, years, grades, month, TERMS)
    assert is_met(start, years, grades, since, TERMS)
    assert (since <= month) == is_met(start, years, grades, month, TERMS)
    between = range(min(since, month), max(since, month))
    assert all(is_met(start, years, grades, each, TERMS) == (since <= month) for each in between)


def test_five_steps_accept_a_leading_post() -> None:
    table = code_table("ranks")
    with_level = [table.label(step.to) for step in ladder() if step.levels]
    assert with_level == ["一级巡视员", "一级调研员", "三级调研员", "一级主任科员", "三级主任科员"]
    assert all(rank in table for step in ladder() for rank in (step.to, *step.ranks))
    assert all(level in code_table("post_levels") for step in ladder() for level in step.levels)


def ways(career: Career, on: str = "2024-03", terms: Terms = TERMS) -> list[tuple[str, bool]]:
    return [(route.to, route.eligible) for route in routes(career, day(on), terms)]


def test_a_rank_goes_up_by_one_step() -> None:
    career = Career(rank=Since("general-09", day("2022-03")))
    assert ways(career) == [("general-08", True)]
    assert ways(career, "2024-02") == [("general-08", False)]
    (route,) = routes(career, day("2024-02"), TERMS)
    assert route.earliest == day("2024-03")
    assert route.reasons == ("2022.03任三级主任科员，须满 2 年", "已任 23 个月，须 24 个月，还差 1 个月")


def test_years_without_a_grade_are_said_shortly() -> None:
    career = Career(rank=Since("general-09", day("2014-03")), grades={2017: "competent", 2022: "competent"})
    (route,) = routes(career, day("2024-03"), TERMS)
    assert route.remarks == ("没有 2014至2016、2018至2021、2023年的年度考核结果，按称职计算，请核对",)


def test_a_leading_post_opens_a_second_way() -> None:
    career = Career(rank=Since("general-09", day("2023-06")), level=Since("141", day("2021-01")))
    assert ways(career) == [("general-07", True), ("general-08", False)]
    assert ways(Career(level=Since("142", day("2021-01")))) == [("general-09", True)]
    # a post never leads down
    assert ways(Career(rank=Since("general-05", day("2023-06")), level=Since("142", day("2015-01")))) == [
        ("general-04", False)
    ]
    assert ways(Career(rank=Since("general-01", day("2015-01")))) == []


def test_what_bars_is_said_and_the_years_are_told_all_the_same() -> None:
    career = Career(rank=Since("general-09", day("2020-03")), barred=("处分等影响期未满",))
    (route,) = routes(career, day("2024-03"), TERMS)
    assert (route.met, route.eligible, route.obstacles) == (True, False, ("处分等影响期未满",))


def test_a_rank_without_a_date_has_no_month() -> None:
    (route,) = routes(Career(rank=Since("general-09")), day("2024-03"), TERMS)
    assert (route.met, route.earliest) == (False, None)
    assert "任职日期" in route.obstacles[0]


def test_other_sequences_have_terms_only_where_the_office_says_so() -> None:
    career = Career(rank=Since("assistant-06", day("2022-03")))
    (route,) = routes(career, day("2024-03"), TERMS)
    assert (route.to, route.eligible) == ("", False)
    assert "没有查到" in route.obstacles[0]
    terms = terms_of({"sequences": "yes"})
    assert ways(career, terms=terms) == [("assistant-05", True)]
    assert ways(Career(rank=Since("assistant-01", day("2012-03"))), terms=terms) == []
    assert ways(Career(rank=Since("police-12", day("2012-03"))), terms=terms) == [("police-11", True)]
    for item in code_table("ranks"):
        assert same_sequence(general_rank(item.value, terms), item.value) == item.value


def test_judges_grades_go_by_years_as_far_as_they_are_known() -> None:
    def judge(grade: str, since: str, level: str = "grassroots") -> Career:
        return Career(grade=Since(grade, day(since)), court_level=level, grades=graded("优优优", 2020))

    assert ways(judge("312", "2021-03")) == [("311", True)]
    assert ways(judge("310", "2020-04")) == [("309", False)]
    (route,) = routes(judge("308", "2010-04"), day("2024-03"), TERMS)
    assert (route.to, route.eligible) == ("307", False)
    assert "没有查到" in route.obstacles[0]
    terms = terms_of({"judge.307": "5", "judge.306": "5"})
    assert ways(judge("308", "2010-04"), terms=terms) == [("307", True)]
    assert ways(judge("307", "2010-04"), terms=terms) == [("306", False)]
    assert ways(judge("307", "2010-04", "intermediate"), terms=terms) == [("306", True)]
    assert next_grade("301") == next_grade("") == ""
    # a judge who leads has no way up in rank by that post
    leading = Career(grade=Since("308", day("2010-04")), level=Since("141", day("2010-04")), court_level="grassroots")
    assert [route.what for route in routes(leading, day("2024-03"), TERMS)] == ["judge_grade"]


@pytest.mark.parametrize(
    ("standing", "grades", "count"),
    [
        (Barring(), {}, 0),
        (Barring(sanctioned=True), {}, 1),
        (Barring(joined=day("2023-04")), {}, 1),
        (Barring(joined=day("2023-03")), {}, 0),
        (Barring(serving=False), {}, 1),
        (Barring(), graded("基", 2023), 1),
        (Barring(), graded("基称", 2022), 0),
        (Barring(), graded("未", 2023), 0),
        (Barring(), graded("不", 2024), 0),
    ],
)
def test_what_bars_a_promotion(standing: Barring, grades: dict[int, str], count: int) -> None:
    assert len(bars(standing, grades, day("2024-03"), TERMS)) == count


def test_quotas_are_shares_of_the_posts() -> None:
    found = {each.label: each for each in quotas("intermediate", 279, ["general-03", "general-05", "general-08"])}
    assert {label: each.posts for label, each in found.items()} == {
        "一至四级调研员": 55,
        "一、二级调研员": 22,
        "一级调研员": 11,
        "一至四级主任科员": 167,
    }
    assert (found["一至四级调研员"].used, found["一、二级调研员"].used, found["一级调研员"].free) == (2, 1, 10)
    county = quotas("grassroots", 49, [])
    assert [each.posts for each in county] == [0, 4, 1, 29]
    assert quotas("grassroots", None, []) == quotas("high", 100, []) == ()
    some = ("general-01", "general-03", "general-04", "general-11", "police-01")
    levels = ("intermediate", "grassroots", "high")
    set_up = [[rank for rank in some if is_set_up(level, rank)] for level in levels]
    assert [len(ranks) for ranks in set_up] == [4, 3, 5]


def test_who_is_in_a_quota_takes_no_other_post_of_it() -> None:
    given = quotas("grassroots", 40, ["general-07", "general-05", *["general-06"] * 3])
    assert [each.label for each in full(given, "general-05", "general-06")] == ["三级调研员"]
    assert [each.label for each in full(given, "general-06", "general-07")] == ["三、四级调研员"]
    assert [each.used for each in after(given, [("general-07", "general-06"), ("general-06", "general-05")])] == [
        0,
        5,
        2,
        0,
    ]


@given(st.integers(0, 2000), st.lists(st.sampled_from([f"general-{number:02}" for number in range(1, 13)])))
def test_parts_are_never_more_than_the_whole(base: int, held: list[str]) -> None:
    for level in ("intermediate", "grassroots"):
        found = quotas(level, base, held)
        for inner in found:
            for outer in found:
                if inner.ranks < outer.ranks:
                    assert inner.posts <= outer.posts
                    assert inner.used <= outer.used


def test_settings_that_are_none_are_refused() -> None:
    assert vet_terms(usual_terms()) == []
    wrong = {"excellent_months": "-1", "judge.307": "x", "probation_months": "", "judge.306": "31"}
    assert {problem.field for problem in vet_terms(usual_terms() | wrong)} == set(wrong)
