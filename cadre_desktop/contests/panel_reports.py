"""A contest looked at from outside before it is sealed: fairness of its panels, other scales, other rules.

All only read, and take long enough to run away from the window: hand them to `Jobs` with its `Progress`. Import this
module where it is used, not at the top of a screen: examining a panel loads numpy.
"""

from itertools import chain

from cadre_desktop.contests.alternatives import Beside, beside
from cadre_desktop.contests.fairness import Panel, PanelReport, examine
from cadre_desktop.contests.ranking import Standing, Unit
from cadre_desktop.contests.records import Track
from cadre_desktop.contests.results import TrackResult, choices_of, ranking_of, tracks_of
from cadre_desktop.contests.scoring import Sheet
from cadre_desktop.contests.totals import TrackEvent
from cadre_desktop.contests.whatif import Case, Variant, by_other_rules, without_each_judge
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.store.database import database


def fairness_of(contest: int, progress: Progress | None = None) -> list[PanelReport]:
    """The reports of every panel of a contest (key), by track and event; `progress` is told after each panel.

    Raises Stopped.
    """
    progress = progress or Progress()
    panels = [panel for track in tracks_of(contest) for panel in panels_of(track)]
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
    """Those who sit on the panel or have marked, and the sheets of those who compete."""
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
        {standing.entry.entrant: standing.entry.court for standing in standings},
    )


def _sheets(standing: Standing, event: TrackEvent) -> tuple[Sheet, ...]:
    """The sheets that count."""
    marks = standing.entry.marks.get(event.key)
    return tuple(sheet for sheet in marks.sheets if sheet.judge not in marks.recused) if marks else ()


def standard_scores_of(track: Track) -> tuple[Beside, ...]:
    """The places of a track beside those that standard scores by judge would give."""
    result = ranking_of(track)
    return beside(result.rules.events, result.ranking, result.rules.tie_breakers)


def other_rules_of(track: Track, progress: Progress | None = None) -> list[Variant]:
    """The awards of a track under the other common rules, and then without each judge who has marked in it.

    Raises Stopped.
    """
    progress = progress or Progress()
    result = ranking_of(track)
    rules = result.rules
    case = Case(rules.events, list(result.standings.values()), rules.tie_breakers, rules.levels, choices_of(track.id))
    marked = {sheet.judge for one in case.standings for event in rules.events for sheet in _sheets(one, event)}
    judges = {judge: result.judges[judge] for judge in sorted(marked)}
    variants = []
    for variant in chain(by_other_rules(case), without_each_judge(case, judges)):
        progress.check()
        variants.append(variant)
    return variants
