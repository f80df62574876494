"""Who waits, or has left his place to others, gets none by what is recorded of him unless that is meant."""

import pytest

from cadre_desktop.courses.actions import enrol, record_results, save_course
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.courses.screens.course_page import CoursePage
from cadre_desktop.people.name_list.taking_places import TakesPlaces


@pytest.fixture
def small(court, course):
    """The course with two places and five people: three of them wait."""
    return save_course(court, {"places": 2}, course.id)


@pytest.fixture
def rows(court, small, people):
    enrol(court, small, people.values(), waits=True)
    return {row.person.name: row.id for row in Enrolment.select()}


def status(key):
    return Enrolment.by_key(key).status


@pytest.mark.parametrize("to", [EnrolmentStatus.COMPLETED, EnrolmentStatus.ENROLLED])
def test_who_waits_gets_a_place_only_if_that_is_meant(court, rows, to):
    both = [rows["王祯"], rows["单雄信"]]
    with pytest.raises(TakesPlaces, match=r"单雄信还在.*候补里，没有名额"):
        record_results(court, both, status=to)
    assert [status(key) for key in both] == ["enrolled", "waiting"]
    record_results(court, both, status=to, takes_places=True)
    assert [status(key) for key in both] == [to, to]


@pytest.mark.parametrize("to", [EnrolmentStatus.ABSENT, EnrolmentStatus.WITHDRAWN])
def test_who_gives_up_waiting_is_asked_nothing(court, rows, to):
    record_results(court, [rows["单雄信"]], status=to)
    assert status(rows["单雄信"]) == to


def test_who_comes_back_is_asked_about_only_where_his_place_is_taken(court, small, rows):
    gone = rows["王祯"]
    record_results(court, [gone], status=EnrolmentStatus.ABSENT)
    record_results(court, [gone], status=EnrolmentStatus.ENROLLED)
    record_results(court, [gone], status=EnrolmentStatus.ABSENT)
    record_results(court, [rows["单雄信"]], status=EnrolmentStatus.ENROLLED, takes_places=True)
    with pytest.raises(TakesPlaces, match="2 个名额已有 2 人，王祯原先没有占名额"):
        record_results(court, [gone], status=EnrolmentStatus.COMPLETED)
    record_results(court, [gone], status=EnrolmentStatus.COMPLETED, takes_places=True)
    assert status(gone) == "completed"


def test_a_mark_or_leave_of_somebody_waiting_gives_him_no_place(court, rows):
    record_results(court, [rows["单雄信"]], result="优秀")
    assert status(rows["单雄信"]) == "waiting"


def test_on_the_screen_it_is_asked_and_what_is_not_meant_is_not_written(qtbot, desk, court, small, rows):
    page = CoursePage(desk)
    qtbot.addWidget(page)
    page.open(small.id)
    page.people.table.select_key(rows["单雄信"])
    desk.notices.answer(False)
    page.people.complete.click()
    assert desk.notices.texts[-1].endswith("没有名额。仍记为“结业”吗？")
    assert status(rows["单雄信"]) == "waiting"
    desk.notices.answer(True)
    page.people.complete.click()
    assert status(rows["单雄信"]) == "completed"
