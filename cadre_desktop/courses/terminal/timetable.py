"""The commands that write courses for calendars, and take sessions in and out."""

import argparse

from cadre_desktop.courses.records import Course
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import location_of
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import backup as backups


def write_calendar(chosen: argparse.Namespace) -> None:
    """Write a month, or one course, as an .ics file."""
    from cadre_desktop.courses.timetable import ics
    from cadre_desktop.kit.documents.ics import SUFFIX

    check_output(chosen.file, SUFFIX)
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


def take_sessions(chosen: argparse.Namespace) -> int:
    """Take a workbook of sessions in, in one step; exit code 1 when there is anything to put right."""
    from cadre_desktop.courses.timetable.session_book import read_sessions, record_sessions

    with opened(chosen) as store:
        found = read_sessions(chosen.file)
        if found.count:
            backups.make(store.path, _("导入前"), store.clock.now())
            record_sessions(store, found)
    told = {"read": found.read, "new": len(found.new), "changed": len(found.changed), "same": found.same}
    told["refused"] = found.refused
    if chosen.json:
        print_json({**told, "problems": _as_told(found.problems), "notes": _as_told(found.remarks)})
    else:
        text = _("读取 {read} 行：新增 {new} 次，修改 {changed} 次，相同 {same} 次，未通过 {refused} 行。")
        print(text.format(**told))
        for problem in (*found.problems, *found.remarks):
            print(f"{location_of(problem)}{problem.message}")
    return 1 if found.problems else 0


def give_sessions(chosen: argparse.Namespace) -> None:
    """Write the sessions of one course as the workbook that is taken in."""
    from cadre_desktop.courses.timetable.session_book import write_sessions

    check_output(chosen.file, ".xlsx")
    with opened(chosen):
        count = write_sessions(chosen.file, [_course(chosen.id)])
    print(_("已导出 {count} 行到 {path}").format(count=count, path=chosen.file))


def _as_told(problems: list[Problem]) -> list[dict[str, object]]:
    return [
        {name: getattr(each, name) for name in ("sheet", "row", "column", "value")} | {"reason": each.message}
        for each in problems
    ]
