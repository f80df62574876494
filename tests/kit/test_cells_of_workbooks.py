"""What cells say beside their values, alike in .xlsx, .ods and .xls: formats, formulas, errors, merges, hidden rows."""

import re
import struct
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from small_books import Book, Failed, Formula, Number, area, call, cell, compound, plus, quoted, record, write, zipped

from cadre_desktop.kit.documents.workbook import (
    FormulaZero,
    MergedRange,
    Serial1904,
    Sheet,
    Shown,
    Uncalculated,
    read_workbook,
)
from cadre_desktop.kit.intake import clean_dates
from cadre_desktop.kit.intake.answers import CourtAnswer
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.kinds import PERSON

SUFFIXES = (".xlsx", ".ods", ".xls")

FORMATS = {
    "leading zeros": (Number(12.0, "00000", "00012"), "00012", 12.0),
    "per cent": (Number(0.9, "0%", "90%", "percentage"), "90%", 90.0),
    "per cent, rounded on screen": (Number(0.905, "0%", "91%", "percentage"), "90.5%", 90.5),
    "a unit": (Number(3.0, '0"号"', "3号"), "3号", 3.0),
    "letters before": (Number(123.0, '"N"000000', "N000123"), "N000123", 123.0),
    "a date in digits": (Number(19850312.0, "0000-00-00", "1985-03-12"), "1985-03-12", 19850312.0),
    "texts by condition": (Number(2.0, '[=1]"男";[=2]"女"', "女"), "女", 2.0),
    "a year and its month": (Number(1979.1, "0.00", "1979.10"), "1979.10", 1979.1),
}
PLAIN = {
    "decimals": Number(85.5, "0.00", "85.50"),
    "thousands": Number(12345.0, "#,##0", "12,345"),
    "money": Number(1200.0, "¥#,##0.00", "¥1,200.00", "currency"),
    "accounts": Number(5.0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ', " 5 "),
    "rounded": Number(3.14159, "0.0", "3.1"),
    "one decimal": Number(1979.1, "0.0", "1979.1"),
}


def read(path: Path, book: Book) -> Sheet:
    (sheet,) = read_workbook(write(book, path)).sheets
    return sheet


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_format_that_changes_the_meaning_counts(tmp_path: Path, suffix: str, name: str) -> None:
    number, text, value = FORMATS[name]
    (shown,) = read(tmp_path / f"a{suffix}", Book([[number]])).rows[0]
    assert isinstance(shown, Shown)
    assert (shown, shown.number) == (text, value)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", PLAIN)
def test_other_formats_leave_numbers_alone(tmp_path: Path, suffix: str, name: str) -> None:
    (number,) = read(tmp_path / f"a{suffix}", Book([[PLAIN[name]]])).rows[0]
    assert number == PLAIN[name].value
    assert not isinstance(number, str)


SIMPLE = {
    "texts joined": (Formula('"庭"&"长"', quoted("庭") + quoted("长") + b"\x08"), "庭长"),
    "a reference": (Formula("A1", cell(0, 0)), 95.0),
    "a sum": (Formula("A1+B1", plus(cell(0, 0), cell(0, 1))), 96.0),
    "a range": (Formula("SUM(A1:B1)", call(4, 1, area(0, 0, 0, 1))), 96.0),
    "a choice": (
        Formula('IF(A1>B1,"是","否")', call(1, 3, cell(0, 0) + cell(0, 1) + b"\x0d", quoted("是"), quoted("否"))),
        "是",
    ),
    "another formula": (Formula("D1+B1", plus(cell(0, 3), cell(0, 1))), 192.0),
    "a division by nothing": (Formula("A1/C1", cell(0, 0) + cell(0, 2) + b"\x06"), "#DIV/0!"),
}
VLOOKUP = Formula("VLOOKUP(A1,A1:B1,2,0)", call(102, 4, cell(0, 0), area(0, 0, 0, 1), b"\x1e\x02\x00", b"\x1e\x00\x00"))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", SIMPLE)
def test_formulas_that_nobody_has_calculated_are_worked_out(tmp_path: Path, suffix: str, name: str) -> None:
    formula, value = SIMPLE[name]
    other = Formula("A1+A1+B1", plus(plus(cell(0, 0), cell(0, 0)), cell(0, 1)))
    row = [95.0, 1.0, "", other, formula]
    assert read(tmp_path / f"a{suffix}", Book([row])).rows[0][4] == value


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_formula_that_is_too_hard_is_not_blank(tmp_path: Path, suffix: str) -> None:
    found = read(tmp_path / f"a{suffix}", Book([["姓名", 1.0], [VLOOKUP, 2.0]])).rows[1][0]
    if suffix == ".xls":  # which has no formulas without a value: libraries write 0
        assert isinstance(found, FormulaZero)
        assert found.formula == "=VLOOKUP(A1,A1:B1,2,0)"
    else:
        assert isinstance(found, Uncalculated)
        assert found.startswith("=VLOOKUP(")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_formulas_may_stand_in_the_last_column_and_row_alone(tmp_path: Path, suffix: str) -> None:
    book = Book(
        [["姓名", "职务"], ["王祯", Formula('"庭"&"长"', quoted("庭") + quoted("长") + b"\x08")], ["", VLOOKUP]]
    )
    rows = read(tmp_path / f"a{suffix}", book).rows
    assert [len(row) for row in rows] == [2, 2, 2]
    assert rows[1][1] == "庭长"
    assert isinstance(rows[2][1], (Uncalculated, FormulaZero))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_zero_of_a_formula_is_known_as_such(tmp_path: Path, suffix: str) -> None:
    """That of a blank cell, and one that its program has calculated; a typed 0 and other results stay what they are."""
    blank = Formula("Z9", cell(8, 25), 0.0)
    hard = Formula(VLOOKUP.text, VLOOKUP.tokens, 0.0)
    told = Formula("A1&A1", cell(0, 0) + cell(0, 0) + b"\x08", "女女")
    row = read(tmp_path / f"a{suffix}", Book([[0.0, blank, hard, told, Formula("A1", cell(0, 0), 7.0)]])).rows[0]
    assert [isinstance(each, FormulaZero) for each in row] == [False, True, True, False, False]
    assert [(each.formula, each.blank) for each in row if isinstance(each, FormulaZero)] == [("", True), ("", False)]
    assert row[3:] == ["女女", 7.0]
    assert row[0] == 0.0 != row[1]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_zeros_that_an_export_has_made_of_texts_are_found_out(tmp_path: Path, suffix: str) -> None:
    stale = Formula('"庭"&"长"', quoted("庭") + quoted("长") + b"\x08", 0.0)
    assert read(tmp_path / f"a{suffix}", Book([[stale, Formula("1+1", b"", 2.0)]])).rows[0][0] == "庭长"


def test_zeros_in_a_workbook_to_be_calculated_on_opening_are_none(tmp_path: Path) -> None:
    """XlsxWriter writes 0 for every formula, and asks for them to be calculated."""
    hard = Formula(VLOOKUP.text, b"", 0.0)
    (found,) = read(tmp_path / "a.xlsx", Book([[hard]], recalculate=True)).rows[0]
    assert isinstance(found, Uncalculated)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"])
def test_failed_formulas_are_told(tmp_path: Path, suffix: str, error: str) -> None:
    rows = read(
        tmp_path / f"a{suffix}", Book([["姓名", "部门"], ["王祯", Failed(error)], [Failed(error), "执行局"]])
    ).rows
    assert rows[1:] == [["王祯", error], [error, "执行局"]]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_merged_cells(tmp_path: Path, suffix: str) -> None:
    rows = [["花名册", "", ""], ["姓名", "部门", "职务"], ["王祯", "民一庭", "庭长"], ["李娜", "", "书记员"]]
    merged = [(0, 0, 0, 2), (2, 1, 3, 1)]
    sheet = read(tmp_path / f"a{suffix}", Book(rows, merged=merged))
    assert sheet.rows == rows
    assert sheet.merged == tuple(MergedRange(*each) for each in merged)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hidden_rows_and_columns_are_read_and_known(tmp_path: Path, suffix: str) -> None:
    rows = [["姓名", "性别", "备注"], ["王祯", "男", ""], ["李娜", "女", ""], ["赵敏", "女", "借调"]]
    sheet = read(tmp_path / f"a{suffix}", Book(rows, hidden_rows=frozenset({1, 3}), hidden_columns=frozenset({2})))
    assert sheet.rows == rows
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1, 3}, {2})
    assert not sheet.hidden


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_numbers_that_may_be_days_know_that_they_count_from_1904(tmp_path: Path, suffix: str) -> None:
    rows = [["到院时间", "工号"], [38533.0, 12.0]]
    day, number = read(tmp_path / f"a{suffix}", Book(rows, base_1904=True)).rows[1]
    assert isinstance(day, Serial1904)
    assert not isinstance(number, Serial1904)
    day, _number = read(tmp_path / f"b{suffix}", Book(rows)).rows[1]
    assert not isinstance(day, Serial1904)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hours_beyond_a_day(tmp_path: Path, suffix: str) -> None:
    hours = Number(30.25 / 24, "PT30H15M00S" if suffix == ".ods" else "[h]:mm", "30:15", "time")
    assert read(tmp_path / f"a{suffix}", Book([[hours]])).rows == [[timedelta(hours=30, minutes=15)]]


