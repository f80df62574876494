"""Who is in two courses at the same time: by days, half days and times; on the page of a course and when choosing."""

from datetime import date

import pytest
from writing_jobs import in_a_writing_job

from cadre_desktop.courses.actions import cancel_course, enrol, record_results, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.courses.screens.clash_line import ClashDialog
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.courses.timetable.course_times import (
    courses_that_share,
    elsewhere_words,
    in_two_courses,
    times_between,
)
from cadre_desktop.people.name_list.attending import save_session

SECOND = date(2023, 3, 2)


@pytest.fixture
def other(court, people):
    """A course on the second day of the first one and the day after, with 李静 and 王祯 in it."""
    other = save_course(court, {"title": "书记员培训班", "starts": SECOND, "ends": date(2023, 3, 3), "hours": 80})
    enrol(court, other, [people["王祯"], people["李静"]])
    return other


def names(found):
    return [each.name for each in found]


def session(court, course, **values):
    return save_session(court, ENROLMENTS, course, {"day": SECOND, **values})


def test_people_in_two_courses_on_one_day(court, course, other, people):
    enrol(court, course, people.values())
    found = in_two_courses(course)
    assert [each.words for each in found] == ["李静（“书记员培训班”3月2日）", "王祯（“书记员培训班”3月2日）"]
    assert names(in_two_courses(other)) == ["李静", "王祯"]
    assert elsewhere_words(course, [people["王祯"]]) == "王祯（“书记员培训班”3月2日）同时在别的班次"
    assert elsewhere_words(course, [people["单雄信"]]) == "" == elsewhere_words(course, [])


@pytest.mark.parametrize(
    ("one", "two", "clash"),
    [
        ({"half": "morning"}, {"half": "afternoon"}, False),
        ({"half": "morning"}, {"begins": "9:00", "ends": "10:00"}, True),
        ({"begins": "9:00", "ends": "10:00"}, {"begins": "10:00", "ends": "11:00"}, False),
        ({"half": "evening"}, {}, True),
    ],
)
def test_sessions_tell_more_than_days(court, course, other, people, one, two, clash):
    session(court, course, **one)
    session(court, other, **two)
    enrol(court, course, people.values())
    assert bool(in_two_courses(course)) is clash


def test_a_session_for_making_up_is_for_few(court, course, other, people):
    enrol(court, course, people.values())
    session(court, course, day=date(2023, 3, 1))
    session(court, course, make_up=True)
    assert in_two_courses(course) == []


@pytest.mark.parametrize("status", [EnrolmentStatus.WITHDRAWN, EnrolmentStatus.ABSENT])
def test_who_is_not_there_is_in_one_only(court, course, other, people, status):
    enrol(court, course, people.values())
    key = Enrolment.get(Enrolment.course == other, Enrolment.person == people["王祯"]).id
    record_results(court, [key], status=status)
    assert names(in_two_courses(course)) == ["李静"]


def test_who_waits_is_not_there_yet(court, course, people):
    full = save_course(court, {"title": "小班", "starts": SECOND, "places": 1})
    enrol(court, full, [people["王祯"], people["李静"]], waits=True)
    enrol(court, course, people.values())
    assert names(in_two_courses(course)) == ["王祯"]


def test_a_course_that_was_called_off_and_one_online_take_no_time(court, course, people):
    online = save_course(court, {"title": "网络班", "form": "online", "starts": SECOND})
    off = save_course(court, {"title": "取消的班", "starts": SECOND})
    for each in (online, off, course):
        enrol(court, each, people.values())
    cancel_course(court, off, "疫情")
    assert in_two_courses(course) == [] == in_two_courses(online) == in_two_courses(off)
    session(court, online, begins="19:00")
    assert len(in_two_courses(course)) == len(people)  # a lesson on the net at a time takes that time


def test_pairs_of_courses_with_people_in_common(court, course, other, people):
    enrol(court, course, people.values())
    third = save_course(court, {"title": "第三班", "starts": date(2023, 3, 3)})
    enrol(court, third, [people["李静"]])
    found = courses_that_share(times_between(date(2023, 3, 1), date(2023, 3, 31)))
    assert [(each.one.title, each.other.title, each.day.day, each.names) for each in found] == [
        (course.title, "书记员培训班", 2, ("李静", "王祯")),
        ("书记员培训班", "第三班", 3, ("李静",)),
    ]
    assert found[1].words == "李静：同时在“书记员培训班”和“第三班”（3月3日）"
    assert courses_that_share([]) == []


@pytest.fixture
def tab(qtbot, desk, court, course, other, people):
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1334, 620)
    tab.show()
    tab._open_course(course.id)
    return tab


def test_the_page_of_a_course_tells_when_a_clash_arises(tab, court, course, other, people, monkeypatch):
    line = tab.page.clashes
    assert not line.isVisible()
    tab.page.people.enrol_bar._enlist_one(people["王祯"])
    assert line.isVisible() and "王祯（“书记员培训班”3月2日）同时在别的班次" in line.words.toolTip() + line.words.text()
    shown = []
    monkeypatch.setattr(ClashDialog, "exec", lambda self: shown.append(self.list.item(0).text()))
    line.show_all.click()
    assert shown == ["王祯（“书记员培训班”3月2日）"]
    tab._open_course(other.id)
    assert line.isVisible()
    with in_a_writing_job():
        third = save_course(court, {"title": "别的月份", "starts": date(2023, 9, 1)})
    tab._open_course(third.id)
    assert not line.isVisible()


def test_the_page_tells_of_sessions_that_a_change_of_dates_has_left_outside(tab, court, course):
    with in_a_writing_job():
        session(court, course, half="morning", title="财产查控")
        session(court, course, day=date(2023, 3, 20), make_up=True)
    assert not tab.page.clashes.isVisible()
    with in_a_writing_job():
        save_course(court, {"ends": date(2023, 3, 1)}, course.id)
    line = tab.page.clashes
    assert line.isVisible() and line.sentences == ["不在班次的日期内：3月2日 上午 财产查控"]
    assert line.words.toolTip() + line.words.text() == "1 次课不在班次的日期内"


def test_the_chooser_tells_who_would_be_in_two(tab, people):
    tab.page.people.enrol_bar.by_filter.trigger()
    page = tab.enrol_page
    assert not page.warning.isVisible()
    page.chooser.take_all.click()
    assert "王祯（“书记员培训班”3月2日）" in page.warning.text() and page.warning.isVisible()
    page.carry_out()  # nothing keeps anybody from it
    assert Enrolment.select().where(Enrolment.person == people["王祯"]).count() == 2
