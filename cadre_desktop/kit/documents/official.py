"""Official papers (公文) after GB/T 9704-2012: title, paragraphs, headings, tables and a signature, page after page.

Measures are those of the standard: type area 156 × 225 mm, 22 lines of 28 characters a page; tables are set smaller.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, Paper
from cadre_desktop.kit.documents.table import (
    CellSetter,
    RosterColumn,
    fit_columns,
    grid,
    heading_cell,
    heading_height,
    row_operators,
)
from cadre_desktop.kit.documents.typesetting import GREY, MM, Style, balanced, wrap
from cadre_desktop.kit.language import _

LEFT, TOP = 28.0, 37.0
WIDTH, HEIGHT = 156.0, 225.0
LINE = HEIGHT / 22
_TITLE = Style(Role.TITLE, 22)
_TITLE_LINE = 12.0
_BODY = Style(Role.FANGSONG, 16, spacing=-0.0132)  # 28 characters of 16 pt in 156 mm
_HEADING = Style(Role.HEI, 16, spacing=-0.0132)
_DRAFT = Style(Role.HEI, 12)
_CELL = Style(Role.FANGSONG, 12)
_COLUMN = Style(Role.HEI_BOLD, 12)
_NUMBER = Style(Role.SONG, 14)
_FOOT = Style(Role.SONG, 7.5, GREY)
_ROW, _HEADER = 8.6, 9.6
_INDENT = 2.0  # characters
_BASELINE = 0.72  # of a line, from its top


@dataclass(frozen=True)
class _OfficialTable:
    """A table's heads: its columns and their left edges."""

    columns: Sequence[RosterColumn]
    xs: Sequence[float]


@dataclass(frozen=True)
class _Piece:
    """Something that is not torn. `kept` with the next; `draw` is given the top in mm; a row of a table has `cells`;
    what `begins` does so on a page of its own, and with `first` the pages are counted from 1 again."""

    height: float
    draw: Callable[[PageDrawing, float], None] | None = None
    kept: bool = False
    table: _OfficialTable | None = None
    cells: Sequence[object] = ()
    begins: bool = False
    first: bool = False


