"""Two-digit years and lost zeros, settled by the rest of a row or not at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rosters import id_number

from cadre_desktop.kit.intake.clean_dates import possible_days, possible_months
from cadre_desktop.kit.kind import Candidates
from cadre_desktop.people.settling import ENTERED_AFTER, settle, settle_recent

TODAY = date(2024, 6, 30)
BORN_1968, BORN_1979, BORN_2003 = id_number("19681012", 1), id_number("19791020", 1), id_number("20030715", 1)


def settled(**cells):
    values = {name: possible_months(cell).value if name in MONTHS else cell for name, cell in cells.items()}
    return settle(values, TODAY)


MONTHS = {"born", "joined_work", "joined_court", "joined_party", "post_since"}


@pytest.mark.parametrize(
    ("row", "field", "read"),
    [
        ({"born": "68.10", "id_number": BORN_1968}, "born", date(1968, 10, 1)),
        ({"born": "68.10"}, "born", date(1968, 10, 1)),
        ({"born": "85年3月"}, "born", date(1985, 3, 1)),
        ({"born": 85.3}, "born", date(1985, 3, 1)),
        ({"born": "3.7"}, "born", date(2003, 7, 1)),
        ({"born": "3.7", "id_number": BORN_2003}, "born", date(2003, 7, 1)),
        ({"born": 1979.1, "id_number": BORN_1979}, "born", date(1979, 10, 1)),
        ({"born": "1979.1", "id_number": BORN_1979}, "born", date(1979, 10, 1)),
        ({"born": 1979.1, "id_number": id_number("19790120", 1)}, "born", date(1979, 1, 1)),
        ({"born": 79.1, "id_number": BORN_1979}, "born", date(1979, 10, 1)),
        ({"born": "850312"}, "born", date(1985, 3, 1)),
        ({"born": "38.5", "status": "retired"}, "born", date(1938, 5, 1)),
        ({"born": "20.5", "status": "deceased"}, "born", date(1920, 5, 1)),
        ({"joined_work": "96.7"}, "joined_work", date(1996, 7, 1)),
        ({"joined_work": "96.7", "born": "1975.3"}, "joined_work", date(1996, 7, 1)),
        ({"joined_work": "3.7", "born": "1980.3"}, "joined_work", date(2003, 7, 1)),
        ({"joined_work": "3.7", "born": "80.3"}, "joined_work", date(2003, 7, 1)),
        ({"joined_work": "98.12.1", "id_number": BORN_1979}, "joined_work", date(1998, 12, 1)),
        ({"joined_party": "5.6", "born": "1980.3"}, "joined_party", date(2005, 6, 1)),
        ({"joined_court": "24.6", "born": "1990.3"}, "joined_court", date(2024, 6, 1)),
        ({"joined_court": 2024.1}, "joined_court", date(2024, 1, 1)),
        ({"post_since": "19.12"}, "post_since", date(2019, 12, 1)),
    ],
)
def test_what_the_row_settles(row, field, read):
    assert settled(**row)[field] == read


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"born": "10.5"}, "born"),
        ({"born": "24.5"}, "born"),
        ({"born": 1979.1}, "born"),
        ({"born": "1979.1", "id_number": "123"}, "born"),
        ({"born": 1979.1, "id_number": BORN_1968}, "born"),
        ({"born": "38.5"}, "born"),
        ({"born": "3.7", "joined_work": "2010.7"}, "born"),
        ({"joined_work": "96.7", "born": "1990.3"}, "joined_work"),
        ({"joined_work": "24.12", "born": "1990.3"}, "joined_work"),
        ({"joined_work": 1996.1, "born": "1975.3"}, "joined_work"),
        ({"joined_work": "3.1", "born": "1980.3"}, "joined_work"),
        ({"joined_party": "98.6", "born": "1985.3"}, "joined_party"),
    ],
)
def test_what_it_does_not_settle_is_left(row, field):
    assert isinstance(settled(**row)[field], Candidates)


def test_a_birth_that_contradicts_the_number_is_read_so_that_it_can_be_told():
    assert settled(born="69.10", id_number=BORN_1968)["born"] == date(1969, 10, 1)


@given(
    st.dates(date(1950, 1, 1), date(2007, 12, 31)),
    st.sampled_from(["{0:%y}.{0.month:02}", "{0:%y}年{0.month}月", "{0:%y}.{0.month:02}.{0.day:02}"]),
)
def test_with_a_number_every_two_digit_birth_is_found(birth, form):
    read = settled(born=form.format(birth), id_number=id_number(f"{birth:%Y%m%d}", 1))["born"]
    assert read == birth.replace(day=1)


@given(
    st.dates(date(1950, 1, 1), TODAY),
    st.dates(date(1950, 1, 1), date(2007, 12, 31)),
    st.sampled_from(sorted(ENTERED_AFTER)),
)
def test_a_settled_date_is_one_of_those_it_may_be_and_none_before_its_age(day, birth, field):
    said = possible_months(f"{day:%y}.{day.month:02}").value
    read = settle({field: said, "id_number": id_number(f"{birth:%Y%m%d}", 1)}, TODAY)[field]
    if isinstance(read, date):
        assert read in said.options
        assert read <= TODAY
        assert (read.year - birth.year) * 12 + read.month - birth.month >= ENTERED_AFTER[field] * 12


def test_rows_without_a_doubt_are_left_as_they_are():
    row = {"born": date(1985, 3, 1), "name": "王祯", "joined_work": None, "id_number": ""}
    assert settle(row, TODAY) == row


@pytest.mark.parametrize(
    ("typed", "read"), [("23.5.3", date(2023, 5, 3)), ("98.12.1", date(1998, 12, 1)), ("25.1.1", date(2025, 1, 1))]
)
def test_facts_of_a_dossier_lie_within_a_working_life(typed, read):
    assert settle_recent({"starts": possible_days(typed).value, "hours": 3}, TODAY) == {"starts": read, "hours": 3}


def test_facts_that_lie_in_neither_century_are_left():
    assert isinstance(settle_recent({"starts": possible_days("28.5.3").value}, date(2024, 1, 1))["starts"], Candidates)
