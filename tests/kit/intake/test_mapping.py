"""Headings matched to columns, corrected and remembered."""

from typing import Any

import pytest

from cadre_desktop.kit.documents.workbook import Sheet
from cadre_desktop.kit.intake.grid import find_table
from cadre_desktop.kit.intake.headings import Heading
from cadre_desktop.kit.intake.mapping import REMEMBERED, importable, is_ignored, known_headings, propose, remember
from cadre_desktop.kit.intake.survey import without_running_numbers
from cadre_desktop.people.kinds import COURT, PERSON
from cadre_desktop.people.records import Person


def headings(*texts):
    return [Heading(text, index) for index, text in enumerate(texts)]


def named(mapping):
    return [pairing.column.title if pairing.column else "" for pairing in mapping.pairings]


def test_headings_find_their_columns_by_title_synonym_and_without_brackets():
    found = propose(PERSON, headings("序号", "姓名", "身份证号码（18位）", "所在部门", "住址", "原因"))
    assert named(found) == ["", "姓名", "身份证号", "部门", "", ""]
    assert [column.title for column, _heading in found.used] == ["姓名", "身份证号", "部门"]
    assert [column.title for column in found.missing] == ["法院"]


def test_a_running_number_means_something_only_where_the_kind_says_so():
    assert is_ignored(PERSON, Heading("序号", 0))
    assert not is_ignored(COURT, Heading("序号", 0))


def test_choosing_a_column_takes_it_from_the_other_heading():
    found = propose(PERSON, headings("姓名", "曾用名"))
    chosen = found.choose(1, PERSON.column(Person.name))
    assert named(chosen) == ["", "姓名"]
    assert named(chosen.choose(1, None)) == ["", ""]
    assert named(found) == ["姓名", ""], "a mapping is not changed, a new one is made"


def test_a_corrected_mapping_is_remembered_for_the_same_headings_in_any_order(court):
    first = headings("姓名", "别名", "部门")
    remember(court, propose(PERSON, first).choose(1, PERSON.column(Person.notes)))
    again = propose(PERSON, headings("部门", "姓名", "别名"), court)
    assert named(again) == ["部门", "姓名", "备注"]
    assert again.pairings[2].why == "沿用上次的对应"
    assert named(propose(PERSON, headings("姓名", "别名"), court)) == ["姓名", ""]


def test_only_the_latest_sets_of_headings_are_remembered(court):
    for number in range(REMEMBERED + 1):
        remember(court, propose(PERSON, headings("姓名", f"列{number}")).choose(1, PERSON.column(Person.notes)))
    assert named(propose(PERSON, headings("姓名", "列0"), court)) == ["姓名", ""]
    assert named(propose(PERSON, headings("姓名", "列1"), court)) == ["姓名", "备注"]


def test_pictures_and_derived_columns_are_not_imported():
    titles = {column.title for column in importable(PERSON)}
    assert {"姓名", "身份证号", "法院"} <= titles
    assert not titles & {"照片", "姓氏笔画"}


@pytest.mark.parametrize(
    ("numbers", "taken"),
    [
        ([1, 2, 3], False),
        (["1", "2", "3"], False),
        ([47.0, 48.0, 49.0], False),
        (["0001", "0002", "0003"], True),
        ([1001, 1002, 1003], True),
        ([7, 3, 9], True),
    ],
)
def test_a_column_that_counts_the_rows_is_no_staff_number(numbers: list[Any], taken: bool) -> None:
    rows: list[list[Any]] = [["编号", "姓名", "性别"], *([number, "王祯", "男"] for number in numbers)]
    table = find_table(Sheet("干警", rows), known_headings(PERSON))
    assert table is not None
    mapping = without_running_numbers(table, propose(PERSON, table.headings))
    assert mapping.has(PERSON.column(Person.staff_number)) is taken
