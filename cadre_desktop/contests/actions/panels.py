"""Judges: who marks which events of which tracks, and whom they may not mark."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cadre_desktop.contests.records import Contest, Entrant, Event, Judge, Recusal, ScoreSheet, Seat, Track
from cadre_desktop.contests.results import judged_events, tracks_of
from cadre_desktop.contests.rules.recusal import USUAL_SEVERITIES, NamedTie, Party, find_conflicts
from cadre_desktop.contests.rules.words import ConflictKind, ContestStatus, Severity
from cadre_desktop.contests.vetting import cards_of, refuse_if_sealed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store

PanelSeat = tuple[int, int]
"""An event as it is held in a track: both keys, the track first."""

DECLARED = (ConflictKind.MENTOR, ConflictKind.RELATIVE)
"""What nobody can find from the records: somebody has to say so."""


@dataclass(frozen=True)
class Guest:
    """Somebody from outside the own courts, as judge or entrant."""

    name: str
    unit: str = ""
    division: str = ""


def add_judges(store: Store, contest: Contest, people: Iterable[int] = (), guests: Iterable[Guest] = ()) -> list[int]:
    """Make people (keys) and guests judges of a contest; returns all of them (keys), those there before included.

    They mark nothing until they are given a seat. Raises Refused when the contest is sealed.
    """
    refuse_if_sealed(contest.id)
    people, guests = list(dict.fromkeys(people)), list(guests)
    if any(not guest.name.strip() for guest in guests):
        raise Refused(Problem(_("请填写评委姓名。"), field="name"))
    cards = cards_of(people)
    outside = {"person": None, "court": None, "department": None}
    wanted = [cards[key] for key in people] + [{**outside, **vars(guest)} for guest in guests]
    rows = database.rows("SELECT person_id, name, unit, division, id FROM judge WHERE contest_id = ?", contest.id)
    present = {_who(*row[:4]): row[4] for row in rows}
    identities = [_who(card["person"], card["name"], card["unit"], card["division"]) for card in wanted]
    fresh = {who: card for who, card in zip(identities, wanted, strict=True) if who not in present}
    with store.step(_("添加 {count} 名评委").format(count=len(fresh))):
        keys = Judge.add_many([{"contest": contest.id, **card} for card in fresh.values()])
        present.update(zip(fresh, keys, strict=True))
    return [present[who] for who in identities]


def _who(person: int | None, *names: str) -> tuple[Any, ...]:
    return (person,) if person else names


def seat(store: Store, judges: Iterable[int], track: Track | None = None, event: Event | None = None) -> None:
    """Give judges a seat on the panel of one event or all, in one track or all; finds the recusals this makes.

    All are those that judges mark: events that are only measured have no panel. Raises Refused when it is sealed.
    """
    _change_seats(store, list(judges), track, event, given=True)


def unseat(store: Store, judges: Iterable[int], track: Track | None = None, event: Event | None = None) -> None:
    """Take judges off a panel. Raises Refused when the contest is sealed, or one of them has marked there."""
    judges = list(judges)
    _refuse_having_marked(judges, track, event)
    _change_seats(store, judges, track, event, given=False)


def _change_seats(store: Store, judges: Sequence[int], track: Track | None, event: Event | None, given: bool) -> None:
    if not judges:
        return
    contest: int = Judge.by_key(judges[0]).__data__["contest"]
    refuse_if_sealed(contest)
    held = _held(contest)
    meant = {
        (one, key)
        for one, keys in held.items()
        for key, judged in keys.items()
        if (track is None or one == track.id) and (judged if event is None else key == event.id)
    }
    seats = panel_seats_of(contest)
    with store.step(_("安排 {count} 名评委").format(count=len(judges))):
        for judge in judges:
            had = seats.get(judge, set())
            _write(judge, had | meant if given else had - meant, held)
        refresh_recusals(store, Contest.by_key(contest), track.id if track else None)


def remove_judges(store: Store, judges: Sequence[int]) -> int:
    """Strike judges who have marked nothing; returns how many. Raises Refused when it is sealed or one has marked."""
    rows = list(Judge.select().where(Judge.id.in_(list(judges))))
    for contest in {row.__data__["contest"] for row in rows}:
        refuse_if_sealed(contest)
    _refuse_having_marked([row.id for row in rows], None, None)
    with store.step(_("移出 {count} 名评委").format(count=len(rows))):
        for row in rows:
            Seat.delete().where(Seat.judge == row).execute()
            Recusal.delete().where(Recusal.judge == row).execute()
            ScoreSheet.delete().where(ScoreSheet.judge == row).execute()
            row.delete_instance()
    return len(rows)


def _held(contest: int) -> dict[int, dict[int, bool]]:
    """The events held in each track, by key, and whether judges mark them."""
    return {track.id: judged_events(track.id) for track in tracks_of(contest)}


def panel_seats_of(contest: int) -> dict[int, set[PanelSeat]]:
    """Where each judge of a contest sits; judges without a seat are left out."""
    held = _held(contest)
    found: dict[int, set[PanelSeat]] = {}
    rows = database.rows(
        "SELECT s.judge_id, s.track_id, s.event_id FROM seat s JOIN judge j ON j.id = s.judge_id"
        " WHERE j.contest_id = ?",
        contest,
    )
    for judge, track, event in rows:
        found.setdefault(judge, set()).update(
            (one, key)
            for one, keys in held.items()
            if track in (None, one)
            for key, judged in keys.items()
            if (judged if event is None else event == key)
        )
    return found


def _write(judge: int, seats: set[PanelSeat], held: Mapping[int, Mapping[int, bool]]) -> None:
    """Replace a judge's seats by as few rows as say the same; a wide one takes in events that are added later."""
    marked = {track: [event for event, judged in events.items() if judged] for track, events in held.items()}
    whole = [track for track, events in marked.items() if events and all((track, event) in seats for event in events)]
    narrow = [(track, event) for track, event in sorted(seats) if track not in whole or event not in marked[track]]
    rows: list[tuple[int | None, int | None]] = [*((track, None) for track in whole), *narrow]
    if seats and len(whole) == len(held) and not narrow:
        rows = [(None, None)]
    Seat.delete().where(Seat.judge == judge).execute()
    Seat.add_many([{"judge": judge, "track": track, "event": event} for track, event in rows])


