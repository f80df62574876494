"""Delimited text (.csv, .txt) as rows: encoding and delimiter are found out, never asked for.

Texts that would be live formulas in Excel carry one apostrophe more in files (`guarded`), which is taken off
again here (`unguarded`), so that a file of ours reads back as it was written.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path

from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

YES_NO = ("是", "否")
"""How files write a flag."""

_DELIMITERS = ",\t;"
_SAMPLE = 50
_LIVE = re.compile(r"'*(?![+-]?\d+(\.\d+)?$)[=+\-@\t\r\n＝＋－＠]")
_LONGEST_FIELD = 1_000_000

Written = str | float | int | bool | date | datetime | time | timedelta | None
"""What a cell to be written can be; None is a blank one."""


def rows_of(data: bytes, name: str) -> list[list[str]]:
    """The rows of a text file, all of one length. Raises Refused, naming the file `name`, if it is not readable."""
    text = decoded(data, name)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as trouble:
        raise Refused(
            _("“{name}”里的引号没有成对，分不清各列；请用 Excel 或 WPS 打开它，另存为 .xlsx，再试。").format(name=name)
        ) from trouble
    width = max(map(len, rows), default=0)
    rows = [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
    return [[unguarded(cell) for cell in row] for row in rows] if "'" in text else rows


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
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        good = data[: trouble.start]
        if trouble.encoding == "utf-8" and sum(byte > 0x7F for byte in good[:100_000]) < 30:
            return _gb18030(data, name)
        raise _unreadable(good.count(b"\n") + 1, name) from trouble


def _gb18030(data: bytes, name: str) -> str:
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as trouble:
        raise _unreadable(data.count(b"\n", 0, trouble.start) + 1, name) from trouble


def _unreadable(line: int, name: str) -> Refused:
    message = _("“{name}”第 {row} 行有认不出的字符，文件可能已损坏；请用 Excel 或 WPS 打开原文件，另存为 .xlsx，再试。")
    return Refused(message.format(name=name, row=line))


def _delimiter(text: str) -> str:
    """The delimiter by which most of the first lines fall into the same number of columns, more than one."""
    sample = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE])
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        return 0, 0
    width, lines = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
    return (lines, width) if width > 1 else (0, 0)


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