class OfficialPaper:
    """A paper in the making; pages are laid out when it is saved. `foot` is small at the foot of every page."""

    def __init__(self, title: str, foot: str = "", author: str = ""):
        self._paper = Paper(title.replace("\n", ""), author=author, footer=self._page_number)
        self._foot = foot
        self._pieces: list[_Piece] = []
        self._numbers: list[int] = []
        self._add_title(title)

    def _add_title(self, title: str) -> None:
        for line in balanced(title, _TITLE, WIDTH):
            self._line(line, _TITLE, _TITLE_LINE, LEFT + WIDTH / 2, "centre")

    def remark(self, text: str) -> None:
        """A line in the middle that nobody can overlook, such as that this is a draft."""
        self._line(text, _DRAFT, LINE, LEFT + WIDTH / 2, "centre")

    def under_title(self, text: str) -> None:
        """A line in the middle below the title, such as the document number."""
        self._line(text, _BODY, LINE, LEFT + WIDTH / 2, "centre")

    def space(self, lines: float = 1.0) -> None:
        """Empty lines."""
        self._pieces.append(_Piece(lines * LINE, kept=True))

    def paragraph(self, text: str) -> None:
        """A paragraph, its first line indented by two characters."""
        lines = wrap(text, _BODY, WIDTH, _INDENT)

        def draw(page: PageDrawing, top: float) -> None:
            page.paragraph(LEFT, top + _BASELINE * LINE, WIDTH, lines, _BODY, LINE, _INDENT)

        self._pieces.append(_Piece(len(lines) * LINE, draw))

    def address(self, text: str) -> None:
        """Whom the paper is for (主送机关), from the left edge."""
        self._line(text, _BODY, LINE, LEFT, "left")

    def heading(self, text: str) -> None:
        """A heading of the first level (黑体); it stays with what follows."""
        lines = wrap(text, _HEADING, WIDTH, _INDENT)

        def draw(page: PageDrawing, top: float) -> None:
            page.paragraph(LEFT, top + _BASELINE * LINE, WIDTH, lines, _HEADING, LINE, _INDENT)

        self._pieces.append(_Piece(len(lines) * LINE, draw, kept=True))

    def table(
        self, columns: Sequence[RosterColumn], rows: Iterable[Sequence[str]], among: Iterable[Sequence[str]] = ()
    ) -> None:
        """A table over the whole width; its head is repeated on every page, and no row is left alone on one.

        `among` are the rows of all tables that shall have columns of the same widths.
        """
        texts = [list(row) for row in rows]
        widths = fit_columns(columns, list(among) or texts, _CELL, WIDTH)
        table = _OfficialTable(columns, list(accumulate(widths, initial=LEFT)))
        pen = self._paper.pen(_CELL.role)
        fields = zip(columns, table.xs, widths, strict=False)
        setters = [CellSetter(column, x, width, _CELL, pen) for column, x, width in fields]
        head = max(_HEADER, heading_height(columns, widths, _COLUMN))
        self._pieces.append(_Piece(head, kept=True, table=table))
        for number, row in enumerate(texts):
            cells = [setter.cell(text) for setter, text in zip(setters, row, strict=True)]
            height = max(_ROW, *(cell.height for cell in cells))
            edge = number in (0, len(texts) - 2)
            self._pieces.append(_Piece(height, kept=edge and len(texts) > 1, table=table, cells=cells))
        self._pieces.append(_Piece(LINE * 0.45))

    def annexes(self, names: Sequence[str]) -> None:
        """What is attached (附件说明): a line below the text, numbered where there are several, with no stop."""
        self._keep_last()  # no page has the names of annexes and a signature alone
        self.space()
        for number, name in enumerate(names, 1):
            head = _("附件：") if number == 1 else "　" * 3
            self.paragraph(f"{head}{number}. {name}" if len(names) > 1 else f"{head}{name}")

    def begin_paper(self, title: str) -> None:
        """Another paper in the same file: on a page of its own, with pages counted from 1."""
        self._pieces.append(_Piece(0, begins=True, kept=True, first=True))
        self._add_title(title)

    def begin_annex(self, mark: str, title: str) -> None:
        """An annex on a page of its own: its mark at the upper left, the title on the third line."""
        self._pieces.append(_Piece(0, begins=True, kept=True))
        self._line(mark, _HEADING, LINE, LEFT, "left")
        self.space(1)
        self._add_title(title)
        self.space(0.4)

    def signature(self, signer: str, day: str, *, sealed: bool = False) -> None:
        """Who issues the paper and when, two characters from the right edge, the shorter centred on the longer. With
        room for a seal, which is pressed on both, there are two more empty lines, and the day is four characters in.
        """
        self._keep_last()
        self.space(3.2 if sealed else 1.2)
        longest = max(_BODY.length(signer), _BODY.length(day))
        x = LEFT + WIDTH - 2 * _BODY.em - longest / 2
        if sealed:
            x = min(LEFT + WIDTH - 4 * _BODY.em - _BODY.length(day) / 2, LEFT + WIDTH - longest / 2)
        self._line(signer, _BODY, LINE, x, "centre", kept=True)
        self._line(day, _BODY, LINE, x, "centre")

    def _keep_last(self) -> None:
        """The last rows stay with the signature, which must not come alone on a page."""
        for index in range(max(1, len(self._pieces) - 2), len(self._pieces)):
            self._pieces[index] = replace(self._pieces[index], kept=True)

    def _line(self, text: str, style: Style, height: float, x: float, align: str, kept: bool = True) -> None:
        def draw(page: PageDrawing, top: float) -> None:
            page.fitted(x, top + _BASELINE * height, text, style, WIDTH, align)  # type: ignore[arg-type]

        self._pieces.append(_Piece(height, draw, kept))

    def save(self, path: Path) -> int:
        """Write the paper as a PDF file; returns its pages. OSError when the file cannot be written."""
        for pieces in _pages(self._pieces):
            goes_on = self._numbers and not pieces[0].first
            self._numbers.append(self._numbers[-1] + 1 if goes_on else 1)
            self._draw(self._paper.page(A4), pieces)
        self._paper.save(path)
        return self._paper.pages

    def _draw(self, page: PageDrawing, pieces: Sequence[_Piece]) -> None:
        y = TOP
        rows: list[tuple[_Piece, float]] = []
        for piece, following in pairwise([*pieces, _Piece(0)]):
            if piece.table is not None:
                rows.append((piece, y))
            elif piece.draw is not None:
                piece.draw(page, y)
            y += piece.height
            if rows and following.table is not piece.table:
                self._draw_table(page, rows, y)
                rows = []

    def _draw_table(self, page: PageDrawing, rows: Sequence[tuple[_Piece, float]], bottom: float) -> None:
        table = rows[0][0].table
        assert table is not None
        operators: list[str] = []
        for piece, y in rows:
            if piece.cells:
                baseline = page.height - y - piece.height / 2 - _CELL.half_height
                operators += row_operators(piece.cells, baseline * MM)  # type: ignore[arg-type]
            else:
                for column, (x, end) in zip(table.columns, pairwise(table.xs), strict=True):
                    heading_cell(page, column, x, end - x, y + piece.height / 2, _COLUMN)
        page.shown(_CELL.role, _CELL.size, operators)
        grid(page, table.xs, [*(y for _piece, y in rows), bottom])

    def _page_number(self, page: PageDrawing, number: int, _count: int) -> None:
        """— 1 —, at the right of odd pages and the left of even ones, one character in (7 mm below the type area)."""
        number = self._numbers[number - 1]
        y = TOP + HEIGHT + 7 + 0.75 * _NUMBER.em
        text, em = f"— {number} —", _BODY.em
        if number % 2:
            page.text(LEFT + WIDTH - em, y, text, _NUMBER, "right")
        else:
            page.text(LEFT + em, y, text, _NUMBER)
        page.fitted(LEFT + WIDTH / 2, page.height - 10, self._foot, _FOOT, WIDTH, "centre")


def _pages(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The pieces of each page: what is kept together is not parted, a table that goes on has its head again."""
    pages: list[list[_Piece]] = [[]]
    used = 0.0
    head: _Piece | None = None
    for chain in _chains(pieces):
        height = sum(piece.height for piece in chain)
        begins = chain[0].begins
        if pages[-1] and (begins or used + height - _tail(chain) > HEIGHT):
            pages.append([])
            used = 0.0
            if head is not None and chain[0].table is head.table and chain[0].cells:
                pages[-1].append(head)
                used = head.height
        pages[-1] += chain
        used += height
        head = next((piece for piece in reversed(chain) if piece.table and not piece.cells), head)
    return pages


def _chains(pieces: Sequence[_Piece]) -> Iterable[list[_Piece]]:
    chain: list[_Piece] = []
    for piece in pieces:
        if piece.begins and chain:
            yield chain
            chain = []
        chain.append(piece)
        if not piece.kept:
            yield chain
            chain = []
    if chain:
        yield chain


def _tail(chain: Sequence[_Piece]) -> float:
    """Empty space at the end of a chain needs no room on its page."""
    last = chain[-1]
    return last.height if last.draw is None and last.table is None else 0.0
