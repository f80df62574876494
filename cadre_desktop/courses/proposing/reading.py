"""What speaks for people and what against, read for a whole group by a few statements.

Nothing confidential is read: of an absence only its days, of a grade only what it is called.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.courses.proposing.missing import NOTHING, lacking
from cadre_desktop.courses.proposing.rules import GRADE_YEARS, PersonFacts, day_text
from cadre_desktop.courses.proposing.targets import Target
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import CourseForm, CourseStatus, EnrolmentStatus, Series
from cadre_desktop.kit.display import shown
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.actions import some_names
from cadre_desktop.people.registers.annual_grades import Grade
from cadre_desktop.people.rules import PersonStatus, TrainingOrigin

_HALVES = {Grade.EXCELLENT: 2, Grade.COMPETENT: 1}
_AWAY = (EnrolmentStatus.WITHDRAWN.value, EnrolmentStatus.ABSENT.value)
_ORIGINS = {
    CourseForm.STUDY_TRIP: TrainingOrigin.UNIVERSITY,
    CourseForm.SECONDMENT: TrainingOrigin.SECONDMENT,
    CourseForm.ON_THE_JOB: TrainingOrigin.ON_THE_JOB,
}
"""Courses that are held elsewhere are of one kind whatever they are about: one goes to a university in turn."""


@dataclass(frozen=True)
class CourseKind:
    """What counts as the same kind of course: how it is called, and the training records that were of it."""

    words: str
    sql: str
    parameters: tuple[str, ...]


def kind_of(course: Course) -> CourseKind:
    """Study trips, secondments and work elsewhere are of the kind of their form, other courses of that of their series,
    or of their training class; where neither is said any training is of the kind."""
    if origin := _ORIGINS.get(CourseForm(course.form)) if course.form else None:
        form = CourseForm(course.form)
        spelled = (form.label, *form.also)
        return CourseKind(_(form.label), f"(origin = ? OR form IN ({_marks(spelled)}))", (origin.value, *spelled))
    if course.series:
        series = Series(course.series)
        spelled = (series.value, series.label, *series.also)
        return CourseKind(_("{name}系列培训").format(name=series.short), f"series IN ({_marks(spelled)})", spelled)
    if course.training_class:
        name = shown(COURSE.column(Course.training_class), course.training_class)
        return CourseKind(_("{name}类培训").format(name=name), "training_class = ?", (course.training_class,))
    return CourseKind(_("培训"), "1 = 1", ())


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


@dataclass(frozen=True)
class TargetGroup:
    """The people of a target group: what speaks for those who can go, and why the others cannot, by key."""

    facts: list[PersonFacts]
    barred: dict[int, str]


def read_group(store: Store, course: Course, target: Target) -> TargetGroup:
    """Read what the file knows of the people of `target` as of the first day of `course`."""
    assert course.starts is not None
    people = _people(course, target)
    barred = _barred(course, {person: status for person, _court, _department, status in people})
    lacks = lacking(store, course.starts.year, online=is_online(course))
    able = [row for row in people if row[0] not in barred]
    keys = [row[0] for row in able]
    trained, grades, pools = _trained(course), _grades(course.starts.year), _pools(course.starts)
    graded = [grades.get(key, "") for key in keys]
    meant = {text: _grade(text) for text in set(graded)}
    missing, asked, five = zip(*(lacks.get(key, NOTHING) for key in keys), strict=True) if able else ((), (), ())
    columns = (
        keys,
        (row[1] for row in able),
        (row[2] for row in able),
        missing,
        (trained.get(key, "") for key in keys),
        map(trained.__contains__, keys),
        *zip(*map(meant.__getitem__, graded), strict=True),
        (pools.get(key, "") for key in keys),
        asked,
        five,
    )
    facts = list(map(PersonFacts._make, zip(*columns, strict=True))) if able else []
    return TargetGroup(facts, barred)


def is_online(course: Course) -> bool:
    """Whether a course gives hours online, and takes no day."""
    return bool(course.online) or course.form == CourseForm.ONLINE


def _people(course: Course, target: Target) -> list[tuple[int, int, int | None, str]]:
    """Person, court, department and status."""
    tests, parameters = _target_sql(course, target)
    where = " AND ".join(tests) or "1 = 1"
    return database.rows(f"SELECT p.id, p.court_id, p.department_id, p.status FROM person p WHERE {where}", *parameters)


def _target_sql(course: Course, target: Target) -> tuple[list[str], list[object]]:
    tests: list[str] = []
    parameters: list[object] = []
    for name, value in (
        ("category", target.category),
        ("court_id", target.court),
        ("department_id", target.department),
    ):
        if value:
            tests.append(f"p.{name} = ?")
            parameters.append(value)
    if target.line:
        inherited = "p.line = '' AND p.department_id IN (SELECT id FROM department WHERE line = ?)"
        tests.append(f"(p.line = ? OR {inherited})")
        parameters += [target.line, target.line]
    if target.post_level:
        held = "SELECT person_id FROM post_held WHERE post_level = ? AND starts <= ? AND (ends IS NULL OR ends >= ?)"
        tests.append(f"p.id IN ({held})")
        first, _last = _span(course)
        parameters += [target.post_level, first, first]
    return tests, parameters


def _barred(course: Course, people: Mapping[int, str]) -> dict[int, str]:
    """Why people (with their status) cannot go: first who is enrolled, then who has left, is away, is elsewhere."""
    found = {
        **_clashing(course),
        **_same_item(course),
        **_away(course, people),
        **_left(people),
        **_enrolled(course),
    }
    return {person: why for person, why in found.items() if person in people}


def _enrolled(course: Course) -> dict[int, str]:
    labels = EnrolmentStatus.table()
    rows = database.rows("SELECT person_id, status FROM enrolment WHERE course_id = ?", course.id)
    return {person: _("已在名单上（{status}）").format(status=_(labels.label(status))) for person, status in rows}


def _left(people: Mapping[int, str]) -> dict[int, str]:
    words = {each.value: _("已不在岗（{status}）").format(status=_(each.label)) for each in PersonStatus}
    gone = {each.value for each in PersonStatus if not each.on_staff}
    return {person: words[status] for person, status in people.items() if status in gone}


def _away(course: Course, people: Mapping[int, str]) -> dict[int, str]:
    """Who is absent on a day of the course; who is said to be on leave, unless the leave is known to end before it.
    Of what class an absence is does not matter here and is not told."""
    first, last = _span(course)
    told = {}
    back = set()
    for person, starts, ends in database.rows(
        "SELECT person_id, starts, ends FROM absence WHERE ends IS NULL OR ends >= ? ORDER BY person_id, starts",
        (course.starts or date.min).replace(month=1, day=1).isoformat(),
    ):
        if ends is not None and ends < first:
            back.add(person)
        elif starts <= last:
            since = _("{day} 起离岗").format(day=day_text(starts))
            told[person] = since if ends is None else _("{since}，到 {day}").format(since=since, day=day_text(ends))
    on_leave = PersonStatus.ON_LEAVE.value
    for person, status in people.items():
        if status == on_leave and person not in told and person not in back:
            told[person] = _("离岗")
    return told


def _clashing(course: Course) -> dict[int, str]:
    """Who is in another course on a day of this one; courses online take no day."""
    if is_online(course):
        return {}
    first, last = _span(course)
    own = _days(course.id)
    courses: dict[int, set[str]] = {}
    found: dict[int, list[str]] = {}
    for person, other, title in database.rows(
        f"SELECT e.person_id, c.id, c.title FROM course c JOIN enrolment e ON e.course_id = c.id"
        f" WHERE c.id <> ? AND c.starts <= ? AND coalesce(c.ends, c.starts) >= ? AND NOT c.online AND c.status <> ?"
        f" AND e.status NOT IN ({_marks(_AWAY)}, ?) ORDER BY c.starts, c.id",
        *(course.id, last, first, CourseStatus.CANCELLED.value, *_AWAY, EnrolmentStatus.WAITING.value),
    ):
        if other not in courses:
            courses[other] = _days(other)
        if not own or not courses[other] or own & courses[other]:
            found.setdefault(person, []).append(_("“{title}”").format(title=title))
    words = _("同一时间已在{courses}")
    return {person: words.format(courses=some_names(titles)) for person, titles in found.items()}


def _days(course: int) -> set[str]:
    """On which days a course has sessions; none where they are not planned yet, which means all its days."""
    return {day for (day,) in database.rows("SELECT day FROM session WHERE event = ? AND NOT make_up", course)}


def _same_item(course: Course) -> dict[int, str]:
    """Who is in another course that carries out the same line of the plan: it is one course held several times."""
    item = course.__data__.get("plan_item")
    if item is None:
        return {}
    words = _("已参加同一计划项目的“{title}”")
    rows = database.rows(
        f"SELECT e.person_id, c.title FROM course c JOIN enrolment e ON e.course_id = c.id WHERE c.plan_item_id = ?"
        f" AND c.id <> ? AND c.status <> ? AND e.status NOT IN ({_marks(_AWAY)}) ORDER BY c.starts, c.id",
        *(item, course.id, CourseStatus.CANCELLED.value, *_AWAY),
    )
    return {person: words.format(title=title) for person, title in rows}


def _span(course: Course) -> tuple[str, str]:
    assert course.starts is not None
    return course.starts.isoformat(), (course.ends or course.starts).isoformat()


def _trained(course: Course) -> dict[int, str]:
    """For everybody who was trained before the course, the last day of a training of its kind, "" for none."""
    kind = kind_of(course)
    statement = (
        f"SELECT person_id, coalesce(max(CASE WHEN {kind.sql} THEN coalesce(ends, starts) END), '')"
        " FROM training_record WHERE starts < ? GROUP BY person_id"
    )
    return dict(database.rows(statement, *kind.parameters, _span(course)[0]))


def _grades(year: int) -> dict[int, str]:
    """By person the year and code of the latest grade before `year`."""
    ungraded = (Grade.UNGRADED.value, Grade.ABSENT.value)
    rows = database.rows(
        "SELECT person_id, max(year || grade) FROM annual_grade WHERE year >= ? AND year < ?"
        f" AND grade NOT IN ({_marks(ungraded)}) GROUP BY person_id",
        *(year - GRADE_YEARS, year, *ungraded),
    )
    return dict(rows)


def _grade(text: str) -> tuple[str, int, int]:
    """How a grade is called, its year and how much it speaks for somebody; `text` is year and code, "" for none."""
    if not text:
        return "", 0, 0
    grade = Grade(text[4:])
    return grade.label, int(text[:4]), _HALVES.get(grade, 0)


def _pools(day: date) -> dict[int, str]:
    """By person a pool he is in on `day`, as the dossier has it: the one entered first."""
    rows = database.rows(
        'SELECT person_id, pool FROM pool_entry WHERE entered <= ? AND ("left" IS NULL OR "left" > ?)'
        " ORDER BY entered DESC, id DESC",
        day.isoformat(),
        day.isoformat(),
    )
    return dict(rows)
