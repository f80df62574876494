"""The pages of an album as a printed book has them: margins that are wider at the spine, folios at the outer edge,
heads of sections, and what flows from page to page."""

from dataclasses import dataclass
from pathlib import Path

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.typesetting import Colour, Style

PINE: Colour = (0.13, 0.29, 0.27)
GOLD: Colour = (0.64, 0.51, 0.29)
PALE_GOLD: Colour = (0.85, 0.76, 0.58)
IVORY: Colour = (0.985, 0.975, 0.945)
DARK: Colour = (0.13, 0.13, 0.13)
SOFT: Colour = (0.42, 0.42, 0.40)
FAINT: Colour = (0.80, 0.78, 0.73)

_HEAD = Style(Role.TITLE, 19, PINE, spacing=0.12)
_ENGLISH = Style(Role.KAI, 10.5, GOLD)
_FOLIO = Style(Role.SONG, 9, PINE)
_RUNNING = Style(Role.KAI, 8.5, SOFT)
HEAD_ROOM = 26.0
"""From the upper edge of the type area to what follows a head."""
_BETWEEN = 12.0
"""Above the head of a section that goes on on the same page."""


@dataclass(frozen=True)
class AlbumSheet:
    """The size of a page and its margins, in mm."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """The width of the type area."""
        return self.width - self.inner - self.outer

    @property
    def depth(self) -> float:
        """The height of the type area."""
        return self.height - self.top - self.bottom

    @property
    def foot(self) -> float:
        """The lower edge of the type area."""
        return self.height - self.bottom


A4_BOOK = AlbumSheet(210.0, 297.0, inner=27.0, outer=20.0, top=24.0, bottom=28.0)
SQUARE_BOOK = AlbumSheet(210.0, 210.0, inner=24.0, outer=18.0, top=18.0, bottom=22.0)


class AlbumBook:
    """An album in the making: `page` begins a page of a section, which its foot names."""

    def __init__(self, title: str, author: str, sheet: AlbumSheet):
        self.sheet = sheet
        self._title = title
        self._sections: list[str | None] = []
        self._paper = Paper(title, author=author, footer=self._foot)

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._sections)

    def bare_page(self) -> PageDrawing:
        """A page with nothing at its foot: cover, back, one left empty."""
        self._sections.append(None)
        return self._paper.page((self.sheet.width, self.sheet.height))

    def page(self, section: str) -> PageDrawing:
        """A page of a section."""
        self._sections.append(section)
        return self._paper.page((self.sheet.width, self.sheet.height))

    @property
    def left(self) -> float:
        """The left edge of the type area on the last page: at a right page the spine is there."""
        return self.sheet.inner if self.pages % 2 else self.sheet.outer

    def headed_page(self, section: str, title: str, below: str = "") -> tuple[PageDrawing, float]:
        """A page with the head of a section, and from where (mm) something may follow it."""
        page = self.page(section)
        self.head(page, self.sheet.top, title, below)
        return page, self.sheet.top + HEAD_ROOM

    def head(self, page: PageDrawing, top: float, title: str, below: str) -> None:
        """The head of a section at this height of a page; `below` is at its right."""
        y = top + 7.5
        page.text(self.left, y, title, _HEAD)
        if below:
            page.text(self.left + self.sheet.measure, y, below, _ENGLISH, "right")
        page.line(self.left, y + 5.0, self.left + self.sheet.measure, y + 5.0, 0.4, FAINT)
        page.line(self.left, y + 5.0, self.left + 18.0, y + 5.0, 1.4, GOLD)

    def save(self, path: Path) -> None:
        """Write the PDF file; OSError when that cannot be done."""
        self._paper.save(path)

    def _foot(self, page: PageDrawing, number: int, _pages: int) -> None:
        section = self._sections[number - 1]
        if section is None:
            return
        y = self.sheet.height - 13.0
        right = number % 2 == 1
        outer = self.sheet.width - self.sheet.outer if right else self.sheet.outer
        page.text(outer, y, str(number), _FOLIO, "right" if right else "left")
        step = -9.0 if right else 9.0
        words = self._title if not right else section
        page.text(outer + step, y, words, _RUNNING, "right" if right else "left")


class AlbumFlow:
    """Blocks of lines that follow one another in a section, over as many pages as they need."""

    def __init__(self, book: AlbumBook, section: str, title: str, below: str = ""):
        self._book, self._section, self._title, self._below = book, section, title, below
        self.page, self.y = book.headed_page(section, title, below)

    @property
    def left(self) -> float:
        """The left edge on the page in hand."""
        return self._book.left

    @property
    def measure(self) -> float:
        """The width of the type area."""
        return self._book.sheet.measure

    @property
    def room(self) -> float:
        """What is left of the page, in mm."""
        return self._book.sheet.foot - self.y

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self.page, self.y = self._book.headed_page(self._section, self._title, self._below)

    def section(self, title: str, least: float) -> None:
        """Another section: below what is there, where so much of it has room, else on a new page."""
        self._section, self._title, self._below = title, title, ""
        if self.room < HEAD_ROOM + _BETWEEN + least:
            self.turn()
            return
        top = self.y + _BETWEEN
        self._book.head(self.page, top, title, "")
        self.y = top + HEAD_ROOM

    def need(self, height: float) -> bool:
        """Go on with a new page where so much does not fit; returns whether that was so."""
        if height <= self.room:
            return False
        self.turn()
        return True
