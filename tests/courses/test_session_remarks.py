"""What is pointed out of a session: a lecturer or a room booked twice, a lecturer who has left, too many hours."""

from datetime import date

import pytest

from cadre_desktop.courses.actions import cancel_course, enrol, record_results, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.attending import save_session, sessions_of
from cadre_desktop.people.name_list.bookings import bookings_between, session_remarks
from cadre_desktop.people.name_list.records import Lecturer, Session
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.people.screens.name_list.session_dialogs import SessionDialog
from cadre_desktop.welfare.name_list import PARTICIPANTS
from cadre_desktop.welfare.records import Participant, WelfareEvent

FIRST = date(2023, 3, 1)


@pytest.fixture
def other(court):
    """Another course on the second day of the first one, in another room."""
    values = {"title": "书记员培训班", "starts": date(2023, 3, 2), "ends": date(2023, 3, 3), "hours": 80}
    return save_course(court, {**values, "place": "中院五楼会议室"})


@pytest.fixture
def lecturers(court, people):
    """Own staff and a guest, by name."""
    with court.step("师资"):
        return {
            "王祯": Lecturer.add(name="王祯", person=people["王祯"]),
            "周教授": Lecturer.add(name="周教授", unit="内蒙古大学"),
        }


def add(court, course, **values):
    return save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 2), "half": "morning", **values})


def write(field, text):
    """As an input method does it."""
    field.setText(text)
    field.textEdited.emit(text)


def remarks(course, **values):
    return session_remarks(ENROLMENTS, course, {"day": date(2023, 3, 2), "half": "morning", **values})


def test_a_lecturer_of_two_courses_at_once(court, course, other, lecturers):
    add(court, other, taught_by=lecturers["周教授"].id, title="笔录")
    (remark,) = remarks(course, taught_by=lecturers["周教授"].id)
    assert remark == "授课人周教授同时安排在“书记员培训班”3月2日 上午（笔录），请核对。"
    assert remarks(course, lecturer="周教授") == [remark]
    assert remarks(course, lecturer="李静、周教授") == [remark]
    assert remarks(course, taught_by=lecturers["王祯"].id) == []
    assert remarks(course, lecturer="周教授", half="afternoon") == []
    assert remarks(course, lecturer="周教授", day=None) == []


def test_the_name_of_a_lecturer_is_that_of_the_register(court, course, lecturers):
    session = add(court, course, taught_by=lecturers["王祯"].id, lecturer="别的字")
    assert Session.by_key(session.id).lecturer == "王祯"
    save_session(court, ENROLMENTS, course, {"day": FIRST, "taught_by": None, "lecturer": "李静"}, session.id)
    assert (Session.by_key(session.id).lecturer, Session.by_key(session.id).taught_by) == ("李静", None)


def test_a_room_of_two_courses_at_once_also_where_one_has_no_sessions_yet(court, course, other):
    (remark,) = remarks(other, venue="中院三楼会议室")
    assert remark == "地点中院三楼会议室同时安排在“2023年全市法院执行实务培训班”3月2日，请核对。"
    add(court, course, day=FIRST)
    assert remarks(other, venue="中院三楼会议室") == []  # now its sessions tell when it is there
    add(court, course)
    assert len(remarks(other, venue="中院三楼会议室")) == 1


def test_a_session_does_not_clash_with_itself(court, course, lecturers):
    session = add(court, course, lecturer="王祯", venue="三楼会议室")
    values = {"day": session.day, "half": "morning", "lecturer": "王祯", "venue": "三楼会议室"}
    assert session_remarks(ENROLMENTS, course, values, session.id) == []
    assert len(session_remarks(ENROLMENTS, course, values)) == 1  # a second one, with the same lecturer


def test_a_course_that_was_called_off_takes_nothing(court, course, other):
    cancel_course(court, course, "疫情")
    assert remarks(other, venue="中院三楼会议室") == []
    assert [booking.title for booking in bookings_between(FIRST, date(2023, 3, 2))] == ["书记员培训班"]


