"""Sessions of a course and who was there: recorded, made up, proposed as leave, on paper."""

from dataclasses import replace
from datetime import date

import pytest

from cadre_desktop.courses.actions import (
    close_course,
    enrol,
    leave_by_sessions,
    record_results,
    save_course,
    take_over_leave,
    withdraw_enrolment,
)
from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit import editing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.attending import (
    cancel_make_up,
    make_up,
    plan_sessions,
    record_presence,
    remove_sessions,
    save_session,
    sessions_of,
)
from cadre_desktop.people.name_list.presence_sheet import make_up_targets, read_sheet
from cadre_desktop.people.name_list.prints import print_session_sign_in
from cadre_desktop.people.name_list.records import Presence, Session
from cadre_desktop.people.name_list.rules import Half, LeaveKind, PresenceMark, PresenceState

HERE, LATE, AWAY = (
    PresenceMark(PresenceState.PRESENT),
    PresenceMark(PresenceState.LATE),
    PresenceMark(PresenceState.ABSENT),
)
SICK = PresenceMark(PresenceState.LEAVE, LeaveKind.SICK)


@pytest.fixture
def entries(court, course, people):
    """Everybody enrolled in the course of 14 hours, by name."""
    enrol(court, course, people.values())
    return {row.person.name: row.id for row in Enrolment.select()}


@pytest.fixture
def sessions(court, course, entries):
    """Its four half days."""
    plan_sessions(court, ENROLMENTS, course, (Half.MORNING, Half.AFTERNOON))
    return [row.id for row in sessions_of(course.id)]


@pytest.fixture
def extra(court, course):
    """A session for those who have something to make up."""
    return save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 9), "title": "集中补课", "make_up": True}).id


def test_sessions_are_planned_once_in_the_order_of_the_days(court, course, sessions):
    assert [(row.day.day, row.half) for row in sessions_of(course.id)] == [
        (1, "morning"),
        (1, "afternoon"),
        (2, "morning"),
        (2, "afternoon"),
    ]
    with pytest.raises(Refused, match="已经有了"):
        plan_sessions(court, ENROLMENTS, course, (Half.MORNING,))
    court.undo()
    assert Session.select().count() == 0


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"day": None}, "day"),
        ({"day": date(2023, 4, 1)}, "day"),
        ({"begins": "25:00"}, "begins"),
        ({"begins": "10:00", "ends": "9:00"}, "ends"),
        ({"hours": 3}, "hours"),
    ],
)
def test_a_session_that_cannot_be_is_refused_at_its_field(court, course, values, field):
    with pytest.raises(Refused) as refused:
        save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 1), **values})
    assert [problem.field for problem in refused.value.problems] == [field]
    assert Session.select().count() == 0


def test_a_session_is_changed(court, course, sessions):
    values = {"day": date(2023, 3, 1), "half": "", "begins": "8点半", "ends": "1130", "title": "民法典"}
    row = save_session(court, ENROLMENTS, course, values, sessions[0])
    assert (row.half, row.begins, row.ends) == ("morning", "08:30", "11:30")
    assert Session.by_key(sessions[0]).title == "民法典"


def test_presence_is_recorded_and_taken_back_by_steps(court, course, sessions, entries):
    first, second = sessions[:2]
    wang, li = entries["王祯"], entries["李静"]
    cells = {(first, wang): HERE, (first, li): SICK, (second, wang): AWAY}
    assert record_presence(court, ENROLMENTS, course, cells) == 3
    assert record_presence(court, ENROLMENTS, course, cells) == 0
    assert read_sheet(ENROLMENTS, course).said == cells
    assert record_presence(court, ENROLMENTS, course, {(first, li): LATE, (second, wang): None}) == 2
    assert read_sheet(ENROLMENTS, course).said == {(first, wang): HERE, (first, li): LATE}
    court.undo()
    assert read_sheet(ENROLMENTS, course).said == cells


def test_nobody_outside_the_list_and_no_other_session_is_recorded(court, course, sessions, entries, extra):
    other = save_course(court, {"title": "另一班", "starts": date(2023, 3, 1)})
    (foreign,) = plan_sessions(court, ENROLMENTS, other, ())
    wang = entries["王祯"]
    for cell in ((sessions[0], 17), (foreign, wang), (extra, wang)):
        with pytest.raises(Refused):
            record_presence(court, ENROLMENTS, course, {cell: HERE})
    record_results(court, [wang], status=EnrolmentStatus.WAITING)
    with pytest.raises(Refused, match="不在这一课次的名单上"):
        record_presence(court, ENROLMENTS, course, {(sessions[0], wang): HERE})
    assert Presence.select().count() == 0


