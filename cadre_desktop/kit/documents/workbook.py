"""Reading office workbooks and delimited text into plain rows.

A cell is what calamine gives: text, a float (Excel keeps every number so), a bool, a date or time; blank is ``""``.
``sheet.rows[r][c]`` is Excel's cell in row r + 1, column c + 1, whatever blank lines stand above. Formulas are read
by their last result; a failed one (#REF!) is text. Of some cells more is known than their value, see `cells`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cadre_desktop.kit.documents import container, delimited, ods_parts, xls_parts, xlsx_parts
from cadre_desktop.kit.documents.calculating import fill_formulas
from cadre_desktop.kit.documents.cells import FormulaZero, Serial1904, Shown, Uncalculated
from cadre_desktop.kit.documents.sheet_facts import BookFacts, SheetFacts
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

__all__ = [
    "Cell",
    "FormulaZero",
    "Merge",
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

_MANY = 50_000
"""Cells of which equal ones are made one object; beyond that the list of them is begun anew."""

_FIRST_SERIAL, _LAST_SERIAL = 8_000, 72_000
"""Numbers that may be days counted from 1904: 1925 to 2101."""


class Merge(NamedTuple):
    """A merged range; rows and columns from 0, all four belong to it. Its value is in the top left cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet. All rows have the same length; blank rows at the end are cut off.

    hidden_rows, hidden_columns: those that people do not see (hidden, or left out by a filter), from 0; they are among
    the rows like all others.
    """

    name: str
    rows: Rows
    visible: bool = True
    merged: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

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


def read_workbook(path: Path) -> Workbook:
    """Read .xlsx, .xlsm, .xlsb, .xls, .ods or delimited text, told apart by content.

    Raises Refused with one sentence for a file that is missing, in use, protected, damaged, too large, of another
    kind, or without a visible cell.
    """
    data = _bytes_of(path)
    content = container.recognise(data, path.name)
    if content is container.Content.TEXT:
        rows: Rows = list(map(list, delimited.rows_of(data, path.name)))
        sheets = [Sheet(path.stem, _without_blank_end(rows))]
    else:
        facts = _facts_of(data, content, path.name)
        sheets = _calamine_sheets(data, path.name)
        _complete(sheets, facts, path.name)
    _refuse_blank(sheets, path.name)
    return Workbook(path, sheets)


def _facts_of(data: bytes, content: container.Content, name: str) -> BookFacts:
    if content is container.Content.ZIPPED:
        return xlsx_parts.facts_of(data, name)
    if content is container.Content.OPEN:
        return ods_parts.facts_of(data, name)
    return xls_parts.facts_of(data, name)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > container.LARGEST_FILE:
            raise container.too_large(path.name)
        return path.read_bytes()
    except FileNotFoundError as trouble:
        message = _("找不到文件“{name}”，它可能被移走或改名；请重新选择。")
        raise Refused(message.format(name=path.name)) from trouble
    except IsADirectoryError as trouble:
        message = _("“{name}”是文件夹；请选择其中的表格文件。")
        raise Refused(message.format(name=path.name)) from trouble
    except OSError as trouble:
        message = _("打不开“{name}”：它正被别的程序使用，或没有权限；请先关闭它，或复制到别处，再试。")
        raise Refused(message.format(name=path.name)) from trouble


def _calamine_sheets(data: bytes, name: str) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return _sheets(book)
    except CalamineError as trouble:
        raise container.damaged(name) from trouble
    except BaseException as trouble:
        # A damaged .xls can make calamine's Rust code panic; PyO3's exception for it cannot be imported.
        if type(trouble).__name__ != "PanicException":
            raise
        raise container.damaged(name) from trouble


def _sheets(book: "CalamineWorkbook") -> list[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = []
    for about in book.sheets_metadata:
        if about.typ is SheetTypeEnum.WorkSheet:
            source = book.get_sheet_by_name(about.name)
            merged = tuple(Merge(*start, *end) for start, end in source.merged_cell_ranges or ())
            sheets.append(Sheet(about.name, _rows_of(source), about.visible is SheetVisibleEnum.Visible, merged))
    return sheets


def _rows_of(source: "CalamineSheet") -> Rows:
    """The rows of a sheet from A1 on, equal cells as one object: that takes a third of the memory of all at once.

    `iter_rows` begins at row 1, but at the first column that holds something.
    """
    before: list[Cell] = [""] * (source.start[1] if source.start else 0)
    seen: dict[Any, Any] = {}
    one = seen.setdefault
    rows: Rows = []
    for row in source.iter_rows():
        if bool not in set(map(type, row)):  # Python holds True for 1
            row = list(map(one, row, row))
            if len(seen) > _MANY:
                seen.clear()
        rows.append(before + row if before else row)
    return rows


def _complete(sheets: list[Sheet], facts: BookFacts, name: str) -> None:
    """Put what the parts of the file tell into the cells that calamine has read."""
    for sheet, title in zip(sheets, facts.names, strict=False):
        sheet.name = title
    by_name = {sheet.name: sheet for sheet in sheets}

    def put(sheet: str, row: int, column: int, cell: Any) -> None:
        _put(by_name[sheet], row, column, cell, name)

    for sheet in sheets:
        for error in facts.of(sheet.name).errors:
            put(sheet.name, *error)
    fill_formulas({sheet.name: sheet.rows for sheet in sheets}, facts, put)
    for sheet in sheets:
        _finish(sheet, facts.of(sheet.name), put)
        if facts.base_1904:
            _tell_base(sheet.rows)
        _without_blank_end(sheet.rows)


def _finish(sheet: Sheet, about: SheetFacts, put: Callable[[str, int, int, Any], None]) -> None:
    computed = {(formula.row, formula.column) for formula in about.formulas}
    for shown in about.shown:
        if (shown.row, shown.column) not in computed:
            put(sheet.name, *shown)
    if about.merged is not None:
        sheet.merged = tuple(Merge(*each) for each in about.merged)
    sheet.hidden_rows, sheet.hidden_columns = frozenset(about.hidden_rows), frozenset(about.hidden_columns)


def _put(sheet: Sheet, row: int, column: int, cell: Cell, name: str) -> None:
    """Write a cell, which may stand beyond those that hold values."""
    rows = sheet.rows
    if row >= len(rows) or column >= len(rows[row]):
        width = max(len(rows[0]) if rows else 0, column + 1)
        if max(row + 1, len(rows)) * width > xlsx_parts.LARGEST_AREA:
            xlsx_parts.refuse_area(name, sheet.name, row + 1, column)
        for short in rows:
            short += [""] * (width - len(short))
        rows += [[""] * width for _row in range(row + 1 - len(rows))]
    rows[row][column] = cell


def _tell_base(rows: Rows) -> None:
    """Numbers that may be days are told to count from 1904."""
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
