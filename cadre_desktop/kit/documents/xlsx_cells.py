"""What stands in the XML of an .xlsx sheet beside the values: errors, formulas, formats that matter, hidden rows.

The text is searched in pieces of whole rows, and only for what a piece is known to hold, so that a sheet without
formulas and special formats costs little more than its unpacking. ECMA-376 part 1, 18.3.1.
"""

import re
from collections.abc import Sequence
from html import unescape

from cadre_desktop.kit.documents import number_formats
from cadre_desktop.kit.documents.number_formats import Kind
from cadre_desktop.kit.documents.sheet_facts import Formula, Placed, SheetFacts

_ERROR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")([^>]*)(?<!/)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]*)</', re.DOTALL
)
_F = rb"<(?:\w+:)?f\b([^>]*?)(?:/>|>([^<]*)</(?:\w+:)?f>)"
_FORMULA = re.compile(rb"<(?:\w+:)?c\s([^>]*)>\s*" + _F + rb"\s*(<(?:\w+:)?v(?:\s[^>]*)?(?:/>|>([^<]*)</(?:\w+:)?v>))?")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\s(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_SPAN = re.compile(rb'\b(min|max)="(\d+)"')
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_SHARED = re.compile(rb'\bsi="(\d+)"')
_ROW_OR_CELL = re.compile(rb"<((?:\w+:)?)(row|c)\b([^>]*)>")
_FIRST_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_SINGLE_QUOTES = re.compile(rb"""(\s[\w:]+)='([^'"<>]*)'""")
_NUMERIC = (b"", b"n")
_LAST_COLUMN = 16_384


def column_letters(column: int) -> str:
    """Excel's letters for a column counted from 0: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def column_number(letters: str) -> int:
    """The column, from 0, of Excel's letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


_COLUMNS = {column_letters(column).encode(): column for column in range(_LAST_COLUMN)}


class SheetScan:
    """Gathers the facts of one sheet from its pieces in their order.

    codes: the number format of each cell style by its number; trusted: whether a formula's 0 counts as calculated.
    """

    def __init__(self, codes: Sequence[str], trusted: bool):
        self.facts = SheetFacts()
        self._codes = codes
        self._trusted = trusted
        kinds = [number_formats.kind_of(code) for code in codes]
        self._changing = _styled(
            [number for number, kind in enumerate(kinds) if kind in (Kind.PERCENT, Kind.TEXTED)], rb"[^<]*"
        )
        self._monthly = _styled(
            [number for number, kind in enumerate(kinds) if kind is Kind.TWO_PLACES], rb"(?:19|20)\d\d\.\d+"
        )
        self._masters: dict[bytes, tuple[str, int, int]] = {}
        self._numbered: bool | None = None
        self._row, self._column = -1, -1

    def take(self, piece: bytes) -> None:
        """Look through a piece that holds whole rows."""
        if b"'" in piece:
            piece = _SINGLE_QUOTES.sub(rb'\1="\2"', piece)
        if not self._numbered:
            piece = self._with_places(piece)
        if b' t="e"' in piece:
            self._take_errors(piece)
        if b"f" in piece and (b"</f>" in piece or b' si="' in piece or b":f>" in piece):
            self._take_formulas(piece)
        if b"h" in piece and (b'hidden="1"' in piece or b'hidden="true"' in piece):
            self._take_hidden(piece)
        for search in filter(None, (self._changing, self._monthly)):
            if search[0].search(piece):
                self._take_shown(piece, search[1])

    def _with_places(self, piece: bytes) -> bytes:
        """Cells need not say where they stand: then they follow one another, and are given their places here."""
        if self._numbered is None:
            first = _FIRST_CELL.search(piece)
            if first is None:
                return piece
            self._numbered = b'r="' in first[1]
        return piece if self._numbered else _ROW_OR_CELL.sub(self._placed, piece)

    def _placed(self, found: "re.Match[bytes]") -> bytes:
        prefix, tag, attributes = found.groups()
        if tag == b"row":
            own = re.search(rb'\br="(\d+)"', attributes)
            self._row, self._column = (int(own[1]) - 1 if own else self._row + 1), -1
            return found[0] if own else b'<%srow r="%d"%s>' % (prefix, self._row + 1, attributes)
        own = _PLACE.search(attributes)
        self._column = _COLUMNS[own[1]] if own else self._column + 1
        if own:
            return found[0]
        place = column_letters(self._column).encode() + str(self._row + 1).encode()
        return b'<%sc r="%s"%s>' % (prefix, place, attributes)

    def _take_errors(self, piece: bytes) -> None:
        for attributes, text in _ERROR.findall(piece):
            if place := _PLACE.search(attributes):
                value = text.decode("utf-8", "replace")
                self.facts.errors.append(Placed(int(place[2]) - 1, _COLUMNS[place[1]], value))

    def _take_formulas(self, piece: bytes) -> None:
        for attributes, how, text, holder, value in _FORMULA.findall(piece):
            place = _PLACE.search(attributes)
            if place is None:
                continue
            row, column = int(place[2]) - 1, _COLUMNS[place[1]]
            written = unescape(text.decode("utf-8", "replace"))
            shift = (0, 0)
            if shared := _SHARED.search(how):
                if written:
                    self._masters[shared[1]] = written, row, column
                written, top, left = self._masters.get(shared[1], ("", row, column))
                shift = row - top, column - left
            kind = _found(_TYPE, attributes)
            if value and not (kind in _NUMERIC and _is_zero(value)):
                continue
            if not value and kind == b"str" and holder:
                continue  # calculated: an empty text
            code = self._code(attributes)
            zero = bool(value) and self._trusted
            self.facts.formulas.append(Formula(row, column, written, zero, code, shift))

    def _take_hidden(self, piece: bytes) -> None:
        self.facts.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(piece))
        for column in _HIDDEN_COLUMN.findall(piece):
            span = dict(_SPAN.findall(column))
            first, last = int(span.get(b"min", 1)), int(span.get(b"max", 0))
            self.facts.hidden_columns.update(range(first - 1, min(last, _LAST_COLUMN)))

    def _take_shown(self, piece: bytes, cells: "re.Pattern[bytes]") -> None:
        shown = self.facts.shown
        for attributes, text in cells.findall(piece):
            place = _PLACE.search(attributes)
            if place is None or _found(_TYPE, attributes) not in _NUMERIC:
                continue
            value = number_formats.as_shown(float(text), self._code(attributes)) if text else None
            if value is not None:
                shown.append(Placed(int(place[2]) - 1, _COLUMNS[place[1]], value))

    def _code(self, attributes: bytes) -> str:
        style = int(_found(_STYLE, attributes) or 0)
        return self._codes[style] if style < len(self._codes) else ""


def _styled(numbers: list[int], value: bytes) -> "tuple[re.Pattern[bytes], re.Pattern[bytes]] | None":
    """What tells that a piece holds cells of these styles, and what finds the cells."""
    if not numbers:
        return None
    style = rb'\bs="(?:%s)"' % b"|".join(str(number).encode() for number in numbers)
    between = rb"(?:<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?\s*"
    cell = rb"<(?:\w+:)?c\s([^>]*" + style + rb"[^>]*)(?<!/)>\s*" + between + rb"<(?:\w+:)?v>(" + value + rb")<"
    return re.compile(style), re.compile(cell)


def _found(pattern: "re.Pattern[bytes]", attributes: bytes) -> bytes:
    found = pattern.search(attributes)
    return found[1] if found else b""


def _is_zero(value: bytes) -> bool:
    return value[:1] in b"0-" and not value.strip(b"-0.")
