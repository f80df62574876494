"""What hours depend on, read from the file: who was on the staff, what was held when, what was done and what is coming.

Training records are summed in the order that costs least: SQLite packs each into one number, numpy adds them up. A
person whose training was counted twice would be no matter of this module: every row of the dossier counts once.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from cadre_desktop.courses.hours.history import read_histories
from cadre_desktop.courses.hours.months import EVER, NEVER, month_number, taken_up, until_before
from cadre_desktop.courses.hours.reckoning import (
    LARGEST,
    WINDOW,
    ByHand,
    HoursFacts,
    HoursOfYear,
    Spells,
    Whole,
    reckon,
)
from cadre_desktop.courses.hours.regulation import FACTS, JUDGE_GRADE, POST_LEVEL, RANK, Regulation
from cadre_desktop.courses.rules import CourseStatus, EnrolmentStatus, Series
from cadre_desktop.courses.standing import hours_as_things_are
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.dialect import LISTED, days_to, joined
from cadre_desktop.people.completions import NOT_DONE
from cadre_desktop.people.registers.absences import AbsenceClass
from cadre_desktop.people.registers.party_roles import PartyRole
from cadre_desktop.people.retirement.expecting import expected_months
from cadre_desktop.people.rules import PersonStatus

_HOURS_BITS, _DAYS_BITS = 24, 20
_EARLIEST = 1900
_FEW = 4
"""Up to a quarter of all people are read one by one; of more it takes less time to read everybody."""
PARTY_CLASS = "political"
PARTY_SERIES = (Series.POLITICAL, Series.MODEL_BRANCH)
"""Training that counts towards the hours of the party: of the class 政治, or of these series."""
_LEADING = (PartyRole.SECRETARY,)
_COMMITTEE = (PartyRole.COMMITTEE, PartyRole.DEPUTY_SECRETARY)
_MEMBERS = ("01", "02")
"""政治面貌 of members of the Communist Party, those on probation among them."""
_GONE = tuple(status for status in PersonStatus if not status.on_staff)


def _texts(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def half_days(table: str) -> str:
    """SQL: the half days from `starts` to `ends` of a table; ``?`` is how many tenths of an hour are half a day, which
    only matters within one day."""
    return (
        f"CASE WHEN {table}.ends IS NULL OR {table}.ends = {table}.starts"
        f" THEN CASE WHEN {table}.hours > 0 AND {table}.hours <= ? THEN 1 ELSE 2 END"
        f" ELSE 2 * ({days_to(f'{table}.starts', f'{table}.ends')} + 1) END"
    )


def of_party(class_: str, series: str, series_values: Iterable[str]) -> str:
    """SQL: whether a training counts towards the hours of the party."""
    return f"({class_} = '{PARTY_CLASS}' OR {series} IN ({_texts(series_values)}))"


IN_RECORDS = of_party("t.training_class", "t.series", (series.label for series in PARTY_SERIES))
IN_COURSES = of_party("c.training_class", "c.series", PARTY_SERIES)
NOT_COMPLETED = "(" + " OR ".join(f"t.result LIKE '{word}%'" for word in NOT_DONE) + ")"
"""SQL: a training ``t`` that was not completed, of which the days count no more than the hours."""
OPEN_COURSES = f"c.status NOT IN ({_texts((CourseStatus.CLOSED, CourseStatus.CANCELLED))})"
COMING = f"e.status IN ({_texts((EnrolmentStatus.ENROLLED, EnrolmentStatus.COMPLETED))})"
"""SQL: courses ``c`` that are not closed, and enrolments ``e`` in them that will give hours as things are."""


_LEFT_BY_LEAVE = "max(coalesce(c.hours, 0) - coalesce(e.leave, 0), 0)"
"""SQL: the hours of a course without the leave of an enrolment."""


class _Chosen:
    """Which people are asked for, as SQL on a column, with its parameters; everybody without a list."""

    def __init__(self, people: Collection[int] | None):
        self._everybody = people is None
        self.given: tuple[str, ...] = () if people is None else (listed(people),)

    def __call__(self, column: str = "person_id") -> str:
        return "1" if self._everybody else f"{column} IN {LISTED}"


def hours_of_years(
    years: Sequence[int], rules: Regulation, today: date, people: Collection[int] | None = None
) -> dict[int, HoursOfYear]:
    """What is asked of everybody, or of these people, in each year, and what is done."""
    return reckon(read_facts(years, rules, today, people), rules, years)


def hours_of(year: int, rules: Regulation, today: date, people: Collection[int] | None = None) -> HoursOfYear:
    """As `hours_of_years`, of one year."""
    return hours_of_years((year,), rules, today, people)[year]


def hours_today(year: int, rules: Regulation, today: date) -> HoursOfYear:
    """As `hours_of`, of everybody, where only what is asked and done as of today matters: the records of the four years
    before are read of those alone whose target is that of five years. Of others `years` has the year itself only."""
    hours = reckon(read_facts((year,), rules, today, summed=(year, year)), rules, (year,))[year]
    of_five = hours.people[hours.rows["five"]].tolist()
    if len(of_five) > len(hours) // _FEW:
        return hours_of(year, rules, today)
    if of_five:
        whole = hours_of(year, rules, today, of_five)
        hours.rows[np.searchsorted(hours.people, whole.people)] = whole.rows
    return hours


def read_facts(
    years: Sequence[int],
    rules: Regulation,
    today: date,
    people: Collection[int] | None = None,
    summed: tuple[int, int] | None = None,
) -> HoursFacts:
    """Everything `reckon` needs for these years. Absences without an end last until `today` as far as is known.

    Training records are summed of the years from the first to the last in `summed`, without it of all windows.
    """
    chosen = _Chosen(people)
    persons = _persons(rules, chosen)
    keys = persons[:, 0].copy()
    indexes = {key: index for index, key in enumerate(keys.tolist())}
    window = range(min(years) - WINDOW + 1, max(years) + 1)
    nothing = dict.fromkeys(("onsite", "online", "party", "days"), np.zeros(len(keys), np.int64))
    sums = dict.fromkeys(window, nothing)
    sums |= _done(keys, *(summed or (window[0], window[-1])), rules, chosen)  # first: it takes the most memory
    histories = read_histories(indexes, rules, chosen(), chosen.given)
    joined = persons[:, 1].copy()
    return HoursFacts(
        people=keys,
        joined=joined,
        left=_left(keys, indexes, rules, today, chosen),
        now={POST_LEVEL: np.zeros(len(keys), np.bool_), RANK: persons[:, 2] > 0, JUDGE_GRADE: persons[:, 3] > 0},
        history=histories.spells,
        absences=_absences(indexes, rules, today, chosen),
        party=_party(indexes, rules, chosen),
        party_now=persons[:, 4] > 0,
        sums=sums,
        coming=_coming(keys, window, rules, chosen),
        by_hand=_by_hand(indexes, years, chosen),
        changed=_without_first(histories.changed, histories.spells, joined),
    )


def _persons(rules: Regulation, chosen: _Chosen) -> Whole:
    """Key, first month on the staff, whether rank and judge's grade are of the upper level, whether in the party."""
    joined = "coalesce(joined_court, joined_work)"
    month = f"CAST(substr({joined}, 1, 4) AS INTEGER) * 12 + CAST(substr({joined}, 6, 2) AS INTEGER) - 1"
    rows = (
        f"SELECT id a, coalesce({month}, {EVER}) b, rank IN ({_texts(rules.upper(RANK))}) c,"
        f" judge_grade IN ({_texts(rules.upper(JUDGE_GRADE))}) d, political IN ({_texts(_MEMBERS)}) e"
        f" FROM person WHERE {chosen('id')} ORDER BY id"
    )
    return np.column_stack(_columns("abcde", rows, chosen.given))


