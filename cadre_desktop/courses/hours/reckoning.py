"""Targets of training hours, and what is lacking today and by the end of the year. Pure; numpy does everybody at once.

Who is a leader of the county level or its equal at the end of the year (550 hours or 3 months in five years) is
measured over the sliding window of that year and the four before it. Each month in it asks for the part that belongs to
the level held then: so what was lacking before a promotion has to be made up after it. Everybody else (90 hours or 12
days a year) is measured over the year. Months before somebody joined, after he left, or of an absence that reduces, ask
for nothing.

A target counts as reached by hours or by days, whichever lacks less; what lacks by days is told as the same part of the
hours. Hours are in tenths, days in halves; parts of a target are rounded up to 0.5.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from cadre_desktop.courses.hours.months import NEVER, months_of
from cadre_desktop.courses.hours.regulation import FACTS, Regulation
from cadre_desktop.courses.rules import HOURS_STEP

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

WINDOW = 5
"""Years in the sliding window."""
_MONTHS = 12 * WINDOW
_CHUNK = 1 << 14
"""So many people are reckoned together, so that their months take little memory."""
MEMBER, SECRETARY = 1, 2
"""What somebody is in the party, 0 for nothing."""

LARGEST = (1 << 31) - 1
"""The most that a number of a row holds; more tenths of an hour than anybody lives."""
SIDES = ("onsite", "online", "party")
ROW = np.dtype(
    [
        ("person", np.int64),
        ("five", np.bool_),
        ("by_hand", np.bool_),
        ("review", np.bool_),
        *((f"{side}_{what}", np.int32) for side in SIDES for what in ("target", "done", "coming")),
        *((f"days_{what}", np.int32) for what in ("target", "done", "coming")),
        ("years", np.int32, (WINDOW,)),
    ]
)
"""What is reckoned of one person: on which basis, whether the target was set by hand or is to be reviewed; of each side
the target, what is done, and what courses under way will add; the same in half days (target 0: days do not help);
and the hours on site of the window's years, the latest last. What is done on site is over the window where `five`."""

_NUMBERS = tuple(f"{side}_{what}" for side in (*SIDES, "days") for what in ("target", "done", "coming"))


@dataclass(frozen=True)
class Spells:
    """What held of people in some months: the place of the person, the first month, the one after the last, and whether
    it is of the upper level (or otherwise special). Sorted by person."""

    index: Whole
    first: Whole
    after: Whole
    upper: Flags

    @classmethod
    def of(cls, numbers: "array[int]") -> "Spells":
        """From four numbers for each, in any order."""
        table = np.frombuffer(numbers, np.int64).reshape(-1, 4) if numbers else np.zeros((0, 4), np.int64)
        table = table[np.argsort(table[:, 0], kind="stable")]
        return cls(table[:, 0], table[:, 1], table[:, 2], table[:, 3].astype(np.bool_))

    def part(self, start: int, end: int) -> "Spells":
        """Those of the people from one place to another, counted from there."""
        low, high = np.searchsorted(self.index, (start, end))
        here = slice(low, high)
        return Spells(self.index[here] - start, self.first[here], self.after[here], self.upper[here])

    def months(self, count: int, window: range, only_upper: bool = False) -> Flags:
        """For each of `count` people and each month of the window whether one holds."""
        chosen = self.upper if only_upper else np.ones(len(self.index), np.bool_)
        first, after = (np.clip(each[chosen] - window.start, 0, len(window)) for each in (self.first, self.after))
        steps = np.zeros((count, len(window) + 1), np.int16)
        np.add.at(steps, (self.index[chosen], first), 1)
        np.add.at(steps, (self.index[chosen], after), -1)
        covered: Flags = np.cumsum(steps, axis=1, dtype=np.int16)[:, :-1] > 0
        return covered

    def beginnings(self, count: int, without: int) -> Whole:
        """The month in which each person's first one begins; `without` where there is none."""
        found = np.full(count, NEVER, np.int64)
        np.minimum.at(found, self.index, self.first)
        found[~self.known(count)] = without
        return found

    def known(self, count: int) -> Flags:
        """Of which people there is any."""
        found = np.zeros(count, np.bool_)
        found[self.index] = True
        return found


@dataclass(frozen=True)
class ByHand:
    """A target set by hand for a year, in tenths; None: as the rule says."""

    hours: int | None
    online: int | None


