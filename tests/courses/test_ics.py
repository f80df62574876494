"""Files for the calendars of phones and Outlook: read back with the library, and looked at as lines."""

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar

from cadre_desktop.courses.actions import cancel_course, save_course, start_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.timetable.ics import write_course, write_month
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.attending import save_session

NOW = datetime(2023, 2, 20, 9, 0)
FIRST = date(2023, 3, 1)
LONG = "贯彻落实习近平法治思想，以高质量审判服务保障自治区“五大任务”；执行难的破解，财产查控与处置实务，以及其他" * 3


def add(court, course, **values):
    return save_session(court, ENROLMENTS, course, {"day": FIRST, **values})


def events(path):
    return {str(event["UID"]): event for event in Calendar.from_ical(path.read_bytes()).events}


def written(tmp_path, course):
    path = tmp_path / "班.ics"
    write_course(path, course, NOW)
    return path


def test_a_session_with_times_is_at_that_time_in_china(court, course, tmp_path):
    session = add(
        court, course, begins="9:00", ends="11:30", title="财产查控", lecturer="王祯", venue="模拟法庭", hours=30
    )
    path = written(tmp_path, course)
    (event,) = events(path).values()
    assert event["UID"] == f"session-{session.id}@cadre-desktop"
    assert event.start.utcoffset() == timedelta(hours=8) and event.start.replace(tzinfo=None) == datetime(2023, 3, 1, 9)
    assert event.end - event.start == timedelta(hours=2, minutes=30)
    assert str(event["SUMMARY"]) == f"{course.title}：财产查控"
    assert str(event["LOCATION"]) == "模拟法庭"
    assert str(event["DESCRIPTION"]).splitlines() == [
        f"班次：{course.title}",
        "时间：上午 9:00–11:30",
        "授课人：王祯",
        "学时：3",
        "状态：计划",
    ]
    assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
    text = path.read_text(encoding="utf-8")
    assert "DTSTART;TZID=Asia/Shanghai:20230301T090000" in text
    assert text.index("BEGIN:VTIMEZONE") < text.index("BEGIN:VEVENT") and "DAYLIGHT" not in text
    (zone,) = Calendar.from_ical(text).timezones
    assert zone["TZID"] == "Asia/Shanghai" and zone.to_tz().utcoffset(datetime(2023, 3, 1)) == timedelta(hours=8)


def test_what_has_no_times_is_of_the_whole_day(court, course, tmp_path):
    add(court, course, half="afternoon", title="研讨")
    add(court, course, ends="11:30")
    add(court, course, make_up=True, title="集中补课")
    found = sorted(events(written(tmp_path, course)).values(), key=lambda event: str(event["SUMMARY"]))
    assert [str(event["SUMMARY"]) for event in found] == [
        f"11:30 {course.title}",
        f"{course.title}：集中补课（补课）",
        f"下午 {course.title}：研讨",
    ]
    assert all((event.start, event.end) == (FIRST, date(2023, 3, 2)) for event in found)


def test_a_beginning_without_an_end_has_none(court, course, tmp_path):
    add(court, course, begins="14:30")
    (event,) = events(written(tmp_path, course)).values()
    assert "DTEND" not in event and event.start.hour == 14


def test_a_course_without_sessions_is_one_event_of_its_days(court, course, tmp_path):
    (event,) = events(written(tmp_path, course)).values()
    assert (event.start, event.end) == (FIRST, date(2023, 3, 3))  # the end is the day after
    assert event["UID"] == f"course-{course.id}@cadre-desktop"


def test_planned_is_tentative(court, course, tmp_path):
    assert next(iter(events(written(tmp_path, course)).values()))["STATUS"] == "TENTATIVE"
    start_course(court, course)
    assert next(iter(events(written(tmp_path, course)).values()))["STATUS"] == "CONFIRMED"


def test_what_is_exported_again_has_the_same_uids(court, course, tmp_path):
    add(court, course, begins="9:00")
    save_course(court, {"title": "三月的另一个班", "starts": date(2023, 3, 30), "ends": date(2023, 4, 4)})
    first, again = tmp_path / "1.ics", tmp_path / "2.ics"
    assert write_month(first, 2023, 3, NOW) == write_month(again, 2023, 3, NOW) == 2
    assert first.read_bytes() == again.read_bytes()
    april = tmp_path / "4.ics"
    assert write_month(april, 2023, 4, NOW) == 1
    assert set(events(april)) < set(events(first))


def test_a_month_has_a_course_with_sessions_by_these_only(court, course, tmp_path):
    add(court, course, begins="9:00")
    path = tmp_path / "三月.ics"
    assert write_month(path, 2023, 3, NOW) == 1
    assert next(iter(events(path))).startswith("session-")
    assert Calendar.from_ical(path.read_bytes()).calendar_name == "2023年3月培训日历"


@pytest.mark.parametrize("title", [LONG, "a" * 200, "课，程；一\\二\n三：“四”", "𠮷" * 40, "x" * 66 + "法" * 30])
def test_long_lines_are_folded_between_characters(court, course, tmp_path, title):
    add(court, course, begins="9:00", title=title)
    path = written(tmp_path, course)
    raw = path.read_bytes().split(b"\r\n")
    assert raw[-1] == b"" and not any(b"\n" in line for line in raw)
    assert all(len(line) <= 75 for line in raw)
    assert b"\r\n".join(raw).decode("utf-8")
    for line in raw:
        line.decode("utf-8")  # a reader that goes line by line finds no half character
    (event,) = events(path).values()
    assert str(event["SUMMARY"]) == f"{course.title}：{title}"


def test_nothing_to_write_is_said_and_no_file_is_left(court, course, tmp_path):
    path = tmp_path / "空.ics"
    with pytest.raises(Refused, match="2023年7月没有班次"):
        write_month(path, 2023, 7, NOW)
    cancel_course(court, course, "疫情")
    with pytest.raises(Refused, match="已取消"):
        write_course(path, course, NOW)
    assert not path.exists()
