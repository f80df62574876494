"""The rows of delimited text in which quotes may not pair: one that never closes must not swallow the rows below.

A quote opens a cell that may hold the delimiter and line breaks. Where it closes in the middle of a word, or only
after lines that are rows of their own, it was never meant to open anything, and stands for itself.
"""

import csv
import re
from collections import Counter

_LINE_BREAK = re.compile(r"(\r\n|\r|\n)")
_TALLEST = 200
"""Lines that one cell may hold."""

_FEW_COLUMNS = 3
"""From here on a single line with as many delimiters as a row is taken for one."""


def rows_of(text: str, delimiter: str) -> list[list[str]]:
    """The rows, of different lengths as they come. Raises csv.Error where a cell is longer than csv takes."""
    parts = _LINE_BREAK.split(text)
    lines, ends = parts[::2], parts[1::2]
    if not lines[-1]:
        lines.pop()
    if '"' not in text:
        return list(csv.reader(lines, delimiter=delimiter))
    return _Quoted(lines, ends, delimiter).rows()


class _Quoted:
    """Lines with quotes among them. Most are whole rows, and are left to csv in stretches."""

    def __init__(self, lines: list[str], ends: list[str], delimiter: str):
        self._lines = lines
        self._ends = ends
        self._delimiter = delimiter
        widths = Counter(line.count(delimiter) + 1 for line in lines if line and '"' not in line)
        self._columns = widths.most_common(1)[0][0] if widths else lines[0].count(delimiter) + 1
        cut = re.escape(delimiter)
        quoted = r'"(?:[^"]++|"")*+"'
        cell = rf'(?:{quoted}(?={cut}|\Z)|[^"{cut}\r\n][^{cut}\r\n]*+|(?={cut}|\Z))'
        self._whole = re.compile(rf"{cell}(?:{cut}{cell})*+")
        self._open = re.compile(rf'(?:{cell}{cut})*+"(?:[^"]++|"")*+')
        self._cell = re.compile(rf"({quoted})(?={cut}|\Z)|([^{cut}]*)")

    def rows(self) -> list[list[str]]:
        """All rows in their order."""
        rows: list[list[str]] = []
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
        rows += csv.reader(whole, delimiter=self._delimiter)
        return rows

    def _over_lines(self, place: int) -> tuple[str, int]:
        """The text of a row that goes on over so many more lines: none if the quote that opens it was not meant to."""
        text = self._lines[place]
        for more, line in enumerate(self._lines[place + 1 : place + _TALLEST], 1):
            text += self._ends[place + more - 1] + line
            if '"' not in line or self._open.fullmatch(text):
                continue
            if self._whole.fullmatch(text) and not any(map(self._swallows, self._cells(text))):
                return text, more
            break
        return self._lines[place], 0

    def _swallows(self, cell: str) -> bool:
        """Whether lines of a cell look like rows, those between its first and its last above all."""
        alike = sum(line.count(self._delimiter) + 1 >= self._columns for line in _LINE_BREAK.split(cell)[2::2])
        allowed = 0 if self._columns >= _FEW_COLUMNS else 1
        return bool(alike > allowed)

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
