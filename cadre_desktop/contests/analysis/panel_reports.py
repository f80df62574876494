"""A contest looked at from outside before it is sealed: fairness of its panels, other scales, other rules.

All only read, and take long enough to run away from the window: hand them to `Jobs` with its `Progress`. Examining a
panel loads numpy, importing this module does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from cadre_desktop.contests.analysis.alternatives import Beside, beside
from cadre_desktop.contests.analysis.analysis_tables import TitledTable, standard_table
from cadre_desktop.contests.analysis.fairness import Panel, PanelReport, examine
from cadre_desktop.contests.analysis.rule_words import Name, Stakes, holders
from cadre_desktop.contests.analysis.whatif import RULES, Case, Variant, as_it_is, by_other_rules, without_each_judge
from cadre_desktop.contests.naming import called, hides, unmatched_words
from cadre_desktop.contests.records import Track
from cadre_desktop.contests.results import TrackResult, choices_of, ranking_of, tracks_of
from cadre_desktop.contests.rules.ranking import Standing, Unit
from cadre_desktop.contests.rules.scoring import JudgeSheet
from cadre_desktop.contests.rules.totals import TrackEvent, total_decimals
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database


def fairness_of(contest: int, progress: Progress | None = None) -> list[PanelReport]:
    """The reports of every panel of a contest (key), by track and event; `progress` is called after each panel.

    Raises Stopped.
    """
    return _examined([panel for track in tracks_of(contest) for panel in panels_of(track)], progress or Progress())


@dataclass(frozen=True, slots=True)
class Fairness:
    """The reports of a track's panels, by event; `result` has the names."""

    reports: list[PanelReport]
    result: TrackResult

    def name_in(self, report: PanelReport) -> Name:
        """What the entrants are called in the event of a report: by name or by code."""
        rules = self.result.rules
        event = next(event.key for event in rules.events if event.name == report.event)
        return lambda entrant: called(rules, event, self.result.competitors[entrant]).name


def track_fairness(track: Track, progress: Progress | None = None) -> Fairness:
    """The panels of one track examined. Raises Stopped."""
    return Fairness(_examined(panels_of(track), progress or Progress()), ranking_of(track))


def _examined(panels: Sequence[Panel], progress: Progress) -> list[PanelReport]:
    reports = []
    for done, panel in enumerate(panels):
        progress.check()
        progress.report(done, len(panels), f"{panel.track} {panel.event}")
        reports.append(examine(panel))
    return reports


def panels_of(track: Track) -> list[Panel]:
    """The panels of a track: an event each, if judges mark anything in it."""
    result = ranking_of(track)
    courts = _judge_courts(track.__data__["contest"])
    events = (event for event in result.rules.events if any(criterion.by_judges for criterion in event.criteria))
    return [_panel(track, result, event, courts) for event in events]


def _judge_courts(contest: int) -> dict[int, Unit]:
    rows = database.rows("SELECT id, court_id, unit FROM judge WHERE contest_id = ?", contest)
    return {key: court or unit or None for key, court, unit in rows}


def _panel(track: Track, result: TrackResult, event: TrackEvent, courts: dict[int, Unit]) -> Panel:
    """Those who sit on the panel or have marked, and the sheets of those who compete.

    In an anonymous event the entrants belong to no known court: a gap for the own court would show who is behind codes.
    """
    standings = [standing for key, standing in result.standings.items() if result.competitors[key].competes]
    sheets = {standing.entry.entrant: _sheets(standing, event) for standing in standings}
    seated = set(result.rules.panels.get(event.key, ()))
    seated.update(sheet.judge for given in sheets.values() for sheet in given)
    return Panel(
        track.name,
        event.name,
        event.criteria,
        {entrant: given for entrant, given in sheets.items() if given},
        {judge: result.judges[judge] for judge in sorted(seated)},
        courts,
        {} if hides(result.rules, event.key) else {one.entry.entrant: one.entry.court for one in standings},
    )


