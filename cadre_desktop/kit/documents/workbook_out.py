"""Writing workbooks: typed cells, a frozen header, filters, drop-downs; nothing typed by people becomes a formula.

Files are complete or not there, and the same content gives the same bytes. Months are text (1985.03), since a cell
formatted as a date turns a typed 1985.03 into June 1905.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from cadre_desktop.kit.documents.cells import FROM_1904
from cadre_desktop.kit.documents.delimited import YES_NO
from cadre_desktop.kit.documents.drop_downs import LAST_ROW, DropDowns
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.sheet_paper import prepare_for_paper
from cadre_desktop.kit.documents.whole_book import whole_book
from cadre_desktop.kit.documents.workbook import Cell, FormulaZero, Serial1904, Uncalculated
from cadre_desktop.kit.documents.xlsx_parts import column_letters
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

Writer = Callable[[int, int, Any], object]

REFUSED_COLUMNS = ("原表", "行号", "原因")
"""First columns of a workbook of refused rows; reading such a table leaves them out again."""

EXPLANATION = "填写说明"
"""The sheet of a template that says what to write where."""

MOST_ROWS = LAST_ROW
"""The first row is the heading's."""

_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767
_EXACT = 10**15
_EVERY = 1_000
_CREATED = datetime(2020, 1, 1)


@dataclass(frozen=True)
class SheetSpec:
    """A sheet to be written: its name and columns. created: what the file says about when it was made; frozen: so many
    columns stay in view."""

    title: str
    columns: Sequence[OutColumn]
    created: datetime = _CREATED
    frozen: int = 0


class Struck(NamedTuple):
    """A score that does not count: it is in its cell, struck out."""

    value: int


class RefusedRow(NamedTuple):
    """A row that could not be taken in: its cells as they were, where it stood, and why."""

    values: Sequence[Cell]
    sheet: str
    row: int
    reason: str


def write_table(
    path: Path, spec: SheetSpec, rows: Iterable[Sequence[Any]], progress: Callable[[int], None] | None = None
) -> int:
    """Write rows of values in the order of the columns; the number of rows.

    progress receives the number of rows done from time to time; what it raises (a stop) ends the writing, and no file
    is left. Raises Refused for more rows than a sheet holds or if the file is open elsewhere, OSError for trouble with
    the disk.
    """
    return write_tables(path, [(spec, rows)], progress)[0]


def write_tables(
    path: Path,
    tables: Sequence[tuple[SheetSpec, Iterable[Sequence[Any]]]],
    progress: Callable[[int], None] | None = None,
) -> list[int]:
    """Several tables, each on a sheet of its own, as `write_table` writes one; the number of rows of each."""
    with whole_book(path, tables[0][0].created) as book:
        formats, lists = _Formats(book), DropDowns(book)
        counts = []
        for spec, rows in tables:
            sheet = book.add_worksheet(sheet_name(spec.title))
            writers = [_writer(sheet, column, formats) for column in spec.columns]
            _put_header(sheet, spec.columns, formats, spec.frozen)
            last = _put_rows(sheet, writers, rows, progress)
            sheet.autofilter(0, 0, last, max(len(spec.columns) - 1, 0))
            sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(spec.columns))}{last + 1}"})
            lists.offer(sheet, spec.columns)
            prepare_for_paper(sheet, [column.width for column in spec.columns], last)
            counts.append(last)
        lists.put_long()
    return counts


def write_template(path: Path, specs: Sequence[SheetSpec], explanation_rows: Iterable[Sequence[str]]) -> None:
    """Empty tables to be filled in, with drop-downs, and a last sheet 填写说明.

    All columns but numbers are text, so that Excel changes nothing of what is typed.
    """
    with whole_book(path, specs[0].created) as book:
        formats, lists = _Formats(book), DropDowns(book)
        for spec in specs:
            sheet = book.add_worksheet(sheet_name(spec.title))
            _put_header(sheet, spec.columns, formats)
            sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(spec.columns))}{MOST_ROWS + 1}"})
            lists.offer(sheet, spec.columns)
            prepare_for_paper(sheet, [column.width for column in spec.columns])
        _put_explanation(book.add_worksheet(EXPLANATION), explanation_rows, formats)
        lists.put_long()


