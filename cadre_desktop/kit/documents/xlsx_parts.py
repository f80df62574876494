"""A look into the parts of an .xlsx before calamine reads it, for what calamine does not tell.

Damage and false sizes inside the archive are found by unpacking it once against its checksums. A stray cell far
out, which calamine would answer with an array over the whole sheet and, out of memory, the end of the process, is
refused. What `xlsx_cells` finds in the sheets is gathered on the way. It costs about a quarter of the reading itself.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import NoReturn
from xml.etree import ElementTree

from cadre_desktop.kit.documents import container, number_formats
from cadre_desktop.kit.documents.sheet_facts import BookFacts
from cadre_desktop.kit.documents.xlsx_cells import SheetScan, column_letters
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

__all__ = ["ARCHIVE_TROUBLE", "LARGEST_AREA", "column_letters", "facts_of", "parsed", "refuse_area"]

LARGEST_AREA = 24_000_000
"""Cells from A1 to the last one that a sheet may span; calamine takes 32 bytes for each, filled or not."""

ARCHIVE_TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)
"""What unpacking a damaged archive raises."""

_CHUNK = 1 << 18
_LONGEST_ROW = 100_000_000
_TRUE = ("1", "true")


@dataclass
class _Book:
    """What the workbook says of its sheets. names: by the end of the part's path; codes: by the number of a style."""

    names: dict[str, str] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    base_1904: bool = False
    calculated: bool = True


def facts_of(data: bytes, name: str) -> BookFacts:
    """What the parts of an .xlsx tell beside the values.

    Raises Refused, naming the file `name`, if the archive is damaged or a sheet spans more than LARGEST_AREA.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            book = _book(archive)
            facts = BookFacts(base_1904=book.base_1904)
            for part in archive.namelist():
                if "/worksheets/" in part.lower() and part.lower().endswith(".xml"):
                    facts.sheets[_sheet_name(book, part)] = _scan(archive, part, book, name).facts
                elif part.lower().endswith((".xml", ".bin")):
                    _unpack(archive, part)
    except ARCHIVE_TROUBLE as trouble:
        raise container.damaged(name) from trouble
    return facts


def parsed(text: bytes) -> ElementTree.Element:
    """A small part as a tree. Raises ValueError for one that is no XML, or that defines entities: no office does."""
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ValueError("a part with a document type")
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as trouble:
        raise ValueError("a part that is no XML") from trouble


def _unpack(archive: zipfile.ZipFile, part: str) -> None:
    with archive.open(part) as stream:
        while stream.read(_CHUNK):
            pass


def _scan(archive: zipfile.ZipFile, part: str, book: _Book, name: str) -> SheetScan:
    """Unpack a sheet to its end, and gather its facts. Raises Refused if its filled cells span too much."""
    scan = SheetScan(book.codes, book.calculated)
    for piece in _pieces(archive, part, name):
        scan.take(piece)
    if scan.last_row * (scan.last_column + 1) > LARGEST_AREA:
        refuse_area(name, _sheet_name(book, part), scan.last_row, scan.last_column)
    return scan


def refuse_area(name: str, sheet: str, last_row: int, last_column: int) -> NoReturn:
    """Raise Refused for a sheet that spans too much; last_row as Excel counts, last_column from 0."""
    message = _("“{name}”的工作表“{sheet}”太大：内容到第 {row} 行、{column} 列；请删去远处多余的单元格，另存后再试。")
    raise Refused(message.format(name=name, sheet=sheet, row=last_row, column=column_letters(last_column)))


def _pieces(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[bytes]:
    """The text of a part in pieces that end with a row, so that no cell is cut in two."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            rest += chunk
            end = max(rest.rfind(b"</row>"), rest.rfind(b":row>"))
            if end > 0:
                end = rest.index(b">", end) + 1
                yield rest[:end]
                rest = rest[end:]
            elif len(rest) > _LONGEST_ROW:
                raise container.too_large(name)
    yield rest


def _sheet_name(book: _Book, part: str) -> str:
    """The name of the sheet that is stored in `part`; the part's own name if the workbook does not list it."""
    return next((name for end, name in book.names.items() if f"/{part}".endswith(end)), part)


def _book(archive: zipfile.ZipFile) -> _Book:
    """What `workbook.xml` and the styles say; nothing of it if they are not there, as in .xlsb."""
    book = _Book()
    parts = set(archive.namelist())
    if {"xl/_rels/workbook.xml.rels", "xl/workbook.xml"} <= parts:
        links = {link.get("Id"): link for link in parsed(archive.read("xl/_rels/workbook.xml.rels"))}
        root = parsed(archive.read("xl/workbook.xml"))
        for sheet in root.iterfind("{*}sheets/{*}sheet"):
            key = next((value for key, value in sheet.items() if key.endswith("}id")), None)
            if key in links:
                book.names["/" + links[key].get("Target", "").lstrip("/")] = sheet.get("name", "")
        for about in root.iterfind("{*}workbookPr"):
            book.base_1904 = about.get("date1904") in _TRUE
        for about in root.iterfind("{*}calcPr"):
            book.calculated = about.get("fullCalcOnLoad") not in _TRUE
    if "xl/styles.xml" in parts:
        book.codes = _codes(parsed(archive.read("xl/styles.xml")))
    return book


def _codes(styles: ElementTree.Element) -> list[str]:
    """The number format of each cell style, empty for General and what says no more."""
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iterfind("{*}numFmts/{*}numFmt")}
    numbers = [style.get("numFmtId", "0") for style in styles.iterfind("{*}cellXfs/{*}xf")]
    built_in = {str(number): code for number, code in number_formats.BUILT_IN.items()}
    return [own.get(number) or built_in.get(number, "") for number in numbers]
