"""Workbooks and text files written, and read back as users' programs and our own reader see them."""

import errno
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents import workbook_out
from cadre_desktop.kit.documents.delimited import write_csv
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook import Workbook, read_workbook
from cadre_desktop.kit.documents.workbook_out import (
    RefusedRow,
    SheetSpec,
    sheet_titles,
    write_refused,
    write_table,
    write_template,
)
from cadre_desktop.kit.intake.grid import choose_table
from cadre_desktop.kit.problems import Refused

SPEC = SheetSpec(
    "人员",
    (
        OutColumn("序号", 6, "int"),
        OutColumn("姓名", 10, required=True, note="与身份证一致"),
        OutColumn("身份证号", 20),
        OutColumn("出生日期", 12, "date"),
        OutColumn("出生年月", 10, "month"),
        OutColumn("学时", 8, "decimal", 1),
        OutColumn("员额", 6, "flag"),
        OutColumn("部门", 16, choices=("民一庭", "执行局")),
        OutColumn("民族", 8, choices=tuple(f"第{number}个民族" for number in range(56))),
    ),
)
ROW = [1, "王祯", "150299198503120001", date(1985, 3, 12), "1985-03", 125, True, "民一庭", None]


def written(path: Path, *rows: list[Any]) -> Workbook:
    write_table(path, SPEC, rows)
    return read_workbook(path)


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def sheet_xml(path: Path) -> str:
    return part(path, "xl/worksheets/sheet1.xml")


def test_cells_are_typed(tmp_path: Path) -> None:
    sheet = written(tmp_path / "a.xlsx", ROW).sheets[0]
    assert sheet.name == "人员"
    assert sheet.rows == [
        [column.heading for column in SPEC.columns],
        [1.0, "王祯", "150299198503120001", date(1985, 3, 12), "1985.03", 12.5, "是", "民一庭", ""],
    ]


