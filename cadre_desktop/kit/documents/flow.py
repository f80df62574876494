"""A report that flows down the pages: title, headings, paragraphs and tables, each where the last one ended."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, Paper
from cadre_desktop.kit.documents.roster import BODY, BOTTOM, HEADER, HEADING, INFO, SIDE, TITLE, TITLE_LINE, TOP
from cadre_desktop.kit.documents.table import (
    CellLines,
    CellSetter,
    RosterColumn,
    fit_columns,
    grid,
    heading_cell,
    row_operators,
)
from cadre_desktop.kit.documents.typesetting import MM, Style, balanced, wrap
from cadre_desktop.kit.language import _

SMALL = replace(BODY, size=9.5)
"""For what explains a table."""

_SUBTITLE = Style(Role.HEI_BOLD, 12)
_LEADING = 5.4
_ROW = 6.8
_GAP = 4.0
_BETWEEN = 6.0
_SMALLEST = 7.5


class Flow:
    """Writes on `paper`, pages of one `size`; a new page begins where there is no room."""

    def __init__(self, paper: Paper, size: tuple[float, float] = A4):
        self._paper = paper
        self._size = size
        self._page: PageDrawing = paper.page(size)
        self._y = TOP

    @property
    def _width(self) -> float:
        return self._size[0] - 2 * SIDE

    @property
    def _room(self) -> float:
        return self._size[1] - BOTTOM - self._y

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self._page = self._paper.page(self._size)
        self._y = TOP

    def title(self, text: str, left: str = "", right: str = "") -> None:
        """The title of the report, and a line below it with something at either end."""
        self._y += 7
        for line in balanced(text, TITLE, self._width):
            self._page.fitted(self._size[0] / 2, self._y, line, TITLE, self._width, "centre")
            self._y += TITLE_LINE
        self._page.fitted(SIDE, self._y - 1, left, INFO, self._width - INFO.length(right) - 5)
        self._page.text(self._size[0] - SIDE, self._y - 1, right, INFO, "right")
        self._y += 3

    def heading(self, text: str, keep: int = 1) -> None:
        """A heading, on one page with `keep` rows of the table below it, if a page has so much room."""
        head = _GAP + 2 * _LEADING + HEADER
        whole = head + keep * _ROW
        if self._room < (whole if whole <= self._size[1] - TOP - BOTTOM else head + 2 * _ROW):
            self.new_page()
        self._y += _GAP + _LEADING
        self._page.fitted(SIDE, self._y - 1.5, text, _SUBTITLE, self._width)
        self._y += 1

    def paragraph(self, text: str, style: Style = BODY, indent: float = 0.0) -> None:
        """Lines of text, all of them `indent` mm further in."""
        for line in wrap(text, style, self._width - indent):
            if self._room < _LEADING:
                self.new_page()
            self._y += _LEADING
            self._page.text(SIDE + indent, self._y - 1.2, line, style)

    def table(self, columns: Sequence[RosterColumn], rows: Sequence[Sequence[str]]) -> None:
        """A table over the whole width; its heading is repeated on every page it takes."""
        total = sum(column.mm for column in columns)
        size = max(_SMALLEST, min(BODY.size, round(BODY.size * self._width / total * 2) / 2))
        style = replace(BODY, size=size)
        widths = fit_columns(columns, rows, style, self._width)
        xs = list(accumulate(widths, initial=SIDE))
        pen = self._paper.pen(style.role)
        fields = zip(columns, xs, widths, strict=False)
        setters = [CellSetter(column, x, width, style, pen).cell for column, x, width in fields]
        cells = [[setter(text) for setter, text in zip(setters, row, strict=True)] for row in rows]
        self._y += 2
        start = 0
        while True:
            if self._room < HEADER + _ROW:
                self.new_page()
            end = self._last(cells, start)
            self._part(columns, xs, widths, style, cells[start:end])
            start = end
            if start >= len(cells):
                break
            self.new_page()
        self._y += 1

    def drawings(self, height: float, draw: Sequence[Callable[[PageDrawing, float, float, float], None]]) -> None:
        """Pictures `height` mm high side by side; each is drawn on a page at x, y and in the width it is given."""
        if self._room < height + _GAP:
            self.new_page()
        self._y += _GAP
        width = (self._width - (len(draw) - 1) * _BETWEEN) / max(len(draw), 1)
        for number, one in enumerate(draw):
            one(self._page, SIDE + number * (width + _BETWEEN), self._y, width)
        self._y += height

    def _last(self, cells: Sequence[Sequence[CellLines]], start: int) -> int:
        """The index after the last row that finds room here; one always does."""
        room, end = self._room - HEADER, start
        while end < len(cells) and (end == start or room >= _height(cells[end])):
            room -= _height(cells[end])
            end += 1
        return end

    def _part(
        self,
        columns: Sequence[RosterColumn],
        xs: Sequence[float],
        widths: Sequence[float],
        style: Style,
        rows: Sequence[Sequence[CellLines]],
    ) -> None:
        heading = replace(HEADING, size=style.size)
        for column, x, width in zip(columns, xs, widths, strict=False):
            heading_cell(self._page, column, x, width, self._y + HEADER / 2, heading)
        ys = list(accumulate([HEADER, *(map(_height, rows) if rows else [_ROW])], initial=self._y))
        if not rows:
            self._page.middle(self._size[0] / 2, ys[-1] - _ROW / 2, _("（无）"), style, "centre")
        edge = self._size[1] * MM
        operators: list[str] = []
        for row, top, bottom in zip(rows, ys[1:], ys[2:], strict=False):
            operators += row_operators(row, edge - ((top + bottom) / 2 + style.half_height) * MM)
        self._page.shown(style.role, style.size, operators)
        grid(self._page, xs if rows else [xs[0], xs[-1]], ys)
        self._y = ys[-1]


def _height(row: Sequence[CellLines]) -> float:
    return max(_ROW, *(cell.height for cell in row))
