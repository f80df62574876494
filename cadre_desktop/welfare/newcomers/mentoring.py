"""Mentors of newcomers (师徒结对): at most two newcomers each at a time, a plan, notes and an opinion."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cadre_desktop.kit import editing
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.months import months_later
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.guiding import NEWCOMERS_AT_MOST
from cadre_desktop.people.registers.mentors import MENTOR_NOTES, MENTOR_PAIRS, MentorNote, MentorPair, MentorPurpose
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.newcomers.enlisting import newcomer_now
from cadre_desktop.welfare.newcomers.rules import PROBATION_MONTHS

_OF_NEWCOMERS = MentorPair.purpose == MentorPurpose.NEWCOMER


def guided_by(mentor: int, first: date, last: date | None) -> list[MentorPair]:
    """The pairs in which a mentor guides newcomers at some time between two days (None: for good)."""
    within = (_OF_NEWCOMERS, MentorPair.mentor == mentor, (MentorPair.ends.is_null()) | (MentorPair.ends >= first))
    rows = MentorPair.select().where(*within).order_by(MentorPair.starts)
    return [row for row in rows if last is None or row.starts <= last]


def pairs_of(people: Sequence[int]) -> dict[int, MentorPair]:
    """The latest pair of each newcomer (person's key)."""
    rows = MentorPair.select().where(_OF_NEWCOMERS, MentorPair.person.in_(list(people)))
    return {row.__data__["person"]: row for row in rows.order_by(MentorPair.starts, MentorPair.id)}


def pair_up(store: Store, newcomer: int, mentor: int, starts: date, plan: str) -> MentorPair:
    """Let `mentor` guide a newcomer for a year from a day on.

    Raises Refused for a mentor who is not at work or has as many newcomers as allowed at that time, for a newcomer who
    has a mentor then, without a plan, and before the day of reporting.
    """
    row, guide = newcomer_now(newcomer), Person.by_key(mentor)
    ends = months_later(starts, PROBATION_MONTHS)
    problems = []
    if not PersonStatus(guide.status).on_staff:
        text = _("{name}的人员状态为“{status}”，不能当导师。")
        words = text.format(name=guide.name, status=_(PersonStatus(guide.status).label))
        problems.append(Problem(words, field="mentor"))
    if row.reported is not None and starts < row.reported:
        problems.append(Problem(_("结对日期早于报到日，请核对。"), field="day"))
    if not plan.strip():
        problems.append(Problem(_("请填写培养计划。"), field="plan"))
    held = guided_by(mentor, starts, ends)
    if len(held) >= NEWCOMERS_AT_MOST:
        text = _("{name}已带 {count} 名新人（{names}），一位导师同时最多带 {most} 名；请另选导师，或先结束一对。")
        names = "、".join(pair.person.name for pair in held)
        words = text.format(name=guide.name, count=len(held), names=names, most=NEWCOMERS_AT_MOST)
        problems.append(Problem(words, field="mentor"))
    own = pairs_of([row.__data__["person"]]).get(row.__data__["person"])
    if own is not None and (own.ends is None or own.ends >= starts):
        text = _("{name}已由{mentor}带教，请先结束那一对，或改结对日期。")
        problems.append(Problem(text.format(name=row.person.name, mentor=own.mentor.name), field="mentor"))
    if problems:
        raise Refused(problems)
    values = {
        "person": row.__data__["person"],
        "mentor": mentor,
        "purpose": MentorPurpose.NEWCOMER,
        "starts": starts,
        "ends": ends,
        "plan": plan.strip(),
    }
    pair = editing.add(store, MENTOR_PAIRS.kind, values)
    assert isinstance(pair, MentorPair)
    return pair


def note_quarter(store: Store, newcomer: int, day: date, text: str) -> MentorNote:
    """Keep what was done in a quarter of the pair that a newcomer is in. Raises Refused without a pair or text, and for
    a day that is not in its time."""
    pair = _pair_of(newcomer)
    _vet_day(pair, day)
    note = editing.add(store, MENTOR_NOTES.kind, {"pair": pair.id, "day": day, "note": text.strip()})
    assert isinstance(note, MentorNote)
    return note


def end_pair(store: Store, newcomer: int, day: date, opinion: str) -> MentorPair:
    """End the pair of a newcomer with the mentor's opinion. Raises Refused as `note_quarter` does."""
    pair = _pair_of(newcomer)
    if pair.starts is not None and day < pair.starts:
        raise Refused(Problem(_("日期早于结对日期，请核对。"), field="day"))
    if not opinion.strip():
        raise Refused(Problem(_("请填写导师的期满意见。"), field="opinion"))
    changed = editing.change(store, MENTOR_PAIRS.kind, pair.id, {"ends": day, "opinion": opinion.strip()})
    assert isinstance(changed, MentorPair)
    return changed


def _pair_of(newcomer: int) -> MentorPair:
    row = newcomer_now(newcomer)
    pair = pairs_of([row.__data__["person"]]).get(row.__data__["person"])
    if pair is None:
        raise Refused(_("{name}还没有导师，请先结对。").format(name=row.person.name))
    return pair


def _vet_day(pair: MentorPair, day: date) -> None:
    if pair.starts is not None and day < pair.starts:
        raise Refused(Problem(_("日期早于结对日期，请核对。"), field="day"))
    if pair.ends is not None and day > pair.ends:
        words = _("结对已于 {day} 结束，请核对日期。").format(day=pair.ends.isoformat())
        raise Refused(Problem(words, field="day"))


def too_many() -> Iterable[str]:
    """Mentors with more newcomers at a time than allowed, as sentences."""
    rows: list[Any] = database.rows(
        "SELECT p.name, a.starts, count(*) FROM mentor_pair a JOIN mentor_pair b ON b.mentor_id = a.mentor_id"
        " AND b.purpose = 'newcomer' AND b.starts <= a.starts AND (b.ends IS NULL OR b.ends >= a.starts)"
        " JOIN person p ON p.id = a.mentor_id WHERE a.purpose = 'newcomer'"
        " GROUP BY a.id HAVING count(*) > ? ORDER BY p.pinyin, a.starts",
        NEWCOMERS_AT_MOST,
    )
    words = _("{name}自 {day} 起同时带 {count} 名新人，最多 {most} 名。")
    for name, day, count in rows:
        yield words.format(name=name, day=day, count=count, most=NEWCOMERS_AT_MOST)
