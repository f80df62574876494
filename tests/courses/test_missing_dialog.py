"""The numbers of those missing, typed as they are read off the signed sheet of a session."""

import pytest
from PySide6.QtWidgets import QDialog

from cadre_desktop.courses.actions import close_course, enrol, record_results
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.courses.tab import CoursesTab
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.people.name_list.attending import plan_sessions, record_presence
from cadre_desktop.people.name_list.presence_sheet import read_sheet
from cadre_desktop.people.name_list.records import Presence
from cadre_desktop.people.name_list.roll_call import call_roll
from cadre_desktop.people.name_list.rules import Half, LeaveKind, PresenceMark, PresenceState

ABSENT, SICK = PresenceMark(PresenceState.ABSENT), PresenceMark(PresenceState.LEAVE, LeaveKind.SICK)


@pytest.fixture
def sessions(court, course, people):
    enrol(court, course, people.values())
    return plan_sessions(court, ENROLMENTS, course, (Half.MORNING, Half.AFTERNOON))


@pytest.fixture
def page(qtbot, desk, court, course, sessions):
    tab = CoursesTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1334, 620)
    tab.show()
    tab._open_course(course.id)
    tab.page.attendance.trigger()
    return tab.presence_page


def column(page):
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def keyed(page, monkeypatch, numbers, kind="4", others=True):
    """What the dialog says, after it was filled in and confirmed."""
    told = []

    def fill(dialog):
        dialog.numbers.setText(numbers)
        dialog.kind.set_value(kind)
        dialog.others.setChecked(others)
        dialog._follow()
        told.append(dialog.told.text())
        dialog.answer()
        told.append(dialog.problem.text())
        return 1

    monkeypatch.setattr(QDialog, "exec", fill)
    page.missing.trigger()
    return told


def test_who_is_named_is_missing_and_the_others_were_there(page, desk, monkeypatch):
    told = keyed(page, monkeypatch, "2、4-5")
    names = [line.name for line in page.model.sheet.lines]
    assert told == [f"2 {names[1]}、4 {names[3]}、5 {names[4]}，共 3 人。其余 2 人记为出勤。", ""]
    assert column(page) == ["✓", "×", "✓", "×", "×"]
    assert Presence.select().count() == 5
    assert "5 人" in desk.notices.texts[-1]


def test_a_number_the_sheet_has_not_records_nothing(page, monkeypatch):
    told = keyed(page, monkeypatch, "2、6")
    assert told == ["签到表上只有 1 到 5 号，没有 6 号；没有登记任何人。"] * 2
    assert Presence.select().count() == 0


def test_one_step_is_taken_back_at_once(page, court, monkeypatch):
    keyed(page, monkeypatch, "1")
    court.undo()
    assert Presence.select().count() == 0


def test_without_the_others_only_those_named_are_recorded(page, monkeypatch):
    keyed(page, monkeypatch, "3", kind="s", others=False)
    assert column(page) == ["", "", "事", "", ""]


def test_nothing_to_record_is_told(page, monkeypatch):
    assert "没有要登记的人" in keyed(page, monkeypatch, "", others=False)[1]


def test_leave_that_is_known_stays_leave(court, course, sessions):
    sheet = read_sheet(ENROLMENTS, course)
    first, second = sheet.lines[0].entry, sheet.lines[1].entry
    record_presence(court, ENROLMENTS, course, {(sessions[0], first): SICK})
    sheet = read_sheet(ENROLMENTS, course)
    called = call_roll(sheet, sheet.sessions[0], "1-2", ABSENT, others_present=False)
    assert called.cells == {(sessions[0], second): ABSENT}
    assert [line.entry for line in called.excused] == [first]
    late = call_roll(sheet, sheet.sessions[0], "1", PresenceMark(PresenceState.LATE), others_present=False)
    assert late.cells == {(sessions[0], first): PresenceMark(PresenceState.LATE)}


def test_numbers_follow_the_sheet_of_the_session(court, course, sessions):
    """Of those put into a make-up session only these are numbered."""
    sheet = read_sheet(ENROLMENTS, course)
    assert [line.entry for line in sheet.roll(sheet.sessions[0])] == [line.entry for line in sheet.lines]
    with pytest.raises(Unclear, match="只有 1 到 5 号"):
        call_roll(sheet, sheet.sessions[0], "9", ABSENT, others_present=True)


def test_a_closed_course_takes_no_numbers(page, court, course, sessions):
    present = {
        (session, line.entry): PresenceMark(PresenceState.PRESENT)
        for session in sessions
        for line in page.model.sheet.lines
    }
    record_presence(court, ENROLMENTS, course, present)
    record_results(court, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    close_course(court, course)
    page.refresh()
    assert not page.missing.isEnabled()
