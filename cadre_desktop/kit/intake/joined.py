"""The cells of all tables that one import reads, as if they were one table: positions run through all of them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from cadre_desktop.kit.documents.drop_downs import without_drop_downs
from cadre_desktop.kit.intake.cells_read import Cells
from cadre_desktop.kit.intake.corrections import CellPosition
from cadre_desktop.kit.intake.headings import Heading, is_about_others, normal
from cadre_desktop.kit.intake.hidden import hidden_in
from cadre_desktop.kit.intake.lines import NoData, TableRow
from cadre_desktop.kit.intake.links import WantedRow
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem

_NAMED = 5
"""So many rows are named in a sentence."""


def _twins(part: Cells) -> Iterator[tuple[Heading, Heading]]:
    """Headings that are not read though they say the same as one that is, which is beside them."""
    read = {normal(heading.lower or heading.text): heading for heading in part.headings.values()}
    indexes = {heading.column_index for heading in part.headings.values()}
    for heading in part.table.headings:
        twin = read.get(normal(heading.lower or heading.text))
        if twin is not None and heading.column_index not in indexes and not is_about_others(heading.text):
            yield heading, twin


class JoinedCells:
    """As `Cells`, of one table or several; `wanted` is what they share."""

    def __init__(self, parts: list[Cells], wanted: list[WantedRow]):
        assert parts
        self.parts = parts
        self.kind: Kind = parts[0].mapping.kind
        self.wanted = wanted
        self._starts = [0, *accumulate(len(part.table.rows) for part in parts)]
        self.columns = self._joined_columns()
        self.problems = self._by_position([part.problems for part in parts])
        self.blanks = self._by_position([part.blanks for part in parts])
        self.notes = self._by_position([part.notes for part in parts])
        self.asked: dict[tuple[str, str], tuple[int, ...]] = {}
        self.doubted: set[tuple[str, str]] = set()
        for part in parts:
            self.asked |= part.asked
            self.doubted |= part.doubted
        self._several = len({part.table.sheet.name for part in parts}) > 1

    def __len__(self) -> int:
        return self._starts[-1]

    def _joined_columns(self) -> dict[str, list[Any]]:
        if len(self.parts) == 1:
            return self.parts[0].columns
        names = dict.fromkeys(name for part in self.parts for name in part.columns)
        return {
            name: [
                value
                for part in self.parts
                for value in part.columns.get(name) or [None] * len(part.table.rows)  # not in every table
            ]
            for name in names
        }

    def _by_position(self, found: list[dict[int, list[Problem]]]) -> dict[int, list[Problem]]:
        """Of each part by its own positions; the same lists by positions among all rows."""
        if len(found) == 1:
            return found[0]
        pairs = zip(self._starts, found, strict=False)
        return {start + position: problems for start, part in pairs for position, problems in part.items()}

    def _at(self, position: int) -> tuple[Cells, int]:
        number = bisect_right(self._starts, position) - 1
        return self.parts[number], position - self._starts[number]

    def part(self, position: int) -> Cells:
        """The cells of the table that the row is in."""
        return self._at(position)[0]

    def row(self, position: int) -> TableRow:
        """The row in its table."""
        part, own = self._at(position)
        return part.table.rows[own]

    def sheet(self, position: int) -> str:
        """The name of the row's sheet."""
        return self.part(position).table.sheet.name

    def where(self, position: int, near: int) -> str:
        """How a row is named in a sentence about the row `near`: by its sheet too, if it is another."""
        words = _("“{sheet}”第 {row} 行") if self.sheet(position) != self.sheet(near) else _("第 {row} 行")
        return words.format(sheet=self.sheet(position), row=self.row(position).number)

    def given(self, position: int) -> Values:
        """The values that the row gives, empty cells left out."""
        return {
            name: column[position]
            for name, column in self.columns.items()
            if column[position] is not None and column[position] != ""
        }

    def raw(self, position: int, name: str) -> str:
        """What is read for a field, as text."""
        part, own = self._at(position)
        return part.raw(own, name)

    def written(self, position: int, name: str) -> str:
        """What is in the file for a field, as text."""
        part, own = self._at(position)
        return part.written(own, name)

    def alike(self, name: str, text: str) -> int:
        """In how many rows a text is written for a field in the files."""
        rows = ((part, row) for part in self.parts if name in part.headings for row in range(len(part.table.rows)))
        return sum(part.written(row, name) == text for part, row in rows)

    def reading(self, name: str, text: str) -> int:
        """In how many rows a text is read for a field, corrections included."""
        return sum(self.raw(index, name) == text for index in range(len(self)))

    def position_of(self, position: int, name: str) -> CellPosition:
        """Where the row's cell for a field is in the workbook."""
        part, own = self._at(position)
        return part.position_of(own, name)

    def is_corrected(self, position: int, name: str) -> bool:
        """Whether a correction is read for a field."""
        part, own = self._at(position)
        return (own, name) in part.corrected

    def is_meant_otherwise(self, position: int, name: str) -> bool:
        """Whether a correction for all cells that say the same is for the cell of a field, one kept or one made now."""
        part, own = self._at(position)
        key = (name, part.written(own, name))
        return key in part.corrections.alike or key in part.recalled

    def problem(self, position: int, name: str, message: str) -> Problem:
        """A problem of one row at the cell of a field, or at the row if no column fills it."""
        part, own = self._at(position)
        return part.problem(own, name, message)

    def note(self, position: int, message: str) -> None:
        """Say something about a row."""
        self.notes.setdefault(position, []).append(self.problem(position, "", message))

    def sheet_notes(self) -> Iterator[Problem]:
        """What is to be said about whole sheets: several tables in one, and rows that it hides."""
        tables = Counter(part.table.sheet.name for part in self.parts)
        for part in self.parts:
            sheet = part.table.sheet.name
            if tables[sheet] > 1 and part.table.header_row:
                words = _("这张工作表里有 {count} 个表，这是第 {row} 行开始的一个，也读了。")
                said = words.format(count=tables[sheet], row=part.table.header_row)
                yield Problem(said, sheet=sheet, row=part.table.header_row)
            for heading, twin in _twins(part):
                words = _("有两列“{heading}”，只读了第 {first} 列；第 {second} 列没有读，请核对。")
                said = words.format(heading=heading.text, first=twin.column_index + 1, second=heading.column_index + 1)
                yield Problem(said, sheet=sheet, row=part.table.header_row, column=heading.text)
            hidden = hidden_in(part.table)
            if hidden:
                words = _("有 {count} 行在表里是隐藏的（第 {rows} 行），也读了。")
                rows = _("、").join(map(str, hidden[:_NAMED])) + (_("等") if len(hidden) > _NAMED else "")
                yield Problem(words.format(count=len(hidden), rows=rows), sheet=sheet, row=hidden[0])
            end = part.table.sheet.drop_downs_end
            if beyond := sum(row.number > end for row in part.table.rows) if end else 0:
                yield Problem(without_drop_downs(beyond, end), sheet=sheet, row=end + 1)

    def at_home(self, position: int, parent: str, key: int) -> Values | None:
        """As `Cells.at_home`."""
        part, own = self._at(position)
        return part.at_home(own, parent, key)

    def defaults_of(self, position: int) -> Iterator[str]:
        """The fields whose value in the row is a default."""
        part, own = self._at(position)
        return (name for name, rows in part.defaulted.items() if own in rows)

    def let_go(self) -> None:
        """Let go of the values of all columns but those that defaults fill, which a list of refused rows shows."""
        filled = {name for part in self.parts for name in part.defaulted}
        for columns in (self.columns, *(part.columns for part in self.parts)):
            for name in columns.keys() - filled:
                del columns[name]

    @property
    def links(self) -> set[str]:
        """The link fields that columns fill."""
        return {name for part in self.parts for name in part.names}

    def label(self, name: str, key: int) -> str:
        """The name of a row that a link points to; empty if no table has named one."""
        found = (part.names[name].label(key) for part in self.parts if name in part.names)
        return next(filter(None, found), "")

    @property
    def used(self) -> list[str]:
        """The fields that columns fill, in the order of the kind."""
        filled = {name for part in self.parts for name in part.headings}
        return [column.name for column in self.kind.columns if column.name in filled and column.via is None]

    @property
    def no_data(self) -> list[tuple[Cells, NoData]]:
        """The lines that hold no record, each with its table."""
        return [(part, line) for part in self.parts for line in part.table.no_data]

    @property
    def overlooked(self) -> dict[int, Problem]:
        """Which of `no_data`, by their position in it, look like records, and what is to be said about each."""
        words = _("看似一条记录，但当作“{reason}”没有读入：{text}。如果确是记录，请在原文件里改好这一行，再导入一次。")
        found: dict[int, Problem] = {}
        start = 0
        for part in self.parts:
            positions = {line: start + index for index, line in enumerate(part.table.no_data)}
            for line, text in part.table.overlooked:
                said = words.format(reason=_(line.reason), text=text)
                found[positions[line]] = Problem(said, sheet=part.table.sheet.name, row=line.row)
            start += len(part.table.no_data)
        return found

    @property
    def read(self) -> int:
        """All lines read."""
        return sum(part.table.read for part in self.parts)
