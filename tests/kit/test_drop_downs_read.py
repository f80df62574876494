"""How far drop-downs reach in .xlsx, .ods and .xls, in every spelling; damaged ones say nothing and stop nothing."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import small_books as books
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents import drop_downs_read, ods_drop_downs, row_pieces, xlsx_parts
from cadre_desktop.kit.documents.drop_downs_read import DropDownScan
from cadre_desktop.kit.documents.ods_drop_downs import OpenDropDowns
from cadre_desktop.kit.documents.sheet_facts import DropDownRows
from cadre_desktop.kit.documents.workbook import read_workbook
from cadre_desktop.kit.documents.xlsx_cells import SheetScan

ROWS = (("姓名", "性别", "部门"), *(("王祯", "男", "民一庭"),) * 4)

Found = dict[int, tuple[int, int]]
"""By the column: in how many rows it has a drop-down, and the last of them, from 0."""


# .xlsx


def in_xml(validations: str, rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>') -> Found:
    scan = SheetScan([], trusted=True)
    scan.take(f"<worksheet><sheetData>{rows}</sheetData>{validations}</worksheet>".encode())
    return dict(scan.facts.drop_downs)


def all_of(*validations: str) -> str:
    return f"<dataValidations>{''.join(validations)}</dataValidations>"


B2_TO_B9: Found = {1: (8, 8)}
SPELLINGS: dict[str, tuple[str, Found]] = {
    "other order": ('<dataValidation sqref="B2:B9" type="list"><formula1>a</formula1></dataValidation>', B2_TO_B9),
    "several ranges": (
        '<dataValidation type="list" allowBlank="1" sqref="B2:B9 D5 $E$3:$E$7"/>',
        {1: (8, 8), 3: (1, 4), 4: (5, 6)},
    ),
    "small letters": ('<dataValidation type="list" sqref="b2:b9"/>', B2_TO_B9),
    "corners the other way round": ('<dataValidation type="list" sqref="C9:B2"/>', {1: (8, 8), 2: (8, 8)}),
    "whole columns": ('<dataValidation type="list" sqref="B:B"/>', {1: (1_048_576, 1_048_575)}),
    "single quotes": ("<dataValidation type='list' sqref='B2:B9'/>", B2_TO_B9),
    "blanks and lines": ('<dataValidation\n\ttype = "list"\r\n sqref\n=\n"B2:B9\n"\n/>', B2_TO_B9),
    "a bare > before": ('<dataValidation prompt="职级 > 副科" type="list" sqref="B2:B9"/>', B2_TO_B9),
    "a bare > between": ('<dataValidation type="list" error="->" sqref="B2:B9">.</dataValidation>', B2_TO_B9),
    "a bare > in single quotes": ("<dataValidation error='\"a\" > b' type='list' sqref='B2:B9'/>", B2_TO_B9),
    "quotes in quotes": ("<dataValidation prompt=\"写 a='b' 时\" type='list' sqref='B2:B9'/>", B2_TO_B9),
    "references": ('<dataValidation type="&#108;ist" sqref="&#x42;2:B9"/>', B2_TO_B9),
    "a comment": ('<!-- a > b " --><dataValidation type="list" sqref="B2:B9"/>', B2_TO_B9),
    "one that is commented out": ('<!-- <dataValidation type="list" sqref="B2:B9"/> -->', {}),
    "what only looks like one": ('<dataValidation type="whole" prompt=\'type="list" sqref="C3"\' sqref="B2"/>', {}),
    "another condition": ('<dataValidation type="whole" sqref="B2:B9"/>', {}),
    "no arrow": ('<dataValidation type="list" showDropDown="1" sqref="B2:B9"/>', {}),
    "no arrow, as LibreOffice says it": ('<dataValidation type="list" showDropDown="true" sqref="B2:B9"/>', {}),
    "an arrow, as LibreOffice says it": ('<dataValidation type="list" showDropDown="false" sqref="B2:B9"/>', B2_TO_B9),
    "no ranges": ('<dataValidation type="list"/><dataValidation type="whole" sqref="B2"/>', {}),
    "two in one column": (
        '<dataValidation type="list" sqref="B2:B9"/><dataValidation type="list" sqref="B20:B29"/>',
        {1: (18, 28)},
    ),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_a_drop_down_is_known(spelling: str) -> None:
    written, found = SPELLINGS[spelling]
    assert in_xml(all_of(written)) == found


EXTENSION = (
    '<extLst><ext><x14:dataValidations xmlns:xm="m"><x14:dataValidation type="list" prompt=">"><x14:formula1><xm:f>a'
    "</xm:f></x14:formula1><xm:sqref>C2:C30\n C40</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("own", ["", '<{0}dataValidations count="0"/>', "<{0}dataValidations></{0}dataValidations>"])
def test_those_of_the_extension_are_known_beside_any_others(prefix: str, own: str) -> None:
    rows = f'<{prefix}row r="1"><{prefix}c r="A1"><{prefix}v>1</{prefix}v></{prefix}c></{prefix}row>'
    assert in_xml(own.format(prefix) + EXTENSION, rows) == {2: (30, 39)}
    listed = f'<{prefix}dataValidations><{prefix}dataValidation type="list" sqref="B2:B9"/></{prefix}dataValidations>'
    assert in_xml(listed + EXTENSION, rows) == {**B2_TO_B9, 2: (30, 39)}


LISTED = '<dataValidation type="list" sqref="B2:B9"/>'
DAMAGED = {
    "no end": f"<dataValidations>{LISTED}",
    "another end": f"<dataValidations>{LISTED}</dataValidation>",
    "an attribute twice": all_of(LISTED, '<dataValidation type="list" type="list" sqref="B2"/>'),
    "an unknown entity": all_of(LISTED, '<dataValidation type="list" sqref="&B;"/>'),
    "a column beyond the last": all_of(LISTED, '<dataValidation type="list" sqref="XFE1"/>'),
    "a row beyond the last": all_of(LISTED, '<dataValidation type="list" sqref="B1048577"/>'),
    "row 0": all_of(LISTED, '<dataValidation type="list" sqref="B0:B9"/>'),
    "no range": all_of(LISTED, '<dataValidation type="list" sqref="#REF!"/>'),
    "half a range": all_of(LISTED, '<dataValidation type="list" sqref="B"/>'),
    "before others": all_of('<dataValidation type="list" sqref="#REF!"/>', LISTED),
    "in the extension": all_of(LISTED) + EXTENSION.replace("C2:C30", "C2:C99999999"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_damaged_ones_of_an_xlsx_say_nothing(tmp_path: Path, damage: str) -> None:
    """Part of them could end sooner than all do; so none counts."""
    assert in_xml(all_of(LISTED)) == B2_TO_B9
    assert in_xml(DAMAGED[damage]) == {}
    path = tmp_path / "名册.xlsx"
    data = books.xlsx(books.Book(ROWS))
    path.write_bytes(changed(data, "xl/worksheets/sheet1.xml", "</sheetData>", f"</sheetData>{DAMAGED[damage]}"))
    (sheet,) = read_workbook(path).sheets
    assert [tuple(row) for row in sheet.rows] == list(ROWS) and sheet.drop_downs_end == 0


def test_xml_that_no_parser_reads_says_nothing() -> None:
    """The library refuses such a file; the look into its parts must not be what ends the reading."""
    for written in ('type="list sqref="B2"', 'type="list" sqref="B2', "type=list sqref=B2"):
        assert in_xml(all_of(LISTED, f"<dataValidation {written}/>")) == {}


def test_more_ranges_than_offices_write_say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drop_downs_read, "_MOST", 6)
    assert in_xml(all_of('<dataValidation type="list" sqref="B2:D9 E2:G9"/>')) == dict.fromkeys(range(1, 7), (8, 8))
    assert in_xml(all_of('<dataValidation type="list" sqref="B2:D9 E2:H9"/>', LISTED)) == {}


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    return books.zipped(parts)


def test_they_are_known_behind_more_rows_than_are_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_pieces, "CHUNK", 64)
    data = books.xlsx(books.Book(ROWS))
    written = "</sheetData>" + all_of(*[f'<dataValidation prompt="{"长" * 99}>" type="list" sqref="B2:B9"/>'] * 9)
    facts = xlsx_parts.facts_of(changed(data, "xl/worksheets/sheet1.xml", "</sheetData>", written), "名册.xlsx")
    assert facts.of("人员").drop_downs == {1: (72, 8)}


# .xls


def text(written: str, wide: bool) -> bytes:
    raw = written.encode("utf-16-le" if wide else "latin-1")
    return struct.pack("<HB", len(written), wide) + raw


def dv(flags: int, *ranges: tuple[int, int, int, int], hint: str = "请选择", formulas: bytes = b"") -> bytes:
    """A record DV, [MS-XLS] 2.4.95; ranges: first and last row, first and last column."""
    texts = text(hint, True) + text("\0", False) + text("\0", False) + text("Pick one", False)
    formulas = formulas or struct.pack("<HH3s", 3, 0, b"\x17\x00\x00") + struct.pack("<HH", 0, 0)
    areas = struct.pack("<H", len(ranges)) + b"".join(struct.pack("<HHHH", *each) for each in ranges)
    return struct.pack("<I", flags) + texts + formulas + areas


def in_records(*payloads: bytes) -> Found:
    columns: dict[int, DropDownRows] = {}
    scan = DropDownScan(columns)
    for payload in payloads:
        scan.take_record(payload)
    return dict(columns)


LIST, LENGTH, WITHOUT_ARROW = 0x0C0183, 0x0C0186, 0x0C0383


def test_records_of_an_xls_are_known() -> None:
    assert in_records(dv(LIST, (1, 1004, 1, 1))) == {1: (1004, 1004)}
    assert in_records(dv(LIST, (1, 2, 1, 2), (9, 9, 2, 2)), dv(LIST, (3, 3, 1, 1))) == {1: (3, 3), 2: (3, 9)}
    assert in_records(dv(LENGTH, (1, 9, 1, 1)), dv(WITHOUT_ARROW, (1, 9, 2, 2))) == {}


def xls_with(*payloads: bytes) -> bytes:
    """A workbook of one sheet with these records DV behind its cells."""
    data = books.xls(books.Book(ROWS))
    end = data.rindex(b"\x0a\x00\x00\x00", 0, 512 + 4096)
    head = books.record(0x1B2, struct.pack("<HIIiI", 0, 0, 0, -1, len(payloads)))
    return books.compound(data[512:end] + head + b"".join(books.record(0x1BE, each) for each in payloads) + data[end:])


WHOLE = dv(LIST, (1, 2000, 1, 1))
CUT_RECORDS = {length: WHOLE[:length] for length in range(len(WHOLE))}


@pytest.mark.parametrize("length", CUT_RECORDS)
def test_a_record_that_ends_too_soon_says_nothing(length: int) -> None:
    assert in_records(WHOLE, CUT_RECORDS[length]) == {}
    assert in_records(CUT_RECORDS[length], WHOLE) == {}


@pytest.mark.parametrize("damaged", [(9, 1, 1, 1), (1, 9, 2, 1), (1, 9, 1, 16_384)])
def test_damaged_records_never_stop_the_reading_of_an_xls(tmp_path: Path, damaged: tuple[int, int, int, int]) -> None:
    path = tmp_path / "名册.xls"
    for payloads, end in (((WHOLE,), 2001), ((WHOLE, dv(LIST, damaged)), 0), ((WHOLE, WHOLE[:30]), 0), ((b"",), 0)):
        path.write_bytes(xls_with(*payloads))
        (sheet,) = read_workbook(path).sheets
        assert [tuple(row) for row in sheet.rows] == list(ROWS) and sheet.drop_downs_end == end


@given(st.binary(max_size=60), st.integers(0, 60))
def test_no_bytes_in_a_record_raise(noise: bytes, place: int) -> None:
    found = in_records(WHOLE[:place] + noise + WHOLE[place:])
    assert all(rows >= 1 and 0 <= last <= 65_535 for rows, last in found.values())


# .ods

CONDITIONS = (
    '<table:content-validations><table:content-validation table:name="val1" table:condition='
    '"of:cell-content-is-in-list(&quot;男&quot;;&quot;女&quot;)" table:display-list="unsorted"><table:help-message/>'
    '</table:content-validation><table:content-validation table:name="a&amp;b" table:condition='
    "'oooc:cell-content-is-in-list([$代码.$A$1:.$A$9])'/>"
    '<table:content-validation table:name="length" table:condition="of:cell-content-text-length()&lt;90"/>'
    '<table:content-validation table:name="none" table:condition="of:cell-content-is-in-list(&quot;a > b&quot;)"'
    ' table:display-list="none"/></table:content-validations>'
)


def listed(name: str = "val1", more: str = "", content: str = "<text:p>男</text:p>") -> str:
    return f'<table:table-cell{more} table:content-validation-name="{name}">{content}</table:table-cell>'


def row(*cells: str, times: int = 1) -> str:
    repeated = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    blank = '<table:table-cell table:number-columns-repeated="16375"/>'
    return f"<table:table-row{repeated}>{''.join(cells)}{blank}</table:table-row>"


PLAIN = '<table:table-cell office:value-type="string"><text:p>王祯</text:p></table:table-cell>'
NUMBER = '<table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>'


def in_content(rows: str, conditions: str = CONDITIONS) -> Found:
    from cadre_desktop.kit.documents import ods_parts

    content = (
        f'<office:document-content>{conditions}<table:table table:name="一">{rows}</table:table>'
        f'<table:table table:name="二">{row(PLAIN)}</table:table></office:document-content>'
    )
    facts = ods_parts.facts_of(books.zipped({"content.xml": content}), "名册.ods")
    assert facts.of("二").drop_downs == {}
    return dict(facts.of("一").drop_downs)


OPEN: dict[str, tuple[str, Found]] = {
    "each row": (row(PLAIN) + row(PLAIN, listed()) * 3, {1: (3, 3)}),
    "rows at once": (row(PLAIN) + row(PLAIN, listed(), times=1_048_575), {1: (1_048_575, 1_048_575)}),
    "blank rows": (row(PLAIN) + row(PLAIN, listed("a&amp;b", content="")) + row(PLAIN) * 9, {1: (1, 1)}),
    "cells at once": (row(PLAIN, listed(more=' table:number-columns-repeated="3"')), {1: (1, 0), 2: (1, 0), 3: (1, 0)}),
    "behind cells at once": (row(PLAIN.replace(" ", ' table:number-columns-repeated="5" ', 1), listed()), {5: (1, 0)}),
    "behind a covered cell": (row("<table:covered-table-cell/>", listed()), {1: (1, 0)}),
    "behind a bare >": (row('<table:table-cell table:formula="of:=IF(1>0;1)"/>', listed()), {1: (1, 0)}),
    "single quotes": (row(listed().replace('"', "'")), {0: (1, 0)}),
    "among numbers": (row(NUMBER) + row(NUMBER, listed(), NUMBER, listed()) * 30, {1: (30, 30), 3: (30, 30)}),
    "other conditions": (row(listed("length"), listed("none"), listed("unknown")), {}),
    "one after the other": (row(listed(), PLAIN) * 4 + row(PLAIN, listed()) * 3, {0: (4, 3), 1: (3, 6)}),
    "with holes": ((row(listed(), listed()) * 4 + row(PLAIN, listed()) * 2) * 3, {0: (12, 15), 1: (18, 17)}),
    "beyond the last row": (row(PLAIN) + row(listed(content=""), times=9_999_999), {0: (1_048_575, 1_048_575)}),
    "more rows than a sheet has": (row(PLAIN) + row(listed(content=""), times=1_048_576) * 2, {0: (1_048_575,) * 2}),
    "in a group": (f"<table:table-row-group>{row(listed()) * 2}</table:table-row-group>{row(listed())}", {0: (3, 2)}),
}


@pytest.mark.parametrize("chunk", [64, 700, 1 << 18])
@pytest.mark.parametrize("written", OPEN)
def test_those_of_an_open_document_are_known(monkeypatch: pytest.MonkeyPatch, written: str, chunk: int) -> None:
    monkeypatch.setattr(row_pieces, "CHUNK", chunk)
    assert in_content(OPEN[written][0]) == OPEN[written][1]


@given(st.binary(max_size=30), st.integers(0, 400))
def test_no_bytes_in_the_xml_raise(noise: bytes, place: int) -> None:
    """Whatever stands in them: those that are found lie in a sheet."""
    in_sheet, in_open, end = (f"<dataValidations>{LISTED}" * 9).encode(), CONDITIONS.encode(), row(listed()).encode()
    found: dict[int, DropDownRows] = {}
    DropDownScan(found).take_xml(in_sheet[:place] + noise + in_sheet[place:])
    reader = OpenDropDowns()
    reader.define(in_open[:place] + noise + in_open[place:])
    reader.begin(found)
    reader.take([end, end[:place] + noise + end[place:], end], 0)
    reader.finish_rows()
    assert all(0 <= column < 16_384 and 0 <= each.last < 1_048_576 for column, each in found.items())


@given(st.lists(st.sets(st.integers(0, 3)), max_size=40))
def test_rows_taken_together_are_told_as_each_by_itself(columns: list[set[int]]) -> None:
    """Where no row stands between two of the same columns that has as many in others; see `finish_rows`."""
    columns = [each if len(each) != 1 else {0} for each in columns]
    columns = [each if len(each) != 2 else {1, 2} for each in columns]
    columns = [each if len(each) != 3 else {0, 1, 3} for each in columns]
    found: dict[int, DropDownRows] = {}
    reader = OpenDropDowns()
    reader.define(CONDITIONS.encode())
    reader.begin(found)
    reader.take([row(*(listed() if at in each else PLAIN for at in range(4))).encode() for each in columns], 0)
    reader.finish_rows()
    rows = {at: [number for number, each in enumerate(columns) if at in each] for at in range(4)}
    assert found == {at: (len(each), each[-1]) for at, each in rows.items() if each}


@pytest.mark.parametrize(
    ("rows", "conditions"),
    [
        (row(listed()) + row(listed(more=' table:number-columns-repeated="viel"', content="")), CONDITIONS),
        (row(listed(more=' table:number-columns-repeated="99999"', content="")) + row(listed()), CONDITIONS),
        (row(listed()), CONDITIONS.replace("</table:content-validation>", "")),
        (row(listed()), CONDITIONS.replace('table:display-list="none"/>', 'table:display-list="none>')),
        (row(listed()), CONDITIONS.replace("&lt;", "<")),
        (row(listed()), CONDITIONS.replace("val1", "val9")),
        (row(listed()), ""),
    ],
)
def test_damaged_ones_of_an_open_document_say_nothing(rows: str, conditions: str) -> None:
    assert in_content(row(listed())) == {0: (1, 0)}
    assert in_content(rows, conditions) == {}


def test_only_few_rows_of_many_that_are_alike_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reading of a large .ods must not take longer for them."""
    looked: list[bytes] = []
    whole = ods_drop_downs.OpenDropDowns._spans
    look: Callable[..., list[tuple[int, int]]] = lambda own, each: looked.append(each) or whole(own, each)  # noqa: E731
    monkeypatch.setattr(ods_drop_downs.OpenDropDowns, "_spans", look)
    assert in_content(row(PLAIN) + row(PLAIN, listed()) * 500 + row(PLAIN, NUMBER) * 500) == {1: (500, 500)}
    assert len(looked) == 2
