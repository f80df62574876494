"""What is in the XML of an .xlsx sheet beside the values: errors, formulas, formats that matter, hidden rows.

The text is searched in pieces of whole rows, and only for what a piece is known to hold, so that a sheet without
formulas and special formats costs little more than its unpacking. ECMA-376 part 1, 18.3.1.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape

from cadre_desktop.kit.documents import number_formats
from cadre_desktop.kit.documents.drop_downs_read import DropDownScan
from cadre_desktop.kit.documents.number_formats import FormatKind
from cadre_desktop.kit.documents.sheet_facts import CellContent, Formula, SheetFacts

_ERROR = re.compile(rb'<c\s(?=[^>]*\bt="e")([^>]*)(?<!/)>(?:(?!</c>).)*?<v>([^<]*)</', re.DOTALL)
_F = rb"<f\b([^>]*?)(?:/>|>([^<]*)</f>)\s*"
_NOT_CAUGHT = rb"<f\b[^>]*?(?:/>|>[^<]*</f>)\s*"
_FORMULA = re.compile(rb"<c\s([^>]*)>\s*" + _F + rb"(<v(?:\s[^>]*)?(?:/>|>([^<]*)</v>))?")
_HIDDEN_ROW = re.compile(rb'<row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb'<col\s(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_SPAN = re.compile(rb'\b(min|max)="(\d+)"')
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_SHARED = re.compile(rb'\bsi="(\d+)"')
_ROW_OR_CELL = re.compile(rb"<(row|c)\b([^>]*)>")
_FIRST_CELL = re.compile(rb"<(\w+:)?c\b([^>]*)>")
_ANY = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s>/])((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>(\s*+<(?:/|(?:\w+:)?v\s*+/>))?")
"""A row or cell in any spelling, and whether nothing is in it."""

_ANY_ADDRESS = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{0,3})(\d{1,10})["']""")
_TWO_LETTERS = 702
_LONGEST_NUMBER = 7
_FEW_STYLES = 100
"""More styles than that make a search that tries them one by one slow."""

_PREFIX = re.compile(rb"<(/?)\w+:(?=\w)")
_SINGLE_QUOTES = re.compile(rb"""(\s[\w:]+)='([^'"<>]*)'""")
_ROW = re.compile(rb'<row\s[^>]*?\br="(\d+)"')
_NUMERIC = (b"", b"n")
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576


def column_letters(column: int) -> str:
    """Excel's letters for a column counted from 0: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """The column, from 0, of Excel's letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


@lru_cache(_LAST_COLUMN)
def _column(letters: bytes) -> int:
    column = column_number(letters.decode())
    if not 0 <= column < _LAST_COLUMN:
        raise ValueError("a cell beyond the last column")
    return column


