"""Which course a command is about."""

from cadre_desktop.courses.records import Course
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused


def course_of(key: int) -> Course:
    """The course of this number. Raises Refused where there is none."""
    course: Course | None = Course.get_or_none(Course.id == key)
    if course is None:
        raise Refused(_("没有编号为 {id} 的班次。").format(id=key))
    return course
