"""Would another rule change the winner? The awards of a track again under other common rules, and without each judge.

Everything is counted by the same engine; only the rule of the events, or the judges who count, differ. What the panel
has chosen where a tie stood on the line is handed in again and counts where the same choice is asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cadre_desktop.contests.rules.awards import Award, LevelRule, assign_awards
from cadre_desktop.contests.rules.ranking import Standing, TieBreaker, rank, stand
from cadre_desktop.contests.rules.scoring import EventRule
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import Combination, Rounding, Statistic
from cadre_desktop.kit.language import N_, _


@dataclass(frozen=True, slots=True)
class Case:
    """What makes the awards of a track. `choices` are the panel's, each the title of a level and an entrant."""

    events: tuple[TrackEvent, ...]
    standings: Sequence[Standing]
    tie_breakers: Sequence[TieBreaker] = ()
    levels: Sequence[LevelRule] = ()
    choices: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True, slots=True)
class AwardChange:
    """One entrant's award that would change: titles are "" for none, ranks None for none."""

    entrant: int
    before: str
    after: str
    rank_before: int | None
    rank_after: int | None


@dataclass(frozen=True, slots=True)
class Variant:
    """The track under another rule.

    `changes` are the awards that would change hands, `moved` counts entrants with another rank, `new_winner` says that
    others would be first. `judge` is the one left out, if it is that. `note` is a sentence about the variant itself.
    `ranks` and `awards` are the whole outcome by entrant, awards as in `AwardChange`.
    """

    label: str
    changes: tuple[AwardChange, ...]
    moved: int
    new_winner: bool
    judge: int | None = None
    note: str = ""
    ranks: Mapping[int, int] = field(default_factory=dict)
    awards: Mapping[int, str] = field(default_factory=dict)


Rewrite = Callable[[EventRule], EventRule]


def _dropping(count: int) -> Rewrite:
    return lambda rule: replace(rule, drop_high=count, drop_low=count)


def _median(rule: EventRule) -> EventRule:
    """A sum is left as it is: its median would change the weight of the event, not only the way of combining."""
    if rule.statistic is Statistic.SUM:
        return rule
    return replace(rule, statistic=Statistic.MEDIAN, drop_high=0, drop_low=0)


RULES: tuple[tuple[str, Rewrite], ...] = (
    (N_("不去最高最低"), _dropping(0)),
    (N_("去一个最高、一个最低"), _dropping(1)),
    (N_("去两个最高、两个最低"), _dropping(2)),
    (N_("取中位数"), _median),
    (N_("按评委总分合成"), lambda rule: replace(rule, combination=Combination.JUDGE_TOTALS)),
    (N_("逐项合成"), lambda rule: replace(rule, combination=Combination.BY_CRITERION)),
    (N_("最后舍入"), lambda rule: replace(rule, rounding=Rounding.FINAL)),
    (N_("逐级舍入"), lambda rule: replace(rule, rounding=Rounding.STEPWISE)),
)
"""The other common rules; one that is already the rule of every event is not shown."""


def as_it_is(case: Case) -> Variant:
    """The track under its own rules, to be laid beside the others."""
    now = _Outcome.of(case, case.events, case.standings)
    return _compared(now, now, _("现在的规则"))


def by_other_rules(case: Case) -> Iterator[Variant]:
    """The track under every rule of `RULES` that it does not have already, each worked out when it is asked for."""
    now = _Outcome.of(case, case.events, case.standings)
    for label, rewrite in RULES:
        events = tuple(replace(event, rule=rewrite(event.rule)) for event in case.events)
        if events != case.events:
            standings = [stand(events, standing.entry) for standing in case.standings]
            outcome = _Outcome.of(case, events, standings)
            yield _compared(now, outcome, _(label), note=_waiver(standings))


def _waiver(standings: Iterable[Standing]) -> str:
    lines = (line for standing in standings for score in standing.scores for line in score.lines)
    return _("去高去低后不足 3 个分数的，全部计入。") if any(line.waived for line in lines) else ""


def without_each_judge(case: Case, judges: Mapping[int, str]) -> Iterator[Variant]:
    """The track without the sheets of each judge in turn, in the order of `judges` (names by key)."""
    now = _Outcome.of(case, case.events, case.standings)
    for judge, name in judges.items():
        yield _without(case, now, judge, name)


def _without(case: Case, now: "_Outcome", judge: int, name: str) -> Variant:
    standings = [_restood(case.events, standing, judge) for standing in case.standings]
    outcome = _Outcome.of(case, case.events, standings)
    lost = len(now.ranks.keys() - outcome.ranks.keys())
    note = _("去掉后有 {count} 名选手没有成绩。").format(count=lost) if lost else ""
    return _compared(now, outcome, _("去掉评委{name}").format(name=name), judge, note)


def _restood(events: Sequence[TrackEvent], standing: Standing, judge: int) -> Standing:
    """The standing without one judge's sheets; the same one where there are none."""
    entry = standing.entry
    if not any(sheet.judge == judge for marks in entry.marks.values() for sheet in marks.sheets):
        return standing
    marks = {key: replace(given, recused=given.recused | {judge}) for key, given in entry.marks.items()}
    return stand(events, replace(entry, marks=marks))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Ranks and awards by entrant."""

    ranks: Mapping[int, int]
    awards: Mapping[int, str]

    @classmethod
    def of(cls, case: Case, events: Sequence[TrackEvent], standings: Iterable[Standing]) -> "_Outcome":
        ranking = rank(events, standings, case.tie_breakers)
        awards = assign_awards(ranking.ranked, case.levels, case.choices)
        ranks = {ranked.standing.entry.entrant: ranked.rank for ranked in ranking.ranked}
        return cls(ranks, {award.entrant: _title(award) for award in awards})

    @property
    def winners(self) -> set[int]:
        """Who is first."""
        return {entrant for entrant, rank in self.ranks.items() if rank == 1}


def _title(award: Award) -> str:
    if award.pending:
        return _("待评议：{titles}").format(titles=_("、").join(_(title) for title in award.pending))
    return award.title


def _compared(now: _Outcome, other: _Outcome, label: str, judge: int | None = None, note: str = "") -> Variant:
    everybody = dict.fromkeys([*now.ranks, *other.ranks])
    changes = tuple(
        AwardChange(
            entrant,
            now.awards.get(entrant, ""),
            other.awards.get(entrant, ""),
            now.ranks.get(entrant),
            other.ranks.get(entrant),
        )
        for entrant in everybody
        if now.awards.get(entrant, "") != other.awards.get(entrant, "")
    )
    moved = sum(now.ranks.get(entrant) != other.ranks.get(entrant) for entrant in everybody)
    return Variant(label, changes, moved, now.winners != other.winners, judge, note, other.ranks, other.awards)
