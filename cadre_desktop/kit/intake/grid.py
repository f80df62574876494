"""Finding the table in a sheet as people really make them: titles above, merged headings, totals and notes between.

Bulk data stays in the lists calamine gave: a row's values are the sheet's own list unless something had to be filled
in. Only rows with few filled cells are examined closely, so 100,000 rows cost a fraction of their reading.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from cadre_desktop.kit.documents.workbook import Cell, Merge, Rows, Sheet, Workbook
from cadre_desktop.kit.documents.xlsx_parts import column_letters
from cadre_desktop.kit.intake.header import Header, find_header
from cadre_desktop.kit.intake.headings import Heading, known_forms
from cadre_desktop.kit.intake.no_data import TOTALS, Reason, reason_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

FEW = 3
"""Rows with at most this many filled cells, or a third of the columns, are examined for being no record."""


class TableRow(NamedTuple):
    """One record. number: its Excel row; block: which of the tables side by side it stands in, from 0.

    ``values[heading.column_index]`` is its cell, in every block.
    """

    number: int
    values: list[Cell]
    block: int = 0


class NoData(NamedTuple):
    """A row below the header that is no record. row: its Excel row."""

    row: int
    reason: Reason


@dataclass
class Table:
    """The table of a sheet. header_row: Excel row of the lowest heading; matched: how many headings are known.

    Every row below the header is in `rows` or in `no_data`.
    """

    sheet: Sheet
    header_row: int
    headings: list[Heading]
    rows: list[TableRow]
    no_data: list[NoData] = field(default_factory=list)
    matched: int = 0

    @property
    def read(self) -> int:
        """Rows read: records and rows recognised as none."""
        return len(self.rows) + len(self.no_data)

    def cell_name(self, row: TableRow, heading: Heading) -> str:
        """Excel's name of a record's cell, such as D7."""
        columns = (heading.column_index, *heading.repeats)
        column = columns[row.block] if row.block < len(columns) else heading.column_index
        return f"{column_letters(column)}{row.number}"


def find_table(sheet: Sheet, known_headings: Iterable[str]) -> Table | None:
    """The table in `sheet` whose header holds known headings or synonyms; None if no row looks like one."""
    header = find_header(sheet, known_forms(known_headings))
    if header is None:
        return None
    table = Table(sheet, header.bottom + 1, header.headings, [], matched=header.matched)
    _sort_rows(sheet, header, table)
    _fill_down(sheet, header, table)
    if len(header.blocks) > 1:
        _split_blocks(header, table)
    return table


def find_tables(workbook: Workbook, known_headings: Iterable[str]) -> list[Table]:
    """The tables of all visible sheets, best first: most known headings, then most rows."""
    known = list(known_headings)
    tables = [find_table(sheet, known) for sheet in workbook.sheets if sheet.visible]
    return sorted((table for table in tables if table), key=lambda table: (-table.matched, -len(table.rows)))


def choose_table(workbook: Workbook, known_headings: Iterable[str], sheet: str | None = None) -> Table:
    """The best table of the workbook, or that of the sheet asked for, even a hidden one.

    Raises Refused if there is none, or no such sheet.
    """
    known = list(known_headings)
    if sheet is not None:
        asked = find_table(workbook.sheet(sheet), known)
        tables = [asked] if asked else []
    else:
        tables = find_tables(workbook, known)
    if not tables:
        message = _("“{file}”里没有找到表头；请确认有一行写着“{headings}”等列标题，再试。")
        raise Refused(message.format(file=workbook.path.name, headings=_("、").join(known[:3])))
    return tables[0]


def _sort_rows(sheet: Sheet, header: Header, table: Table) -> None:
    """Put each row below the header into the table's rows or into its no_data."""
    few = max(FEW, len(header.headings) * len(header.blocks) // 3)
    telling, marks = header.telling, header.marks | TOTALS
    titles = _titles(sheet, header)
    start = header.bottom + 1
    for number, row in enumerate(sheet.rows[start:], start + 1):
        reason = None
        if len(row) - row.count("") <= few:
            reason = _examined(row, number - 1, header, titles)
        for column in telling:
            if row[column] in marks:
                reason = _marked(row, header, telling) or reason
        if reason is None:
            table.rows.append(TableRow(number, row))
        else:
            table.no_data.append(NoData(number, reason))


class _Titles(NamedTuple):
    """What tells a title between the rows: the texts above the header, and the rows (from 0) merged across."""

    texts: set[Cell]
    across: set[int]


def _titles(sheet: Sheet, header: Header) -> _Titles:
    wide = max(len(header.headings) * 0.6, 1)
    across = {merge.top for merge in sheet.merged if merge.right - merge.left + 1 > wide}
    return _Titles({cell for row in sheet.rows[: header.top] for cell in row if cell != ""}, across)


def _examined(row: list[Cell], index: int, header: Header, titles: _Titles) -> Reason | None:
    filled = [(column, cell) for column, cell in enumerate(row) if cell != ""]
    reason = reason_of(filled, header.number_column, header.left)
    if reason is None and len(filled) == 1 and (index in titles.across or filled[0][1] in titles.texts):
        return Reason.TITLE
    return reason


def _marked(row: list[Cell], header: Header, telling: list[int]) -> Reason | None:
    if header.is_repeated_in(row):
        return Reason.HEADER
    return Reason.TOTAL if any(row[column] in TOTALS for column in telling) else None


def _fill_down(sheet: Sheet, header: Header, table: Table) -> None:
    """Give each record the value of a vertically merged cell that it is a part of."""
    tall = [merge for merge in sheet.merged if merge.top > header.bottom and merge.bottom > merge.top]
    if not tall:
        return
    places = {row.number - 1: place for place, row in enumerate(table.rows)}
    copied: set[int] = set()
    for merge in tall:
        value = _cell(sheet.rows, merge)
        for index in range(merge.top + 1, merge.bottom + 1):
            place = places.get(index)
            if value == "" or place is None:
                continue
            if place not in copied:
                table.rows[place] = table.rows[place]._replace(values=table.rows[place].values.copy())
                copied.add(place)
            table.rows[place].values[merge.left] = value


def _cell(rows: Rows, merge: Merge) -> Cell:
    inside = merge.top < len(rows) and merge.left < len(rows[merge.top])
    return rows[merge.top][merge.left] if inside else ""


def _split_blocks(header: Header, table: Table) -> None:
    """Make a record of each filled block of every row, its values moved to the columns of the first block.

    Columns left of the blocks belong to all of them; a block that is blank or merely numbered is no record.
    """
    rows: list[TableRow] = []
    for number, values, _block in table.rows:
        for block in range(len(header.blocks)):
            own = header.block_values(values, block)
            filled = [(column, own[column]) for column in header.block_columns if own[column] != ""]
            reason = reason_of(filled, header.number_column, header.left)
            if reason is None:
                rows.append(TableRow(number, own, block))
            elif reason is not Reason.BLANK:
                table.no_data.append(NoData(number, reason))
    table.rows = rows
    table.no_data.sort(key=lambda none: none.row)
