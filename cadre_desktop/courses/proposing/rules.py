"""How much speaks for sending somebody to a course, in points and in words. Pure functions.

Points are whole tenths, so that those of the reasons add up to the score exactly.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from cadre_desktop.courses.rules import format_hours
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Refused

FULL_YEARS = 5
"""Who has not been to a course of the kind for so many years gets all the points for it: one window of five years."""

GRADE_YEARS = 3
"""So many years back an annual grade still says something."""

MOST_WEIGHT = 100
_FINE = 1_000_000
"""Parts of a target by which people of the same score are put in order."""


@dataclass(frozen=True)
class Weights:
    """The most points (0 to 100) that each reason can give. The defaults are the program's own: no rule names any."""

    hours: int = 40
    years: int = 20
    grade: int = 15
    pool: int = 10
    untrained: int = 15

    @property
    def total(self) -> int:
        """The most points somebody can get."""
        return sum(asdict(self).values())


WEIGHT_TITLES = {
    "hours": N_("还缺学时"),
    "years": N_("多年未参加同类培训"),
    "grade": N_("年度考核结果"),
    "pool": N_("在人才库"),
    "untrained": N_("从未参训"),
}
"""What the weights are called, by their fields."""


def check_weights(weights: Weights) -> Weights:
    """The weights. Raises Refused with a problem for each that is not 0 to 100, and where all are 0."""
    problems = [
        Problem(
            _("“{title}”的分值应为 0 至 {most}，现为 {value}。").format(title=_(title), most=MOST_WEIGHT, value=value),
            field=name,
        )
        for name, title in WEIGHT_TITLES.items()
        if not 0 <= (value := getattr(weights, name)) <= MOST_WEIGHT
    ]
    if not problems and not weights.total:
        problems.append(Problem(_("各项分值都是 0，排不出先后，请至少给一项分值。"), field="hours"))
    if problems:
        raise Refused(problems)
    return weights


def weights_of(setting: str) -> Weights:
    """The weights that a setting holds (a JSON object); an empty one means the defaults.

    Raises Refused for anything else: a file may have been written to by other hands.
    """
    if not setting:
        return Weights()
    try:
        held = json.loads(setting)
        return check_weights(Weights(**{each.name: int(held[each.name]) for each in fields(Weights)}))
    except (ValueError, TypeError, KeyError, Refused) as error:
        raise Refused(_("推荐人选的分值设置读不懂，请在“分值…”里重新填写并保存。")) from error


def weights_setting(weights: Weights) -> str:
    """What is kept for weights; for the defaults nothing, so that better defaults of a later version hold."""
    return "" if weights == Weights() else json.dumps(asdict(weights))


class PersonFacts(NamedTuple):
    """What speaks for a person: `missing` are the hours (tenths) that lack of the person's own `target`, which is that
    of the year of the course, or with `five` that of the five years up to it; `last` is the ISO
    day on which the last course of its kind ended, "" for none; `trained` whether there was any training before;
    `grade` is the latest annual grade as it is called and `grade_halves` how much it speaks for somebody (2 as much as
    can be, 0 not at all: then it is not told); `pool` is a pool he is in, "" for none."""

    person: int
    court: int
    department: int | None
    missing: int = 0
    last: str = ""
    trained: bool = True
    grade: str = ""
    grade_year: int = 0
    grade_halves: int = 0
    pool: str = ""
    target: int = 0
    five: bool = False


class Points(NamedTuple):
    """Tenths of a point by reason."""

    hours: int
    years: int
    grade: int
    pool: int
    untrained: int


class Scale(NamedTuple):
    """By what is judged: the weights, the year of the course, and whether it gives hours `online`."""

    weights: Weights
    year: int
    online: bool = False


def points(facts: PersonFacts, scale: Scale) -> Points:
    """What each reason gives: all for the hours who lacks all of his own target, whatever that is. A part of a point
    less than a tenth is dropped."""
    weights, year, _online = scale
    since = year - int(facts.last[:4]) if facts.last else FULL_YEARS
    return Points(
        10 * weights.hours * min(facts.missing, facts.target) // facts.target if facts.target else 0,
        10 * weights.years * min(max(since, 0), FULL_YEARS) // FULL_YEARS,
        10 * weights.grade * facts.grade_halves // 2,
        10 * weights.pool if facts.pool else 0,
        0 if facts.trained else 10 * weights.untrained,
    )


def ranked(people: Iterable[PersonFacts], scale: Scale) -> list[PersonFacts]:
    """People, the first to be sent first: by score, then who lacks the larger part of his target, then more hours, then
    whose last course of the kind was longer ago; the number of the record only makes the order the same every time."""
    alike: dict[tuple[int, int, str, int, bool, bool], list[PersonFacts]] = defaultdict(list)  # of the same points
    for facts in people:
        _person, _court, _department, missing, last, trained, _grade, _year, halves, pool, target, _five = facts
        alike[missing, target, last[:4], halves, trained, not pool].append(facts)
    level: dict[tuple[int, int, int], list[PersonFacts]] = defaultdict(list)
    for (missing, target, *_others), group in alike.items():
        part = _FINE * missing // target if target else 0
        level[-sum(points(group[0], scale)), -part, -missing] += group
    of_last_and_person = itemgetter(PersonFacts._fields.index("last"), PersonFacts._fields.index("person"))
    return [facts for first in sorted(level) for facts in sorted(level[first], key=of_last_and_person)]


def reasons(facts: PersonFacts, scale: Scale, kind: str) -> tuple[str, ...]:
    """In words what has given points, what gave most first; `kind` is what courses of the kind are called."""
    given = points(facts, scale)
    told = {
        "hours": _hours_words(facts, scale),
        "years": _years_words(facts, kind),
        "grade": _grade_words(facts),
        "pool": _("在“{pool}”").format(pool=facts.pool),
        "untrained": _("没有任何参训记录"),
    }
    if given.untrained:
        del told["years"]  # who was never trained was at no course of the kind either
    order = sorted(told, key=lambda name: -getattr(given, name))
    return tuple(told[name] for name in order if getattr(given, name))


def _hours_words(facts: PersonFacts, scale: Scale) -> str:
    """还缺 44.5 学时（2023 年任务 90 学时）: what is lacking first, a narrow column shows no more."""
    year = scale.year
    text = _("还缺 {hours} 学时（{year} 年任务 {target} 学时）")
    if scale.online:
        text = _("还缺网络 {hours} 学时（{year} 年任务 {target} 学时）")
    elif facts.five:
        text = _("还缺 {hours} 学时（{first}–{year} 五年任务 {target} 学时）")
    hours, target = format_hours(facts.missing), format_hours(facts.target)
    return text.format(year=year, first=year - FULL_YEARS + 1, target=target, hours=hours)


def _years_words(facts: PersonFacts, kind: str) -> str:
    if not facts.last:
        return _("没有参加过{kind}").format(kind=kind)
    return _("上次参加{kind}是 {year} 年").format(kind=kind, year=int(facts.last[:4]))


def _grade_words(facts: PersonFacts) -> str:
    return _("{year} 年考核{grade}").format(year=facts.grade_year, grade=_(facts.grade))


def score_text(tenths: int) -> str:
    """725 → 72.5, 720 → 72.0."""
    return f"{tenths // 10}.{tenths % 10}"


def day_text(iso: str) -> str:
    """2023-03-01 → 2023.3.1."""
    day = date.fromisoformat(iso)
    return f"{day.year}.{day.month}.{day.day}"
