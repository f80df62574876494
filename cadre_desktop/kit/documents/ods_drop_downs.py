"""How far the drop-downs of an .ods reach: its cells name conditions that are before the sheets.

As in `drop_downs_read`, damage never stops a reading; then nothing is said. OpenDocument 1.3 part 3, 9.4.5 and 19.607.
"""

import re
from collections.abc import Iterable, Sequence
from html import unescape
from itertools import groupby
from xml.parsers import expat

from cadre_desktop.kit.documents.drop_downs_read import LAST_ROW, DropDownScan, Element
from cadre_desktop.kit.documents.sheet_facts import DropDownRows

_CONDITIONS = re.compile(rb"<table:content-validations(?=[\s>])")
_LIST = re.compile(r"(?:\w+:)?cell-content-is-in-list\(")
_NAMED, _REPEATED = b"content-validation-name", b"number-columns-repeated"
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_NAME, _ACROSS = (
    re.compile(rb"""\stable:%s\s*=\s*(?:"([^"]*)"|'([^']*)')""" % attribute) for attribute in (_NAMED, _REPEATED)
)
_MOST_DIGITS = 5


class OpenDropDowns:
    """Gathers the drop-downs of the sheets of an .ods from its rows in their order.

    Rows are kept until `finish_rows` and then taken together: nearly all have theirs in the same columns.
    """

    def __init__(self) -> None:
        self._lists: set[str] = set()
        self._known: dict[bytes, bool] = {}
        self._scan = DropDownScan({})
        self._first = 0
        self._rows: list[bytes] = []

    def define(self, text: bytes) -> None:
        """Take the conditions in a text that holds all of them; none where they are damaged."""
        for found in _CONDITIONS.finditer(text):
            try:
                _Conditions(self._lists).read(text, found.start())
            except (expat.ExpatError, ValueError):
                self._lists.clear()

    def begin(self, columns: dict[int, DropDownRows]) -> None:
        """A sheet begins; `columns` is part of its facts."""
        self.finish_rows()
        self._scan = DropDownScan(columns)

    def take(self, rows: Sequence[bytes], first: int, times: int = 1) -> None:
        """Take rows that begin in the sheet's row `first`, from 0; or one that is there so many times."""
        if not self._lists:
            return
        if times > 1:
            self.finish_rows()
            self._scan.or_nothing(lambda: self._add(self._spans(rows[0]), first, times))
            return
        if not self._rows:
            self._first = first
        self._rows += rows

    def finish_rows(self) -> None:
        """Take the rows that were kept.

        Of rows in a stretch that have equally many, only the first and the last are looked at: where these have theirs
        in the same columns, so have all; else each half of the stretch is looked at by itself.
        """
        rows, self._rows = self._rows, []
        if rows:
            self._scan.or_nothing(lambda: self._take(rows))

    def _take(self, rows: list[bytes]) -> None:
        begin = 0
        for count, alike in groupby(row.count(_NAMED) for row in rows):
            end = begin + sum(1 for _row in alike)
            stretches = [(begin, end)] if count else []
            begin = end
            while stretches:
                top, below = stretches.pop()
                spans = self._spans(rows[top])
                if below - top == 1 or spans == self._spans(rows[below - 1]):
                    self._add(spans, self._first + top, below - top)
                else:
                    middle = (top + below) // 2
                    stretches += [(top, middle), (middle, below)]

    def _add(self, spans: Iterable[tuple[int, int]], first: int, times: int) -> None:
        last = min(first + times - 1, LAST_ROW)
        if first > last:
            return  # some programs fill a sheet up with a few blank rows more than it has
        for left, right in spans:
            self._scan.add(left, right, first, last)

    def _spans(self, row: bytes) -> list[tuple[int, int]]:
        """First and last column of the drop-downs of a row, from 0. Raises ValueError for a cell that is there a number
        of times which is none."""
        column = 0
        spans = []
        for cell in _CELL.findall(row):
            repeated = _ACROSS.search(cell) if _REPEATED in cell else None
            across = _count(repeated[1] or repeated[2] or b"") if repeated else 1
            named = _NAME.search(cell) if _NAMED in cell else None
            if named and self._is_list(named[1] or named[2] or b""):
                spans.append((column, column + across - 1))
            column += across
        return spans

    def _is_list(self, name: bytes) -> bool:
        if name not in self._known:
            self._known[name] = unescape(name.decode("utf-8", "replace")) in self._lists
        return self._known[name]


class _Conditions(Element):
    """The element `content-validations`; lists: is given the names of those that offer a list."""

    def __init__(self, lists: set[str]):
        super().__init__()
        self._lists = lists

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        is_list = _LIST.match(attributes.get("table:condition", "")) if name == "content-validation" else None
        if is_list and attributes.get("table:display-list") != "none":
            self._lists.add(attributes.get("table:name", ""))


def _count(written: bytes) -> int:
    if not written.isdigit() or len(written) > _MOST_DIGITS:
        raise ValueError("a count that is no number")
    return max(int(written), 1)
