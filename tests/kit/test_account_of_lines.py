"""Every filled line of a sheet is counted, and none twice: under one header or under several, side by side or not."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st
from small_tables import KNOWN, sheet_of

from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.intake.grid import Table, tables_of
from cadre_desktop.kit.intake.no_data import Reason

PLAIN = ("序号", "姓名", "性别", "部门", "联系电话", "备注")
BESIDE = (
    ["序号", "姓名", "部门", "序号", "姓名", "部门"],
    ["姓名", "部门", "姓名", "部门", "备注", ""],
    ["备注", "姓名", "部门", "姓名", "部门", ""],
)
TEXTS = (
    "",
    "",
    "王祯",
    "李静",
    "张海庭",
    "刑一庭",
    "基本信息",
    "合计",
    "同上",
    "　",
    "一、刑事审判庭",
    "备注：以上",
    7,
)
HEADERS = (PLAIN, PLAIN[1:4], ("姓名", "学历", "学位"), ("职务", "姓名"), ("", "姓名", "", "部门"))


def lines_counted(tables: list[Table]) -> Counter[int]:
    """How often each line of a sheet is counted."""
    return Counter(
        number for table in tables for number in (*(r.number for r in table.rows), *(n.row for n in table.no_data))
    )


def filled(rows: list[list[Any]]) -> set[int]:
    return {number for number, row in enumerate(rows, 1) if any(str(cell).strip() for cell in row)}


def line(width: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(TEXTS), min_size=width, max_size=width)


@given(st.lists(st.sampled_from(HEADERS).map(list) | line(3) | line(6), min_size=1, max_size=12))
def test_each_filled_line_is_counted_once(rows):
    tables = tables_of(sheet_of(*rows), KNOWN)
    assert lines_counted(tables) == (dict.fromkeys(filled(rows), 1) if tables else {})


@given(st.sampled_from(BESIDE), st.lists(line(6), min_size=1, max_size=8))
@example(BESIDE[1], [["王祯", "李静", "", "", "", ""], ["\u3000", "", "", "\u3000", "\u3000", "\u3000"]])
def test_people_side_by_side_count_one_each_and_no_line_is_lost(header, rows):
    rows = [header, *rows]
    counted = lines_counted(tables_of(sheet_of(*rows), KNOWN))
    assert set(counted) == filled(rows)
    assert max(counted.values()) <= 2


@pytest.mark.parametrize("blank", [" ", "\u3000", "\xa0", "\t", "\n", " \u3000 "])
@pytest.mark.parametrize("header", [*HEADERS, *BESIDE])
def test_a_line_of_nothing_but_blanks_is_no_line_however_wide_it_is(header, blank):
    """One with more cells than are looked at closely was a record, or a remark beside the lists."""
    somebody = ["王祯" if title == "姓名" else "" if title == "序号" else "刑一庭" for title in header]
    filled_with_blanks = [blank] * len(header)
    table = next(iter(tables_of(sheet_of(list(header), somebody, filled_with_blanks, somebody), KNOWN)))
    assert set(lines_counted([table])) == {1, 2, 4}
    assert {row.number for row in table.rows} == {2, 4}


@pytest.mark.parametrize("header", BESIDE[1:])
def test_what_stands_beside_the_blocks_is_neither_lost_nor_a_person(header):
    beside = header.index("备注")
    lonely, with_one, with_two = [["", "", "", "", "", ""] for _line in range(3)]
    for row, names in ((lonely, 0), (with_one, 1), (with_two, 2)):
        row[beside] = "借调"
        for column in [index for index, title in enumerate(header) if title == "姓名"][:names]:
            row[column] = f"王{column}"
    (table,) = tables_of(sheet_of(header, lonely, with_one, with_two), KNOWN)
    assert lines_counted([table]) == {1: 1, 2: 1, 3: 1, 4: 2}
    assert [(line.row, line.reason) for line in table.no_data][1:] == [(2, Reason.NOTE)]
    assert [row.values[beside] for row in table.rows if row.number == 3] == ["借调"]


@pytest.mark.parametrize("merged", [True, False])
def test_the_upper_line_of_a_lower_table_s_header_is_no_person(tmp_path: Path, merged: bool):
    rows = [
        ["序号", "姓名", "性别", "部门"],
        [1, "王祯", "男", "刑一庭"],
        ["", "李静", "女", "刑一庭"],
        [],
        ["基本信息", "", "单位情况", ""],
        ["姓名", "性别", "部门", "职务"],
        ["赵凯", "男", "民一庭", "庭长"],
    ]
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if merged:
            sheet.merge_range("A5:B5", "基本信息")
            sheet.merge_range("C5:D5", "单位情况")
    upper, lower = tables_of(read_workbook(path).sheets[0], KNOWN)
    assert [row.values[1] for row in upper.rows] == ["王祯", "李静"]
    assert [row.values[0] for row in lower.rows] == ["赵凯"]
    assert lines_counted([upper, lower]) == dict.fromkeys(filled(rows), 1)


def test_a_header_merged_over_two_lines_under_another_table_is_whole(tmp_path: Path):
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["姓名", "性别", "部门"])
        sheet.write_row("A2", ["王祯", "男", "刑一庭"])
        sheet.merge_range("A3:A4", "序号")
        sheet.merge_range("B3:C3", "基本信息")
        sheet.write_row("B4", ["姓名", "性别"])
        sheet.write_row("A5", [1, "赵凯", "男"])
    upper, lower = tables_of(read_workbook(path).sheets[0], KNOWN)
    assert [row.values[0] for row in upper.rows] == ["王祯"]
    assert [heading.text for heading in lower.headings] == ["序号", "姓名", "性别"]
    assert lines_counted([upper, lower]) == dict.fromkeys(range(1, 6), 1)


def test_the_last_record_above_a_header_stays_a_record_of_the_table_above():
    rows = [["姓名", "性别", "部门"], ["王祯", "男", "刑一庭"], ["姓名", "职务", "部门"], ["赵凯", "庭长", "民一庭"]]
    upper, lower = tables_of(sheet_of(*rows), KNOWN)
    assert [row.values[0] for row in upper.rows] == ["王祯"]
    assert [row.values[0] for row in lower.rows] == ["赵凯"]
    assert lines_counted([upper, lower]) == dict.fromkeys(range(1, 5), 1)


def test_a_lower_table_with_another_heading_over_a_column_is_read_by_its_own():
    """A header repeated on the next page says the same; one word of another meaning makes it another table."""
    rows = [
        *(["姓名", "部门", "职务"], ["王祯", "刑一庭", "庭长"]),
        *(["姓名", "部门", "职务"], ["李静", "刑一庭", "法官"]),
        *(["姓名", "部门", "备注"], ["赵凯", "民一庭", "借调"]),
    ]
    tables = tables_of(sheet_of(*rows), KNOWN)
    assert [[heading.text for heading in table.headings][2] for table in tables] == ["职务", "备注"]
    assert [[row.values[2] for row in table.rows] for table in tables] == [["庭长", "法官"], ["借调"]]


@pytest.mark.parametrize("numbered", [[], ["序号"]])
def test_a_list_of_nothing_but_names_is_read_whole_however_wide(numbered):
    """Only its first column was read."""
    first = [1] if numbered else []
    rows = [[*numbered, "姓名", "姓名", "姓名"], [*first, "王祯", "李静", "赵凯"], [*first, "钱多", "", "孙丽"]]
    (table,) = tables_of(sheet_of(*rows), KNOWN)
    assert [row.values[len(first)] for row in table.rows] == ["王祯", "李静", "赵凯", "钱多", "孙丽"]
    assert lines_counted([table]) == {1: 1, 2: 3, 3: 2}


LEFT_AND_RIGHT = [
    ["刑一庭", "", "民一庭（2人）", ""],
    ["王祯", "庭长", "李静", "庭长"],
    ["办公室", "", "赵凯", "法官"],
    ["钱多", "主任", "高科", ""],
    ["院领导", "", "", ""],
    ["孙丽", "院长", "周一", "副院长"],
]


@pytest.mark.parametrize("numbered", [False, True])
def test_departments_named_beside_each_other_are_no_people(numbered):
    """刑一庭 over the left list and 民一庭 over the right one became two people, and nobody had a department."""
    rows = [["姓名", "职务", "姓名", "职务"], *LEFT_AND_RIGHT]
    if numbered:  # a department stands in the column of numbers, which are blank for some
        rows = [["序号", *rows[0][:2], "序号", *rows[0][2:]], *map(_numbered, LEFT_AND_RIGHT)]
    (table,) = tables_of(sheet_of(*rows), KNOWN)
    name = next(heading.column_index for heading in table.headings if heading.text == "姓名")
    assert {row.values[name]: row.section for row in table.rows} == {
        "王祯": "刑一庭",
        "李静": "民一庭",
        "赵凯": "民一庭",
        "钱多": "办公室",
        "高科": "民一庭",
        "孙丽": "院领导",
        "周一": "院领导",
    }
    assert lines_counted([table]) == {1: 1, 2: 2, 3: 2, 4: 2, 5: 2, 6: 1, 7: 2}


def _numbered(row: list[str]) -> list[Any]:
    heads = ("刑一庭", "民一庭（2人）", "办公室", "院领导")
    blocks = (row[:2], row[2:])
    parts = [[block[0], "", ""] if block[0] in heads else [1 if block[1] else "", *block] for block in blocks]
    return [*parts[0], *parts[1]]


@pytest.mark.parametrize("merged", [False, True])
def test_a_department_over_each_of_the_lists_names_it(tmp_path: Path, merged: bool):
    """Everybody in the second list was lost without a word: its headings were taken for others of the first."""
    path = tmp_path / "名册.xlsx"
    rows = [["刑一庭", "", "民一庭", ""], ["姓名", "职务", "姓名", "职务"], ["王祯", "庭长", "李静", "法官"]]
    rows.insert(0, ["包头市青山区人民法院"])
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if merged:
            sheet.merge_range("A2:B2", "刑一庭")
            sheet.merge_range("C2:D2", "民一庭")
    (table,) = tables_of(read_workbook(path).sheets[0], KNOWN)
    assert [(row.values[0], row.values[1], row.section) for row in table.rows] == [
        ("王祯", "庭长", "刑一庭"),
        ("李静", "法官", "民一庭"),
    ]
    assert {row.unit for row in table.rows} == {"包头市青山区人民法院"}
    assert lines_counted([table]) == {1: 1, 2: 1, 3: 1, 4: 2}


def test_a_group_that_names_nobody_s_department_makes_no_list(tmp_path: Path):
    rows = [["本人", "", "配偶", ""], ["姓名", "职务", "姓名", "职务"], ["王祯", "庭长", "李静", "教师"]]
    (table,) = tables_of(sheet_of(*rows), KNOWN)
    assert len(table.rows) == 1
