"""When people retire: every row of the tables, a walk month by month, notices, and what a decision may say."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.people.months import month_number, month_of, month_text, months_later
from cadre_desktop.people.retirement.rules import (
    PACES,
    BaseChosen,
    benefits_from,
    late_allowed,
    least_contribution,
    month_expected,
    own_wish,
    propose,
    retirement,
    retirement_day,
    retirement_month,
    vet_decision,
)

TABLE = Path(__file__).parent / "retirement_oracle.csv"
BASES = {"male60": "male_60", "female55": "female_55", "female50": "female_50"}
MONTHS = st.integers(month_number(date(1940, 1, 1)), month_number(date(2010, 12, 1))).map(month_of)
base_of = st.sampled_from(sorted(PACES))


def month(text: str) -> date:
    return date(int(text[:4]), int(text[5:7]), 1)


def rows() -> Iterator[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def test_all_rows_of_the_table() -> None:
    seen = 0
    for row in rows():
        found = retirement(month(row["birth_ym"]), BASES[row["category"]])
        told = {
            "delay_months": str(found.age_months - 12 * int(row["base_age_years"])),
            "statutory_age_months": str(found.age_months),
            "statutory_age_text": found.age,
            "retirement_ym": month_text(found.statutory),
            "earliest_flexible_ym": month_text(found.earliest),
            "latest_flexible_ym": month_text(found.latest),
            "min_contribution_months_at_statutory": str(least_contribution(found.statutory.year)),
            "min_contribution_months_at_earliest": str(least_contribution(found.earliest.year)),
        }
        assert told == {key: row[key] for key in told}, row
        seen += 1
    assert seen == 1116


def test_women_of_the_county_level_go_by_the_column_of_men() -> None:
    for row in rows():
        if row["category"] == "male60":
            assert retirement(month(row["birth_ym"]), "female_60") == retirement(month(row["birth_ym"]), "male_60")


def walked(born: date, base: str) -> int:
    """The age in months, found by walking through the months of birth from the first that the reform concerns."""
    years, step, most = {"male_60": (60, 4, 36), "female_60": (60, 4, 36), "female_55": (55, 4, 36)}.get(
        base, (50, 2, 60)
    )
    delay, month_in_block = 0, 0
    at = date(2025 - years, 1, 1)
    while at <= born:
        if month_in_block == 0:
            delay = min(most, delay + 1)
        month_in_block = (month_in_block + 1) % step
        at = months_later(at, 1)
    return years * 12 + delay


@given(MONTHS, base_of)
def test_as_by_a_walk_through_the_months(born: date, base: str) -> None:
    assert retirement(born, base).age_months == walked(born, base)


@given(MONTHS, base_of)
def test_who_is_born_later_never_retires_earlier(born: date, base: str) -> None:
    first, second = retirement(born, base), retirement(months_later(born, 1), base)
    assert first.statutory < second.statutory
    assert first.earliest < second.earliest
    assert 0 <= second.age_months - first.age_months <= 1


@given(MONTHS, base_of)
def test_nobody_goes_before_the_base_age_nor_more_than_three_years_early(born: date, base: str) -> None:
    found = retirement(born, base)
    assert months_later(born, 12 * PACES[base].years) <= found.earliest <= found.statutory
    assert month_number(found.statutory) - month_number(found.earliest) <= 36
    assert found.statutory.day == found.earliest.day == 1
    if found.statutory.year < 2025:
        assert found.earliest == found.statutory


@pytest.mark.parametrize(
    ("birth", "base", "due"),
    [
        (date(1964, 12, 31), "male_60", date(2024, 12, 1)),
        (date(1965, 1, 1), "male_60", date(2025, 2, 1)),
        (date(1965, 4, 30), "male_60", date(2025, 5, 1)),
        (date(1965, 5, 1), "male_60", date(2025, 7, 1)),
        (date(1976, 8, 1), "male_60", date(2039, 7, 1)),
        (date(1976, 9, 1), "male_60", date(2039, 9, 1)),
        (date(1990, 1, 1), "male_60", date(2053, 1, 1)),
        (date(1970, 1, 1), "female_55", date(2025, 2, 1)),
        (date(1981, 9, 1), "female_55", date(2039, 9, 1)),
        (date(1974, 12, 1), "female_50", date(2024, 12, 1)),
        (date(1975, 1, 1), "female_50", date(2025, 2, 1)),
        (date(1975, 3, 1), "female_50", date(2025, 5, 1)),
        (date(1984, 11, 1), "female_50", date(2039, 11, 1)),
    ],
)
def test_the_month_does_not_hang_on_the_day_of_birth(birth: date, base: str, due: date) -> None:
    assert retirement_month(birth, base) == due


def test_the_day_is_that_of_birth_or_the_last_of_the_month() -> None:
    assert retirement_day(date(1965, 1, 31), 60 * 12 + 1) == date(2025, 2, 28)
    assert retirement_day(date(1965, 5, 30), 60 * 12 + 2) == date(2025, 7, 30)
    assert benefits_from(date(2025, 12, 1)) == date(2026, 1, 1)


def test_other_bases_have_no_rule() -> None:
    with pytest.raises(ValueError, match="male_65"):
        retirement_month(date(1960, 1, 1), "male_65")


@pytest.mark.parametrize(
    ("employment", "leads", "allowed"),
    [
        ("", False, False),
        ("civil_servant", False, False),
        ("contract", False, True),
        ("worker", False, True),
        ("institution", False, True),
        ("institution", True, False),
        ("contract", True, False),
        ("dispatch", False, False),
    ],
)
def test_who_may_go_later(employment: str, leads: bool, allowed: bool) -> None:
    assert late_allowed(month("2026-03"), employment, leads) is allowed
    assert not late_allowed(month("2024-12"), employment, leads)


@pytest.mark.parametrize(
    ("facts", "base", "choose"),
    [
        (("male", "civil_servant"), "male_60", False),
        (("female", "civil_servant"), "female_55", False),
        (("female", "worker"), "female_50", False),
        (("female", "contract"), "female_50", True),
        (("female", ""), "female_55", False),
        (("female", "civil_servant", True), "female_55", True),
        (("", "civil_servant"), "", False),
    ],
)
def test_what_is_proposed_and_what_has_to_be_chosen(facts: tuple[str, str], base: str, choose: bool) -> None:
    found = propose(*facts)
    assert (found.base, found.open) == (base, choose)
    assert found.why


def test_an_open_proposal_lists_the_earliest_month() -> None:
    for facts, others in ((("female", "contract"), ("female_55",)), (("female", "", True), ("female_60",))):
        base = propose(*facts).base
        assert all(retirement_month(month("1972-05"), base) < retirement_month(month("1972-05"), o) for o in others)


def test_the_own_wish_of_women_of_the_county_level_has_two_readings() -> None:
    assert own_wish(month("1972-03")) == (month("2027-03"), month("2027-10"))


BORN = month("1972-05")
"""Statutory as female_55: 2028-01; as male_60: 2034-07."""


@pytest.mark.parametrize(
    ("sex", "employment", "chosen", "field"),
    [
        ("female", "civil_servant", BaseChosen("female_55"), None),
        ("male", "civil_servant", BaseChosen("female_55"), "base"),
        ("female", "civil_servant", BaseChosen("male_60"), "base"),
        ("female", "civil_servant", BaseChosen("female_60"), None),
        ("female", "civil_servant", BaseChosen("female_55", "statutory", month("2028-01")), "chosen"),
        ("female", "civil_servant", BaseChosen("female_55", "early"), "chosen"),
        ("female", "civil_servant", BaseChosen("female_55", "early", month("2027-05")), None),
        ("female", "civil_servant", BaseChosen("female_55", "early", month("2027-04")), "chosen"),
        ("female", "civil_servant", BaseChosen("female_55", "early", month("2028-01")), "chosen"),
        ("female", "civil_servant", BaseChosen("female_55", "early", month("2027-08"), date(2027, 5, 31)), None),
        (
            "female",
            "civil_servant",
            BaseChosen("female_55", "early", month("2027-08"), date(2027, 5, 31), 20),
            "notified",
        ),
        ("female", "civil_servant", BaseChosen("female_55", "early", month("2027-08"), date(2027, 5, 9), 9), None),
        ("female", "civil_servant", BaseChosen("female_60", "early", month("2027-05")), None),
        ("female", "civil_servant", BaseChosen("female_60", "early", month("2027-04")), "chosen"),
        ("female", "civil_servant", BaseChosen("female_55", "late", month("2028-12")), "choice"),
        ("female", "contract", BaseChosen("female_55", "late", month("2028-12")), None),
        ("female", "contract", BaseChosen("female_55", "late", month("2031-01")), None),
        ("female", "contract", BaseChosen("female_55", "late", month("2031-02")), "chosen"),
        ("female", "contract", BaseChosen("female_55", "late", month("2028-12"), date(2028, 1, 2)), "notified"),
        ("female", "contract", BaseChosen("female_55", "late_ended", month("2028-12"), date(2028, 11, 30)), None),
    ],
)
def test_what_a_decision_may_say(sex: str, employment: str, chosen: BaseChosen, field: str | None) -> None:
    found = vet_decision(sex, BORN, employment, False, chosen)
    assert [problem.field for problem in found] == ([field] if field else [])


def test_a_decision_about_somebody_without_a_month_of_birth() -> None:
    (problem,) = vet_decision("male", None, "", False, BaseChosen("male_60"))
    assert "出生年月" in problem.message


@given(MONTHS, base_of)
def test_the_month_expected_is_the_chosen_one(born: date, base: str) -> None:
    found = retirement(born, base)
    assert month_expected(born, BaseChosen(base)) == found.statutory
    assert month_expected(born, BaseChosen(base, "early", found.earliest)) == found.earliest


def test_leaders_of_institutions_may_not_go_later() -> None:
    chosen = BaseChosen("male_60", "late", month("2036-01"))
    assert not vet_decision("male", BORN, "institution", False, chosen)
    assert vet_decision("male", BORN, "institution", True, chosen)[0].field == "choice"
