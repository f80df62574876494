"""Printed rosters (名册): any table on as many A4 pages as it takes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.table import (
    PADDING,
    CellLines,
    CellSetter,
    RosterColumn,
    fit_columns,
    grid,
    heading_cell,
    heading_height,
    row_operators,
    set_brief,
)
from cadre_desktop.kit.documents.typesetting import GREY, MM, Style, balanced, wrap
from cadre_desktop.kit.language import _

SIDE = 18.0  # margins in mm
TOP = 18.0
BOTTOM = 19.0
ROW = 8.0
HEADER = 9.5
NUMBER_MM = 12.0
TITLE_LINE = 10.5
INFO_LINE = 6.2
TITLE = Style(Role.TITLE, 22)
TITLE_AGAIN = Style(Role.TITLE, 14)  # from the second page on
HEAD_AGAIN = 8.5  # mm that this title takes
INFO = Style(Role.SONG, 11)
BODY = Style(Role.SONG, 10.5)
HEADING = Style(Role.HEI_BOLD, 10.5)
_NOTE = replace(INFO, size=9.5)
_NOTE_LINE = 5.2
_SIGNED = 15.0  # mm below the table or its notes, down to where people sign
_SMALLEST = 7.5
_TIGHTER = (1.0, 0.96, 0.92, 0.88)  # of the row height, to spare a second page, or a last one with hardly a row
_TIGHTEST = (0.84, 0.8, 0.76)  # of the usual one alone, where nothing is written by hand: 6 mm for letters of 3.7 mm
_LONELY_ROWS = 2
_SIGNED_ROWS = 6  # above signatures on a last page
_PAIR = 2  # pages, of which the second may be spared
_REPORT_EVERY = 1000  # rows


@dataclass(frozen=True)
class Roster:
    """What is printed around the rows; `organisation` and `date` above the table, `notes` below its last row.

    `details` are lines between title and table; `row` is the least height of a row in mm, more where something is to
    be written by hand; `foot` is at the foot of every page, such as a checksum. `signers` sign below the table
    (None where the paper names nobody); `total` is a last row of sums. `part` is what these pages are about where each
    court or track has pages of its own; `banded` says by what bands group the rows (赛道). `size` is that of the sheet
    in mm; without one it is A4, turned where the columns need the width.
    """

    title: str
    columns: Sequence[RosterColumn]
    organisation: str = ""
    date: str = ""
    notes: str = ""
    numbered: bool = True
    details: Sequence[str] = ()
    row: float = ROW
    foot: str = ""
    signers: Sequence[str] | None = None
    total: Sequence[str] = ()
    part: str = ""
    banded: str = ""
    size: tuple[float, float] | None = None


class Band(NamedTuple):
    """A row across the whole table that says what the rows below it have in common."""

    text: str


Row = Sequence[str] | Band
Section = tuple[Roster, Iterable[Row]]
"""A roster and its rows."""


def print_roster(path: Path, roster: Roster, rows: Iterable[Row], progress: Callable[[int], None] | None = None) -> int:
    """Write `rows` as a PDF file and return its number of pages; `progress` hears how many rows are laid out.

    OSError when the file cannot be written; what was at `path` is then untouched.
    """
    paper = roster_paper(roster, rows, progress)
    paper.save(path)
    return paper.pages


def roster_paper(roster: Roster, rows: Iterable[Row], progress: Callable[[int], None] | None = None) -> Paper:
    """The roster, laid out."""
    paper = Paper(roster.title, author=roster.organisation, footer=page_footer("", roster.foot))
    _lay_out(paper, roster, rows, progress)
    return paper


def print_rosters(
    path: Path, title: str, sections: Iterable[Section], progress: Callable[[int], None] | None = None
) -> int:
    """Write several rosters into one PDF file, each on pages of its own and numbered by itself; returns the pages.

    OSError when the file cannot be written; what was at `path` is then untouched.
    """
    spans: list[tuple[int, int, Roster]] = []

    def footer(page: PageDrawing, number: int, _count: int) -> None:
        first, last, roster = next(span for span in spans if span[0] <= number <= span[1])
        page_footer("", roster.foot)(page, number - first + 1, last - first + 1)

    paper = Paper(title, footer=footer)
    for roster, rows in sections:
        first = paper.pages + 1
        _lay_out(paper, roster, rows, progress)
        spans.append((first, paper.pages, roster))
    paper.save(path)
    return paper.pages


def _lay_out(paper: Paper, roster: Roster, rows: Iterable[Row], progress: Callable[[int], None] | None) -> None:
    table: list[list[str]] = []
    bands: dict[int, str] = {}
    for row in rows:
        if isinstance(row, Band):
            bands[len(table)] = row.text
        table.append([] if isinstance(row, Band) else list(row))
    if roster.total:
        table.append(list(roster.total))
    if roster.numbered:
        roster = replace(roster, columns=[RosterColumn(_("序号"), NUMBER_MM, "centre"), *roster.columns])
        _number(table, 1 if roster.total else 0)
    layout = _Layout(paper, roster, table, bands)
    layout.read(table, progress)
    layout.draw()


def _number(table: list[list[str]], totals: int) -> None:
    """Put numbers before the rows; the total, if there is one, has its word there."""
    number = 0
    for row in table[: len(table) - totals]:
        if row:
            number += 1
            row.insert(0, str(number))
    if totals:
        table[-1].insert(0, _("合计"))


def page_footer(title: str, foot: str = "") -> Callable[[PageDrawing, int, int], None]:
    """第 X 页 共 Y 页 in the middle, and from the second page on what the loose page belongs to; `foot` below it."""
    style = Style(Role.SONG, 9)
    small = Style(Role.SONG, 8, GREY)

    def draw(page: PageDrawing, number: int, count: int) -> None:
        page.fitted(page.width / 2, page.height - 6.6, foot, replace(small, size=7), page.width - 2 * SIDE, "centre")
        y = page.height - 11
        text = _("第 {page} 页　共 {pages} 页").format(page=number, pages=count)
        page.text(page.width / 2, y, text, style, "centre")
        if number > 1:
            page.fitted(SIDE, y, title.replace("\n", ""), small, page.width / 2 - SIDE - 25)

    return draw


def _type_size(scale: float) -> float:
    """Smaller where the columns had to be squeezed by `scale`, in half points."""
    return max(_SMALLEST, min(BODY.size, round(BODY.size * scale * 1.04 * 2) / 2))


class _Layout:
    """One roster on its way to paper: columns are set out, rows are set in cells, then pages are drawn.

    `bands` are the texts of rows without cells, by the index of the row.
    """

    def __init__(self, paper: Paper, roster: Roster, rows: Sequence[list[str]], bands: dict[int, str]):
        self._paper = paper
        self._roster = roster
        self._columns = roster.columns
        self._bands = bands
        self._signers = roster.signers or ()
        total = sum(column.mm for column in self._columns)
        self._size = roster.size or (A4 if total <= A4[0] - 2 * SIDE + 4 else A4_LANDSCAPE)
        room = self._size[0] - 2 * SIDE
        self._style = replace(BODY, size=_type_size(room / total))
        celled = [row for row in rows if row] if bands else rows
        self._widths = fit_columns(self._columns, celled, self._style, room)
        if set_brief(self._columns, celled, self._widths, self._style):
            self._widths = fit_columns(self._columns, celled, self._style, room)
        self._xs = list(accumulate(self._widths, initial=SIDE))
        self._heading = replace(HEADING, size=self._style.size)
        self._header = max(HEADER, heading_height(self._columns, self._widths, self._heading))
        self._details = [line for text in roster.details for line in wrap(text, INFO, room)]
        self._rows: list[list[CellLines]] = []
        self._heights: list[float] = []  # of rows that need more than a single line's

    def read(self, rows: Iterable[Sequence[str]], progress: Callable[[int], None] | None) -> None:
        """Set the rows' cells."""
        pen = self._paper.pen(self._style.role)
        fields = zip(self._columns, self._xs, self._widths, strict=False)
        setters = [CellSetter(column, x, width, self._style, pen).cell for column, x, width in fields]
        for number, row in enumerate(rows, 1):
            cells = [setter(text) for setter, text in zip(setters, row, strict=True)] if row else []
            self._rows.append(cells)
            self._heights.append(max((cell.height for cell in cells), default=0.0))
            if progress and number % _REPORT_EVERY == 0:
                progress(number)

    def draw(self) -> None:
        heading = balanced(self._roster.title, TITLE, self._size[0] - 2 * SIDE)
        first_top = TOP + TITLE_LINE * len(heading) + (11 if self._roster.organisation or self._roster.date else 4)
        first_top += INFO_LINE * len(self._details)
        height, ends = self._paginate(first_top)
        start = 0
        for end in ends:
            page = self._paper.page(self._size)
            if start == 0:
                self._draw_title(page, heading, first_top)
            else:
                self._draw_title_again(page)
            bottom = self._draw_rows(page, TOP + HEAD_AGAIN if start else first_top, start, end, height)
            start = end
        self._draw_notes(page, bottom)

    def _paginate(self, first_top: float) -> tuple[float, list[int]]:
        """The row height to use and the index after the last row of each page."""
        row = self._roster.row
        ends = self._ends(first_top, row)
        before = ends[-2] if len(ends) > 1 else 0
        lonely = len(self._rows) - before
        if len(ends) == _PAIR or (len(ends) > 1 and lonely <= _LONELY_ROWS):
            for tightness in (*_TIGHTER, *(_TIGHTEST if row <= ROW and len(ends) == _PAIR else ())):
                tighter = self._ends(first_top, row * tightness)
                if len(tighter) < len(ends):
                    return row * tightness, tighter
            company = max(0, self._together(row) - lonely)
            if before - company > (ends[-3] if len(ends) > 2 else 0):
                ends[-2] = self._before_band(before - company)
        return row, ends

    def _together(self, row: float) -> int:
        """How many rows a last page has at least: signatures below hardly any could belong to another paper."""
        room = self._size[1] - BOTTOM - TOP - HEAD_AGAIN - self._header - self._notes_height()
        fitting = int(room // max([row, *self._heights[-_SIGNED_ROWS:]]))
        return max(_LONELY_ROWS + 1, min(_SIGNED_ROWS, fitting)) if self._signers else _LONELY_ROWS + 1

    def _ends(self, first_top: float, height: float) -> list[int]:
        bottom = self._size[1] - BOTTOM
        y = first_top + self._header
        ends: list[int] = []
        start, last = 0, len(self._rows) - 1
        for index, wanted in enumerate(self._heights):
            y += max(wanted, height)
            if y + (self._notes_height() if index == last else 0) > bottom and index > start:
                start = max(self._before_band(index), start + 1)
                ends.append(start)
                y = TOP + HEAD_AGAIN + self._header + (height if self._band_above(start) else 0)
                y += sum(max(each, height) for each in self._heights[start : index + 1])
        return [*ends, len(self._rows)]

    def _before_band(self, index: int) -> int:
        """`index`, or that of the band just above it: a band stays with the rows it speaks of."""
        return index - 1 if index - 1 in self._bands else index

    def _band_above(self, start: int) -> str:
        """What the rows at the top of a page have in common, if the band that says so is on an earlier page."""
        if start == 0 or start in self._bands:
            return ""
        return self._bands[max((index for index in self._bands if index < start), default=-1)] if self._bands else ""

    def _draw_title(self, page: PageDrawing, heading: Sequence[str], top: float) -> None:
        roster = self._roster
        y = TOP + 7
        for line in heading:
            page.fitted(page.width / 2, y, line, TITLE, page.width - 2 * SIDE, "centre")
            y += TITLE_LINE
        room = page.width - 2 * SIDE - INFO.length(roster.date) - 5
        y = top - 2.6 - INFO_LINE * len(self._details)
        page.fitted(SIDE, y, roster.organisation, INFO, room)
        page.text(page.width - SIDE, y, roster.date, INFO, "right")
        for number, line in enumerate(self._details, 1):
            page.text(SIDE, y + INFO_LINE * number, line, INFO)

    def _draw_title_again(self, page: PageDrawing) -> None:
        """The title, and what the pages are about, smaller than on the first page."""
        title = self._roster.title.replace("\n", "")
        if self._roster.part:
            title = _("{title}（{part}）").format(title=title, part=self._roster.part)
        page.fitted(page.width / 2, TOP + 4, title, TITLE_AGAIN, page.width - 2 * SIDE, "centre")

    def _draw_rows(self, page: PageDrawing, top: float, start: int, end: int, height: float) -> float:
        for column, x, width in zip(self._columns, self._xs, self._widths, strict=False):
            heading_cell(page, column, x, width, top + self._header / 2, self._heading)
        ys = [top, top + self._header]
        bands: list[tuple[int, str]] = []
        again = self._band_above(start)
        if again:
            bands.append((1, _("{band}（续）").format(band=again)))
            ys.append(ys[-1] + height)
        edge = page.height * MM
        operators: list[str] = []
        for index in range(start, end):
            y = ys[-1]
            if index in self._bands:
                bands.append((len(ys) - 1, self._bands[index]))
            ys.append(y + max(self._heights[index], height))
            baseline = edge - ((y + ys[-1]) / 2 + self._style.half_height) * MM
            operators += row_operators(self._rows[index], baseline)
        if start == end:
            ys.append(ys[-1] + height)
            page.middle(page.width / 2, ys[-1] - height / 2, _("（无）"), self._style, "centre")
        page.shown(self._style.role, self._style.size, operators)
        grid(page, self._xs, ys, {line for line, _text in bands} if start < end else {1})
        for line, text in bands:
            middle = (ys[line] + ys[line + 1]) / 2
            page.middle(SIDE + PADDING, middle, text, self._heading)
        return ys[-1]

    def _note_lines(self) -> list[str]:
        return wrap(self._roster.notes, _NOTE, self._size[0] - 2 * SIDE) if self._roster.notes else []

    def _notes_height(self) -> float:
        notes = len(self._note_lines()) * _NOTE_LINE + 2 if self._roster.notes else 0
        return notes + (_SIGNED if self._signers else 0)

    def _draw_notes(self, page: PageDrawing, y: float) -> None:
        for line in self._note_lines():
            y += _NOTE_LINE
            page.text(SIDE, y + 0.8, line, _NOTE)
        each = (page.width - 2 * SIDE) / max(len(self._signers), 1)
        y += _SIGNED - 3
        for index, who in enumerate(self._signers):
            x, text = SIDE + each * index, _("{who}：").format(who=who)
            page.text(x, y, text, INFO)
            page.line(x + INFO.length(text), y + 1, x + each - 6, y + 1, 0.5)
