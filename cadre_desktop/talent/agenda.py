"""The days that planned moves and notes of mentors are to be thought of, and fresh titles that a reserve is fed by."""

from collections.abc import Iterator
from datetime import date, timedelta

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.registers.mentors import MENTOR_PAIRS, MentorPurpose
from cadre_desktop.talent.kinds import POOL, ROTATION
from cadre_desktop.talent.records import Rotation
from cadre_desktop.talent.rules import MembershipStatus, PoolType, RotationStatus

_QUARTER = timedelta(days=92)
_FRESH = timedelta(days=60)
"""So long after a contest the overview says that its title holders may be considered for a reserve."""
_STATES = ", ".join(f"'{status}'" for status in MembershipStatus if status.in_pool)
_UNNOTED = """
    SELECT m.id, p.name, o.name,
        max(m.starts, coalesce((SELECT max(day) FROM mentor_note n WHERE n.pair_id = m.id), ''))
    FROM mentor_pair m JOIN person p ON p.id = m.person_id JOIN person o ON o.id = m.mentor_id
    WHERE m.purpose = ? AND m.starts <= ? AND (m.ends IS NULL OR m.ends >= ?)
"""
_TITLED = f"""
    SELECT l.id, l.name, h.granted, count(DISTINCT h.person_id)
    FROM pool l JOIN honour h ON h.source IS NOT NULL AND h.person_id IS NOT NULL AND h.granted BETWEEN ? AND ?
    WHERE l.type = ? AND h.source NOT IN (SELECT id FROM honour_proposal) AND h.person_id NOT IN
        (SELECT person_id FROM membership WHERE pool_id = l.id AND status IN ({_STATES}))
    GROUP BY l.id, h.granted ORDER BY h.granted
"""


def _coming(first: date, last: date) -> Iterator[Due]:
    query = Rotation.select().where(Rotation.planned.between(first, last), Rotation.status == RotationStatus.PLANNED)
    for rotation in query:
        yield Due(rotation.planned, _("轮岗：{name}").format(name=rotation.person.name), rotation.id)


def _overdue(today: date) -> Iterator[Due]:
    query = Rotation.select().where(Rotation.planned < today, Rotation.status == RotationStatus.PLANNED)
    for rotation in query:
        yield Due(rotation.planned, _("轮岗未落实：{name}").format(name=rotation.person.name), rotation.id)


def _unnoted(first: date, last: date) -> Iterator[Due]:
    """The pairs of the pools that should have a note again within these days, a quarter after the last."""
    for key, name, mentor, noted in database.rows(
        _UNNOTED, MentorPurpose.TALENT.value, last.isoformat(), first.isoformat()
    ):
        day = date.fromisoformat(noted) + _QUARTER
        if first <= day <= last:
            text = _("导师季度记录：{name}（导师{mentor}）").format(name=name, mentor=mentor)
            yield Due(day, text, key)


def _never_noted(today: date) -> Iterator[Due]:
    """The pairs still going on that should have had a note before today."""
    last = today - timedelta(days=1)
    rows = database.rows(_UNNOTED, MentorPurpose.TALENT.value, last.isoformat(), today.isoformat())
    for key, name, mentor, noted in rows:
        day = date.fromisoformat(noted) + _QUARTER
        if day <= last:
            text = _("导师季度记录未写：{name}（导师{mentor}）").format(name=name, mentor=mentor)
            yield Due(day, text, key)


def _titled(today: date) -> Iterator[Due]:
    rows = database.rows(_TITLED, (today - _FRESH).isoformat(), today.isoformat(), PoolType.EXPERT.value)
    for key, pool, granted, count in rows:
        text = _("{count} 名竞赛称号获得者可研究入库：{pool}").format(count=count, pool=pool)
        yield Due(date.fromisoformat(granted), text, key)


DUE_DATES = (
    DueDate(ROTATION, _coming, _overdue),
    DueDate(MENTOR_PAIRS.kind, _unnoted, _never_noted),
    DueDate(POOL, lambda _first, _last: (), _titled),
)
