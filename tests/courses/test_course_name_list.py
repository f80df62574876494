"""People on the list of an event, whichever slice keeps it: places, waiting, moving up, quotas."""

import pytest

from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course, withdraw_enrolment
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.actions import (
    NoRoom,
    enlist,
    move_up,
    next_names,
    room_of,
    waiting_on,
)
from cadre_desktop.people.name_list.quotas import quota_lines, set_quotas
from cadre_desktop.people.name_list.records import CourtQuota
from cadre_desktop.people.records import Court


@pytest.fixture
def small(court, course):
    """The course with two places."""
    return save_course(court, {"places": 2}, course.id)


def names(status):
    return [row.person.name for row in Enrolment.select().where(Enrolment.status == status).order_by(Enrolment.id)]


def test_whom_there_is_no_place_for_is_never_put_on_the_list_silently(court, small, people):
    with pytest.raises(NoRoom, match="只有 2 个名额，已有 0 人，不能再加 5 人") as refused:
        enrol(court, small, people.values())
    assert (refused.value.now, refused.value.later) == (2, 3)
    assert Enrolment.select().count() == 0
    done = enrol(court, small, people.values(), waits=True)
    assert (len(done.new), len(done.waiting)) == (2, 3)
    assert names("enrolled") == ["王祯", "李静"]
    assert names("waiting") == ["欧阳文博", "阿拉坦·巴特尔", "单雄信"]
    court.undo()
    assert Enrolment.select().count() == 0


def test_nobody_passes_those_who_wait(court, small, people):
    enrol(court, small, list(people.values())[:3], waits=True)
    withdraw_enrolment(court, [Enrolment.get(Enrolment.person == people["王祯"]).id])
    with pytest.raises(NoRoom, match="还有 1 人在候补"):
        enrol(court, small, [people["单雄信"]])
    enrol(court, small, [people["单雄信"]], waits=True)
    assert names("waiting") == ["欧阳文博", "单雄信"]
    assert next_names(ENROLMENTS, small) == ["欧阳文博"]
    assert move_up(court, ENROLMENTS, small) == 1
    assert (names("enrolled"), names("waiting")) == (["李静", "欧阳文博"], ["单雄信"])


@pytest.mark.parametrize("status", [EnrolmentStatus.WITHDRAWN, EnrolmentStatus.ABSENT])
def test_who_stays_away_leaves_the_place_to_others(court, small, people, status):
    enrol(court, small, people.values(), waits=True)
    assert room_of(ENROLMENTS, small).free == 0
    record_results(court, [Enrolment.get(Enrolment.person == people["王祯"]).id], status=status)
    room = room_of(ENROLMENTS, small)
    assert (room.free, room.waiting, room.next_up) == (1, 3, 1)


def test_moving_up_is_refused_without_places_and_without_anybody_waiting(court, small, people):
    with pytest.raises(Refused, match="没有人在候补"):
        move_up(court, ENROLMENTS, small)
    enrol(court, small, people.values(), waits=True)
    with pytest.raises(Refused, match="已满"):
        move_up(court, ENROLMENTS, small)
    save_course(court, {"places": None}, small.id)
    assert move_up(court, ENROLMENTS, small, 1) == 1
    assert move_up(court, ENROLMENTS, small) == 2
    assert waiting_on(ENROLMENTS, small) == []


def test_who_still_waits_when_a_course_is_closed_is_credited_nothing(court, small, people):
    enrol(court, small, people.values(), waits=True)
    rows = [row.id for row in Enrolment.select().where(Enrolment.status == "enrolled")]
    record_results(court, rows, status=EnrolmentStatus.COMPLETED)
    assert close_course(court, small) == 2
    assert {row.hours for row in Enrolment.select().where(Enrolment.status == "waiting")} == {None}


def test_quotas_are_kept_for_each_court_and_told(court, course, people):
    bureau, hill = (Court.get(Court.short_name == name) for name in ("包头中院", "青山法院"))
    assert set_quotas(court, ENROLMENTS, course, {bureau.id: 2, hill.id: 3}) == 2
    assert set_quotas(court, ENROLMENTS, course, {bureau.id: 2, hill.id: 3}) == 0
    enlist(court, ENROLMENTS, course, people.values())
    told = {line.name: line.words for line in quota_lines(ENROLMENTS, course) if line.words}
    assert told == {"包头中院": "超 1 人", "青山法院": "差 1 人"}
    set_quotas(court, ENROLMENTS, course, {bureau.id: None})
    assert [row.court.short_name for row in CourtQuota.select()] == ["青山法院"]
    court.undo()
    assert CourtQuota.select().count() == 2


def test_quotas_beyond_the_places_or_below_nothing_are_refused(court, small):
    one = Court.get(Court.short_name == "包头中院").id
    with pytest.raises(Refused, match="合计 3 个，多于总名额 2 个"):
        set_quotas(court, ENROLMENTS, small, {one: 3})
    with pytest.raises(Refused, match="不能是负数"):
        set_quotas(court, ENROLMENTS, small, {one: -1})
    assert CourtQuota.select().count() == 0


def test_a_course_cannot_have_fewer_than_no_places(court, course):
    with pytest.raises(Refused, match="名额不能是负数"):
        save_course(court, {"places": -1}, course.id)
    assert Course.get().places is None