def _refuse_having_marked(judges: Sequence[int], track: Track | None, event: Event | None) -> None:
    for judge in judges:
        found = database.rows(
            "SELECT j.name, v.name FROM mark m JOIN judge j ON j.id = m.judge_id JOIN event v ON v.id = m.event_id"
            " JOIN entrant e ON e.id = m.entrant_id WHERE m.judge_id = ? AND (?2 IS NULL OR e.track_id = ?2)"
            " AND (?3 IS NULL OR m.event_id = ?3) LIMIT 1",
            judge,
            track.id if track else None,
            event.id if event else None,
        )
        if found:
            text = _("{judge}在“{event}”已有评分，不能撤下；请先清除其评分。")
            raise Refused(text.format(judge=found[0][0], event=found[0][1]))


def decided_severities(store: Store) -> dict[ConflictKind, Severity]:
    """How grave each kind of conflict is taken in this court: as set, else as usual."""
    return {kind: Severity(store.setting(f"recusal.{kind}", usual)) for kind, usual in USUAL_SEVERITIES.items()}


def set_severities(store: Store, severities: Mapping[ConflictKind, Severity]) -> None:
    """Take conflicts as grave as this from now on, and look for them again in all contests that are not sealed.

    Found ones keep what they were taken for, so that nothing decided is turned round behind anybody's back.
    """
    with store.step(_("修改回避规则")):
        for kind, severity in severities.items():
            store.set_setting(f"recusal.{kind}", severity)
        for contest in Contest.select().where(Contest.status != ContestStatus.SEALED).order_by(Contest.id):
            refresh_recusals(store, contest)


def refresh_recusals(store: Store, contest: Contest, track: int | None = None) -> int:
    """Find the conflicts between judges and the entrants of their panels (of one track or all); returns how many new.

    What was decided about a conflict stays decided; conflicts that are no more go, declared relations stay.
    """
    tracks = [track] if track is not None else [row.id for row in tracks_of(contest.id)]
    severities = decided_severities(store)
    found = _found(contest, tracks, severities)
    known = _known(tracks)
    with store.step(_("查找回避关系")):
        gone = [key for pair, (key, _severity) in known.items() if pair not in found]
        gone += [key for pair, (key, severity) in known.items() if _not_asked_any_more(severity, found.get(pair))]
        database.executemany("DELETE FROM recusal WHERE id = ?", ((key,) for key in gone))
        fresh = [
            {"judge": judge, "entrant": entrant, "kind": kind, "severity": severity}
            for (judge, entrant, kind), severity in found.items()
            if (judge, entrant, kind) not in known and severity is not Severity.IGNORED
        ]
        Recusal.add_many(fresh)
    return len(fresh)


