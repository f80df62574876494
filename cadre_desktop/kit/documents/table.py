"""Cells and rules of printed tables: where each line of each cell is printed, found once for equal contents."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from cadre_desktop.kit.documents.drawing import Align, PageDrawing
from cadre_desktop.kit.documents.pen import Pen
from cadre_desktop.kit.documents.typesetting import INK, MM, Colour, Style, wrap

RULE: Colour = (0.35, 0.35, 0.35)
HAIRLINE = 0.3
HEAVY = 0.9
PADDING = 1.5  # mm between a rule and the text beside it
LEADING = 1.24  # of the type size, within a cell
_LINES = 3  # more than these, and the type gets smaller
_MOST_LINES = 6  # more than these of the smaller type, and the text is cut
_SMALLER = 0.8
_CONDENSED = 0.92  # a cell that is only a little too long is condensed, not wrapped
_CONDENSED_NAME = 0.7  # a name stays on one line for longer
_WIDER = 1.6  # a column grows to at most this for the sake of long contents
_REMEMBERED = 20_000  # different contents of a column
_BEFORE = {"left": 0.0, "centre": 0.5, "right": 1.0}

Line = tuple[str, float, str]
"""Beginning of a Tm operator with the horizontal position; points below the middle line; operators that show the
text."""


class CellLines(NamedTuple):
    """A cell's lines and the height in mm that several of them need; 0 where there is at most one."""

    height: float
    lines: tuple[Line, ...]


_EMPTY = CellLines(0, ())


@dataclass(frozen=True)
class RosterColumn:
    """A column of a printed table; `mm` is its width beside its neighbours, all are scaled to fill the page.

    In a `name` column two-character names are spread to the length of three (print only: copied or searched, the
    name is whole), and longer names are kept on one line. `adds_up`: its numbers have a sum. `parts`: where pages may
    begin anew, such as at each court; its values in their order, as far as they have one. `brief`: short forms that
    the whole column shows if the full ones would need several lines.
    """

    heading: str
    mm: float
    align: Align = "left"
    name: bool = False
    adds_up: bool = False
    parts: Sequence[str] | None = None
    brief: Mapping[str, str] | None = None


class CellSetter:
    """Sets the cells of one column of `width` mm whose left edge is at `x` mm."""

    def __init__(self, column: RosterColumn, x: float, width: float, style: Style, pen: Pen):
        self._column = column
        self._x = x + PADDING
        self._room = width - 2 * PADDING
        self._style = style
        self._pen = pen
        self._known: dict[str, CellLines] = {}

    def cell(self, text: str) -> CellLines:
        """The lines of a cell that contains `text`."""
        cell = self._known.get(text)
        if cell is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            cell = self._known[text] = self._set(text.strip())
        return cell

    def _set(self, text: str) -> CellLines:
        if not text:
            return _EMPTY
        style = self._style
        if self._column.name and spread(text):
            return CellLines(0, (self._line(text, replace(style, spacing=1.0)),))
        ratio = self._room / max(style.length(text), 0.01)
        if ratio >= 1 and "\n" not in text:
            return CellLines(0, (self._line(text, style),))
        if ratio >= (_CONDENSED_NAME if self._column.name else _CONDENSED) and "\n" not in text:
            return CellLines(0, (self._line(text, replace(style, stretch=ratio)),))
        return self._several(*few_lines(text, style, self._room))

    def _several(self, lines: Sequence[str], style: Style) -> CellLines:
        leading = LEADING * style.size
        first = (style.half_height - self._style.half_height) * MM - leading * (len(lines) - 1) / 2
        shown = (self._line(line, style, first + leading * number) for number, line in enumerate(lines))
        return CellLines(len(lines) * leading / MM + 2 * PADDING, tuple(shown))

    def _line(self, text: str, style: Style, below: float = 0.0) -> Line:
        x = self._x + _BEFORE[self._column.align] * (self._room - style.length(text))
        shown = self._pen.spaced(text, style.size, style.spacing) if style.spacing else self._pen.show(text, style.size)
        if style.stretch != 1:
            shown = f"{100 * style.stretch:.2f} Tz {shown} 100 Tz"
        if style.size != self._style.size:
            shown = f"{self._pen.select(style.size)} {shown} {self._pen.select(self._style.size)}"
        return f"1 0 0 1 {x * MM:.2f} ", below, shown


def spread(name: str) -> bool:
    """Whether `name` is one of two Chinese characters that can be set apart and still be copied as one word.

    Beyond the BMP (𠮷) they cannot: the note that holds them together fails there in PDFium.
    """
    return len(name) == 2 and name.isalpha() and not name.isascii() and max(name) <= "\uffff"


