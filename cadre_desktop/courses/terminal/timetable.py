"""The commands that write courses for calendars, and take sessions in and out."""

import argparse

from cadre_desktop.courses.records import Course
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output
from cadre_desktop.kit.problems import Refused


def write_calendar(chosen: argparse.Namespace) -> None:
    """Write a month, or one course, as an .ics file."""
    from cadre_desktop.courses.timetable import ics

    check_output(chosen.file, ics.SUFFIX)
    with opened(chosen) as store:
        if chosen.course is not None:
            count = ics.write_course(chosen.file, _course(chosen.course), store.clock.now())
        else:
            year, month = chosen.month
            count = ics.write_month(chosen.file, year, month, store.clock.now())
    print(_("已写出 {count} 个日程到 {path}").format(count=count, path=chosen.file))


def _course(key: int) -> Course:
    course: Course | None = Course.get_or_none(Course.id == key)
    if course is None:
        raise Refused(_("没有编号为 {id} 的班次。").format(id=key))
    return course
