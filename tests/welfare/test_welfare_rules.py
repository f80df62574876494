"""Kinds of welfare events, attendance, and what stays hidden."""

import pytest

from cadre_desktop.kit.codes import Code
from cadre_desktop.welfare.rules import (
    MASK,
    Attendance,
    WelfareKind,
    in_general_exports,
    remark_problems,
    shown_name,
)

HEALTH = [WelfareKind.PHYSICAL_EXAM, WelfareKind.COUNSELLING]


@pytest.mark.parametrize("enum", [WelfareKind, Attendance])
def test_every_text_means_one_value(enum: type[Code]) -> None:
    texts = [text for item in enum for text in {item.value, item.label, *item.also}]
    assert len(texts) == len(set(texts))


def test_examinations_and_counselling_are_confidential() -> None:
    assert [kind for kind in WelfareKind if kind.confidential] == HEALTH
    assert [kind for kind in WelfareKind if not in_general_exports(kind)] == HEALTH


def test_only_who_came_is_counted() -> None:
    assert [attendance for attendance in Attendance if attendance.counted] == [Attendance.ATTENDED]


@pytest.mark.parametrize(
    ("kind", "on_purpose", "shown"),
    [
        (WelfareKind.COUNSELLING, False, MASK),
        (WelfareKind.COUNSELLING, True, "王祯"),
        (WelfareKind.VISIT, False, "王祯"),
    ],
)
def test_names_are_masked_unless_shown_on_purpose(kind: WelfareKind, on_purpose: bool, shown: str) -> None:
    assert shown_name(kind, "王祯", on_purpose=on_purpose) == shown


@pytest.mark.parametrize(
    ("kind", "remark", "fields"),
    [
        (WelfareKind.PHYSICAL_EXAM, "血压偏高", ["notes"]),
        (WelfareKind.PHYSICAL_EXAM, " ", []),
        (WelfareKind.VISIT, "慰问品一份", []),
    ],
)
def test_nothing_is_written_about_health(kind: WelfareKind, remark: str, fields: list[str]) -> None:
    assert [problem.field for problem in remark_problems(kind, remark)] == fields