def test_excel_95(tmp_path: Path) -> None:
    """Some personnel systems still write it: its texts are bytes in the code page of the workbook."""
    name, code = "人员".encode("gbk"), b"00000"
    start = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 0)) + record(0x42, struct.pack("<H", 936))
    start += record(0x41E, struct.pack("<HB", 164, len(code)) + code)
    start += record(0xE0, bytes(16)) + record(0xE0, struct.pack("<HH", 0, 164) + bytes(12))
    offset = len(start) + 4 + 7 + len(name) + 4
    book = start + record(0x85, struct.pack("<IBBB", offset, 0, 0, len(name)) + name) + record(0x0A)
    sheet = record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0)) + record(0x200, struct.pack("<HHHHH", 0, 2, 0, 3, 0))
    sheet += record(0x208, struct.pack("<HHHHHHHH", 1, 0, 3, 255, 0, 0, 0x120, 15))
    for row, column, text in ((0, 0, "姓名"), (0, 1, "工号"), (0, 2, "部门"), (1, 0, "王祯")):
        raw = text.encode("gbk")
        sheet += record(0x204, struct.pack("<HHHH", row, column, 0, len(raw)) + raw)
    sheet += record(0x203, struct.pack("<HHHd", 1, 1, 1, 12.0)) + record(0x205, struct.pack("<HHHBB", 1, 2, 0, 42, 1))
    path = tmp_path / "a.xls"
    path.write_bytes(compound(book + sheet + record(0x0A), "Book"))
    (found,) = read_workbook(path).sheets
    assert (found.name, found.rows) == ("人员", [["姓名", "工号", "部门"], ["王祯", "00012", "#N/A"]])
    assert found.hidden_rows == {1}


