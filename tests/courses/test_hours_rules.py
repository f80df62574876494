"""What is asked of whom: the tables of the regulation as cases, part years, changes of rank, targets by hand."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest
from hours_cases import LOWER, UPPER, YEAR, put, row, someone, trained
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cadre_desktop.courses.hours.months import month_number, months_of, taken_up, until_before
from cadre_desktop.courses.hours.reading import hours_of, hours_of_years
from cadre_desktop.courses.hours.regulation import (
    LADDERS,
    NUMBERS,
    known,
    regulation_of,
    texts_of,
    usual,
    vet_texts,
)
from cadre_desktop.courses.hours.rule_settings import regulation, set_texts, texts_set
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.absences import Absence
from cadre_desktop.people.registers.posts_held import PostHeld

# The numbers that an office begins with.


def test_the_usual_numbers_are_those_of_the_regulation():
    rules = regulation_of({})
    assert (rules.year_hours, rules.year_days) == (900, 12)
    assert (rules.five_hours, rules.five_days) == (5500, 90)
    assert (rules.online_hours, rules.party_hours, rules.secretary_hours) == (500, 320, 560)
    assert texts_of(rules) == {**usual(), "absences": "maternity,sick"}
    assert regulation_of(texts_of(rules)) == rules


def test_every_usual_value_tells_how_sure_it_is():
    data = known()
    entries = [*data["numbers"].values(), *data["levels"].values(), data["absences"], data["committee"]]
    assert {entry["certainty"] for entry in entries} <= {"sourced", "high", "medium", "own"}
    assert all(entry["source"] for entry in entries)
    assert set(data["numbers"]) == {number.key for number in NUMBERS}
    assert set(data["levels"]) == {ladder.key for ladder in LADDERS}


def test_levels_go_down_to_the_one_that_is_set():
    rules = regulation_of({})
    labels = {code_table("ranks").label(value) for value in rules.upper("rank")}
    assert {"四级调研员", "四级高级警长", "四级高级法官助理", "四级高级书记员", "一级巡视员"} <= labels
    assert not {"一级主任科员", "一级警长", "一级法官助理", "一级书记员"} & labels
    assert rules.upper("judge_grade") == {str(code) for code in range(301, 308)}
    assert rules.upper("post_level") == {"101", "102", "111", "112", "121", "122", "131", "132"}
    assert regulation_of({"level.judge_grades": ""}).upper("judge_grade") == frozenset()


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("year_hours", "九十", "每年学时（乡科级及以下）"),
        ("year_hours", "", "请填写每年学时（乡科级及以下）；没有要求的填 0。"),
        ("year_hours", "-1", "每年学时（乡科级及以下）应为 0.5 的整数倍，不能是负数，现为 -1。"),
        ("online_hours", "50.3", "每年网络学时应为 0.5 的整数倍，不能是负数，现为 50.3。"),
        ("year_days", "12.5", "或者每年天数"),
    ],
)
def test_what_is_no_number_of_hours_is_refused(court, key, text, sentence):
    (problem,) = vet_texts(usual() | {key: text})
    assert problem.field == key and sentence in problem.message
    with pytest.raises(Refused):
        set_texts(court, {"online_hours": "40", key: text})
    assert texts_set(court) == usual()


def test_settings_are_kept_and_undone(court):
    set_texts(court, {"online_hours": "40", "absences": "", "retirement": "yes"})
    rules = regulation(court)
    assert (rules.online_hours, rules.absences, rules.retirement) == (400, frozenset(), True)
    court.undo()
    assert regulation(court) == regulation_of({})


# Months.


@pytest.mark.parametrize(
    ("starts", "ends", "months"),
    [
        ("2023-01-01", "2023-12-31", [(2023, month) for month in range(1, 13)]),
        ("2023-01-16", "2023-02-14", [(2023, 1), (2023, 2)]),
        ("2023-01-17", "2023-02-13", []),
        ("2023-04-16", "2023-04-30", [(2023, 4)]),
        ("2023-04-17", "2023-04-30", []),
        ("2023-04-08", "2023-04-22", [(2023, 4)]),
        ("2023-04-08", "2023-04-21", []),
        ("2024-02-01", "2024-02-15", [(2024, 2)]),
    ],
)
def test_a_month_counts_when_half_of_its_days_do(starts, ends, months):
    first, after = taken_up(starts, ends)
    assert list(range(first, after)) == [month_number(*month) for month in months]


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
@example(day=date(2024, 2, 29))
def test_leaving_before_a_day_is_ending_with_the_day_before(day):
    assert until_before(f"{day}") == taken_up(None, f"{day - timedelta(days=1)}")[1]


# Who is asked for what.


@pytest.mark.parametrize(
    ("values", "five"),
    [
        ({}, False),
        ({"rank": LOWER}, False),
        ({"rank": UPPER}, True),
        ({"rank": "general-01"}, True),
        ({"judge_grade": "307"}, True),
        ({"judge_grade": "308"}, False),
        ({"judge_grade": "308", "rank": UPPER}, True),
        ({"rank": "police-06"}, True),
        ({"rank": "police-07"}, False),
    ],
)
def test_rank_or_grade_decides_the_basis(court, values, five):
    found = row(court, someone(court, **values))
    assert found["five"] == five
    assert (found["onsite_target"], found["days_target"]) == ((5500, 180) if five else (900, 24))
    assert (found["online_target"], found["short"]) == (500, found["onsite_target"] + 500)


@pytest.mark.parametrize(
    ("trainings", "short"),
    [
        ([], 900),
        ([(300, "2023-03-01", "2023-03-03")], 600),
        ([(899, "2023-03-01", "2023-03-01")], 1),
        ([(900, "2023-03-01", "2023-03-01")], 0),
        ([(100, "2023-03-01", "2023-03-12")], 0),  # twelve days
        ([(100, "2023-03-01", "2023-03-06")], 450),  # half of the days
        ([(40, "2023-03-01", None)], 860),  # half a day gives less than its hours
        ([(45, "2023-03-01", None)], 825),  # a day gives more
        ([(0, "2023-03-01", None)], 825),
    ],
)
def test_hours_or_days_whichever_lacks_less(court, trainings, short):
    person = someone(court)
    for hours, starts, ends in trainings:
        trained(court, person, hours, date.fromisoformat(starts), ends and date.fromisoformat(ends))
    assert row(court, person)["onsite_short"] == short


@pytest.mark.parametrize(
    ("result", "days"),
    [("未结业", 0), ("退学", 0), ("不合格", 0), ("缺考", 0), ("结业", 24), ("", 24), ("85", 24)],
)
def test_the_days_of_what_was_not_completed_do_not_count(court, result, days):
    """What has no result, and no hours since nobody knows them, counts by its days."""
    person = someone(court)
    trained(court, person, 0, date(2023, 3, 1), date(2023, 3, 12), result=result)
    found = row(court, person)
    assert (found["days_done"], found["onsite_short"]) == (days, 0 if days else 900)


def test_a_training_that_ends_before_it_begins_takes_nothing_away(court):
    """No form and no import lets one in; another program that writes the file might."""
    person = someone(court)
    trained(court, person, 300, date(2023, 3, 1), date(2023, 3, 3))
    trained(court, person, 40, date(2023, 3, 9), date(2023, 3, 1), title="颠倒")
    found = row(court, person)
    assert (found["onsite_done"], found["days_done"]) == (340, 6)


def test_three_months_are_enough_for_five_years(court):
    person = someone(court, rank=UPPER)
    trained(court, person, 10, date(2020, 3, 1), date(2020, 5, 29))
    assert row(court, person)["onsite_short"] == 0
    assert row(court, person, 2024)["onsite_short"] == 0
    assert row(court, person, 2025)["onsite_short"] == 5500


def test_the_window_slides(court):
    person = someone(court, rank=UPPER)
    for year in range(2018, 2024):
        trained(court, person, 1000, date(year, 5, 1))
    found = row(court, person)
    assert (found["onsite_done"], found["onsite_short"], list(found["years"])) == (5000, 500, [1000] * 5)


def test_only_what_counts_counts_and_each_side_for_itself(court):
    person = someone(court)
    trained(court, person, 80, date(2023, 2, 1), counts=False)
    trained(court, person, 160, date(2023, 2, 1), online=True, ends=date(2023, 3, 31))
    trained(court, person, 240, date(2022, 12, 30), year=2022)
    found = row(court, person)
    assert (found["onsite_done"], found["online_done"], found["days_done"]) == (0, 160, 0)
    assert (found["online_short"], found["short"]) == (340, 1240)


# Part of a year.


@pytest.mark.parametrize(
    ("values", "target"),
    [
        ({"joined_court": date(2023, 1, 1)}, 900),
        ({"joined_court": date(2023, 7, 1)}, 450),
        ({"joined_court": date(2023, 12, 1)}, 75),
        ({"joined_work": date(2023, 7, 1)}, 450),
        ({"joined_work": date(2010, 7, 1), "joined_court": date(2023, 7, 1)}, 450),
        ({"status": "retired", "status_since": date(2023, 7, 1)}, 450),
        ({"status": "moved", "status_since": date(2023, 7, 16)}, 450),
        ({"status": "moved", "status_since": date(2023, 7, 17)}, 525),
        ({"status": "retired", "status_since": date(2024, 3, 1)}, 900),
        ({"status": "on_leave", "status_since": date(2023, 1, 1)}, 900),
    ],
)
def test_part_of_a_year_asks_for_its_part(court, values, target):
    found = row(court, someone(court, **values))
    assert found["onsite_target"] == target
    assert found["days_target"] == target * 24 // 900
    assert found["online_target"] == ceil(target * 500 / 900 / 5) * 5


@pytest.mark.parametrize(
    "values",
    [
        {"joined_court": date(2024, 1, 1)},
        {"status": "retired"},
        {"status": "retired", "status_since": date(2022, 12, 31)},
        {"status": "deceased", "status_since": date(2023, 1, 10)},
    ],
)
def test_who_was_not_on_the_staff_is_not_listed(court, values):
    someone(court, **values)
    assert len(hours_of(YEAR, regulation(court), date(2024, 6, 1))) == 0


def test_who_joined_late_has_a_part_of_the_window(court):
    assert row(court, someone(court, rank=UPPER, joined_court=date(2021, 1, 1)))["onsite_target"] == 3300


@pytest.mark.parametrize(
    ("absence_class", "ends", "target"),
    [
        ("maternity", date(2023, 8, 31), 525),
        ("sick", date(2023, 8, 31), 525),
        ("personal", date(2023, 8, 31), 900),
        ("study", None, 900),
        ("sick", None, 825),  # not back yet: as far as is known, April and May
    ],
)
def test_absences_of_some_classes_reduce(court, absence_class, ends, target):
    person = someone(court)
    starts = date(2023, 5, 2) if ends is None else date(2023, 4, 1)
    put(court, Absence, person=person, absence_class=absence_class, starts=starts, ends=ends)
    assert row(court, person)["onsite_target"] == target


def test_which_absences_reduce_is_a_setting(court):
    person = someone(court, status="on_leave", status_since=date(2023, 3, 1))
    put(court, Absence, person=person, absence_class="study", starts=date(2022, 9, 1), ends=date(2023, 1, 31))
    set_texts(court, {"absences": "study,other"})
    assert row(court, person)["onsite_target"] == 900 - 4 * 75  # January, and March to May
    assert row(court, person, 2022)["onsite_target"] == 600


def test_somebody_away_all_year_is_listed_and_asked_for_nothing(court):
    person = someone(court)
    put(court, Absence, person=person, absence_class="maternity", starts=date(2023, 1, 1), ends=date(2023, 12, 31))
    found = row(court, person)
    assert (found["onsite_target"], found["online_target"], found["short"]) == (0, 0, 0)


def test_the_age_of_retirement_ends_a_target_by_setting(court):
    person = someone(court, sex="male", born=date(1963, 7, 15))
    assert row(court, person)["onsite_target"] == 900
    set_texts(court, {"retirement": "yes"})
    assert row(court, person)["onsite_target"] == 450


def held(court, person, starts, ends=None, **values):
    return put(court, PostHeld, person=person, starts=starts, ends=ends, **values)


# All together.

PLAIN = regulation_of({})
days = st.dates(date(2017, 1, 1), date(2024, 12, 31))
spans = st.tuples(days, st.one_of(st.none(), st.integers(0, 900)))


def months_held(held_spans, year):
    """The slow way: every day of every month is looked at."""
    found = set()
    for month in months_of(year):
        first = date(month // 12, month % 12 + 1, 1)
        length = ((first + timedelta(days=31)).replace(day=1) - first).days
        for starts, ends in held_spans:
            inside = sum(starts <= first + timedelta(days=day) <= ends for day in range(length))
            if 2 * inside >= length:
                found.add(month)
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(joined=days, left=days, absences=st.lists(spans, max_size=3), promoted=st.one_of(st.none(), days))
def test_targets_are_those_of_looking_at_every_day(court, joined, left, absences, promoted):
    joined = joined.replace(day=1)
    with court.step("一个例子"):
        for record in (Absence, PostHeld, Person):
            record.delete().execute()
    person = someone(court, joined_court=joined, status="moved", status_since=left)
    away = [(starts, starts + timedelta(days=length or 0)) for starts, length in absences]
    for starts, ends in away:
        put(court, Absence, person=person, absence_class="sick", starts=starts, ends=ends)
    if promoted is not None:
        held(court, person, promoted, rank=UPPER)
    reckoned = hours_of_years(range(2019, 2025), PLAIN, date(2025, 1, 1))
    for year, hours in reckoned.items():
        window = [
            (
                month,
                month in months_held(away, each),
                promoted is not None and month in months_held([(promoted, date.max.replace(year=2100))], each),
            )
            for each in range(year - 4, year + 1)
            for month in sorted(months_held([(joined, left - timedelta(days=1))], each))
        ]
        there = [one for one in window if one[0] in months_of(year)]
        assert len(hours) == bool(there)
        if there:
            five = there[-1][2]
            asked = [one for one in (window if five else there) if not one[1]]
            upper = sum(one[2] for one in asked) if five else 0
            exact = Fraction(upper * 5500, 60) + Fraction((len(asked) - upper) * 900, 12)
            assert bool(hours.rows["five"][0]) == five
            assert hours.rows["onsite_target"][0] == ceil(exact / 5) * 5
