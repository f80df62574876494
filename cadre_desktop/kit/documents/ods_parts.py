"""What the content of an .ods says beside the values that calamine reads, in one pass over its text.

Merged cells, failed and uncalculated formulas, hidden rows and columns, long hours, numbers that are shown as something
else, and how far drop-downs reach. Values are in attributes and what is shown in the cell's text, so no styles need
to be looked up. OpenDocument 1.3 part 3, 9.1.
"""

import math
import re
import zipfile
from datetime import timedelta
from html import unescape
from io import BytesIO

from cadre_desktop.kit.documents import container, number_formats
from cadre_desktop.kit.documents.limits import LIMITS, Limits
from cadre_desktop.kit.documents.ods_drop_downs import OpenDropDowns
from cadre_desktop.kit.documents.row_pieces import CHUNK, row_pieces
from cadre_desktop.kit.documents.sheet_facts import BookFacts, CellContent, Formula, SheetFacts
from cadre_desktop.kit.documents.xlsx_parts import refuse_area

_ROW, _ROW_END = b"<table:table-row", b"</table:table-row>"
_HEAD = (b" ", b"")
_ROW_GOES_ON = (b" ", b">", b"/")
"""What follows the name of a row; else it is that of <table:table-rows> or <table:table-row-group>."""

_BREAKS = (b"<text:tab", b"<text:line-break")
"""What parts the words of a text, and calamine leaves out."""

_VALUES, _FORMULA_OR_SPAN = (b"office:value=", b"office:time-value="), (b"table:formula=", b"-spanned=")
_TELLING = (*_VALUES, *_FORMULA_OR_SPAN, *_BREAKS)
"""One of these is in every row whose cells have to be looked at."""

_TELLS = re.compile(b"|".join(_TELLING))

_UNEVEN = (b"rows-repeated", b"table:visibility")
"""One of these is in the head of every row after which the next is not simply one further down."""

_MOST_DIGITS = 9
_SHORTEST_CELL = len(b"<table:table-cell/>")
_SHORT_ROW = 4_000

