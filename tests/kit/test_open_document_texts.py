"""Cells of .ods: what parts their words is read, XML that is laid out for people, and the blank ones that end a row."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import small_books as books

from cadre_desktop.kit.documents.limits import LIMITS
from cadre_desktop.kit.documents.workbook import read_workbook


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("民一庭<text:tab/>审判员", "民一庭\t审判员"),
        ("民一庭<text:line-break/>审判员", "民一庭\n审判员"),
        ("民一庭<text:tab/>&amp;<text:span>审判<text:line-break/>员</text:span>", "民一庭\t&审判\n员"),
        ('民<text:s text:c="2"/>一<text:s/>庭<text:tab></text:tab>甲', "民  一 庭\t甲"),
        ("民一庭<text:tab/>甲</text:p><text:p>乙", "民一庭\t甲\n乙"),
    ],
)
def test_what_parts_the_words_of_an_open_document(tmp_path: Path, written: str, read: str) -> None:
    """A tab or a line break left out would make one word of two: 民一庭审判员 is no department."""
    data = books.ods(books.Book([["姓名", "部门"], ["王祯", "某某"], ["李娜", "执行局"]]))
    path = tmp_path / "名册.ods"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace("某某", written)
    path.write_bytes(books.zipped(parts))
    assert read_workbook(path).sheets[0].rows == [["姓名", "部门"], ["王祯", read], ["李娜", "执行局"]]


@pytest.mark.parametrize("between", ["\n  ", "<!-- 人员 -->", "\r\n\t<!-- a > b -->\n"])
def test_rows_and_cells_may_stand_on_lines_of_their_own(tmp_path: Path, between: str) -> None:
    """Valid OpenDocument; the library says that it knows no such format."""
    data = books.ods(books.Book([["姓名", "部门"], ["王祯", "某某"], ["李娜", ""]]))
    path = tmp_path / "名册.ods"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    laid_out = parts["content.xml"].replace("><", f">{between}<")
    parts["content.xml"] = laid_out.replace("某某", "民一庭 <text:span>二组</text:span> <text:span>甲</text:span>")
    path.write_bytes(books.zipped(parts))
    assert read_workbook(path).sheets[0].rows == [["姓名", "部门"], ["王祯", "民一庭 二组 甲"], ["李娜", ""]]


@pytest.mark.parametrize("blank", ["", ' table:style-name="ce1"', ' table:content-validation-name="val1"'])
@pytest.mark.parametrize("cell", [7.5, books.Failed("#REF!"), books.Number(0.5, "0%", "50%", "percentage"), "王祯"])
def test_the_blank_cells_that_end_a_row_are_nothing(tmp_path: Path, blank: str, cell: books.Cell) -> None:
    """LibreOffice ends each row with blank cells up to the last column, which are no content of the sheet."""
    data = books.ods(books.Book([["姓名", "得分"], *[["李娜", cell]] * 20]))
    path = tmp_path / "名册.ods"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    end = f'<table:table-cell{blank} table:number-columns-repeated="16382"/></table:table-row>'
    parts["content.xml"] = parts["content.xml"].replace("</table:table-row>", end)
    path.write_bytes(books.zipped(parts))
    (sheet,) = read_workbook(path, limits=replace(LIMITS, area=16_382)).sheets
    assert [len(row) for row in sheet.rows] == [2] * 21
