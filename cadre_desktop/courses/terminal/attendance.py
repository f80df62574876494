"""The commands that take attendance and marks of a course in from a workbook, and write the attendance out."""

import argparse
from collections.abc import Iterable

from cadre_desktop.courses.examining import read_marks, record_marks
from cadre_desktop.courses.name_list import ENROLMENTS, refuse_unless_open
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import OPEN_STATES
from cadre_desktop.courses.terminal.course import course_of
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import backup as backups
from cadre_desktop.people.name_list.attendance_book import read_attendance, record_attendance, write_attendance
from cadre_desktop.people.name_list.listed_rows import read_listed

_SHEET_NAME = 31
"""Characters that Excel leaves of the name of a sheet."""


def take_attendance(chosen: argparse.Namespace) -> int:
    """Take the attendance of a course in; exit code 1 when there is anything to put right."""
    with opened(chosen) as store:
        course = course_of(chosen.id)
        refuse_unless_open(course)
        found = read_attendance(ENROLMENTS, course, chosen.file)
        if found.cells and not chosen.dry_run:
            backups.make(store.path, _("导入前"), store.clock.now())
            record_attendance(store, ENROLMENTS, course, found)
    return _tell(chosen, _("考勤"), found.read, len(found.cells), found.same, found.problems)


def take_book(chosen: argparse.Namespace) -> int:
    """Take in the attendance of the course that the workbook itself names: above its table, as its sheet, or as file.

    Raises Refused where it names none, or several, or one that is closed.
    """
    with opened(chosen):
        words = " ".join([chosen.file.stem, *(f"{sheet.title} {sheet.above}" for sheet in read_listed(chosen.file))])
        named = _named_in(words, Course.select().where(Course.status.in_(OPEN_STATES)))
        closed = [] if named else _named_in(words, Course.select())
        if len(closed) == 1:
            refuse_unless_open(closed[0])
    if len(named) != 1:
        text = _("“{file}”里没有写明是哪个班次（或有几个同名的）；请用 course attendance 编号 {file} 导入。")
        raise Refused(text.format(file=chosen.file.name))
    chosen.id = named[0].id
    return take_attendance(chosen)


def _named_in(words: str, courses: Iterable[Course]) -> list[Course]:
    """The courses that a text names; of 执行实务班 and 实务班 only the one whose name holds the other."""
    named = [course for course in courses if course.title[:_SHEET_NAME] in words]
    titles = {course.title for course in named}
    return [course for course in named if not any(course.title in title for title in titles - {course.title})]


def take_marks(chosen: argparse.Namespace) -> int:
    """Take the marks of a course in; exit code 1 when there is anything to put right."""
    with opened(chosen) as store:
        course = course_of(chosen.id)
        refuse_unless_open(course)
        found = read_marks(course, chosen.file)
        if found.marks and not chosen.dry_run:
            backups.make(store.path, _("导入前"), store.clock.now())
            record_marks(store, course, found.marks)
    return _tell(chosen, _("成绩"), found.read, len(found.marks), found.same, found.problems)


def give_attendance(chosen: argparse.Namespace) -> None:
    """Write the attendance of a course as a workbook to be filled in."""
    check_output(chosen.file, ".xlsx")
    with opened(chosen):
        count = write_attendance(chosen.file, ENROLMENTS, course_of(chosen.id))
    print(_("已导出 {count} 人的考勤到 {path}").format(count=count, path=chosen.file))


def _tell(
    chosen: argparse.Namespace, what: str, read: int, changed: int, same: int, problems: Iterable[Problem]
) -> int:
    said = [
        {name: getattr(problem, name) for name in ("sheet", "row", "column", "value")} | {"reason": problem.message}
        for problem in problems
    ]
    if chosen.json:
        print_json({"read": read, "changed": changed, "same": same, "problems": said})
        return 1 if said else 0
    words = _("读取 {read} 行：登记{what} {changed} 处，相同 {same} 处，有问题 {wrong} 处。")
    print(words.format(read=read, what=what, changed=changed, same=same, wrong=len(said)))
    for each in said:
        where = _("“{sheet}”第 {row} 行").format(**each) if each["row"] else _("“{sheet}”").format(**each)
        print(f"{where}：{each['reason']}")
    return 1 if said else 0