@pytest.mark.parametrize(("row", "column"), [(0xFFFF, 0xFFFF), (0, 256)])
def test_a_damaged_place_ends_nothing(tmp_path: Path, row: int, column: int) -> None:
    """calamine would ask for memory up to the place of the farthest cell, and end the process."""
    path = write(Book([["姓名", 7.0]]), tmp_path / "a.xls")
    place = struct.pack("<HHHHHd", 0x203, 14, 0, 1, 0, 7.0)
    assert place in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(place, struct.pack("<HHHHHd", 0x203, 14, row, column, 0, 7.0)))
    with pytest.raises(Refused, match="不完整或已损坏"):
        read_workbook(path)


def test_what_is_not_taken_is_written_so_that_it_reads_back_as_it_was(court: Store, tmp_path: Path) -> None:
    """A formula without a value is left to be filled in; what counts from 1904 still does."""
    rows = [["姓名", "性别", "工号", "到院时间"], [VLOOKUP, "男", Number(12.0, "00000", "00012"), 38533.0]]
    path, refused = write(Book(rows, base_1904=True), tmp_path / "a.xlsx"), tmp_path / "未导入.xlsx"
    done = import_file(court, PERSON, path, refused=refused, answers=[CourtAnswer("包头中院")])
    assert done.refused == 1
    assert "公式尚未计算（=VLOOKUP(A1,A1:B1,2,0)）" in done.problems[0].message
    headings, row = read_workbook(refused).sheets[0].rows
    written = dict(zip(headings, row, strict=True))
    kept = [written[heading] for heading in ("姓名", "性别", "工号", "法院")]
    assert kept == ["", "男", "00012", "包头市中级人民法院"]
    assert clean_dates.month(written["到院时间"]).value == "2009-07"