class SheetScan:
    """Gathers the facts of one sheet from its pieces in their order.

    codes: the number format of each cell style by its number; trusted: whether a formula's 0 counts as calculated.
    """

    def __init__(self, codes: Sequence[str], trusted: bool):
        self.facts = SheetFacts()
        self._drop_downs = DropDownScan(self.facts.drop_downs)
        self._codes = codes
        self._trusted = trusted
        kinds = [number_formats.kind_of(code) for code in codes]
        self._changing = _styled(
            [number for number, kind in enumerate(kinds) if kind in (FormatKind.PERCENT, FormatKind.TEXTED)], rb"[^<]*"
        )
        self._monthly = _styled(
            [number for number, kind in enumerate(kinds) if kind is FormatKind.TWO_DECIMALS], rb"(?:19|20)\d\d\.\d+"
        )
        self._masters: dict[bytes, tuple[str, int, int]] = {}
        self._numbered: bool | None = None
        self._prefixed = False
        self._row, self._column = -1, -1
        self._at = -1, -1
        self._strange = _beyond(0)
        self.last_row = self.last_column = 0

    def take(self, piece: bytes) -> None:
        """Look through a piece that holds whole rows. Raises ValueError for a cell where none can be."""
        self._drop_downs.take_xml(piece)
        if b"'" in piece:
            piece = _SINGLE_QUOTES.sub(rb'\1="\2"', piece)
        if self._numbered is None and (first := _FIRST_CELL.search(piece)):
            self._prefixed, self._numbered = first[1] is not None, b'r="' in first[2]
        if self._prefixed:
            piece = _PREFIX.sub(rb"<\1", piece)
        if self._numbered is False:
            piece = _ROW_OR_CELL.sub(self._addressed, piece)
        self._measure(piece)
        if b' t="e"' in piece:
            self._take_errors(piece)
        if b"f" in piece and (b"</f>" in piece or b' si="' in piece):
            self._take_formulas(piece)
        if b"h" in piece and (b'hidden="1"' in piece or b'hidden="true"' in piece):
            self._take_hidden(piece)
        for search in filter(None, (self._changing, self._monthly)):
            if search[0].search(piece):
                self._take_shown(piece, search[1])

    def _measure(self, piece: bytes) -> None:
        """How far the filled cells reach (rows from 1, columns from 0).

        Most pieces hold no cell that is spelled otherwise than usual or is right of those before: their rows show that.
        """
        rows = _ROW.findall(piece)
        lowest = max(map(int, rows), default=0)
        prefixed = b":" in piece and b":c" in piece  # the first is found out much sooner
        if prefixed or self._strange[min(len(str(lowest)), _LONGEST_NUMBER)].search(piece):
            before = self.last_column
            self._measure_closely(piece)
            if self.last_column > before:
                self._strange = _beyond(self.last_column)
        elif rows:
            self.last_row = max(self.last_row, lowest)
            self._at = int(rows[-1]) - 1, -1
        if self.last_row > _LAST_ROW:
            raise ValueError("a cell beyond the last row")

    def _measure_closely(self, piece: bytes) -> None:
        """Look at each row and each filled cell as calamine does: one without an address follows the one before."""
        row, column = self._at
        for tag, attributes, blank in _ANY.findall(piece):
            own = _ANY_ADDRESS.search(attributes) if b"r" in attributes else None
            if tag == b"row":
                row, column = (int(own[2]) - 1 if own else row + 1), -1
                continue
            column = _column(own[1].upper()) if own and own[1] else column + 1
            if not blank and not attributes.endswith(b"/"):
                self.last_row = max(self.last_row, int(own[2]) if own else row + 1)
                self.last_column = max(self.last_column, column)
        self._at = row, column

    def _addressed(self, found: "re.Match[bytes]") -> bytes:
        tag, attributes = found.groups()
        if tag == b"row":
            own = re.search(rb'\br="(\d+)"', attributes)
            self._row, self._column = (int(own[1]) - 1 if own else self._row + 1), -1
            return found[0] if own else b'<row r="%d"%s>' % (self._row + 1, attributes)
        own = _ADDRESS.search(attributes)
        self._column = _column(own[1]) if own else self._column + 1
        if own:
            return found[0]
        address = column_letters(self._column).encode() + str(self._row + 1).encode()
        return b'<c r="%s"%s>' % (address, attributes)

    def _take_errors(self, piece: bytes) -> None:
        for attributes, text in _ERROR.findall(piece):
            if address := _ADDRESS.search(attributes):
                value = text.decode("utf-8", "replace")
                self.facts.errors.append(CellContent(int(address[2]) - 1, _column(address[1]), value))

    def _take_formulas(self, piece: bytes) -> None:
        for attributes, how, text, holder, value in _FORMULA.findall(piece):
            kind = _found(_TYPE, attributes)
            calculated = (value and not (kind in _NUMERIC and _is_zero(value))) or (
                not value and kind == b"str" and holder  # an empty text
            )
            shared = _SHARED.search(how) if how else None
            if (calculated and not (shared and text)) or not (address := _ADDRESS.search(attributes)):
                continue
            row, column = int(address[2]) - 1, _column(address[1])
            written = unescape(text.decode("utf-8", "replace"))
            shift = (0, 0)
            if shared:
                if written:
                    self._masters[shared[1]] = written, row, column
                written, top, left = self._masters.get(shared[1], ("", row, column))
                shift = row - top, column - left
            if not calculated:
                zero = bool(value) and self._trusted
                self.facts.formulas.append(Formula(row, column, written, zero, self._code(attributes), shift))

    def _take_hidden(self, piece: bytes) -> None:
        self.facts.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(piece))
        for column in _HIDDEN_COLUMN.findall(piece):
            span = dict(_SPAN.findall(column))
            first, last = int(span.get(b"min", 1)), int(span.get(b"max", 0))
            self.facts.hidden_columns.update(range(first - 1, min(last, _LAST_COLUMN)))

    def _take_shown(self, piece: bytes, cells: "re.Pattern[bytes]") -> None:
        shown, codes = self.facts.shown, self._codes
        for letters, row, style, attributes, text in cells.findall(piece):
            if text and (b't="' not in attributes or _found(_TYPE, attributes) in _NUMERIC):
                value = number_formats.as_shown(float(text), codes[int(style)]) if int(style) < len(codes) else None
                if value is not None:
                    shown.append(CellContent(int(row) - 1, _column(letters), value))

    def _code(self, attributes: bytes) -> str:
        style = int(_found(_STYLE, attributes) or 0)
        return self._codes[style] if style < len(self._codes) else ""


def _beyond(column: int) -> list["re.Pattern[bytes]"]:
    """What finds a cell that is right of `column` or is spelled unusually, by the digits that its row may have."""
    first, second = (letter.encode() for letter in f"{column_letters(min(column, _TWO_LETTERS - 1)):@>2}")
    near = b"[A-%s]" % second if first == b"@" else b"(?:[A-Z]|%s[A-%s])" % (first, second)
    if first > b"A":
        near = near[:-1] + b"|[A-%c][A-Z])" % (first[0] - 1)
    return [
        re.compile(rb'<c(?! r="%s\d{1,%d}"[ >/])[\s>/]' % (near, digits or 1)) for digits in range(_LONGEST_NUMBER + 1)
    ]


def _styled(numbers: list[int], value: bytes) -> "tuple[re.Pattern[bytes], re.Pattern[bytes]] | None":
    """What says that a piece may hold cells of these styles, and what finds the cells."""
    if not numbers:
        return None
    one_of = b"|".join(str(number).encode() for number in numbers) if len(numbers) <= _FEW_STYLES else rb"\d{1,5}"
    style = rb'\bs="(%s)"' % one_of
    address = rb'(?=[^>]*?\br="([A-Z]{1,3})(\d{1,7})")'
    cell = (
        rb"<c\s"
        + address
        + rb"(?=[^>]*?"
        + style
        + rb")([^>]*)(?<!/)>\s*(?:"
        + _NOT_CAUGHT
        + rb")?<v>("
        + value
        + rb")<"
    )
    return re.compile(style), re.compile(cell)


def _found(pattern: "re.Pattern[bytes]", attributes: bytes) -> bytes:
    found = pattern.search(attributes)
    return found[1] if found else b""


def _is_zero(value: bytes) -> bool:
    return value[:1] in b"0-" and not value.strip(b"-0.")
