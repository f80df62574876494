"""What the marking page shows, read in a job: a track, all marks of the event looked at, and the states of its sheets.

A reading that follows another of the same event reads again only the sheets that the journal names.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from cadre_desktop.contests.actions.marking import expected_sheets, lacking_judges, sheet_judges
from cadre_desktop.contests.naming import hides, known_in
from cadre_desktop.contests.results import Competitor, TrackResult, ranking_of
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.marking.sheet_rows import SheetRow
from cadre_desktop.contests.sheets import (
    UNKNOWN_SHEET,
    SheetInfo,
    SheetKey,
    SheetState,
    Spot,
    second_marks_of,
    sheets_of,
    state_of,
)
from cadre_desktop.contests.touched import touched_since
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.state import At, state_now

P = TypeVar("P", Spot, SheetKey)
V = TypeVar("V")
TABLES = (
    "mark",
    "event",
    "track",
    "criterion",
    "tie_break",
    "entrant",
    "seat",
    "recusal",
    "judge",
    "contest",
    "score_sheet",
    "second_mark",
)
"""The tables from which a reading is read."""
OWN, UNFINISHED = N_("本人已录"), N_("第一遍未录完")
MEASURED = 0
"""Key of the desk among the judges: measured marks are given by no judge."""


class EntrantSheets(NamedTuple):
    """One entrant in the event looked at: marks of both keyings, and what is known of the sheets.

    `whole` and `twice` are the judges whose sheets are complete, once and twice; `lacking` counts the sheets that are
    not, over all events of the track.
    """

    marks: Mapping[Spot, int]
    second: Mapping[Spot, int]
    infos: Mapping[SheetKey, SheetInfo]
    whole: frozenset[int | None]
    twice: frozenset[int | None]
    lacking: int


_NOTHING = EntrantSheets({}, {}, {}, frozenset(), frozenset(), 0)


@dataclass(frozen=True)
class MarkingReading:
    """The track and the sheets of one event, by entrant; `people` are the entrants as the event may know them.

    `touched` are those whose sheets differ from the reading before, None when anything may; `regrouped` says whether
    the rows or the counts of complete sheets may have changed. `units` are the courts of judges and entrants, by their
    short names where they have any.
    """

    at: At
    result: TrackResult
    event: TrackEvent | None
    people: Mapping[int, Competitor]
    sheets: Mapping[int, EntrantSheets]
    expected: int
    units: Mapping[int, str]
    sealed: bool
    touched: Collection[int] | None = None
    regrouped: bool = True

    @property
    def missing(self) -> int:
        """How many sheets of the track are not complete."""
        return sum(one.lacking for one in self.sheets.values())

    @property
    def provisional(self) -> bool:
        """Whether the ranks there are may still change."""
        return bool(self.missing) and not self.sealed

    def of(self, entrant: int) -> EntrantSheets:
        """What is known of an entrant's sheets."""
        return self.sheets.get(entrant, _NOTHING)

    def info(self, sheet_key: SheetKey) -> SheetInfo:
        """What is known of a sheet besides its marks."""
        return self.of(sheet_key[0]).infos.get(sheet_key, UNKNOWN_SHEET)

    @property
    def hidden(self) -> bool:
        """Whether entrants go by codes in the event."""
        return self.event is not None and hides(self.result.rules, self.event.key)


@dataclass(frozen=True)
class Keying:
    """One of the two keyings of a reading, as the grid shows it; the second one is blind."""

    reading: MarkingReading
    second: bool = False

    def mark(self, spot: Spot) -> int | None:
        """One mark, in thousandths."""
        one = self.reading.of(spot[0])
        return (one.second if self.second else one.marks).get(spot)

    def paper(self, sheet_key: SheetKey) -> int | None:
        """The total on the paper, which whoever keys blind does not see."""
        return None if self.second else self.reading.info(sheet_key).paper_total

    def state(self, sheet_key: SheetKey) -> SheetState:
        """How far a sheet has come; while keying blind, how far its second keying has."""
        event, one = self.reading.event, self.reading.of(sheet_key[0])
        assert event is not None
        lines = [line for line in event.criteria if line.by_judges == (sheet_key[1] is not None)]
        given = sum((*sheet_key, line.key) in one.second for line in lines) if self.second else len(lines)
        if given < len(lines):
            return SheetState.KEYING if given else SheetState.EMPTY
        return state_of(sheet_key, lines, one.marks, one.second, self.reading.info(sheet_key))

    def whole(self, sheet_key: SheetKey) -> bool:
        """Whether a sheet is complete."""
        one = self.reading.of(sheet_key[0])
        return sheet_key[1] in (one.twice if self.second else one.whole)


