"""What the cells of a table say, and what could not be read of them."""

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from cadre_desktop.kit.intake.clean import NOTHING
from cadre_desktop.kit.intake.corrections import Alike, CellPosition, Corrections
from cadre_desktop.kit.intake.grid import Table
from cadre_desktop.kit.intake.links import RecordNames, WantedRow
from cadre_desktop.kit.intake.mapping import Mapping
from cadre_desktop.kit.intake.readers import (
    text_of,
)
from cadre_desktop.kit.intake.telling import Hint
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.problems import Problem, Unclear


@dataclass
class Cells:
    """What a table says about each of its rows.

    corrections, recalled: what replaces cells, made now and kept from an earlier file; columns: by field name a
    value for each row, None or "" where nothing is said; problems: by position of the row what refuses it; blanks:
    cells left empty because they could not be read, in rows that come in; notes: what was taken for granted;
    wanted: rows to be made first, see `WantedRow`; defaulted: by field name the rows whose value is a default;
    names, parents: by name of a link field the rows it may point to, and which fields say what they are within;
    asked: names that fit no row of a link or several, by field and text, with those they fit; doubted: new names that
    do not look like one, by field and text; corrected: cells by position and field that are read by a correction; used:
    corrections for all cells that some cell needed; from_before: those of them that were kept from an earlier file;
    doubtful, telling: fields some of whose cells leave several values, or say more than one; hints: what cells may
    mean, by position and field; standing: while they are read, what is in each column of the table.
    """

    table: Table
    mapping: Mapping
    corrections: Corrections = field(default_factory=Corrections)
    recalled: Alike = field(default_factory=dict)
    wanted: list[WantedRow] = field(default_factory=list)
    columns: dict[str, list[Any]] = field(default_factory=dict)
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    blanks: dict[int, list[Problem]] = field(default_factory=dict)
    notes: dict[int, list[Problem]] = field(default_factory=dict)
    defaulted: dict[str, Container[int]] = field(default_factory=dict)
    names: dict[str, RecordNames] = field(default_factory=dict)
    parents: dict[str, list[str | None]] = field(default_factory=dict)
    asked: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    doubted: set[tuple[str, str]] = field(default_factory=set)
    corrected: dict[tuple[int, str], str] = field(default_factory=dict)
    used: dict[tuple[str, str], str] = field(default_factory=dict)
    from_before: set[tuple[str, str]] = field(default_factory=set)
    doubtful: list[str] = field(default_factory=list)
    telling: list[str] = field(default_factory=list)
    hints: list[tuple[int, str, Hint]] = field(default_factory=list)
    standing: list[list[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.headings = {column.name: heading for column, heading in self.mapping.used}

    def given(self, position: int) -> Values:
        """The values that the row at `position` gives, empty cells left out."""
        return {
            name: column[position]
            for name, column in self.columns.items()
            if column[position] is not None and column[position] != ""
        }

    def written(self, position: int, name: str) -> str:
        """What is in the file for a field, as text; empty if no column of the table fills it."""
        heading = self.headings.get(name)
        return "" if heading is None else text_of(self.table.rows[position].values[heading.column_index])

    def raw(self, position: int, name: str) -> str:
        """What is read for a field, as text: what somebody has put there, or else what is in the file."""
        corrected = self.corrected.get((position, name)) if self.corrected else None
        return self.written(position, name) if corrected is None else corrected

    def position_of(self, position: int, name: str) -> CellPosition:
        """Where the row's cell for a field is in the workbook."""
        row = self.table.rows[position]
        return CellPosition(self.table.sheet.name, row.number, row.block, name)

    def problem(self, position: int, name: str, message: str) -> Problem:
        """A problem of one row at the cell of a field, or at the row if no column fills it."""
        heading = self.headings.get(name)
        row = self.table.rows[position].number
        title = heading.text if heading else ""
        return Problem(message, name, self.table.sheet.name, row, title, self.raw(position, name))

    def at_home(self, position: int, parent: str, key: int) -> Values | None:
        """What the row's cells name inside the row `key` of the link `parent` (its department in another court).

        None if something it names is not there.
        """
        found: Values = {}
        for name, names in self.names.items():
            parents = self.parents[name]
            text = self.raw(position, name)
            if parent not in parents or text in NOTHING:
                continue
            keys = tuple(key if other == parent else self._at(position, other) for other in parents)
            try:
                found[name] = names.find(text, keys)
            except Unclear:
                return None
            if found[name] is None:
                return None
        return found

    def _at(self, position: int, name: str | None) -> Any:
        return self.columns[name][position] if name in self.columns else None
