"""A document of printed pages: Chinese text in millimetres from the top left corner, embedded fonts only.

Pages are kept as operators until the document is complete, so that a footer can say how many there are. The same
drawing gives the same bytes: no times, no random names.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc

from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.pen import Pen
from cadre_desktop.kit.documents.typesetting import MM

A4 = (210.0, 297.0)
A4_LANDSCAPE = (297.0, 210.0)
A3 = (297.0, 420.0)

Footer = Callable[[PageDrawing, int, int], None]
"""Draws on a page, given its number from 1 and how many pages there are."""


def turned(size: tuple[float, float]) -> tuple[float, float]:
    """The same sheet lying across."""
    return size[1], size[0]


class Paper:
    """A PDF document in the making. Not to be shared between threads; several documents at once are fine."""

    def __init__(self, title: str, *, author: str = "", footer: Footer | None = None):
        self._document = pdfdoc.PDFDocument(compression=1, invariant=1, lang="zh-CN")
        self._document.setTitle(title)
        self._document.setAuthor(author)
        self._document.setCreator("Cadre Desktop")
        self._document.setSubject("")
        viewer = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        self._document.Catalog.ViewerPreferences = viewer
        self._resources = pdfdoc.PDFResourceDictionary()
        self._resources.basicFonts()
        self._footer = footer
        self._pens: dict[Role, Pen] = {}
        self._pages: list[PageDrawing] = []
        self._forms = 0

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def page(self, size: tuple[float, float] = A4) -> PageDrawing:
        """A new page of `size` mm at the end of the document."""
        page = PageDrawing(self.pen, *size)
        self._pages.append(page)
        return page

    def form(self, draw: Callable[[PageDrawing], None], size: tuple[float, float] = A4) -> str:
        """Draw something once that many pages show: the name under which `PageDrawing.draw_form` puts it on a page."""
        drawing = PageDrawing(self.pen, *size)
        draw(drawing)
        self._forms += 1
        name = f"form{self._forms}"
        form = pdfdoc.PDFFormXObject(0, 0, size[0] * MM, size[1] * MM)
        form.Contents = _compressed(drawing)
        form.Resources = self._document.Reference(self._fonts(), f"fonts of {name}")
        self._document.addForm(name, form)
        internal = self._document.getXObjectName(name)
        self._resources.XObject[internal] = pdfdoc.PDFObjectReference(internal)
        return str(internal)

    def _fonts(self) -> Any:
        fonts = pdfdoc.PDFResourceDictionary()
        fonts.basicFonts()
        return fonts

    def pen(self, role: Role) -> Pen:
        """The type of `role` in this document."""
        pen = self._pens.get(role)
        if pen is None:
            pen = self._pens[role] = Pen(self._document, role)
        return pen

    def data(self) -> bytes:
        """The finished PDF file; to be asked for once, nothing can be drawn afterwards."""
        resources = self._document.Reference(self._resources, "resources")
        for number, drawing in enumerate(self._pages, 1):
            if self._footer:
                self._footer(drawing, number, len(self._pages))
            page = pdfdoc.PDFPage()
            page.pagewidth, page.pageheight = round(drawing.width * MM, 2), round(drawing.height * MM, 2)
            page.Resources = resources
            page.Contents = _compressed(drawing)
            self._document.addPage(page)
            drawing.close()
        data: bytes = self._document.GetPDFData(None)
        return data

    def save(self, path: Path) -> None:
        """Write the PDF file at `path`, whole or not at all; OSError when that cannot be done."""
        write_atomically(path, self.data())


def _compressed(drawing: PageDrawing) -> Any:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({}), drawing.operators(), [pdfdoc.PDFZCompress])
