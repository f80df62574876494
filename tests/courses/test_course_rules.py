"""Series, completion, hours."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.courses.rules import (
    LEAVE_LIMIT,
    CourseForm,
    CourseStatus,
    EnrolmentStatus,
    Series,
    course_problems,
    credited_hours,
    enrolment_outcome,
    format_hours,
    leave_limit,
)
from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.problems import Unclear

COMPLETED, ABSENT, WITHDRAWN = EnrolmentStatus.COMPLETED, EnrolmentStatus.ABSENT, EnrolmentStatus.WITHDRAWN


@pytest.mark.parametrize("enum", [Series, CourseForm, CourseStatus, EnrolmentStatus])
def test_every_text_means_one_value(enum: type[Code]) -> None:
    texts = [text for item in enum for text in {item.value, item.label, *item.also}]
    assert len(texts) == len(set(texts))


def test_the_five_series() -> None:
    assert [series.short for series in Series] == ["凝心铸魂", "担当奉献", "专业人才", "四个一流", "增强功能"]
    assert all(series.label.startswith(f"“{series.short}”") for series in Series)


def test_only_completed_enrolments_count() -> None:
    assert [status for status in EnrolmentStatus if status.counted] == [COMPLETED]


@pytest.mark.parametrize(
    ("hours", "leave", "limit", "outcome"),
    [
        (70, 0, LEAVE_LIMIT, COMPLETED),
        (70, 10, LEAVE_LIMIT, COMPLETED),
        (70, 15, LEAVE_LIMIT, WITHDRAWN),
        (70, 70, LEAVE_LIMIT, ABSENT),
        (80, 10, LEAVE_LIMIT, COMPLETED),
        (80, 15, LEAVE_LIMIT, WITHDRAWN),
        (80, 15, Fraction(1, 5), COMPLETED),
        (80, 5, Fraction(0), WITHDRAWN),
        (0, 0, LEAVE_LIMIT, COMPLETED),
        (0, 5, LEAVE_LIMIT, WITHDRAWN),
    ],
)
def test_outcome(hours: int, leave: int, limit: Fraction, outcome: EnrolmentStatus) -> None:
    assert enrolment_outcome(hours, leave, limit) is outcome


@given(st.integers(1, 400), st.integers(0, 400))
def test_the_limit_is_exact(hours: int, leave: int) -> None:
    completed = enrolment_outcome(hours, leave) is COMPLETED
    assert completed is (leave * 7 <= hours)


@pytest.mark.parametrize(
    ("status", "hours", "leave", "credited"),
    [
        (COMPLETED, 75, 0, 75),
        (COMPLETED, 75, 10, 65),
        (COMPLETED, 0, 5, 0),
        (WITHDRAWN, 75, 20, 0),
        (ABSENT, 75, 75, 0),
        (EnrolmentStatus.ENROLLED, 75, 0, 0),
    ],
)
def test_credited_hours(status: EnrolmentStatus, hours: int, leave: int, credited: int) -> None:
    assert credited_hours(status, hours, leave) == credited


@pytest.mark.parametrize(
    ("setting", "limit"), [("1/7", Fraction(1, 7)), (" 1 ／ 5 ", Fraction(1, 5)), ("0/1", Fraction(0))]
)
def test_leave_limit(setting: str, limit: Fraction) -> None:
    assert leave_limit(setting) == limit


@pytest.mark.parametrize("setting", ["", "0.14", "1/0", "8/7", "一/七", "-1/7"])
def test_what_is_no_leave_limit(setting: str) -> None:
    with pytest.raises(Unclear, match="1/7"):
        leave_limit(setting)


@pytest.mark.parametrize(
    ("tenths", "text"), [(0, "0"), (5, "0.5"), (75, "7.5"), (80, "8"), (1234, "123.4"), (-5, "-0.5"), (-80, "-8")]
)
def test_format_hours(tenths: int, text: str) -> None:
    assert format_hours(tenths) == text


@pytest.mark.parametrize(
    ("starts", "ends", "hours", "fields"),
    [
        (date(2023, 5, 1), date(2023, 5, 1), 75, []),
        (date(2023, 5, 1), None, None, []),
        (None, date(2023, 5, 1), 0, []),
        (date(2023, 5, 2), date(2023, 5, 1), 75, ["ends"]),
        (date(2023, 5, 1), date(2023, 5, 3), 73, ["hours"]),
        (date(2023, 5, 1), date(2023, 5, 3), -5, ["hours"]),
        (date(2023, 5, 2), date(2023, 5, 1), 1, ["ends", "hours"]),
    ],
)
def test_course_problems(starts: date | None, ends: date | None, hours: int | None, fields: list[str]) -> None:
    assert [problem.field for problem in course_problems(starts, ends, hours)] == fields


@pytest.mark.parametrize("word", ["缺席", "缺勤", "缺训", "未到"])
def test_offices_have_several_words_for_absent(word):
    assert EnrolmentStatus.table().find(word) == EnrolmentStatus.ABSENT
