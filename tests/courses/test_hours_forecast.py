"""What is coming: forecasts become true, what-if tells the same beforehand, and nothing is counted twice."""

from datetime import date, timedelta

import pytest
from hours_cases import UPPER, YEAR, row, sheet_of, someone, trained
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre_desktop.courses.actions import (
    cancel_course,
    close_course,
    enrol,
    record_results,
    reopen_course,
    save_course,
)
from cadre_desktop.courses.hours.behind import rows_behind
from cadre_desktop.courses.hours.grouping import DIMENSIONS, group_of, grouped, summary, values_of
from cadre_desktop.courses.hours.rule_settings import regulation, set_texts
from cadre_desktop.courses.hours.sheet import NUMBER_COLUMNS, read_sheet
from cadre_desktop.courses.hours.told import told
from cadre_desktop.courses.hours.touched import people_touched
from cadre_desktop.courses.hours.what_if import courses_offered, what_if
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.registers.hours_targets import HoursTarget
from cadre_desktop.courses.rules import EnrolmentStatus, format_hours
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.state import state_now
from cadre_desktop.people.records import Person, TrainingRecord
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.terminal.finding import person_meant


def course_of(store, hours=80, starts=date(2023, 3, 1), ends=None, **values):
    title = f"第{Course.select().count() + 1}期培训班"
    given_values = {"title": title, "starts": starts, "ends": ends or starts, "hours": hours, "status": "planned"}
    return save_course(store, {**given_values, **values})


def complete(store, course):
    keys = [one.id for one in Enrolment.select().where(Enrolment.course == course)]
    record_results(store, keys, status=EnrolmentStatus.COMPLETED)


def test_courses_enrolled_in_are_forecast_and_closing_makes_them_true(court, people):
    person = people["王祯"]
    course = course_of(court, hours=160, ends=date(2023, 3, 3))
    before = row(court, person)
    enrol(court, course, [person])
    assert row(court, person)["short"] == before["short"]
    assert row(court, person)["forecast"] == before["short"] - 225  # three days are more than 16 hours
    complete(court, course)
    forecast = row(court, person)["forecast"]
    close_course(court, course)
    assert (row(court, person)["short"], row(court, person)["forecast"]) == (forecast, forecast)


@pytest.mark.parametrize("status", [EnrolmentStatus.ABSENT, EnrolmentStatus.WITHDRAWN, EnrolmentStatus.WAITING])
def test_who_will_get_no_hours_is_not_forecast_any(court, people, status):
    course = course_of(court)
    enrol(court, course, [people["王祯"]])
    with court.step("改状态"):
        Enrolment.update(status=status).execute()
    assert row(court, people["王祯"])["onsite_coming"] == 0


def test_courses_called_off_or_of_another_year_are_not_forecast(court, people):
    for course in (course_of(court), course_of(court, starts=date(2024, 1, 5))):
        enrol(court, course, [people["王祯"]])
    assert row(court, people["王祯"])["onsite_coming"] == 80
    cancel_course(court, Course.select().order_by(Course.id).first(), "改期")
    assert row(court, people["王祯"])["onsite_coming"] == 0
    assert row(court, people["王祯"], 2024)["onsite_coming"] == 80


@pytest.mark.parametrize("by_hand", [False, True])
def test_courses_left_open_since_an_earlier_year_of_the_window_are_forecast(court, people, by_hand):
    person = people["王祯"]
    with court.step("职级"):
        Person.update(rank=UPPER).where(Person.id == person).execute()
        if by_hand:  # then the year alone is measured
            HoursTarget.add(person=person, year=YEAR, hours=5000, reason="另定")
    for starts, online in ((date(2021, 12, 30), False), (date(2022, 5, 1), True), (date(2018, 12, 30), False)):
        enrol(court, course_of(court, hours=400, starts=starts, online=online), [person])
    before = row(court, person)
    sheet = sheet_of(court)
    listing = rows_behind(sheet, sheet.location_of(person), "onsite_forecast")
    assert (before["onsite_coming"], before["online_coming"]) == (0 if by_hand else 400, 0)
    assert listing.count() == (0 if by_hand else 1)
    for course in Course.select():
        complete(court, course)
        close_course(court, course)
    assert row(court, person)["short"] == row(court, person)["forecast"] == before["forecast"]


