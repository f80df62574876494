"""Setting a contest up: from the built-in template or an earlier contest, and what is still missing."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from cadre_desktop.contests.actions.drawing import give_codes
from cadre_desktop.contests.kinds import CONTEST, CRITERION, EVENT, TRACK
from cadre_desktop.contests.records import (
    AwardLevel,
    Contest,
    Criterion,
    Drawing,
    Entrant,
    Event,
    Judge,
    TieBreak,
    Track,
)
from cadre_desktop.contests.rules import template as templates
from cadre_desktop.contests.rules.rubrics import check_criterion
from cadre_desktop.contests.rules.template import ContestTemplate, TemplateEvent, TemplateTrack
from cadre_desktop.contests.rules.words import EventFormat
from cadre_desktop.contests.vetting import anonymity_problems, engine_criterion, refuse_if_sealed, unlike_marks
from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.rules import StaffCategory


def create_contest(store: Store, values: Values, template: bool | Contest = True) -> Contest:
    """A new contest with the tracks, events, rubrics, awards and tie-breakers of the built-in template (True), of an
    earlier contest, or with none (False).

    Organiser and year are the own court and the present year unless given. Raises Refused with a problem for each
    field.
    """
    own = own_court(store)
    values = {"organiser": own.name if own else "", "year": None, **values}
    if not values["year"]:
        starts = values.get("starts")
        values["year"] = (starts or store.clock.today()).year
    with store.step(_("新建竞赛“{name}”").format(name=values.get("name") or "")):
        contest = editing.add(store, CONTEST, values)
        assert isinstance(contest, Contest)
        if isinstance(template, Contest):
            _copy_settings(template, contest)
        elif template:
            _fill(contest, templates.built_in())
    return contest


def save_contest(store: Store, values: Values, key: int) -> Contest:
    """Change what is known about a contest. Raises Refused with a problem for each field, and when it is sealed."""
    contest = editing.change(store, CONTEST, key, values)
    assert isinstance(contest, Contest)
    return contest


def remove_contest(store: Store, contest: Contest) -> None:
    """Delete a contest with its settings. Raises Refused when there are entrants or judges in it."""
    for record in (Entrant, Judge):
        if record.select().where(record.contest == contest).exists():
            raise Refused(_("“{name}”已有选手或评委，不能删除。").format(name=contest.name))
    with store.step(_("删除竞赛“{name}”").format(name=contest.name)):
        Drawing.delete().where(Drawing.track.in_(Track.select(Track.id).where(Track.contest == contest))).execute()
        for part in (TieBreak, AwardLevel, Criterion, Event, Track):
            part.delete().where(part.contest == contest).execute()
        contest.delete_instance()


def _fill(contest: Contest, plan: ContestTemplate) -> None:
    tracks = Track.add_many([_track_row(contest, track, index) for index, track in enumerate(plan.tracks, 1)])
    keys = dict(zip(plan.tracks, tracks, strict=True))
    held = [(track, event) for track in plan.tracks for event in plan.events_of(track)]
    events = Event.add_many([_event_row(contest, keys[track], event) for track, event in held])
    Criterion.add_many(
        [
            row
            for key, (track, event) in zip(events, held, strict=True)
            for row in _criterion_rows(contest, key, keys[track], event)
        ]
    )
    AwardLevel.add_many(
        [{"contest": contest.id, "place": index, **asdict(level)} for index, level in enumerate(plan.awards, 1)]
    )
    TieBreak.add_many(
        [{"contest": contest.id, "rule": tie.rule, "place": index} for index, tie in enumerate(plan.tie_breakers, 1)]
    )


def _track_row(contest: Contest, track: TemplateTrack, position: int) -> dict[str, Any]:
    category = StaffCategory.table().find(track.category) or ""
    return {
        "contest": contest.id,
        "name": track.specialty,
        "category": category,
        "specialty": track.specialty,
        "place": position,
    }


def _event_row(contest: Contest, track: int, event: TemplateEvent) -> dict[str, Any]:
    return {
        "contest": contest.id,
        "track": track,
        "name": event.format.label,
        "format": event.format,
        "weight": event.weight,
        "anonymous": event.anonymous,
        "place": list(EventFormat).index(event.format) + 1,
        **asdict(event.rule),
    }


def _criterion_rows(contest: Contest, event: int, track: int, plan: TemplateEvent) -> Iterator[dict[str, Any]]:
    for index, line in enumerate(plan.criteria, 1):
        values = asdict(line)
        del values["key"]
        yield {"contest": contest.id, "event": event, "track": track, "place": index, **values}


def _copy_settings(source: Contest, contest: Contest) -> None:
    keys: dict[str, Mapping[int, int]] = {"contest": {source.id: contest.id}}
    undrawn = {"draw_seed": "", "code_seed": "", "matched_on": None, "matched_by": "", "matched_reason": ""}
    keys["track"] = _copy(Track, source, keys, **undrawn)
    keys["event"] = _copy(Event, source, keys, held=None, venue="")
    for record in (Criterion, AwardLevel, TieBreak):
        _copy(record, source, keys)


def _copy(record: Any, source: Contest, keys: Mapping[str, Mapping[int, int]], **changes: Any) -> dict[int, int]:
    """Copy a contest's rows, its links turned to the copies made before; returns which key became which."""
    rows = list(record.select().where(record.contest == source).order_by(record.id))
    copies = [
        {
            name: keys[name][value] if name in keys and value is not None else value
            for name, value in editing.values_of(row).items()
        }
        | changes
        for row in rows
    ]
    return dict(zip((row.id for row in rows), record.add_many(copies), strict=True))


