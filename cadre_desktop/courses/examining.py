"""Marks of the examination of a course: keyed, or taken in from a workbook, a first mark and one retake for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from cadre_desktop.courses.completion import mark_problem
from cadre_desktop.courses.name_list import ENROLMENTS, refuse_unless_open
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.listed_rows import NAME, members_of, read_listed, said_in
from cadre_desktop.people.records import Person

_MARK = ("成绩", "考试成绩", "分数", "得分", "考核结果", "考核成绩")
_RETAKE = ("补考成绩", "补考", "补考分数")


class Marks(NamedTuple):
    """The first mark and that of the retake, as they are written; "" for none."""

    result: str = ""
    retake: str = ""


@dataclass
class FoundMarks:
    """What a workbook says of marks: those new or other than before by enrolment, how many are `same`, how many rows
    were read, and everything that could not be taken."""

    read: int = 0
    same: int = 0
    marks: dict[int, Marks] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def marks_of(course: Course) -> dict[int, Marks]:
    """The marks of everybody who has a place in a course, by enrolment."""
    rows: Any = Enrolment.select(Enrolment.id, Enrolment.result, Enrolment.retake)
    rows = rows.where(Enrolment.course == course, Enrolment.status != EnrolmentStatus.WAITING)
    return {key: Marks(result, retake) for key, result, retake in rows.tuples()}


def record_marks(store: Store, course: Course, marks: Mapping[int, Marks]) -> int:
    """Record marks by enrolment in one step; returns how many changed.

    Raises Refused, and records none, for a closed course, somebody who is not in it, an unreadable mark, a retake
    without a first mark, and one after the first was passed.
    """
    course = Course.by_key(course.id)
    refuse_unless_open(course)
    held = marks_of(course)
    if unknown := [key for key in marks if key not in held]:
        raise Refused(_("有 {count} 人不在这个班次的名单上，请刷新后再登记成绩。").format(count=len(unknown)))
    fresh = {key: Marks(*map(str.strip, said)) for key, said in marks.items()}
    fresh = {key: said for key, said in fresh.items() if said != held[key]}
    wrong = {key: why for key, said in fresh.items() if (why := mark_problem(*said, course.pass_mark))}
    if wrong:
        rows: Any = Enrolment.select(Enrolment.id, Person.name).join(Person).where(Enrolment.id.in_(list(wrong)))
        raise Refused([Problem(f"{name}：{wrong[key]}") for key, name in rows.tuples()])
    with store.step(_("“{title}”登记成绩 {count} 人").format(title=course.title, count=len(fresh))):
        for key, said in fresh.items():
            Enrolment.update(result=said.result, retake=said.retake).where(Enrolment.id == key).execute()
    return len(fresh)


def read_marks(course: Course, path: Path) -> FoundMarks:
    """What a workbook with 姓名 (and 法院, 工号), 成绩, 补考成绩 would bring to a course; an empty cell says nothing.

    Every row that cannot stand is told, the others are kept. Raises Refused for a file that is no such list.
    """
    course = Course.by_key(course.id)
    held, members, found = marks_of(course), members_of(ENROLMENTS, course), FoundMarks()
    there = False
    for sheet in read_listed(path):
        first, retake = sheet.column(*_MARK), sheet.column(*_RETAKE)
        if first is None and retake is None:
            continue
        there = True
        said = said_in(sheet)
        rows: dict[int, int] = {}
        for row in sheet.rows:
            found.read += 1
            try:
                key = members.find(said(row)).key
                if key in rows:
                    raise Unclear(_("与第 {row} 行是同一个人，请只保留一行。").format(row=rows[key]))
            except Unclear as unclear:
                found.problems.append(sheet.problem(row, sheet.column(*NAME), str(unclear)))
                continue
            rows[key] = row.number
            was = held[key]
            now = Marks(sheet.text(row, first) or was.result, sheet.text(row, retake) or was.retake)
            if why := mark_problem(*now, course.pass_mark) if now != was else "":
                found.problems.append(sheet.problem(row, first if first is not None else retake, why))
            elif now == was:
                found.same += 1
            else:
                found.marks[key] = now
    if not there:
        raise Refused(_("“{file}”里没有“成绩”一列，请加上标题再导入。").format(file=path.name))
    return found
