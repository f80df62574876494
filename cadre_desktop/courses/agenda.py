"""The days that courses are to be thought of."""

from collections.abc import Iterator
from datetime import date

from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.courses.planning.comparing import ComparedLine, compare
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.courses.registers.reports import reports_coming, reports_overdue
from cadre_desktop.courses.registers.studies import STUDY_REPORTS
from cadre_desktop.courses.rules import OPEN_STATES
from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate


def _coming(first: date, last: date) -> Iterator[Due]:
    for course in Course.select().where(Course.starts.between(first, last), Course.status.in_(OPEN_STATES)):
        yield Due(course.starts, _("开班：{title}").format(title=course.title), course.id)


def _overdue(today: date) -> Iterator[Due]:
    for course in Course.select().where(Course.starts < today, Course.status.in_(OPEN_STATES)):
        ended = course.ends or course.starts
        if ended < today:
            yield Due(ended, _("未结班：{title}").format(title=course.title), course.id)


def _lacking(year: int, today: date) -> Iterator[tuple[ComparedLine, str]]:
    """The lines of a month for which courses are still to be made, with the sentence that says so."""
    for line in compare(year, 0, today).lines:
        if line.item.month is not None and line.progress.lacking:
            text = _("计划 {month} 月举办，还差 {count} 期没有班次：{title}")
            yield (
                line,
                text.format(month=line.item.month, count=line.progress.lacking, title=line.item.title),
            )


def _to_be_made(first: date, last: date) -> Iterator[Due]:
    """What is to be held in a month that has begun is thought of until the month is over."""
    for year in range(first.year, last.year + 1):
        for line, text in _lacking(year, first):
            if line.progress.begins <= last and line.progress.ends >= first:
                yield Due(max(line.progress.begins, first), text, line.item.id)


def _never_made(today: date) -> Iterator[Due]:
    """Of this year's plan: that of a year that is over is looked at on its page."""
    for line, text in _lacking(today.year, today):
        if line.progress.ends < today:
            yield Due(line.progress.ends, text, line.item.id)


DUE_DATES = (
    DueDate(COURSE, _coming, _overdue),
    DueDate(PLAN_ITEMS.kind, _to_be_made, _never_made),
    DueDate(STUDY_REPORTS.kind, reports_coming, reports_overdue),
)
