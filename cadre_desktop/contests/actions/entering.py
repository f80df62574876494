"""Entering people in tracks: by hand or filter, guests, and who does not compete after all."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cadre_desktop.contests.actions.panels import Guest, refresh_recusals
from cadre_desktop.contests.kinds import ENTRANT
from cadre_desktop.contests.records import Contest, Entrant, Track
from cadre_desktop.contests.results import rules_of
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.contests.vetting import cards_of, refuse_if_sealed
from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED, number_after
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus

_NAMED = 3
"""How many names a refusal spells out."""


@dataclass(frozen=True)
class Entered:
    """How many people were newly entered, and how many had been already; `keys` are the new entrants."""

    new: int
    already: int
    keys: tuple[int, ...] = ()


def enter(store: Store, track: Track, people: Iterable[int]) -> Entered:
    """Enter people (keys) in a track in one step; who is in it already stays as he is.

    Raises Refused when the contest is sealed, for people who are in another track of it (unless the contest allows
    that), and for people who have left the staff.
    """
    contest = _open_contest(track)
    wanted = list(dict.fromkeys(people))
    present = {key for (key,) in database.rows("SELECT person_id FROM entrant WHERE track_id = ?", track.id)}
    fresh = [key for key in wanted if key not in present]
    cards = cards_of(fresh)
    _refuse_elsewhere(contest, track, fresh)
    _refuse_gone(contest, fresh)
    with store.step(_("“{track}”报名 {count} 人").format(track=track.name, count=len(fresh))):
        keys = _add(track, [cards[key] for key in fresh])
        refresh_recusals(store, contest, track.id)
    return Entered(len(fresh), len(wanted) - len(fresh), tuple(keys))


def enter_guests(store: Store, track: Track, guests: Iterable[Guest]) -> Entered:
    """Enter people from outside, in one step; the same name of the same unit is entered once.

    Raises Refused when the contest is sealed or a name is missing.
    """
    _open_contest(track)
    wanted = list(dict.fromkeys(guests))
    if any(not guest.name.strip() for guest in wanted):
        raise Refused(Problem(_("请填写选手姓名。"), field="name"))
    rows = database.rows("SELECT name, unit, division FROM entrant WHERE track_id = ?", track.id)
    present = {Guest(*row) for row in rows}
    fresh = [guest for guest in wanted if guest not in present]
    outside = {"person": None, "court": None, "department": None}
    with store.step(_("“{track}”报名 {count} 人").format(track=track.name, count=len(fresh))):
        keys = _add(track, [{**outside, **vars(guest)} for guest in fresh])
    return Entered(len(fresh), len(wanted) - len(fresh), tuple(keys))


def save_entrant(store: Store, values: Values, key: int | None = None) -> int:
    """Enter somebody as typed, a guest mostly, or change an entrant; returns the key.

    Raises Refused with a problem for each field, and when the contest is sealed.
    """
    label = _("登记选手“{name}”") if key is None else _("修改选手“{name}”")
    name = values.get("name") or (Entrant.by_key(key).name if key is not None else "")
    with store.step(label.format(name=name)):
        row = editing.add(store, ENTRANT, values) if key is None else editing.change(store, ENTRANT, key, values)
        assert isinstance(row, Entrant)
        if not row.entry_number:
            track = Track.by_key(row.__data__["track"])
            row.entry_number = _entry_number(track, _last_number(track) + 1)
            row.save()
        refresh_recusals(store, Contest.by_key(row.__data__["contest"]), row.__data__["track"])
    return row.id


def _open_contest(track: Track) -> Contest:
    """The track's contest, read anew; Refused when it is sealed."""
    key: int = track.__data__["contest"]
    refuse_if_sealed(key)
    return Contest.by_key(key)


def _add(track: Track, cards: Sequence[dict[str, Any]]) -> range:
    last = _last_number(track)
    return Entrant.add_many(
        [
            {
                "contest": track.__data__["contest"],
                "track": track.id,
                "entry_number": _entry_number(track, number),
                **card,
            }
            for number, card in enumerate(cards, last + 1)
        ]
    )


def _last_number(track: Track) -> int:
    highest = database.value(
        f"SELECT max({number_after('entry_number', '-')}) FROM entrant WHERE track_id = ?",
        track.id,
    )
    return int(highest or 0)


def _entry_number(track: Track, number: int) -> str:
    """07-012: the track's position and the entry's. It goes into the draw, so it differs between the tracks."""
    return f"{track.place or 0:02}-{number:03}"