def save_part(store: Store, kind: Kind, values: Values, key: int | None = None) -> int:
    """Add a track, event, criterion, award level or tie-breaker (their contest is among the values), or change one.

    Returns its key. Raises Refused with a problem for each field, and when the contest is sealed.
    """
    if kind is EVENT:
        return _save_event(store, values, key)
    if kind is CRITERION and key is not None:
        _refuse_unlike_marks(Criterion.by_key(key), values)
    if kind is TRACK and key is None and not values.get("place"):
        values = {**values, "place": _next_position(values["contest"])}
    row = editing.add(store, kind, values) if key is None else editing.change(store, kind, key, values)
    return int(row.id)


def _next_position(contest: int) -> int:
    """A track that is added comes last; its entrants' numbers begin with its position."""
    last = database.value("SELECT max(place) FROM track WHERE contest_id = ?", contest)
    return int(last or 0) + 1


def _refuse_unlike_marks(before: Criterion, values: Values) -> None:
    """The marks of a criterion have to fit it whatever it is called now."""
    line = engine_criterion(Criterion(**{**editing.values_of(before), **values}))
    if not check_criterion(line) and (problems := unlike_marks(before, line)):
        raise Refused(problems)


def _save_event(store: Store, values: Values, key: int | None) -> int:
    """An event that becomes anonymous after the draw gives its entrants codes in the same step."""
    before = Event.get_or_none(Event.id == key)
    if before is not None:
        problems = anonymity_problems(before, {**editing.values_of(before), **values})
        if values.get("track", before.__data__["track"]) != before.__data__["track"]:
            _refuse_marked([before])
        if problems:
            raise Refused(problems)
    label = _("新增项目“{name}”") if before is None else _("修改项目“{name}”")
    with store.step(label.format(name=values.get("name") or (before.name if before else ""))):
        row = editing.add(store, EVENT, values) if before is None else editing.change(store, EVENT, before.id, values)
        give_codes(store, row.__data__["contest"])
    return int(row.id)


def remove_parts(store: Store, kind: Kind, keys: list[int]) -> int:
    """Delete tracks, events, criteria, awards, judges or entrants that nothing was recorded for.

    Raises Refused when the contest is sealed or a row is still used.
    """
    for contest in {row.__data__["contest"] for row in kind.record.select().where(kind.record.id.in_(keys))}:
        refuse_if_sealed(contest)
    return editing.remove(store, kind, keys)


def spread_event(store: Store, event: Event) -> int:
    """Give all events of the same name in the contest's other tracks the rule and the rubric of this one.

    Returns how many were changed; weights stay. Raises Refused when the contest is sealed, or one of them has marks.
    """
    contest: int = event.__data__["contest"]
    refuse_if_sealed(contest)
    others = list(Event.select().where(Event.contest == contest, Event.name == event.name, Event.id != event.id))
    _refuse_marked(others)
    lines = list(Criterion.select().where(Criterion.event == event).order_by(Criterion.place, Criterion.id))
    with store.step(_("“{event}”的细则用于其他 {count} 个赛道").format(event=event.name, count=len(others))):
        for other in others:
            for field in _RULE:
                setattr(other, field, event.__data__[field])
            other.save()
            Criterion.delete().where(Criterion.event == other).execute()
        Criterion.add_many(
            [
                {**editing.values_of(line), "event": other.id, "track": other.__data__["track"]}
                for other in others
                for line in lines
            ]
        )
        give_codes(store, contest)
    return len(others)


_RULE = ("combination", "drop_high", "drop_low", "statistic", "decimals", "rounding", "missing", "anonymous")


def _refuse_marked(events: list[Event]) -> None:
    for event in events:
        if database.value("SELECT 1 FROM mark WHERE event_id = ? LIMIT 1", event.id):
            track = Track.get_or_none(Track.id == event.__data__["track"])
            message = _("“{track}”的“{event}”已有评分，不能更换细则；请先清除评分，或单独修改该赛道。")
            raise Refused(message.format(track=track.name if track else _("全部赛道"), event=event.name))
