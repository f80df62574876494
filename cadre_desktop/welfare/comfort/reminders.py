"""Whom to remember, as the overview says it: a line for each occasion, which opens the people who were not given
anything yet. Single birthdays are told where a month is asked for (`remembering`).
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.comfort.due_list import YEARS, Occasion
from cadre_desktop.welfare.comfort.festivals import festivals_in
from cadre_desktop.welfare.comfort.rules import ComfortItem

_TOLD_FOR = timedelta(days=31)
"""For so long it is said that something was not given."""
_ON_STAFF = ", ".join(f"'{status}'" for status in PersonStatus if status.on_staff)
_WAITING = (
    f"t.status IN ({_ON_STAFF}) AND NOT EXISTS (SELECT 1 FROM comfort_payment c WHERE c.person_id = t.id"
    " AND c.item = ? AND c.festival = ? AND c.occasion_day >= ? AND c.occasion_day < ? AND c.paid IS NOT NULL)"
)
_BORN = (
    "substr(t.born, 6, 2) = ? AND substr(t.born, 1, 4) < ? AND CASE WHEN length(t.id_number) = 18"
    " AND substr(t.id_number, 11, 2) = ? THEN substr(t.id_number, 13, 2) BETWEEN ? AND ? ELSE ? END"
)
_JOINED = (
    "substr(t.joined_court, 6, 2) = ? AND substr(t.joined_court, 1, 4) < ?"
    f" AND (? - substr(t.joined_court, 1, 4)) % {YEARS} = 0"
)


def _parts(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The days from the first to the last by months."""
    while first <= last:
        end = min(last, date(first.year, first.month, monthrange(first.year, first.month)[1]))
        yield first, end
        first = end + timedelta(days=1)


def _waiting(item: ComfortItem, year: int, words: str, sql: str, *more: object, festival: str = "") -> Listing:
    """Who meets this and was given nothing for it in a year."""
    given = (item.value, festival, f"{year}", f"{year + 1}")
    return Listing(PERSON, (Condition(f"{_WAITING} AND {sql}", (*given, *more), words),))


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _birthdays(first: date, last: date, unknown: bool) -> tuple[str, Listing]:
    """`unknown`: also those of whose birthday only the month is known."""
    year, month = first.year, f"{first.month:02}"
    until = "31" if _ends_month(last) else f"{last.day:02}"
    words = _("生日：{month} 月 {first} 日至 {last} 日").format(month=first.month, first=first.day, last=last.day)
    rows = _waiting(
        ComfortItem.BIRTHDAY, year, words, _BORN, month, f"{year}", month, f"{first.day:02}", until, int(unknown)
    )
    return words, rows


def _anniversaries(first: date) -> tuple[str, Listing]:
    year = first.year
    words = _("入职周年：{month} 月，每满 {years} 年").format(month=first.month, years=YEARS)
    return words, _waiting(ComfortItem.ANNIVERSARY, year, words, _JOINED, f"{first.month:02}", f"{year}", year)


def _lines(first: date, last: date, late: bool) -> Iterator[tuple[Occasion, date, str, Listing]]:
    """The occasions of these days. Of whom only the month is known is late when it is over."""
    for begin, end in _parts(first, last):
        over = not late or _ends_month(end)
        yield Occasion(ComfortItem.BIRTHDAY), begin, *_birthdays(begin, end, over)
        if over:
            yield Occasion(ComfortItem.ANNIVERSARY), begin, *_anniversaries(begin)
        for festival, day in festivals_in(begin.year, begin.month).items():
            if begin <= day <= end:
                words = _(festival.label)
                rows = _waiting(ComfortItem.FESTIVAL, day.year, words, "1", festival=festival.value)
                yield Occasion(ComfortItem.FESTIVAL, festival), day, words, rows


def _dues(first: date, last: date, *, late: bool) -> Iterator[Due]:
    for occasion, day, words, rows in _lines(first, last, late):
        if (not late or _ever_given(occasion)) and (count := rows.count()):
            yield Due(day, _("{count} 人待慰问，{occasion}").format(occasion=words, count=count), 0, rows)


def _ever_given(occasion: Occasion) -> bool:
    """Whether this court gives anything for it at all."""
    sql = "SELECT 1 FROM comfort_payment WHERE item = ? AND festival = ? LIMIT 1"
    return bool(database.rows(sql, occasion.item.value, occasion.festival or ""))


def _coming(first: date, last: date) -> Iterator[Due]:
    return _dues(first, last, late=False)


def _overdue(today: date) -> Iterator[Due]:
    return _dues(today - _TOLD_FOR, today - timedelta(days=1), late=True)


SUMMED = DueDate(PERSON, _coming, _overdue)