@dataclass(frozen=True)
class HoursFacts:
    """What is known of people (sorted keys), as far as hours depend on it.

    `joined`: the first month on the staff, `left` the first without; `now` says by fact whether what the person's own
    row holds is of the upper level, `history` what was held when. `party_now` is what somebody is in the party
    without a history in `party`. `sums` are by year and name (onsite, online, party, days) what training records add up
    to, `coming` what courses will that are not closed; both have every year of the windows. `by_hand` and `changed` are
    by year and place.
    """

    people: Whole
    joined: Whole
    left: Whole
    now: Mapping[str, Flags]
    history: Mapping[str, Spells]
    absences: Spells
    party: Spells
    party_now: Flags
    sums: Mapping[int, Mapping[str, Whole]]
    coming: Mapping[int, Mapping[str, Whole]]
    by_hand: Mapping[int, Mapping[int, ByHand]] = field(default_factory=dict)
    changed: Mapping[int, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class HoursOfYear:
    """What is asked of everybody in a year and what is done: `rows` of `ROW`, sorted by person."""

    year: int
    rows: npt.NDArray[Any]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def people(self) -> Whole:
        """The keys of the people."""
        found: Whole = self.rows["person"]
        return found

    def lacking(self, side: str, with_coming: bool = False) -> Whole:
        """What each person lacks on a side, today or once the courses under way are closed."""
        found = {name: self.rows[name].astype(np.int64) for name in _NUMBERS}
        done = found[f"{side}_done"] + (found[f"{side}_coming"] if with_coming else 0)
        short: Whole = np.maximum(found[f"{side}_target"] - done, 0)
        if side != "onsite":
            return short
        days = found["days_done"] + (found["days_coming"] if with_coming else 0)
        return np.minimum(short, _short_by_days(found["onsite_target"], found["days_target"], days))

    def short(self, with_coming: bool = False) -> Whole:
        """What each person lacks on site plus online."""
        return self.lacking("onsite", with_coming) + self.lacking("online", with_coming)

    def taking(self, chosen: Any) -> "HoursOfYear":
        """Only these rows (a mask, or places)."""
        return replace(self, rows=self.rows[chosen])

    def adding(self, people: Any, added: Mapping[str, int]) -> "HoursOfYear":
        """As if these people were in one more course that gives so much (by side, and half days)."""
        rows = self.rows.copy()
        here = np.isin(self.people, np.fromiter(people, np.int64))
        for name, amount in added.items():
            rows[f"{name}_coming"][here] += amount
        return replace(self, rows=rows)


def _short_by_days(target: Whole, days_target: Whole, days: Whole) -> Whole:
    """The part of the target that lacks by days, rounded up; all of it where days do not help."""
    part = np.maximum(days_target - days, 0)
    asked = np.maximum(days_target, 1)
    return np.where(days_target > 0, _rounded(target * part, asked), target)


def _rounded(amount: Any, divisor: Any) -> Whole:
    """A fraction of tenths of an hour, up to the next 0.5."""
    found: Whole = -(-amount // (divisor * HOURS_STEP)) * HOURS_STEP
    return found


def reckon(facts: HoursFacts, rules: Regulation, years: Sequence[int]) -> dict[int, HoursOfYear]:
    """Everybody who was on the staff in each of these years. `facts.sums` has to have the years of all windows."""
    parts: dict[int, list[npt.NDArray[Any]]] = {year: [np.zeros(0, ROW)] for year in years}
    for start in range(0, len(facts.people), _CHUNK):
        end = min(start + _CHUNK, len(facts.people))
        months = _months(facts, range(months_of(min(years) - WINDOW + 1).start, months_of(max(years)).stop), start, end)
        for year in years:
            parts[year].append(_reckon_part(facts, rules, months.of(year), year, start, end))
    return {year: HoursOfYear(year, np.concatenate(parts.pop(year))) for year in years}


@dataclass(frozen=True)
class _Months:
    """Of some people and each month whether they were on the staff, whether something was asked of them, and whether
    they were of the upper level."""

    span: range
    there: Flags
    asked: Flags
    upper: Flags

    def of(self, year: int) -> "_Months":
        """Only the months of a year's window."""
        span = range(months_of(year - WINDOW + 1).start, months_of(year).stop)
        here = np.s_[:, span.start - self.span.start : span.stop - self.span.start]
        return _Months(span, self.there[here], self.asked[here], self.upper[here])


def _months(facts: HoursFacts, span: range, start: int, end: int) -> _Months:
    months, count = np.arange(span.start, span.stop), end - start
    there = (months >= facts.joined[start:end, None]) & (months < facts.left[start:end, None])
    upper = np.zeros((count, len(span)), np.bool_)
    for fact in FACTS:
        held, now = facts.history[fact].part(start, end), facts.now[fact][start:end, None]
        if not len(held.index):
            upper |= now
            continue
        begun = held.beginnings(count, span.start)[:, None] <= months
        upper |= held.months(count, span, only_upper=True) | (begun & ~held.months(count, span) & now)
    away = facts.absences.part(start, end)
    asked = there & ~away.months(count, span) if len(away.index) else there
    return _Months(span, there, asked, upper)


def _reckon_part(
    facts: HoursFacts, rules: Regulation, months: _Months, year: int, start: int, end: int
) -> npt.NDArray[Any]:
    count = end - start
    rows = np.zeros(count, ROW)
    rows["person"] = facts.people[start:end]
    this_year = slice(_MONTHS - 12, _MONTHS)
    listed = months.there[:, this_year].any(axis=1)
    last = _MONTHS - 1 - months.there[:, ::-1].argmax(axis=1)
    rows["five"] = months.upper[np.arange(count), last]
    in_year = months.asked[:, this_year].sum(axis=1)
    _set_onsite(rows, rules, months, in_year)
    _set_done(rows, facts, year, start, end)
    rows["online_target"] = _rounded(rules.online_hours * in_year, 12)
    _set_party(rows, facts, rules, year, start, end, in_year)
    _set_by_hand(rows, facts, year, start, end)
    changed = np.fromiter(facts.changed.get(year, ()), np.int64)
    rows["review"][changed[(changed >= start) & (changed < end)] - start] = True
    rows["review"] &= ~rows["by_hand"]
    return rows[listed]


def _set_onsite(rows: npt.NDArray[Any], rules: Regulation, months: _Months, in_year: Whole) -> None:
    """The target on site by hours and by days: of the year, or of the window's months by the level of each."""
    upper = np.where(rows["five"], (months.asked & months.upper).sum(axis=1), 0)
    lower = np.where(rows["five"], (months.asked & ~months.upper).sum(axis=1), in_year)
    rows["onsite_target"] = _rounded(upper * rules.five_hours + lower * rules.year_hours * WINDOW, _MONTHS)
    rows["days_target"] = -(-2 * (upper * rules.five_days + lower * rules.year_days * WINDOW) // _MONTHS)


def _set_done(rows: npt.NDArray[Any], facts: HoursFacts, year: int, start: int, end: int) -> None:
    window = range(year - WINDOW + 1, year + 1)
    for what, of_year in (("done", facts.sums), ("coming", facts.coming)):
        for name in ("onsite", "days"):
            by_year = np.stack([of_year[each][name][start:end] for each in window], axis=1)
            rows[f"{name}_{what}"] = np.where(rows["five"], by_year.sum(axis=1), by_year[:, -1])
            if (name, what) == ("onsite", "done"):
                rows["years"] = by_year
        for name in ("online", "party"):
            rows[f"{name}_{what}"] = of_year[year][name][start:end]


def _set_party(
    rows: npt.NDArray[Any], facts: HoursFacts, rules: Regulation, year: int, start: int, end: int, in_year: Whole
) -> None:
    """The party's target of who was a member in the year; secretaries, and committees by setting, have their own."""
    count, months = end - start, months_of(year)
    roles = facts.party.part(start, end)
    member = np.where(roles.known(count), roles.months(count, months).any(axis=1), facts.party_now[start:end])
    leads = roles.months(count, months, only_upper=True).any(axis=1)
    hours = np.where(leads, rules.secretary_hours, np.where(member, rules.party_hours, 0))
    rows["party_target"] = _rounded(hours * in_year, 12)


def _set_by_hand(rows: npt.NDArray[Any], facts: HoursFacts, year: int, start: int, end: int) -> None:
    """Targets set by hand are for the year and by hours; a row that only gives a reason confirms what the rule says."""
    for index, target in facts.by_hand.get(year, {}).items():
        if not start <= index < end:
            continue
        at = index - start
        rows["by_hand"][at] = True
        if target.hours is not None:
            rows["five"][at] = False
            rows["onsite_target"][at], rows["days_target"][at] = min(target.hours, LARGEST), 0
            for what, of_year in (("done", facts.sums), ("coming", facts.coming)):
                for name in ("onsite", "days"):
                    rows[f"{name}_{what}"][at] = of_year[year][name][index]
        if target.online is not None:
            rows["online_target"][at] = min(target.online, LARGEST)