def test_what_another_slice_books_is_known(court, course):
    with court.step("活动"):
        event = WelfareEvent.add(title="退休座谈会", kind="retirement", starts=date(2023, 3, 2), place="中院三楼会议室")
    assert remarks(course) == ["地点中院三楼会议室同时安排在“退休座谈会”3月2日，请核对。"]
    values = {"day": date(2023, 3, 2), "half": "morning"}
    (remark,) = session_remarks(PARTICIPANTS, event, values)
    assert "执行实务培训班”3月2日" in remark


@pytest.mark.parametrize(
    ("status", "since", "words"),
    [
        (PersonStatus.RETIRED, date(2023, 1, 1), "授课人王祯已退休（2023-01-01 起），请核对。"),
        (PersonStatus.MOVED, None, "授课人王祯已调离，请核对。"),
        (PersonStatus.RETIRED, date(2023, 3, 3), None),  # the day after
        (PersonStatus.ON_LEAVE, date(2023, 1, 1), None),
        (PersonStatus.SERVING, None, None),
    ],
)
def test_a_lecturer_who_is_no_longer_at_work(court, course, lecturers, people, status, since, words):
    with court.step("状态"):
        person = Person.by_key(people["王祯"])
        person.status, person.status_since = status, since
        person.save()
    assert remarks(course, taught_by=lecturers["王祯"].id) == ([words] if words else [])
    assert remarks(course, taught_by=lecturers["周教授"].id) == []


def test_a_lecturer_who_is_to_sit_in_another_course_at_that_time(court, course, other, lecturers, people):
    enrol(court, other, [people["王祯"], people["李静"]])
    words = "授课人王祯在“书记员培训班”3月2日的名单上，时间重叠，请核对。"
    assert remarks(course, taught_by=lecturers["王祯"].id) == [words]
    assert remarks(course, lecturer="李静") == []  # only a name: it may be anybody
    assert session_remarks(ENROLMENTS, course, {"day": FIRST, "taught_by": lecturers["王祯"].id}) == []
    record_results(court, [row.id for row in Enrolment.select()], status=EnrolmentStatus.ABSENT)
    assert remarks(course, taught_by=lecturers["王祯"].id) == []


def test_a_course_on_the_net_without_sessions_takes_nobodys_time(court, course, lecturers, people):
    values = {"title": "网络班", "form": "online", "starts": date(2023, 3, 2), "place": "中院五楼会议室"}
    enrol(court, save_course(court, values), [people["王祯"]])
    assert remarks(course, taught_by=lecturers["王祯"].id, venue="中院五楼会议室") == []


def test_of_a_masked_list_nothing_is_told(court, course, lecturers, people):
    with court.step("活动"):
        event = WelfareEvent.add(title="心理咨询", kind="counselling", starts=date(2023, 3, 2), place="咨询室")
        Participant.add(event=event, person=people["王祯"])
    assert PARTICIPANTS.confidential(event)
    assert remarks(course, taught_by=lecturers["王祯"].id) == []