def write_refused(path: Path, tables: Sequence[tuple[str, Sequence[str], Iterable[RefusedRow]]]) -> None:
    """The rows of each table (sheet, headings, rows) that did not come in, each with its sheet, Excel row and reason
    before it, to be put right and read again; a table's sheet is called as the one it stood in."""
    with whole_book(path, _CREATED) as book:
        formats = _Formats(book)
        for title, headings, rows in tables:
            sheet = book.add_worksheet(title)
            columns = [OutColumn("原表", 14), OutColumn("行号", 7, "int"), OutColumn("原因", 48)]
            _put_header(sheet, [*columns, *(OutColumn(heading, 16) for heading in headings)], formats, frozen=3)
            put = _any_writer(sheet, formats)
            for number, refused in enumerate(rows, 1):
                sheet.write_string(number, 0, refused.sheet)
                sheet.write_number(number, 1, refused.row)
                sheet.write_string(number, 2, refused.reason[:_LONGEST_TEXT], formats.wrapped)
                for column, value in enumerate(refused.values, len(REFUSED_COLUMNS)):
                    put(number, column, value)
            prepare_for_paper(sheet, [14, 7, 48, *(16 for _heading in headings)])


def sheet_name(title: str, end: str = "") -> str:
    """`title` and `end` as Excel allows them for a sheet: 31 characters, none of []:*?/\\, no apostrophe outside.

    Characters beyond the first 65,536, such as 𠮷, count twice, and History is Excel's own.
    """
    plain = "".join(" " if sign in "[]:*?/\\" else sign for sign in title).strip(" '") or "Sheet1"
    while len((plain + end).encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST_NAME:
        plain = plain[:-1]
    name = plain.strip(" '") + end
    return f"{name}_" if name.casefold() == "history" else name


def sheet_titles(names: Iterable[str], *taken: str) -> Iterator[str]:
    """Names of sheets, all different from each other and from those `taken`; to Excel A and a are the same."""
    seen = {name.casefold() for name in taken}
    for name in names:
        counted = (f"（{number}）" for number in count(2))
        title = sheet_name(name)
        while title.casefold() in seen:
            title = sheet_name(name, next(counted))
        seen.add(title.casefold())
        yield title


class _Formats:
    """The cell formats of one workbook."""

    def __init__(self, book: Any):
        base = {"valign": "vcenter"}
        head = {**base, "bold": True, "align": "center", "border": 1, "border_color": "#BFBFBF", "text_wrap": True}
        self.heading = book.add_format({**head, "bg_color": "#E7EAEF"})
        self.required = book.add_format({**head, "bg_color": "#F8DCD8", "font_color": "#8E1B10"})
        self.text = book.add_format({**base, "num_format": 49})  # 49 is Excel's own number for text, "@"
        self.wrapped = book.add_format({**base, "text_wrap": True})
        self.date = book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "left"})
        self.moment = book.add_format({**base, "num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"})
        self.clock = book.add_format({**base, "num_format": "[hh]:mm:ss", "align": "left"})
        self.from_1904 = book.add_format({**base, "num_format": f'0"{FROM_1904}"'})
        self.int = book.add_format({**base, "num_format": "0"})
        self.number = book.add_format(base)
        self.struck = book.add_format({**base, "font_strikeout": True, "font_color": "#808080"})
        self._decimals: dict[int, Any] = {}
        self._book = book

    def decimal(self, decimals: int) -> Any:
        """A number with this many decimals."""
        if decimals not in self._decimals:
            pattern = "0." + "0" * decimals if decimals else "0"
            self._decimals[decimals] = self._book.add_format({"num_format": pattern, "valign": "vcenter"})
        return self._decimals[decimals]

    def of_column(self, column: OutColumn) -> Any:
        """The format of cells yet to be typed: text wherever Excel would otherwise change what is typed."""
        if column.kind == "decimal":
            return self.decimal(column.decimals)
        if column.kind in ("number", "score"):
            return self.number
        return self.int if column.kind == "int" else self.text


def _put_header(sheet: Any, columns: Sequence[OutColumn], formats: _Formats, frozen: int = 0) -> None:
    """The first row, frozen; widths and the formats of the columns."""
    sheet.freeze_panes(1, frozen)
    sheet.set_row(0, 30)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, formats.of_column(column))
        sheet.write_string(0, index, column.heading, formats.required if column.required else formats.heading)
        if column.note:
            sheet.write_comment(0, index, column.note, {"x_scale": 1.6})