_TABLE = re.compile(rb"<table:table\s([^>]*)>")
_COLUMN = re.compile(rb"<table:table-column\b([^>]*)>")
_CELL = re.compile(rb"<table:(covered-)?table-cell\b((?:[^>/]++|/(?!>))*+)(/?)>")
_ATTRIBUTE = re.compile(rb"""\b([\w-]+:[\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SHOWN = re.compile(rb"<text:p\b[^>]*?(?:/>|>([^<]*))")
_ANNOTATION = re.compile(rb"<office:annotation\b.*?</office:annotation>", re.DOTALL)
_REPEATED = b"columns-repeated"
_REPEATED_BEFORE = re.compile(rb"""columns-repeated\s*=[^>]*>\s*<(?!/)""")
_WITHIN_PARAGRAPH = re.compile(rb"<text:[^p]")
_PARAGRAPH = re.compile(rb"<text:p\b[^>]*(?<!/)>(.*?)</text:p>", re.DOTALL)
_TAB, _LINE_BREAK = re.compile(rb"<text:tab\b[^>]*>"), re.compile(rb"<text:line-break\b[^>]*>")
_SPACES = re.compile(rb"""<text:s\b(?:[^>]*\btext:c\s*=\s*["'](\d+)["'])?[^>]*>""")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_LAID_OUT = re.compile(rb"(?<=>)\s+(?=</?(?:table|office):)|(?<=>)\s+(?=<text:p\b)")
"""Blanks before the tags of tables and paragraphs; those between words are before other tags."""

_TAG = re.compile(rb"<[^>]*>")
_BLANKS = re.compile(rb"""\btext:c\s*=\s*["'](\d+)""")
_BASE_1904 = re.compile(rb'<table:null-date\b[^>]*table:date-value="1904-01-01"')
_TIME = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+(?:[.,]\d+)?)S")
_ERROR = re.compile(r"#[A-Z/0]+[!?]?|#N/A|Err:\d+")
_NUMBERS = (b"float", b"percentage", b"currency")
_HIDDEN = (b"collapse", b"filter")
_DAY = timedelta(days=1)


def facts_of(data: bytes, name: str, limits: Limits = LIMITS) -> BookFacts:
    """What an .ods says beside the values.

    Raises Refused, naming the file `name`, if the archive is damaged or a sheet spans more than the limits allow.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            reader = _Content(name, limits)
            try:
                reader.read(archive)
            except _Unsure:
                reader = _Content(name, limits, closely=True)
                reader.read(archive)
            for part in archive.namelist():
                if part.lower().endswith(".xml") and part != "content.xml":
                    with archive.open(part) as stream:
                        while stream.read(CHUNK):
                            pass
    except container.ARCHIVE_TROUBLE as trouble:
        raise container.damaged(name) from trouble
    return reader.facts


def tightened(data: bytes) -> bytes:
    """The archive with its content alone, without comments and what lays out its tables for people.

    Raises what unpacking a damaged archive does.
    """
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(target, "w") as tight:
        for part in ("mimetype", "META-INF/manifest.xml"):
            tight.writestr(part, container.small_part(archive, part))
        content = _COMMENT.sub(b"", archive.read("content.xml"))
        tight.writestr("content.xml", _LAID_OUT.sub(b"", content))
    return target.getvalue()


class _Unsure(Exception):
    """Raised where the rows may span too much, or not: they have been measured by their lengths only."""


class _Content:
    """Gathers the facts from the pieces of the content in their order.

    closely: whether the cells of each row are counted; else those of most are guessed from its length, never too few.
    """

    def __init__(self, name: str, limits: Limits, closely: bool = False):
        self.facts = BookFacts()
        self._name = name
        self._limits = limits
        self._closely = closely
        self._unclosed = 0
        self._area = 0
        self._sheet = SheetFacts()
        self._drop_downs = OpenDropDowns()
        self._title = ""
        self._row = self._column = 0
        self._last_row = self._width = self._guess = 0

    def read(self, archive: zipfile.ZipFile) -> None:
        """Read the content to its end. Raises _Unsure where it has to be read again, closely."""
        for piece in row_pieces(archive, "content.xml", (_ROW_END,), self._name):
            self._take(piece)
            self._drop_downs.finish_rows()
        self._finish()

    def _take(self, piece: bytes) -> None:
        """Look through a piece that holds whole rows. Raises ValueError for what no office program writes."""
        within = _WITHIN_PARAGRAPH.search(piece) is not None
        if within and any(int(count) > self._limits.text for count in _BLANKS.findall(piece)):
            raise ValueError("more blanks than a cell can hold")
        first, *rows = piece.split(_ROW)
        self._between(first)
        self._count_ends(first, b"table:table")
        telling = _has(piece, _FORMULA_OR_SPAN) or (within and _has(piece, _BREAKS))
        telling = telling or (b"value=" in piece and _has(piece, _VALUES))
        if b"annotation" in piece:
            self._count_ends(piece, b"office:annotation")
        if not telling and self._take_even(piece, rows):
            return
        self._count_ends(piece[len(first) :], b"table:table")
        for row in rows:
            if row[:1] not in _ROW_GOES_ON:
                self._between(row)
            else:
                self._take_row(row, telling)

    def _count_ends(self, piece: bytes, tag: bytes) -> None:
        """What begins has to end; calamine would look for the end for ever."""
        begun = piece.count(b"<%s>" % tag)
        if b"<%s " % tag in piece:
            begun += len(re.findall(rb"<%s\s[^>]*(?<!/)>" % tag, piece))
        self._unclosed += begun - piece.count(b"</%s>" % tag)

    def _take_even(self, piece: bytes, rows: list[bytes]) -> bool:
        """Count rows that say no more than that they are there; nothing is done if some may say more."""
        longest = max(map(len, rows), default=0)
        heads = {row[: row.find(b">")] for row in rows}
        if not heads or longest > _SHORT_ROW or any(head[:1] not in _HEAD or _has(head, _UNEVEN) for head in heads):
            return False
        if _REPEATED_BEFORE.search(piece) or not all(row.endswith(_ROW_END) for row in rows):
            return False
        self._drop_downs.take(rows, self._row)
        self._row += len(rows)
        self._last_row = self._row
        if self._closely:
            self._width = max(self._width, *map(_tags, rows))
        else:
            self._guess = max(self._guess, longest // _SHORTEST_CELL)
        return True

    def _finish(self) -> None:
        """Check the sheet read last, and that the content is whole."""
        self._check_area()
        if self._unclosed:
            raise ValueError("a sheet or a note that does not end")

    def _check_area(self) -> None:
        """Refuse the sheet read last if it spans more than the limits allow."""
        if self._last_row * self._width > self._limits.area:
            refuse_area(self._name, self._title, self._last_row, self._width - 1)
        if self._last_row * self._guess > self._limits.area:
            raise _Unsure

    def _between(self, text: bytes) -> None:
        """What is between rows: the beginning of a sheet, and its columns."""
        if b"<table:null-date" in text and _BASE_1904.search(text):
            self.facts.base_1904 = True
        self._drop_downs.define(text)
        table = _TABLE.search(text)
        if table is not None:
            self._check_area()
            self._title = unescape(_attributes(table[1]).get(b"table:name", b"").decode("utf-8", "replace"))
            self._sheet = self.facts.of(self._title)
            self._sheet.merged = []
            self._drop_downs.begin(self._sheet.drop_downs)
            self._row = self._column = self._last_row = self._width = self._guess = 0
        for column in _COLUMN.findall(text, table.end() if table else 0):
            about = _attributes(column)
            count = _count(about, b"table:number-columns-repeated")
            if about.get(b"table:visibility") in _HIDDEN:
                self._sheet.hidden_columns.update(range(self._column, self._column + min(count, 16_384)))
            self._column += count

    def _take_row(self, text: bytes, telling: bool) -> None:
        head = text[: text.index(b">")]
        count = 1
        if b"repeated" in head or b"visibility" in head:
            about = _attributes(head)
            count = _count(about, b"table:number-rows-repeated")
            if about.get(b"table:visibility") in _HIDDEN:
                self._sheet.hidden_rows.update(range(self._row, self._row + min(count, 1_048_576)))
        end = text.find(_ROW_END) if not head.endswith(b"/") else len(head)
        body = text if end < 0 else text[:end]
        self._drop_downs.take((body,), self._row, count)
        if b"<text:p" in body or b"office:value" in body or b"table:formula" in body:
            self._last_row = self._row + count
            self._width = max(self._width, _width(body))
            if telling and _has(body, _TELLING):
                self._take_cells(body, count)
        self._row += count
        if end >= 0 and b"<table:table" in text[end:]:
            self._between(text[end:])

    def _take_cells(self, text: bytes, rows: int) -> None:
        if b"<office:annotation" in text:
            text = _ANNOTATION.sub(b"", text)
        cells = list(_CELL.finditer(text))
        broken = _has(text, _BREAKS)
        column = 0
        for cell, following in zip(cells, [*cells[1:], None], strict=True):
            covered, written, closed = cell.groups()
            tells = _TELLS.search(written) is not None
            if not broken and b"repeated" not in written and not tells:
                column += 1
                continue
            about = _attributes(written)
            columns = _count(about, b"table:number-columns-repeated")
            found = b"" if closed else text[cell.end() : following.start() if following else len(text)]
            whole = _whole_text(found) if broken and _has(found, _BREAKS) else None
            # The blank cells that end a row are 16,384 minus its others; they must not count as what is put somewhere.
            if not covered and (whole is not None or tells):
                self._take_cell(about, _SHOWN.search(found), (rows, columns), column, whole)
            column += columns

    def _take_cell(
        self,
        about: dict[bytes, bytes],
        shown: "re.Match[bytes] | None",
        times: tuple[int, int],
        column: int,
        whole: str | None,
    ) -> None:
        text = unescape((shown[1] or b"").decode("utf-8", "replace")) if shown else ""
        down, across = (_count(about, b"table:number-%s-spanned" % what) for what in (b"rows", b"columns"))
        if (down > 1 or across > 1) and self._sheet.merged is not None:
            self._sheet.merged.append((self._row, column, self._row + down - 1, column + across - 1))
        formula = about.get(b"table:formula")
        error = about.get(b"calcext:value-type") == b"error" or (formula is not None and _ERROR.fullmatch(text))
        value = _number(about)
        self._area += times[0] * times[1]
        if self._area > self._limits.area:
            refuse_area(self._name, self._title, self._row + times[0], column + times[1] - 1)
        for row in range(self._row, self._row + times[0]):
            for index in range(column, column + times[1]):
                if error:
                    self._sheet.errors.append(CellContent(row, index, text or "#VALUE!"))
                elif formula is not None and (value == 0 or _is_uncalculated(about, shown is not None)):
                    written = unescape(formula.decode("utf-8", "replace"))
                    self._sheet.formulas.append(Formula(row, index, written, value == 0))
                elif whole is not None and about.get(b"office:value-type") == b"string":
                    self._sheet.shown.append(CellContent(row, index, whole))
                elif (meant := _meant(about, value, text)) is not None:
                    self._sheet.shown.append(CellContent(row, index, meant))


def _whole_text(found: bytes) -> str:
    """The text of a cell with what parts its words; its paragraphs are lines."""
    lines = []
    for paragraph in _PARAGRAPH.findall(found):
        for tag, sign in ((_TAB, b"\t"), (_LINE_BREAK, b"\n")):
            paragraph = tag.sub(sign, paragraph)
        paragraph = _SPACES.sub(lambda blanks: b" " * int(blanks[1] or 1), paragraph)
        lines.append(unescape(_TAG.sub(b"", paragraph).decode("utf-8", "replace")))
    return "\n".join(lines)


def _has(text: bytes, marks: tuple[bytes, ...]) -> bool:
    return any(mark in text for mark in marks)


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return {name: value or other for name, value, other in _ATTRIBUTE.findall(text)}


def _count(about: dict[bytes, bytes], name: bytes) -> int:
    """How often something is there. Raises ValueError for a count that is none."""
    written = about.get(name, b"1")
    if not written.isdigit() or len(written) > _MOST_DIGITS:
        raise ValueError("a count that is no number")
    return max(int(written), 1)


def _number(about: dict[bytes, bytes]) -> float | None:
    if about.get(b"office:value-type") not in _NUMBERS or b"office:value" not in about:
        return None
    value = float(about[b"office:value"])
    return value if math.isfinite(value) else None


def _is_uncalculated(about: dict[bytes, bytes], has_text: bool) -> bool:
    """Whether a formula's cell says nothing of its value; an empty text is one."""
    kind = about.get(b"office:value-type")
    if kind == b"string":
        return not has_text and b"office:string-value" not in about
    return not any(name.startswith(b"office:") and name.endswith(b"value") for name in about)


def _meant(about: dict[bytes, bytes], value: float | None, text: str) -> object:
    """What the cell shows, where that is not the value calamine reads; None where it is."""
    if value is not None:
        if about[b"office:value-type"] == b"percentage":
            return number_formats.percent(value)
        return number_formats.from_text(value, text)
    found = _TIME.fullmatch(about.get(b"office:time-value", b"").decode("ascii", "replace"))
    if found is None:
        return None
    sign, hours, minutes, seconds = found.groups()
    length = timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds.replace(",", ".")))
    return None if not sign and length < _DAY else -length if sign else length


def _tags(text: bytes) -> int:
    return text.count(b"<table:table-cell") + text.count(b"<table:covered-table-cell")


def _width(text: bytes) -> int:
    """Columns that a row takes, at most; exactly where cells are repeated before the last one."""
    repeated = text.find(_REPEATED)
    if repeated < 0 or (not _tags(text[repeated:]) and text.rstrip().endswith(b"/>")):
        return _tags(text)
    column = width = 0
    for _covered, written, closed in _CELL.findall(text):
        columns = _count(_attributes(written), b"table:number-columns-repeated")
        column += columns
        if not closed or b"value" in written:
            width = column
    return width
