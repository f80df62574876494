"""The rows of delimited text in which quotes may not pair: one that never closes must not swallow the rows below.

A quote opens a cell that may hold the delimiter and line breaks. Where it closes in the middle of a word, or only
after lines that are rows of their own, it was never meant to open anything, and stands for itself.
"""

import csv
import re
from collections import Counter
from itertools import takewhile
from typing import NamedTuple

_LINE_BREAK = re.compile(r"(\r\n|\r|\n)")
_TALLEST = 200
"""Lines that one cell may hold."""

_FIRST = 500
"""Lines that tell how wide the table is."""

_TOO_FEW = 2
"""With so few columns a line of a cell that holds a delimiter cannot be told from a row."""

_RAGGED = 4
"""From so many columns on a line that lacks its last cell still looks like a row."""


class Read(NamedTuple):
    """The rows, of different lengths as they come, and how many lines hold quotes that stand for themselves."""

    rows: list[list[str]]
    strays: int = 0


def read(text: str, delimiter: str) -> Read:
    """The rows of a text. Raises csv.Error for a cell longer than csv takes, and where quotes can mean two things."""
    parts = _LINE_BREAK.split(text)
    lines, ends = parts[::2], parts[1::2]
    if not lines[-1]:
        lines.pop()
    if '"' not in text:
        return Read(list(csv.reader(lines, delimiter=delimiter)))
    return _Quoted(lines, ends, delimiter).read()


class _Quoted:
    """Lines with quotes among them. Most are whole rows, and are left to csv in stretches."""

    def __init__(self, lines: list[str], ends: list[str], delimiter: str):
        self._lines = lines
        self._ends = ends
        self._delimiter = delimiter
        cut = re.escape(delimiter)
        quoted = r'"(?:[^"]++|"")*+"'
        cell = rf'(?:{quoted}(?={cut}|\Z)|[^"{cut}\r\n][^{cut}\r\n]*+|(?={cut}|\Z))'
        self._whole = re.compile(rf"{cell}(?:{cut}{cell})*+")
        self._open = re.compile(rf'(?:{cell}{cut})*+"(?:[^"]++|"")*+')
        self._cell = re.compile(rf"({quoted})(?={cut}|\Z)|([^{cut}]*)")
        self._columns = self._usual_width()

    def read(self) -> Read:
        """All rows in their order."""
        rows: list[list[str]] = []
        strays = 0
        whole: list[str] = []
        place = 0
        while place < len(self._lines):
            line = self._lines[place]
            place += 1
            if '"' not in line or self._whole.fullmatch(line):
                whole.append(line)
                continue
            rows += csv.reader(whole, delimiter=self._delimiter)
            whole.clear()
            tall, more = self._over_lines(place - 1) if self._open.fullmatch(line) else (line, 0)
            rows.append(self._cells(tall))
            place += more
            strays += not more
        rows += csv.reader(whole, delimiter=self._delimiter)
        return Read(rows, strays)

    def _usual_width(self) -> int:
        """Into how many cells most lines fall up to the first that is no whole row; 0 if there are none."""
        first = takewhile(lambda line: '"' not in line or self._whole.fullmatch(line), self._lines[:_FIRST])
        widths = Counter(len(self._cells(line)) for line in first if line)
        return widths.most_common(1)[0][0] if widths else 0

    def _over_lines(self, place: int) -> tuple[str, int]:
        """The text of a row that goes on over so many more lines: none if the quote that opens it was not meant to."""
        text = self._lines[place]
        for more, line in enumerate(self._lines[place + 1 : place + _TALLEST], 1):
            text += self._ends[place + more - 1] + line
            if '"' not in line or self._open.fullmatch(text):
                continue
            if self._whole.fullmatch(text) and (
                self._breaks_otherwise(place, more) or not self._are_rows(self._lines[place : place + more + 1])
            ):
                return text, more
            break
        return self._lines[place], 0

    def _breaks_otherwise(self, place: int, more: int) -> bool:
        """Whether the lines break as the first line of the text does not: office programs end rows with CR LF and
        break the lines of a cell with LF alone."""
        return self._ends[0] not in self._ends[place : place + more]

    def _are_rows(self, lines: list[str]) -> bool:
        """Whether lines that quotes would make one row are rows by themselves: the first, and the last or most."""
        if not self._columns:
            return False
        first, *others = (self._is_row(line) for line in lines)
        alike = first and (others[-1] or sum(others) * 2 > len(others))
        if alike and self._columns <= _TOO_FEW:
            raise csv.Error("lines of a cell, or rows: both may be meant")
        return alike

    def _is_row(self, line: str) -> bool:
        missing = self._columns - len(self._cells(line))
        return missing == 0 or (missing == 1 and self._columns >= _RAGGED)

    def _cells(self, text: str) -> list[str]:
        """The cells of a row; a quote that does not close before a delimiter stands for itself."""
        cells = []
        place = 0
        while place <= len(text):
            found = self._cell.match(text, place)
            assert found is not None
            cells.append(found[2] if found[1] is None else found[1][1:-1].replace('""', '"'))
            place = found.end() + 1
        if max(map(len, cells)) > csv.field_size_limit():
            raise csv.Error("a cell that is too long")
        return cells