def test_header_is_frozen_and_filtered(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", ROW, ROW)
    xml = sheet_xml(tmp_path / "a.xlsx")
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in xml
    assert '<autoFilter ref="A1:I3"/>' in xml


def test_a_table_is_printed_on_one_page_s_width_with_its_header_repeated(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    written(path, *[ROW] * 90)
    xml, names = sheet_xml(path), zipfile.ZipFile(path).read("xl/workbook.xml").decode()
    assert '<pageSetUpPr fitToPage="1"/>' in xml
    assert re.search(r'<pageSetup [^>]*fitToHeight="0"', xml)
    assert "第 &amp;P 页　共 &amp;N 页" in xml
    assert "'人员'!$1:$1</definedName>" in names.replace("人员!", "'人员'!")
    assert "$A$1:$I$91</definedName>" in names


@pytest.mark.parametrize(("columns", "landscape", "paper"), [(3, False, "9"), (8, True, "9"), (30, True, "8")])
def test_wide_tables_lie_across_and_the_widest_take_a_larger_sheet(tmp_path, columns, landscape, paper) -> None:
    path = tmp_path / "a.xlsx"
    write_table(path, SheetSpec("表", [OutColumn(f"列{number}", 16) for number in range(columns)]), [["x"] * columns])
    (setup,) = re.findall(r"<pageSetup [^>]*>", sheet_xml(path))
    assert ('orientation="landscape"' in setup) is landscape
    assert f'paperSize="{paper}"' in setup


def test_templates_and_refused_rows_are_set_up_for_paper_too(tmp_path: Path) -> None:
    write_template(tmp_path / "a.xlsx", [SPEC], [("列", "说明")])
    write_refused(tmp_path / "b.xlsx", [("表", ["姓名"], [RefusedRow(["王祯"], "表", 3, "没有部门")])])
    for name in ("a.xlsx", "b.xlsx"):
        assert 'fitToPage="1"' in sheet_xml(tmp_path / name)
    names = zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/workbook.xml").decode()
    assert "Print_Area" not in names  # what is filled in later is printed whole


def test_drop_downs(tmp_path: Path) -> None:
    """Short lists stand in the cell, long ones on a hidden sheet."""
    book = written(tmp_path / "a.xlsx", ROW)
    xml = sheet_xml(tmp_path / "a.xlsx")
    assert re.findall(r'sqref="(\w+):\w+"><formula1>(.*?)</formula1>', xml) == [
        ("G2", '"是,否"'),
        ("H2", '"民一庭,执行局"'),
        ("I2", "'代码'!$A$2:$A$57"),
    ]
    codes = book.sheet("代码")
    assert (codes.visible, len(codes.rows), codes.rows[0][0]) == (False, 57, "民族")


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "http://x.cn", "{=1}", "1e5"]
)
def test_text_is_never_live(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    book = written(path, [None, text, *[None] * 7])
    assert book.sheets[0].rows[1][1] == text
    assert "<f>" not in sheet_xml(path)
    assert "hyperlink" not in sheet_xml(path)


def test_extremes(tmp_path: Path) -> None:
    """Numbers beyond Excel's 15 digits, dates before its calendar, texts longer than a cell."""
    row = [2**62, "长" * 40_000, None, date(1899, 5, 4), date(1985, 10, 1), -5, False, None, None]
    cells = written(tmp_path / "a.xlsx", row).sheets[0].rows[1]
    assert cells[0] == str(2**62)
    assert str(cells[1]).endswith("32767 字，后略）")
    assert cells[3:7] == ["1899-05-04", "1985.10", -0.5, "否"]


def test_same_content_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        written(tmp_path / name, ROW)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    write_table(tmp_path / "a.xlsx", SheetSpec("人员", SPEC.columns, datetime(2024, 5, 6)), [ROW])
    assert "2024-05-06T00:00:00Z" in part(tmp_path / "a.xlsx", "docProps/core.xml")


def test_progress_is_told_and_may_stop(tmp_path: Path) -> None:
    class StopHere(Exception):
        pass

    def stop(done: int) -> None:
        told.append(done)
        if done == 2000:
            raise StopHere

    told: list[int] = []
    (tmp_path / "a.xlsx").write_bytes(b"before")
    with pytest.raises(StopHere):
        write_table(tmp_path / "a.xlsx", SPEC, [ROW] * 5000, stop)
    assert told == [1000, 2000]
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.xlsx", b"before")]


def test_trouble_leaves_nothing_behind(tmp_path: Path) -> None:
    def rows() -> Iterator[list[Any]]:
        yield ROW
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_table(tmp_path / "a.xlsx", SPEC, rows())
    assert list(tmp_path.iterdir()) == []


def test_file_open_in_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that another program holds."""

    def in_use(_part: Path, _path: Path) -> Path:
        raise PermissionError(errno.EACCES, "in use")

    (tmp_path / "a.xlsx").write_bytes(b"before")
    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(Refused, match=r"“a\.xlsx”正被别的程序使用"):
        write_table(tmp_path / "a.xlsx", SPEC, [ROW])
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_more_rows_than_a_sheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_out, "MOST_ROWS", 2)
    with pytest.raises(Refused, match="超过 Excel 一张表能放的 2 行"):
        write_table(tmp_path / "a.xlsx", SPEC, [ROW] * 3)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2023/2024 名册", "2023 2024 名册"),
        ("'引号'", "引号"),
        ("长" * 40, "长" * 31),
        ("[]", "Sheet1"),
        ("𠮷" * 16, "𠮷" * 15),
        ("History", "History_"),
    ],
)
def test_sheet_names(title: str, name: str) -> None:
    assert workbook_out.sheet_name(title) == name


def test_template(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_template(
        path, [SPEC], [("列", "必填", "说明"), ("姓名", "必填", "与身份证一致"), ("部门", "选填", "从列表选")]
    )
    book = read_workbook(path)
    assert [(sheet.name, sheet.visible) for sheet in book.sheets] == [
        ("人员", True),
        ("填写说明", True),
        ("代码", False),
    ]
    table = choose_table(book, [column.heading for column in SPEC.columns])
    assert (table.sheet.name, table.matched, table.rows) == ("人员", 9, [])
    assert 'sqref="H2:H1048576"' in sheet_xml(path)
    assert "与身份证一致" in part(path, "xl/comments1.xml")


def test_required_headings_are_marked_by_colour_only(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", ROW)
    styles = dict(re.findall(r'<c r="([A-I])1" s="(\d+)"', sheet_xml(tmp_path / "a.xlsx")))
    assert styles["B"] != styles["A"]
    assert len({style for column, style in styles.items() if column != "B"}) == 1


def test_typed_ids_stay_text_in_a_template(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_template(path, [SPEC], [])
    style = re.search(r'<col min="3" max="3" [^>]*style="(\d+)"', sheet_xml(path))
    assert style is not None
    formats = re.findall(r"<xf [^>]*>", part(path, "xl/styles.xml").split("<cellXfs")[1])
    assert 'numFmtId="49"' in formats[int(style[1])]


def test_refused_rows_can_be_put_right_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "未导入.xlsx"
    headings = ["序号", "姓名", "出生日期", "联系电话", "党员", "报到"]
    row = [1.0, "=王祯", date(1985, 3, 12), 13804721234.0, True, datetime(2023, 1, 2, 8, 30)]
    rows = [RefusedRow(row, "干警", 17, "“=王祯”不是姓名。"), RefusedRow(["", "李娜"], "干警", 9, "")]
    write_refused(path, [("干警", headings, rows), ("干警（2）", headings, [RefusedRow(["", "单立"], "干警", 8, "")])])
    book = read_workbook(path)
    assert [sheet.name for sheet in book.sheets] == ["干警", "干警（2）"]
    assert book.sheets[0].rows[1][:3] == ["干警", 17.0, "“=王祯”不是姓名。"]
    table = choose_table(book, headings)
    assert [heading.text for heading in table.headings] == headings
    assert [[r.values[h.column_index] for h in table.headings] for r in table.rows] == [
        row,
        ["", "李娜", "", "", "", ""],
    ]


def test_csv_for_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(
        path, ["姓名", "备注"], [["王祯", "=cmd|' /C calc'!A0"], ["李娜", None], [True, 12.0], [date(2023, 1, 2), -5]]
    )
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert "王祯,'=cmd|' /C calc'!A0\r\n李娜,\r\n是,12\r\n2023-01-02,-5\r\n" in data.decode("utf-8-sig")


CSV_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


@given(st.lists(st.lists(CSV_TEXT, min_size=3, max_size=3), min_size=1))
def test_csv_reads_back_as_written(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    headings = ["姓名", "部门", "备注"]
    write_csv(path, headings, rows)
    read = read_workbook(path).sheets[0].rows
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows = rows[:-1]
    assert read == [headings, *rows]


def test_sheets_named_much_alike_are_told_apart():
    names = ["民事", "评分", "Track", "track", "长" * 31, "长" * 40, "长" * 28 + "（2）", "TRACK（2）"]
    titles = list(sheet_titles(names, "评分"))
    assert titles[:5] == ["民事", "评分（2）", "Track", "track（2）", "长" * 31]
    assert titles[5:] == ["长" * 28 + "（2）", "长" * 28 + "（3）", "TRACK（2）（2）"]
