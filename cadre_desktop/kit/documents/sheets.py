"""Sign-in sheets (签到表), with tall rows for signatures and blank ones for those who were not on the list."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from cadre_desktop.kit.documents.drawing import Drawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, A4_LANDSCAPE, Paper
from cadre_desktop.kit.documents.roster import SIDE, page_footer
from cadre_desktop.kit.documents.table import CellSetter, RosterColumn, fit_columns, grid, heading_cell, place_row
from cadre_desktop.kit.documents.typesetting import MM, Style, balanced, wrap
from cadre_desktop.kit.language import _

TITLE = Style(Role.TITLE, 22)
INFO = Style(Role.SONG, 12)
BODY = Style(Role.SONG, 11)
HEADING = Style(Role.HEI_BOLD, 11)
TOP = 18.0
BOTTOM = 19.0
HEADER = 10.5
ROW = 11.0  # at least; the rows of a page fill it
TIGHT_ROW = 9.2  # where that spares a page
TITLE_LINE = 10.5
INFO_LINE = 6.6
NUMBER_MM = 12.0
SIGNATURE_MM = 38.0
GUTTER = 7.0  # between two blocks
_NARROW = 88.0  # mm; a table that needs no more is set in two blocks


@dataclass(frozen=True)
class SignInSheet:
    """What stands around the rows; `details` are lines below the title, such as 时间：… and 地点：…"""

    title: str
    columns: Sequence[RosterColumn]
    details: Sequence[str] = ()
    signature: str = ""
    blank_rows: int = 3


def print_sign_in_sheet(path: Path, sheet: SignInSheet, rows: Sequence[Sequence[str]]) -> int:
    """Write the sheet as a PDF file and return its number of pages; OSError when the file cannot be written."""
    paper = sign_in_paper(sheet, rows)
    paper.save(path)
    return paper.pages


def sign_in_paper(sheet: SignInSheet, rows: Sequence[Sequence[str]]) -> Paper:
    """The sheet, laid out: numbered rows, at least `blank_rows` empty ones, and the last page filled with such."""
    paper = Paper(sheet.title, footer=page_footer(sheet.title))
    _SignIn(paper, sheet, rows).draw()
    return paper


class _SignIn:
    def __init__(self, paper: Paper, sheet: SignInSheet, rows: Sequence[Sequence[str]]):
        self._paper = paper
        self._sheet = sheet
        number = RosterColumn(_("序号"), NUMBER_MM, "centre")
        signature = RosterColumn(sheet.signature or _("签名"), SIGNATURE_MM)
        self._columns = [number, *sheet.columns, signature]
        total = sum(column.mm for column in self._columns)
        self._size = A4 if total <= A4[0] - 2 * SIDE + 10 else A4_LANDSCAPE
        self._blocks = 2 if total <= _NARROW else 1
        self._block = (self._size[0] - 2 * SIDE - GUTTER * (self._blocks - 1)) / self._blocks
        self._rows = [[str(count), *row, ""] for count, row in enumerate(rows, 1)]
        self._widths = fit_columns(self._columns, self._rows, BODY, self._block)
        self._title = balanced(sheet.title, TITLE, self._size[0] - 2 * SIDE)
        self._details = [line for each in sheet.details for line in wrap(each, INFO, self._size[0] - 2 * SIDE)]
        self._setters = [self._block_setters(block) for block in range(self._blocks)]

    def _block_left(self, block: int) -> float:
        return SIDE + block * (self._block + GUTTER)

    def _block_xs(self, block: int) -> list[float]:
        return list(accumulate(self._widths, initial=self._block_left(block)))

    def _block_setters(self, block: int) -> list[CellSetter]:
        pen = self._paper.pen(BODY.role)
        fields = zip(self._columns, self._block_xs(block), self._widths, strict=False)
        return [CellSetter(column, x, width, BODY, pen) for column, x, width in fields]

    def draw(self) -> None:
        rows = list(self._rows)
        wanted = len(rows) + self._sheet.blank_rows
        blank = [""] * (len(self._columns) - 1)
        start = 0
        while start == 0 or start < wanted:
            page = self._paper.page(self._size)
            top = self._draw_head(page) if start == 0 else TOP
            room = self._size[1] - BOTTOM - top - HEADER
            count = self._rows_a_page(room, rows[start:], -(-(wanted - start) // self._blocks))
            here = count * self._blocks
            rows += [[str(number), *blank] for number in range(len(rows) + 1, start + here + 1)]
            for block in range(self._blocks):
                first = start + block * count
                self._draw_block(page, block, top, room / count, rows[first : first + count])
            start += here

    def _rows_a_page(self, room: float, rows: Sequence[Sequence[str]], left: int) -> int:
        """As many as have room for a signature and for the fullest cell; a few more where `left` are all there are."""
        heights = (setter.cell(text).height for row in rows for setter, text in zip(self._setters[0], row, strict=True))
        tallest = max(heights, default=0)
        usual = int(room / max(ROW, tallest))
        return left if usual < left <= int(room / max(TIGHT_ROW, tallest)) else usual

    def _draw_head(self, page: Drawing) -> float:
        y = TOP + 7
        for line in self._title:
            page.text(page.width / 2, y, line, TITLE, "centre")
            y += TITLE_LINE
        y += 0.5 if self._details else -4
        for line in self._details:
            page.text(SIDE, y, line, INFO)
            y += INFO_LINE
        return y - INFO_LINE + 3.4 if self._details else y

    def _draw_block(self, page: Drawing, block: int, top: float, height: float, rows: Sequence[Sequence[str]]) -> None:
        xs = self._block_xs(block)
        for column, x, width in zip(self._columns, xs, self._widths, strict=False):
            heading_cell(page, column, x, width, top + HEADER / 2, replace(HEADING, size=BODY.size))
        ys = [top, *(top + HEADER + height * number for number in range(len(rows) + 1))]
        operators: list[str] = []
        for row, y in zip(rows, ys[1:], strict=False):
            cells = [setter.cell(text) for setter, text in zip(self._setters[block], row, strict=True)]
            operators += place_row(cells, (page.height - y - height / 2 - BODY.half_height) * MM)
        page.shown(BODY.role, BODY.size, operators)
        grid(page, xs, ys)
