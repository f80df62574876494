"""Designs, pictures and PDF files that the tests of designed pages make for themselves."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from cadre_desktop.kit.documents.certificate_layout import TextStyle
from cadre_desktop.kit.documents.design.elements import Background, Design, Element, TextElement
from cadre_desktop.kit.documents.design.printing import PLAIN, DesignedPage, Printing, designs_paper
from cadre_desktop.kit.documents.design.setting import Words

MM = 72 / 25.4
RARE = "𠮷"
A4_ACROSS = (297.0, 210.0)


def style(size: float = 20.0, role: str = "KAI", spacing: float = 0.0) -> TextStyle:
    return TextStyle(role, size, (0.0, 0.0, 0.0), spacing)


def text(words: str, **given: Any) -> TextElement:
    usual = {"x": 50.0, "y": 40.0, "width": 120.0, "height": 30.0, "label": "正文", "style": style(), "wraps": False}
    return TextElement(text=words, **{**usual, **given})


def design(*elements: Element, sheet: tuple[float, float] = A4_ACROSS, background: Background | None = None) -> Design:
    return Design("荣誉证书", sheet, background, elements)


def page(drawn: Design, facts: Mapping[str, str] | None = None, **words: Any) -> DesignedPage:
    return DesignedPage(drawn, Words(facts if facts is not None else {"name": "王祯"}, **words))


def printed(*pages: DesignedPage, how: Printing = PLAIN) -> bytes:
    return designs_paper(pages, how=how).data()


def sample(size: tuple[int, int] = (48, 60)) -> Image.Image:
    """A picture that shows when it is mirrored, turned or pale."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    picture.paste((255, 0, 0), (0, 0, size[0] // 3, size[1] // 3))
    return picture


def file_of(picture: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    written = BytesIO()
    picture.save(written, kind, **how)
    return written.getvalue()


def pdf_file(size: tuple[float, float] = (400, 300), turn: int = 0, words: str = "hello", **how: Any) -> bytes:
    written = BytesIO()
    canvas = Canvas(written, pagesize=size, **how)
    canvas.drawString(size[0] / 2, size[1] / 2, words)
    canvas.rect(0, 0, 40, 40, stroke=0, fill=1)
    if turn:
        canvas.setPageRotation(turn)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def rendered(data: bytes, number: int = 0, dpi: float = 72) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    sheet = document[number]
    bitmap = sheet.render(scale=dpi / 72)
    picture = bitmap.to_pil().convert("RGB")
    bitmap.close()
    sheet.close()
    document.close()
    return picture


def origins(data: bytes, number: int = 0) -> list[tuple[str, float, float]]:
    """Where each character's pen was put: the character, mm from the left and from the top. Of a text with a note that
    says what it is (as lines from top to bottom have) only its beginning is known, unless it has a rare character."""
    document = pypdfium2.PdfDocument(data)
    sheet = document[number]
    words, height = sheet.get_textpage(), sheet.get_height()
    x, y = pdfium.c_double(), pdfium.c_double()
    found = []
    for index in range(words.count_chars()):
        pdfium.FPDFText_GetCharOrigin(words.raw, index, x, y)
        unit = pdfium.FPDFText_GetUnicode(words.raw, index)
        if not 0xDC00 <= unit < 0xE000:  # the second half of a rare character
            found.append((RARE if 0xD800 <= unit < 0xDC00 else chr(unit), x.value / MM, (height - y.value) / MM))
    words.close()
    sheet.close()
    document.close()
    return [each for each in found if each[0].strip()]


def pictures_on(data: bytes, number: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, top, right and foot in mm of each picture that a page shows."""
    document = pypdfium2.PdfDocument(data)
    sheet = document[number]
    height = sheet.get_height()
    found = []
    for shown in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, low, right, high = shown.get_bounds()
        found.append((left / MM, (height - high) / MM, right / MM, (height - low) / MM))
    sheet.close()
    document.close()
    return found