def test_hours_that_come_to_more_than_the_course_has(court, course):
    add(court, course, hours=100)
    assert remarks(course, hours=45) == ["各课次学时合计 14.5，多于总学时 14，请核对。"]
    assert remarks(course, hours=40) == [] and remarks(course, hours=90, make_up=True) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"day": date(2023, 3, 9)}, "2023-03-09 不在活动期间"),
        ({"begins": "11:00", "ends": "9:00"}, "结束时间 09:00 不晚于开始时间 11:00"),
        ({"hours": 12}, "学时应为 0.5 的整数倍"),
        ({"day": None}, "请填写课次的日期"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(court, course, values, words):
    with pytest.raises(Refused) as refused:
        add(court, course, **values)
    (problem,) = refused.value.problems
    assert words in problem.message and sessions_of(course.id) == []


@pytest.fixture
def dialog(qtbot, desk, court, course, other, lecturers):
    """A new session of the course, while the other one has a lesson of 周教授."""
    add(court, other, taught_by=lecturers["周教授"].id)
    dialog = SessionDialog(desk, ENROLMENTS, course, None, None)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_dialog_tells_a_clash_as_one_types_and_saves_all_the_same(qtbot, dialog, course, lecturers):
    assert not dialog.remarks.isVisible()
    dialog.day.set_value(date(2023, 3, 2))
    qtbot.keyClicks(dialog.begins, "9:00")
    assert dialog.half.value() == "morning"
    qtbot.keyClicks(dialog.ends, "17:30")
    assert not dialog.half.value()  # it takes the day
    dialog.lecturer.setFocus()
    write(dialog.lecturer, "周教授")
    assert "授课人周教授同时安排在“书记员培训班”" in dialog.remarks.text() and dialog.remarks.isVisible()
    dialog.answer()
    (session,) = sessions_of(course.id)
    assert dialog.result() and session.__data__["taught_by"] == lecturers["周教授"].id


def test_a_name_of_no_lecturer_is_text(qtbot, dialog, course):
    dialog.lecturer.setFocus()
    write(dialog.lecturer, "外请专家 周")
    dialog.venue.setFocus()
    dialog.venue.set_value("模拟法庭")
    dialog.answer()
    (session,) = sessions_of(course.id)
    assert (session.lecturer, session.taught_by, session.venue) == ("外请专家 周", None, "模拟法庭")


def test_a_session_is_shown_again_as_it_is(qtbot, desk, court, course, lecturers):
    for values in ({"taught_by": lecturers["周教授"].id, "venue": "模拟法庭"}, {"lecturer": "外请专家"}):
        session = Session.by_key(add(court, course, **values).id)
        dialog = SessionDialog(desk, ENROLMENTS, course, Session.by_key(session.id), None)
        qtbot.addWidget(dialog)
        shown = dialog.values
        assert {name: shown[name] for name in values} == values
        dialog.answer()
        assert Session.by_key(session.id).__data__ == session.__data__


def test_times_that_cannot_be_read_are_no_reason_to_stop(qtbot, dialog):
    dialog.day.set_value(date(2023, 3, 2))
    dialog.lecturer.set_text("周教授")
    qtbot.keyClicks(dialog.begins, "99")
    assert not dialog.remarks.isVisible()
    dialog.answer()
    assert "“99”不是时间" in dialog.problem.text()


def left(court, key, status=PersonStatus.RETIRED, since=date(2020, 1, 1)):
    with court.step("离岗"):
        Person.update(status=status, status_since=since).where(Person.id == key).execute()


@pytest.mark.parametrize("since", [date(2020, 1, 1), date(2023, 3, 2), None])
def test_somebody_who_has_retired_is_pointed_out_though_only_his_name_is_written(court, course, people, since):
    """Only of those in the register of lecturers it was."""
    left(court, people["王祯"], since=since)
    (remark,) = remarks(course, lecturer="王祯")
    assert remark.startswith("授课人王祯已退休")
    assert remarks(course, lecturer="李静、王祯") == [remark]


def test_who_retires_later_or_is_at_work_or_a_guest_is_not(court, course, people):
    assert remarks(course, lecturer="王祯") == []
    left(court, people["王祯"], since=date(2023, 3, 3))
    assert remarks(course, lecturer="王祯") == []
    left(court, people["王祯"])
    assert remarks(course, lecturer="王祯副院长") == []
    with court.step("师资"):
        Lecturer.add(name="王祯", unit="内蒙古大学")
    assert remarks(course, lecturer="王祯") == [], "he is known as a guest now"


def test_a_namesake_who_is_at_work_is_meant(court, course, people):
    left(court, people["王祯"])
    with court.step("同名"):
        Person.add(name="王祯", court=Person.by_key(people["王祯"]).court)
    assert remarks(course, lecturer="王祯") == []
