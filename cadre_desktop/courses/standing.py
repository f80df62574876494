"""How people stand in a course by its rule: what attendance and marks come to, also while the course goes on."""

from cadre_desktop.courses.completion import CompletionRule, Outcome, Taken, attended_share, outcome_of
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import LEAVE_LIMIT, CourseStatus, EnrolmentStatus, credited_hours, leave_limit
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.attending import sessions_of
from cadre_desktop.people.name_list.presence_sheet import PresenceLine, PresenceSheet, read_sheet
from cadre_desktop.people.name_list.rules import PresenceState, hours_missed

USUAL_LIMIT = f"{LEAVE_LIMIT.numerator}/{LEAVE_LIMIT.denominator}"


def rule_of(store: Store, course: Course) -> CompletionRule:
    """What a course asks, with the court's settings where it says nothing itself. Raises Unclear for a wrong share."""
    return rule_with(course, store.setting("leave_limit", USUAL_LIMIT), store.setting("attended_share", ""))


def rule_with(course: Course, limit_set: str, share_set: str) -> CompletionRule:
    """The same with these settings of the court, the second empty where it has none. Raises Unclear as `rule_of`."""
    limit = leave_limit(limit_set)
    share = attended_share(course.attended, share_set, limit)
    return CompletionRule(course.hours or 0, share, limit, course.pass_mark.strip())


def sheet_of(course: Course) -> PresenceSheet | None:
    """The attendance of a course, None where it has no sessions of its own that everybody has to attend."""
    if all(session.make_up for session in sessions_of(course.id)):
        return None
    return read_sheet(ENROLMENTS, course)


def by_rule(row: Enrolment, rule: CompletionRule, sheet: PresenceSheet | None) -> Outcome | None:
    """What the rule says; None where nothing is known of somebody: neither attendance nor marks."""
    if sheet is None and not (rule.pass_mark and row.result.strip()):
        return None
    return outcome_of(rule, taken_by(row, sheet))


def taken_by(row: Enrolment, sheet: PresenceSheet | None) -> Taken:
    """What somebody did: with sessions their attendance counts, without them the leave that was recorded."""
    line = sheet.line_of.get(row.id) if sheet is not None else None
    if sheet is None or line is None:
        return Taken(row.leave or 0, row.leave or 0, row.result, row.retake)
    return Taken(sheet.hours_missed(line), leave_of(sheet, line), row.result, row.retake)


def leave_of(sheet: PresenceSheet, line: PresenceLine) -> int:
    """Tenths of an hour missed with leave, and not made up."""
    excused = [
        session.key
        for session in sheet.missed(line)
        if session.key in sheet.hours and sheet.said[session.key, line.entry].state is PresenceState.LEAVE
    ]
    return hours_missed(sheet.hours, excused, sheet.whole)


def hours_by_sessions(course: Course) -> dict[int, int]:
    """The hours (tenths) that completing a course gives to each enrolment (key) after its attendance; empty where it
    has no sessions."""
    sheet = sheet_of(course)
    if sheet is None:
        return {}
    whole = course.hours or 0
    return {line.entry: max(0, whole - sheet.hours_missed(line)) for line in sheet.lines if not line.guest_of}


def hours_as_things_are(limit_set: str, share_set: str) -> dict[int, int]:
    """The hours (tenths) that enrolments (keys) of open courses with attendance would give if nothing more were missed;
    0 for who does not complete the course any more. The settings are those of `rule_with`.

    A course whose own share cannot be read is taken by the usual one: closing it says what is wrong, and nobody else's
    hours wait for that.
    """
    found: dict[int, int] = {}
    ended = (CourseStatus.CLOSED.value, CourseStatus.CANCELLED.value)
    begun = database.rows(
        "SELECT DISTINCT c.id FROM course c JOIN session s ON s.event = c.id JOIN presence p ON p.session_id = s.id"
        " WHERE c.status NOT IN (?, ?) AND p.state <> ?",
        *ended,
        PresenceState.EXPECTED.value,
    )
    for (key,) in begun:
        course = Course.by_key(key)
        try:
            rule = rule_with(course, limit_set, share_set)
        except Unclear:
            rule = CompletionRule(course.hours or 0, pass_mark=course.pass_mark.strip())
        sheet = sheet_of(course)
        if sheet is not None:
            rows = Enrolment.select().where(Enrolment.course == key)
            found |= {row.id: _hours_of(row, rule, sheet) for row in rows if row.id in sheet.line_of}
    return found


def _hours_of(row: Enrolment, rule: CompletionRule, sheet: PresenceSheet) -> int:
    status, taken = EnrolmentStatus(row.status), taken_by(row, sheet)
    if status is EnrolmentStatus.ENROLLED:
        status = outcome_of(rule, taken).status or EnrolmentStatus.COMPLETED  # not decided yet: it may still come
    return credited_hours(EnrolmentStatus.COMPLETED, rule.hours, taken.missed) if status.counted else 0
