"""The rows of delimited text in which quotes may not pair: one that never closes must not swallow the rows below.

A quote opens a cell that may hold the delimiter and line breaks. Where it closes in the middle of a word, or only
after lines that are rows of their own, it was never meant to open anything, and is an ordinary character.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import NamedTuple

_LINE_BREAK = re.compile(r"(\r\n|\r|\n)")
_TALLEST = 200
"""Lines that one cell may hold."""

_STRETCH = 5_000
"""Lines that are looked at together."""

_FIRST = 500
"""Lines that say how wide the table is."""

_TOO_FEW = 2
"""With so few columns a line of a cell that holds a delimiter cannot be distinguished from a row."""

_RAGGED = 4
"""From so many columns on a line that lacks its last cell still looks like a row."""


class Read(NamedTuple):
    """The rows, of different lengths as they come, and how many lines hold quotes that are ordinary characters."""

    rows: list[list[str]]
    strays: int = 0


def read(text: str, delimiter: str) -> Read:
    """The rows of a text. Raises csv.Error for a cell longer than csv takes, and where quotes can mean two things."""
    if '"' not in text:
        return Read(list(stream(text, delimiter)))
    quoted = _Quoted(text, delimiter)
    return Read(list(quoted.rows()), quoted.strays)


def stream(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a text one by one, of different lengths as they come; raises as `read` does, when it gets there."""
    if '"' in text:
        return _Quoted(text, delimiter).rows()
    return iter(csv.reader((line for line, _end in _lines(text)), delimiter=delimiter))


def line_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of a text begin and end, their line breaks left out."""
    start = 0
    for found in _LINE_BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a text, each with the line break that ends it."""
    start = 0
    for found in _LINE_BREAK.finditer(text):
        yield text[start : found.start()], found[0]
        start = found.end()
    if start < len(text):
        yield text[start:], ""


class _Quoted:
    """Lines with quotes among them. Most are whole rows, and are left to csv in stretches.

    strays: how many lines hold quotes that are ordinary characters. Of the text no more lines are held than one stretch
    and those that a tall cell may take.
    """

    def __init__(self, text: str, delimiter: str):
        self._rest = _lines(text)
        self._lines: list[str] = []
        self._ends: list[str] = []
        self._delimiter = delimiter
        self.strays = 0
        cut = re.escape(delimiter)
        quoted = r'"(?:[^"]++|"")*+"'
        cell = rf'(?:{quoted}(?={cut}|\Z)|[^"{cut}\r\n][^{cut}\r\n]*+|(?={cut}|\Z))'
        self._whole = re.compile(rf"{cell}(?:{cut}{cell})*+")
        self._open = re.compile(rf'(?:{cell}{cut})*+"(?:[^"]++|"")*+')
        self._cell = re.compile(rf"({quoted})(?={cut}|\Z)|([^{cut}]*)")
        self._fill()
        self._first_end = self._ends[0] if self._ends else ""
        self._columns = self._usual_width()

    def rows(self) -> Iterator[list[str]]:
        """All rows in their order."""
        whole: list[str] = []
        while self._lines:
            index = 0
            enough = len(self._lines) - _TALLEST if len(self._lines) == _STRETCH else len(self._lines)
            while index < enough:
                line = self._lines[index]
                index += 1
                if '"' not in line or self._whole.fullmatch(line):
                    whole.append(line)
                    continue
                yield from csv.reader(whole, delimiter=self._delimiter)
                whole.clear()
                tall, more = self._over_lines(index - 1) if self._open.fullmatch(line) else (line, 0)
                yield self._cells(tall)
                index += more
                self.strays += not more
            yield from csv.reader(whole, delimiter=self._delimiter)
            whole.clear()
            del self._lines[:index], self._ends[:index]
            self._fill()

    def _fill(self) -> None:
        for line, end in islice(self._rest, _STRETCH - len(self._lines)):
            self._lines.append(line)
            self._ends.append(end)

    def _usual_width(self) -> int:
        """Into how many cells most lines fall up to the first that is no whole row; 0 if there are none."""
        first = takewhile(lambda line: '"' not in line or self._whole.fullmatch(line), self._lines[:_FIRST])
        widths = Counter(len(self._cells(line)) for line in first if line)
        return widths.most_common(1)[0][0] if widths else 0

    def _over_lines(self, index: int) -> tuple[str, int]:
        """The text of a row that goes on over so many more lines: none if the quote that opens it was not meant to."""
        text = self._lines[index]
        for more, line in enumerate(self._lines[index + 1 : index + _TALLEST], 1):
            text += self._ends[index + more - 1] + line
            if '"' not in line or self._open.fullmatch(text):
                continue
            if self._whole.fullmatch(text) and (
                self._breaks_otherwise(index, more) or not self._are_rows(self._lines[index : index + more + 1])
            ):
                return text, more
            break
        return self._lines[index], 0

    def _breaks_otherwise(self, index: int, more: int) -> bool:
        """Whether the lines break as the first line of the text does not: office programs end rows with CR LF and
        break the lines of a cell with LF alone."""
        return self._first_end not in self._ends[index : index + more]

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
        """The cells of a row; a quote that does not close before a delimiter is an ordinary character."""
        cells = []
        start = 0
        while start <= len(text):
            found = self._cell.match(text, start)
            assert found is not None
            cells.append(found[2] if found[1] is None else found[1][1:-1].replace('""', '"'))
            start = found.end() + 1
        if max(map(len, cells)) > csv.field_size_limit():
            raise csv.Error("a cell that is too long")
        return cells
