"""Sessions from a workbook: new ones, changed ones, the same again, and every line that cannot stand."""

from datetime import date

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre_desktop.courses.actions import cancel_course, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.timetable.session_book import read_sessions, record_sessions, write_sessions
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.attending import plan_sessions, save_session, sessions_of
from cadre_desktop.people.name_list.records import Lecturer, Session
from cadre_desktop.people.name_list.rules import Half

HEADINGS = (
    "班次名称",
    "开班日期",
    "日期",
    "时段",
    "开始时间",
    "结束时间",
    "授课内容",
    "授课人",
    "地点",
    "学时",
    "补课",
)
TITLE = "2023年全市法院执行实务培训班"


@pytest.fixture
def book(tmp_path):
    """Writes a workbook of lines by their headings; answers where."""

    def write(*lines, headings=HEADINGS):
        path = tmp_path / "课次.xlsx"
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet("课次")
            times = workbook.add_format({"num_format": "h:mm"})
            sheet.write_row(0, 0, headings)
            for row, line in enumerate(lines, 1):
                for heading, value in line.items():
                    style = times if value == 0.375 else None
                    sheet.write(row, headings.index(heading), value, style)
        return path

    return write


def line(**more):
    return {"班次名称": TITLE, "日期": "2023-03-01", **more}


def taken(court, path):
    found = read_sessions(path)
    record_sessions(court, found)
    return len(found.new), len(found.changed), found.same, found.refused


def messages(found):
    return [(problem.row, problem.column, problem.message) for problem in found.problems]


def test_lines_become_sessions_in_one_step(court, course, book):
    with court.step("师资"):
        lecturer = Lecturer.add(name="周教授", unit="内蒙古大学")
    path = book(
        line(开始时间="9:00", 结束时间="11:30", 授课内容="财产查控", 授课人="周教授", 地点="模拟法庭", 学时=3.5),
        line(日期="2023-03-02", 时段="下午"),
        line(日期="2023-03-09", 补课="是"),
    )
    assert taken(court, path) == (3, 0, 0, 0)
    first, second, third = sessions_of(course.id)
    assert (first.begins, first.half, first.title, first.hours) == ("09:00", "morning", "财产查控", 35)
    assert (first.__data__["taught_by"], first.venue) == (lecturer.id, "模拟法庭")
    assert (second.day, second.half, third.make_up) == (date(2023, 3, 2), "afternoon", True)
    court.undo()
    assert sessions_of(course.id) == []


def test_the_same_workbook_again_changes_nothing(court, course, book):
    path = book(line(开始时间="9:00", 授课人="王祯"), line(时段="下午", 授课内容="研讨"), line(日期="2023-03-02"))
    assert taken(court, path) == (3, 0, 0, 0)
    assert taken(court, path) == (0, 0, 3, 0)
    assert len(sessions_of(course.id)) == 3


def test_a_correction_changes_the_session_and_keeps_what_it_does_not_name(court, course, book):
    taken(court, book(line(开始时间="9:00", 授课内容="财产查控", 授课人="王祯", 学时=3)))
    assert taken(court, book(line(开始时间="9:00", 授课人="李静"))) == (0, 1, 0, 0)
    (session,) = sessions_of(course.id)
    assert (session.title, session.lecturer, session.hours) == ("财产查控", "李静", 30)


def test_a_planned_half_day_gets_its_times(court, course, book):
    plan_sessions(court, ENROLMENTS, course, (Half.MORNING, Half.AFTERNOON))
    assert taken(court, book(line(开始时间="9:00"), line(时段="下午", 授课内容="研讨"))) == (0, 2, 0, 0)
    assert [(row.begins, row.title) for row in sessions_of(course.id)[:2]] == [("09:00", ""), ("", "研讨")]


def test_a_session_over_noon_is_of_no_half_and_comes_back_the_same(court, course, book, tmp_path):
    assert taken(court, book(line(开始时间="9:00", 结束时间="17:30", 学时=8))) == (1, 0, 0, 0)
    (session,) = sessions_of(course.id)
    assert (session.half, session.begins, session.ends) == ("", "09:00", "17:30")
    path = tmp_path / "课次表.xlsx"
    assert write_sessions(path, [course]) == 1
    assert taken(court, path) == (0, 0, 1, 0)


def test_another_lecturer_takes_the_place_of_the_one_chosen(court, course, book):
    with court.step("师资"):
        lecturer = Lecturer.add(name="周教授")
    save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 1), "begins": "9:00", "taught_by": lecturer.id})
    assert taken(court, book(line(开始时间="9:00", 授课人="李静"))) == (0, 1, 0, 0)
    (session,) = sessions_of(course.id)
    assert (session.lecturer, session.taught_by) == ("李静", None)


@pytest.mark.parametrize(
    ("cell", "time"), [(0.375, "09:00"), ("0900", "09:00"), ("9点半", "09:30"), ("9:00:00", "09:00")]
)
def test_times_as_people_and_excel_write_them(court, course, book, cell, time):
    taken(court, book(line(开始时间=cell)))
    assert [row.begins for row in sessions_of(course.id)] == [time]