def few_lines(text: str, style: Style, width: float) -> tuple[list[str], Style]:
    """`text` in three lines or fewer, else in smaller type, in the end cut with an ellipsis; and the type."""
    lines = wrap(text, style, width)
    if len(lines) <= _LINES:
        return lines, style
    style = replace(style, size=style.size * _SMALLER)
    lines = wrap(text, style, width)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][:-1]}…"]
    return lines, style


def fit_columns(
    columns: Sequence[RosterColumn], rows: Iterable[Sequence[str]], style: Style, width: float
) -> list[float]:
    """Widths in mm that add up to `width`: as declared, but columns with room to spare give it to those in need."""
    scale = width / sum(column.mm for column in columns)
    widths = [column.mm * scale for column in columns]
    needs = [
        _need(column, contents, style, own)
        for column, contents, own in zip(columns, _contents(columns, rows), widths, strict=True)
    ]
    spare = sum(max(own - need, 0) for own, need in zip(widths, needs, strict=True))
    given = 0.0
    for index in sorted(range(len(widths)), key=lambda index: needs[index] - widths[index]):
        lack = needs[index] - widths[index]
        if 0 < lack <= spare - given:
            widths[index] += lack
            given += lack
    part = given / spare if spare else 0
    return [own - part * max(own - need, 0) for own, need in zip(widths, needs, strict=True)]


def set_brief(
    columns: Sequence[RosterColumn], rows: Sequence[list[str]], widths: Sequence[float], style: Style
) -> bool:
    """Put short forms into the columns of `rows` whose full ones do not fit on one line; whether there were any."""
    changed = False
    for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
        brief, room = column.brief, (width - 2 * PADDING) / _CONDENSED
        if brief and any(style.length(row[index]) > room for row in rows):
            for row in rows:
                row[index] = brief.get(row[index]) or row[index]
            changed = True
    return changed


def _contents(columns: Sequence[RosterColumn], rows: Iterable[Sequence[str]]) -> list[set[str]]:
    different = [set(texts) for texts in zip(*rows, strict=True)]
    return different or [set() for _column in columns]


def _need(column: RosterColumn, contents: set[str], style: Style, width: float) -> float:
    """Width in mm at which all `contents` fit on one line, within reason; an empty column keeps its `width`."""
    texts = [text for text in contents if text.strip()]
    if not texts:
        return width
    heading = style.length(column.heading) + (2 * style.em if column.name else 0)
    longest = max(map(style.length, texts))
    return min(max(longest, heading) + 2 * PADDING + 0.1, _WIDER * width)


def row_operators(cells: Iterable[CellLines], baseline: float) -> list[str]:
    """Operators that show a row whose single lines have their baseline `baseline` points above the bottom edge."""
    operators: list[str] = []
    usual = f"{baseline:.2f} Tm "
    for cell in cells:
        for x, below, shown in cell.lines:
            operators.append(f"{x}{baseline - below:.2f} Tm {shown}" if below else f"{x}{usual}{shown}")
    return operators


def grid(drawing: PageDrawing, xs: Sequence[float], ys: Sequence[float], undivided: Container[int] = ()) -> None:
    """Hairlines between rows and columns at the given positions in mm, a heavier frame around them.

    Rows whose indexes are in `undivided` are not parted into columns.
    """
    spans: list[tuple[float, float]] = []
    for index, (top, bottom) in enumerate(pairwise(ys)):
        if index in undivided:
            continue
        joins = bool(spans) and spans[-1][1] == top
        spans[-1:] = [(spans[-1][0], bottom)] if joins else [*spans[-1:], (top, bottom)]
    down = [((x, top), (x, bottom)) for top, bottom in spans for x in xs[1:-1]]
    across = [((xs[0], y), (xs[-1], y)) for y in ys[1:-1]]
    drawing.lines([*down, *across], HAIRLINE, RULE)
    drawing.rect(xs[0], ys[0], xs[-1] - xs[0], ys[-1] - ys[0], HEAVY, INK)


def heading_height(columns: Iterable[RosterColumn], widths: Iterable[float], style: Style) -> float:
    """Millimetres that the fullest heading needs."""
    set_ = (few_lines(column.heading, style, width - PADDING) for column, width in zip(columns, widths, strict=True))
    return max((len(lines) * LEADING * smaller.em + PADDING for lines, smaller in set_), default=0.0)


def heading_cell(
    drawing: PageDrawing, column: RosterColumn, x: float, width: float, middle: float, style: Style
) -> None:
    """A column's heading in the middle of its field, in two lines if need be."""
    if column.name and spread(column.heading):
        style = replace(style, spacing=1.0)
    lines, style = few_lines(column.heading, style, width - PADDING)
    leading = LEADING * style.em
    y = middle - leading * (len(lines) - 1) / 2
    for text in lines:
        drawing.middle(x + width / 2, y, text, style, "centre")
        y += leading
