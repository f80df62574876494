"""Reading office workbooks and delimited text into plain rows.

A cell is what calamine gives: text, a float (Excel keeps every number so), a bool, a date or time; blank is ``""``.
``sheet.rows[r][c]`` is Excel's cell in row r + 1, column c + 1, whatever blank lines are above. Formulas are read
by their last result; a failed one (#REF!) is text. Of some cells more is known than their value, see `cells`.
"""

import bisect
import heapq
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from cadre_desktop.kit.documents import delimited, reading_process
from cadre_desktop.kit.documents.calculating import fill_formulas
from cadre_desktop.kit.documents.cells import FormulaZero, Serial1904, Shown, Uncalculated
from cadre_desktop.kit.documents.contents import Piece, SheetBegins, pieces_of
from cadre_desktop.kit.documents.limits import LIMITS, Limits
from cadre_desktop.kit.documents.packed_rows import Packed, Unpacker
from cadre_desktop.kit.documents.reading_child import trace_of
from cadre_desktop.kit.documents.sheet_facts import BookFacts, DropDownRows, SheetFacts
from cadre_desktop.kit.documents.xlsx_cells import column_letters
from cadre_desktop.kit.documents.xlsx_parts import refuse_area
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

__all__ = [
    "Cell",
    "FormulaZero",
    "MergedRange",
    "Rows",
    "Serial1904",
    "Sheet",
    "Shown",
    "Uncalculated",
    "Workbook",
    "is_blank",
    "read_workbook",
]

Cell = str | float | int | bool | date | datetime | time | timedelta
Rows = list[list[Cell]]

_rp = reading_process
_log = logging.getLogger(__name__)

_SHORT = 8
_MANY_ROWS = 999
"""LibreOffice leaves drop-downs for a thousand rows below the last one, so shorter ones were made by somebody."""

_FIRST_SERIAL, _LAST_SERIAL = 8_000, 72_000
"""Numbers that may be days counted from 1904: 1925 to 2101."""