@pytest.mark.parametrize(
    ("more", "column", "words"),
    [
        ({"班次名称": "没有的班"}, "班次名称", "没有名为“没有的班”的班次"),
        ({"开班日期": "2023-03-02"}, "班次名称", "不是 2023-03-02 开班"),
        ({"日期": "2023-03-09"}, "日期", "2023-03-09 不在活动期间"),
        ({"日期": "三月"}, "日期", ""),
        ({"日期": ""}, "日期", "请填写“日期”"),
        ({"开始时间": "11:00", "结束时间": "9:00"}, "结束时间", "不晚于开始时间"),
        ({"开始时间": "99"}, "班次名称", "“99”不是时间"),
        ({"学时": 1.2}, "学时", "0.5 的整数倍"),
        ({"学时": "很多"}, "学时", ""),
        ({"时段": "半夜"}, "时段", ""),
    ],
)
def test_a_line_that_cannot_stand_is_told_and_the_others_are_taken(court, course, book, more, column, words):
    path = book(line(**more), line(日期="2023-03-02", 授课内容="好的一行"))
    found = read_sessions(path)
    ((row, heading, message),) = messages(found)
    assert (row, heading, found.refused) == (2, column, 1) and words in message
    record_sessions(court, found)
    assert [session.title for session in sessions_of(course.id)] == ["好的一行"]


def test_two_lines_that_are_one_session(court, course, book):
    found = read_sessions(book(line(开始时间="9:00"), line(开始时间="9:00"), line(开始时间="9:00", 授课内容="第二组")))
    assert [(row, message[:13]) for row, _column, message in messages(found)] == [(3, "与第 2 行是同一次课，没")]
    assert len(found.new) == 2


def test_courses_of_one_name_are_told_apart_by_their_days(court, course, book):
    later = save_course(court, {"title": TITLE, "starts": date(2023, 9, 1), "ends": date(2023, 9, 2)})
    lines = [line(), line(日期="2023-09-02"), line(日期="2023-07-01")]
    lines.append(line(日期="2023-09-09", 开班日期="2023-09-01", 补课="是"))
    found = read_sessions(book(*lines))
    assert [entry[0].id for entry in found.new] == [course.id, later.id, later.id]
    ((row, column, message),) = messages(found)
    assert (row, column) == (4, "班次名称") and "请在“开班日期”栏写明" in message


def test_a_line_that_may_mean_several_sessions_is_refused(court, course, book):
    for title in ("第一组", "第二组"):
        save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 1), "half": "morning", "title": title})
    found = read_sessions(book(line(时段="上午", 地点="模拟法庭"), line(时段="上午", 授课内容="第二组", 地点="礼堂")))
    assert [(row, message) for row, _column, message in messages(found)] == [
        (2, "这一天有 2 次课，分不清是哪一次；请写明开始时间和授课内容。")
    ]
    record_sessions(court, found)
    assert {row.title: row.venue for row in sessions_of(course.id)} == {"第一组": "", "第二组": "礼堂"}


def test_two_lines_that_are_one_session_stay_one_when_imported_again(court, course, book):
    path = book(line(开始时间="9:00"), line(开始时间="9:00"))
    assert taken(court, path) == (1, 0, 0, 1)
    assert taken(court, path) == (0, 0, 1, 1)


def test_a_course_that_was_called_off_takes_none(court, course, book):
    cancel_course(court, course, "疫情")
    found = read_sessions(book(line()))
    assert found.count == 0 and "已取消，请先恢复" in found.problems[0].message


def test_what_clashes_is_pointed_out_and_taken_in(court, course, book):
    other = save_course(court, {"title": "书记员培训班", "starts": date(2023, 3, 1), "place": "中院五楼会议室"})
    save_session(court, ENROLMENTS, other, {"day": date(2023, 3, 1), "half": "morning", "lecturer": "王祯"})
    found = read_sessions(book(line(开始时间="9:00", 授课人="王祯")))
    assert found.refused == 0 and found.count == 1
    assert [(each.row, each.message) for each in found.remarks] == [
        (2, "授课人王祯同时安排在“书记员培训班”3月1日 上午，请核对。")
    ]


def test_too_many_hours_are_pointed_out_at_the_hours(court, course, book):
    found = read_sessions(book(line(开始时间="9:00", 授课人="周教授", 学时=90)))
    (remark,) = found.remarks
    assert (remark.column, remark.value) == ("学时", "90") and "多于总学时" in remark.message


def test_another_workbook_is_refused(court, course, book):
    with pytest.raises(Refused, match="没有找到班次名称、日期"):
        read_sessions(book({"姓名": "王祯"}, headings=("姓名", "部门")))


def test_what_is_written_is_read_back_the_same(court, course, tmp_path):
    save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 1), "begins": "9:00", "ends": "11:30", "hours": 25})
    save_session(
        court, ENROLMENTS, course, {"day": date(2023, 3, 9), "make_up": True, "title": "补", "lecturer": "王祯"}
    )
    path = tmp_path / "课次.xlsx"
    assert write_sessions(path, [course]) == 2
    found = read_sessions(path)
    assert (found.count, found.same, found.problems) == (0, 2, [])


_LINE = st.fixed_dictionaries(
    {
        "day": st.sampled_from([date(2023, 3, 1), date(2023, 3, 2)]),
        "half": st.sampled_from(["", "morning", "afternoon"]),
        "begins": st.sampled_from(["", "08:30", "14:00"]),
        "title": st.sampled_from(["", "财产查控", "研讨"]),
        "hours": st.sampled_from([None, 5, 30]),
    }
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_LINE, max_size=5))
def test_whatever_sessions_there_are_a_second_import_brings_nothing_new(court, course, tmp_path, lines):
    with court.step("清空"):
        Session.delete().execute()
    for values in lines:
        save_session(court, ENROLMENTS, course, values)
    path = tmp_path / "课次.xlsx"
    write_sessions(path, [course])
    before = len(sessions_of(course.id))
    record_sessions(court, read_sessions(path))
    again = read_sessions(path)
    assert again.count == 0
    assert len(sessions_of(course.id)) == max(before, 1)
