"""The built-in contest a new one starts from, read from `resources/templates/contest.json`."""

import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from cadre_desktop.contests.rules.awards import LevelRule
from cadre_desktop.contests.rules.points import POINT
from cadre_desktop.contests.rules.ranking import TieBreaker
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import EventRule
from cadre_desktop.contests.rules.words import (
    AwardTie,
    Combination,
    CriterionKind,
    EventFormat,
    MissingEvent,
    Rounding,
    Statistic,
    TieRule,
)
from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.resources import resource

AnyCode = TypeVar("AnyCode", bound=Code)


@dataclass(frozen=True, slots=True)
class TemplateTrack:
    """A staff category, by its label, × a specialty."""

    category: str
    specialty: str


@dataclass(frozen=True, slots=True)
class TemplateEvent:
    """One format as it is held in `tracks`. `weight` in thousandths of a per cent; `anonymous` is judged by codes."""

    format: EventFormat
    tracks: tuple[TemplateTrack, ...]
    weight: int
    rule: EventRule
    criteria: tuple[RubricLine, ...]
    anonymous: bool


@dataclass(frozen=True, slots=True)
class ContestTemplate:
    """All settings of a contest, without its people."""

    tracks: tuple[TemplateTrack, ...]
    events: tuple[TemplateEvent, ...]
    tie_breakers: tuple[TieBreaker, ...]
    awards: tuple[LevelRule, ...]

    def events_of(self, track: TemplateTrack) -> tuple[TemplateEvent, ...]:
        """The events held in one track."""
        return tuple(event for event in self.events if track in event.tracks)


@cache
def built_in() -> ContestTemplate:
    """The court's competition: 3 categories × 14 tracks, four formats with weights and rubrics."""
    text = resource("templates", "contest.json").read_text(encoding="utf-8")
    data = json.loads(text, parse_float=Fraction)
    tracks = tuple(
        TemplateTrack(category, specialty)
        for category, specialties in data["tracks"].items()
        for specialty in specialties
    )
    rule = _rule(data["rule"])
    rubrics = {name: tuple(map(_criterion, lines)) for name, lines in data["rubrics"].items()}
    return ContestTemplate(
        tracks=tracks,
        events=tuple(_event(item, tracks, rule, rubrics[item["rubric"]]) for item in data["events"]),
        tie_breakers=tuple(TieBreaker(_code(TieRule, text)) for text in data["ties"]),
        awards=tuple(map(_award, data["awards"])),
    )


def _code(codes: type[AnyCode], label: str) -> AnyCode:
    return codes(codes.table().find(label) or label)


def _rule(item: dict[str, Any]) -> EventRule:
    return EventRule(
        combination=_code(Combination, item["combination"]),
        drop_high=item["drop_high"],
        drop_low=item["drop_low"],
        statistic=_code(Statistic, item["statistic"]),
        decimals=item["decimals"],
        rounding=_code(Rounding, item["rounding"]),
        missing=_code(MissingEvent, item["missing"]),
    )


def _award(item: dict[str, Any]) -> LevelRule:
    return LevelRule(item["title"], item["number"], tie=_code(AwardTie, item["tie"]))


def _criterion(item: dict[str, Any]) -> RubricLine:
    kind = _code(CriterionKind, item.get("kind", "评判"))
    return RubricLine(item["name"], int(item["points"] * POINT), int(item["step"] * POINT), kind)


def _event(
    item: dict[str, Any], tracks: tuple[TemplateTrack, ...], rule: EventRule, criteria: tuple[RubricLine, ...]
) -> TemplateEvent:
    held_in = tuple(track for track in tracks if {track.category, track.specialty} & set(item["for"]))
    weight, anonymous = item["weight"] * POINT, item.get("anonymous", False)
    return TemplateEvent(_code(EventFormat, item["format"]), held_in, weight, rule, criteria, anonymous)
