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
from cadre_desktop.kit.documents.finishing import finished
from cadre_desktop.kit.documents.fonts import Chain, Role, chain
from cadre_desktop.kit.documents.held_pictures import HeldPictures
from cadre_desktop.kit.documents.laying import Laid
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

    def __init__(self, title: str, *, author: str = "", footer: Footer | None = None, archival: bool = False):
        """`archival`: the file is PDF/A-2b (ISO 19005-2), for keeping."""
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
        self._pens: dict[Chain, Pen] = {}
        self._pages: list[PageDrawing] = []
        self._laid: dict[PageDrawing, Laid] = {}
        self._forms = 0
        self._held = HeldPictures(self._document)
        self._archival = archival

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def page(self, size: tuple[float, float] = A4, laid: Laid | None = None) -> PageDrawing:
        """A new page of `size` mm at the end of the document; where it is `laid` on another sheet, the document's page
        is that sheet, and all that is drawn comes to lie as that says."""
        page = PageDrawing(self.pen, *size, self._held.hold)
        self._pages.append(page)
        if laid is not None:
            self._laid[page] = laid
        return page

    def form(self, draw: Callable[[PageDrawing], None], size: tuple[float, float] = A4, scale: float = 1.0) -> str:
        """Draw something once that many pages show: the name under which `PageDrawing.draw_form` puts it on a page.

        With a `scale` it is drawn on a sheet by so much smaller, and enlarged to `size`.
        """
        drawing = PageDrawing(self.pen, size[0] / scale, size[1] / scale)
        draw(drawing)
        self._forms += 1
        name = f"form{self._forms}"
        form = pdfdoc.PDFFormXObject(0, 0, size[0] * MM, size[1] * MM)
        form.Contents = _compressed(drawing)
        if scale != 1.0:
            form.BBox = pdfdoc.PDFArray([0, 0, drawing.width * MM, drawing.height * MM])
            form.Matrix = pdfdoc.PDFArray([scale, 0, 0, scale, 0, 0])
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
        """The type of `role` in this document: pages may be set in different faces, each in those of its day."""
        faces = chain(role)
        pen = self._pens.get(faces)
        if pen is None:
            pen = self._pens[faces] = Pen(self._document, faces)
        return pen

    def data(self) -> bytes:
        """The finished PDF file; to be asked for once, nothing can be drawn afterwards."""
        resources = self._document.Reference(self._resources, "resources")
        for number, drawing in enumerate(self._pages, 1):
            if self._footer:
                self._footer(drawing, number, len(self._pages))
            page = pdfdoc.PDFPage()
            laid = self._laid.get(drawing)
            width, height = laid.sheet if laid else (drawing.width, drawing.height)
            page.pagewidth, page.pageheight = round(width * MM, 2), round(height * MM, 2)
            page.Resources = self._resources_of(drawing) or resources
            page.Contents = _compressed(drawing, laid)
            self._document.addPage(page)
            drawing.close()
        data: bytes = self._document.GetPDFData(None)
        return finished(data, self._held.foreign, self._archival) if self._held.foreign or self._archival else data

    def _resources_of(self, drawing: PageDrawing) -> Any:
        """Resources of its own for a page with pictures, so that whoever takes it out of the document takes no others;
        None for any other page."""
        if all(name in self._resources.XObject for name in drawing.shows):
            return None
        shown = {name: self._resources.XObject.get(name) or self._held.reference(name) for name in drawing.shows}
        return pdfdoc.PDFDictionary({"Font": self._resources.Font, "XObject": pdfdoc.PDFDictionary(shown)})

    def entitle(self, title: str, author: str) -> None:
        """Say what the document is called and who is its author, which may be known only when its pages are."""
        self._document.setTitle(title)
        self._document.setAuthor(author)

    def save(self, path: Path) -> None:
        """Write the PDF file at `path`, whole or not at all; OSError when that cannot be done."""
        write_atomically(path, self.data())


def _compressed(drawing: PageDrawing, laid: Laid | None = None) -> Any:
    operators = drawing.operators()
    if laid is not None:
        operators = b"q %s cm\n%s\nQ" % (_matrix(laid, drawing.height).encode(), operators)
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary({}), operators, [pdfdoc.PDFZCompress])


def _matrix(laid: Laid, height: float) -> str:
    """The matrix of a page `height` mm high that is laid on a sheet: PDF counts in points from the bottom."""
    a, b, c, d, e, f = laid.by
    moved = f"{(c * height + e) * MM:.3f} {(laid.sheet[1] - d * height - f) * MM:.3f}"
    return f"{a:.7f} {-b:.7f} {-c:.7f} {d:.7f} {moved}"
