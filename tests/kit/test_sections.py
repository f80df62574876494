"""Lines between the rows that name a department or a court for those below."""

import pytest
from small_tables import KNOWN, lines_of, records, sheet_of, table_of

from cadre_desktop.kit.intake.grid import find_table
from cadre_desktop.kit.intake.no_data import Reason


@pytest.mark.parametrize("line", ["刑事审判庭", "二、刑事审判庭", "（二）刑事审判庭（12人）", "部门：刑事审判庭"])
def test_lines_that_name_the_department_of_those_below(line: str) -> None:
    table = table_of(
        ["姓名", "性别", "职务"], ["王祯", "男", "院长"], [line], ["李娜", "女", "法官"], ["赵凯", "男", "法警"]
    )
    assert lines_of(table) == [(2, "王祯", "", ""), (4, "李娜", "刑事审判庭", ""), (5, "赵凯", "刑事审判庭", "")]
    assert table.no_data == [(1, Reason.HEADER), (3, Reason.SECTION)]


def test_sections_with_headcounts_and_courts() -> None:
    table = table_of(
        ["序号", "姓名", "性别", "职务"],
        ["乙区人民法院"],
        ["立案庭", "共2人"],
        [1, "王祯", "男"],
        ["执行局"],
        [2, "李娜", "女"],
        ["丙旗人民法院"],
        [3, "赵凯", "男"],
    )
    assert lines_of(table) == [
        (4, "王祯", "立案庭", "乙区人民法院"),
        (6, "李娜", "执行局", "乙区人民法院"),
        (8, "赵凯", "", "丙旗人民法院"),
    ]


def test_what_section_lines_name_stands_in_a_column() -> None:
    known = (*KNOWN, "单位")
    sheet = sheet_of(["姓名", "性别"], ["乙区人民法院"], ["立案庭"], ["王祯", "男"], ["执行局"], ["李娜", "女"])
    table = find_table(sheet, known)
    assert table is not None
    assert [h.text for h in table.headings] == ["姓名", "性别", "单位", "部门"]
    assert records(table)[1] == {"姓名": "李娜", "性别": "女", "单位": "乙区人民法院", "部门": "执行局"}


def test_a_department_in_the_row_comes_before_the_line_above() -> None:
    table = table_of(
        ["姓名", "性别", "部门"], ["立案庭"], ["王祯", "男", ""], ["李娜", "女", "执行局"], ["赵凯", "男", ""]
    )
    assert [row.values[2] for row in table.rows] == ["立案庭", "执行局", "立案庭"]


def test_a_title_ends_a_section() -> None:
    table = table_of(
        ["姓名", "性别", "职务"], ["立案庭"], ["王祯", "男", "庭长"], ["二、其他人员"], ["李娜", "女", "书记员"]
    )
    assert lines_of(table) == [(3, "王祯", "立案庭", ""), (5, "李娜", "", "")]


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("二、离退休人员", "离退休"),
        ("退休干警（3人）", "退休"),
        ("某区人民法院退休干警花名册", "退休"),
        ("一、在职人员", "在职"),
        ("拟退休人员", ""),
        ("2024年退休人员", ""),
        ("到龄退休人员名单", ""),
        ("二、其他人员", ""),
    ],
)
def test_titles_that_say_what_has_become_of_the_people_below(title: str, status: str) -> None:
    """Above the header and between records; who is retired is not taken for serving, and nobody is called 退休人员."""
    known = (*KNOWN, "状态")
    rows = (["姓名", "性别", "职务"], ["王祯", "男", "庭长"], [title], ["李娜", "女", "法官"])
    below = find_table(sheet_of(*rows), known)
    assert below is not None
    assert [(row.values[0], row.status) for row in below.rows if row.values[1]] == [("王祯", ""), ("李娜", status)]
    above = find_table(sheet_of([title], ["姓名", "性别", "状态"], ["王祯", "男", ""], ["李娜", "女", "去世"]), known)
    assert above is not None
    assert [row.values[2] for row in above.rows] == [status, "去世"]