def _put_rows(
    sheet: Any, writers: Sequence[Writer], rows: Iterable[Sequence[Any]], progress: Callable[[int], None] | None
) -> int:
    number = 0
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            message = _("超过 Excel 一张表能放的 {most} 行，没有导出；请先筛选，或导出为 .csv。")
            raise Refused(message.format(most=MOST_ROWS))
        for column, (write, value) in enumerate(zip(writers, row, strict=True)):
            if value is not None:
                write(number, column, value)
        if progress and number % _EVERY == 0:
            progress(number)
    return number


def _writer(sheet: Any, column: OutColumn, formats: _Formats) -> Writer:
    """How values of a column are written; nothing is guessed from a value."""
    if column.kind == "int":
        return _number_writer(sheet, 1, formats.int)
    if column.kind == "decimal":
        return _number_writer(sheet, 10**column.decimals, formats.decimal(column.decimals))
    if column.kind == "number":
        return _number_writer(sheet, 10**column.decimals, formats.number)
    if column.kind == "score":
        return _score_writer(sheet, 10**column.decimals, formats)
    if column.kind == "date":
        return _date_writer(sheet, formats.date)
    as_text = {"month": _month, "flag": lambda flag: YES_NO[0] if flag else YES_NO[1]}.get(column.kind)
    return _text_writer(sheet, formats.text, as_text)


def _text_writer(sheet: Any, form: Any, as_text: Callable[[Any], str] | None) -> Writer:
    write = sheet.write_string

    def put(row: int, column: int, value: Any) -> None:
        text = as_text(value) if as_text else value
        if text:
            text = str(text)  # what a row is called may be its number
            write(row, column, text if len(text) <= _LONGEST_TEXT // 2 else _cut(text), form)

    return put


def _cut(text: str) -> str:
    """A text that a cell can hold, saying so where it had to be cut; Excel counts in UTF-16."""
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST_TEXT:
        return text
    return text[: _LONGEST_TEXT // 2] + _("……（超过一格能放的 {most} 字，后略）").format(most=_LONGEST_TEXT)


def _number_writer(sheet: Any, unit: int, form: Any) -> Writer:
    """Whole numbers, divided by `unit`; Excel keeps 15 digits, longer ones are written as text."""
    write, write_string = sheet.write_number, sheet.write_string

    def put(row: int, column: int, value: int) -> None:
        if -_EXACT < value < _EXACT:
            write(row, column, value, form)
        else:
            write_string(row, column, str(value))

    if unit == 1:
        return put
    return lambda row, column, value: write(row, column, value / unit, form)


def _score_writer(sheet: Any, unit: int, formats: _Formats) -> Writer:
    """Numbers, struck ones among them, and words where there is none."""
    put_number, put_text = _number_writer(sheet, unit, formats.number), _text_writer(sheet, formats.text, None)
    put_struck = _number_writer(sheet, unit, formats.struck)

    def put(row: int, column: int, value: Any) -> None:
        if isinstance(value, Struck):
            put_struck(row, column, value.value)
        else:
            (put_text if isinstance(value, str) else put_number)(row, column, value)

    return put


def _date_writer(sheet: Any, form: Any) -> Writer:
    """Dates as Excel counts them, each worked out once; Excel knows none before 1900, they are written as text."""
    write_number, write_string = sheet.write_number, sheet.write_string
    first = date(1900, 3, 1)
    zero = date(1899, 12, 30).toordinal()

    def put(row: int, column: int, value: date) -> None:
        if value >= first:
            write_number(row, column, value.toordinal() - zero, form)
        else:
            write_string(row, column, value.isoformat())

    return put


def _month(value: str | date) -> str:
    return f"{value:%Y.%m}" if isinstance(value, date) else value.replace("-", ".")


def _any_writer(sheet: Any, formats: _Formats) -> Writer:
    """Writes a cell as it was read, by its own type; formulas without a value are left for people to fill in."""

    def put(row: int, column: int, value: Any) -> None:
        if isinstance(value, (Uncalculated, FormulaZero)):
            return
        if isinstance(value, str):
            if value:
                sheet.write_string(row, column, _cut(value), formats.text)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, Serial1904):
            sheet.write_number(row, column, value, formats.from_1904)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, formats.int if float(value).is_integer() else None)
        elif value is not None:
            form = formats.moment if isinstance(value, datetime) else formats.date if isinstance(value, date) else None
            sheet.write_datetime(row, column, value, form or formats.clock)

    return put


def _put_explanation(sheet: Any, rows: Iterable[Sequence[str]], formats: _Formats) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 9, 48)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, formats.wrapped if number else formats.heading)
    prepare_for_paper(sheet, [18, 12, 48])
