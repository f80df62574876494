from datetime import date

import pytest

from cadre_desktop.courses.actions import close_course, enrol, record_results, reopen_course, save_course
from cadre_desktop.courses.figures import YearPart, under_way, year_totals, years
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.people.records import Court, Person


def hold(store, title, day, people, series="professional", hours=80, absent=()):
    course = save_course(store, {"title": title, "series": series, "starts": day, "hours": hours})
    enrol(store, course, people)
    for row in list(Enrolment.select().where(Enrolment.course == course)):
        status = EnrolmentStatus.ABSENT if row.person.id in absent else EnrolmentStatus.COMPLETED
        record_results(store, [row.id], status=status)
    close_course(store, course)
    return course


@pytest.fixture
def year(court, people):
    """Three closed courses of 2023, one still open, one of 2022."""
    wang, li, ouyang, batu, shan = people.values()
    hold(court, "执行班", date(2023, 3, 1), [wang, li, batu])
    hold(court, "政治轮训", date(2023, 3, 31), [wang, shan], series="political", hours=45, absent=[shan])
    hold(court, "讲座", date(2023, 1, 9), [ouyang], series="")
    hold(court, "去年班", date(2022, 12, 31), [li])
    still_open = save_course(court, {"title": "在办", "starts": date(2023, 5, 1), "hours": 80})
    enrol(court, still_open, [wang])
    record_results(court, [Enrolment.get(Enrolment.course == still_open).id], status=EnrolmentStatus.COMPLETED)
    return court


def key(short):
    return Court.get(Court.short_name == short).id


def test_person_times_are_not_persons(year):
    totals = year_totals(2023)
    assert (totals.courses, totals.person_times, totals.persons, totals.hours) == (3, 5, 4, 80 * 4 + 45)
    assert totals.series == 2
    assert year_totals(2021).person_times == 0


def test_every_total_opens_exactly_its_rows(year):
    totals = year_totals(2023)
    assert totals.part.courses().count() == totals.courses
    assert totals.part.enrolments().count() == totals.person_times
    assert totals.part.people().count() == totals.persons
    titles = {Course.by_key(row).title for row in totals.part.courses().page(0, 10)}
    assert titles == {"执行班", "政治轮训", "讲座"}
    names = {Person.by_key(row).name for row in totals.part.people().page(0, 10)}
    assert names == {"王祯", "李静", "欧阳文博", "阿拉坦·巴特尔"}


@pytest.mark.parametrize("by", ["by_series", "by_month", "by_court"])
def test_the_parts_make_the_whole_and_open_their_rows(year, by):
    totals = year_totals(2023)
    parts = getattr(totals, by)
    assert sum(count.courses for count in parts.values()) == totals.courses
    assert sum(count.person_times for count in parts.values()) == totals.person_times
    assert sum(count.hours for count in parts.values()) == totals.hours
    for part, count in parts.items():
        assert (part.courses().count(), part.enrolments().count()) == (count.courses, count.person_times), part


def test_person_times_belong_to_the_court_of_that_time(year, people):
    with year.step("调动"):
        Person.update(court=key("昆区法院")).where(Person.name == "王祯").execute()
    by_court = year_totals(2023).by_court
    assert by_court[YearPart(2023, court=key("包头中院"))].person_times == 4
    assert by_court[YearPart(2023, court=key("青山法院"))].person_times == 1
    assert len(by_court) == 11


def test_reopening_takes_the_course_out_of_the_figures(year):
    course = Course.get(Course.title == "执行班")
    reopen_course(year, course, "更正")
    totals = year_totals(2023)
    assert (totals.courses, totals.person_times, totals.persons) == (2, 2, 2)


def test_words_name_what_is_counted(year):
    part = YearPart(2023, series="political", month=3, court=key("青山法院"))
    assert part.people().conditions[0].words == "2023 年 3 月 凝心铸魂 青山法院参训结业的人"
    assert YearPart(2023, series="", court=0).words == "2023 年 其他 未填法院"


def test_years_and_what_is_under_way(year):
    assert years() == [2023, 2022]
    assert under_way(2023) == {"closed": 3, "planned": 1}
