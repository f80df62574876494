"""Tables found in sheets as people make them. Real files by XlsxWriter where merges matter, plain rows elsewhere."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from small_tables import KNOWN, records, sheet_of, table_of

from cadre_desktop.kit.documents.workbook import Sheet, Workbook, read_workbook
from cadre_desktop.kit.intake.grid import choose_table, find_table, find_tables, tables_of
from cadre_desktop.kit.intake.no_data import Reason
from cadre_desktop.kit.problems import Refused


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """A title, a line of notes, a two-row header, merged departments, a repeated page, totals, a signature."""
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("干警")
        sheet.merge_range("A1:H1", "某某区人民法院干警花名册")
        sheet.write_row("A2", ["填报单位：政治部", "", "", "", "", "", "2023年12月"])
        for cells, text in (("A4:A5", "序号"), ("B4:B5", "部　门"), ("H4:H5", "备注")):
            sheet.merge_range(cells, text)
        sheet.merge_range("C4:E4", "基本情况")
        sheet.merge_range("F4:G4", "联系方式")
        sheet.write_row("C5", ["姓　名", "性别", "出生\n年月", "联系电话*", "住址"])
        sheet.write_row("A6", [1, "", "王祯", "男", "1985.03", 13804721234])
        sheet.write_row("A7", [2, "", "李娜", "女", "1990.11"])
        sheet.merge_range("B6:B7", "民一庭")
        sheet.write_row("A8", ["小计", "", 2])
        sheet.merge_range("A10:H10", "某某区人民法院干警花名册")
        sheet.write_row("A11", ["序号", "部　门", "基本情况", "", "", "联系方式", "", "备注"])
        sheet.write_row("C12", ["姓　名", "性别", "出生\n年月", "联系电话*", "住址"])
        sheet.write_row("A13", [3, "执行局", "赵凯", "男", "1979.01"])
        sheet.write_row("A14", [4])
        sheet.write_row("A15", ["合 计", "", "", "", "", "", "", 3])
        sheet.write_row("A16", ["制表人：张三", "", "", "审核人：李四"])
    return path


def test_messy_sheet(messy: Path) -> None:
    table = choose_table(read_workbook(messy), KNOWN)
    assert [h.text for h in table.headings] == ["序号", "部门", "姓名", "性别", "出生年月", "联系电话*", "住址", "备注"]
    assert table.header_row == 5
    assert [(row.number, row.values[1], row.values[2]) for row in table.rows] == [
        (6, "民一庭", "王祯"),
        (7, "民一庭", "李娜"),
        (13, "执行局", "赵凯"),
    ]
    assert table.titles == ("某某区人民法院干警花名册", "填报单位：政治部", "2023年12月")
    assert table.no_data == [
        (1, Reason.TITLE),
        (2, Reason.TITLE),
        (4, Reason.HEADER),
        (5, Reason.HEADER),
        (8, Reason.TOTAL),
        (10, Reason.TITLE),
        (11, Reason.HEADER),
        (12, Reason.HEADER),
        (14, Reason.NUMBER_ONLY),
        (15, Reason.TOTAL),
        (16, Reason.SIGNATURE),
    ]
    assert table.read == 14
    assert table.cell_name(table.rows[0], table.headings[2]) == "C6"


def test_filling_down_leaves_the_sheet_alone(messy: Path) -> None:
    book = read_workbook(messy)
    choose_table(book, KNOWN)
    assert book.sheets[0].rows[6][1] == ""


def test_group_is_named_only_where_the_lower_heading_is_ambiguous() -> None:
    table = table_of(
        ["序号", "姓名", "全日制教育", "", "在职教育", "", "备注"],
        ["", "", "学历", "学位", "学历", "学位", ""],
        [1, "王祯", "大学", "学士", "研究生", "硕士", "无"],
    )
    assert [h.text for h in table.headings] == [
        "序号",
        "姓名",
        "全日制教育/学历",
        "全日制教育/学位",
        "在职教育/学历",
        "在职教育/学位",
        "备注",
    ]
    assert len(table.rows) == 1


def test_first_record_is_not_taken_for_a_second_header_row() -> None:
    table = table_of(["姓名", "性别", "", "职务"], ["王祯", "男", "调研", "法官"])
    assert (table.header_row, len(table.rows)) == (1, 1)


def test_years_kept_as_numbers_are_headings() -> None:
    table = table_of(["姓名", "职务", 2022.0, 2023.0], ["王祯", "法官", "称职", "优秀"])
    assert [h.text for h in table.headings] == ["姓名", "职务", "2022", "2023"]


def test_side_by_side() -> None:
    table = table_of(
        ["某法院人员名单"],
        ["序号", "姓名", "职务", "序号", "姓名", "职务"],
        [1, "王祯", "法官", 2, "李娜", "书记员"],
        [3, "赵凯", "法警", 4, "", ""],
        [5, "孙悦", "法官"],
    )
    assert [(row.number, row.block, row.values[1], row.values[2]) for row in table.rows] == [
        (3, 0, "王祯", "法官"),
        (3, 1, "李娜", "书记员"),
        (4, 0, "赵凯", "法警"),
        (5, 0, "孙悦", "法官"),
    ]
    assert table.no_data == [(1, Reason.TITLE), (2, Reason.HEADER), (4, Reason.NUMBER_ONLY)]
    assert table.cell_name(table.rows[1], table.headings[2]) == "F3"


def test_side_by_side_shares_what_stands_to_the_left() -> None:
    table = table_of(["部门", "姓名", "职务", "姓名", "职务"], ["民一庭", "王祯", "法官", "李娜", "书记员"])
    assert records(table) == [
        {"部门": "民一庭", "姓名": "王祯", "职务": "法官"},
        {"部门": "民一庭", "姓名": "李娜", "职务": "书记员"},
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ["姓名", "学历", "学位", "学历", "学位"],
        ["姓名", "备注", "部门", "备注"],
        ["姓名", "性别", "姓名", "性别", "姓名"],
    ],
)
def test_repeated_columns_alone_are_not_two_people(headings: list[str]) -> None:
    table = table_of(headings, ["甲", "乙", "丙", "丁", "戊"][: len(headings)])
    assert [h.text for h in table.headings] == headings
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["总计", "", 3], Reason.TOTAL),
        (["合  计", 1, 2, 3, 4, 5, 6], Reason.TOTAL),
        (["", "合计", 1, 2, 3, 4, 5], Reason.TOTAL),
        (["共 12 人"], Reason.TOTAL),
        (["", "合计：12人"], Reason.TOTAL),
        (["填表说明：1.姓名须与身份证一致"], Reason.NOTE),
        (["注：本表截至年底"], Reason.NOTE),
        (["备注"], Reason.NOTE),
        (["单位负责人：", "", "", "填表人："], Reason.SIGNATURE),
        (["第 1 页 共 3 页"], Reason.PAGE),
        (["一、审判业务部门"], Reason.TITLE),
        ([7], Reason.NUMBER_ONLY),
        (["序号", "姓 名", "性别", "部门", "职务"], Reason.HEADER),
    ],
)
def test_rows_that_are_no_records(row: list[Any], reason: Reason) -> None:
    table = table_of(
        ["序号", "姓名", "性别", "部门", "职务", "学历", "备注"], [1, "王祯", "男"], row, [2, "李娜", "女"]
    )
    assert table.no_data == [(1, Reason.HEADER), (3, reason)]
    assert [record.number for record in table.rows] == [2, 4]


@pytest.mark.parametrize("name", ["共青山", "合力", "计晓", "注海", "联系", "说文", "第五明", "总会", "安心 "])
def test_unusual_names_are_not_dropped(name: str) -> None:
    table = table_of(["序号", "姓名", "性别"], [1, name, ""], ["", name, ""])
    assert len(table.rows) == 2


def test_a_table_of_one_column() -> None:
    assert records(table_of(["姓名"], ["王祯"], [""], ["李娜"])) == [{"姓名": "王祯"}, {"姓名": "李娜"}]


def test_no_header() -> None:
    assert find_table(sheet_of(["王祯", "男"], ["李娜", "女"]), KNOWN) is None
    assert find_table(Sheet("空", []), KNOWN) is None


def test_choosing_the_sheet() -> None:
    explanation = sheet_of(["姓名", "必填", "与身份证一致"], ["性别", "选填", "男或女"], name="填写说明")
    one = sheet_of(["姓名", "性别"], ["王祯", "男"], name="一庭")
    two = sheet_of(["姓名", "性别"], ["李娜", "女"], ["赵凯", "男"], name="二庭")
    old = sheet_of(["姓名", "性别", "职务"], ["钱明", "男", "法官"], name="往年")
    old.visible = False
    book = Workbook(Path("名册.xlsx"), [explanation, one, two, old])
    assert choose_table(book, KNOWN).sheet is two
    assert [table.sheet.name for table in find_tables(book, KNOWN)] == ["二庭", "一庭"]
    assert choose_table(book, KNOWN, "往年").sheet is old
    with pytest.raises(Refused, match="没有工作表“三庭”，只有：填写说明、一庭"):
        choose_table(book, KNOWN, "三庭")
    with pytest.raises(Refused, match="没有找到表头"):
        choose_table(book, KNOWN, "填写说明")


def test_blank_lines_are_not_read() -> None:
    table = table_of(["序号", "姓名", "性别"], [1, "王祯", "男"], [" ", "\u3000"], [], [2, "李娜", "女"])
    assert (table.read, table.no_data) == (3, [(1, Reason.HEADER)])


CELLS = [
    "",
    "",
    "",
    "王祯",
    "合计",
    "姓名",
    3.0,
    "备注：略",
    "刑事审判庭",
    "二、退休人员",
    "性别",
    "同上",
    "某区人民法院",
]


@given(st.lists(st.lists(st.sampled_from(CELLS), min_size=6, max_size=6)))
def test_every_line_is_accounted_for_once(body: list[list[Any]]) -> None:
    sheet = sheet_of(["序号", "姓名", "性别", "部门", "职务", "学历"], *body)
    tables = tables_of(sheet, KNOWN)
    numbers = [each.number for table in tables for each in table.rows]
    numbers += [none.row for table in tables for none in table.no_data]
    filled = [number for number, row in enumerate(sheet.rows, 1) if any(cell != "" for cell in row)]
    assert sorted(set(numbers)) == filled
    if all(len(row.values) == 6 and row.block == 0 for table in tables for row in table.rows):
        assert sum(table.read for table in tables) == len(numbers)


# ---- several tables, sections, the same as above ----


def test_a_second_table_is_read_by_its_own_header() -> None:
    sheet = sheet_of(
        ["一、在职人员"],
        ["姓名", "部门", "职务"],
        ["王祯", "立案庭", "庭长"],
        [],
        ["二、退休人员"],
        ["姓名", "学历", "部门", "退休前职务"],
        ["李娜", "大学", "执行局", "法官"],
        ["赵凯", "大专", "立案庭", "法警"],
    )
    first, second = tables_of(sheet, KNOWN)
    assert [h.text for h in first.headings] == ["姓名", "部门", "职务"]
    assert records(second)[0] == {"姓名": "李娜", "学历": "大学", "部门": "执行局", "退休前职务": "法官"}
    assert (first.titles, second.titles) == (("一、在职人员",), ("二、退休人员",))
    assert (first.read, second.read) == (3, 4)


def test_a_small_table_above_a_larger_one_is_no_title() -> None:
    first, second = tables_of(
        sheet_of(
            ["姓名", "部门"], ["王祯", "立案庭"], ["姓名", "性别", "部门", "职务"], ["李娜", "女", "执行局", "法官"]
        ),
        KNOWN,
    )
    assert ([row.number for row in first.rows], [row.number for row in second.rows]) == ([2], [4])


def test_the_table_of_another_court_under_the_same_header_begins_a_table() -> None:
    header = ["序号", "姓名", "性别"]
    first, second = tables_of(
        sheet_of(["甲区人民法院花名册"], header, [1, "王祯", "男"], ["乙区人民法院花名册"], header, [1, "李娜", "女"]),
        KNOWN,
    )
    assert (first.titles, second.titles) == (("甲区人民法院花名册",), ("乙区人民法院花名册",))


def test_a_table_about_other_things_makes_no_people() -> None:
    (table,) = tables_of(
        sheet_of(
            ["序号", "姓名", "部门"],
            [1, "王祯", "立案庭"],
            ["培训情况"],
            ["序号", "课程名称", "主讲"],
            [1, "民法典", "李娜"],
            ["序号", "姓名", "部门"],
            [2, "赵凯", "执行局"],
        ),
        KNOWN,
    )
    assert [row.values[1] for row in table.rows] == ["王祯", "赵凯"]
    assert [none.row for none in table.no_data if none.reason is Reason.OTHER_TABLE] == [4, 5]


@pytest.mark.parametrize("name", ["张海庭", "王庭", "李站", "陈所", "阿拉坦·巴特尔"])
def test_a_lone_name_is_no_section(name: str) -> None:
    table = table_of(["姓名", "性别", "职务"], ["王祯", "男", "庭长"], [name, "", ""])
    assert [row.values[0] for row in table.rows] == ["王祯", name]


@pytest.mark.parametrize(
    "remark", ["以上人员均已通过政审", "此表一式两份，报政治部", "联系电话0472-5551234", "2023年12月"]
)
def test_a_lone_remark_in_the_column_of_names_is_nobody(remark: str) -> None:
    table = table_of(["姓名", "性别", "职务"], ["王祯", "男", "庭长"], [remark, "", ""])
    assert [row.values[0] for row in table.rows] == ["王祯"]


@pytest.mark.parametrize("marked", ["*李思源", "※李思源", "＊阿拉坦·巴特尔", "赵明远*"])
def test_a_star_before_a_name_makes_no_note(marked: str) -> None:
    table = table_of(["姓名", "性别", "职务"], ["王祯", "男", "庭长"], [marked, "", "书记员"])
    assert [row.values[0] for row in table.rows] == ["王祯", marked]


def test_a_star_before_a_sentence_is_a_note() -> None:
    table = table_of(["姓名", "性别", "职务"], ["王祯", "男", "庭长"], ["※为中层正职"], ["*带星号的为借调人员"])
    assert [none.reason for none in table.no_data] == [Reason.HEADER, Reason.NOTE, Reason.NOTE]


def test_the_same_as_above() -> None:
    sheet = sheet_of(
        ["姓名", "性别", "部门", "职务"],
        ["王祯", "男", "立案庭", "庭长"],
        ["李娜", "女", "同上", "法官"],
        ["赵凯", "男", "〃", "〃"],
        ["孙悦", "女", "执行局", "法警"],
        ["周明", "男", '"', "书记员"],
    )
    table = find_table(sheet, KNOWN)
    assert table is not None
    assert [row.values[2:] for row in table.rows[1:]] == [
        ["立案庭", "法官"],
        ["立案庭", "法官"],
        ["执行局", "法警"],
        ["执行局", "书记员"],
    ]
    assert sheet.rows[2][2] == "同上"


def test_values_that_are_headings_elsewhere_are_records() -> None:
    table = find_table(
        sheet_of(["姓名", "员额", "专业"], *[["王祯", "入额", "员额"]] * 3), (*KNOWN, "员额", "专业", "入额", "级别")
    )
    assert table is not None
    assert len(table.rows) == 3
