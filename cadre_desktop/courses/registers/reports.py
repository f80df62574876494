"""Reports that are owed after study trips and secondments: who owes one until when, and who has handed it in."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.registers.studies import StudyReport
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.published import Due
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store

_OWING = (EnrolmentStatus.ENROLLED, EnrolmentStatus.COMPLETED)
"""Who was there owes a report; who was absent, withdrew or waited does not."""


def assign_reports(store: Store, courses: Sequence[int]) -> int:
    """Let everybody in these courses (keys) owe a report until the day their course names, in one step; returns how
    many reports are new. Raises Refused for a course that names no day."""
    rows = [Course.by_key(key) for key in courses]
    words = _("“{title}”没有报告期限；请先在班次里填写“报告期限”，再布置学习报告。")
    problems = [Problem(words.format(title=row.title), "report_due") for row in rows if row.report_due is None]
    if problems:
        raise Refused(problems)
    with store.step(_label(rows)):
        return sum(_owe(row) for row in rows)


def owe_reports(store: Store, course: Course) -> int:
    """As `assign_reports`, for one course that is closed; where it names no day nobody owes anything."""
    return 0 if course.report_due is None else assign_reports(store, [course.id])


def _label(courses: Sequence[Course]) -> str:
    if len(courses) == 1:
        return _("“{title}”布置学习报告").format(title=courses[0].title)
    return _("{count} 个班次布置学习报告").format(count=len(courses))


def _owe(course: Course) -> int:
    owing: Any = Enrolment.select(Enrolment.id).where(Enrolment.course == course, Enrolment.status.in_(_OWING))
    held: Any = StudyReport.select(StudyReport.enrolment).join(Enrolment).where(Enrolment.course == course)
    have = {key for (key,) in held.tuples()}
    new = [key for (key,) in owing.order_by(Enrolment.id).tuples() if key not in have]
    if new:
        StudyReport.add_many([{"enrolment": key, "due": course.report_due} for key in new])
    return len(new)


def hand_in(store: Store, keys: Sequence[int], day: date) -> int:
    """Note that reports were handed in on a day, in one step; those handed in before keep theirs. Returns how many."""
    rows = [row for row in map(StudyReport.by_key, keys) if row.handed_in is None]
    with store.step(_("登记 {count} 份学习报告").format(count=len(rows))):
        for row in rows:
            row.handed_in = day
            row.save()
    return len(rows)


_OPEN = """
SELECT r.due, c.title, count(*), min(r.id) FROM study_report r JOIN enrolment e ON e.id = r.enrolment_id
JOIN course c ON c.id = e.course_id WHERE r.handed_in IS NULL AND r.due >= ? AND r.due <= ? GROUP BY r.due, c.id
"""
"""One line for a course: a hundred people hand in theirs on the same day."""


def _open(first: str, last: str, words: str) -> Iterator[Due]:
    for due, title, count, key in database.rows(_OPEN, first, last):
        yield Due(date.fromisoformat(due), words.format(title=title, count=count), key)


def reports_coming(first: date, last: date) -> Iterator[Due]:
    """The reports due in these days that are not handed in."""
    return _open(f"{first}", f"{last}", _("交学习报告：{title}（{count} 人）"))


def reports_overdue(today: date) -> Iterator[Due]:
    """The reports that should have been handed in before today."""
    return _open("", f"{today - timedelta(days=1)}", _("学习报告未交：{title}（{count} 人）"))
