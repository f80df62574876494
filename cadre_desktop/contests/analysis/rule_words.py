"""What other rules would change, in words: for the table, the sentence above it and the question before sealing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cadre_desktop.contests.analysis.alternatives import Beside
from cadre_desktop.contests.analysis.whatif import AwardChange, Variant
from cadre_desktop.kit.language import _

_NAMED = 3
"""How many tracks the question before sealing spells out."""

Name = Callable[[int], str]
"""What an entrant (key) is called."""


def lost(variant: Variant, name: Name, titled: bool = True) -> str:
    """Who would have no award any more: 李静（一等奖）, the award if `titled`."""
    gone = ((change, change.before) for change in variant.changes if not change.after)
    return _listed(_("{name}（{award}）") if titled else "{name}", gone, name)


def gained(variant: Variant, name: Name, titled: bool = True) -> str:
    """Who would have an award without one now."""
    new = ((change, change.after) for change in variant.changes if not change.before)
    return _listed(_("{name}（{award}）") if titled else "{name}", new, name)


def swapped(variant: Variant, name: Name) -> str:
    """Who would have another award than now: 李静 一等奖→二等奖."""
    both = ((one, f"{one.before}→{one.after}") for one in variant.changes if one.before and one.after)
    return _listed("{name} {award}", both, name)


def _listed(text: str, changes: Iterable[tuple[AwardChange, str]], name: Name) -> str:
    return _("、").join(text.format(name=name(change.entrant), award=award) for change, award in changes)


def change_words(variant: Variant) -> str:
    """不变, or how many entrants would have another award."""
    count = len(variant.changes)
    return _("{count} 人变化").format(count=count) if count else _("不变")


def summary(variants: Sequence[Variant]) -> str:
    """One sentence on the whole table."""
    rules = [variant for variant in variants if variant.judge is None]
    judges = [variant for variant in variants if variant.judge is not None]
    parts = [
        _summed(rules, _("换用其他 {count} 种规则"), _("换用其他 {count} 种规则，获奖名单都不变")),
        _summed(judges, _("分别去掉 {count} 位评委中的一位"), _("分别去掉 {count} 位评委中的一位，获奖名单都不变")),
    ]
    return "".join(part for part in parts if part)


def _summed(variants: Sequence[Variant], some: str, none: str) -> str:
    if not variants:
        return ""
    changed = [variant.label for variant in variants if variant.changes]
    if not changed:
        return _("{nothing}。").format(nothing=none.format(count=len(variants)))
    text = _("{tried}，获奖名单有 {count} 种会变化：{labels}。")
    labels = _("；").join(changed)
    return text.format(tried=some.format(count=len(variants)), count=len(changed), labels=labels)


def standard_words(lines: Sequence[Beside]) -> str:
    """One sentence on the ranks that standard scores would give."""
    moved = sum(bool(line.shift) for line in lines)
    text = _("标准分把每位评委的打分调到同样的平均和离散程度再合成，只作对照，不改变成绩。")
    if not moved:
        return text + _("按标准分，名次都不变。")
    return text + _("按标准分，{count} 名选手的名次会不同。").format(count=moved)


@dataclass(frozen=True, slots=True)
class Stakes:
    """How many awards of a contest hang on the rule chosen, and how many on the marks of some one judge.

    An award counts once, however many of the other rules would take it from its holder or change it. `untried` is the
    number of tracks that were too large to be tried.
    """

    rules: int = 0
    judges: int = 0
    by_track: Mapping[str, int] = field(default_factory=dict)
    untried: int = 0


def holders(variants: Iterable[Variant], judges: bool) -> set[int]:
    """The entrants whose award of now would go or change in at least one of the variants: rules, or judges left out."""
    return {
        change.entrant
        for variant in variants
        if (variant.judge is not None) is judges
        for change in variant.changes
        if change.before
    }


def stakes_words(stakes: Stakes) -> str:
    """A sentence for the question before sealing."""
    parts = []
    if stakes.rules:
        named = list(stakes.by_track.items())
        tracks = _("、").join(f"{name} {count}" for name, count in named[:_NAMED])
        if len(named) > _NAMED:
            tracks = _("{some} 等 {count} 个赛道").format(some=tracks, count=len(named))
        text = _("换用其他常见计分规则，{count} 名获奖者的奖项会变（{tracks}）")
        parts.append(text.format(count=stakes.rules, tracks=tracks))
    if stakes.judges:
        text = _("去掉某一位评委，{count} 名获奖者的奖项会变")
        parts.append(text.format(count=stakes.judges))
    if parts:
        words = _("{parts}；详见“分析”页。").format(parts=_("；").join(parts))
    elif stakes.untried:
        words = ""
    else:
        words = _("换用其他常见计分规则或去掉任何一位评委，获奖名单都不变。")
    if stakes.untried:
        words += _("有 {count} 个赛道数据较多，没有逐一试算，可在“分析”页查看。").format(count=stakes.untried)
    return words