def _sheets(standing: Standing, event: TrackEvent) -> tuple[JudgeSheet, ...]:
    """The sheets that count."""
    marks = standing.entry.marks.get(event.key)
    return tuple(sheet for sheet in marks.sheets if sheet.judge not in marks.recused) if marks else ()


def names_of(result: TrackResult) -> Name:
    """What the entrants of a track are called where its whole result is seen."""
    return lambda entrant: result.competitors[entrant].name


def _matched(track: Track) -> TrackResult:
    """The result of a track. Raises Refused while it is anonymous: ranks and awards would show who is behind codes."""
    result = ranking_of(track)
    if result.rules.blind:
        raise Refused(unmatched_words(track.name))
    return result


@dataclass(frozen=True, slots=True)
class StandardScores:
    """Everybody with a rank in a track, as it is and by standard scores; `result` has the names."""

    result: TrackResult
    lines: tuple[Beside, ...]

    @property
    def table(self) -> TitledTable:
        """The lines as a table."""
        competitors = self.result.competitors
        decimals = total_decimals(self.result.rules.events)
        return standard_table(self.lines, decimals, names_of(self.result), lambda key: competitors[key].unit)


def standard_scores_of(track: Track) -> StandardScores:
    """The ranks of a track beside those that standard scores by judge would give.

    Raises Refused before names and codes are matched.
    """
    result = _matched(track)
    return StandardScores(result, beside(result.rules.events, result.ranking, result.rules.tie_breakers))


@dataclass(frozen=True, slots=True)
class OtherRules:
    """A track as it is, and under every other rule and without each judge; `result` has the names."""

    result: TrackResult
    now: Variant
    variants: list[Variant]

    @property
    def name(self) -> Name:
        """What the entrants are called."""
        return names_of(self.result)


def other_rules_of(track: Track, progress: Progress | None = None) -> OtherRules:
    """The awards of a track under the other common rules, and then without each judge who has marked in it.

    Raises Stopped, and Refused before names and codes are matched.
    """
    progress = progress or Progress()
    result = _matched(track)
    case, judges = _case(result)
    variants = []
    for done, variant in enumerate(chain(by_other_rules(case), without_each_judge(case, judges)), 1):
        progress.check()
        progress.report(done, len(RULES) + len(judges), variant.label)
        variants.append(variant)
    return OtherRules(result, as_it_is(case), variants)


def _case(result: TrackResult) -> tuple[Case, dict[int, str]]:
    """What makes the awards, and the judges who have marked."""
    rules = result.rules
    choices = choices_of(rules.track)
    case = Case(rules.events, list(result.standings.values()), rules.tie_breakers, rules.levels, choices)
    marked = {sheet.judge for one in case.standings for event in rules.events for sheet in _sheets(one, event)}
    return case, {judge: result.judges[judge] for judge in sorted(marked)}


MOST_TRIED = 2_000_000
"""Marks that are worked through once for each other rule before sealing; more would keep people waiting for seconds."""


def stakes_of(contest: int, progress: Progress | None = None) -> Stakes:
    """How many awards of a contest (key) hang on the rule or on one judge. Raises Stopped.

    Tracks are left out once `MOST_TRIED` marks have been worked through, and those not matched yet.
    """
    tried = untried = rules = judges = 0
    by_track: dict[str, int] = {}
    for track in tracks_of(contest):
        result = ranking_of(track)
        if result.rules.blind:
            continue
        tried += _work(result)
        if tried > MOST_TRIED:
            untried += 1
            continue
        variants = other_rules_of(track, progress).variants
        if found := len(holders(variants, judges=False)):
            by_track[track.name] = found
            rules += found
        judges += len(holders(variants, judges=True))
    return Stakes(rules, judges, by_track, untried)


def _work(result: TrackResult) -> int:
    """Marks to be worked through for all other rules and judges of a track."""
    judges = {judge for panel in result.rules.panels.values() for judge in panel}
    marks = sum(
        len(sheet.marks)
        for standing in result.standings.values()
        for event in result.rules.events
        for sheet in _sheets(standing, event)
    )
    return marks * (len(RULES) + len(judges))
