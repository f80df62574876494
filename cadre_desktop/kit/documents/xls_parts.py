"""What the records of an .xls say beside the values that calamine reads, [MS-XLS] 2.4.

Failed formulas, formulas whose result is 0, hidden rows and columns, numbers that are shown as something else, and how
far drop-downs reach. Most records of a large sheet are texts and plain numbers: runs of them are passed over by one
regular expression.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import olefile

from cadre_desktop.kit.documents import container, number_formats
from cadre_desktop.kit.documents.drop_downs_read import DropDownScan
from cadre_desktop.kit.documents.limits import LIMITS, Limits
from cadre_desktop.kit.documents.number_formats import FormatKind
from cadre_desktop.kit.documents.sheet_facts import BookFacts, CellContent, Formula, SheetFacts
from cadre_desktop.kit.documents.xls_formulas import ERROR_CODES, text_of
from cadre_desktop.kit.documents.xlsx_parts import refuse_area

_BOF, _EOF = 0x809, 0x0A
_DATE_MODE, _FORMAT, _XF, _BOUNDSHEET, _EXTERNSHEET, _SUPBOOK = 0x22, 0x41E, 0xE0, 0x85, 0x17, 0x1AE
_ROW, _COLINFO, _FORMULA, _BOOLERR, _RK, _MULRK, _NUMBER, _SHARED = 0x208, 0x7D, 0x06, 0x205, 0x27E, 0xBD, 0x203, 0x4BC
_DIMENSIONS, _DV = 0x200, 0x1BE
_CELLS = frozenset({_FORMULA, _BOOLERR, _RK, _MULRK, _NUMBER, 0xFD, 0x204, 0xD6})
"""Records of cells; one of a damaged file may name a cell so far out that calamine ends the process for memory."""

_STRING = 0x207
_TEXTS = frozenset({0x204, 0xD6, _STRING})
_LAST_COLUMN, _LAST_ROW = 255, 65_535
_EXP = 0x01
_BIFF5, _BIFF8 = 0x0500, 0x0600
_CODE_PAGE = 0x42
_OWN_BOOK = b"\x01\x04"
_DAMAGED = (OSError, struct.error, IndexError, ValueError, EOFError, LookupError)


@dataclass
class _Globals:
    """What is before the sheets.

    names: of the sheets, charts too, worksheets: without these; starts: their offsets in the stream; links: the sheet
    of each entry that formulas point to others by; codes: the number format of each cell style; is_8: whether it is
    Excel 97 or later, else encoding is that of its texts.
    """

    names: list[str] = field(default_factory=list)
    worksheets: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    base_1904: bool = False
    is_8: bool = True
    encoding: str = "cp1252"


def facts_of(data: bytes, name: str, limits: Limits = LIMITS) -> BookFacts:
    """What an .xls says beside the values; of one older than Excel 95 nothing.

    Raises Refused, naming the file `name`, if its container is damaged or a sheet spans more than the limits allow.
    """
    try:
        with olefile.OleFileIO(BytesIO(data)) as container_:
            entry = next((each for each in ("Workbook", "Book") if container_.exists(each)), "")
            stream = container_.openstream(entry).read() if entry else b""
        return _facts(stream, name, limits)
    except _DAMAGED as trouble:
        raise container.damaged(name) from trouble


def _facts(stream: bytes, name: str, limits: Limits) -> BookFacts:
    code, _length, version = struct.unpack_from("<HHH", stream)
    if code != _BOF or version not in (_BIFF5, _BIFF8):
        return BookFacts(vouched=False)
    about = _globals(stream, version == _BIFF8)
    facts = BookFacts(base_1904=about.base_1904)
    if not about.is_8:
        facts.names = about.worksheets
    near = min(limits.area // (_LAST_ROW + 1), _LAST_COLUMN + 1)
    plain = _plain_records(about.codes, near)
    sheets = [_XlsSheet(about, stream, near) for _name in about.names]
    for title, start, sheet in zip(about.names, about.starts, sheets, strict=True):
        sheet.read(start, plain)
        if sheet.last_column >= near and sheet.last_row * (sheet.last_column + 1) > limits.area:
            refuse_area(name, title, sheet.last_row, sheet.last_column)
        facts.sheets[title] = sheet.facts
    if not any(sheet.calculated for sheet in sheets):
        # A library has written the formulas, which cannot calculate; it writes 0 for every result.
        for each in facts.sheets.values():
            each.formulas = [formula._replace(trusted=False) for formula in each.formulas]
    return facts


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    while offset <= len(stream) - 4:
        code, length = struct.unpack_from("<HH", stream, offset)
        yield code, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _globals(stream: bytes, is_8: bool) -> _Globals:
    about = _Globals(is_8=is_8)
    formats: dict[int, str] = {}
    styles: list[int] = []
    own_book, books, links = -1, 0, []
    for code, payload in _records(stream, 0):
        if code == _EOF:
            break
        if code == _CODE_PAGE and not is_8:
            about.encoding = f"cp{struct.unpack_from('<H', payload)[0]}"
        elif code == _DATE_MODE:
            about.base_1904 = payload[:2] == b"\x01\x00"
        elif code == _FORMAT:
            formats[struct.unpack_from("<H", payload)[0]] = _text(payload, 2, "<H" if is_8 else "<B", about)
        elif code == _XF:
            styles.append(struct.unpack_from("<H", payload, 2)[0])
        elif code == _BOUNDSHEET:
            about.starts.append(struct.unpack_from("<I", payload)[0])
            about.names.append(_text(payload, 6, "<B", about))
            about.worksheets += [] if payload[5] else about.names[-1:]
        elif code == _SUPBOOK:
            own_book = books if payload[2:4] == _OWN_BOOK else own_book
            books += 1
        elif code == _EXTERNSHEET:
            links = list(struct.iter_unpack("<Hhh", payload[2 : 2 + 6 * struct.unpack_from("<H", payload)[0]]))
    about.codes = [formats.get(number, number_formats.BUILT_IN.get(number, "")) for number in styles]
    for book, first, last in links:
        is_one = book == own_book and first == last and 0 <= first < len(about.names)
        about.links.append(about.names[first] if is_one else "")
    return about


def _text(payload: bytes, offset: int, count: str, about: _Globals) -> str:
    """A text in a record: the count of its characters, a byte that says whether they are wide, the characters.

    Excel 95 has bytes in the code page of the workbook instead.
    """
    (length,) = struct.unpack_from(count, payload, offset)
    offset += struct.calcsize(count)
    if not about.is_8:
        return payload[offset : offset + length].decode(about.encoding, "replace")
    wide = payload[offset] & 1
    raw = payload[offset + 1 : offset + 1 + length * (1 + wide)]
    return raw.decode("utf-16-le" if wide else "latin-1", "replace")


def _changes(code: str) -> bool:
    return number_formats.kind_of(code) in (FormatKind.PERCENT, FormatKind.TEXTED, FormatKind.TWO_DECIMALS)


def _plain_records(codes: list[str], near: int) -> "re.Pattern[bytes]":
    """What matches a run of records of which nothing has to be known: their cells are in the first `near` columns."""
    by_high: dict[int, bytes] = {}
    for number, code in enumerate(codes):
        if _changes(code):
            by_high[number >> 8] = by_high.get(number >> 8, b"") + b"\\x%02x" % (number & 0xFF)
    changing = b"|".join(b"[%s]\\x%02x" % (low, high) for high, low in by_high.items())
    style = rb"(?!%s).." % changing if changing else b".."
    columns = rb"..[\x00-\x%02x]\x00" % (near - 1) if near else rb"(?!)"
    records = (
        rb"\xfd\x00\x0a\x00" + columns + b".{6}",  # LABELSST
        rb"\x7e\x02\x0a\x00" + columns + style + b".{4}",  # RK
        rb"\x03\x02\x0e\x00" + columns + style + b".{8}",  # NUMBER
        rb"\x01\x02\x06\x00.{6}",  # BLANK
        rb"\x08\x02\x10\x00.{12}[\x00-\x1f\x40-\x5f\x80-\x9f\xc0-\xdf].{3}",  # ROW that is not hidden
    )
    return re.compile(b"(?:" + b"|".join(records) + b")++", re.DOTALL)


class _XlsSheet:
    """Gathers the facts of one sheet. calculated: whether a formula of it has another result than 0.

    last_row (from 1), last_column (from 0): how far the cells reach that are right of the near columns; those within
    them take less than the limits allow, however many rows there are.
    """

    def __init__(self, about: _Globals, stream: bytes, near: int):
        self.facts = SheetFacts()
        self._drop_downs = DropDownScan(self.facts.drop_downs)
        self.calculated = False
        self.last_row = self.last_column = 0
        self._about = about
        self._stream = stream
        self._near = near
        self._dimensions = "<IIHH" if about.is_8 else "<HHHH"
        self._last: tuple[int, int] | None = None
        self._waiting: dict[tuple[int, int], list[tuple[int, int, int]]] = {}
        self._shared: dict[tuple[int, int], bytes] = {}

    def read(self, offset: int, plain: "re.Pattern[bytes]") -> None:
        """Read the records from the sheet's beginning at `offset` to its end, charts in it left out."""
        stream, depth, runs = self._stream, 0, []
        while offset <= len(stream) - 4:
            if run := plain.match(stream, offset):
                runs.append((offset, run.end()))
                offset = run.end()
                continue
            code, length = struct.unpack_from("<HH", stream, offset)
            payload = stream[offset + 4 : offset + 4 + length]
            offset += 4 + length
            depth += (code == _BOF) - (code == _EOF)
            if depth == 0:
                break
            if depth == 1:
                self._take(code, payload)
        if self.last_column >= self._near:
            self._measure(runs)
        self._put_shared()

    def _measure(self, runs: list[tuple[int, int]]) -> None:
        """Take in the rows of the records that were passed over."""
        for offset, end in runs:
            while offset < end:
                code, length, row = struct.unpack_from("<HHH", self._stream, offset)
                if code in _CELLS:
                    self.last_row = max(self.last_row, row + 1)
                offset += 4 + length

    def _take(self, code: int, payload: bytes) -> None:
        if code in _CELLS:
            row, column = struct.unpack_from("<HH", payload)
            column += (len(payload) - 6) // 6 - 1 if code == _MULRK else 0
            if column > _LAST_COLUMN:
                raise ValueError("a cell beyond the last column")
            self.last_row, self.last_column = max(self.last_row, row + 1), max(self.last_column, column)
        if code == _DIMENSIONS:
            top, bottom, left, right = struct.unpack_from(self._dimensions, payload)
            if not (top <= bottom <= _LAST_ROW + 1 and left <= right <= _LAST_COLUMN + 1):
                raise ValueError("a sheet larger than any")
        if code == _ROW and payload[12] & 0x20:
            self.facts.hidden_rows.add(struct.unpack_from("<H", payload)[0])
        elif code in _TEXTS and not self._about.is_8:
            self._take_text(code, payload)
        elif code == _COLINFO and payload[8] & 1:
            first, last = struct.unpack_from("<HH", payload)
            self.facts.hidden_columns.update(range(first, min(last, 255) + 1))
        elif code == _FORMULA:
            self._take_formula(payload)
        elif code == _SHARED and self._last is not None:
            (size,) = struct.unpack_from("<H", payload, 8)
            self._shared[self._last] = payload[10 : 10 + size]
        elif code == _BOOLERR and payload[7]:
            row, column = struct.unpack_from("<HH", payload)
            self.facts.errors.append(CellContent(row, column, ERROR_CODES.get(payload[6], "#VALUE!")))
        elif code == _RK:
            row, column, style, number = struct.unpack_from("<HHHI", payload)
            self._take_number(row, column, style, _unpacked(number))
        elif code == _NUMBER:
            row, column, style, value = struct.unpack_from("<HHHd", payload)
            self._take_number(row, column, style, value)
        elif code == _MULRK:
            row, column = struct.unpack_from("<HH", payload)
            for style, number in struct.iter_unpack("<HI", payload[4:-2]):
                self._take_number(row, column, style, _unpacked(number))
                column += 1
        elif code == _DV:
            self._drop_downs.take_record(payload)

    def _take_text(self, code: int, payload: bytes) -> None:
        """A text of Excel 95, which calamine does not decode: in its own cell, or the result of the formula before."""
        if code == _STRING and self._last is not None:
            self.facts.shown.append(CellContent(*self._last, _text(payload, 0, "<H", self._about)))
        elif code != _STRING:
            row, column = struct.unpack_from("<HH", payload)
            self.facts.shown.append(CellContent(row, column, _text(payload, 6, "<H", self._about)))

    def _take_number(self, row: int, column: int, style: int, value: float) -> None:
        shown = number_formats.as_shown(value, self._code(style))
        if shown is not None:
            self.facts.shown.append(CellContent(row, column, shown))

    def _take_formula(self, payload: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", payload)
        self._last = row, column
        if payload[12:14] == b"\xff\xff":
            self.calculated = True
            if payload[6] == 2:
                self.facts.errors.append(CellContent(row, column, ERROR_CODES.get(payload[8], "#VALUE!")))
            return
        (value,) = struct.unpack_from("<d", payload, 6)
        if value != 0:
            self.calculated = True
            self._take_number(row, column, style, value)
            return
        (size,) = struct.unpack_from("<H", payload, 20)
        tokens = payload[22 : 22 + size]
        if tokens[:1] == bytes([_EXP]) and len(tokens) == 5:
            self._waiting.setdefault(struct.unpack_from("<HH", tokens, 1), []).append((row, column, style))
        else:
            self._put(row, column, style, tokens)

    def _put_shared(self) -> None:
        """Formulas that others share with the cell at the top left of theirs, whose tokens have come after it."""
        for first, cells in self._waiting.items():
            for row, column, style in cells:
                self._put(row, column, style, self._shared.get(first, b""))

    def _put(self, row: int, column: int, style: int, tokens: bytes) -> None:
        text = text_of(tokens if self._about.is_8 else b"", self._about.links, (row, column))
        self.facts.formulas.append(Formula(row, column, text, True, self._code(style)))

    def _code(self, style: int) -> str:
        return self._about.codes[style] if style < len(self._about.codes) else ""


def _unpacked(number: int) -> float:
    """A number in four bytes: the upper half of a float or a whole number, either of hundredths or not."""
    if number & 2:
        value = float((number >> 2) - (1 << 30 if number & 0x80000000 else 0))
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))
    return value / 100 if number & 1 else value
