"""A list on the screen whose event, or whose people, are gone meanwhile: one sentence, and nothing is written."""

import pytest

from cadre_desktop.courses.actions import enrol, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.actions import enlist, move_up
from cadre_desktop.people.name_list.attending import plan_sessions, record_presence, remove_sessions, save_session
from cadre_desktop.people.name_list.quotas import set_quotas
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.welfare.tab import WelfareTab

ON_A_LIST = {
    "enlist": lambda store, event: enlist(store, ENROLMENTS, event, [1]),
    "move up": lambda store, event: move_up(store, ENROLMENTS, event),
    "quotas": lambda store, event: set_quotas(store, ENROLMENTS, event, {Court.get().id: 1}),
    "sessions": lambda store, event: plan_sessions(store, ENROLMENTS, event, ()),
    "session": lambda store, event: save_session(store, ENROLMENTS, event, {}),
    "no session": lambda store, event: remove_sessions(store, ENROLMENTS, event, [1]),
    "presence": lambda store, event: record_presence(store, ENROLMENTS, event, {}),
}


@pytest.mark.parametrize("doing", ON_A_LIST)
def test_of_an_event_that_is_gone(court, doing):
    course = save_course(court, {"title": "白开的班", "starts": court.clock.today()})
    court.undo()
    steps = court.last_step()
    with pytest.raises(Refused, match="“白开的班”已被删除或撤销"):
        ON_A_LIST[doing](court, course)
    assert (Course.select().count(), court.last_step()) == (0, steps)


def test_of_people_who_are_gone(court, course, people):
    with court.step("删除"):
        Person.delete().where(Person.id == people["王祯"]).execute()
    with pytest.raises(Refused, match="1 人已从花名册删除"):
        enrol(court, course, [people["李静"], people["王祯"]])
    assert Enrolment.select().count() == 0


@pytest.mark.parametrize("front", ["choosing", "presence", "page"])
def test_the_page_in_front_goes_back_to_the_list(qtbot, desk, court, people, front):
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    course = save_course(court, {"title": "白开的班", "starts": court.clock.today(), "places": 3})
    tab._open_course(course.id)
    if front == "choosing":
        tab._choose_people(course, "王祯、李静")
        tab.enrol_page.chooser.paste.read()
    elif front == "presence":
        tab._show_presence(course)
    court.undo()
    assert tab.stack.currentWidget() is tab.views["courses"]
    assert desk.notices.texts == []


@pytest.mark.parametrize("front", ["choosing", "presence", "page"])
def test_so_does_that_of_a_welfare_event(qtbot, desk, court, people, front):
    tab = WelfareTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    event = save_event(court, {"title": "座谈", "kind": "visit", "starts": court.clock.today(), "places": 3})
    tab._open_event(event.id)
    if front == "choosing":
        tab._choose_people(event, "王祯、李静")
        tab.invite_page.chooser.paste.read()
    elif front == "presence":
        tab._show_presence(event)
    court.undo()
    assert tab.stack.currentWidget() is tab.events