def read(track: int, event: int | None, before: MarkingReading | None = None) -> MarkingReading:
    """The track as it is now; without an event its first one."""
    at, result = state_now(), ranking_of(track)
    events = result.rules.events
    chosen = next((one for one in events if one.key == event), events[0] if events else None)
    if before is not None and before.result.rules is result.rules and before.event is chosen:
        touched = touched_since(before.at)
        if touched is not None:
            fresh = _sheets(result, chosen, before.people.keys() & touched)
            same = all(before.of(key)[3:] == one[3:] for key, one in fresh.items())
            sheets = {**before.sheets, **fresh}
            rest = before.expected, before.units, before.sealed, fresh.keys(), not same
            return MarkingReading(at, result, chosen, before.people, sheets, *rest)
    people = known_in(result.rules, chosen.key, result.competitors) if chosen else dict(result.competitors)
    sheets, expected = _sheets(result, chosen, people.keys()), len(expected_sheets(result))
    status = database.value("SELECT c.status FROM contest c JOIN track t ON t.contest_id = c.id WHERE t.id = ?", track)
    return MarkingReading(at, result, chosen, people, sheets, expected, _units(track), status == ContestStatus.SEALED)


def _units(track: int) -> dict[int, str]:
    """The courts of a track's entrants and of the contest's judges by key, as narrow columns show them."""
    rows = database.rows(
        "SELECT w.id, coalesce(nullif(c.short_name, ''), w.unit) FROM"
        " (SELECT id, unit, court_id FROM entrant WHERE track_id = ?1 UNION ALL SELECT id, unit, court_id FROM judge"
        " WHERE contest_id = (SELECT contest_id FROM track WHERE id = ?1)) w LEFT JOIN court c ON c.id = w.court_id",
        track,
    )
    return dict(rows)


def _sheets(result: TrackResult, event: TrackEvent | None, entrants: Collection[int]) -> dict[int, EntrantSheets]:
    if event is None:
        return {}
    index = result.rules.events.index(event)
    second = _by_entrant(second_marks_of(event.key, entrants))
    infos = _by_entrant(sheets_of(event.key, entrants))
    found = {}
    for entrant in entrants:
        lacking = [_lacking(result, number, entrant) for number in range(len(result.rules.events))]
        whole = [judge for judge in sheet_judges(result.rules, event, entrant) if judge not in lacking[index]]
        given = second.get(entrant, {})
        twice = (judge for judge in whole if _complete(event, (entrant, judge), given))
        found[entrant] = EntrantSheets(
            _marks(result, event, index, entrant),
            given,
            infos.get(entrant, {}),
            frozenset(whole),
            frozenset(twice),
            sum(map(len, lacking)),
        )
    return found


def _lacking(result: TrackResult, index: int, entrant: int) -> frozenset[int | None]:
    if not result.competitors[entrant].competes:
        return frozenset()
    return frozenset(lacking_judges(result, result.rules.events[index], index, entrant))


def _complete(event: TrackEvent, sheet_key: SheetKey, marks: Mapping[Spot, int]) -> bool:
    judged = sheet_key[1] is not None
    return all((*sheet_key, line.key) in marks for line in event.criteria if line.by_judges == judged)


def _by_entrant(found: Mapping[P, V]) -> dict[int, dict[P, V]]:
    """Values by sheet or by mark, grouped by entrant."""
    parts: dict[int, dict[P, V]] = {}
    for key, value in found.items():
        parts.setdefault(key[0], {})[key] = value
    return parts


def _marks(result: TrackResult, event: TrackEvent, index: int, entrant: int) -> dict[Spot, int]:
    """The marks of an entrant as they were scored."""
    marks = result.standings[entrant].scores[index].marks
    sheets = [(sheet.judge, sheet.marks) for sheet in marks.sheets] + [(None, marks.measured)]
    return {
        (entrant, judge, line.key): mark
        for judge, given in sheets
        for line, mark in zip(event.criteria, given, strict=False)
        if mark is not None
    }


