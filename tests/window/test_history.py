"""The journal on the screen says whose record was changed, and keeps to itself what is kept elsewhere."""

from datetime import date

import pytest

from cadre_desktop.contests.records import Contest, Criterion, Entrant, Event, Judge, Mark, ScoreSheet, Track
from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.actions import invite, record_attendance, save_event
from cadre_desktop.welfare.records import Participant
from cadre_desktop.welfare.rules import Attendance
from cadre_desktop.window.history import HistoryDialog


@pytest.fixture
def told(court, qtbot):
    """What the lower table says about the step whose label begins so: its lines, cells joined by bars."""

    def read(label):
        dialog = HistoryDialog(court, InlineJobs(), None)
        qtbot.addWidget(dialog)
        row = next(row for row in range(dialog.steps.rowCount()) if dialog.steps.item(row, 2).text().startswith(label))
        dialog.steps.selectRow(row)
        table = dialog.changes
        return [
            "|".join(table.item(line, column).text() for column in range(table.columnCount()))
            for line in range(table.rowCount())
        ]

    return read


@pytest.fixture
def person(court):
    with court.step("录入人员"):
        return Person.add(name="王祯", court=Court.get()).id


@pytest.fixture
def marked(court):
    """A mark, and its sheet, of one entrant by one judge; answers event and mark."""
    with court.step("竞赛"):
        contest = Contest.add(name="技能竞赛", year=2023)
        track = Track.add(contest=contest, name="刑事审判", category="judge")
        event = Event.add(contest=contest, name="文书评查", weight=100_000)
        criterion = Criterion.add(contest=contest, event=event, name="归纳争点", points=10_000)
        judge = Judge.add(contest=contest, name="李静", unit="高院")
        entrant = Entrant.add(contest=contest, track=track, name="王祯", unit="包头中院", code="A07")
    with court.step("录入成绩"):
        mark = Mark.add(event=event, entrant=entrant, criterion=criterion, judge=judge, value=8_000)
        ScoreSheet.add(event=event, entrant=entrant, judge=judge)
    return event, mark


def test_whose_mark_was_changed(court, marked, told):
    _event, mark = marked
    with court.step("更正成绩"):
        mark.value = 9_000
        mark.save()
    assert told("录入成绩") == [
        "评分　文书评查 · 王祯 · 归纳争点 · 李静|新增||",
        "评分表　王祯 · 文书评查 · 李静|新增||",
    ]
    assert told("更正成绩") == ["评分　文书评查 · 王祯 · 归纳争点 · 李静|分值|8|9"]


def test_entrants_of_an_anonymous_event_go_by_their_codes(court, marked, told):
    event, _mark = marked
    with court.step("改为匿名"):
        event.anonymous = True
        event.save()
    lines = told("录入成绩")
    assert lines[0] == "评分　文书评查 · A07 · 归纳争点 · 李静|新增||"
    assert not any("王祯" in line for line in lines)


def test_a_row_that_is_gone_keeps_its_name(court, marked, told):
    _event, mark = marked
    with court.step("删除评分"):
        mark.delete_instance()
        ScoreSheet.get().delete_instance()
        Entrant.get().delete_instance()
    assert told("删除评分")[0] == "评分　文书评查 · 王祯 · 归纳争点 · 李静|删除||"


def test_whose_training_was_posted_and_that_the_course_is_closed(court, person, told):
    course = save_course(court, {"title": "“双创”培训班", "starts": date(2023, 3, 1), "hours": 80})
    enrol(court, course, [person])
    record_results(court, [Enrolment.get().id], status=EnrolmentStatus.COMPLETED)
    assert told("登记")[0].startswith("参训　王祯 · “双创”培训班|参训情况|")
    close_course(court, course)
    lines = told("“‘双创’培训班”结班")
    assert "培训记录　“双创”培训班 · 王祯|新增||" in lines
    assert any(line.startswith("班次　“双创”培训班|状态|") for line in lines)


@pytest.mark.parametrize(("kind", "name"), [("visit", "王祯"), ("physical_exam", "＊＊＊")])
def test_who_took_part_in_something_confidential_is_masked(court, person, told, kind, name):
    event = save_event(court, {"title": "年度活动", "kind": kind, "starts": date(2023, 6, 1)})
    invite(court, event, [person])
    record_attendance(court, [Participant.get().id], Attendance.ATTENDED)
    assert told("1 人列入") == [f"参加人员　{name} · 年度活动|新增||"]
    assert told("1 人记为")[0].startswith(f"参加人员　{name} · 年度活动|参加情况|")


def test_it_is_closed_by_a_button(court, qtbot):
    dialog = HistoryDialog(court, InlineJobs(), None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.close_button.click()
    assert dialog.isHidden()
