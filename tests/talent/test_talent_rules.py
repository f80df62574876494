"""Stages, states, ageing out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.codes import Code
from cadre_desktop.people.rules import age_on
from cadre_desktop.talent.rules import ExitReason, MembershipStatus, RotationStatus, Stage, ages_out_in, ages_out_on


@pytest.mark.parametrize("enum", [Stage, MembershipStatus, ExitReason])
def test_every_text_means_one_value(enum: type[Code]) -> None:
    texts = [text for item in enum for text in {item.value, item.label, *item.also}]
    assert len(texts) == len(set(texts))


def test_the_four_stages() -> None:
    assert "".join(stage.label for stage in Stage) == "选育管用"


def test_states_are_tinted() -> None:
    assert [status.tone for status in MembershipStatus] == [
        "good",
        "warning",
        "warning",
        "neutral",
        "neutral",
        "neutral",
    ]
    assert [status.tone for status in RotationStatus] == ["neutral", "warning", "good", "neutral"]
    assert [status for status in RotationStatus if status.open] == [RotationStatus.PLANNED, RotationStatus.UNDER_WAY]


def test_who_counts_as_a_member() -> None:
    members = [status for status in MembershipStatus if status.in_pool]
    assert members == [MembershipStatus.ACTIVE, MembershipStatus.UNDER_REVIEW, MembershipStatus.SUSPENDED]


@pytest.mark.parametrize(
    ("born", "limit", "day"),
    [
        (date(1988, 5, 1), 35, date(2024, 5, 1)),
        (date(1988, 2, 29), 35, date(2024, 2, 29)),
        (date(1988, 2, 29), 36, date(2025, 3, 1)),
    ],
)
def test_ages_out(born: date, limit: int, day: date) -> None:
    assert ages_out_on(born, limit) == day
    assert [year for year in range(2020, 2030) if ages_out_in(born, limit, year)] == [day.year]


@given(st.dates(date(1950, 1, 1), date(2010, 12, 31)), st.integers(18, 60))
def test_the_day_before_ageing_out_is_still_in_time(born: date, limit: int) -> None:
    day = ages_out_on(born, limit)
    assert age_on(born, day) == limit + 1
    assert age_on(born, day - timedelta(days=1)) == limit
