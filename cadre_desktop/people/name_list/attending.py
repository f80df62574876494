"""Sessions of an event and who was there: planned, recorded, made up; each of it is one step that can be undone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.records import Lecturer, Presence, Session
from cadre_desktop.people.name_list.rules import (
    Half,
    PresenceMark,
    PresenceState,
    half_of,
    planned_slots,
    read_time,
    session_problems,
)
from cadre_desktop.people.name_list.session_words import SessionWords

_FEW = 500
"""So many people at most are asked for by name; of more all of a session are read."""
Cell = tuple[int, int]
"""The keys of a session and of a row of the list."""


def sessions_of(event: int) -> list[Session]:
    """The sessions of an event (key) by day and time."""
    order = {half.value: index for index, half in enumerate(Half)}
    rows = list(Session.select().where(Session.event == event))
    return sorted(rows, key=lambda row: (row.day, order.get(row.half, -1), row.begins, row.id))


def save_session(store: Store, names: NameListOf, event: Any, values: Values, key: int | None = None) -> Session:
    """Add a session or change one. Raises Refused with a problem for each field, and when the list is closed."""
    event = names.now(event)
    names.vet_open(event)
    values = vetted_session(names, event, values)
    title = names.title_of(event)
    if key is None:
        with store.step(names.words.said(_("“{title}”新增{session}"), title=title)):
            return Session.add(event=event.id, **values)
    row = Session.by_key(key)
    with store.step(names.words.said(_("“{title}”修改{session}"), title=title)):
        for name, value in values.items():
            if row.__data__.get(name) != value:
                setattr(row, name, value)
        if row.dirty_fields:
            row.save()
    return row


def vetted_session(names: NameListOf, event: Any, values: Values) -> Values:
    """The values of a session with times as ``09:00``, and the half of the day and the lecturer that follow from them.

    Raises Refused with a problem for each field.
    """
    values, problems = dict(values), []
    for field in ("begins", "ends"):
        try:
            values[field] = read_time(values.get(field) or "")
        except Unclear as unclear:
            problems.append(Problem(str(unclear), field=field))
            values[field] = ""
    day: date | None = values.get("day")
    if day is None:
        problems.append(Problem(names.words.said(_("请填写{session}的日期。")), field="day"))
    elif not values.get("make_up"):
        problems += _outside(names.words, day, names.value(event, names.starts), names.value(event, names.ends))
    lecturer = lecturer_of(values)
    if lecturer is not None:
        values |= {"taught_by": lecturer.id, "lecturer": lecturer.name}
    problems += session_problems(values["begins"], values["ends"], values.get("hours"))
    if problems:
        raise Refused(problems)
    values["half"] = values.get("half") or half_of(values["begins"], values["ends"])
    return values


def lecturer_of(values: Values) -> Lecturer | None:
    """Who of the lecturers a session with these values names: the one chosen, or the only one of the name written."""
    if values.get("taught_by"):
        return Lecturer.get_or_none(Lecturer.id == values["taught_by"])
    named = list(Lecturer.select().where(Lecturer.name == values["lecturer"])) if values.get("lecturer") else []
    return named[0] if len(named) == 1 else None


def _outside(words: SessionWords, day: date, starts: date, ends: date | None) -> Iterable[Problem]:
    if not starts <= day <= (ends or starts):
        text = _("{day} 不在活动期间（{starts} 至 {ends}），请核对；{make_up}请勾选“{make_up}”。")
        yield Problem(words.said(text, day=day, starts=starts, ends=ends or starts), field="day")


def plan_sessions(
    store: Store, names: NameListOf, event: Any, halves: Sequence[Half], *, weekends: bool = True
) -> list[int]:
    """Make a session for each of these halves (none: one for the day) of each day of an event; returns their keys.

    Those that are there already stay. Raises Refused when the list is closed or none would be new.
    """
    event = names.now(event)
    names.vet_open(event)
    held = {(row.day, row.half) for row in sessions_of(event.id)}
    slots = planned_slots(names.value(event, names.starts), names.value(event, names.ends), halves, weekends)
    fresh = [slot for slot in slots if (slot.day, slot.half) not in held]
    if not fresh:
        raise Refused(names.words.said(_("这些日期的{session}都已经有了。")))
    words = names.words.said(_("“{title}”{planning} {count} 次"), title=names.title_of(event), count=len(fresh))
    with store.step(words):
        return list(Session.add_many([{"event": event.id, "day": slot.day, "half": slot.half} for slot in fresh]))


def remove_sessions(store: Store, names: NameListOf, event: Any, sessions: Sequence[int]) -> int:
    """Delete sessions with the presence recorded in them in one step; returns how many.

    Raises Refused when the list is closed, or for a session that somebody makes up in another.
    """
    names.vet_open(names.now(event))
    keys = list(sessions)
    elsewhere = Presence.select().where(Presence.makes_up.in_(keys), Presence.session.not_in(keys)).count()
    if elsewhere:
        raise Refused(
            names.words.said(_("有 {count} 人在别的{session}补这一次，请先在那里取消{make_up}。"), count=elsewhere)
        )
    rows = list(Session.select().where(Session.id.in_(keys), Session.event == event.id))
    words = names.words.said(_("“{title}”删除{session} {count} 次"), title=names.title_of(event), count=len(rows))
    with store.step(words):
        Presence.delete().where(Presence.session.in_(keys)).execute()
        for row in rows:
            row.delete_instance()
    return len(rows)


def record_presence(store: Store, names: NameListOf, event: Any, cells: Mapping[Cell, PresenceMark | None]) -> int:
    """Record who was there, None taking it back, in one step; returns how many cells changed.

    Of somebody who makes up a session here it stays known that he is expected. Raises Refused when the list is closed,
    for a session of another event, and for people who are neither on the list nor make up a session.
    """
    event = names.now(event)
    names.vet_open(event)
    held = _held(cells)
    _vet_cells(names, event, cells, held)
    fresh: list[dict[str, Any]] = []
    with store.step(_("“{title}”登记考勤 {count} 人次").format(title=names.title_of(event), count=len(cells))):
        changed = 0
        for (session, entry), said in cells.items():
            row = held.get((session, entry))
            if row is not None:
                changed += _change(row, said)
            elif said is not None:
                fresh.append(
                    {"session": session, "entry": entry, "state": said.state, "leave": said.leave, "makes_up": None}
                )
        Presence.add_many(fresh)
    return changed + len(fresh)


def _held(cells: Iterable[Cell]) -> dict[Cell, Any]:
    wanted = set(cells)
    sessions, entries = {session for session, _entry in wanted}, {entry for _session, entry in wanted}
    few: Any = Presence.entry.in_(list(entries)) if len(entries) < _FEW else True
    rows: Iterable[Any] = Presence.select().where(Presence.session.in_(list(sessions)), few)
    found = {(row.__data__["session"], row.entry): row for row in rows}
    return {cell: row for cell, row in found.items() if cell in wanted}


def _vet_cells(names: NameListOf, event: Any, cells: Iterable[Cell], held: Mapping[Cell, Any]) -> None:
    own = {row.id: row for row in sessions_of(event.id)}
    rows: Any = names.record.select(names.record.id).where(names.event == event, names.status != names.waiting)
    listed = {key for (key,) in rows.tuples()}
    for session, entry in cells:
        if session not in own:
            raise Refused(names.words.said(_("{session}已被删除，请刷新后再登记。")))
        if (session, entry) not in held and (entry not in listed or own[session].make_up):
            raise Refused(names.words.said(_("有人不在这一{session}的名单上，请刷新后再登记。")))


def _change(row: Any, said: PresenceMark | None) -> int:
    """Whether a row has to be changed for what is said; it is."""
    if said is None and row.makes_up is None:
        row.delete_instance()
        return 1
    said = said or PresenceMark(PresenceState.EXPECTED)
    if (row.state, row.leave) == said:
        return 0
    row.state, row.leave = said
    row.save()
    return 1


def make_up(store: Store, names: NameListOf, missed: Sequence[Cell], into: int) -> int:
    """Put people who missed a session into another one (key), of the same event or of another, in one step.

    Returns how many were put there; who is in it already stays. Raises Refused for a session that was not missed,
    when the list of the other event is closed, for somebody expected there anyway, and where the names of the event
    missed are masked but those of the other are not.
    """
    target = Session.by_key(into)
    event = names.events.get_or_none(names.events.id == target.event)
    if event is None:
        raise Refused(names.words.said(_("{make_up}的{session}属于别的业务，请改选。")))
    names.vet_open(event)
    _refuse_to_tell(names, event, {session for session, _entry in missed})
    held = _held([*missed, *((into, entry) for _session, entry in missed)])
    own = set() if target.make_up else {row.id for row in names.rows(names.event == event)}
    fresh: list[dict[str, Any]] = []
    for session, entry in missed:
        row = held.get((session, entry))
        if row is None or not PresenceState(row.state).missed or session == into:
            raise Refused(
                names.words.said(
                    _("只有请假或{absence}的{session}才需要{make_up}，请刷新后再选。"), absence=_(names.absence)
                )
            )
        if entry in own:
            raise Refused(names.words.said(_("所选的人本来就要参加这一次，不能用它{make_up}；请另建一次{make_up}。")))
        if (into, entry) not in held and entry not in {each["entry"] for each in fresh}:
            fresh.append({"session": into, "entry": entry, "state": PresenceState.EXPECTED, "makes_up": session})
    if not fresh:
        raise Refused(
            names.words.said(
                _("所选的人已经安排在这一次{make_up}里了；一次{make_up}只抵一次{absence}。"), absence=_(names.absence)
            )
        )
    words = names.words.said(_("安排 {count} 人{make_up}到“{title}”"), count=len(fresh), title=names.title_of(event))
    with store.step(words):
        Presence.add_many(fresh)
    return len(fresh)


def _refuse_to_tell(names: NameListOf, event: Any, missed: Iterable[int]) -> None:
    """Raise Refused where making up these sessions (keys) in `event` would show who takes part in a masked one."""
    if names.confidential(event):
        return
    for key in dict.fromkeys(row.event for row in Session.select().where(Session.id.in_(list(missed)))):
        home = names.events.get_or_none(names.events.id == key)
        if home is not None and names.confidential(home):
            text = _("“{home}”的姓名平时隐藏，不能补到“{event}”里：那里看得见姓名。请另建一次{make_up}。")
            raise Refused(names.words.said(text, home=names.title_of(home), event=names.title_of(event)))


def cancel_make_up(store: Store, names: NameListOf, event: Any, cells: Sequence[Cell]) -> int:
    """Take people out of sessions into which they were put to make up; returns how many."""
    names.vet_open(names.now(event))
    rows = [row for row in _held(cells).values() if row.makes_up is not None]
    with store.step(names.words.said(_("取消 {count} 人{make_up}"), count=len(rows))):
        for row in rows:
            row.delete_instance()
    return len(rows)
