"""The list of names of a course: who is enrolled, what closes it, and who cannot be put on it or taken off it."""

from collections.abc import Sequence

from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import CourseStatus, EnrolmentStatus
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.actions import some_names
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.session_words import SessionWords
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus


def refuse_unless_open(course: Course) -> None:
    """Raise Refused when a course is closed or cancelled; reads its state anew."""
    status = CourseStatus(Course.by_key(course.id).status)
    if status is CourseStatus.CLOSED:
        raise Refused(_("“{title}”已结班，请先重新开班再修改。").format(title=course.title))
    if status is CourseStatus.CANCELLED:
        raise Refused(_("“{title}”已取消，请先恢复再修改。").format(title=course.title))


def had_left(course: Course, person: Person) -> bool:
    """Whether somebody had retired or left the staff when a course began, as far as is known."""
    since, starts = person.status_since, course.starts
    return not PersonStatus(person.status).on_staff and (since is None or starts is None or since <= starts)


def _refuse_gone(course: Course, people: Sequence[Person]) -> None:
    gone = [person.name for person in people if had_left(course, person)]
    if gone:
        raise Refused(_("{names}开班时已不在岗（退休、调离等），不能报名。").format(names=some_names(gone)))


def _refuse_holders(rows: Sequence[Enrolment]) -> None:
    holders = [row.person.name for row in rows if row.certificate is not None and row.certificate.cancelled is None]
    if holders:
        raise Refused(_("{names}已发结业证书，请先作废证书再移出名单。").format(names=some_names(holders)))


ENROLMENTS = NameListOf(
    Enrolment,
    event=Enrolment.course,
    person=Enrolment.person,
    court=Enrolment.court,
    status=Enrolment.status,
    title=Course.title,
    starts=Course.starts,
    ends=Course.ends,
    venue=Course.place,
    capacity=Course.places,
    hours=Course.hours,
    host=Course.court,
    state=Course.status,
    off=frozenset({CourseStatus.CANCELLED}),
    remote=Course.online,
    reason=Enrolment.reason,
    listed=EnrolmentStatus.ENROLLED,
    waiting=EnrolmentStatus.WAITING,
    away=frozenset({EnrolmentStatus.WITHDRAWN, EnrolmentStatus.ABSENT}),
    words=SessionWords(N_("课次"), N_("排课"), N_("补课"), N_("授课人")),
    enlisting=N_("“{title}”报名 {count} 人"),
    striking=N_("移出 {count} 名参训人员"),
    absence=N_("旷课"),
    vet_open=refuse_unless_open,
    vet_people=_refuse_gone,
    vet_leaving=_refuse_holders,
)
