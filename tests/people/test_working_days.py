"""Which days are worked, when a term of working days ends, and what is said where a year's notice is not known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.people.registers.calendar_days import CalendarDay, DayKind, work_calendar
from cadre_desktop.people.working_days import NOTICE_DAYS, SpecialDay, WorkCalendar, calendar_with, statutory_days

KNOWN = calendar_with({})
FREE = SpecialDay(True, "国庆节")


@pytest.mark.parametrize(("year", "count"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_the_working_days_of_a_year_of_which_the_notice_is_known(year, count):
    assert KNOWN.working_days(date(year, 1, 1), date(year, 12, 31)) == count
    assert KNOWN.estimated(date(year, 1, 1), date(year, 12, 31)) == []


@pytest.mark.parametrize(
    ("posted", "last"),
    [
        ("2026-02-13", "2026-02-27"),
        ("2026-09-30", "2026-10-13"),
        ("2025-09-26", "2025-10-10"),
        ("2025-01-24", "2025-02-07"),
        ("2026-02-11", "2026-02-25"),
        ("2026-09-18", "2026-09-24"),  # a day earlier than by weekdays: Sunday the 20th is worked
        ("2026-06-01", "2026-06-08"),
        ("2023-04-28", "2023-05-09"),
    ],
)
def test_a_public_notice_of_five_working_days(posted, last):
    term = KNOWN.term(date.fromisoformat(posted))
    assert (term.last, term.remark) == (date.fromisoformat(last), "")


def test_a_term_that_begins_on_a_free_day_counts_the_first_day_worked():
    saturday = date(2026, 6, 6)
    assert KNOWN.term(saturday, 1).last == date(2026, 6, 8)
    with pytest.raises(ValueError):
        KNOWN.term(saturday, 0)


@pytest.mark.parametrize(
    ("day", "worked", "name"),
    [
        (date(2024, 2, 4), True, "春节"),
        (date(2024, 2, 9), True, None),  # 除夕 was worked in 2024
        (date(2024, 2, 10), False, "春节"),
        (date(2022, 12, 31), False, "元旦"),  # named by the notice of the year that follows
        (date(2025, 9, 28), True, "国庆节、中秋节"),
        (date(2026, 9, 20), True, "国庆节"),
        (date(2026, 3, 2), True, None),
        (date(2026, 3, 7), False, None),
    ],
)
def test_single_days(day, worked, name):
    special = KNOWN.special(day)
    assert KNOWN.is_worked(day) is worked
    assert (special.name if special else None) == name


def test_an_unknown_year_has_its_statutory_holidays_and_is_called_estimated():
    assert sorted(statutory_days(2027)) == [
        date(2027, month, day)
        for month, days in ((1, [1]), (2, [5, 6, 7, 8]), (4, [5]), (5, [1, 2]), (6, [9]), (9, [15]), (10, [1, 2, 3]))
        for day in days
    ]
    first, last = date(2027, 1, 1), date(2027, 12, 31)
    assert KNOWN.working_days(first, last) == 248  # what falls on a weekend is made up for
    assert not any(map(KNOWN.is_worked, (date(2027, 2, 9), date(2027, 5, 3), date(2027, 5, 4), date(2027, 10, 5))))
    assert KNOWN.special(date(2027, 2, 10)) == SpecialDay(True, "春节") and KNOWN.is_worked(date(2027, 2, 11))
    assert KNOWN.estimated(first, last) == [2027]
    term = KNOWN.term(date(2026, 12, 29))
    assert (term.last, term.remark) == (date(2027, 1, 6), "2027 年放假安排未录入，按法定节假日估算")
    assert KNOWN.remark(date(2026, 12, 1), date(2028, 1, 1)).startswith("2027、2028 年")


@pytest.mark.parametrize(("year", "count"), [(2008, 11), (2024, 11), (2025, 13), (2026, 13), (2060, 13), (2100, 6)])
def test_how_many_statutory_holidays_there_are(year, count):
    assert len(statutory_days(year)) == count


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_an_estimate_has_as_many_working_days_as_the_notice_then_brings(year):
    first, last = date(year, 1, 1), date(year, 12, 31)
    unknown = WorkCalendar({}, frozenset())
    assert unknown.estimated(first, last) == [year]
    assert abs(unknown.working_days(first, last) - KNOWN.working_days(first, last)) <= 1  # 1 January 2023 moved a year


def test_two_festivals_on_one_day_have_both_names():
    assert statutory_days(2020)[date(2020, 10, 1)].name == "国庆节、中秋节"


def _sheet_of_2027() -> dict[date, SpecialDay]:
    days = {day: SpecialDay(True, special.name) for day, special in statutory_days(2027).items()}
    return {**days, date(2027, 2, 9): SpecialDay(True, "春节"), date(2027, 2, 20): SpecialDay(False, "春节")}


def test_a_sheet_of_the_next_year_makes_it_known():
    calendar = calendar_with(_sheet_of_2027())
    assert 2027 in calendar.known and calendar.remark(date(2027, 2, 1), date(2027, 2, 28)) == ""
    assert not calendar.is_worked(date(2027, 2, 9)) and calendar.is_worked(date(2027, 2, 20))


def test_half_a_sheet_does_not_pass_for_the_whole():
    days = _sheet_of_2027()
    del days[date(2027, 10, 1)]
    calendar = calendar_with(days)
    assert 2027 not in calendar.known
    assert calendar.is_worked(date(2027, 2, 20)) and not calendar.is_worked(date(2027, 10, 1))
    assert "2027 年放假安排未录入" in calendar.term(date(2027, 2, 18)).remark


def test_what_was_entered_goes_before_what_is_shipped():
    calendar = calendar_with({date(2026, 9, 20): FREE, date(2026, 8, 3): FREE})
    assert not calendar.is_worked(date(2026, 9, 20)) and not calendar.is_worked(date(2026, 8, 3))
    assert calendar.term(date(2026, 9, 18)).last == date(2026, 9, 28)


def test_a_file_adds_its_days(court):
    with court.step("录入"):
        CalendarDay.add(day=date(2026, 8, 3), day_kind=DayKind.FREE, name="高温假")
        CalendarDay.add(day=date(2026, 8, 8), day_kind=DayKind.WORKED, name="高温假")
    calendar = work_calendar()
    assert calendar.special(date(2026, 8, 3)) == SpecialDay(True, "高温假")
    assert calendar.is_worked(date(2026, 8, 8)) and 2026 in calendar.known


@given(st.dates(date(2023, 1, 1), date(2030, 12, 31)), st.integers(1, 40))
def test_a_term_has_as_many_working_days_as_it_should(posted, days):
    last = KNOWN.term(posted, days).last
    assert KNOWN.is_worked(last)
    assert KNOWN.working_days(posted + timedelta(days=1), last) == days


@given(st.dates(date(2023, 1, 1), date(2030, 12, 31)))
def test_a_term_posted_later_never_ends_earlier(posted):
    assert KNOWN.term(posted, NOTICE_DAYS).last <= KNOWN.term(posted + timedelta(days=1), NOTICE_DAYS).last
