"""What a user means to do with courses: plan, enrol, record results, close, reopen, issue certificates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from cadre_desktop.courses.closing import ClosingLine, closing_of, decided_by_rule
from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.courses.name_list import ENROLMENTS, refuse_unless_open
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.registers.reports import owe_reports
from cadre_desktop.courses.rules import (
    CourseStatus,
    EnrolmentStatus,
    enrolment_outcome,
    leave_limit,
    leave_problems,
)
from cadre_desktop.courses.standing import USUAL_LIMIT, leave_of
from cadre_desktop.kit import editing
from cadre_desktop.kit.display import shown
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.dossier import Training, post_training, withdraw
from cadre_desktop.people.name_list.actions import Enlisted, enlist, strike
from cadre_desktop.people.name_list.fewer_places import with_places
from cadre_desktop.people.name_list.presence_sheet import PresenceLine, PresenceSheet
from cadre_desktop.people.name_list.taking_places import vet_places
from cadre_desktop.people.records import Person, TrainingRecord

_NAMES = (Person.id, Person.name)
"""All that is needed of the people behind enrolments: reading whole persons would take most of the time."""
_BY_LEAVE = (EnrolmentStatus.WITHDRAWN, EnrolmentStatus.ABSENT)
"""What too much leave makes of an enrolment."""


@dataclass(frozen=True)
class Recorded:
    """How many enrolments were changed, and the keys of those that too much leave turned into withdrawals."""

    changed: int
    over_limit: tuple[int, ...] = ()


def save_course(store: Store, values: Values, key: int | None = None, *, moves: bool = False) -> Course:
    """Add a course or change one. Organiser and court are the own ones unless given.

    Raises Refused with a problem for each field, and when the course is closed; FewerPlaces where it would have fewer
    places than people, unless it is meant that those put on its list last wait (`moves`).
    """
    own = own_court(store)
    values = dict(values)
    if key is None and own is not None:
        values["court"] = values.get("court") or own.id
        values["organiser"] = values.get("organiser") or own.name
    if key is None:
        saved = editing.add(store, COURSE, values)
    else:
        saved = with_places(
            store, ENROLMENTS, key, values, lambda: editing.change(store, COURSE, key, values), moves=moves
        )
    assert isinstance(saved, Course)
    return saved


def enrol(store: Store, course: Course, people: Iterable[int], *, waits: bool = False) -> Enlisted:
    """Enrol people (keys) in one step; who is in it already stays as he is.

    Raises Refused when the course is closed or cancelled, and for people who had left the staff before it began;
    NoRoom when it has less room, unless those beyond them shall be among those who wait (`waits`).
    """
    return enlist(store, ENROLMENTS, course, people, waits=waits)


def withdraw_enrolment(store: Store, enrolments: Sequence[int]) -> int:
    """Take people off the list of a course that is not closed; returns how many.

    Raises Refused when somebody of them holds a valid certificate of it.
    """
    return strike(store, ENROLMENTS, enrolments)


def _rows(enrolments: Sequence[int]) -> list[Enrolment]:
    """Enrolments with their course and person, in the order of the keys."""
    query = Enrolment.select(Enrolment, Course, *_NAMES).join(Course).switch(Enrolment).join(Person)
    found = {row.id: row for row in query.where(Enrolment.id.in_(list(enrolments)))}
    return [found[key] for key in enrolments]


def record_results(
    store: Store,
    enrolments: Sequence[int],
    *,
    status: EnrolmentStatus | None = None,
    leave: int | None = None,
    result: str | None = None,
    overrule: bool = False,
    takes_places: bool = False,
) -> Recorded:
    """Set what became of people, the leave they took (tenths of an hour) and their result; what is not given stays.

    Leave over the limit (1/7 of the hours unless the court has set another) makes it a withdrawal, all hours missed
    an absence, unless `overrule`. Raises Refused when the course is closed or the leave impossible; TakesPlaces for
    people who wait or have left their place, unless it is meant that they take one (`takes_places`).
    """
    rows = _rows(enrolments)
    for course in {row.course.id: row.course for row in rows}.values():
        refuse_unless_open(course)
        problems = list(leave_problems(leave, course.hours or 0))
        if problems:
            raise Refused(problems)
    if not takes_places:
        vet_places(ENROLMENTS, rows, status)
    limit = None if overrule else leave_limit(store.setting("leave_limit", USUAL_LIMIT))
    over: list[int] = []
    changes: dict[tuple[str, int | None, str], list[int]] = defaultdict(list)
    for row in rows:
        now = row.leave or 0 if leave is None else leave
        settled = _settled(row, status, now, limit)
        if settled.by_leave:
            over.append(row.id)
        values = (settled.status, now or None, row.result if result is None else result)
        if values != (row.status, row.leave, row.result):
            changes[values].append(row.id)
    with store.step(_("登记 {count} 人参训情况").format(count=len(rows))):
        for (outcome, missed, text), keys in changes.items():
            Enrolment.update(status=outcome, leave=missed, result=text).where(Enrolment.id.in_(keys)).execute()
    return Recorded(sum(map(len, changes.values())), tuple(over))


def leave_by_sessions(sheet: PresenceSheet) -> list[tuple[PresenceLine, int, int]]:
    """Who has another leave recorded than the sessions show, with both (tenths); those of whom nothing differs, and who
    only makes up a session here, are not among them. Who stayed away without leave has none."""
    keys = [line.entry for line in sheet.lines if not line.guest_of]
    rows: Any = Enrolment.select(Enrolment.id, Enrolment.leave).where(Enrolment.id.in_(keys)).tuples()
    held = {key: leave or 0 for key, leave in rows}
    lines = (line for line in sheet.lines if line.entry in held)
    found = ((line, held[line.entry], leave_of(sheet, line)) for line in lines)
    return [(line, leave, shown) for line, leave, shown in found if leave != shown]


def take_over_leave(store: Store, leave: Mapping[int, int]) -> Recorded:
    """Keep these hours (tenths) by enrolment as their leave, in one step; see `record_results`."""
    alike: dict[int, list[int]] = defaultdict(list)
    for enrolment, hours in leave.items():
        alike[hours].append(enrolment)
    with store.step(_("按考勤登记 {count} 人请假学时").format(count=len(leave))):
        done = [record_results(store, keys, leave=hours) for hours, keys in alike.items()]
    over = tuple(key for recorded in done for key in recorded.over_limit)
    return Recorded(sum(recorded.changed for recorded in done), over)


class _Settled(NamedTuple):
    """What an enrolment comes to, and whether too much leave decided it."""

    status: EnrolmentStatus
    by_leave: bool


def _settled(row: Enrolment, status: EnrolmentStatus | None, leave: int, limit: Fraction | None) -> _Settled:
    """The state of an enrolment asked to be `status` (None: as it is) with `leave`; no `limit` lets all leave pass."""
    wanted, hours = status or EnrolmentStatus(row.status), row.course.hours or 0
    if limit is None:
        return _Settled(wanted, False)
    if status is None and wanted in _BY_LEAVE and wanted is enrolment_outcome(hours, row.leave or 0, limit):
        wanted = EnrolmentStatus.ENROLLED  # the leave so far had decided it
    outcome = enrolment_outcome(hours, leave, limit)
    if wanted not in _BY_LEAVE and outcome in _BY_LEAVE:
        return _Settled(outcome, True)
    return _Settled(wanted, False)


def cancel_course(store: Store, course: Course, reason: str) -> None:
    """Call off a course that is not closed; the reason is written in the journal. Raises Refused without one."""
    refuse_unless_open(course)
    reason = _reason(reason)
    with store.step(_("取消“{title}”：{reason}").format(title=course.title, reason=reason)):
        _set_status(course, CourseStatus.CANCELLED)


def open_enrolling(store: Store, course: Course) -> None:
    """Say that people are being enrolled for a planned course. Raises Refused for one that is further than that."""
    status = CourseStatus(Course.by_key(course.id).status)
    if status is not CourseStatus.PLANNED:
        raise Refused(_("“{title}”{status}，不用再开放报名。").format(title=course.title, status=_(status.label)))
    with store.step(_("“{title}”开放报名").format(title=course.title)):
        _set_status(course, CourseStatus.ENROLLING)


def start_course(store: Store, course: Course) -> None:
    """Mark a course as running; one that was called off is taken up again."""
    if Course.by_key(course.id).status == CourseStatus.CLOSED:
        raise Refused(_("“{title}”已结班，请用“重新开班”。").format(title=course.title))
    with store.step(_("“{title}”开班").format(title=course.title)):
        _set_status(course, CourseStatus.RUNNING)


def close_course(store: Store, course: Course) -> int:
    """Close a course: decide by its rule what becomes of everybody who is undecided, and credit the hours to the
    dossier of who completed it, in one step; see `closing_of`.

    Returns the person-times. Raises Refused with a problem for each thing that is missing: dates, hours, attendance,
    marks, undecided enrolments.
    """
    decided = closing_of(store, course)
    course = Course.by_key(course.id)
    if decided.problems:
        raise Refused(decided.problems)
    alike: dict[tuple[str, int], list[int]] = defaultdict(list)
    for line in decided.lines:
        alike[line.status, line.hours].append(line.entry)
    marks = {row.id: (row.result, row.retake) for row in Enrolment.select().where(Enrolment.course == course)}
    with store.step(_("“{title}”结班").format(title=course.title)):
        completed = [line for line in decided.lines if line.status.counted]
        posted = post_training(store, course.id, [_training(course, line, *marks[line.entry]) for line in completed])
        for (status, hours), keys in alike.items():
            Enrolment.update(status=status, hours=hours or None).where(Enrolment.id.in_(keys)).execute()
        _set_status(course, CourseStatus.CLOSED)
        owe_reports(store, course)
    return posted


@dataclass(frozen=True)
class ClosedCourses:
    """How many courses were closed, and for each of the others why not."""

    closed: int
    problems: tuple[Problem, ...]


def close_courses(store: Store, courses: Sequence[int]) -> ClosedCourses:
    """Close every course (by key) that can be, in one step; the others stay open, with a problem each."""
    problems: list[Problem] = []
    with store.step(_("结班 {count} 个班次").format(count=len(courses))):
        for course in map(Course.by_key, courses):
            try:
                close_course(store, course)
            except Refused as refused:
                reasons = "".join(problem.message for problem in refused.problems)
                problems.append(Problem(_("“{title}”：{reasons}").format(title=course.title, reasons=reasons)))
    return ClosedCourses(len(courses) - len(problems), tuple(problems))


def _training(course: Course, line: ClosingLine, result: str, retake: str) -> Training:
    assert course.starts is not None
    return Training(
        person=line.person,
        title=course.title,
        starts=course.starts,
        ends=course.ends,
        hours=line.hours,
        series=shown(COURSE.column(Course.series), course.series),
        form=shown(COURSE.column(Course.form), course.form),
        training_class=course.training_class,
        organiser=course.organiser,
        online=course.online,
        result=_("补考 {mark}").format(mark=retake) if retake else result or EnrolmentStatus.COMPLETED.label,
    )


def reopen_course(store: Store, course: Course, reason: str) -> None:
    """Open a closed course again and take its hours back from the dossier; the reason is written in the journal.

    Who was decided by the rule is undecided again, what somebody has said of people stays. Certificates that were
    issued keep their numbers.
    """
    if Course.by_key(course.id).status != CourseStatus.CLOSED:
        raise Refused(_("“{title}”还没有结班。").format(title=course.title))
    reason, decided = _reason(reason), decided_by_rule(store, course)
    with store.step(_("“{title}”重新开班：{reason}").format(title=course.title, reason=reason)):
        withdraw(store, course.id, TrainingRecord)
        Enrolment.update(hours=None).where(Enrolment.course == course).execute()
        Enrolment.update(status=EnrolmentStatus.ENROLLED).where(Enrolment.id.in_(decided)).execute()
        _set_status(course, CourseStatus.RUNNING)


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused(Problem(_("请填写原因，它会留在操作记录里。"), field="reason"))
    return text.strip()


def _set_status(course: Course, status: CourseStatus) -> None:
    """Change the state of a row read anew, so that nothing else that is old is written with it."""
    row = Course.by_key(course.id)
    row.status = status
    row.save()
    course.status = status
