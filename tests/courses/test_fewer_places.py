"""A list that gets fewer places than people: it is said who would wait, and nobody is moved unless that is meant."""

from datetime import date

import pytest

from cadre_desktop.courses.actions import enrol, record_results, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.courses.screens.course_page import CoursePage
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.actions import room_of, waiting_on
from cadre_desktop.people.name_list.fewer_places import FewerPlaces, let_wait
from cadre_desktop.people.name_list.quotas import set_quotas
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.actions import invite, save_event
from cadre_desktop.welfare.records import Participant

IN_ORDER = ("单雄信", "王祯", "李静", "欧阳文博", "阿拉坦·巴特尔")


@pytest.fixture
def full(court, course, people):
    """The course with five people and five places."""
    save_course(court, {"places": 5}, course.id)
    enrol(court, course, [people[name] for name in IN_ORDER])
    return Course.by_key(course.id)


def states():
    return {row.person.name: row.status for row in Enrolment.select()}


def key_of(name):
    return next(row.id for row in Enrolment.select() if row.person.name == name)


def test_who_would_wait_is_said_in_order_and_nothing_is_written(court, full):
    with pytest.raises(FewerPlaces) as refused:
        save_course(court, {"places": 3, "place": "二楼"}, full.id)
    assert str(refused.value) == (
        f"“{full.title}”的名额改为 3 个，占名额的已有 5 人，最后列入的 2 人要转为候补：欧阳文博、阿拉坦·巴特尔。"
    )
    assert set(states().values()) == {"enrolled"}
    assert (Course.by_key(full.id).places, Course.by_key(full.id).place) == (5, full.place)


def test_people_of_one_name_are_told_apart(court, full, people):
    with court.step("改名"):
        for name in ("欧阳文博", "阿拉坦·巴特尔"):
            Person.update(name="王伟").where(Person.id == people[name]).execute()
    with pytest.raises(FewerPlaces, match="候补：李静、王伟（包头中院）、王伟（青山法院）。"):
        save_course(court, {"places": 2}, full.id)


def test_where_it_is_meant_they_wait_in_their_order_in_the_same_step(court, full):
    save_course(court, {"places": 3}, full.id, moves=True)
    names = {row.id: row.person.name for row in Enrolment.select()}
    assert [names[key] for key in waiting_on(ENROLMENTS, full)] == ["欧阳文博", "阿拉坦·巴特尔"]
    assert court.undo().label == f"“{full.title}”的名额改为 3 个"
    assert Course.by_key(full.id).places == 5 and set(states().values()) == {"enrolled"}


def test_who_waits_already_waits_behind_them(court, full):
    save_course(court, {"places": 4}, full.id, moves=True)
    save_course(court, {"places": 2}, full.id, moves=True)
    names = {row.id: row.person.name for row in Enrolment.select()}
    assert [names[key] for key in waiting_on(ENROLMENTS, full)] == ["李静", "欧阳文博", "阿拉坦·巴特尔"]


@pytest.mark.parametrize("places", [5, 6, None])
def test_where_everybody_has_a_place_nothing_is_asked(court, full, places):
    assert save_course(court, {"places": places}, full.id).places == places


def test_what_else_is_changed_is_saved_without_asking(court, full):
    record_results(court, [key_of("王祯")], status=EnrolmentStatus.ABSENT)
    save_course(court, {"places": 4}, full.id)
    record_results(court, [key_of("王祯")], status=EnrolmentStatus.ENROLLED, takes_places=True)
    assert save_course(court, {"place": "二楼"}, full.id).place == "二楼", "it has been too full before"


def test_who_has_taken_part_keeps_his_place(court, full):
    done = [key_of("阿拉坦·巴特尔"), key_of("欧阳文博")]
    record_results(court, done, status=EnrolmentStatus.COMPLETED)
    with pytest.raises(FewerPlaces, match="3 人要转为候补：单雄信、王祯、李静"):
        save_course(court, {"places": 2}, full.id)
    with pytest.raises(Refused, match="已有 2 人有了结果") as refused:
        save_course(court, {"places": 1}, full.id)
    assert refused.value.problems[0].field == "places"


