"""Whether a panel is fair: for one event in one track, every judge against the others, and how far they agree.

Gaps, spread and agreement are taken from whole sheets (a sheet with a gap has no total), the Rasch model takes every
mark. Points are those of the event score before any trimming, factors included. Sheets left out by recusal play no
part, nor do measured marks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import stdev
from typing import Any

from cadre_desktop.contests.analysis.agreement import Concordance, alpha, complete_rows, concordance, intraclass
from cadre_desktop.contests.analysis.measures import Measure, Observation
from cadre_desktop.contests.analysis.own_court import OwnCourt, holm, preference
from cadre_desktop.contests.analysis.severity import Estimate, NotEstimable, counted, estimate
from cadre_desktop.contests.rules.points import POINT, Exact, mean
from cadre_desktop.contests.rules.ranking import Unit
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import JudgeSheet, sheet_total

_DECIMALS = 6
"""Decimals in JSON (for p, which may be tiny, digits): more than anyone reads, and the same on every machine."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One event in one track with the sheets that count, by entrant; judges by key in the order they are shown.

    Courts are given by judge and by entrant; who is missing there belongs to no known one.
    """

    track: str
    event: str
    criteria: tuple[RubricLine, ...]
    sheets: Mapping[int, Sequence[JudgeSheet]]
    judges: Mapping[int, str]
    judge_courts: Mapping[int, Unit] = field(default_factory=dict)
    entrant_courts: Mapping[int, Unit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JudgeReport:
    """One judge. `sheets` is the number of whole ones; points are points.

    `mean_gap` is the mean of the judge's totals less the mean of the others' on the same entrants, `spread` the
    standard deviation of the totals (of a sample), `severity` the measure of the Rasch model. `own_p` is the chance of
    the own court's gap, adjusted for the number of judges asked about (Holm).
    """

    key: int
    judge: str
    sheets: int
    mean: float | None
    mean_gap: float | None
    spread: float | None
    severity: Measure | None
    own_court: OwnCourt | None
    own_p: float | None


@dataclass(frozen=True, slots=True)
class EntrantReport:
    """One entrant, raw beside modelled: the mean of the judges' totals (None without a whole sheet), the ability, and
    the points expected from judges of average severity.

    Ranks are 1, 2, 2, 4 by points to three decimals. They explain, they do not decide: the result is made by the rules.
    """

    key: int
    mean: float | None
    rank: int | None
    ability: Measure | None
    fair: float | None
    fair_rank: int | None


@dataclass(frozen=True, slots=True)
class PanelReport:
    """What is known about one panel. `whole_rows` of `entrants` were marked whole by every judge of the panel and go
    into `icc` and `concordance`; `refused` says why there is no `rasch`.
    """

    track: str
    event: str
    entrants: int
    whole_rows: int
    icc: Mapping[str, float | None]
    concordance: Concordance | None
    alpha: float | None
    judges: tuple[JudgeReport, ...]
    standings: tuple[EntrantReport, ...]
    rasch: Estimate | None
    refused: str

    def as_json(self) -> dict[str, Any]:
        """As the command line prints it; what is not defined is null."""
        model: dict[str, Any] = {"refused": self.refused}
        if self.rasch is not None:
            model = {"rasch": {"converged": self.rasch.converged, "loglik": _short(self.rasch.loglik)}}
        return {
            "track": self.track,
            "event": self.event,
            "icc": {form: _short(value) for form, value in self.icc.items()},
            "kendall_w": _short(self.concordance.w if self.concordance else None),
            "kendall_p": float(f"{self.concordance.p:.{_DECIMALS}g}") if self.concordance else None,
            "alpha": _short(self.alpha),
            "judges": [_judge_json(report) for report in self.judges],
            **model,
        }


def _judge_json(report: JudgeReport) -> dict[str, Any]:
    severity = report.severity or Measure(None)
    return {
        "judge": report.judge,
        "mean_gap": _short(report.mean_gap),
        "spread": _short(report.spread),
        "severity": _short(severity.logits),
        "severity_se": _short(severity.error),
        "own_court_gap": _short(report.own_court.gap if report.own_court else None),
    }


def _short(value: float | None) -> float | None:
    """Without the last decimals, and never -0.0."""
    return None if value is None else round(value, _DECIMALS) + 0.0


def examine(panel: Panel) -> PanelReport:
    """The report of one panel; what cannot be said is None or `refused`, it never fails."""
    totals = _totals(panel)
    rows = [[marks.get(judge) for judge in panel.judges] for marks in totals.values()]
    whole = complete_rows(rows)
    rasch, refused = _modelled(panel)
    return PanelReport(
        panel.track,
        panel.event,
        entrants=len(panel.sheets),
        whole_rows=len(whole),
        icc=intraclass(whole),
        concordance=concordance(whole),
        alpha=alpha(rows),
        judges=_judges(panel, totals, rasch),
        standings=_standings(panel, totals, rasch),
        rasch=rasch,
        refused=refused,
    )


Totals = Mapping[int, Mapping[int, Exact]]
"""The totals of whole sheets by entrant and judge, in thousandths."""


def _totals(panel: Panel) -> Totals:
    return {
        entrant: {sheet.judge: total for sheet in sheets if (total := sheet_total(panel.criteria, sheet)) is not None}
        for entrant, sheets in panel.sheets.items()
    }


def _modelled(panel: Panel) -> tuple[Estimate | None, str]:
    try:
        return estimate(_observations(panel), panel.judges), ""
    except NotEstimable as reason:
        return None, str(reason)


def _observations(panel: Panel) -> Iterable[Observation]:
    for entrant, sheets in panel.sheets.items():
        for sheet in sheets:
            for criterion, mark in zip(panel.criteria, sheet.marks, strict=True):
                if mark is not None and criterion.by_judges:
                    yield Observation(entrant, sheet.judge, criterion.key, *counted(criterion, mark))


def _judges(panel: Panel, totals: Totals, rasch: Estimate | None) -> tuple[JudgeReport, ...]:
    gaps = {judge: _gaps(totals, judge) for judge in panel.judges}
    own = [_own_court(panel, judge, gaps[judge]) for judge in panel.judges]
    chances = holm([found.p if found else None for found in own])
    return tuple(
        _judge(panel, judge, totals, gaps[judge], rasch, found, chance)
        for judge, found, chance in zip(panel.judges, own, chances, strict=True)
    )


def _gaps(totals: Totals, judge: int) -> dict[int, Exact]:
    """By entrant, the judge's total above the mean of the others; entrants whom nobody else marked are left out."""
    gaps: dict[int, Exact] = {}
    for entrant, marks in totals.items():
        others = [total for other, total in marks.items() if other != judge]
        if judge in marks and others:
            gaps[entrant] = marks[judge] - mean(others)
    return gaps


