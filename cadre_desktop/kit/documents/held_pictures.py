"""Pictures, and pages of other PDF files, as objects of a PDF document that many pages show."""

from collections.abc import Callable
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from cadre_desktop.kit.documents.foreign_pages import ForeignPage, is_pdf, read_page
from cadre_desktop.kit.documents.picture_files import ORIENTATIONS, Matrix, Raster, read_picture, vet_picture


class HeldPicture(NamedTuple):
    """A picture in a document: the `name` of its resource, its proportions, and how it is laid into the unit square."""

    name: str
    width: float
    height: float
    laid: Matrix


Hold = Callable[[bytes], HeldPicture]
"""Keeps a picture file in a document, once however often it is asked to."""


class HeldPictures:
    """The pictures of one document, a reportlab PDFDocument."""

    def __init__(self, document: Any):
        self._document = document
        self._held: dict[bytes, HeldPicture] = {}
        self.foreign: dict[str, ForeignPage] = {}
        """The pages of other PDF files by the names of their resources; the finished document gets them."""

    def hold(self, content: bytes) -> HeldPicture:
        """Keep a picture (JPEG, PNG) or the first page of a PDF file; Unclear as `read_picture` and `read_page`."""
        found = self._held.get(content)
        if found is None:
            found = self._held[content] = self._new(content, f"P{len(self._held) + 1}")
        return found

    @staticmethod
    def reference(name: str) -> Any:
        """The object of a picture, for a list of resources."""
        return pdfdoc.PDFObjectReference(f"picture.{name}")

    def _new(self, content: bytes, name: str) -> HeldPicture:
        if is_pdf(content):
            page = self.foreign[name] = read_page(content)
            self._document.Reference(_wrapper(page), f"picture.{name}")
            return HeldPicture(name, page.width, page.height, ORIENTATIONS[1])
        raster = read_picture(content)
        self._document.Reference(self._stream(raster, name), f"picture.{name}")
        return HeldPicture(name, *raster.size, ORIENTATIONS[raster.orientation])

    def _stream(self, raster: Raster, name: str) -> Any:
        colours = 1 if raster.grey else 3
        stream = _image(raster.columns, raster.rows, colours, raster.packed, raster.pixels)
        if raster.predicted:
            parts = {"Predictor": 15, "Colors": colours, "BitsPerComponent": 8, "Columns": raster.columns}
            stream.dictionary["DecodeParms"] = pdfdoc.PDFDictionary(parts)
        if raster.alpha:
            mask = _image(raster.columns, raster.rows, 1, "FlateDecode", raster.alpha)
            stream.dictionary["SMask"] = self._document.Reference(mask, f"mask.{name}")
        return stream


def vet_file(content: bytes) -> None:
    """Raise Unclear, with a sentence that says what to do, for what cannot be a picture or a background: no JPEG, PNG
    or PDF, not whole, too large, with a password. A picture is unpacked for that."""
    if is_pdf(content):
        read_page(content)
    else:
        vet_picture(content)


def _image(columns: int, rows: int, colours: int, packed: str, pixels: bytes) -> Any:
    entries = {
        "Type": pdfdoc.PDFName("XObject"),
        "Subtype": pdfdoc.PDFName("Image"),
        "Width": columns,
        "Height": rows,
        "ColorSpace": pdfdoc.PDFName("DeviceGray" if colours == 1 else "DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": pdfdoc.PDFName(packed),
    }
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), pixels)


def _wrapper(page: ForeignPage) -> Any:
    """A form over the unit square that shows the page, which comes into its resources when the document is finished."""
    entries = {
        "Type": pdfdoc.PDFName("XObject"),
        "Subtype": pdfdoc.PDFName("Form"),
        "BBox": pdfdoc.PDFArray([0, 0, 1, 1]),
    }
    matrix = " ".join(f"{number:.9f}" for number in page.laid)
    drawn = f"0 g 0 G 1 w {matrix} cm /{page.RESOURCE} Do"  # the page counts on colours as at the beginning of a page
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), drawn.encode(), [])