def test_repeated_rows_and_cells_of_an_open_document(tmp_path: Path) -> None:
    """Rows and cells that are written once and counted: facts stand in each of them."""
    path = write(Book([["a"], ["00012"], ["b"]]), tmp_path / "a.ods")
    number = '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="12">'
    row = f'<table:table-row table:number-rows-repeated="3" table:visibility="collapse">{number}<text:p>00012</text:p>'
    _exchange(path, '<table:table-row><table:table-cell office:value-type="string"><text:p>00012</text:p>', row)
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows == [["a", ""], *[["00012", "00012"]] * 3, ["b", ""]]
    assert all(isinstance(cell_, Shown) for row_ in sheet.rows[1:4] for cell_ in row_)
    assert sheet.hidden_rows == {1, 2, 3}


def test_cells_need_not_say_where_they_stand(tmp_path: Path) -> None:
    """In .xlsx the places of rows and cells may be left out: then they follow one another."""
    path = write(
        Book([["姓名", "工号"], ["王祯", Number(12.0, "00000", "00012")], ["李娜", Failed("#N/A")]]),
        tmp_path / "a.xlsx",
    )
    _exchange_by(path, "xl/worksheets/sheet1.xml", lambda text: re.sub(r' r="[A-Z]*\d+"', "", text))
    assert read_workbook(path).sheets[0].rows == [["姓名", "工号"], ["王祯", "00012"], ["李娜", "#N/A"]]


def test_prefixed_elements(tmp_path: Path) -> None:
    """Some libraries write every element of an .xlsx with a prefix."""
    book = Book([["姓名", "工号"], ["王祯", Number(12.0, "00000", "00012")], [Failed("#N/A"), Formula("A1&B1", b"")]])
    path = write(Book(book.rows, hidden_rows=frozenset({2})), tmp_path / "a.xlsx")

    def prefixed(text: str) -> str:
        return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).replace("xmlns=", "xmlns:x=")

    _exchange_by(path, "xl/worksheets/sheet1.xml", prefixed)
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows == [["姓名", "工号"], ["王祯", "00012"], ["#N/A", "姓名工号"]]
    assert sheet.hidden_rows == {2}


def test_shared_formulas_move_with_their_cells(tmp_path: Path) -> None:
    path = write(Book([[1.0, Formula("A1*2+$A$1", b"")], [5.0, Formula("A1*2", b"")]]), tmp_path / "a.xlsx")

    def shared(text: str) -> str:
        text = text.replace("<f>A1*2+$A$1</f>", '<f t="shared" ref="B1:B2" si="0">A1*2+$A$1</f>')
        return text.replace("<f>A1*2</f>", '<f t="shared" si="0"/>')

    _exchange_by(path, "xl/worksheets/sheet1.xml", shared)
    assert [row[1] for row in read_workbook(path).sheets[0].rows] == [3.0, 11.0]


def _exchange(path: Path, old: str, new: str) -> None:
    def exchanged(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    _exchange_by(path, "content.xml", exchanged)


def _exchange_by(path: Path, part: str, change: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts[part] = change(parts[part])
    path.write_bytes(zipped(parts))
