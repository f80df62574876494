"""The days that courses are to be thought of."""

from collections.abc import Iterator
from datetime import date

from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.courses.records import Course
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


DUE_DATES = (DueDate(COURSE, _coming, _overdue),)
