"""Cells and rules of printed tables: where each line of each cell stands, found once for equal contents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cadre_desktop.kit.documents.drawing import Align, Drawing
from cadre_desktop.kit.documents.pen import Pen
from cadre_desktop.kit.documents.typesetting import INK, MM, Colour, Style, wrap

RULE: Colour = (0.35, 0.35, 0.35)
HAIRLINE = 0.3
HEAVY = 0.9
PADDING = 1.1  # mm between a rule and the text beside it
LEADING = 1.22  # of the type size, within a cell
MOST_LINES = 3
_CONDENSED = 0.92  # a cell that is only a little too long is condensed, not wrapped
_CONDENSED_NAME = 0.7  # a name stays on one line for longer
_SMALLEST = 0.6  # of the type size, in a cell with very much text
_REMEMBERED = 20_000

Line = tuple[str, str]
"""Horizontal place as the beginning of a Tm operator, and the operators that show the text."""
Cell = tuple[Line, ...]


@dataclass(frozen=True)
class RosterColumn:
    """A column of a printed table; `mm` is its width beside its neighbours, all are scaled to fill the page.

    In a `name` column two-character names are spread to the length of three (print only: copied or searched, the
    name is whole), and longer names are kept on one line.
    """

    heading: str
    mm: float
    align: Align = "left"
    name: bool = False


class CellSetter:
    """Sets the cells of one column of `width` mm whose left edge is at `x` mm."""

    def __init__(self, column: RosterColumn, x: float, width: float, style: Style, pen: Pen):
        self._column = column
        self._x = x + PADDING
        self._room = width - 2 * PADDING
        self._style = style
        self._pen = pen
        self._known: dict[str, Cell] = {}

    def cell(self, text: str) -> Cell:
        """The lines of a cell that contains `text`."""
        cell = self._known.get(text)
        if cell is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            cell = self._known[text] = self._set(text.strip())
        return cell

    def _set(self, text: str) -> Cell:
        if not text:
            return ()
        style = self._style
        if self._column.name and spread(text):
            return (self._line(text, replace(style, spacing=1.0)),)
        ratio = self._room / max(style.length(text), 0.01)
        if ratio >= 1 and "\n" not in text:
            return (self._line(text, style),)
        if ratio >= (_CONDENSED_NAME if self._column.name else _CONDENSED) and "\n" not in text:
            return (self._line(text, replace(style, stretch=ratio)),)
        return tuple(self._line(*line) for line in few_lines(text, style, self._room))

    def _line(self, text: str, style: Style) -> Line:
        free = self._room - style.length(text)
        x = self._x + free * {"left": 0.0, "centre": 0.5, "right": 1.0}[self._column.align]
        shown = self._pen.spaced(text, style.size, style.spacing) if style.spacing else self._pen.show(text, style.size)
        if style.stretch != 1:
            shown = f"{100 * style.stretch:.2f} Tz {shown} 100 Tz"
        if style.size != self._style.size:
            shown = f"{self._pen.select(style.size)} {shown} {self._pen.select(self._style.size)}"
        return f"1 0 0 1 {x * MM:.2f} ", shown


def spread(name: str) -> bool:
    """Whether `name` is one of two Chinese characters."""
    return len(name) == 2 and name.isalpha() and not name.isascii()


def few_lines(text: str, style: Style, width: float) -> list[tuple[str, Style]]:
    """`text` in at most `MOST_LINES` lines: smaller where needed, in the end cut with an ellipsis."""
    size = style.size
    while size > style.size * _SMALLEST:
        lines = wrap(text, replace(style, size=size), width)
        if len(lines) <= MOST_LINES:
            break
        size *= 0.94
    small = replace(style, size=size)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][:-1]}…"]
    return [(line, small) for line in lines]


def place_row(cells: Iterable[Cell], middle: float, leading: float, half_height: float, top: float) -> list[str]:
    """Operators that show a row whose middle is `middle` mm below the top edge, itself `top` points up."""
    operators: list[str] = []
    single = f"{top - (middle + half_height) * MM:.2f} Tm "
    for cell in cells:
        if len(cell) == 1:
            operators.append(f"{cell[0][0]}{single}{cell[0][1]}")
            continue
        y = middle + half_height - leading * (len(cell) - 1) / 2
        for x, shown in cell:
            operators.append(f"{x}{top - y * MM:.2f} Tm {shown}")
            y += leading
    return operators


def grid(drawing: Drawing, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Hairlines between rows and columns at the given places, a heavier frame around them."""
    down = [((x, ys[0]), (x, ys[-1])) for x in xs[1:-1]]
    across = [((xs[0], y), (xs[-1], y)) for y in ys[1:-1]]
    drawing.lines([*down, *across], HAIRLINE, RULE)
    drawing.rect(xs[0], ys[0], xs[-1] - xs[0], ys[-1] - ys[0], HEAVY, INK)


def heading_cell(drawing: Drawing, column: RosterColumn, x: float, width: float, middle: float, style: Style) -> None:
    """A column's heading in the middle of its field, in two lines if need be."""
    if column.name and spread(column.heading):
        style = replace(style, spacing=1.0)
    lines = few_lines(column.heading, style, width - PADDING)
    leading = LEADING * style.em
    y = middle - leading * (len(lines) - 1) / 2
    for text, small in lines:
        drawing.middle(x + width / 2, y, text, small, "centre")
        y += leading
