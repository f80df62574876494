"""How far a sheet reaches is known before the library reads it, in every format and spelling; too far is one sentence.

The spans are harmless whoever reads them: the limits are set low instead.
"""

import struct
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import small_books as books
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents import ods_parts, xls_parts, xlsx_parts
from cadre_desktop.kit.documents.container import ARCHIVE_TROUBLE
from cadre_desktop.kit.documents.limits import LIMITS, Limits
from cadre_desktop.kit.documents.workbook import MergedRange, _overlapping, read_workbook
from cadre_desktop.kit.problems import Refused

LOW = replace(LIMITS, area=600)
ROWS = (("姓名", "部门"), ("王祯", "民一庭"))


def with_part(data: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """The archive with texts in one of its parts replaced."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for old, new in changes:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    return books.zipped(parts)


def xlsx_with(*changes: tuple[str, str]) -> bytes:
    return with_part(books.xlsx(books.Book(ROWS)), "xl/worksheets/sheet1.xml", *changes)


def ods_with(*changes: tuple[str, str]) -> bytes:
    return with_part(books.ods(books.Book(ROWS)), "content.xml", *changes)


def xls_with(*records: bytes, dimensions: bytes = b"") -> bytes:
    """A workbook whose sheet has these records after its own cells."""
    data = books.xls(books.Book(ROWS))
    end = data.rindex(b"\x0a\x00\x00\x00", 0, 512 + 4096)
    stream = data[512:end] + b"".join(records) + b"\x0a\x00\x00\x00"
    if dimensions:
        place = stream.index(b"\x00\x02\x0e\x00") + 4
        stream = stream[:place] + dimensions + stream[place + 14 :]
    return books.compound(stream)


OWN_PREFIX = books.MAIN.replace("xmlns", "xmlns:x")
FAR_CELL = '<row r="90"><c r="{}" t="str"><v>x</v></c></row></sheetData>'
OPEN_ROW, OPEN_CELL = "<table:table-row>", '<table:table-cell office:value-type="string"><text:p>'
BEYOND = {
    "a far column": (".xlsx", xlsx_with(("</sheetData>", FAR_CELL.format("AB90"))), "AB"),
    "small letters": (".xlsx", xlsx_with(("</sheetData>", FAR_CELL.format("ab90"))), "AB"),
    "blanks about the sign": (".xlsx", xlsx_with(("</sheetData>", FAR_CELL.format("AB90").replace("=", " = "))), "AB"),
    "single quotes": (".xlsx", xlsx_with(("</sheetData>", FAR_CELL.format("AB90").replace('"', "'"))), "AB"),
    "leading zeros": (".xlsx", xlsx_with(("</sheetData>", FAR_CELL.format("AB0090"))), "AB"),
    "another attribute before": (
        ".xlsx",
        xlsx_with(("</sheetData>", '<row r="90"><c t="str" r="AB90"><v>x</v></c></row></sheetData>')),
        "AB",
    ),
    "a sign in an attribute before": (
        ".xlsx",
        xlsx_with(("</sheetData>", FAR_CELL.format("AB90").replace("<c r", '<c x=">" r'))),
        "AB",
    ),
    "a prefix in some rows only": (
        ".xlsx",
        xlsx_with(
            ("<worksheet ", f"<worksheet {OWN_PREFIX} "),
            ("</sheetData>", FAR_CELL.format("AB90").replace("<c ", "<x:c ").replace("</c>", "</x:c>")),
        ),
        "AB",
    ),
    "the row of the cell alone": (".xlsx", xlsx_with(('r="B2"', 'r="B900"')), "B"),
    "a row far down": (".xlsx", xlsx_with(('<row r="2"', '<row r="900"'), ('r="A2"', ""), ('r="B2"', "")), "B"),
    "cells without places after one": (
        ".xlsx",
        xlsx_with(("</sheetData>", FAR_CELL.format("AA90").replace("</row>", '<c t="str"><v>y</v></c></row>'))),
        "AB",
    ),
    "a sheet kept elsewhere": (
        ".xlsx",
        books.zipped({"xl/workbook.xml": "<workbook/>", "xl/x.xml": f"<a><sheetData>{FAR_CELL.format('AB90')}</a>"}),
        "AB",
    ),
    "rows repeated": (".ods", ods_with((OPEN_ROW, '<table:table-row table:number-rows-repeated="400">')), "B"),
    "rows repeated, blanks about the sign": (
        ".ods",
        ods_with((OPEN_ROW, "<table:table-row table:number-rows-repeated = '400'>")),
        "B",
    ),
    "blank rows repeated before": (
        ".ods",
        ods_with(
            (
                OPEN_ROW,
                '<table:table-row table:number-rows-repeated="400"><table:table-cell/></table:table-row>' + OPEN_ROW,
            )
        ),
        "B",
    ),
    "cells repeated": (
        ".ods",
        ods_with((OPEN_CELL, OPEN_CELL.replace("office", 'table:number-columns-repeated="200" office', 1))),
        "OJ",
    ),
    "blank cells repeated before": (
        ".ods",
        ods_with((OPEN_ROW, '<table:table-row><table:table-cell table:number-columns-repeated="400"/>')),
        "OL",
    ),
    "a number": (".xls", xls_with(books.record(0x203, struct.pack("<HHHd", 90, 30, 0, 1.5))), "AE"),
    "numbers in one record": (
        ".xls",
        xls_with(books.record(0xBD, struct.pack("<HH", 90, 28) + struct.pack("<HI", 0, 6) * 3 + struct.pack("<H", 30))),
        "AE",
    ),
    "a text of the table": (".xls", xls_with(books.record(0xFD, struct.pack("<HHHI", 90, 30, 0, 0))), "AE"),
    "a formula": (
        ".xls",
        xls_with(books.record(0x06, struct.pack("<HHHdHIH", 90, 30, 0, 2.0, 0, 0, 3) + b"\x1e\x01\x00")),
        "AE",
    ),
    "a yes or no": (".xls", xls_with(books.record(0x205, struct.pack("<HHHBB", 90, 30, 0, 1, 0))), "AE"),
}  # fmt: skip


@pytest.mark.parametrize("name", BEYOND)
def test_a_sheet_that_reaches_too_far_is_refused_before_it_is_read(tmp_path: Path, name: str) -> None:
    suffix, data, column = BEYOND[name]
    look = {".xlsx": xlsx_parts, ".ods": ods_parts, ".xls": xls_parts}[suffix]
    with pytest.raises(Refused, match=f"太大：内容到第 \\d+ 行、{column} 列"):
        look.facts_of(data, "名册", LOW)
    path = tmp_path / f"名册{suffix}"
    path.write_bytes(data)
    with pytest.raises(Refused, match=f"太大：内容到第 \\d+ 行、{column} 列"):
        read_workbook(path, limits=LOW)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls"])
@pytest.mark.parametrize("shape", [(1, 30), (20, 30), (300, 2), (100, 6)])
def test_a_sheet_within_the_limits_is_read(tmp_path: Path, suffix: str, shape: tuple[int, int]) -> None:
    height, width = shape
    rows = [[f"{row}.{column}甲" for column in range(width)] for row in range(height)]
    path = books.write(books.Book(rows), tmp_path / f"名册{suffix}")
    assert read_workbook(path, limits=LOW).sheets[0].rows == rows


def test_all_sheets_together_are_within_the_limits(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for title in ("一", "二"):
            book.add_worksheet(title).write("B200", "王祯")
    with pytest.raises(Refused, match="工作表“二”太大：内容到第 200 行、B 列"):
        read_workbook(path, limits=LOW)


@pytest.mark.parametrize(
    "record",
    [
        books.record(0x203, struct.pack("<HHHd", 9, 300, 0, 1.5)),
        books.record(0xBD, struct.pack("<HH", 9, 255) + struct.pack("<HI", 0, 6) * 2 + struct.pack("<H", 256)),
    ],
)
def test_no_cell_of_an_xls_stands_beyond_its_last_column(record: bytes) -> None:
    with pytest.raises(Refused, match="不完整或已损坏"):
        xls_parts.facts_of(xls_with(record), "名册", LIMITS)


@pytest.mark.parametrize(
    "span", [(0, 70_000, 0, 2), (0, 2, 0, 300), (5, 2, 0, 2), (0, 2, 9, 2), (0xFFFFFFFF, 0xFFFFFFFF, 0, 2)]
)
def test_a_false_size_of_an_xls_is_damage(span: tuple[int, int, int, int]) -> None:
    data = xls_with(dimensions=struct.pack("<IIHHH", *span, 0))
    with pytest.raises(Refused, match="不完整或已损坏"):
        xls_parts.facts_of(data, "名册", LIMITS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</table:table>", ""),
        ("<text:p>王祯", "<office:annotation><text:p>王祯"),
        ("<text:p>王祯", '<text:p><text:s text:c="5000"/>王祯'),
        (OPEN_ROW, '<table:table-row table:number-rows-repeated="many">'),
        (OPEN_ROW, '<table:table-row table:number-rows-repeated="-1">'),
        (OPEN_ROW, '<table:table-row table:number-rows-repeated="99999999999999999999">'),
    ],
)
def test_what_the_library_would_never_come_back_from_is_damage(old: str, new: str) -> None:
    with pytest.raises(Refused, match="不完整或已损坏"):
        ods_parts.facts_of(ods_with((old, new)), "名册", replace(LIMITS, text=1_000))


def test_facts_of_repeated_cells_are_counted(tmp_path: Path) -> None:
    """Each of the cells would be told by itself."""
    path = tmp_path / "名册.ods"
    cell = '<table:table-cell table:number-columns-repeated="20" office:value-type="percentage" office:value="0.5">'
    path.write_bytes(ods_with((OPEN_CELL + "王祯", cell + "<text:p>50%")))
    assert read_workbook(path, limits=LOW).sheets[0].rows[1][:20] == ["50%"] * 20
    with pytest.raises(Refused, match="太大"):
        read_workbook(path, limits=replace(LIMITS, area=15))


def test_many_number_formats_take_no_longer_than_few(tmp_path: Path) -> None:
    """Each cell was compared with each of them; workbooks that were copied together have thousands."""
    codes = ["0" * digits + f'"{sign}"' for digits in range(2, 6) for sign in "号组室庭科处"] * 6
    rows = [[books.Number(7.0, code + "0", "") for code in codes[:140]]]
    for suffix in (".xlsx", ".xls"):
        path = books.write(books.Book(rows), tmp_path / f"名册{suffix}")
        shown = read_workbook(path).sheets[0].rows[0]
        assert shown[0] == "00号7" or "号" in str(shown[0])
        assert all(isinstance(cell, str) for cell in shown)


def test_a_table_of_texts_holds_no_more_than_it_has_bytes() -> None:
    """The library makes room for as many as the table says."""
    parts = {
        "xl/workbook.xml": "<workbook/>",
        "xl/sharedStrings.xml": '<sst count="90000" uniqueCount="{}"><si/></sst>',
    }
    for number, is_sound in ((40, True), (90_000, False)):
        named = {name: text.format(number) for name, text in parts.items()}
        if is_sound:
            assert xlsx_parts.facts_of(books.zipped(named), "名册").sheets == {}
        else:
            with pytest.raises(Refused, match="不完整或已损坏"):
                xlsx_parts.facts_of(books.zipped(named), "名册")


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls"])
@pytest.mark.parametrize("beside", ["男", 1.0])
def test_a_text_that_is_too_long_is_told(tmp_path: Path, suffix: str, beside: object) -> None:
    rows = [["姓名", "备注"], ["王祯", "好" * 300], ["李娜", beside]]
    path = books.write(books.Book(rows), tmp_path / f"名册{suffix}")  # type: ignore[arg-type]
    assert read_workbook(path, limits=replace(LIMITS, text=300)).sheets[0].rows[1] == ["王祯", "好" * 300]
    with pytest.raises(Refused, match="工作表“人员”有一格超过 200 个字，读不下；请删短这一格"):
        read_workbook(path, limits=replace(LIMITS, text=200))


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_a_number_that_can_be_no_time_is_told_by_its_row(tmp_path: Path, suffix: str) -> None:
    """A phone number in a column of hours: Python has no days so many, and the library gives the row up."""
    hours, phone = (books.Number(value, "[h]:mm", "") for value in (0.5, 13_800_000_000.0))
    path = books.write(books.Book([["姓名", "学时"], ["王祯", hours], ["李娜", phone]]), tmp_path / f"名册{suffix}")
    with pytest.raises(Refused, match="工作表“人员”第 3 行有一个按时间显示的数字，大得不可能是时间"):
        read_workbook(path)


# What else a workbook may have too much of.


def merged(*ranges: tuple[int, int, int, int]) -> books.Book:
    return books.Book([["姓名", "部门", "职务"], ["王祯", "民一庭", "审判员"], ["李娜", "", ""]], merged=ranges)


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_merges_that_overlap_are_told(tmp_path: Path, suffix: str) -> None:
    path = books.write(merged((1, 1, 2, 1), (2, 1, 2, 2)), tmp_path / f"名册{suffix}")
    with pytest.raises(Refused, match="合并的单元格 B2:B3 与 B3:C3 重叠"):
        read_workbook(path)


@given(st.lists(st.tuples(*[st.integers(0, 6)] * 4), max_size=8))
def test_merges_overlap_where_they_share_a_cell(corners: list[tuple[int, int, int, int]]) -> None:
    merges = sorted(MergedRange(min(a, b), min(c, d), max(a, b), max(c, d)) for a, b, c, d in corners)
    cells = [
        (row, column)
        for merge in merges
        for row in range(merge.top, merge.bottom + 1)
        for column in range(merge.left, merge.right + 1)
    ]
    assert (_overlapping(merges) is not None) == (len(cells) > len(set(cells)))


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls"])
def test_merges_beside_and_below_the_data_are_nothing(tmp_path: Path, suffix: str) -> None:
    rows = [["姓名", "部门", "", "", ""], ["王祯", "民一庭", "", "", ""], *[["", "", "", "", ""]] * 4]
    ranges = ((0, 3, 1, 4), (1, 1, 3, 2), (4, 0, 5, 1))
    path = books.write(books.Book(rows, merged=ranges), tmp_path / f"名册{suffix}")
    (sheet,) = read_workbook(path).sheets
    assert [row[:2] for row in sheet.rows] == [["姓名", "部门"], ["王祯", "民一庭"]]
    assert sheet.merged == (MergedRange(1, 1, 1, len(sheet.rows[0]) - 1 if len(sheet.rows[0]) < 3 else 2),)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls"])
def test_too_many_merges_are_told(tmp_path: Path, suffix: str) -> None:
    path = books.write(merged((0, 0, 0, 1), (1, 0, 1, 1)), tmp_path / f"名册{suffix}")
    with pytest.raises(Refused, match="工作表“人员”有 2 处合并单元格，读不下"):
        read_workbook(path, limits=replace(LIMITS, merges=1))


@pytest.mark.parametrize("trouble", ARCHIVE_TROUBLE, ids=lambda trouble: trouble.__name__)
@pytest.mark.parametrize("part", ["META-INF/manifest.xml", "content.xml", "styles.xml"])
def test_damaged_open_documents(monkeypatch: pytest.MonkeyPatch, trouble: type[Exception], part: str) -> None:
    """Whatever unpacking raises, and whichever part it is."""
    from cadre_desktop.kit.documents import container

    data = with_part(books.ods(books.Book(ROWS)), "content.xml")
    whole = zipfile.ZipFile.open

    def damaged(archive: zipfile.ZipFile, name: str, *given: object, **named: object) -> object:
        if getattr(name, "filename", name) == part:
            raise trouble("damaged")
        return whole(archive, name, *given, **named)

    target = BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("styles.xml", "<a/>")
    monkeypatch.setattr(zipfile.ZipFile, "open", damaged)
    with pytest.raises(Refused, match="不完整或已损坏"):
        container.recognise(target.getvalue(), "名册.ods")
        ods_parts.facts_of(target.getvalue(), "名册.ods", LIMITS)


def test_the_limits_are_far_beyond_a_large_roster() -> None:
    assert LIMITS.area >= 5 * 100_000 * 15
    assert Limits().time(8_000_000) > 30