def test_what_is_wrong_elsewhere_is_said_before_anything_is_asked(court, full):
    with pytest.raises(Refused, match="结束日期早于") as refused:
        save_course(court, {"places": 1, "ends": date(2023, 1, 1)}, full.id)
    assert not isinstance(refused.value, FewerPlaces)


def test_the_quotas_of_the_courts_are_no_more_than_the_places(court, full):
    set_quotas(court, ENROLMENTS, full, {Court.get(Court.short_name == "包头中院").id: 4})
    with pytest.raises(Refused, match="各法院名额合计 4 个，多于总名额 3 个"):
        save_course(court, {"places": 3}, full.id, moves=True)


def test_on_the_page_it_is_asked_before_anything_happens(qtbot, desk, court, full):
    page = CoursePage(desk)
    qtbot.addWidget(page)
    page.open(full.id)
    page.form.cells["places"].editor.set_value(3)
    desk.notices.answer(False)
    page.save()
    assert desk.notices.texts[-1].endswith("最后列入的 2 人要转为候补：欧阳文博、阿拉坦·巴特尔。改名额吗？")
    assert Course.by_key(full.id).places == 5 and set(states().values()) == {"enrolled"}
    assert page.form.dirty, "what was typed stays"
    desk.notices.answer(True)
    page.save()
    assert Course.by_key(full.id).places == 3
    assert states() == dict.fromkeys(IN_ORDER[:3], "enrolled") | dict.fromkeys(IN_ORDER[3:], "waiting")
    assert not page.form.dirty


def test_a_list_that_is_too_full_says_so_and_offers_to_let_the_last_wait(qtbot, desk, court, full):
    with court.step("导入"):
        Course.update(places=4).where(Course.id == full.id).execute()
    page = CoursePage(desk)
    qtbot.addWidget(page)
    page.open(full.id)
    assert "名额 4，超出 1 人" in page.people.summary.text()
    assert page.clashes.isVisibleTo(page) and page.clashes.sentences[0].endswith("没有名额：阿拉坦·巴特尔。")
    bar = page.people.enrol_bar
    bar._follow()
    assert bar.wait.isEnabled()
    desk.notices.answer(False)
    bar.wait.trigger()
    assert desk.notices.texts[-1].endswith("最后列入的 1 人没有名额：阿拉坦·巴特尔。让他们按次序候补吗？")
    assert set(states().values()) == {"enrolled"}
    desk.notices.answer(True)
    bar.wait.trigger()
    assert states()["阿拉坦·巴特尔"] == "waiting" and "超出" not in page.people.summary.text()
    assert not page.clashes.isVisibleTo(page)
    bar._follow()
    assert not bar.wait.isEnabled()
    with pytest.raises(Refused, match="没有超出名额的人"):
        let_wait(court, ENROLMENTS, full)


def test_a_masked_list_names_nobody(court, people):
    talk = save_event(court, {"title": "心理辅导", "kind": "counselling", "starts": date(2023, 7, 1), "places": 3})
    invite(court, talk, [people[name] for name in IN_ORDER[:3]])
    with pytest.raises(FewerPlaces) as refused:
        save_event(court, {"places": 1}, talk.id)
    assert str(refused.value) == "“心理辅导”的名额改为 1 个，占名额的已有 3 人，最后列入的 2 人要转为候补。"
    save_event(court, {"places": 1}, talk.id, moves=True)
    assert [row.attendance for row in Participant.select().order_by(Participant.id)] == ["invited", *["waiting"] * 2]


def test_room_is_told_over_and_free(court, full):
    assert (room_of(ENROLMENTS, full).over, room_of(ENROLMENTS, full).free) == (0, 0)
    full.places = 3
    assert (room_of(ENROLMENTS, full).over, room_of(ENROLMENTS, full).free) == (2, 0)
