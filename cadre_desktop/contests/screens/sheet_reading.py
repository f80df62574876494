"""What the marking page shows, read in a job: a track, all marks of the event looked at, and how its sheets stand."""

from dataclasses import dataclass, replace

from cadre_desktop.contests.actions import TrackResult, marks_of, missing_sheets, ranking_of
from cadre_desktop.contests.marking import expected_sheets
from cadre_desktop.contests.results import Competitor
from cadre_desktop.contests.screens.sheet_model import SheetFacts, SheetRow
from cadre_desktop.contests.sheets import (
    UNKNOWN_SHEET,
    SheetInfo,
    SheetPlace,
    SheetState,
    Spot,
    second_marks_of,
    sheets_of,
    state_of,
)
from cadre_desktop.contests.totals import TrackEvent
from cadre_desktop.kit.language import _

MEASURED = 0
"""Stands for the desk among the judges: measured marks have none."""


@dataclass(frozen=True)
class Reading:
    """The track, and of the event looked at the marks of both keyings and what is known of the sheets."""

    result: TrackResult
    event: TrackEvent | None
    marks: dict[Spot, int]
    second: dict[Spot, int]
    infos: dict[SheetPlace, SheetInfo]
    expected: int
    missing: int

    def facts(self, rows: list[SheetRow], blind: bool) -> SheetFacts:
        """Totals on paper and states; while keying blind, how far the second keying has come."""
        papers = {place: info.paper_total for place, info in self.infos.items() if info.paper_total is not None}
        return SheetFacts(papers, {row.place: self.state(row.place, blind) for row in rows})

    def state(self, place: SheetPlace, blind: bool = False) -> SheetState:
        """How far a sheet has come, or its second keying."""
        assert self.event is not None
        lines = [line for line in self.event.criteria if line.by_judges == (place[1] is not None)]
        info = self.infos.get(place, UNKNOWN_SHEET)
        given = sum((*place, line.key) in self.second for line in lines)
        if blind and given < len(lines):
            return SheetState.KEYING if given else SheetState.EMPTY
        return state_of(place, lines, self.marks, self.second, info)

    def settled(self, place: SheetPlace) -> bool:
        """Whether a change of the sheet's marks needs a reason."""
        return self.infos.get(place, UNKNOWN_SHEET).settled

    def barred_from_second(self, rows: list[SheetRow], actor: str) -> list[SheetRow]:
        """The sheets as they may be keyed a second time by `actor`: not their own, and only whole ones."""
        assert self.event is not None
        found = []
        for row in rows:
            words = row.blocked
            if not words and self.state(row.place) in (SheetState.EMPTY, SheetState.KEYING):
                words = _("第一遍未录完")
            elif not words and self.infos.get(row.place, UNKNOWN_SHEET).keyed_by_person(actor):
                words = _("本人已录")
            found.append(replace(row, blocked=words))
        return found


def read(track: int, event: int | None) -> Reading:
    """The track as it is now; without an event its first one."""
    result = ranking_of(track)
    events = result.rules.events
    chosen = next((one for one in events if one.key == event), events[0] if events else None)
    entrants = result.competitors
    marks = marks_of(chosen.key, entrants) if chosen else {}
    second = second_marks_of(chosen.key, entrants) if chosen else {}
    infos = sheets_of(chosen.key, entrants) if chosen else {}
    return Reading(result, chosen, marks, second, infos, len(expected_sheets(result)), len(missing_sheets(result)))


def rows_by_judge(reading: Reading, judge: int | None) -> list[SheetRow]:
    """A judge's sheets, or the measured ones; one for each entrant."""
    rules, rows = reading.result.rules, []
    for one in reading.result.competitors.values():
        blocked = "" if one.competes else _(one.status.label)
        if judge in rules.barred.get(one.key, ()):
            blocked = _("回避")
        rows.append(_row(one, judge, one.name, one.unit, blocked))
    return rows


def rows_by_entrant(reading: Reading, entrant: int) -> list[SheetRow]:
    """An entrant's sheets, one for each judge."""
    event, rules = reading.event, reading.result.rules
    assert event is not None
    one, barred = reading.result.competitors[entrant], rules.barred.get(entrant, frozenset())
    names = reading.result.judges
    return [
        _row(one, judge, names[judge], _("评委"), _("回避") if judge in barred else "")
        for judge in rules.panels[event.key]
    ]


def _row(one: Competitor, judge: int | None, name: str, unit: str, blocked: str) -> SheetRow:
    number = str(one.number) if one.number is not None else "—"
    return SheetRow(one.key, judge, number, name, unit, blocked)


def judges_to_key(reading: Reading, second: bool) -> list[tuple[int, str]]:
    """The judges of the event and the desk's measured marks, each with how many of the sheets are complete."""
    event = reading.event
    assert event is not None
    panel = reading.result.rules.panels[event.key] if any(line.by_judges for line in event.criteria) else ()
    choices = [(judge, _counted(reading, judge, reading.result.judges[judge], second)) for judge in panel]
    if any(not line.by_judges for line in event.criteria):
        choices.append((MEASURED, _counted(reading, MEASURED, _("测量成绩"), second)))
    return choices


def _counted(reading: Reading, judge: int, name: str, second: bool) -> str:
    assert reading.event is not None
    lines = [line for line in reading.event.criteria if line.by_judges == bool(judge)]
    rows = [row for row in rows_by_judge(reading, judge or None) if not row.blocked]
    marks = reading.second if second else reading.marks
    whole = sum(all((*row.place, line.key) in marks for line in lines) for row in rows)
    return _("{name}　{done}/{count}").format(name=name, done=whole, count=len(rows))


def entrants_to_key(reading: Reading) -> list[tuple[int, str]]:
    """The entrants who compete, in the order of appearance."""
    competitors = reading.result.competitors.values()
    return [(one.key, f"{one.number or ''} {one.name}".strip()) for one in competitors if one.competes]
