"""What the lines under a header are: records, and titles, totals, notes, section lines, headers of other tables.

Only lines with few filled cells, with a text that says what they are (a heading, a total, 同上) or after a gap are
examined closely, so 100,000 records cost a fraction of their reading.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from cadre_desktop.kit.documents.workbook import Cell, Sheet
from cadre_desktop.kit.intake.header import NAMES, Header, is_foreign_header, is_header_like, top_under_records
from cadre_desktop.kit.intake.headings import normal
from cadre_desktop.kit.intake.no_data import (
    DITTO,
    SAYS_UNIT,
    TOTALS,
    Reason,
    Section,
    is_lonely_remark,
    is_numbered_title,
    reason_of,
    section_of,
)

FEW = 3
"""Lines with at most this many filled cells, or a third of the columns, are examined for being no record."""


class TableRow(NamedTuple):
    """One record.

    number: its Excel row; block: which of the tables side by side it is in, from 0; section, unit, status: the
    department, the court and what has become of people (退休), as lines above name them for the records under them,
    empty for none.
    ``values[heading.column_index]`` is its cell, in every block.
    """

    number: int
    values: list[Cell]
    block: int = 0
    section: str = ""
    unit: str = ""
    status: str = ""


class NoData(NamedTuple):
    """A line that is no record. row: its Excel row."""

    row: int
    reason: Reason


@dataclass
class Lines:
    """The lines of one table. end: the first row (from 0) that belongs to the next one; titles: texts above the header;
    dittos: Excel rows with a cell that says the same as the one above."""

    rows: list[TableRow] = field(default_factory=list)
    no_data: list[NoData] = field(default_factory=list)
    titles: tuple[str, ...] = ()
    dittos: set[int] = field(default_factory=set)
    end: int = 0


def sort_lines(sheet: Sheet, header: Header, known: frozenset[str], start: int) -> Lines:
    """Put each line from row `start` on, blank ones aside, into the rows or the no_data of the table under `header`,
    up to where another table begins. known: the normal forms of known headings."""
    sorter = _Sorter(sheet, header, known)
    sorter.take_head(start)
    sorter.take_body()
    return sorter.lines


class _Sorter:
    def __init__(self, sheet: Sheet, header: Header, known: frozenset[str]):
        self.lines = Lines(end=len(sheet.rows))
        self._sheet, self._header, self._known = sheet, header, known
        self._few = max(FEW, len(header.headings) * len(header.blocks) // 3)
        self._telling: set[Cell] = {*header.marks, *TOTALS, *DITTO, *_as_written(known)}
        self._names = next((h.column_index for h in header.headings if names_somebody(normal(h.text))), -1)
        wide = max(len(header.headings) * 0.6, 1)
        self._across = {merge.top for merge in sheet.merged if merge.right - merge.left + 1 > wide}
        self._titles: set[Cell] = set()
        self._section = self._unit = self._status = ""
        self._elsewhere = False

    def take_head(self, start: int) -> None:
        """The lines from `start` to the header's last."""
        header, rows = self._header, self._sheet.rows
        texts = [cell for row in rows[start : header.top] for cell in row if cell != ""]
        self._titles = set(texts)
        self.lines.titles = tuple(cell.strip() for cell in texts if isinstance(cell, str) and cell.strip())
        for index in range(start, header.top):
            if not _is_empty(rows[index]):
                self._none(index, Reason.TITLE)
                self._enter(self._section_in(rows[index]))
        for index in range(header.top, header.bottom + 1):
            self._none(index, Reason.HEADER)

    def take_body(self) -> None:
        """The lines under the header, up to the next table's."""
        rows, few = self._sheet.rows, self._few
        records = self.lines.rows
        gap = False
        for index in range(self._header.bottom + 1, len(rows)):
            row = rows[index]
            filled = len(row) - row.count("")
            if filled == 0 or _is_empty(row):
                gap = True
            elif filled > few and not gap and not self._elsewhere and self._telling.isdisjoint(row):
                records.append(TableRow(index + 1, row, 0, self._section, self._unit, self._status))
            elif self._begins_next(index):
                self._end_at(self._cut(index))
                break
            else:
                gap = self._examine(index)

    def _examine(self, index: int) -> bool:
        """Take one line; returns whether the next has to be looked at closely too."""
        row = self._sheet.rows[index]
        reason = self._reason(row, index)
        if reason is None:
            if not DITTO.isdisjoint(cell.strip() if isinstance(cell, str) else cell for cell in row):
                self.lines.dittos.add(index + 1)
            self.lines.rows.append(TableRow(index + 1, row, 0, self._section, self._unit, self._status))
            self._telling -= {
                cell for cell in row if cell not in DITTO
            }  # a record says it: 员额 is a heading elsewhere
        else:
            self._none(index, reason)
        return reason is not None

    def _reason(self, row: list[Cell], index: int) -> Reason | None:
        if self._header.is_repeated_in(row):
            self._elsewhere = False
            return Reason.HEADER
        if self._elsewhere or is_foreign_header(row, self._known):
            self._elsewhere = True
            return Reason.OTHER_TABLE
        if any(row[column] in TOTALS for column in self._header.telling):
            return Reason.TOTAL
        filled = [(column, cell) for column, cell in enumerate(row) if cell != ""]
        return self._of_few(filled, index) if len(filled) <= self._few else None

    def _of_few(self, filled: list[tuple[int, Cell]], index: int) -> Reason | None:
        """Why a line of few cells is no record."""
        said = self._section_in(self._sheet.rows[index])
        reason = reason_of(filled, self._header.number_column, self._header.left)
        if said is not None and reason in (None, Reason.TITLE):
            self._enter(said)
            return Reason.SECTION
        if reason is None and len(filled) == 1:
            reason = self._of_one(*filled[0], index)
        if reason is Reason.TITLE and filled[0][1] not in self._titles:
            self._section = self._status = ""
        return reason

    def _of_one(self, column: int, cell: Cell, index: int) -> Reason | None:
        if index in self._across or cell in self._titles:
            return Reason.TITLE
        if is_numbered_title(str(cell)):
            return Reason.TITLE
        alone = isinstance(cell, str) and len(self._header.headings) > 2
        return Reason.NOTE if alone and is_lonely_remark(str(cell), column == self._names) else None

    def _section_in(self, row: list[Cell]) -> Section | None:
        """What the line names, if it is a section line: a text at the left, with nothing beside it but a headcount."""
        texts = [(column, cell) for column, cell in enumerate(row) if not isinstance(cell, str) or cell.strip()]
        if not 1 <= len(texts) <= 2 or len(self._header.headings) < 2:
            return None
        leftmost = max(self._names, self._header.left, self._header.number_column)
        if texts[0][0] > leftmost or not all(isinstance(cell, str) for _column, cell in texts):
            return None
        return section_of([str(cell) for _column, cell in texts])

    def _enter(self, said: Section | None) -> None:
        """Let the records that follow belong to what a line names; a court's departments are named anew."""
        if said is not None and said.status:
            self._status, self._section = said.name, ""
        elif said is not None:
            self._unit = said.name if said.wide else self._unit
            self._section = "" if said.wide else said.name

    def _begins_next(self, index: int) -> bool:
        """Whether the line is the header of another table: other headings, or the same under another court's name."""
        row = self._sheet.rows[index]
        if self._continues_header(index):
            return False
        if not self._header.is_repeated_in(row) or self._header.is_contradicted_by(row, self._known):
            return is_header_like(row, self._known)
        above = [cell for line in self._sheet.rows[self._cut(index) : index] for cell in line if isinstance(cell, str)]
        return any(SAYS_UNIT.search(cell) and cell not in self._titles for cell in above)

    def _continues_header(self, index: int) -> bool:
        """Whether the line is the lower part of a repeated header of several lines."""
        none = self.lines.no_data
        return bool(none) and none[-1] == (index, Reason.HEADER)

    def _cut(self, index: int) -> int:
        """The first line of the header at `index`, or of the titles directly above it; they are taken back from this
        table."""
        rows = self._sheet.rows
        first = index = max(top_under_records(self._sheet, index, self._names), self._header.bottom + 1)
        while first - 1 > self._header.bottom and self._is_title(first - 1):
            first -= 1
        while first < index and _is_empty(rows[first]):
            first += 1
        return first

    def _is_title(self, index: int) -> bool:
        none = self.lines.no_data
        told = next((line.reason for line in reversed(none) if line.row == index + 1), None)
        return _is_empty(self._sheet.rows[index]) or told in (Reason.TITLE, Reason.SECTION, Reason.NOTE)

    def _end_at(self, end: int) -> None:
        """Leave the lines from `end` (from 0) on to the next table."""
        self.lines.end = end
        while self.lines.rows and self.lines.rows[-1].number > end:
            self.lines.rows.pop()
        self.lines.no_data = [line for line in self.lines.no_data if line.row <= end]

    def _none(self, index: int, reason: Reason) -> None:
        self.lines.no_data.append(NoData(index + 1, reason))


def names_somebody(heading: str) -> bool:
    """Whether a heading (in its normal form) is that of a column of names."""
    return heading in NAMES or heading.endswith(("姓名", "名字"))


def _is_empty(row: list[Cell]) -> bool:
    """Whether nothing can be seen in a line, however many blanks are in its cells. Nearly always its first cell settles
    that; a loop costs half of what `all` does."""
    for cell in row:  # noqa: SIM110
        if not isinstance(cell, str) or cell.strip():
            return False
    return True


def _as_written(known: frozenset[str]) -> set[str]:
    """Known headings in the ways they usually are in cells: 姓名, 姓 名, 姓　名."""
    spread = {blank.join(text) for text in known if len(text) == 2 for blank in (" ", "  ", "\u3000")}
    return set(known) | spread
