"""Reading office workbooks and delimited text into plain rows.

A cell is what calamine gives: text, a float (Excel keeps every number so), a bool, a date or time; blank is ``""``.
``sheet.rows[r][c]`` is Excel's cell in row r + 1, column c + 1, whatever blank lines stand above. Formulas are read
by their last result; a failed one (#REF!) is text in .xlsx and .csv, but blank in .xls and
.ods, where calamine does not tell it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cadre_desktop.kit.documents import container, delimited, xlsx_parts
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Cell = str | float | int | bool | date | datetime | time | timedelta
Rows = list[list[Cell]]


class Merge(NamedTuple):
    """A merged range; rows and columns from 0, all four belong to it. Its value is in the top left cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Sheet:
    """One sheet. All rows have the same length; blank rows at the end are cut off."""

    name: str
    rows: Rows
    visible: bool = True
    merged: tuple[Merge, ...] = ()


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
        errors = xlsx_parts.formula_errors(data, path.name) if content is container.Content.ZIPPED else {}
        sheets = _calamine_sheets(data, path.name)
        for sheet in sheets:
            _put_errors(sheet, errors.get(sheet.name, ()))
    _refuse_blank(sheets, path.name)
    return Workbook(path, sheets)


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
            rows: Rows = source.to_python(skip_empty_area=False)
            sheets.append(
                Sheet(about.name, _without_blank_end(rows), about.visible is SheetVisibleEnum.Visible, merged)
            )
    return sheets


def _put_errors(sheet: Sheet, errors: "tuple[()] | list[xlsx_parts.FormulaError]") -> None:
    """Write failed formulas into their cells; a cell beyond the last filled one adds nothing to import."""
    for error in errors:
        if error.row < len(sheet.rows) and error.column < len(sheet.rows[error.row]):
            sheet.rows[error.row][error.column] = error.text


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
