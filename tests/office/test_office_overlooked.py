"""Persons whom something in their line makes no data: each is read or pointed out, while ordinary lines hardly are."""

import random
from collections.abc import Callable

import pytest
from office_sheets import OfficeBook, OfficeSheet, Placed, office_book

from cadre_desktop.kit.documents.workbook import Sheet
from cadre_desktop.kit.intake.grid import Table, tables_of
from cadre_desktop.kit.intake.mapping import known_headings
from cadre_desktop.kit.intake.no_data import Reason
from cadre_desktop.people.kinds import PERSON

BOOKS = range(60)
KNOWN = list(known_headings(PERSON))


def tables(sheet: OfficeSheet) -> list[Table]:
    """The tables of a generated sheet, as they would be read."""
    high, wide = (1 + max(place[side] for place in sheet.cells) for side in (0, 1))
    rows = [[sheet.cells.get((row, column), "") for column in range(wide)] for row in range(high)]
    return tables_of(Sheet(sheet.name, [[_cell(cell) for cell in row] for row in rows]), KNOWN)


def _cell(cell: object) -> object:
    return cell if isinstance(cell, int | float | str) else str(cell)


def columns_of(sheet: OfficeSheet, row: int) -> list[int]:
    return sorted(column for at, column in sheet.cells if at == row)


def as_total(sheet: OfficeSheet, row: int, _name: int, lot: random.Random) -> None:
    """Somebody has written 合计 in front of a person."""
    sheet.cells[row, 0] = lot.choice(("合计", "小计", "总 计"))


def as_count(sheet: OfficeSheet, row: int, name: int, lot: random.Random) -> None:
    """A count in front, and few cells behind the name."""
    sheet.cells[row, 0] = lot.choice(("共3人", "合计：12"))
    for column in columns_of(sheet, row):
        if column > name + 1:
            del sheet.cells[row, column]


def as_note(sheet: OfficeSheet, row: int, name: int, lot: random.Random) -> None:
    """A word in front that begins notes and signatures, and nothing but the name behind it."""
    sheet.cells[row, 0] = lot.choice(("备注", "说明", "统计部门", "审核部门"))
    for column in columns_of(sheet, row):
        if column not in (0, name):
            del sheet.cells[row, column]


def under_another_header(sheet: OfficeSheet, row: int, name: int, _lot: random.Random) -> None:
    """The line above has become the header of a table about something else."""
    for column in columns_of(sheet, row - 1):
        sheet.cells[row - 1, column] = (
            "姓名" if column == name else f"其他栏目{'甲乙丙丁戊己庚辛壬癸子丑寅卯辰'[column]}"
        )


Way = Callable[[OfficeSheet, int, int, random.Random], None]


def spoiled(book: OfficeBook, way: Way) -> list[Placed]:
    """Make some people of a workbook no data; these people."""
    lot, sheets = random.Random(book.number), {sheet.name: sheet for sheet in book.sheets}
    rows = {(placed.sheet, placed.row - 1) for placed in book.people}
    found, before = [], 0
    for placed in book.people:
        sheet, row = sheets[placed.sheet], placed.row - 1
        name = next((c for c in columns_of(sheet, row) if sheet.cells[row, c] == placed.cells.get("name")), -1)
        apart = (row > before + 2 or row < before) and (placed.sheet, row - 1) in rows
        if name > 0 and "number" in placed.cells and apart and lot.random() < 0.25:
            way(sheet, row, name, lot)
            found.append(placed)
            before = row
    return found


@pytest.mark.parametrize("way", [as_total, as_count, as_note, under_another_header])
def test_whoever_is_taken_for_no_data_is_pointed_out(way: Way) -> None:
    missed, told = [], 0
    for number in BOOKS:
        book = office_book(number)
        people = spoiled(book, way)
        read = {sheet.name: tables(sheet) for sheet in book.sheets}
        for placed in people:
            rows = {row.number for table in read[placed.sheet] for row in table.rows}
            pointed_out = {line.row for table in read[placed.sheet] for line, _text in table.overlooked}
            told += placed.row in pointed_out - rows
            if placed.row not in rows | pointed_out:
                missed.append((number, placed.sheet, placed.row, placed.person.name))
    assert missed == []
    assert told > 20, "else the test would say nothing"


def test_ordinary_titles_totals_and_signatures_are_not_pointed_out() -> None:
    ordinary, pointed_out = 0, []
    for number in BOOKS:
        for sheet in office_book(number).sheets:
            for table in tables(sheet):
                ordinary += sum(line.reason is not Reason.HEADER for line in table.no_data)
                pointed_out += [(number, sheet.name, line) for line, _text in table.overlooked]
    assert ordinary > 150
    assert len(pointed_out) <= ordinary // 100, pointed_out


def test_the_account_is_the_same_whatever_is_pointed_out() -> None:
    for number in BOOKS[:20]:
        book = office_book(number)
        spoiled(book, as_total)
        for sheet in book.sheets:
            for table in tables(sheet):
                assert {line for line, _text in table.overlooked} <= set(table.no_data)
                assert table.read == len(table.rows) + len(table.no_data)
