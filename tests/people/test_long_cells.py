"""Cells that are far too long for what their column holds: left alone, where trying would take minutes."""

import pytest

from cadre_desktop.kit.intake.headings import normal
from cadre_desktop.kit.name_marks import name_and_marks
from cadre_desktop.people.court_names import as_written
from cadre_desktop.people.department_names import department_like

LONG = ("(" * 100_000, "（" * 100_000, "（甲" * 50_000, "*" * 300, "王祯（" + "女，" * 200 + "）")


@pytest.mark.parametrize("text", LONG)
def test_what_is_too_long_is_left_alone(text: str) -> None:
    assert name_and_marks(text) == (text, ())
    assert as_written(text) == text
    assert not department_like(text)


def test_of_a_heading_that_is_too_long_the_beginning_is_compared() -> None:
    """A header with hundreds of cells of blanks took minutes."""
    assert normal(" " * 70_000 + "姓名") == "姓名"
    assert len(normal("甲" * 70_000)) == 200


def test_what_people_write_is_not_too_long() -> None:
    assert name_and_marks("王祯（女，回族，2023年5月至2024年4月借调至内蒙古自治区高级人民法院）")[0] == "王祯"
    assert as_written("内蒙古自治区包头市昆都仑区人民法院（机关）") == "包头市昆都仑区人民法院"
