"""What was held at the time: promotions, histories, targets set by hand, and the hours of the party."""

from datetime import date
from fractions import Fraction
from math import ceil

import pytest
from hours_cases import LOWER, TODAY, UPPER, YEAR, put, row, someone, trained

from cadre_desktop.courses.actions import close_course, enrol, save_course
from cadre_desktop.courses.hours import reckoning
from cadre_desktop.courses.hours.reading import hours_of, hours_today
from cadre_desktop.courses.hours.rule_settings import regulation, set_texts
from cadre_desktop.courses.hours.touched import people_touched
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.registers.hours_targets import HoursTarget
from cadre_desktop.kit.store.state import state_now
from cadre_desktop.people.name_list.attending import record_presence, save_session
from cadre_desktop.people.name_list.rules import PresenceMark, PresenceState
from cadre_desktop.people.records import Appointment, Person
from cadre_desktop.people.registers.party_roles import PartyStanding
from cadre_desktop.people.registers.posts_held import PostHeld

# What was held at the time.


def held(court, person, starts, ends=None, **values):
    return put(court, PostHeld, person=person, starts=starts, ends=ends, **values)


def test_a_promotion_changes_the_basis_and_asks_for_review(court):
    person = someone(court, rank=UPPER)
    held(court, person, date(2015, 1, 1), date(2022, 6, 30), rank=LOWER)
    held(court, person, date(2022, 7, 1), rank=UPPER)
    assert [bool(row(court, person, year)["five"]) for year in (2021, 2022, 2023)] == [False, True, True]
    assert [bool(row(court, person, year)["review"]) for year in (2021, 2022, 2023)] == [False, True, False]
    upper, lower = 18, 42
    target = ceil(Fraction(upper * 5500 + lower * 900 * 5, 60) / 5) * 5
    assert row(court, person)["onsite_target"] == target == 4800


def test_the_same_rank_in_another_post_is_no_change(court):
    person = someone(court)
    held(court, person, date(2015, 1, 1), date(2023, 2, 28), rank=LOWER, post="副庭长")
    held(court, person, date(2023, 3, 1), rank=LOWER, post="庭长")
    assert not row(court, person)["review"]


def test_before_the_first_row_nobody_was_of_the_upper_level(court):
    person = someone(court, rank=UPPER)
    held(court, person, date(2023, 1, 1), rank=UPPER)
    assert not row(court, person, 2022)["five"]
    assert row(court, person)["five"] and row(court, person)["review"]


def test_after_a_row_has_ended_the_persons_own_row_holds(court):
    person = someone(court, rank=UPPER)
    held(court, person, date(2015, 1, 1), date(2020, 12, 31), rank=LOWER)
    assert [bool(row(court, person, year)["five"]) for year in (2020, 2021, 2023)] == [False, True, True]


def test_ranks_and_grades_have_histories_of_their_own(court):
    person = someone(court, rank=UPPER, judge_grade="309")
    held(court, person, date(2010, 1, 1), judge_grade="309")
    assert row(court, person)["five"]
    post = held(court, person, date(2010, 1, 1), post="庭长")
    assert row(court, person)["five"] and post.post_level == ""


def test_changes_of_post_stand_in_where_there_is_no_history(court):
    person = someone(court)
    home = Person.by_key(person).court
    for decided, level in ((date(2015, 1, 1), "141"), (date(2021, 1, 1), "132"), (date(2023, 9, 1), "131")):
        put(court, Appointment, person=person, decided=decided, new_post="副院长", post_level=level, court=home)
    assert [bool(row(court, person, year)["five"]) for year in (2020, 2021, 2023)] == [False, True, True]
    assert [bool(row(court, person, year)["review"]) for year in (2020, 2021, 2022, 2023)] == [False, True, False, True]
    held(court, person, date(2010, 1, 1), post_level="141")
    assert not row(court, person)["five"]


def test_two_changes_on_one_day_are_one(court):
    person = someone(court)
    for level in ("141", "132"):
        put(court, Appointment, person=person, decided=date(2021, 1, 1), new_post="副院长", post_level=level)
    assert row(court, person)["five"]


def test_what_somebody_was_on_joining_is_no_change(court):
    person = someone(court, joined_court=date(2023, 3, 1))
    held(court, person, date(2023, 3, 1), rank=LOWER)
    assert not row(court, person)["review"]
    held(court, person, date(2023, 9, 1), rank=UPPER)
    assert row(court, person)["review"]


# Targets by hand.


@pytest.mark.parametrize(
    ("hours", "online", "expected"),
    [
        (400, None, (False, 400, 0, 80, 500)),
        (None, 200, (True, 5500, 180, 160, 200)),
        (None, None, (True, 5500, 180, 160, 500)),
    ],
)
def test_a_target_by_hand_is_for_the_year_and_settles_the_review(court, hours, online, expected):
    person = someone(court, rank=UPPER)
    held(court, person, date(2010, 1, 1), date(2023, 4, 30), rank=UPPER)
    held(court, person, date(2023, 5, 1), rank="general-05")
    trained(court, person, 80, date(2022, 5, 1))
    trained(court, person, 80, date(2023, 5, 1))
    assert row(court, person)["review"]
    put(court, HoursTarget, person=person, year=YEAR, hours=hours, online_hours=online, reason="院党组决定")
    found = row(court, person)
    names = ("five", "onsite_target", "days_target", "onsite_done", "online_target")
    assert tuple(found[name] for name in names) == expected
    assert found["by_hand"] and not found["review"]
    assert not row(court, person, 2022)["by_hand"]


