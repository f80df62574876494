"""What closing a course would do: what is missing for it, and who completes it with how many hours and why.

Nothing is written here. The same decision is shown before it is carried out, printed by the command line, and taken
back when the course is opened again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import JOIN

from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.courses.completion import CompletionRule, total_words
from cadre_desktop.courses.name_list import refuse_unless_open
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import (
    EnrolmentStatus,
    course_problems,
    credited_hours,
    format_hours,
    format_sum,
)
from cadre_desktop.courses.standing import by_rule, rule_of, sheet_of, taken_by
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Unclear
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.actions import some_names
from cadre_desktop.people.name_list.attending import sessions_of
from cadre_desktop.people.name_list.presence_sheet import PresenceLine, PresenceSheet
from cadre_desktop.people.name_list.rules import PresenceState
from cadre_desktop.people.records import Court, Person

_AWAY = (EnrolmentStatus.WAITING, EnrolmentStatus.WITHDRAWN, EnrolmentStatus.ABSENT, EnrolmentStatus.FAILED)
"""Of whom no attendance is asked any more."""


@dataclass(frozen=True)
class ClosingLine:
    """What becomes of one enrolment (key): its status, the hours credited (tenths) and the reason; `by_hand` where
    somebody has said so before. `undecided` says what is lacking for a decision."""

    entry: int
    person: int
    name: str
    court: str
    status: EnrolmentStatus
    hours: int
    reason: str
    by_hand: bool = False
    undecided: str = ""


@dataclass(frozen=True)
class Closing:
    """Everything closing a course would do. `problems` have to be put right before, `notes` ought to be known."""

    title: str
    rule: CompletionRule
    lines: tuple[ClosingLine, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def completed(self) -> int:
        """How many complete it."""
        return sum(line.status.counted for line in self.lines)

    @property
    def hours(self) -> int:
        """All hours credited, in tenths."""
        return sum(line.hours for line in self.lines)

    @property
    def words(self) -> str:
        """结业 78 人、未结业 2 人，共计入 1,092 学时."""
        people = total_words(line.status for line in self.lines if not line.undecided)
        undecided = sum(bool(line.undecided) for line in self.lines)
        if undecided:
            people = "、".join(filter(None, (people, _("未定 {count} 人").format(count=undecided))))
        return _("{people}，共计入 {hours} 学时").format(people=people, hours=format_sum(self.hours))


def closing_of(store: Store, course: Course) -> Closing:
    """What closing the course would do; reads everything anew, so it belongs into a job.

    Raises Refused for a course that is closed already, or called off.
    """
    course = Course.by_key(course.id)
    refuse_unless_open(course)
    rows = enrolments_of(course)
    sheet = sheet_of(course)
    problems = list(_unfit(store, course, rows))
    try:
        rule = rule_of(store, course)
    except Unclear as unclear:
        problems.append(Problem(str(unclear), field="attended"))
        rule = CompletionRule(course.hours or 0, pass_mark=course.pass_mark.strip())
    lines = tuple(_line(row, rule, sheet) for row in rows)
    problems += [*_unmarked(sheet, rows), *_undecided(lines), *_holding(rows, lines)]
    return Closing(course.title, rule, lines, tuple(problems), tuple(_notes(course, sheet, lines)))


def decided_by_rule(store: Store, course: Course) -> list[int]:
    """The enrolments (keys) of a closed course whose state is what the rule alone makes of them: these are undecided
    again once the course is open again; what somebody has said against the rule stays."""
    course = Course.by_key(course.id)
    sheet, rule = sheet_of(course), rule_of(store, course)
    return [
        row.id
        for row in enrolments_of(course)
        if row.status not in (EnrolmentStatus.WAITING, EnrolmentStatus.ENROLLED)
        and (said := by_rule(row, rule, sheet)) is not None
        and said.status == row.status
    ]


def enrolments_of(course: Course) -> list[Enrolment]:
    """The enrolments of a course with names and courts, by court, department and name."""
    query = Enrolment.select(Enrolment, Person.id, Person.name, Court.name, Court.short_name).join(Person)
    query = query.switch(Enrolment).join(Court, JOIN.LEFT_OUTER).where(Enrolment.course == course)
    return list(query.order_by(Court.place, Person.department, Person.pinyin, Enrolment.id))


def _line(row: Enrolment, rule: CompletionRule, sheet: PresenceSheet | None) -> ClosingLine:
    person: Any = row.person
    court = (row.court.short_name or row.court.name) if row.court else ""
    status, said = EnrolmentStatus(row.status), by_rule(row, rule, sheet)
    who = (row.id, person.id, person.name, court)
    if status is EnrolmentStatus.WAITING:
        return ClosingLine(*who, status, 0, _("候补，没有轮到"))
    hours = credited_hours(EnrolmentStatus.COMPLETED, rule.hours, taken_by(row, sheet).missed)
    if status is not EnrolmentStatus.ENROLLED:
        reason = _("已标记{status}").format(status=_(status.label))
        if said is not None and said.status is not status:
            reason = _("{reason}；按规则：{rule}").format(reason=reason, rule=said.reason)
        elif said is not None:
            reason = said.reason
        return ClosingLine(*who, status, hours if status.counted else 0, reason, by_hand=True)
    if said is None:
        return ClosingLine(*who, status, 0, _("参训情况未定"), undecided=_("参训情况未定"))
    if said.status is None:
        return ClosingLine(*who, status, 0, said.reason, undecided=said.reason)
    reason = _("考勤没有登记全，暂按出勤计算") if _lacks_marks(sheet, row.id) else said.reason
    return ClosingLine(*who, said.status, hours if said.status.counted else 0, reason)


def _lacks_marks(sheet: PresenceSheet | None, entry: int) -> bool:
    """Whether the attendance of somebody is missing in a session; others decide nothing of it."""
    line = sheet.line_of.get(entry) if sheet is not None else None
    if sheet is None or line is None:
        return False
    return any(sheet.is_expected(session, line) and _open(sheet, session.key, line) for session in sheet.sessions)


def _unfit(store: Store, course: Course, rows: Sequence[Enrolment]) -> Iterator[Problem]:
    yield from course_problems(course.starts, course.ends, course.hours)
    if not course.hours:
        yield Problem(_("请先填写学时，再结班。"), field="hours")
    last = course.ends or course.starts
    if last and last > store.clock.today():
        yield Problem(_("培训 {day} 才结束，还不能结班。").format(day=last.isoformat()), field="ends")
    if not rows:
        yield Problem(_("还没有参训人员，请先报名；没有举办的请取消。"))


def _unmarked(sheet: PresenceSheet | None, rows: Sequence[Enrolment]) -> Iterator[Problem]:
    """A sentence for each session in which the attendance of somebody is not recorded."""
    if sheet is None:
        return
    gone = {row.id for row in rows if row.status in _AWAY}
    for session in sheet.sessions:
        if not sheet.counts(session)[""]:
            continue
        asked = (line for line in sheet.roll(session) if line.entry not in gone)
        names = [line.called for line in asked if _open(sheet, session.key, line)]
        if names:
            text = _("{session}：{names}的考勤没有登记；没有上的课次请删除。")
            yield Problem(text.format(session=session.words, names=some_names(names)))


def _open(sheet: PresenceSheet, session: int, line: PresenceLine) -> bool:
    mark = sheet.said.get((session, line.entry))
    return mark is None or mark.state is PresenceState.EXPECTED


def _undecided(lines: Iterable[ClosingLine]) -> Iterator[Problem]:
    """A sentence for everything of which people lack the same."""
    lacking: dict[str, list[str]] = {}
    for line in lines:
        if line.undecided:
            lacking.setdefault(line.undecided, []).append(line.name)
    for what, names in lacking.items():
        if what == _("参训情况未定"):
            text = _("{names}的参训情况未定，请先标记结业、缺席或退学，或排课登记考勤。")
            yield Problem(text.format(names=some_names(names)))
        else:
            yield Problem(_("{names}：{what}").format(names=some_names(names), what=what.rstrip("。")) + "。")


def _holding(rows: Sequence[Enrolment], lines: Sequence[ClosingLine]) -> Iterator[Problem]:
    """Who holds a certificate of the course has to complete it."""
    held: Any = IssuedCertificate.select(IssuedCertificate.id).where(IssuedCertificate.cancelled.is_null())
    keys = [row.__data__["certificate"] for row in rows if row.__data__["certificate"]]
    valid = {key for (key,) in held.where(IssuedCertificate.id.in_(keys)).tuples()} if keys else set()
    holders = {row.id for row in rows if row.__data__["certificate"] in valid}
    names = [line.name for line in lines if line.entry in holders and not line.status.counted and not line.undecided]
    if names:
        text = _("{names}已发结业证书，现在却不能结业，请先作废证书。")
        yield Problem(text.format(names=some_names(names)))


def _notes(course: Course, sheet: PresenceSheet | None, lines: Iterable[ClosingLine]) -> Iterator[str]:
    """What does not hinder, but ought to be known before."""
    waiting = [line.name for line in lines if line.status is EnrolmentStatus.WAITING]
    if waiting:
        yield _("{names}还在候补，结班后不计人次。").format(names=some_names(waiting))
    if sheet is None:
        return
    given = [session.hours for session in sessions_of(course.id) if not session.make_up]
    total = sum(hours or 0 for hours in given)
    if None not in given and total != (course.hours or 0):
        text = _("各课次学时合计 {total}，班次学时 {hours}，按班次学时计算。")
        yield text.format(total=format_hours(total), hours=format_hours(course.hours or 0))
    pending = Counter(entry for (_session, entry), made in sheet.made_up.items() if not made.done)
    names = [line.called for line in sheet.lines if line.entry in pending]
    if names:
        yield _("{names}安排的补课还没有上，现在按缺课计算。").format(names=some_names(names))