def test_a_sheet_counts_rows_and_columns(court, course, sessions, entries):
    wang = entries["王祯"]
    record_presence(
        court,
        ENROLMENTS,
        course,
        {(key, wang): said for key, said in zip(sessions, (HERE, LATE, SICK, AWAY), strict=True)},
    )
    sheet = read_sheet(ENROLMENTS, course)
    line = next(line for line in sheet.lines if line.entry == wang)
    assert dict(sheet.counts_of(line)) == {"present": 1, "late": 1, "leave": 1, "absent": 1}
    assert dict(sheet.counts(sheet.sessions[0])) == {"present": 1, "": 4}
    assert sheet.open_cells == 16
    assert sheet.hours_missed(line) == 70


def test_what_is_made_up_counts_once(court, course, sessions, entries):
    wang = entries["王祯"]
    record_presence(court, ENROLMENTS, course, {(sessions[0], wang): AWAY, (sessions[1], wang): HERE})
    extra = save_session(court, ENROLMENTS, course, {"day": course.starts, "make_up": True}).id
    make_up(court, ENROLMENTS, [(sessions[0], wang)], extra)

    def counts():
        sheet = read_sheet(ENROLMENTS, course)
        return dict(sheet.counts_of(sheet.line_of[wang]))

    assert counts() == {"absent": 1, "present": 1, "": 2}
    record_presence(court, ENROLMENTS, course, {(extra, wang): HERE})
    assert counts() == {"made_up": 1, "present": 1, "": 2}


def test_who_leaves_the_list_takes_his_presence_along(court, course, sessions, entries):
    record_presence(
        court, ENROLMENTS, course, {(sessions[0], entries["王祯"]): HERE, (sessions[0], entries["李静"]): HERE}
    )
    withdraw_enrolment(court, [entries["王祯"]])
    assert [row.entry for row in Presence.select()] == [entries["李静"]]
    court.undo()
    assert Presence.select().count() == 2


def test_leave_is_proposed_and_kept_only_when_confirmed(court, course, sessions, entries):
    wang, li, shan = entries["王祯"], entries["李静"], entries["单雄信"]
    record_presence(
        court, ENROLMENTS, course, {(sessions[0], wang): SICK, (sessions[1], wang): AWAY, (sessions[0], li): AWAY}
    )
    record_results(court, [shan], leave=10)
    assert {row.leave for row in Enrolment.select().where(Enrolment.id == wang)} == {None}
    found = {line.name: (leave, shown) for line, leave, shown in leave_by_sessions(read_sheet(ENROLMENTS, course))}
    assert found == {"王祯": (0, 35), "单雄信": (10, 0)}
    done = take_over_leave(court, {wang: 35})
    assert done.over_limit == (wang,)
    assert Enrolment.by_key(wang).status == EnrolmentStatus.WITHDRAWN
    assert Enrolment.by_key(shan).leave == 10
    court.undo()
    assert Enrolment.by_key(wang).leave is None


def test_what_was_made_up_is_missed_no_more(court, course, sessions, entries, extra):
    wang, cell = entries["王祯"], (sessions[0], entries["王祯"])
    record_presence(court, ENROLMENTS, course, {cell: AWAY})
    sheet = read_sheet(ENROLMENTS, course)
    assert [(line.name, session.key) for line, session in sheet.to_make_up] == [("王祯", sessions[0])]
    assert make_up_targets(ENROLMENTS, course, date(2023, 3, 1))[0][0] == extra
    assert make_up(court, ENROLMENTS, [cell], extra) == 1
    sheet = read_sheet(ENROLMENTS, course)
    assert sheet.to_make_up == []
    line = next(line for line in sheet.lines if line.entry == wang)
    assert sheet.hours_missed(line) == 35
    record_presence(court, ENROLMENTS, course, {(extra, wang): HERE})
    assert read_sheet(ENROLMENTS, course).hours_missed(line) == 0
    record_presence(court, ENROLMENTS, course, {(extra, wang): None})
    assert read_sheet(ENROLMENTS, course).said[extra, wang].state is PresenceState.EXPECTED
    assert cancel_make_up(court, ENROLMENTS, course, [(extra, wang)]) == 1
    assert len(read_sheet(ENROLMENTS, course).to_make_up) == 1


def test_it_can_be_made_up_in_another_course_without_being_enrolled_there(court, course, sessions, entries):
    other = save_course(court, {"title": "下一期", "starts": date(2023, 3, 20)})
    (target,) = plan_sessions(court, ENROLMENTS, other, ())
    cell = (sessions[0], entries["王祯"])
    record_presence(court, ENROLMENTS, course, {cell: SICK})
    make_up(court, ENROLMENTS, [cell], target)
    sheet = read_sheet(ENROLMENTS, other)
    assert [(line.name, line.guest_of) for line in sheet.lines] == [("王祯", course.title)]
    record_presence(court, ENROLMENTS, other, {(target, entries["王祯"]): HERE})
    assert read_sheet(ENROLMENTS, course).made_up[cell].done
    assert Enrolment.select().where(Enrolment.course == other).count() == 0