def _own_court(panel: Panel, judge: int, gaps: Mapping[int, Exact]) -> OwnCourt | None:
    court = panel.judge_courts.get(judge)
    if court is None:
        return None
    own = {entrant for entrant in gaps if panel.entrant_courts.get(entrant) == court}
    ordered = sorted(gaps)
    return preference(
        [gaps[entrant] for entrant in ordered if entrant in own],
        [gaps[entrant] for entrant in ordered if entrant not in own],
    )


def _judge(
    panel: Panel,
    judge: int,
    totals: Totals,
    gaps: Mapping[int, Exact],
    rasch: Estimate | None,
    own: OwnCourt | None,
    chance: float | None,
) -> JudgeReport:
    given = [marks[judge] for marks in totals.values() if judge in marks]
    return JudgeReport(
        judge,
        panel.judges[judge],
        sheets=len(given),
        mean=_points(given),
        mean_gap=_points(list(gaps.values())),
        spread=stdev(map(float, given)) / POINT if len(given) > 1 else None,
        severity=rasch.judges.get(judge) if rasch else None,
        own_court=own,
        own_p=chance,
    )


def _points(values: Sequence[Exact]) -> float | None:
    """The mean of thousandths in points."""
    return float(mean(values)) / POINT if values else None


def _standings(panel: Panel, totals: Totals, rasch: Estimate | None) -> tuple[EntrantReport, ...]:
    means = {entrant: _points(list(marks.values())) for entrant, marks in totals.items()}
    abilities = rasch.entrants if rasch else {}
    fair = {entrant: _fair(panel, entrant, rasch) if rasch else None for entrant in totals}
    ranks, fair_ranks = _ranks(means), _ranks(fair)
    return tuple(
        EntrantReport(key, means[key], ranks.get(key), abilities.get(key), fair[key], fair_ranks.get(key))
        for key in totals
    )


def _fair(panel: Panel, entrant: int, rasch: Estimate) -> float | None:
    """What a judge of average severity is expected to give; None where the entrant or a criterion has no measure."""
    points = 0.0
    for criterion in panel.criteria:
        if criterion.by_judges:
            share = rasch.fair_share(entrant, criterion.key)
            if share is None:
                return None
            points += share * criterion.points * criterion.factor / POINT**2
    return points


def _ranks(points: Mapping[int, float | None]) -> dict[int, int]:
    """1, 2, 2, 4 by points at three decimals; who has none has no rank."""
    rounded = {key: round(value, 3) for key, value in points.items() if value is not None}
    ordered = sorted(rounded.values(), reverse=True)
    ranks = {value: rank for rank, value in reversed(list(enumerate(ordered, 1)))}
    return {key: ranks[value] for key, value in rounded.items()}
