"""A look into the parts of an .xlsx before calamine reads it, for what calamine does not report.

Damage and false sizes inside the archive are found by unpacking it once against its checksums. A stray cell far
out, for which calamine would make an array over the whole sheet and, out of memory, the end of the process, is
refused. What `xlsx_cells` finds in the sheets is gathered on the way. It costs about a quarter of the reading itself.
"""

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import NoReturn
from xml.etree import ElementTree

from cadre_desktop.kit.documents import container, number_formats
from cadre_desktop.kit.documents.limits import LIMITS, Limits
from cadre_desktop.kit.documents.row_pieces import CHUNK, row_pieces
from cadre_desktop.kit.documents.sheet_facts import BookFacts
from cadre_desktop.kit.documents.xlsx_cells import SheetScan, column_letters
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

__all__ = ["column_letters", "facts_of", "refuse_area"]

_ROW_ENDS = (b"</row>", b":row>")
_COUNT = re.compile(rb"""\buniqueCount\s*=\s*["']\s*(\d+)""")
_TRUE = ("1", "true")


@dataclass
class _Book:
    """What the workbook says of its sheets. names: by the end of the part's path; codes: by the number of a style."""

    names: dict[str, str] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    base_1904: bool = False
    calculated: bool = True


def facts_of(data: bytes, name: str, limits: Limits = LIMITS) -> BookFacts:
    """What the parts of an .xlsx say beside the values.

    Raises Refused, naming the file `name`, if the archive is damaged or a sheet spans more than the limits allow.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            book = _book(archive)
            facts = BookFacts(base_1904=book.base_1904, vouched="xl/workbook.xml" in archive.namelist())
            for part in archive.namelist():
                if part.lower().endswith(".xml") and _is_sheet(archive, part):
                    facts.sheets[_sheet_name(book, part)] = _scan(archive, part, book, name, limits).facts
                elif part.lower().endswith((".xml", ".bin")):
                    _unpack(archive, part, part.lower().endswith("sharedstrings.xml"))
    except container.ARCHIVE_TROUBLE as trouble:
        raise container.damaged(name) from trouble
    return facts


def _is_sheet(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a part holds cells; most workbooks keep those in worksheets/, but only its content shows it for
    certain."""
    if "/worksheets/" in part.lower():
        return True
    with archive.open(part) as stream:
        return b"sheetData" in stream.read(CHUNK)


def _parsed(text: bytes) -> ElementTree.Element:
    """A small part as a tree. Raises ValueError for one that is no XML, or that defines entities: no office does."""
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ValueError("a part with a document type")
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as trouble:
        raise ValueError("a part that is no XML") from trouble


def _unpack(archive: zipfile.ZipFile, part: str, of_texts: bool) -> None:
    """Read a part to its end. Raises ValueError for a table of more texts than it has bytes: calamine makes room for
    as many as it says."""
    with archive.open(part) as stream:
        chunk = stream.read(CHUNK)
        count = _COUNT.search(chunk.partition(b"<si")[0]) if of_texts else None
        if count is not None and int(count[1]) > archive.getinfo(part).file_size:
            raise ValueError("more texts than there can be")
        while chunk:
            chunk = stream.read(CHUNK)


def _scan(archive: zipfile.ZipFile, part: str, book: _Book, name: str, limits: Limits) -> SheetScan:
    """Unpack a sheet to its end, and gather its facts. Raises Refused as soon as its filled cells span too much."""
    scan = SheetScan(book.codes, book.calculated)
    for piece in row_pieces(archive, part, _ROW_ENDS, name):
        scan.take(piece)
        if scan.last_row * (scan.last_column + 1) > limits.area:
            refuse_area(name, _sheet_name(book, part), scan.last_row, scan.last_column)
    return scan


def refuse_area(name: str, sheet: str, last_row: int, last_column: int) -> NoReturn:
    """Raise Refused for a sheet that spans too much; last_row as Excel counts, last_column from 0."""
    message = _("“{name}”的工作表“{sheet}”太大：内容到第 {row} 行、{column} 列；请删去远处多余的单元格，另存后再试。")
    raise Refused(message.format(name=name, sheet=sheet, row=last_row, column=column_letters(last_column)))


def _sheet_name(book: _Book, part: str) -> str:
    """The name of the sheet that is stored in `part`; the part's own name if the workbook does not list it."""
    return next((name for end, name in book.names.items() if f"/{part}".endswith(end)), part)


def _book(archive: zipfile.ZipFile) -> _Book:
    """What `workbook.xml` and the styles say; nothing of it if they are not there, as in .xlsb."""
    book = _Book()
    parts = set(archive.namelist())
    if {"xl/_rels/workbook.xml.rels", "xl/workbook.xml"} <= parts:
        links = {link.get("Id"): link for link in _parsed(container.small_part(archive, "xl/_rels/workbook.xml.rels"))}
        root = _parsed(container.small_part(archive, "xl/workbook.xml"))
        for sheet in root.iterfind("{*}sheets/{*}sheet"):
            key = next((value for key, value in sheet.items() if key.endswith("}id")), None)
            if key in links:
                book.names["/" + links[key].get("Target", "").lstrip("/")] = sheet.get("name", "")
        for about in root.iterfind("{*}workbookPr"):
            book.base_1904 = about.get("date1904") in _TRUE
        for about in root.iterfind("{*}calcPr"):
            book.calculated = about.get("fullCalcOnLoad") not in _TRUE
    if "xl/styles.xml" in parts:
        book.codes = _codes(_parsed(container.small_part(archive, "xl/styles.xml")))
    return book


def _codes(styles: ElementTree.Element) -> list[str]:
    """The number format of each cell style, empty for General and what says no more."""
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iterfind("{*}numFmts/{*}numFmt")}
    numbers = [style.get("numFmtId", "0") for style in styles.iterfind("{*}cellXfs/{*}xf")]
    built_in = {str(number): code for number, code in number_formats.BUILT_IN.items()}
    return [own.get(number) or built_in.get(number, "") for number in numbers]
