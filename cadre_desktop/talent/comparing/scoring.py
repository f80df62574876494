"""Performance and potential in points, by weights that the court sets, each point with the fact it is for. Pure.

Points are whole tenths, so that those of the facts add up to the score exactly. They put people into an order to look
at; nothing is decided by them.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.talent.readiness.rules import CandidateFacts
from cadre_desktop.talent.requirement import hours_text, line_name

WHOLE = 100
"""The points of an axis: its weights add up to them."""
ENOUGH = 2
"""So many titles, or honours, give all their points; one gives half of them."""
ENOUGH_LINES = 3


@dataclass(frozen=True)
class AxisWeights:
    """The most points that each fact gives on one axis."""

    grades: int = 0
    titles: int = 0
    honours: int = 0
    hours: int = 0
    lines: int = 0


@dataclass(frozen=True)
class GridWeights:
    """The weights of both axes. Below `low` points is the lower third of an axis, from `high` on the upper.

    The defaults are the program's own: no rule names any.
    """

    performance: AxisWeights = AxisWeights(grades=50, titles=30, honours=20)
    potential: AxisWeights = AxisWeights(titles=20, hours=40, lines=40)
    low: int = 40
    high: int = 70


WEIGHT_NAMES = {
    "grades": N_("近三年考核"),
    "titles": N_("竞赛称号"),
    "honours": N_("其他表彰"),
    "hours": N_("上年学时"),
    "lines": N_("做过的条线"),
}
AXES = {"performance": N_("业绩"), "potential": N_("潜力")}


class FactPoints(NamedTuple):
    """What one fact gives: tenths of a point, of `most` points, and the fact in words."""

    name: str
    tenths: int
    most: int
    words: str


class AxisScore(NamedTuple):
    """The score of one axis in tenths, with what it is made of."""

    tenths: int
    parts: tuple[FactPoints, ...]


class GridScore(NamedTuple):
    """Where somebody is in the grid."""

    performance: AxisScore
    potential: AxisScore

    @property
    def total(self) -> int:
        """Both together, in tenths."""
        return self.performance.tenths + self.potential.tenths


def score(facts: CandidateFacts, weights: GridWeights, asked_hours: int) -> GridScore:
    """The points of somebody; `asked_hours` (tenths) of the year before give all points for hours."""
    shares = tuple(_shares(facts, asked_hours))
    return GridScore(_axis(shares, weights.performance), _axis(shares, weights.potential))


def _axis(shares: Iterable[tuple[str, int, int, str]], weights: AxisWeights) -> AxisScore:
    parts = tuple(
        FactPoints(name, 10 * most * done // of, most, words)
        for name, done, of, words in shares
        if (most := getattr(weights, name))
    )
    return AxisScore(sum(part.tenths for part in parts), parts)


def _shares(facts: CandidateFacts, asked_hours: int) -> Iterator[tuple[str, int, int, str]]:
    """Each fact by its weight's name, how much of what gives all points is done, and the fact in words."""
    held = {grade.year: grade for grade in facts.grades}
    told = [
        f"{year} {_(held[year].label)}" if year in held else _("{year} 没有结果（计 0 分）").format(year=year)
        for year in facts.grade_years
    ]
    levels = sum(held[year].level for year in facts.grade_years if year in held)
    yield "grades", levels, max(2 * len(facts.grade_years), 1), "、".join(told) or _("没有考核结果（计 0 分）")
    yield "titles", min(len(facts.titles), ENOUGH), ENOUGH, "、".join(facts.titles) or _("没有竞赛称号")
    yield "honours", min(len(facts.honours), ENOUGH), ENOUGH, "、".join(facts.honours) or _("没有其他表彰")
    text = _("{year} 年 {hours} 学时（达标 {asked} 学时）")
    words = text.format(year=facts.hours_year, hours=hours_text(facts.hours), asked=hours_text(asked_hours))
    yield "hours", min(facts.hours, asked_hours), max(asked_hours, 1), words
    lines = [line_name(code) for code in dict.fromkeys(code for code, _why in facts.lines)]
    yield "lines", min(len(lines), ENOUGH_LINES), ENOUGH_LINES, "、".join(lines) or _("没有条线记录（计 0 分）")


def box_of(tenths: int, weights: GridWeights) -> int:
    """Which third of an axis a score is in: 0, 1 or 2."""
    return (tenths >= 10 * weights.low) + (tenths >= 10 * weights.high)


def check_weights(weights: GridWeights) -> GridWeights:
    """The weights. Raises Refused where an axis does not add up to 100, or the thirds are not in order."""
    problems = []
    for axis, title in AXES.items():
        values: AxisWeights = getattr(weights, axis)
        total = sum(asdict(values).values())
        if total != WHOLE or min(asdict(values).values()) < 0:
            text = _("“{axis}”各项分值之和应为 {whole}，现为 {total}。")
            words = text.format(axis=_(title), whole=WHOLE, total=total)
            problems.append(Problem(words, field=f"{axis}.grades"))
    if not 0 < weights.low < weights.high < WHOLE:
        text = _("分界应满足 0＜低＜高＜100，现为 {low} 和 {high}。")
        problems.append(Problem(text.format(low=weights.low, high=weights.high), field="low"))
    if problems:
        raise Refused(problems)
    return weights


def weights_of(setting: str) -> GridWeights:
    """The weights that a setting holds (JSON); an empty one means the defaults. Raises Refused for anything else."""
    if not setting:
        return GridWeights()
    try:
        held: dict[str, Any] = json.loads(setting)
        axes = {
            axis: AxisWeights(**{each.name: int(held[axis][each.name]) for each in fields(AxisWeights)})
            for axis in AXES
        }
        return check_weights(GridWeights(**axes, low=int(held["low"]), high=int(held["high"])))
    except (ValueError, TypeError, KeyError, Refused) as error:
        raise Refused(_("业绩潜力的分值设置读不懂，请在“分值…”里重新填写并保存。")) from error


def weights_setting(weights: GridWeights) -> str:
    """What is kept for weights; for the defaults nothing, so that better defaults of a later version hold."""
    return "" if weights == GridWeights() else json.dumps(asdict(weights))


def points_text(tenths: int) -> str:
    """725 → 72.5, 720 → 72."""
    return hours_text(tenths)


def explained(axis: str, found: AxisScore) -> list[str]:
    """An axis in words, a line for the whole and one for each fact."""
    head = _("{axis} {points} 分").format(axis=_(AXES[axis]), points=points_text(found.tenths))
    line = _("{name} {points}/{most}：{words}")
    return [
        head,
        *(
            line.format(
                name=_(WEIGHT_NAMES[part.name]), points=points_text(part.tenths), most=part.most, words=part.words
            )
            for part in found.parts
        ),
    ]
