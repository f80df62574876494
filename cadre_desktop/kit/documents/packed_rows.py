"""Rows on their way from one process to another: the texts of a column as one long text.

A roster of 100,000 people has a million and a half cells. To hand each over by itself takes longer than to read them;
one text of a column is copied as fast as its letters, and where a column says few things, each is sent once and then
only which cell holds which. Both sides do half of the work, at the same time.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

_SEPARATOR = "\0"
_FEW = 64
"""So many cells show whether a column says the same again and again."""

_MOST_CODES = 256
"""Different values among which one byte chooses."""

_NARROW = 256
"""Columns of a block; rows of more are few in a block, and packed one by one."""

_MANY = 50_000
"""Texts of which equal ones are made one object; beyond that the list of them is begun anew."""

Line = tuple[str | Sequence[Any], bytes]
"""A column's (or a row's) cells. Texts are joined to one: those of all cells or, where there are codes, the different
ones, among which a code for each cell chooses. What is not all text stays as it is."""


class Packed(NamedTuple):
    """A block of equally long rows. by_column: whether the lines are its columns; they are its rows otherwise."""

    lines: list[Line]
    by_column: bool


def packed(rows: Sequence[Sequence[Any]], longest: int, check: Callable[[Iterable[Any]], None]) -> Packed:
    """The rows, packed. check: is given all different cells of each line that may hold a text of more than `longest`
    characters; what it raises is raised."""
    by_column = bool(rows) and 0 < len(rows[0]) <= _NARROW
    lines: Iterable[Sequence[Any]] = zip(*rows, strict=True) if by_column else rows
    return Packed([_packed(line, longest, check) for line in lines], by_column)


def _packed(cells: Sequence[Any], longest: int, check: Callable[[Iterable[Any]], None]) -> Line:
    different = _different(cells)
    said = cells if different is None else different
    texts = _joined(said)
    if texts is None or len(texts) > longest:
        check(said)
    if texts is None:
        return _as_they_are(cells)
    if different is None:
        return texts, b""
    numbers = dict(zip(different, range(_MOST_CODES), strict=False))
    return texts, bytes(map(numbers.__getitem__, cells))


def _different(cells: Sequence[Any]) -> Sequence[Any] | None:
    """The different cells of a line, if they are few."""
    few = cells[:_FEW]
    if len(set(few)) * 2 > len(few):
        return None
    different = list(dict.fromkeys(cells))
    return different if len(different) <= _MOST_CODES else None


def _joined(cells: Sequence[Any]) -> str | None:
    """The cells as one text, if they are texts that can be distinguished in it again."""
    try:
        joined = _SEPARATOR.join(cells)
    except TypeError:
        return None
    return joined if joined.count(_SEPARATOR) == len(cells) - 1 else None


def _as_they_are(cells: Sequence[Any]) -> Line:
    """Equal cells are made one object; Python holds True for 1."""
    if bool in set(map(type, cells)):
        return tuple(cells), b""
    return tuple(map({}.setdefault, cells, cells)), b""


class Unpacker:
    """Unpacks the blocks of a workbook; equal texts are one object, so that they take a third of the memory."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}

    def rows(self, block: Packed) -> list[list[Any]]:
        """The rows of a block."""
        if len(self._seen) > _MANY:
            self._seen.clear()
        lines = [self._cells(line) for line in block.lines]
        return list(map(list, zip(*lines, strict=True) if block.by_column else lines))

    def _cells(self, line: Line) -> Iterable[Any]:
        texts, codes = line
        if not isinstance(texts, str):
            return texts
        cells = texts.split(_SEPARATOR)
        cells = list(map(self._seen.setdefault, cells, cells))
        return map(cells.__getitem__, codes) if codes else cells