def test_people_are_reckoned_some_at_a_time_as_all_at_once(court, monkeypatch):
    people = [someone(court, rank=UPPER) for _number in range(5)]
    for person in people[1::2]:
        held(court, person, date(2023, 2, 1), rank=UPPER)
        put(court, HoursTarget, person=person, year=YEAR, hours=400, reason="下派")
    rules = regulation(court)
    whole = hours_of(YEAR, rules, TODAY)
    monkeypatch.setattr(reckoning, "_CHUNK", 2)
    assert (hours_of(YEAR, rules, TODAY).rows == whole.rows).all()
    assert list(whole.rows["by_hand"]) == [False, True, False, True, False]


# The party.


@pytest.mark.parametrize(
    ("values", "roles", "target"),
    [
        ({}, [], 0),
        ({"political": "13"}, [], 0),
        ({"political": "01"}, [], 320),
        ({"political": "02"}, [], 320),
        ({}, ["member"], 320),
        ({"political": "01"}, ["member", "secretary"], 560),
        ({}, ["committee"], 560),
        ({"political": "01", "joined_court": date(2023, 7, 1)}, [], 160),
    ],
)
def test_members_and_secretaries_have_targets_of_their_own(court, values, roles, target):
    person = someone(court, **values)
    for role in roles:
        put(court, PartyStanding, person=person, role=role, starts=date(2020, 1, 1))
    found = row(court, person)
    assert (found["party_target"], found["party_short"]) == (target, target)
    assert found["short"] == found["onsite_target"] + found["online_target"]


def test_committees_have_the_hours_of_members_by_setting_and_roles_end(court):
    person = someone(court)
    put(court, PartyStanding, person=person, role="committee", starts=date(2020, 1, 1), ends=date(2023, 12, 31))
    set_texts(court, {"committee": "no"})
    assert row(court, person)["party_target"] == 320
    assert row(court, person, 2024)["party_target"] == 0


def test_political_training_counts_for_the_party(court):
    person = someone(court, political="01")
    trained(court, person, 80, date(2023, 2, 1), training_class="political")
    trained(court, person, 40, date(2023, 3, 1), series="“凝心铸魂”政治轮训班", online=True)
    trained(court, person, 20, date(2023, 4, 1), training_class="professional")
    found = row(court, person)
    assert (found["party_done"], found["onsite_done"], found["online_done"]) == (120, 100, 40)


@pytest.mark.parametrize("upper", [0, 1, 3, 8])
def test_who_has_the_target_of_five_years_is_read_apart_and_everybody_lacks_the_same(court, upper):
    """Few of them, none, many, and all."""
    for number in range(8):
        person = someone(court, f"王{number}", rank=UPPER if number < upper else LOWER, joined_court=date(2010, 1, 1))
        for year in range(2018, YEAR + 1):
            trained(court, person, 10 * (number + 1), date(year, 3, 1))
    whole, quick = hours_of(YEAR, regulation(court), TODAY), hours_today(YEAR, regulation(court), TODAY)
    assert quick.rows["five"].sum() == upper
    assert quick.people.tolist() == whole.people.tolist()
    for side in ("onsite", "online", "party"):
        assert quick.lacking(side).tolist() == whole.lacking(side).tolist()


def test_attendance_that_is_recorded_is_in_the_forecast_and_closing_makes_it_true(court, people):
    """One was there, one missed all, one may still complete the course; of the fourth nothing is recorded yet."""
    values = {"title": "审判实务", "starts": date(2023, 3, 1), "ends": date(2023, 3, 2), "hours": 160}
    course = save_course(court, {**values, "status": "planned"})
    names = ("王祯", "李静", "欧阳文博", "单雄信")
    enrol(court, course, [people[name] for name in names])
    entries = {row.__data__["person"]: row.id for row in Enrolment.select()}
    sessions = [save_session(court, ENROLMENTS, course, {"day": date(2023, 3, day), "hours": 80}).id for day in (1, 2)]
    before = {name: row(court, people[name]) for name in names}
    said = {"王祯": ("present", "present"), "李静": ("absent", "absent"), "欧阳文博": ("present", None)}
    marks = {
        (session, entries[people[name]]): PresenceMark(PresenceState(state))
        for name, states in said.items()
        for session, state in zip(sessions, states, strict=True)
        if state
    }
    since = state_now()
    record_presence(court, ENROLMENTS, course, marks)
    assert people_touched(since) == {people[name] for name in said}
    after = {name: row(court, people[name]) for name in names}
    assert after["李静"]["forecast"] == after["李静"]["short"] > before["李静"]["forecast"]
    assert {name for name in names if after[name]["forecast"] == before[name]["forecast"]} == {*names} - {"李静"}
    rest = {(sessions[1], entries[people["欧阳文博"]]): PresenceMark(PresenceState.PRESENT)}
    rest |= {(session, entries[people["单雄信"]]): PresenceMark(PresenceState.PRESENT) for session in sessions}
    record_presence(court, ENROLMENTS, course, rest)
    forecast = {name: row(court, people[name])["forecast"] for name in names}
    close_course(court, course)
    assert {name: row(court, people[name])["short"] for name in names} == forecast


def test_a_course_whose_share_cannot_be_read_stops_nobody(court, people):
    """Closing the course says what is wrong with it; the hours of everybody go on meanwhile."""
    values = {"title": "审判实务", "starts": date(2023, 3, 1), "hours": 80, "status": "planned"}
    course = save_course(court, values)
    enrol(court, course, [people["王祯"]])
    (entry,) = Enrolment.select()
    session = save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 1), "hours": 80}).id
    record_presence(court, ENROLMENTS, course, {(session, entry.id): PresenceMark(PresenceState.ABSENT)})
    with court.step("写错"):
        course.attended = "很多"
        course.save()
    found = row(court, people["王祯"])
    assert found["forecast"] == found["short"] > 0