def _refuse_elsewhere(contest: Contest, track: Track, people: Sequence[int]) -> None:
    if contest.several_tracks:
        return
    rows = database.rows(
        "SELECT e.name, t.name FROM entrant e JOIN track t ON t.id = e.track_id WHERE e.contest_id = ?"
        f" AND e.track_id <> ? AND e.person_id IN {LISTED} ORDER BY t.place",
        contest.id,
        track.id,
        json.dumps(list(people)),
    )
    if rows:
        text = _("，").join(_("{name}已参加“{track}”").format(name=name, track=other) for name, other in rows[:_NAMED])
        more = _("等 {count} 人").format(count=len(rows)) if len(rows) > _NAMED else ""
        raise Refused(
            Problem(_("{people}{more}：同一竞赛不能参加两个赛道。").format(people=text, more=more), field="person")
        )


def _refuse_gone(contest: Contest, people: Sequence[int]) -> None:
    gone = [
        person.name
        for person in Person.select().where(Person.id.in_(list(people)))
        if not PersonStatus(person.status).on_staff
        and (person.status_since is None or contest.starts is None or person.status_since <= contest.starts)
    ]
    if gone:
        names = _("、").join(gone[:_NAMED]) + (_("等 {count} 人").format(count=len(gone)) if len(gone) > _NAMED else "")
        raise Refused(_("{names}已不在岗（退休、调离等），不能参赛。").format(names=names))


def set_status(store: Store, entrants: Sequence[int], status: EntrantStatus, reason: str = "") -> int:
    """Withdraw, mark absent, disqualify, or take in again; returns how many changed.

    Raises Refused without a reason for anything but competing, and when the contest is sealed.
    """
    rows = _rows(entrants)
    competes = status is EntrantStatus.ENTERED
    if not competes and not reason.strip():
        text = _("请填写{status}的原因，它会列在成绩表上。").format(status=_(status.label))
        raise Refused(Problem(text, field="reason"))
    changed = [row for row in rows if (row.status, row.reason) != (status, reason.strip())]
    with store.step(_("{count} 名选手改为“{status}”").format(count=len(changed), status=_(status.label))):
        for row in changed:
            row.status = status
            row.reason = "" if competes else reason.strip()
            row.save()
    return len(changed)


def set_play_off(store: Store, entrant: int, points: int | None) -> None:
    """Record the points (thousandths) of a play-off; None takes them back.

    Raises Refused when the contest is sealed, or who ties is not known by name yet.
    """
    (row,) = _rows([entrant])
    if points is not None and rules_of(row.__data__["track"]).blind:
        text = _("匿名评审的项目还没有拆封匹配，总分要等拆封以后才有；请拆封后再加赛。")
        raise Refused(Problem(text, field="play_off"))
    if points is not None and points < 0:
        raise Refused(Problem(_("加赛分不能小于 0。"), field="play_off"))
    with store.step(_("录入{name}的加赛分").format(name=row.name)):
        row.play_off = points
        row.save()


def withdraw_entry(store: Store, entrants: Sequence[int]) -> int:
    """Strike people who were entered by mistake off the list; who has marks, a number or a code stays, as withdrawn.

    Returns how many went. Raises Refused when the contest is sealed.
    """
    rows = _rows(entrants)
    coded = {track for track in {row.__data__["track"] for row in rows} if Track.by_key(track).code_seed}
    drawn = [row.name for row in rows if row.number is not None or row.__data__["track"] in coded]
    if drawn:
        text = _("{names}已抽签，不能移出名单；请改为“退赛”并填写原因。")
        raise Refused(text.format(names=_("、").join(drawn[:_NAMED])))
    keys = json.dumps([row.id for row in rows])
    if database.value(f"SELECT 1 FROM mark WHERE entrant_id IN {LISTED} LIMIT 1", keys):
        raise Refused(_("所选选手已有评分，不能移出名单；请改为“退赛”并填写原因。"))
    with store.step(_("移出 {count} 名选手").format(count=len(rows))):
        for row in rows:
            database.run("DELETE FROM recusal WHERE entrant_id = ?", row.id)
            database.run("DELETE FROM score_sheet WHERE entrant_id = ?", row.id)
            row.delete_instance()
    return len(rows)


def _rows(entrants: Sequence[int]) -> list[Entrant]:
    rows = list(Entrant.select().where(Entrant.id.in_(list(entrants))))
    for contest in {row.__data__["contest"] for row in rows}:
        refuse_if_sealed(contest)
    return rows


def number_late(track: Track, rows: Sequence[Entrant]) -> None:
    """Give entry numbers to those who came by an import, inside a step."""
    number = _last_number(track)
    for row in rows:
        if not row.entry_number:
            number += 1
            row.entry_number = _entry_number(track, number)
