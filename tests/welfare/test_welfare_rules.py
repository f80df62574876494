"""Kinds of welfare events, attendance, and what stays hidden."""

import pytest

from cadre_desktop.kit.codes import Code
from cadre_desktop.welfare.rules import (
    Attendance,
    WelfareKind,
    remark_problems,
)

HEALTH = [WelfareKind.PHYSICAL_EXAM, WelfareKind.COUNSELLING]


@pytest.mark.parametrize("enum", [WelfareKind, Attendance])
def test_every_text_means_one_value(enum: type[Code]) -> None:
    texts = [text for item in enum for text in {item.value, item.label, *item.also}]
    assert len(texts) == len(set(texts))


def test_health_and_hardship_are_confidential() -> None:
    assert [kind for kind in WelfareKind if kind.health_matter] == HEALTH
    assert [kind for kind in WelfareKind if kind.confidential] == [*HEALTH, WelfareKind.ASSISTANCE]


def test_attendance_is_tinted() -> None:
    assert [attendance.tone for attendance in Attendance] == ["neutral", "neutral", "good", "warning", "bad"]


def test_only_who_came_is_counted() -> None:
    assert [attendance for attendance in Attendance if attendance.counted] == [Attendance.ATTENDED]


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