def _left(keys: Whole, indexes: Mapping[int, int], rules: Regulation, today: date, chosen: _Chosen) -> Whole:
    """The first month in which each person is not on the staff any more; who has left nobody knows when, in none."""
    found = np.full(len(keys), NEVER, np.int64)
    gone = f"SELECT id, status_since FROM person WHERE status IN ({_texts(_GONE)}) AND {chosen('id')}"
    for key, since in database.rows(gone, *chosen.given):
        found[indexes[key]] = until_before(since) if since else EVER
    if rules.retirement:
        for key, month in expected_months(today, chosen("id"), chosen.given, sure=True):
            found[indexes[key]] = min(found[indexes[key]], month_number(month.year, month.month))
    return found


def _absences(indexes: Mapping[int, int], rules: Regulation, today: date, chosen: _Chosen) -> Spells:
    """Months in which nothing is asked. Who is on leave by the person's own row alone is so for another reason."""
    classes = _texts(sorted(rules.absences))
    statement = f"SELECT person_id, starts, ends FROM absence WHERE absence_class IN ({classes}) AND {chosen()}"
    rows = database.rows(statement, *chosen.given)
    if AbsenceClass.OTHER in rules.absences:
        told = (
            "SELECT id, status_since, NULL FROM person"
            f" WHERE status = '{PersonStatus.ON_LEAVE}' AND status_since IS NOT NULL AND {chosen('id')}"
        )
        rows += database.rows(told, *chosen.given)
    until = today.isoformat()
    spans = ((key, starts, ends or max(until, starts)) for key, starts, ends in rows)
    return _spells((indexes[key], *taken_up(starts, ends), True) for key, starts, ends in spans)


