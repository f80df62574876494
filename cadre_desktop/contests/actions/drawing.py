"""Drawing the order of appearance and the codes of anonymous events, with a trace of every draw."""

import secrets
from collections.abc import Sequence

from cadre_desktop.contests.actions.entering import number_late
from cadre_desktop.contests.records import Drawing, Entrant, Track
from cadre_desktop.contests.results import events_of, tracks_of
from cadre_desktop.contests.rules.draw import commitment, draw_codes, draw_order
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.contests.vetting import refuse_if_sealed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store

_TRIES = 20
"""Seeds of codes looked at for one that gives all entrants codes of the same length."""


def new_seed() -> str:
    """A seed nobody can foresee, short enough to be read aloud."""
    return secrets.token_hex(4).upper()


def new_code_seed(numbers: Sequence[str]) -> str:
    """A secret seed: too long to be found by trying although its SHA-256 is printed."""
    for _try in range(_TRIES):
        seed = secrets.token_hex(16).upper()
        if len({len(code) for code in draw_codes(seed, numbers).values()}) <= 1:
            break
    return seed


def draw(store: Store, track: Track, seed: str = "", reason: str = "", code_seed: str = "") -> list[int]:
    """Draw the order of appearance of those who compete, and codes if an event is anonymous; returns them (keys) in it.

    Without seeds they are made. Drawing again gives new codes too, unless there are marks under the old ones already.
    Raises Refused when the contest is sealed, nobody has been entered, or a track that has been drawn is drawn again
    without a reason, which is written in the journal and on the draw list.
    """
    refuse_if_sealed(track.__data__["contest"])
    track = Track.by_key(track.id)
    rows = list(Entrant.select().where(Entrant.track == track).order_by(Entrant.entry_number, Entrant.id))
    competing = [row for row in rows if row.status == EntrantStatus.ENTERED]
    if not competing:
        raise Refused(_("“{track}”还没有选手，请先报名再抽签。").format(track=track.name))
    again = any(row.number is not None for row in rows)
    if again and not reason.strip():
        raise Refused(Problem(_("“{track}”已抽过签，重新抽签请填写原因。").format(track=track.name), field="reason"))
    label = _("“{track}”重新抽签：{reason}") if again else _("“{track}”抽签")
    with store.step(label.format(track=track.name, reason=reason.strip())):
        _keep_unrecorded(track)
        number_late(track, rows)
        track.draw_seed = seed.strip() or new_seed()
        if _wants_codes(track):
            _set_codes(track, rows, code_seed)
        track.save()
        _record(store, track, reason)
        by_number = {row.entry_number: row.id for row in competing}
        order = [by_number[number] for number in draw_order(track.draw_seed, by_number)]
        numbers = {key: number for number, key in enumerate(order, 1)}
        for row in rows:
            row.number = numbers.get(row.id)
            row.save()
    return order


def give_codes(store: Store, contest: int) -> None:
    """Codes for tracks that were drawn before one of their events became anonymous; the order drawn stays."""
    for track in tracks_of(contest):
        if track.draw_seed and not track.code_seed and _wants_codes(track):
            with store.step(_("“{track}”给出代号").format(track=track.name)):
                rows = list(Entrant.select().where(Entrant.track == track).order_by(Entrant.id))
                _keep_unrecorded(track)
                number_late(track, rows)
                _set_codes(track, rows)
                for row in rows:
                    row.save()
                track.save()
                _record(store, track, _("设为匿名评审后给出代号，出场顺序不变"))


def _set_codes(track: Track, rows: Sequence[Entrant], code_seed: str = "") -> None:
    """A new secret seed; codes that came with a workbook give way to those that follow from it."""
    track.code_seed = code_seed or new_code_seed([row.entry_number for row in rows])
    for row in rows:
        if row.code:
            row.code = ""


def drawings_of(track: Track) -> list[Drawing]:
    """The trace of a track's draws, the first first."""
    return list(Drawing.select().where(Drawing.track == track).order_by(Drawing.id))


def _wants_codes(track: Track) -> bool:
    """Whether (new) codes are to be drawn: never once marks were given under the old ones, or those are known."""
    blind = [event.id for event in events_of(track.id) if event.anonymous]
    if not blind or track.matched_on is not None:
        return False
    return not track.code_seed or not any(_has_marks(event, track) for event in blind)


def _has_marks(event: int, track: Track) -> bool:
    sql = "SELECT 1 FROM mark m JOIN entrant e ON e.id = m.entrant_id WHERE m.event_id = ? AND e.track_id = ? LIMIT 1"
    return database.value(sql, event, track.id) is not None


def _record(store: Store, track: Track, reason: str) -> None:
    Drawing.add(
        track=track,
        seed=track.draw_seed,
        commitment=commitment(track.code_seed) if track.code_seed else "",
        drawn_on=store.clock.today(),
        drawn_by=store.actor,
        reason=reason.strip(),
    )


def _keep_unrecorded(track: Track) -> None:
    """A draw of which only the seed is known, from before draws were recorded, becomes the first of the trace."""
    if track.draw_seed and not drawings_of(track):
        Drawing.add(track=track, seed=track.draw_seed)
