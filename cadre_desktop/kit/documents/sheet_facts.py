"""What the parts of a workbook say beside the values that calamine reads, one `SheetFacts` for each sheet."""

from dataclasses import dataclass, field
from typing import NamedTuple

from cadre_desktop.kit.documents.cells import Shown

Value = str | float | bool | Shown
"""What facts put into a cell."""


class CellContent(NamedTuple):
    """What belongs into a cell instead of calamine's value; row and column from 0."""

    row: int
    column: int
    value: object


class Formula(NamedTuple):
    """A formula to be looked at: one without a value, or whose value is 0, which is what formulas give for nothing.

    text: without its sign of equality; zero: whether 0 is what the file holds; code: the number format of its cell;
    shift: rows and columns by which its references have to be moved (shared formulas are in one cell only);
    trusted: whether a 0 counts as calculated where we cannot check it.
    """

    row: int
    column: int
    text: str
    zero: bool
    code: str = ""
    shift: tuple[int, int] = (0, 0)
    trusted: bool = True


class DropDownRows(NamedTuple):
    """How many rows of a column have a drop-down, and the last of them, from 0."""

    rows: int
    last: int


@dataclass
class SheetFacts:
    """cells: errors and numbers that are shown as something else; merged is None where calamine reports the merged
    cells; drop_downs: by the column, from 0."""

    errors: list[CellContent] = field(default_factory=list)
    shown: list[CellContent] = field(default_factory=list)
    formulas: list[Formula] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] | None = None
    drop_downs: dict[int, DropDownRows] = field(default_factory=dict)


@dataclass
class BookFacts:
    """The facts of all sheets by their name, and whether the workbook counts its days from 1904.

    names: of the worksheets in their order, where calamine does not read them right; empty elsewhere. vouched: whether
    the parts say how far the sheets reach.
    """

    sheets: dict[str, SheetFacts] = field(default_factory=dict)
    base_1904: bool = False
    names: list[str] = field(default_factory=list)
    vouched: bool = True

    def of(self, name: str) -> SheetFacts:
        """The facts of a sheet, none for one that has none."""
        return self.sheets.setdefault(name, SheetFacts())