halves = st.integers(1, 80).map(lambda number: 5 * number)
courses = st.lists(
    st.tuples(
        halves, st.integers(0, 9), st.booleans(), st.sampled_from(["", "political", "professional"]), st.integers(0, 3)
    ),
    min_size=1,
    max_size=5,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(planned=courses, upper=st.booleans())
def test_the_forecast_is_what_is_true_after_closing(court, planned, upper):
    with court.step("一个例子"):
        for record in (TrainingRecord, Enrolment, Course, Person):
            record.delete().execute()
    person = someone(court, rank=UPPER if upper else "", political="01")
    made = []
    for hours, days, online, series, leave in planned:
        starts = date(2023, 2, 1)
        course = course_of(court, hours, starts, starts + timedelta(days=days), online=online, series=series)
        enrol(court, course, [person])
        entry = Enrolment.get(Enrolment.course == course)
        record_results(court, [entry.id], leave=min(hours, 5 * leave))
        made.append(course)
    for course in made:
        open_ones = [
            one.id for one in Enrolment.select().where(Enrolment.course == course, Enrolment.status == "enrolled")
        ]
        record_results(court, open_ones, status=EnrolmentStatus.COMPLETED)
    forecast = row(court, person)
    for course in made:
        close_course(court, course)
    after = row(court, person)
    assert after["short"] == after["forecast"] == forecast["forecast"]
    for side in ("onsite", "online", "party", "days"):
        assert after[f"{side}_done"] == forecast[f"{side}_done"] + forecast[f"{side}_coming"]
    first = made[0]
    reopen_course(court, first, "更正")
    assert row(court, person)["forecast"] == after["forecast"]
    close_course(court, first)
    assert {key: after[key] for key in after if key != "years"} == {
        key: value for key, value in row(court, person).items() if key != "years"
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    rows=st.lists(st.tuples(halves, st.integers(0, 400), st.booleans(), st.booleans()), min_size=1, max_size=8),
    chance=st.randoms(use_true_random=False),
)
def test_the_order_of_records_changes_no_sum(court, rows, chance):
    found = []
    for order in (rows, chance.sample(rows, len(rows))):
        with court.step("一个例子"):
            for record in (TrainingRecord, Enrolment, Course, Person):
                record.delete().execute()
        person = someone(court)
        for number, (hours, day, online, counts) in enumerate(order):
            starts = date(2022, 12, 1) + timedelta(days=day)
            trained(court, person, hours, starts, online=online, counts=counts, title=f"班{number}")
        found.append([row(court, person, year)["short"] for year in (2022, 2023, 2024)])
    assert found[0] == found[1]


# If these people were in that course.


@pytest.mark.parametrize("values", [{}, {"online": True}, {"series": "political"}, {"hours": 20}])
def test_what_if_tells_what_enrolling_will_forecast(court, people, values):
    course = course_of(court, **{"hours": 160, "ends": date(2023, 3, 2), **values})
    enrol(court, course, [people["李静"]])
    sheet = sheet_of(court)
    (offered,) = courses_offered(YEAR)
    found = what_if(sheet, offered, people.values(), regulation(court))
    assert found.people == len(people) - 1
    assert found.lacking_before - found.lacking_after == sum(sheet.numbers["forecast"]) - sum(
        found.sheet.numbers["forecast"]
    )
    enrol(court, course, people.values())
    after = sheet_of(court)
    for column in NUMBER_COLUMNS:
        assert list(found.sheet.numbers[column.key]) == list(after.numbers[column.key]), column.key
    assert (found.short_before, found.short_after) == (5, 5)


def test_a_course_that_is_closed_is_not_offered(court, people):
    course = course_of(court)
    enrol(court, course, people.values())
    complete(court, course)
    close_course(court, course)
    assert courses_offered(YEAR) == []


# Lines, groups, and the rows behind them.


def test_lines_stand_by_court_department_and_name(court, people):
    sheet = sheet_of(court)
    assert [member.name for member in sheet.members] == ["李静", "王祯", "欧阳文博", "阿拉坦·巴特尔", "单雄信"]
    assert sheet.location_of(people["王祯"]) == 1
    assert sheet.location_of(1) is None
    assert list(sheet.window) == [2019, 2020, 2021, 2022, 2023]


def test_groups_add_up(court, people):
    trained(court, people["李静"], 900, date(2023, 2, 1))
    trained(court, people["李静"], 500, date(2023, 2, 1), online=True, title="网络班")
    sheet = sheet_of(court)
    everywhere = range(len(sheet))
    by_court = grouped(sheet, DIMENSIONS[0], everywhere)
    assert [(group.value, group.people, group.reached) for group in by_court] == [
        ("包头中院", 3, 1),
        ("青山法院", 2, 0),
    ]
    whole = group_of(sheet, "合计", everywhere)
    assert whole.lacking == sum(group.lacking for group in by_court) == 4 * 1400
    assert summary(whole, 0, format_hours) == "5 人，已完成 1 人；今日还缺学时 4 人，共缺 560 学时；年末预计仍缺 4 人。"
    assert summary(whole, 2, format_hours).endswith("待复核任务 2 人。")
    assert values_of(sheet, DIMENSIONS[1], [0, 1]) == ["刑事审判第一庭"]
    assert len(sheet.only_short()) == 4


@pytest.mark.parametrize("key", [*(column.key for column in NUMBER_COLUMNS), "year.4", "year.0"])
def test_every_number_opens_rows_that_add_up_to_it(court, people, key):
    person = people["王祯"]
    for online in (False, True):
        course = course_of(court, online=online, series="political")
        enrol(court, course, [person])
    for hours, day, online in (
        (80, date(2023, 2, 1), False),
        (60, date(2023, 3, 1), True),
        (40, date(2019, 2, 1), False),
    ):
        trained(court, person, hours, day, online=online, training_class="political", title=f"{day}")
    trained(court, person, 900, date(2023, 4, 1), counts=False)
    sheet = sheet_of(court)
    place = sheet.location_of(person)
    listing = rows_behind(sheet, place, key)
    if key.endswith("target"):
        assert listing.kind.key == "posts-held"
    elif key.endswith("forecast"):
        expected = {"onsite_forecast": 1, "online_forecast": 1}.get(key, 2)
        assert (listing.kind.key, listing.count()) == ("enrolments", expected)
    else:
        records = list(map(TrainingRecord.by_key, listing.all_keys()))
        total = sum(record.hours for record in records)
        side = key.partition("_")[0]
        done = {"short": 140}.get(key, sheet.number(place, f"{side}_done") if "_" in key else sheet.number(place, key))
        assert (listing.kind.key, total) == ("training-records", done)


def test_a_target_by_hand_opens_what_was_set(court, people):
    with court.step("调整"):
        HoursTarget.add(person=people["王祯"], year=YEAR, hours=400, reason="下派")
    sheet = sheet_of(court)
    listing = rows_behind(sheet, sheet.location_of(people["王祯"]), "onsite_target")
    assert (listing.kind.key, listing.count()) == ("hours-targets", 1)
    assert rows_behind(sheet, 0, "name") is None
    assert sheet.remark(sheet.location_of(people["王祯"])) == "任务已人工确定"


def test_five_year_lines_open_the_window(court, people):
    with court.step("晋升"):
        Person.update(rank=UPPER).execute()
    trained(court, people["王祯"], 80, date(2020, 2, 1))
    sheet = sheet_of(court)
    listing = rows_behind(sheet, sheet.location_of(people["王祯"]), "onsite_done")
    assert listing.count() == 1 and "2019–2023" in listing.conditions[0].words


def test_the_json_has_decimals_as_text(court, people):
    trained(court, people["李静"], 125, date(2023, 2, 1))
    data = told(sheet_of(court))
    assert data["year"] == YEAR
    assert data["people"][0] == {
        "id": str(people["李静"]),
        "person": "李静",
        "court": "包头市中级人民法院",
        "department": "刑事审判第一庭",
        "basis": "year",
        "onsite": {"target": "90", "done": "12.5"},
        "online": {"target": "50", "done": "0"},
        "short": "127.5",
        "forecast_short": "127.5",
    }


# Whom somebody means.


def test_people_are_found_by_key_number_or_name(court, people):
    with court.step("工号"):
        Person.update(staff_number="0012").where(Person.id == people["李静"]).execute()
    assert person_meant(str(people["王祯"])) == people["王祯"]
    assert person_meant("0012") == person_meant(" 李静 ") == people["李静"]
    assert person_meant("150299198503010017") == people["王祯"]


def test_who_is_nobody_or_several_is_asked_about(court, people):
    other = someone(court, "王祯", staff_number="7")
    with pytest.raises(Refused, match="有 2 人叫“王祯”") as several:
        person_meant("王祯")
    assert f"7，编号 {other}" in str(several.value) and "刑事审判第一庭" in str(several.value)
    for text in ("赵无极", "", "  "):
        with pytest.raises(Refused, match="没有编号、工号或姓名是"):
            person_meant(text)


# What has changed for whom.


def touched(court, write):
    at = state_now()
    with court.step("改"):
        write()
    return people_touched(at)


def test_a_record_touches_its_person_alone(court, people):
    wang, li = people["王祯"], people["李静"]
    record = trained(court, wang, 80, date(2023, 2, 1))
    assert touched(court, lambda: TrainingRecord.update(hours=90).execute()) == {wang}
    assert touched(court, lambda: TrainingRecord.update(person=li).execute()) == {wang, li}
    assert touched(court, lambda: TrainingRecord.delete().where(TrainingRecord.id == record).execute()) == {li}
    assert touched(court, lambda: Person.update(rank=UPPER).where(Person.id == wang).execute()) == {wang}
    assert touched(court, lambda: PostHeld.add(person=li, starts=date(2023, 1, 1), rank=UPPER)) == {li}
    at = state_now()
    court.undo()
    assert people_touched(at) == {li}
    assert people_touched(state_now()) == frozenset()


def test_courses_and_settings_touch_everybody(court, people):
    course = course_of(court)
    assert touched(court, lambda: Course.update(hours=20).where(Course.id == course.id).execute()) is None
    at = state_now()
    set_texts(court, {"online_hours": "10"})
    assert people_touched(at) is None
    assert people_touched(at._replace(hash="?")) is None


def test_a_sheet_renewed_is_that_of_a_fresh_reading(court, people):
    sheet = sheet_of(court)
    at = state_now()
    trained(court, people["单雄信"], 80, date(2023, 2, 1))
    with court.step("调走"):
        Person.update(status="moved", status_since=date(2022, 1, 1)).where(Person.id == people["王祯"]).execute()
        Person.update(name="李靖", pinyin="zz").where(Person.id == people["李静"]).execute()
    new = someone(court, "阿古拉")
    keys = people_touched(at)
    assert keys == {people["单雄信"], people["王祯"], people["李静"], new}
    renewed, fresh = sheet.renewed(keys, read_sheet(court, YEAR, sheet.today, keys)), sheet_of(court)
    assert renewed.members == fresh.members
    for key in fresh.numbers:
        assert list(renewed.numbers[key]) == list(fresh.numbers[key])


def test_an_empty_court_has_no_lines(court):
    assert told(sheet_of(court)) == {"year": YEAR, "people": []}


def test_a_course_of_the_party_counts_as_such_before_and_after_it_is_closed(court, people):
    """The class alone says it: the course is of no series."""
    person = people["王祯"]
    with court.step("入党"):
        Person.update(political="01").where(Person.id == person).execute()
    course = course_of(court, hours=100, training_class="political", ends=date(2023, 3, 3))
    enrol(court, course, [person])
    complete(court, course)
    assert row(court, person)["party_short"] == 320
    close_course(court, course)
    posted = TrainingRecord.get(TrainingRecord.source == course.id)
    assert posted.training_class == "political"
    assert row(court, person)["party_short"] == 220
    reopen_course(court, course, "类别填错")
    save_course(court, {"title": course.title, "starts": course.starts, "training_class": "professional"}, course.id)
    close_course(court, course)
    assert TrainingRecord.get(TrainingRecord.source == course.id).training_class == "professional"