def _found(
    contest: Contest, tracks: Sequence[int], severities: Mapping[ConflictKind, Severity]
) -> dict[tuple[int, int, str], Severity]:
    """Conflicts that there are by judge, entrant and kind, also those of kinds that are not minded now."""
    minded = {kind: Severity.SOFT if taken is Severity.IGNORED else taken for kind, taken in severities.items()}
    seats = panel_seats_of(contest.id)
    found: dict[tuple[int, int, str], Severity] = {}
    for key in tracks:
        judges = [judge for judge, where in seats.items() if any(one == key for one, _event in where)]
        for conflict in find_conflicts(_judges(judges), _entrants(key), (), minded):
            found[conflict.judge.key, conflict.entrant.key, conflict.kind.value] = severities[conflict.kind]
    return found


def _not_asked_any_more(was: Severity, taken: Severity | None) -> bool:
    return was is Severity.SOFT and taken is Severity.IGNORED


def _known(tracks: Sequence[int]) -> dict[tuple[int, int, str], tuple[int, Severity]]:
    """Conflicts found before, by judge, entrant and kind."""
    query = Recusal.select().join(Entrant).where(Entrant.track.in_(list(tracks)), Recusal.kind.not_in(DECLARED))
    return {
        (row.__data__["judge"], row.__data__["entrant"], row.kind): (row.id, Severity(row.severity)) for row in query
    }


def _judges(keys: Sequence[int]) -> list[Party]:
    query = Judge.select().where(Judge.id.in_(list(keys))).order_by(Judge.id)
    return [_party(row) for row in query]


def _entrants(track: int) -> list[Party]:
    return [_party(row) for row in Entrant.select().where(Entrant.track == track).order_by(Entrant.id)]


def _party(row: Judge | Entrant) -> Party:
    data = row.__data__
    court = data["court"] or row.unit or None
    named = (court, row.division) if court and row.division else None
    return Party(row.id, row.name, data["person"], court, data["department"] or named)


def declare_tie(store: Store, tie: NamedTie, reason: str = "") -> Recusal:
    """Record that a judge is mentor or relative of an entrant. Raises Refused when the contest is sealed."""
    refuse_if_sealed(Judge.by_key(tie.judge).__data__["contest"])
    severity = decided_severities(store)[tie.kind]
    with store.step(_("登记回避：{kind}").format(kind=_(tie.kind.label))):
        same = (Recusal.judge == tie.judge, Recusal.entrant == tie.entrant, Recusal.kind == tie.kind)
        row = Recusal.get_or_none(*same)
        if row is None:
            row = Recusal.add(
                judge=tie.judge, entrant=tie.entrant, kind=tie.kind, severity=severity, reason=reason.strip()
            )
    assert isinstance(row, Recusal)
    return row


def decide_recusals(store: Store, keys: Sequence[int], severity: Severity, reason: str = "") -> int:
    """Settle conflicts: the judge must not mark (hard), or may (ignored); returns how many changed.

    Raises Refused when the contest is sealed, or a grave conflict is waved through without a reason.
    """
    rows = list(Recusal.select().where(Recusal.id.in_(list(keys))))
    for contest in {row.judge.__data__["contest"] for row in rows}:
        refuse_if_sealed(contest)
    grave = any(USUAL_SEVERITIES[ConflictKind(row.kind)] is Severity.HARD for row in rows)
    if severity is not Severity.HARD and grave and not reason.strip():
        raise Refused(Problem(_("必须回避的情形改为不回避，请填写理由。"), field="reason"))
    changed = [row for row in rows if row.severity != severity]
    with store.step(_("{count} 处回避改为“{severity}”").format(count=len(changed), severity=_(severity.label))):
        for row in changed:
            row.severity = severity
            row.reason = reason.strip()
            row.save()
    return len(changed)