def rows_by_judge(reading: MarkingReading, judge: int | None) -> list[SheetRow]:
    """A judge's sheets, or the measured ones; one for each entrant. Beside a code no recusal is shown: it would say
    whose code it is."""
    barred, rows = reading.result.rules.barred, []
    for one in reading.people.values():
        blocked = "" if one.competes else _(one.status.label)
        if judge in barred.get(one.key, ()):
            if reading.hidden:
                continue
            blocked = _("回避")
        rows.append(_row(one, judge, one.name, reading.units.get(one.key, "") if one.unit else "", blocked))
    return rows


def rows_by_entrant(reading: MarkingReading, entrant: int) -> list[SheetRow]:
    """An entrant's sheets, one for each judge."""
    event, rules = reading.event, reading.result.rules
    assert event is not None
    one, barred = reading.people[entrant], rules.barred.get(entrant, frozenset())
    names, units = reading.result.judges, {} if reading.hidden else reading.units
    return [
        _row(one, judge, names[judge], units.get(judge, ""), _("回避") if judge in barred else "")
        for judge in rules.panels[event.key]
        if not (judge in barred and reading.hidden)
    ]


def _row(one: Competitor, judge: int | None, name: str, unit: str, blocked: str) -> SheetRow:
    number = str(one.number) if one.number is not None else "—"
    return SheetRow(one.key, judge, number, name, unit, blocked)


def open_to_second(rows: Iterable[SheetRow], reading: MarkingReading, actor: str) -> list[SheetRow]:
    """The sheets as they may be keyed a second time by `actor`: not their own, and only whole ones."""
    found = []
    for row in rows:
        words = row.blocked
        if not words and row.judge not in reading.of(row.entrant).whole:
            words = _(UNFINISHED)
        elif not words and reading.info(row.sheet_key).keyed_by_person(actor):
            words = _(OWN)
        found.append(row._replace(blocked=words))
    return found


def words_for_blocked(rows: Sequence[SheetRow]) -> str:
    """Why none of these sheets takes a mark, and what to do."""
    words = {row.blocked for row in rows}
    if _(OWN) in words:
        return _("这些评分表是您本人录入的，复核录入要换一个人：请在“文件”的“设置”里改操作人。")
    if _(UNFINISHED) in words:
        return _("第一遍还没有录完；录完的评分表才能复核录入。")
    return _("这里没有要录入的评分表：选手都已回避或不参赛。")


def lacking_words(reading: MarkingReading | None) -> tuple[str, str]:
    """Why there are no sheets at all, and what to do about it."""
    if reading is None or reading.event is None:
        return _("还没有项目"), _("请先在“设置”里给这个赛道添加项目和评分细则。")
    if not reading.event.criteria:
        return _("还没有评分项"), _("请先在“设置”里打开这个项目，填写评分细则。")
    if not any(one.competes for one in reading.result.competitors.values()):
        return _("还没有选手"), _("请先在“选手”里给这个赛道报名。")
    return _("还没有评委"), _("请先在“评委”里安排这个项目的评委席。")


def judges_to_key(reading: MarkingReading, second: bool) -> list[tuple[int, str]]:
    """The judges of the event and the desk's measured marks, each with how many of the sheets are complete."""
    event = reading.event
    assert event is not None
    panel = reading.result.rules.panels[event.key] if any(line.by_judges for line in event.criteria) else ()
    choices = [(judge, _counted(reading, judge, reading.result.judges[judge], second)) for judge in panel]
    if any(not line.by_judges for line in event.criteria):
        choices.append((MEASURED, _counted(reading, None, _("测量成绩"), second)))
    return choices


def _counted(reading: MarkingReading, judge: int | None, name: str, second: bool) -> str:
    barred = reading.result.rules.barred
    keys = [one.key for one in reading.people.values() if one.competes and judge not in barred.get(one.key, ())]
    whole = sum(judge in (one.twice if second else one.whole) for one in map(reading.of, keys))
    return _("{name}　{done}/{count}").format(name=name, done=whole, count=len(keys))


def entrants_to_key(reading: MarkingReading) -> list[tuple[int, str]]:
    """The entrants who compete, in the order of appearance."""
    return [(one.key, f"{one.number or ''} {one.name}".strip()) for one in reading.people.values() if one.competes]
