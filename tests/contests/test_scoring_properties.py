"""Properties over random contests, and an independent calculation of the same rules written the slow way."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_desktop.contests.rules.awards import LevelRule, assign_awards
from cadre_desktop.contests.rules.ranking import USUAL_TIE_BREAKERS, Ranking, TieBreaker, TrackEntry, rank, stand
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import EventMarks, EventRule, JudgeSheet, score_event
from cadre_desktop.contests.rules.totals import TrackEvent, total
from cadre_desktop.contests.rules.words import (
    AwardTie,
    Combination,
    CriterionKind,
    MissingEvent,
    Rounding,
    Statistic,
    TieRule,
)

JUDGED, MEASURED, DEDUCTION = CriterionKind

rules = st.builds(
    EventRule,
    combination=st.sampled_from(Combination),
    drop_high=st.integers(0, 2),
    drop_low=st.integers(0, 2),
    statistic=st.sampled_from(Statistic),
    decimals=st.integers(0, 3),
    rounding=st.sampled_from(Rounding),
    missing=st.sampled_from(MissingEvent),
)
criteria = st.builds(
    RubricLine,
    name=st.just("评分项"),
    points=st.just(10_000),
    step=st.just(500),
    kind=st.sampled_from(CriterionKind),
    factor=st.sampled_from([1000, 1600, 333, 1]),
)
rubrics = st.lists(criteria, min_size=1, max_size=3).map(tuple)
half_points = st.integers(0, 20).map(lambda half: half * 500)


@st.composite
def event_marks(draw: st.DrawFn, rubric: Sequence[RubricLine], gaps: bool = True) -> EventMarks:
    points = st.one_of(half_points, st.none()) if gaps else half_points
    judges = draw(st.lists(st.integers(1, 9), max_size=7, unique=True))

    def marked(kinds: set[CriterionKind]) -> tuple[int | None, ...]:
        return tuple(draw(points) if criterion.kind in kinds else None for criterion in rubric)

    sheets = tuple(JudgeSheet(judge, marked({JUDGED, DEDUCTION})) for judge in judges)
    return EventMarks(sheets, marked({MEASURED}), frozenset(draw(st.sets(st.integers(1, 9), max_size=2))))


@st.composite
def tracks(draw: st.DrawFn, gaps: bool = True) -> tuple[tuple[TrackEvent, ...], list[TrackEntry]]:
    weights = draw(st.sampled_from([(100_000,), (50_000, 50_000), (33_333, 66_667)]))
    events = tuple(
        TrackEvent(key, f"项目{key}", weight, draw(rules), draw(rubrics)) for key, weight in enumerate(weights)
    )
    entries = [
        TrackEntry(
            entrant,
            court=draw(st.sampled_from([1, 2, None])),
            marks={event.key: draw(event_marks(event.criteria, gaps)) for event in events},
            play_off=draw(st.sampled_from([None, 1000, 2000])),
        )
        for entrant in range(draw(st.integers(1, 5)))
    ]
    return events, entries


tie_breakers = st.permutations([*USUAL_TIE_BREAKERS, TieBreaker(TieRule.NAMED_EVENT, 1)])


def ranking_of(events: tuple[TrackEvent, ...], entries: list[TrackEntry], ties: list[TieBreaker]) -> Ranking:
    return rank(events, [stand(events, entry) for entry in entries], ties)


# --- the same rules written the slow way, in points, with decimals for rounding -------------------------------------


def slow_round(value: Fraction, decimals: int) -> Fraction:
    digits = Decimal(value.numerator * 10**30 // value.denominator).scaleb(-30)
    return Fraction(digits.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def slow_combine(rule: EventRule, values: list[Fraction]) -> Fraction:
    kept = sorted(values)
    if len(kept) - rule.drop_low - rule.drop_high >= 3:
        kept = kept[rule.drop_low :]
        kept = kept[: len(kept) - rule.drop_high]
    if rule.statistic is Statistic.SUM:
        return sum(kept, Fraction(0))
    return Fraction(median(kept)) if rule.statistic is Statistic.MEDIAN else sum(kept, Fraction(0)) / len(kept)


def slow_score(rule: EventRule, rubric: tuple[RubricLine, ...], marks: EventMarks) -> Fraction | None:
    """The event score in points, or None wherever there is none."""
    step = (lambda value: slow_round(value, rule.decimals)) if rule.rounding is Rounding.STEPWISE else Fraction
    factors = [Fraction(criterion.factor, 1000) for criterion in rubric]
    indexes = [index for index, criterion in enumerate(rubric) if criterion.kind is not MEASURED]
    grid = [
        [
            None if (mark := sheet.marks[index]) is None
            else Fraction(10_000 - mark if rubric[index].kind is DEDUCTION else mark, 1000)
            for index in indexes
        ]
        for sheet in marks.sheets
        if sheet.judge not in marks.recused
    ]  # fmt: skip
    lines: list[Fraction] = []
    if rule.combination is Combination.JUDGE_TOTALS and indexes:
        whole = [sum((f * m for f, m in zip([factors[p] for p in indexes], row, strict=True)), Fraction(0))
                 for row in grid if None not in row]  # fmt: skip
        if not whole:
            return None
        lines.append(step(slow_combine(rule, whole)))
    elif indexes:
        for column, index in enumerate(indexes):
            present = [row[column] for row in grid if row[column] is not None]
            if not present:
                return None
            lines.append(step(step(slow_combine(rule, present)) * factors[index]))
    for index, criterion in enumerate(rubric):
        if criterion.kind is MEASURED:
            if marks.measured[index] is None:
                return None
            lines.append(step(Fraction(marks.measured[index], 1000) * factors[index]))
    return step(sum(lines, Fraction(0)))


@given(st.data(), rules, rubrics)
@settings(max_examples=300, deadline=None)
def test_agrees_with_the_slow_way(data: st.DataObject, rule: EventRule, rubric: tuple[RubricLine, ...]) -> None:
    marks = data.draw(event_marks(rubric))
    value = score_event(rule, rubric, marks).value
    expected = slow_score(rule, rubric, marks)
    assert (None if value is None else Fraction(value) / 1000) == expected


@given(st.data(), tracks(), tie_breakers)
@settings(max_examples=150, deadline=None)
def test_order_of_input_never_changes_the_result(
    data: st.DataObject, track: tuple[tuple[TrackEvent, ...], list[TrackEntry]], ties: list[TieBreaker]
) -> None:
    events, entries = track

    def shuffled(entry: TrackEntry) -> TrackEntry:
        marks = {
            key: replace(given, sheets=tuple(data.draw(st.permutations(given.sheets))))
            for key, given in data.draw(st.permutations(list(entry.marks.items())))
        }
        return replace(entry, marks=marks)

    again = ranking_of(events, [shuffled(entry) for entry in data.draw(st.permutations(entries))], ties)
    assert summary(again) == summary(ranking_of(events, entries, ties))


def summary(ranking: Ranking) -> list[object]:
    ranked = [
        (one.rank, one.standing.entry.entrant, one.decided_by, one.shared, one.awaits_play_off)
        for one in ranking.ranked
    ]
    lines = [[score.lines for score in one.standing.scores] for one in ranking.ranked]
    return [ranked, lines, [(left.standing.entry.entrant, left.reason) for left in ranking.unranked]]


@given(st.data(), tracks(gaps=False), tie_breakers)
@settings(max_examples=300, deadline=None)
def test_raising_one_mark_never_lowers_the_rank(
    data: st.DataObject, track: tuple[tuple[TrackEvent, ...], list[TrackEntry]], ties: list[TieBreaker]
) -> None:
    events, entries = track
    before = {place.standing.entry.entrant: place.rank for place in ranking_of(events, entries, ties).ranked}
    chosen = data.draw(st.sampled_from(entries))
    event = data.draw(st.sampled_from(events))
    raised = raise_one(data, event, chosen.marks[event.key])
    changed = replace(chosen, marks={**chosen.marks, event.key: raised})
    others = [entry for entry in entries if entry is not chosen]
    after = {place.standing.entry.entrant: place.rank for place in ranking_of(events, [*others, changed], ties).ranked}
    assert after.get(chosen.entrant, 0) <= before.get(chosen.entrant, 0)


def raise_one(data: st.DataObject, event: TrackEvent, marks: EventMarks) -> EventMarks:
    """`marks` with one of them better; a deduction is better when less is taken off."""
    index = data.draw(st.integers(0, len(event.criteria) - 1))
    kind = event.criteria[index].kind

    def better(row: tuple[int | None, ...]) -> tuple[int | None, ...]:
        old = row[index]
        assert old is not None
        low, high = (0, old) if kind is DEDUCTION else (old, 10_000)
        return (*row[:index], data.draw(st.integers(low, high)), *row[index + 1 :])

    if kind is MEASURED:
        return replace(marks, measured=better(marks.measured))
    if not marks.sheets:
        return marks
    seat = data.draw(st.integers(0, len(marks.sheets) - 1))
    sheet = marks.sheets[seat]
    changed = replace(sheet, marks=better(sheet.marks))
    return replace(marks, sheets=(*marks.sheets[:seat], changed, *marks.sheets[seat + 1 :]))


@given(tracks(gaps=False))
@settings(max_examples=100, deadline=None)
def test_total_is_the_weighted_sum_to_half_a_unit(track: tuple[tuple[TrackEvent, ...], list[TrackEntry]]) -> None:
    events, entries = track
    for entry in entries:
        standing = stand(events, entry)
        again = total(events, standing.scores)
        assert again == standing.total
        if again.value is not None:
            unit = 10 ** (3 - again.decimals)
            exact = sum(
                Fraction(score.value or 0) * event.weight / 100_000
                for event, score in zip(events, standing.scores, strict=True)
            )
            assert -Fraction(unit, 2) < again.value - exact <= Fraction(unit, 2)
            assert again.value % unit == 0


levels = st.builds(
    LevelRule,
    title=st.sampled_from(["一等奖", "二等奖", "三等奖"]),
    number=st.integers(0, 3),
    per_court=st.sampled_from([None, 1, 2]),
    tie=st.sampled_from(AwardTie),
)


@given(tracks(gaps=False), st.lists(levels, max_size=3, unique_by=lambda level: level.title))
@settings(max_examples=200, deadline=None)
def test_awards_keep_to_seats_and_courts(
    track: tuple[tuple[TrackEvent, ...], list[TrackEntry]], given_levels: list[LevelRule]
) -> None:
    events, entries = track
    awards = assign_awards(ranking_of(events, entries, list(USUAL_TIE_BREAKERS)).ranked, given_levels)
    for level in given_levels:
        holders = [award for award in awards if award.title == level.title]
        assert not any(award.pending for award in holders)
        if level.tie is not AwardTie.ALL_IN:
            assert len(holders) <= (level.number or 0)
            for court in (1, 2):
                assert sum(award.court == court for award in holders) <= (level.per_court or len(holders))


@given(tracks(gaps=False), st.lists(st.integers(0, 3), max_size=3))
@settings(max_examples=100, deadline=None)
def test_better_ranks_get_better_awards_where_courts_are_not_limited(
    track: tuple[tuple[TrackEvent, ...], list[TrackEntry]], numbers: list[int]
) -> None:
    events, entries = track
    given_levels = [LevelRule(str(index), number) for index, number in enumerate(numbers)]
    awards = assign_awards(ranking_of(events, entries, []).ranked, given_levels)
    order = [int(award.title) if award.title else len(numbers) for award in awards]
    assert order == sorted(order)
    ranks = [award.ranked.rank for award in awards]
    assert all(order[i] == order[i + 1] for i in range(len(ranks) - 1) if ranks[i] == ranks[i + 1])