class MergedRange(NamedTuple):
    """A merged range; rows and columns from 0, all four belong to it. Its value is in the top left cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet. All rows have the same length; blank rows at the end are cut off.

    merged: ranges within the rows, of which no two overlap.
    hidden_rows, hidden_columns: those that people do not see (hidden, or left out by a filter), from 0; they are among
    the rows like all others. drop_downs_end: Excel row in which the drop-downs end of which the sheet has very many; 0
    where it has none.
    """

    name: str
    rows: Rows
    visible: bool = True
    merged: tuple[MergedRange, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    drop_downs_end: int = 0

    @property
    def hidden(self) -> bool:
        """Whether people see the sheet only after asking for it."""
        return not self.visible


@dataclass
class Workbook:
    """A workbook read whole; a text file is a workbook of one sheet."""

    path: Path
    sheets: list[Sheet] = field(default_factory=list)

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name, hidden or not. Raises Refused, naming those there are."""
        for sheet in self.sheets:
            if sheet.name.strip() == name.strip():
                return sheet
        names = "、".join(sheet.name for sheet in self.sheets)
        raise Refused(
            _("“{file}”里没有工作表“{sheet}”，只有：{names}。请改用其中一个。").format(
                file=self.path.name, sheet=name, names=names
            )
        )


def read_workbook(path: Path, progress: Progress | None = None, limits: Limits = LIMITS) -> Workbook:
    """Read .xlsx, .xlsm, .xlsb, .xls, .ods or delimited text, distinguished by content, in a process of its own.

    Raises Refused with one sentence for a file that is missing, in use, protected, damaged, too large, of another
    kind, or without a visible cell; for one that takes too much memory or time; and Stopped where `progress` is.
    """
    progress = progress or Progress()
    try:
        facts, sheets = _read(path, progress, limits)
    except (_rp.Died, _rp.Failed, _rp.OutOfMemory, _rp.OutOfTime, _rp.Unavailable) as trouble:
        if isinstance(trouble, _rp.Failed):
            _log.warning("a file was not read: %s", trouble)  # that is for those who mend the reader
        raise Refused(_rp.sentence(trouble, path.name)) from trouble
    if facts is not None:
        _complete(sheets, facts, (path.name, limits), progress)
    else:
        for sheet in sheets:
            _without_blank_end(sheet.rows)
            delimited.even_out(sheet.rows, path.name, limits)
    _refuse_blank(sheets, path.name)
    return Workbook(path, sheets)


def _read(path: Path, progress: Progress, limits: Limits) -> tuple[BookFacts | None, list[Sheet]]:
    """The sheets as the library reads them, and what the parts of the file say beside (None for delimited text).

    Where the library has ended its process before the parts were looked through, they are asked by themselves: they may
    say why. On a machine that lets no process be started only files whose span they name are read.
    """
    try:
        try:
            with closing(_rp.pieces_from_child(path, limits, progress)) as pieces:
                return _gathered(pieces, path.name, limits)
        except _rp.Died:
            with closing(_rp.pieces_from_child(path, limits, progress, together=False)) as pieces:
                return _gathered(pieces, path.name, limits)
    except _rp.Unavailable as unavailable:
        return _gathered(_if_vouched(_read_here(path, limits), unavailable), path.name, limits)


def _read_here(path: Path, limits: Limits) -> Iterator[Piece]:
    """The pieces of a file read in this process; what nobody has foreseen is reported as a child process would."""
    try:
        yield from pieces_of(path, limits, together=False)
    except Refused:
        raise
    except MemoryError as trouble:
        raise _rp.OutOfMemory from trouble
    except Exception as trouble:
        raise _rp.Failed(trace_of(trouble)) from trouble


def _if_vouched(pieces: Iterator[Piece], otherwise: Exception) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, BookFacts) and not piece.vouched:
            raise otherwise
        yield piece


def _gathered(pieces: Iterator[Piece], name: str, limits: Limits) -> tuple[BookFacts | None, list[Sheet]]:
    facts = None
    sheets: list[Sheet] = []
    unpacker = Unpacker()
    for piece in pieces:
        if isinstance(piece, Packed):
            sheets[-1].rows += unpacker.rows(piece)
        elif isinstance(piece, list):
            short = piece and len(piece[0]) < _SHORT  # lists come with room for a few cells more
            sheets[-1].rows += map(list, piece) if short else piece
        elif isinstance(piece, SheetBegins):
            merged = _checked_merges(piece.merged, piece.name, name, limits)
            sheets.append(Sheet(piece.name, [], piece.visible, merged))
        else:
            facts = piece
    return facts, sheets


def _checked_merges(
    merged: Sequence[tuple[int, int, int, int]], sheet: str, name: str, limits: Limits
) -> tuple[MergedRange, ...]:
    """The merged ranges from top to bottom. Raises Refused for more than can be, and for two that overlap: nobody could
    say what their cells hold."""
    if len(merged) > limits.merges:
        message = _("“{name}”的工作表“{sheet}”有 {count} 处合并单元格，读不下；请取消多余的合并，另存后再试。")
        raise Refused(message.format(name=name, sheet=sheet, count=f"{len(merged):,}"))
    ordered = sorted(MergedRange(*each) for each in merged)
    if found := _overlapping(ordered):
        message = _("“{name}”的工作表“{sheet}”里合并的单元格 {one} 与 {other} 重叠；请取消合并，另存后再试。")
        raise Refused(message.format(name=name, sheet=sheet, one=_range(found[0]), other=_range(found[1])))
    return tuple(ordered)


def _overlapping(ordered: Sequence[MergedRange]) -> tuple[MergedRange, MergedRange] | None:
    """Two ranges that share a cell, of ranges sorted by their first rows; None if there are none.

    Those that go on in the row come to lie side by side, so that only the two next to a new one have to be asked.
    """
    going_on: list[tuple[int, MergedRange]] = []
    ends: list[tuple[int, tuple[int, MergedRange]]] = []
    for merge in ordered:
        while ends and ends[0][0] < merge.top:
            ended = heapq.heappop(ends)[1]
            del going_on[bisect.bisect_left(going_on, ended)]
        own = merge.left, merge
        index = bisect.bisect_left(going_on, own)
        for _left, near in going_on[max(index - 1, 0) : index + 1]:
            if near.left <= merge.right and merge.left <= near.right:
                return near, merge
        going_on.insert(index, own)
        heapq.heappush(ends, (merge.bottom, own))
    return None


def _range(merge: MergedRange) -> str:
    """Excel's name of a range, such as B3:B6."""
    corners = ((merge.left, merge.top), (merge.right, merge.bottom))
    return ":".join(f"{column_letters(column)}{row + 1}" for column, row in corners)


def _complete(sheets: list[Sheet], facts: BookFacts, of: tuple[str, Limits], progress: Progress) -> None:
    """Put what the parts of the file say into the cells that calamine has read."""
    for sheet, title in zip(sheets, facts.names, strict=False):
        sheet.name = title
    by_name = {sheet.name: sheet for sheet in sheets}

    def put(sheet: str, row: int, column: int, cell: Any) -> None:
        _put(by_name[sheet], row, column, cell, of)

    for sheet in sheets:
        for error in facts.of(sheet.name).errors:
            put(sheet.name, *error)
    fill_formulas({sheet.name: sheet.rows for sheet in sheets}, facts, put, progress.check)
    for sheet in sheets:
        about = facts.of(sheet.name)
        _finish(sheet, about, put)
        if about.merged is not None:
            sheet.merged = _checked_merges(about.merged, sheet.name, *of)
        if facts.base_1904:
            _tell_base(sheet.rows)
        _without_blank_end(sheet.rows)
        sheet.merged = _within(sheet.merged, sheet.rows)


def _finish(sheet: Sheet, about: SheetFacts, put: Callable[[str, int, int, Any], None]) -> None:
    computed = {(formula.row, formula.column) for formula in about.formulas}
    for shown in about.shown:
        if (shown.row, shown.column) not in computed:
            put(sheet.name, *shown)
    sheet.hidden_rows, sheet.hidden_columns = frozenset(about.hidden_rows), frozenset(about.hidden_columns)
    sheet.drop_downs_end = _end_of(about.drop_downs.values())


def _end_of(drop_downs: Iterable[DropDownRows]) -> int:
    """The Excel row in which the drop-downs of some column end first, of those that have very many; 0 for none. Office
    programs split a list where a cell in it has none, so each column's pieces count together."""
    return min((each.last + 1 for each in drop_downs if each.rows > _MANY_ROWS), default=0)


def _within(merged: tuple[MergedRange, ...], rows: Rows) -> tuple[MergedRange, ...]:
    """The parts of merged ranges that lie among the rows; blank ones beside and below the data are nothing."""
    height, width = len(rows), len(rows[0]) if rows else 0
    return tuple(
        merge._replace(bottom=min(merge.bottom, height - 1), right=min(merge.right, width - 1))
        for merge in merged
        if 0 <= merge.top < height
        and 0 <= merge.left < width
        and merge.top <= merge.bottom
        and merge.left <= merge.right
    )


def _put(sheet: Sheet, row: int, column: int, cell: Cell, of: tuple[str, Limits]) -> None:
    """Write a cell, which may be beyond those that hold values."""
    rows = sheet.rows
    if row >= len(rows) or column >= len(rows[row]):
        width = max(len(rows[0]) if rows else 0, column + 1)
        name, limits = of
        if max(row + 1, len(rows)) * width > limits.area:
            refuse_area(name, sheet.name, row + 1, column)
        for short in rows:
            short += [""] * (width - len(short))
        rows += [[""] * width for _row in range(row + 1 - len(rows))]
    rows[row][column] = cell


def _tell_base(rows: Rows) -> None:
    """Numbers that may be days are marked as counting from 1904."""
    for row in rows:
        for column, cell in enumerate(row):
            if cell.__class__ in (float, int) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
                row[column] = Serial1904(cell)


def _without_blank_end(rows: Rows) -> Rows:
    while rows and is_blank(rows[-1]):
        rows.pop()
    return rows


def is_blank(row: list[Cell]) -> bool:
    """Whether every cell is empty or holds nothing but blanks."""
    return row.count("") == len(row) or all(isinstance(cell, str) and not cell.strip() for cell in row)


def _refuse_blank(sheets: list[Sheet], name: str) -> None:
    if any(sheet.rows for sheet in sheets if sheet.visible):
        return
    hidden = [sheet.name for sheet in sheets if sheet.rows]
    if hidden:
        message = _("“{name}”可见的工作表都是空的，内容在隐藏的工作表“{sheet}”里；请在 Excel 里取消隐藏，保存后再试。")
        raise Refused(message.format(name=name, sheet=hidden[0]))
    raise Refused(_("“{name}”里没有内容；请确认选对了文件。").format(name=name))
