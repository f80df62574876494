"""Delimited text (.csv, .txt) as rows: encoding and delimiter are found out, never asked for.

Texts that would be live formulas in Excel carry one apostrophe more in files (`guarded`), which is taken off
again here (`unguarded`), so that a file of ours reads back as it was written.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents import quoted
from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.documents.cells import Uncalculated
from cadre_desktop.kit.documents.limits import LIMITS, Limits
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

YES_NO = ("是", "否")
"""How files write a flag."""

_DELIMITERS = ",\t;"
_RARE_DELIMITERS = "|，"
_SAID = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)
_WRAPPED = re.compile(r'="((?:[^"]|"")*)"')
_FORMULA = re.compile(r"=\s*[-+(]*(?:\$?[A-Z]{1,3}\$?\d|[A-Z][A-Z.]*\(|\d|\"|')", re.IGNORECASE)
_SAMPLE = 50
_SAMPLE_SIZE = 500_000
_LIVE = re.compile(r"'*(?![+-]?\d+(\.\d+)?$)[=+\-@\t\r\n＝＋－＠]")
_USUAL_PART = 0.95
"""Of the characters of text so many are ASCII or Chinese; random bytes read as UTF-16 are mostly something else."""

_USUAL_COLUMNS = 256
_CELL_BYTES, _TEXT_BYTES = 8, 60
_LEAST_MEMORY, _MEMORY_TIMES = 50_000_000, 3
"""A text of more columns than usual may take so many bytes, and so many times its own size."""

_MANY = 50_000
"""Cells of which equal ones are made one object; beyond that the list of them is begun anew."""

Written = str | float | int | bool | date | datetime | time | timedelta | None
"""What a cell to be written can be; None is a blank one."""


def rows_of(data: bytes, name: str, limits: Limits = LIMITS) -> list[list[str]]:
    """The rows of a text file to the last filled line, all of one length.

    Raises Refused, naming the file `name`, if it is not readable.
    """
    rows = [row for block in blocks_of(decoded(data, name), name, limits, _MANY) for row in block]
    while rows and not rows[-1]:
        rows.pop()
    even_out(rows, name, limits)
    return rows


def blocks_of(text: str, name: str, limits: Limits, size: int) -> Iterator[list[list[str]]]:
    """The rows of a text, about so many cells at once, of different lengths as they come; equal cells are one object.

    Raises Refused, naming the file `name`, for a text that is not readable or has more columns than the limits allow.
    """
    csv.field_size_limit(limits.text)
    has_quotes = '"' in text
    try:
        rows = _rows(text, name, limits)
        shape = _Shape(name, limits, _LEAST_MEMORY + _MEMORY_TIMES * len(text))
        del text
        told = 0
        block: list[list[str]] = []
        for row in rows:
            block.append(shape.taken(row))
            if shape.cells - told >= size:
                yield block
                block, told = [], shape.cells
        yield block
    except csv.Error as trouble:
        if not has_quotes:
            message = _("“{name}”有一格超过 {limit} 个字；请检查各行是否用换行分开，改正后再试。")
            raise Refused(message.format(name=name, limit=f"{limits.text:,}")) from trouble
        raise Refused(
            _("“{name}”里的引号没有成对，分不清各列；请用 Excel 或 WPS 打开它，另存为 .xlsx，再试。").format(name=name)
        ) from trouble


def _rows(text: str, name: str, limits: Limits) -> Iterator[list[str]]:
    if not text:
        return iter(())
    delimiter = _delimiter(text)
    _check_width(text, delimiter, name, limits)
    said = _SAID.match(text)
    if said:
        text = text[said.end() :]
    if '="' in text or "='" in text:
        text = _unwrapped(text, delimiter)
    rows = quoted.stream(text, delimiter)
    if said:
        rows = chain([[""]], rows)
    if "'" in text or "=" in text:
        return ([_meant(cell) for cell in row] for row in rows)
    return rows


class _Shape:
    """What the rows of a text come to while they are read: refused as soon as it is too much for the memory."""

    def __init__(self, name: str, limits: Limits, memory: int):
        self._name = name
        self._limits = limits
        self._memory = memory
        self._seen: dict[str, str] = {}
        self._rows = self._filled = self._texts = 0
        self._widest = self._widest_row = 0
        self.cells = 0

    def taken(self, row: list[str]) -> list[str]:
        """The row with cells that others are equal to. Raises Refused where rows are too wide, or cells too many."""
        self._rows += 1
        self._filled = self._rows if row else self._filled  # blank lines at the end are nothing
        self.cells += len(row)
        if len(row) > self._widest:
            self._widest, self._widest_row = len(row), self._rows
        if self.cells > self._limits.area:
            raise _too_many(self._name, self._limits.area)
        if self._is_too_much():
            raise _too_wide(self._name, self._widest_row, self._widest)
        before = len(self._seen)
        row = list(map(self._seen.setdefault, row, row))
        self._texts += len(self._seen) - before
        if len(self._seen) > _MANY:
            self._seen.clear()
        return row

    def _is_too_much(self) -> bool:
        area = self._widest * self._filled
        too_many = self._widest > self._limits.columns or area - self.cells > self._limits.padding
        costly = self._widest > _USUAL_COLUMNS and _CELL_BYTES * area + _TEXT_BYTES * self._texts > self._memory
        return too_many or costly


def _check_width(text: str, delimiter: str, name: str, limits: Limits) -> None:
    """Refuse a text with a line that has more cells than can be, before a list is made of them, and one whose other
    lines are so much shorter that the rows could never be made equally long."""
    widest = widest_line = lines = 0
    for number, (start, end) in enumerate(quoted.line_spans(text), 1):
        lines = number if end > start else lines
        if end - start > widest and (columns := text.count(delimiter, start, end) + 1) > widest:
            widest, widest_line = columns, number
    blank = 0 if '"' in text else lines * widest - text.count(delimiter) - lines
    if widest > limits.columns or blank > limits.padding:
        raise _too_wide(name, widest_line, widest)


def even_out(rows: list[list[Any]], name: str, limits: Limits) -> None:
    """Make all rows as long as the longest. Raises Refused, naming the file `name`, if that takes too many blank cells:
    a row that is so much longer than the others lacks its line breaks."""
    width = max(map(len, rows), default=0)
    blank = width * len(rows) - sum(map(len, rows))
    if blank > limits.padding:
        raise _too_wide(name, next(number for number, row in enumerate(rows, 1) if len(row) == width), width)
    for row in rows:
        if len(row) < width:
            row += [""] * (width - len(row))


def _too_wide(name: str, number: int, columns: int) -> Refused:
    message = _("“{name}”第 {row} 行有 {columns} 列，读不下；请检查这一行是否缺了换行，改正或删去后再试。")
    return Refused(message.format(name=name, row=number, columns=f"{columns:,}"))


def _too_many(name: str, cells: int) -> Refused:
    message = _("“{name}”的单元格超过 {limit} 个，读不下；请拆成几个文件，再试。")
    return Refused(message.format(name=name, limit=f"{cells:,}"))


def _unwrapped(text: str, delimiter: str) -> str:
    """Cells such as ="00012", which keep a spreadsheet program from making numbers of texts, as quoted cells."""
    cut = re.escape(delimiter)
    return re.sub(
        rf"""(^|{cut})=(?:("(?:[^"\n]|"")*")|'([^'"{cut}\n]*)')(?={cut}|\r?$)""", _as_quoted, text, flags=re.M
    )


