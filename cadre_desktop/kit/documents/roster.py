"""Printed rosters (名册): any table on as many A4 pages as it takes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from cadre_desktop.kit.documents.drawing import Drawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.table import (
    LEADING,
    PADDING,
    Cell,
    CellSetter,
    RosterColumn,
    grid,
    heading_cell,
    place_row,
)
from cadre_desktop.kit.documents.typesetting import GREY, MM, Style, balanced, wrap
from cadre_desktop.kit.language import _

SIDE = 18.0  # margins in mm
TOP = 18.0
BOTTOM = 19.0
ROW = 8.0
HEADER = 9.5
NUMBER_MM = 12.0
TITLE = Style(Role.TITLE, 22)
INFO = Style(Role.SONG, 11)
BODY = Style(Role.SONG, 10.5)
HEADING = Style(Role.HEI_BOLD, 10.5)
_SMALLEST = 7.5
_TIGHTER = (1.0, 0.96, 0.92, 0.88)  # of the row height, to spare a last page with hardly a row
_LONELY_ROWS = 2
_REPORT_EVERY = 1000  # rows


@dataclass(frozen=True)
class Roster:
    """What stands around the rows; `organisation` and `date` above the table, `notes` below its last row."""

    title: str
    columns: Sequence[RosterColumn]
    organisation: str = ""
    date: str = ""
    notes: str = ""
    numbered: bool = True


def print_roster(
    path: Path, roster: Roster, rows: Iterable[Sequence[str]], progress: Callable[[int], None] | None = None
) -> int:
    """Write `rows` as a PDF file and return its number of pages; `progress` hears how many rows are laid out.

    OSError when the file cannot be written; what was at `path` is then untouched.
    """
    paper = roster_paper(roster, rows, progress)
    paper.save(path)
    return paper.pages


def roster_paper(roster: Roster, rows: Iterable[Sequence[str]], progress: Callable[[int], None] | None = None) -> Paper:
    """The roster, laid out."""
    paper = Paper(roster.title, author=roster.organisation, footer=page_footer(roster.title))
    layout = _Layout(paper, roster)
    layout.read(rows, progress)
    layout.draw()
    return paper


def page_footer(title: str) -> Callable[[Drawing, int, int], None]:
    """第 X 页 共 Y 页 in the middle, and from the second page on what the loose page belongs to."""
    style = Style(Role.SONG, 9)
    small = Style(Role.SONG, 8, GREY)

    def draw(page: Drawing, number: int, count: int) -> None:
        y = page.height - 11
        text = _("第 {page} 页　共 {pages} 页").format(page=number, pages=count)
        page.text(page.width / 2, y, text, style, "centre")
        if number > 1:
            page.fitted(SIDE, y, title.replace("\n", ""), small, page.width / 2 - SIDE - 25)

    return draw


class _Layout:
    """One roster on its way to paper: columns are set out, rows are read, then pages are drawn."""

    def __init__(self, paper: Paper, roster: Roster):
        self._paper = paper
        self._roster = roster
        number = [RosterColumn(_("序号"), NUMBER_MM, "centre")] if roster.numbered else []
        self._columns = [*number, *roster.columns]
        total = sum(column.mm for column in self._columns)
        self._size = A4 if total <= A4[0] - 2 * SIDE + 4 else A4_LANDSCAPE
        self._scale = (self._size[0] - 2 * SIDE) / total
        self._style = replace(BODY, size=self._type_size())
        self._leading = LEADING * self._style.em
        self._xs = list(accumulate((column.mm * self._scale for column in self._columns), initial=SIDE))
        self._rows: list[list[Cell]] = []
        self._lines: list[int] = []

    def _type_size(self) -> float:
        """Smaller where the columns had to be squeezed, in half points."""
        return max(_SMALLEST, min(BODY.size, round(BODY.size * self._scale * 1.04 * 2) / 2))

    def read(self, rows: Iterable[Sequence[str]], progress: Callable[[int], None] | None) -> None:
        pen = self._paper.pen(self._style.role)
        fields = zip(self._columns, self._xs, strict=False)
        setters = [CellSetter(each, x, each.mm * self._scale, self._style, pen).cell for each, x in fields]
        numbered = self._roster.numbered
        for number, row in enumerate(rows, 1):
            texts = (str(number), *row) if numbered else row
            cells = [setter(text) for setter, text in zip(setters, texts, strict=True)]
            self._rows.append(cells)
            self._lines.append(max(map(len, cells), default=0))
            if progress and number % _REPORT_EVERY == 0:
                progress(number)

    # Pages.

    def draw(self) -> None:
        heading = balanced(self._roster.title, TITLE, self._size[0] - 2 * SIDE)
        first_top = TOP + 9.5 * len(heading) + (12 if self._roster.organisation or self._roster.date else 5)
        height, ends = self._paginate(first_top)
        start = 0
        for end in ends:
            page = self._paper.page(self._size)
            top = first_top if start == 0 else TOP
            if start == 0:
                self._draw_title(page, heading, first_top)
            bottom = self._draw_rows(page, top, start, end, height)
            start = end
        self._draw_notes(page, bottom)

    def _paginate(self, first_top: float) -> tuple[float, list[int]]:
        """The row height to use and the index after the last row of each page."""
        ends = self._ends(first_top, ROW)
        before = ends[-2] if len(ends) > 1 else 0
        if len(ends) > 1 and len(self._rows) - before <= _LONELY_ROWS:
            for tightness in _TIGHTER:
                tighter = self._ends(first_top, ROW * tightness)
                if len(tighter) < len(ends):
                    return ROW * tightness, tighter
        return ROW, ends

    def _ends(self, first_top: float, height: float) -> list[int]:
        bottom = self._size[1] - BOTTOM
        y = first_top + HEADER
        ends: list[int] = []
        last = len(self._rows) - 1
        for index, lines in enumerate(self._lines):
            y += self._height(lines, height)
            if y + (self._notes_height() if index == last else 0) > bottom and index > (ends[-1] if ends else 0):
                ends.append(index)
                y = TOP + HEADER + self._height(lines, height)
        return [*ends, len(self._rows)]

    def _height(self, lines: int, single: float) -> float:
        return single if lines <= 1 else max(single, lines * self._leading + 2 * PADDING)

    def _draw_title(self, page: Drawing, heading: Sequence[str], top: float) -> None:
        roster = self._roster
        y = TOP + 7
        for line in heading:
            page.fitted(page.width / 2, y, line, TITLE, page.width - 2 * SIDE, "centre")
            y += 9.5
        room = page.width - 2 * SIDE - INFO.length(roster.date) - 5
        page.fitted(SIDE, top - 2.6, roster.organisation, INFO, room)
        page.text(page.width - SIDE, top - 2.6, roster.date, INFO, "right")

    def _draw_rows(self, page: Drawing, top: float, start: int, end: int, height: float) -> float:
        heading = replace(HEADING, size=self._style.size)
        for column, x in zip(self._columns, self._xs, strict=False):
            heading_cell(page, column, x, column.mm * self._scale, top + HEADER / 2, heading)
        ys = [top, top + HEADER]
        edge = page.height * MM
        operators: list[str] = []
        for index in range(start, end):
            y = ys[-1]
            ys.append(y + self._height(self._lines[index], height))
            middle = (y + ys[-1]) / 2
            operators += place_row(self._rows[index], middle, self._leading, self._style.half_height, edge)
        page.shown(self._style.role, self._style.size, operators)
        grid(page, self._xs, ys)
        return ys[-1]

    # Notes below the table.

    def _note_lines(self) -> list[str]:
        style = replace(INFO, size=9.5)
        return wrap(self._roster.notes, style, self._size[0] - 2 * SIDE) if self._roster.notes else []

    def _notes_height(self) -> float:
        return len(self._note_lines()) * 5.2 + 2 if self._roster.notes else 0

    def _draw_notes(self, page: Drawing, y: float) -> None:
        for line in self._note_lines():
            y += 5.2
            page.text(SIDE, y + 0.8, line, replace(INFO, size=9.5))
