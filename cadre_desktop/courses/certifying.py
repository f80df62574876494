"""The certificates of a course: looked at, issued, put on paper."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from cadre_desktop.certificates.actions import drafted, hand_out, issue
from cadre_desktop.certificates.drafting import Draft, Template, with_template
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind, day_text, holder_text, period_text
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import (
    EnrolmentStatus,
    credited_hours,
    format_hours,
    not_ended,
)
from cadre_desktop.courses.standing import hours_by_sessions
from cadre_desktop.kit.language import _, quoted
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import Sex


def issue_certificates(
    store: Store, course: Course, enrolments: Collection[int] | None = None, template: Template = None
) -> list[IssuedCertificate]:
    """Completion certificates, dated on its last day, for everybody who completed the course, or for these enrolments
    (keys), with a template or else that of the course; who has one gets the same again. Raises Refused when nobody has
    completed it, before that day, and for a template of another kind of certificate.
    """
    course = Course.by_key(course.id)
    early = not_ended(course.title, course.ends or course.starts, store.clock.today())
    if early:
        raise Refused(early)
    rows = [row for row in _completed_or_refused(course) if enrolments is None or row.id in enrolments]
    with store.step(certificates_label(course)):
        made = issue(store, _drafts(store, course, rows, template))
        for row, certificate in zip(rows, made, strict=True):
            if row.__data__["certificate"] != certificate.id:
                row.certificate = certificate.id
                row.save()
    return made


def certificates_held(course: Course) -> int:
    """How many hold a valid certificate of a course."""
    rows: Any = Enrolment.select().join(IssuedCertificate)
    return int(rows.where(Enrolment.course == course, IssuedCertificate.cancelled.is_null()).count())


def draft_certificates(store: Store, course: Course, template: Template = None) -> list[IssuedCertificate]:
    """The certificates as they would be issued, to be looked at at any time; nothing is written and no number given.
    Raises Refused when nobody has completed the course."""
    course = Course.by_key(course.id)
    return drafted(store, _drafts(store, course, _completed_or_refused(course), template))


def hand_out_certificates(
    store: Store, course: Course, write: Callable[[list[IssuedCertificate]], object], template: Template = None
) -> list[IssuedCertificate]:
    """Issue the certificates of a course and put them on paper with `write`, or neither; see `hand_out`."""
    label = certificates_label(course)
    return hand_out(store, label, lambda: issue_certificates(store, course, None, template), write)


def certificates_label(course: Course) -> str:
    """What the step is called that gives a course's certificates their numbers."""
    return _("“{title}”发结业证书").format(title=course.title)


def _completed_or_refused(course: Course) -> list[Enrolment]:
    rows = _completed(course)
    if not rows:
        raise Refused(_("“{title}”还没有人结业，不能发证书。请先在名单里标记结业。").format(title=course.title))
    return rows


def _completed(course: Course) -> list[Enrolment]:
    """Completed enrolments with their people, by court, department and name."""
    query = Enrolment.select(Enrolment, Person).join(Person).join(Court)
    query = query.where(Enrolment.course == course, Enrolment.status == EnrolmentStatus.COMPLETED)
    return list(query.order_by(Court.place, Person.department, Person.pinyin, Enrolment.id))


def _drafts(store: Store, course: Course, rows: Sequence[Enrolment], template: Template) -> list[Draft]:
    """With the hours credited, of an open course those that would be: by its sessions, else by the leave recorded."""
    shown = hours_by_sessions(course) if any(row.hours is None for row in rows) else {}
    drafts = []
    for row in rows:
        by_leave = credited_hours(EnrolmentStatus(row.status), course.hours or 0, row.leave or 0)
        hours = shown.get(row.id, by_leave) if row.hours is None else row.hours
        drafts.append(with_template(_draft(store, course, row, hours), template))
    return drafts


def _draft(store: Store, course: Course, row: Enrolment, hours: int) -> Draft:
    person: Any = row.person
    own = own_court(store)
    assert course.starts is not None
    return Draft(
        kind=CertificateKind.COMPLETION,
        name=person.name,
        title=course.title,
        issued=course.ends or course.starts,
        issuer=course.organiser or (own.name if own else ""),
        source=row.id,
        person=person.id,
        placeholders={
            "holder": holder_text(person.name, Sex.table().label(person.sex), person.born),
            "activity": quoted(course.title),
            "organiser": course.organiser or (own.name if own else ""),
            "period": period_text(course.starts, course.ends),
            "hours": format_hours(hours),
            "course": course.title,
            "starts": day_text(course.starts),
            "ends": day_text(course.ends or course.starts),
        },
        photo=person.photo,
        id_number=person.id_number,
        used_for=course.id,
    )
