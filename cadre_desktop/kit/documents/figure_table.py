"""Tables of figures that screen, paper and workbooks share: headings, and cells that open what they count."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cadre_desktop.kit.display import fixed_text
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Band, Row
from cadre_desktop.kit.documents.workbook_out import SheetSpec
from cadre_desktop.kit.listing import Listing

_FEN = 2
"""Decimals of a sum of money."""


class Cell(NamedTuple):
    """A value (a text, a number, or None for what is not known), and the list of what a number counts.

    money: whether the number is of fen; wrong: whether it should not be so.
    """

    value: Any
    rows: Callable[[], Listing] | None = None
    money: bool = False
    wrong: bool = False

    @property
    def text(self) -> str:
        """As people read it."""
        if self.value is None:
            return "—"
        if self.money:
            return fixed_text(self.value, _FEN, grouped=True)
        return f"{self.value:,}" if isinstance(self.value, int) else str(self.value)


@dataclass(frozen=True)
class FigureTable:
    """A table. words: so many cells at the left are texts; parted: the first cell is that of a group of rows; strong:
    indexes of the rows that are sums."""

    title: str
    headings: Sequence[str]
    words: int
    rows: Sequence[Sequence[Cell]]
    parted: bool = False
    strong: frozenset[int] = frozenset()


def sheet_of(table: FigureTable) -> tuple[SheetSpec, list[list[Any]]]:
    """A table as a sheet of a workbook; numbers are numbers, and sums of money are in yuan."""
    columns = [_column(table, index) for index in range(len(table.headings))]
    return SheetSpec(table.title, columns, frozen=table.words), [[cell.value for cell in row] for row in table.rows]


def _column(table: FigureTable, index: int) -> OutColumn:
    heading, cells = table.headings[index].replace("\n", ""), [row[index] for row in table.rows]
    if index < table.words:
        return OutColumn(heading, 22)
    if any(cell.money for cell in cells):
        return OutColumn(heading, 13, "decimal", decimals=_FEN)
    return OutColumn(heading, 11, "text" if any(isinstance(cell.value, str) for cell in cells) else "int")


def rows_on_paper(table: FigureTable) -> list[Row]:
    """The rows as they are printed; those of a group below a band with its name."""
    if not table.parted:
        return [[cell.text for cell in row] for row in table.rows]
    rows: list[Row] = []
    before = ""
    for row in table.rows:
        if row[0].text != before:
            before = row[0].text
            rows.append(Band(before))
        rows.append([cell.text for cell in row[1:]])
    return rows
