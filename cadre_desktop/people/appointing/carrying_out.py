"""Writing a change of post into the dossier: what somebody held ends the day before, what he gets begins on the day,
and his own row says what holds now.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from cadre_desktop.kit.kind import Values, missing
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.appointing.words import names_post, without
from cadre_desktop.people.kinds import APPOINTMENT
from cadre_desktop.people.records import Appointment, Person
from cadre_desktop.people.registers.posts_held import PostHeld


class Posted(NamedTuple):
    """How many lines were written or taken back, and what ought to be looked at."""

    lines: int
    told: tuple[str, ...]


def appoint(store: Store, rows: Sequence[Values], label: str = "") -> int:
    """Enter changes of post in one step: each is kept in the dossier, and the person's post becomes the new one unless
    he has got another since.

    Raises Refused with the problems of all rows.
    """
    problems = [problem for values in rows for problem in missing(APPOINTMENT, values)]
    if problems:
        raise Refused(problems)
    with store.step(label or _("职务调整 {count} 人").format(count=len(rows))):
        for values in rows:
            person = Person.by_key(values["person"])
            line = Appointment.add(**{"old_post": person.post, "from_court": person.__data__["court"], **values})
            post_line(line)
    return len(rows)


def post_line(line: Any) -> list[str]:
    """Write one line into the dossier of its person, inside a step; returns what ought to be looked at.

    Raises Refused where the dossier already says something of a later day.
    """
    person, day = Person.by_key(line.__data__["person"]), line.decided
    held = list(PostHeld.select().where(PostHeld.person == person.id, PostHeld.ends.is_null()))
    if any(row.starts == day and row.post and not _is_the_same(row, line) for row in held) and line.new_post:
        text = _("“{name}”从 {day} 起已有别的职务，请先核对任职任级经历。")
        raise Refused(text.format(name=person.name, day=day.isoformat()))
    for row in list(_ended(line, person, held)):
        row.ends = day - timedelta(days=1)
        row.save()
        _keep_rest(row, line)
    later = [row for row in held if row.starts > day]
    _begin(line, person, held, later)
    if _is_overtaken(line, person, later):
        text = _("“{name}”现任职务的时间晚于 {day}，人员信息没有改，只记入了任职任级经历。")
        return [text.format(name=person.name, day=day.isoformat())]
    _change_person(line, person)
    return []


def _is_overtaken(line: Any, person: Any, later: Sequence[Any]) -> bool:
    """Whether the person has got a post since: then the row of the person says that, and goes on saying it."""
    since = person.post_since
    known = since is not None and since > line.decided
    return bool(line.new_post or line.removed_post) and (known or any(row.post for row in later))


def _ended(line: Any, person: Any, held: Sequence[Any]) -> Iterator[Any]:
    """The open rows that end with the line; one for the present post is made first where the dossier has none."""
    before = [row for row in held if row.starts < line.decided]
    if line.new_post or line.removed_post:
        posts = [row for row in before if row.post]
        known = person.post and person.post_since and person.post_since < line.decided
        if known and not any(row.post for row in held):
            posts = [_present(line, person)]
        named = [row for row in posts if without(row.post, line.removed_post) != row.post]
        # Without a word on what somebody is removed from, the new post takes the place of the old ones.
        yield from posts if line.new_post and not line.removed_post else named
    for field in ("rank", "judge_grade"):
        if getattr(line, field):
            yield from (row for row in before if getattr(row, field) and not row.post)


def _present(line: Any, person: Any) -> Any:
    """The present post as the person's row says it, written down since it is about to be over."""
    return PostHeld.add(
        person=person.id, starts=person.post_since, court=person.__data__["court"], post=person.post, source=line.id
    )


def _is_the_same(row: Any, line: Any) -> bool:
    """Whether a row already says what the line brings."""
    return row.starts == line.decided and bool(row.post) and row.post == line.new_post


def _keep_rest(row: Any, line: Any) -> None:
    """What goes on of a row that ends: a rank or grade that was written in one row with the post, from when it began;
    and the other posts in it, from the day of the line."""
    whose = {"person": row.__data__["person"], "court": row.__data__["court"], "source": line.id}
    kept = {
        field: getattr(row, field)
        for field in ("rank", "judge_grade")
        if row.post and getattr(row, field) and not getattr(line, field)
    }
    if kept:
        PostHeld.add(**whose, starts=row.starts, **kept)
    if row.post and line.removed_post and (left := without(row.post, line.removed_post)):
        PostHeld.add(**whose, starts=line.decided, post=left, post_level=row.post_level)


def _begin(line: Any, person: Any, held: Sequence[Any], later: Sequence[Any]) -> None:
    """The rows that begin with the line: one for the post, one for rank and grade; each ends where a later one begins
    that the dossier has already."""
    court = line.__data__.get("court") or person.__data__["court"]
    common = {
        "person": person.id,
        "starts": line.decided,
        "court": court,
        "document_number": line.document_number,
        "source": line.id,
    }
    if line.new_post and not any(_is_the_same(row, line) for row in held):
        ends = _until(row for row in later if row.post)
        PostHeld.add(**common, ends=ends, post=line.new_post, post_level=line.post_level)
    if line.rank or line.judge_grade:
        ends = _until(row for row in later if (line.rank and row.rank) or (line.judge_grade and row.judge_grade))
        PostHeld.add(**common, ends=ends, rank=line.rank, judge_grade=line.judge_grade)


def _until(later: Iterable[Any]) -> date | None:
    """The day before the first of later rows begins; None without any."""
    first = min((row.starts for row in later), default=None)
    return None if first is None else first - timedelta(days=1)


def _change_person(line: Any, person: Any) -> None:
    """What holds now, in the person's own row."""
    if line.new_post:
        left = without(person.post, line.removed_post) if line.removed_post else ""
        keeps = left and left != person.post and not names_post(line.new_post, left)
        person.post = "、".join((left, line.new_post)) if keeps else line.new_post
        person.post_since = line.decided
    elif line.removed_post:
        person.post = without(person.post, line.removed_post)
        person.post_since = person.post_since if person.post else None
    court, department = line.__data__.get("court"), line.__data__.get("department")
    if court or department:
        person.court, person.department = court or person.__data__["court"], department
    for field in ("rank", "judge_grade"):
        if getattr(line, field):
            setattr(person, field, getattr(line, field))
    person.save()