def _as_quoted(found: "re.Match[str]") -> str:
    return found[1] + (found[2] if found[2] is not None else f'"{found[3]}"')


def _meant(cell: str) -> str:
    """A cell without its guard; one that is a formula is reported as uncalculated."""
    if not cell.startswith(("=", "'")):
        return cell
    if wrapped := _WRAPPED.fullmatch(cell):
        return wrapped[1].replace('""', '"')
    return Uncalculated(cell) if _FORMULA.match(cell) else unguarded(cell)


def guarded(text: str) -> str:
    """`text` so that a spreadsheet program takes it for text: an apostrophe goes before a formula's first sign.

    Plain numbers such as -5 are left alone: they are not dangerous, and other programs read these files too.
    """
    return "'" + text if _LIVE.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given; every other text is left as it is."""
    return text[1:] if text.startswith("'") and _LIVE.match(text) else text


def decoded(data: bytes, name: str) -> str:
    """The text of a file in UTF-8 (with or without mark), UTF-16 or UTF-32 (with mark) or GB18030.

    Raises Refused if it is none. A file that is UTF-8 for a good stretch and then is not has been damaged;
    read as GB18030 it would be gibberish.
    """
    try:
        if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
            return data.decode("utf-32")
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        if b"\0" in data:
            return data.decode(unmarked_utf16(data) or "utf-8-sig")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        good = data[: trouble.start]
        if trouble.encoding == "utf-8" and sum(byte > 0x7F for byte in good[:100_000]) < 30:
            return _gb18030(data, name)
        raise _unreadable(good.count(b"\n") + 1, name) from trouble


def unmarked_utf16(data: bytes) -> str | None:
    """The UTF-16 that text without a byte order mark is in, recognised by its line breaks and characters; None if
    none."""
    start = data[:4096]
    for encoding, line_break in (("utf-16-le", b"\n\0"), ("utf-16-be", b"\0\n")):
        text = start.decode(encoding, "replace")
        usual = sum(
            sign in "\t\r\n" or " " <= sign <= "~" or "\u3000" <= sign <= "\u9fff" or "！" <= sign <= "～"
            for sign in text
        )
        if line_break in start and usual >= len(text) * _USUAL_PART and len(data) % 2 == 0:
            return encoding
    return None


def _gb18030(data: bytes, name: str) -> str:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as trouble:
        raise _unreadable(data.count(b"\n", 0, trouble.start) + 1, name) from trouble


def _unreadable(line: int, name: str) -> Refused:
    message = _("“{name}”第 {row} 行有认不出的字符，文件可能已损坏；请用 Excel 或 WPS 打开原文件，另存为 .xlsx，再试。")
    return Refused(message.format(name=name, row=line))


def _delimiter(text: str) -> str:
    """The delimiter by which most of the first lines fall into the same number of columns, more than one.

    A first line that says it, such as sep=; for Excel, is believed; rarer ones count only where no other fits.
    """
    if said := _SAID.match(text):
        return said[1]
    sample = "\n".join(text[:_SAMPLE_SIZE].split("\n", _SAMPLE)[:_SAMPLE])
    usual = max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))
    if _evenness(sample, usual) > (0, 0):
        return usual
    rare = max(_RARE_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))
    lines = sum(not line.isspace() and line != "" for line in sample.splitlines())
    return rare if _evenness(sample, rare)[0] * 2 > lines > 1 else usual


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    try:
        rows, strays = quoted.read(sample, delimiter)
    except csv.Error:
        return 0, 0
    widths = Counter(map(len, rows))
    if not widths:
        return 0, 0
    width, lines = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
    return (max(lines - strays, 0), width) if width > 1 else (0, 0)


def write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Written]]) -> None:
    """Comma-separated text in UTF-8 with a byte order mark, which Excel needs to read Chinese.

    Text that Excel would run as a formula gets an apostrophe before it, which our own reader takes off again. Long
    numbers are written as they are, for other programs; people who open the file in Excel should be given an .xlsx.
    """
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(map(guarded, headings))
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    write_atomically(path, target.getvalue().encode("utf-8-sig"))


def _csv_cell(value: Written) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return YES_NO[0] if value else YES_NO[1]
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