def _party(indexes: Mapping[int, int], rules: Regulation, chosen: _Chosen) -> Spells:
    leading = {*_LEADING, *(_COMMITTEE if rules.committee else ())}
    statement = f"SELECT person_id, starts, ends, role FROM party_standing WHERE {chosen()}"
    rows = database.rows(statement, *chosen.given)
    return _spells((indexes[key], *taken_up(starts, ends), role in leading) for key, starts, ends, role in rows)


def _spells(rows: Iterable[tuple[int, int, int, bool]]) -> Spells:
    return Spells.of(array("q", [number for row in rows for number in row]))


def _by_hand(indexes: Mapping[int, int], years: Sequence[int], chosen: _Chosen) -> dict[int, dict[int, ByHand]]:
    found: dict[int, dict[int, ByHand]] = {year: {} for year in years}
    statement = f"SELECT person_id, year, hours, online_hours FROM hours_target WHERE {chosen()}"
    for key, year, hours, online in database.rows(statement, *chosen.given):
        if year in found:
            found[year][indexes[key]] = ByHand(hours, online)
    return found


def _without_first(
    changed: Mapping[int, frozenset[int]], spells: Mapping[str, Spells], joined: Whole
) -> dict[int, frozenset[int]]:
    """What somebody held on joining is no change: those whose history begins with them, in the year they joined."""
    first = np.full(len(joined), NEVER, np.int64)
    last = np.full(len(joined), EVER, np.int64)
    for fact in FACTS:
        np.minimum.at(first, spells[fact].index, spells[fact].first)
        np.maximum.at(last, spells[fact].index, spells[fact].first)
    only_joining = (last <= joined + 1) & (joined > EVER)
    return {
        year: frozenset(index for index in indexes if not (only_joining[index] and joined[index] // 12 == year))
        for year, indexes in changed.items()
    }


def _value(year: str, online: str, party: str, hours: str, days: str) -> str:
    """SQL: one whole number that holds all of this."""
    high = f"(({year} - {_EARLIEST}) * 2 + {online}) * 2 + {party}"
    low = f"min(max({hours}, 0), {(1 << _HOURS_BITS) - 1})"
    return f"((({high}) << {_HOURS_BITS}) + {low} << {_DAYS_BITS}) + min(max({days}, 0), {(1 << _DAYS_BITS) - 1})"


def _done(keys: Whole, first: int, last: int, rules: Regulation, chosen: _Chosen) -> dict[int, dict[str, Whole]]:
    """What training records that count add up to, by year and name.

    Without the index of years (that is what the + says): these years have most of the records, and to look each up
    takes three times as long as to read them all in a row.
    """
    days = f"CASE WHEN t.hours <= 0 AND {NOT_COMPLETED} THEN 0 ELSE {half_days('t')} END"
    value = _value("t.year", "t.online", IN_RECORDS, "coalesce(t.hours, 0)", days)
    rows = f"SELECT t.person_id p, {value} v FROM training_record t WHERE t.counts AND +t.year BETWEEN ? AND ?"
    given = (rules.half_day_hours, first, last, *chosen.given)
    return _summed(keys, f"{rows} AND {chosen('t.person_id')}", given, range(first, last + 1))


def _coming(keys: Whole, years: range, rules: Regulation, chosen: _Chosen) -> dict[int, dict[str, Whole]]:
    """What the courses of these years that are not closed will add, by year and name: as enrolments stand, and where
    attendance has been recorded as it would be if nothing more were missed."""
    begun = hours_as_things_are(rules.leave_limit, rules.attended_share)
    parts: list[tuple[str, str, tuple[str, ...]]] = [(_LEFT_BY_LEAVE, f"e.id NOT IN {LISTED}", (listed(begun),))]
    for hours in sorted({*begun.values()} - {0}):
        alike = [entry for entry, each in begun.items() if each == hours]
        parts.append((f"{hours}", f"e.id IN {LISTED}", (listed(alike),)))
    rows: list[str] = []
    given: list[Any] = []
    for hours_sql, which, entries in parts if begun else [(_LEFT_BY_LEAVE, "1", ())]:
        days = half_days("c").replace("c.hours", hours_sql)
        value = _value("CAST(substr(c.starts, 1, 4) AS INTEGER)", "c.online", IN_COURSES, hours_sql, days)
        rows.append(
            f"SELECT e.person_id p, {value} v FROM enrolment e JOIN course c ON c.id = e.course_id"
            f" WHERE {which} AND {OPEN_COURSES} AND {COMING} AND c.starts >= ? AND c.starts < ?"
            f" AND {chosen('e.person_id')}"
        )
        given += [rules.half_day_hours, *entries, f"{years[0]}", f"{years[-1] + 1}", *chosen.given]
    return _summed(keys, " UNION ALL ".join(rows), tuple(given), years)


def _summed(keys: Whole, rows: str, given: tuple[Any, ...], years: range) -> dict[int, dict[str, Whole]]:
    """Sums by year and name of rows of a person and a packed value."""
    people, values = _columns("pv", rows, given)
    if not len(people):
        nothing = dict.fromkeys(("onsite", "online", "party", "days"), np.zeros(len(keys), np.int64))
        return dict.fromkeys(years, nothing)
    indexes = np.searchsorted(keys, people)
    days = values & ((1 << _DAYS_BITS) - 1)
    hours = (values >> _DAYS_BITS) & ((1 << _HOURS_BITS) - 1)
    told = values >> (_DAYS_BITS + _HOURS_BITS)
    party, online, year = told & 1, (told >> 1) & 1, (told >> 2) + _EARLIEST - years.start
    at = indexes * len(years) + year
    total = len(keys) * len(years)

    def adding(amounts: Whole) -> Callable[[int], Whole]:
        exact = np.minimum(np.bincount(at, weights=amounts, minlength=total), LARGEST)
        sums = exact.astype(np.int64).reshape(-1, len(years))
        return lambda which: np.ascontiguousarray(sums[:, which])

    names = {
        "onsite": adding(hours * (1 - online)),
        "online": adding(hours * online),
        "party": adding(hours * party),
        "days": adding(days * (1 - online)),
    }
    return {each: {name: of(each - years.start) for name, of in names.items()} for each in years}


def _columns(names: str, rows: str, given: tuple[Any, ...]) -> list[Whole]:
    """The columns of whole numbers that a query gives, each a letter of `names`; none may be empty in a row.

    SQLite writes each down as one text: to hand over the rows one by one takes three times as long.
    """
    ((*texts,),) = database.rows(f"SELECT {', '.join(joined(name, ' ') for name in names)} FROM ({rows})", *given)
    return [np.fromstring(text, np.int64, sep=" ") if text else np.zeros(0, np.int64) for text in texts]
