"""Stages, admission, ageing out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.codes import Code
from cadre_desktop.people.rules import PersonStatus, StaffCategory, age_on
from cadre_desktop.talent.rules import (
    AdmissionRule,
    Candidate,
    ExitReason,
    MembershipStatus,
    RotationStatus,
    Stage,
    admission_problems,
    ages_out_in,
    ages_out_on,
    rule_text,
)

DAY = date(2023, 6, 30)
JUDGE, AUXILIARY, ADMINISTRATIVE = StaffCategory
FIT = Candidate(date(1990, 1, 1), JUDGE, True, PersonStatus.SERVING)


@pytest.mark.parametrize("enum", [Stage, MembershipStatus, ExitReason])
def test_every_text_means_one_value(enum: type[Code]) -> None:
    texts = [text for item in enum for text in {item.value, item.label, *item.also}]
    assert len(texts) == len(set(texts))


def test_the_four_stages() -> None:
    assert "".join(stage.label for stage in Stage) == "选育管用"


def test_states_are_tinted() -> None:
    assert [status.tone for status in MembershipStatus] == ["good", "warning", "neutral", "neutral", "neutral"]
    assert [status.tone for status in RotationStatus] == ["neutral", "warning", "good", "neutral"]
    assert [status for status in RotationStatus if status.open] == [RotationStatus.PLANNED, RotationStatus.UNDER_WAY]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (AdmissionRule(), "没有年龄和分类限制"),
        (AdmissionRule(35), "不超过 35 周岁"),
        (AdmissionRule(35, DAY, frozenset({JUDGE}), True), "不超过 35 周岁（截至 2023-06-30），限法官，限员额法官"),
    ],
)
def test_a_rule_in_words(rule: AdmissionRule, words: str) -> None:
    assert rule_text(rule) == words


def test_who_counts_as_a_member() -> None:
    members = [status for status in MembershipStatus if status.in_pool]
    assert members == [MembershipStatus.ACTIVE, MembershipStatus.UNDER_REVIEW]


@pytest.mark.parametrize(
    ("rule", "candidate", "reasons"),
    [
        (AdmissionRule(), FIT, []),
        (AdmissionRule(), replace(FIT, born=None, category=None, quota_judge=False), []),
        (AdmissionRule(), replace(FIT, status=PersonStatus.ON_LEAVE), []),
        (AdmissionRule(), replace(FIT, status=PersonStatus.RETIRED), ["退休"]),
        (AdmissionRule(35), FIT, []),
        (AdmissionRule(35), replace(FIT, born=date(1987, 7, 1)), []),
        (AdmissionRule(35), replace(FIT, born=date(1987, 6, 30)), ["已满 36 周岁"]),
        (AdmissionRule(35, date(2023, 1, 1)), replace(FIT, born=date(1987, 6, 30)), []),
        (AdmissionRule(35, date(2023, 12, 31)), replace(FIT, born=date(1987, 7, 1)), ["截至 2023-12-31"]),
        (AdmissionRule(35), replace(FIT, born=None), ["没有出生年月"]),
        (AdmissionRule(quota_only=True), FIT, []),
        (AdmissionRule(quota_only=True), replace(FIT, quota_judge=False), ["员额法官"]),
        (AdmissionRule(categories=frozenset({JUDGE, AUXILIARY})), FIT, []),
        (
            AdmissionRule(categories=frozenset({AUXILIARY, JUDGE})),
            replace(FIT, category=ADMINISTRATIVE),
            ["只收法官、审判辅助人员"],
        ),
        (AdmissionRule(categories=frozenset({JUDGE})), replace(FIT, category=None), ["没有人员分类"]),
        (
            AdmissionRule(35, None, frozenset({JUDGE}), True),
            Candidate(date(1970, 1, 1), AUXILIARY, False, PersonStatus.MOVED),
            ["调离", "超过年龄上限 35", "员额", "只收法官"],
        ),
    ],
)
def test_admission(rule: AdmissionRule, candidate: Candidate, reasons: list[str]) -> None:
    problems = admission_problems(rule, candidate, DAY)
    assert len(problems) == len(reasons)
    assert all(reason in problem for reason, problem in zip(reasons, problems, strict=True))


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