def test_only_what_was_missed_is_made_up_and_not_where_one_is_anyway(court, course, sessions, entries, extra):
    wang = entries["王祯"]
    record_presence(
        court, ENROLMENTS, course, {(sessions[0], wang): HERE, (sessions[1], wang): AWAY, (sessions[2], wang): AWAY}
    )
    with pytest.raises(Refused, match="只有请假或旷课"):
        make_up(court, ENROLMENTS, [(sessions[0], wang)], extra)
    with pytest.raises(Refused, match="本来就要参加这一次"):
        make_up(court, ENROLMENTS, [(sessions[1], wang)], sessions[3])
    make_up(court, ENROLMENTS, [(sessions[1], wang)], extra)
    with pytest.raises(Refused, match="已经安排"):
        make_up(court, ENROLMENTS, [(sessions[2], wang)], extra)
    with pytest.raises(Refused, match="在别的课次补"):
        remove_sessions(court, ENROLMENTS, course, [sessions[1]])
    assert remove_sessions(court, ENROLMENTS, course, [sessions[0]]) == 1


def everybody_there(court, course, sessions, entries):
    cells = {(session, entry): HERE for session in sessions for entry in entries.values()}
    record_presence(court, ENROLMENTS, course, cells)


def test_a_closed_course_keeps_its_presence(court, course, sessions, entries):
    everybody_there(court, course, sessions, entries)
    close_course(court, course)
    for doing in (
        lambda: record_presence(court, ENROLMENTS, course, {(sessions[0], entries["王祯"]): HERE}),
        lambda: save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 1)}),
        lambda: plan_sessions(court, ENROLMENTS, course, ()),
        lambda: remove_sessions(court, ENROLMENTS, course, sessions),
    ):
        with pytest.raises(Refused, match="已结班"):
            doing()


def test_presence_recorded_before_cannot_be_undone_beneath_a_closed_course(court, course, sessions, entries):
    everybody_there(court, course, sessions, entries)
    recorded = court.undoable()
    close_course(court, course)
    with pytest.raises(Refused):
        court.undo(recorded)


def test_a_course_with_sessions_is_not_deleted_from_under_them(court, course):
    plan_sessions(court, ENROLMENTS, course, ())
    with pytest.raises(Refused, match="还有别的记录要用到它"):
        editing.remove(court, COURSE, [course.id])


def test_the_sheet_of_a_session_has_those_expected(court, course, sessions, entries, extra, tmp_path):
    cell = (sessions[0], entries["王祯"])
    record_presence(court, ENROLMENTS, course, {cell: SICK})
    make_up(court, ENROLMENTS, [cell], extra)
    path = tmp_path / "签到表.pdf"
    print_session_sign_in(path, ENROLMENTS, course, sessions[0])
    with Pages(path) as pages:
        text = pages.text(0)
    assert "2023年3月1日" in text and "单雄信" in text and "病假" in text
    print_session_sign_in(path, ENROLMENTS, course, extra)
    with Pages(path) as pages:
        text = pages.text(0)
    assert "王祯" in text and "补课" in text and "单雄信" not in text


def test_putting_people_on_the_list_is_not_undone_beneath_their_presence(court, course, people):
    enrol(court, course, people.values())
    enrolled = court.undoable()
    (session,) = plan_sessions(court, ENROLMENTS, course, (Half.MORNING,))[:1]
    record_presence(court, ENROLMENTS, course, {(session, Enrolment.get().id): HERE})
    with pytest.raises(Refused):
        court.undo(enrolled)
    assert Enrolment.select().count() == 5


def test_what_is_keyed_counts_as_if_it_were_read_anew(court, course, sessions, entries, extra):
    """The grid changes what it had worked out; that is what it would work out anew, whatever is keyed or taken back."""
    cell = (sessions[0], entries["王祯"])
    record_presence(court, ENROLMENTS, course, {cell: AWAY, (sessions[1], entries["李静"]): SICK})
    make_up(court, ENROLMENTS, [cell], extra)
    sheet = read_sheet(ENROLMENTS, course)
    marks = [HERE, LATE, AWAY, SICK, None]
    cells = [*((session, entry) for session in sessions for entry in entries.values()), (extra, entries["王祯"])]
    for number in range(60):
        said = marks[number * 7 % 5]
        keyed = {cells[number * 3 % len(cells)]: said, cells[number * 11 % len(cells)]: marks[number % 5]}
        sheet = sheet.with_said(keyed)
        anew = replace(sheet)
        for session in sheet.sessions:
            assert sheet.counts(session) == anew.counts(session)
        for line in sheet.lines:
            assert (sheet.missed(line), sheet.hours_missed(line)) == (anew.missed(line), anew.hours_missed(line))
