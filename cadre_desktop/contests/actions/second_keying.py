"""Keying the same sheets a second time, blind: where the two keyings differ, and which value counts."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from cadre_desktop.contests.actions.confirming import EventSheets, keep_confirmed
from cadre_desktop.contests.actions.marking import (
    MarkEntry,
    MissingSheet,
    expected_sheets,
    missing_sheets,
    wanted_marks,
)
from cadre_desktop.contests.records import Contest, Event, ScoreSheet, SecondMark, Track
from cadre_desktop.contests.results import TrackResult
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.rules.rubrics import check_mark
from cadre_desktop.contests.sheets import UNKNOWN_SHEET, SheetKey, Spot, differing, in_order, reopen_sheets, sheets_of
from cadre_desktop.contests.vetting import refuse_if_sealed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import same
from cadre_desktop.kit.store.store import Store


class KeyingDifference(NamedTuple):
    """A mark on which the keyings do not agree: its spot, names, and both values in thousandths of a point."""

    spot: Spot
    entrant: str
    judge: str
    criterion: str
    first: int
    second: int
    keyed_by: str
    second_by: str


def record_second(store: Store, event: Event, marks: Iterable[MarkEntry]) -> int:
    """Record marks of the second keying in one step; returns how many. A sheet that agrees whole is confirmed.

    A sheet that turns out to differ is not confirmed any more. Raises Refused, and records none, for a mark that
    is not allowed, a sheet whose first keying is not complete or was done by the same person, and when it is sealed.
    """
    refuse_if_sealed(event.__data__["contest"])
    wanted = wanted_marks(event, list(marks))
    sheets = EventSheets(event, {spot[0] for spot in wanted})
    sheet_keys = list(dict.fromkeys(spot[:2] for spot in wanted))
    problems = [
        Problem(wrong) for sheet_key in sheet_keys if (wrong := second_hindrance(store.actor, sheets, sheet_key))
    ]
    if problems:
        raise Refused(problems)
    changed = {spot: value for spot, value in wanted.items() if sheets.second.get(spot) != value}
    if not changed:
        return 0
    with store.step(_("复核录入（{event}）").format(event=event.name)):
        _write_second(event.id, changed)
        sheet_keys = in_order({spot[:2] for spot in changed})
        _note_second(store, event.id, sheet_keys)
        _conclude(store, event, sheet_keys)
    return len(changed)


def second_hindrance(actor: str, sheets: EventSheets, sheet_key: SheetKey) -> str | None:
    """Why `actor` may not key a sheet a second time, or None."""
    if any((*sheet_key, line.key) not in sheets.marks for line in sheets.lines(sheet_key)):
        return _("{sheet}的第一遍还没有录完，不能复核录入。").format(sheet=sheets.words(sheet_key))
    if sheets.info(sheet_key).keyed_by_person(actor):
        words = _("{sheet}的第一遍由{name}录入，请换另一人复核录入。")
        return words.format(sheet=sheets.words(sheet_key), name=actor)
    return None


def _write_second(event: int, values: dict[Spot, int | None]) -> None:
    database.executemany(
        f"DELETE FROM second_mark WHERE event_id = ? AND entrant_id = ? AND {same('judge_id')} AND criterion_id = ?",
        [(event, *spot) for spot in values],
    )
    SecondMark.add_many(
        [
            {"event": event, "entrant": entrant, "judge": judge, "criterion": criterion, "value": value}
            for (entrant, judge, criterion), value in values.items()
            if value is not None
        ]
    )


def _note_second(store: Store, event: int, sheet_keys: Collection[SheetKey]) -> None:
    """Keep who keyed sheets the second time; a sheet whose second marks are all gone was not."""
    known = sheets_of(event, {entrant for entrant, _judge in sheet_keys})
    ScoreSheet.add_many(
        [
            {"event": event, "entrant": entrant, "judge": judge}
            for entrant, judge in sheet_keys
            if (entrant, judge) not in known
        ]
    )
    of_sheet = f"event_id = ? AND entrant_id = ? AND {same('judge_id')}"
    today = store.clock.today().isoformat()
    database.executemany(
        f"UPDATE score_sheet SET second_by = ?, second_on = ? WHERE {of_sheet}",
        [(store.actor, today, event, *sheet_key) for sheet_key in sheet_keys],
    )
    database.executemany(
        f"UPDATE score_sheet SET second_by = '', second_on = NULL WHERE {of_sheet}"
        f" AND NOT EXISTS (SELECT 1 FROM second_mark WHERE {of_sheet})",
        [(event, *sheet_key, event, *sheet_key) for sheet_key in sheet_keys],
    )


def _conclude(store: Store, event: Event, sheet_keys: Collection[SheetKey]) -> None:
    """Confirm sheets on which both keyings agree; those that differ are open again."""
    sheets = EventSheets(event, {entrant for entrant, _judge in sheet_keys})
    reopen_sheets(event.id, [sheet_key for sheet_key in sheet_keys if _differing(sheets, sheet_key)])
    agreed = [
        sheet_key
        for sheet_key in sheet_keys
        if _complete_twice(sheets, sheet_key)
        and not sheets.info(sheet_key).confirmed_by
        and sheets.hindrance(sheet_key) is None
    ]
    keep_confirmed(store, sheets, agreed)


def _spots(sheets: EventSheets, sheet_key: SheetKey) -> list[Spot]:
    return [(*sheet_key, line.key) for line in sheets.lines(sheet_key)]


def _differing(sheets: EventSheets, sheet_key: SheetKey) -> list[Spot]:
    return differing(_spots(sheets, sheet_key), sheets.marks, sheets.second)


def _complete_twice(sheets: EventSheets, sheet_key: SheetKey) -> bool:
    return all(spot in sheets.second for spot in _spots(sheets, sheet_key))


def differences(event: Event) -> list[KeyingDifference]:
    """Where the two keyings of an event differ, field by field; sheets not yet keyed whole twice are left out."""
    sheets = EventSheets(event)
    judges: dict[int, str] = dict(
        database.rows("SELECT id, name FROM judge WHERE contest_id = ?", event.__data__["contest"])
    )
    found = []
    for sheet_key in sheets.sheet_keys():
        names = {line.key: line.name for line in sheets.lines(sheet_key)}
        info, judge = sheets.info(sheet_key), "" if sheet_key[1] is None else judges[sheet_key[1]]
        for spot in _differing(sheets, sheet_key):
            entrant, values = sheets.competitors[sheet_key[0]].name, (sheets.marks[spot], sheets.second[spot])
            found.append(KeyingDifference(spot, entrant, judge, names[spot[2]], *values, info.keyed_by, info.second_by))
    return found


def resolve(store: Store, event: Event, spot: Spot, value: int, reason: str) -> None:
    """Decide which value counts where the keyings differ; the last one decided confirms the sheet.

    Raises Refused without a reason, for a value that is not allowed, where nothing differs, and when it is sealed.
    """
    refuse_if_sealed(event.__data__["contest"])
    difference = next((one for one in differences(event) if one.spot == spot), None)
    if difference is None:
        raise Refused(_("这里的两遍录入没有差异，不用裁定。"))
    if not reason.strip():
        raise Refused(Problem(_("请填写裁定的理由，它会留在操作记录里。"), field="reason"))
    sheet_key = spot[:2]
    line = next(line for line in EventSheets(event, [spot[0]]).lines(sheet_key) if line.key == spot[2])
    wrong = check_mark(line, value)
    if wrong:
        raise Refused(Problem(wrong, field="value"))
    label = _("裁定差异（{event} {name}“{line}”为 {value}）：{reason}")
    words = {"event": event.name, "name": difference.entrant, "line": line.name, "value": plain_text(value)}
    with store.step(label.format(**words, reason=reason.strip())):
        for table in ("mark", "second_mark"):
            database.run(
                f"UPDATE {table} SET value = ? WHERE event_id = ? AND entrant_id = ? AND {same('judge_id')}"
                " AND criterion_id = ?",
                value,
                event.id,
                *spot,
            )
        _conclude(store, event, {sheet_key})


def single_keyed_sheets(result: TrackResult) -> list[MissingSheet]:
    """Every complete sheet of a track that nobody keyed a second time; empty unless the contest asks for that."""
    contest = Track.by_key(result.rules.track).__data__["contest"]
    if not Contest.by_key(contest).second_keying:
        return []
    missing = set(missing_sheets(result))
    known = {event.key: sheets_of(event.key, result.competitors) for event in result.rules.events}
    return [
        sheet
        for sheet in expected_sheets(result)
        if sheet not in missing and not known[sheet.event].get((sheet.entrant, sheet.judge), UNKNOWN_SHEET).second_by
    ]
