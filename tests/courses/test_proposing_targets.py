"""What lacks is measured by each person's own target; proposals keep the places of departments."""

from datetime import date

import pytest

from cadre_desktop.courses.actions import enrol, save_course
from cadre_desktop.courses.hours.reading import hours_of
from cadre_desktop.courses.hours.rule_settings import regulation, set_texts
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.proposing.missing import lacking
from cadre_desktop.courses.proposing.proposal import Wanted, propose, usual_count
from cadre_desktop.courses.proposing.spreading import Spread
from cadre_desktop.courses.proposing.targets import Target
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import CourseForm
from cadre_desktop.people.name_list.quotas import set_quotas
from cadre_desktop.people.records import Court, Department, Person, TrainingRecord
from cadre_desktop.people.registers.posts_held import PostHeld


def proposal(store, course, count=5, target=None, over=Spread.NONE):
    return propose(store, Course.by_key(course.id), Wanted(target or Target(), count, over))


def proposed(store, course, **options):
    return {each.who.name: each.words for each in proposal(store, course, **options).proposed}


def add(store, record, **values):
    with store.step("录入"):
        return record.add(**values)


def trained(store, person, starts, hours=0, **values):
    return add(
        store, TrainingRecord, person=person, title="培训", year=starts.year, starts=starts, hours=hours, **values
    )


@pytest.mark.parametrize("others", [0, 30], ids=["many of five years", "few of five years"])
def test_whoever_is_measured_over_five_years_lacks_of_that_target(court, course, people, others):
    with court.step("更多"):
        Person.add_many([{"name": f"干警{number}", "court": Court.get()} for number in range(others)])
    leader = people["王祯"]
    add(court, PostHeld, person=leader, post_level="131", starts=date(2010, 1, 1))
    add(court, PostHeld, person=people["李静"], post_level="131", starts=date(2010, 1, 1))
    for year in range(2019, 2023):
        trained(court, leader, date(year, 5, 5), 1000)
    trained(court, people["欧阳文博"], date(2023, 1, 5), 450)
    found = {each.who.key: each for each in proposal(court, course, count=50).proposed}
    assert "还缺 150 学时（2019–2023 五年任务 550 学时）" in found[leader].words
    assert "还缺 550 学时（2019–2023 五年任务 550 学时）" in found[people["李静"]].words
    assert "还缺 45 学时（2023 年任务 90 学时）" in found[people["欧阳文博"]].words
    ranks = [found[people[name]].rank for name in ("李静", "欧阳文博", "王祯")]
    assert ranks == sorted(ranks)
    hours = hours_of(2023, regulation(court), court.clock.today())
    lacks = lacking(court, 2023)
    assert {key: lacks[key][0] for key in lacks} == dict(
        zip(hours.people.tolist(), hours.lacking("onsite").tolist(), strict=True)
    )


def test_for_a_course_online_the_hours_online_count(court, people):
    set_texts(court, {"online_hours": "30"})
    online = save_course(court, {"title": "网络班", "form": CourseForm.ONLINE, "starts": date(2023, 3, 2)})
    trained(court, people["王祯"], date(2023, 1, 5), 200, online=True)
    assert "还缺网络 10 学时（2023 年任务 30 学时）" in proposed(court, online)["王祯"]


def test_quotas_of_departments_are_kept_and_the_others_share_what_is_left(court, course, people):
    home = Court.get(Court.short_name == "包头中院").id
    criminal = Department.get(Department.name == "刑事审判第一庭").id
    set_quotas(court, ENROLMENTS, course, {home: 2}, {criminal: 1})
    assert set(proposed(court, course)) == {"王祯", "欧阳文博"}
    set_quotas(court, ENROLMENTS, course, {home: None}, {criminal: 1})
    assert set(proposed(court, course)) == {"王祯"} and usual_count(course) == 1
    set_quotas(court, ENROLMENTS, course, {home: 5}, {criminal: 2})
    enrol(court, course, [people["王祯"]])
    assert set(proposed(court, course, over=Spread.COURT)) == {"李静", "欧阳文博"}
