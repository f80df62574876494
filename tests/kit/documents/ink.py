"""Where the ink of a PDF is: boxes of its characters in mm from the top left, its fonts and its text."""

import re
from pathlib import Path
from typing import NamedTuple

import pypdfium2

MM = 72 / 25.4


class Box(NamedTuple):
    character: str
    left: float
    top: float
    right: float
    bottom: float


def boxes(data: bytes, page: int = 0) -> list[Box]:
    document = pypdfium2.PdfDocument(data)
    sheet = document[page]
    words = sheet.get_textpage()
    height = sheet.get_height()
    found = []
    for index in range(words.count_chars()):
        left, bottom, right, top = words.get_charbox(index)
        character = words.get_text_range(index, 1)
        if character.strip() and right > left:
            found.append(Box(character, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM))
    words.close()
    sheet.close()
    document.close()
    return found


def texts(source: Path | bytes) -> list[str]:
    document = pypdfium2.PdfDocument(source)
    found = []
    for sheet in document:
        words = sheet.get_textpage()
        found.append(words.get_text_range())
        words.close()
        sheet.close()
    document.close()
    return found


def finds(data: bytes, wanted: str) -> bool:
    """Whether a reader's search finds `wanted` on the first page."""
    document = pypdfium2.PdfDocument(data)
    sheet = document[0]
    words = sheet.get_textpage()
    search = words.search(wanted)
    found = search.get_next() is not None
    search.close()
    words.close()
    sheet.close()
    document.close()
    return found


def fonts(data: bytes) -> list[str]:
    """Names of all fonts, also of those which are not embedded."""
    return [name.decode() for name in re.findall(rb"/BaseFont /([^\s/]+)", data)]
