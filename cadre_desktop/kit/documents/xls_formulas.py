"""The formulas of an .xls as text: their parsed tokens put back together, [MS-XLS] 2.5.198.

Brackets are kept as tokens of their own, so what is joined in the order of the tokens is the formula as typed.
"""

import struct
from collections.abc import Sequence

from cadre_desktop.kit.documents.xlsx_cells import column_letters

UNKNOWN = "…"
"""The text of a formula that holds tokens which are not put together here; nobody can work it out."""

ERROR_CODES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}

_OPERATORS = dict(enumerate(("+", "-", "*", "/", "^", "&", "<", "<=", "=", ">=", ">", "<>"), 0x03))
_NUMBERED = (
    "0:COUNT:1 1:IF:2 4:SUM:1 5:AVERAGE:1 6:MIN:1 7:MAX:1 10:NA:0 24:ABS:1 25:INT:1 27:ROUND:2 31:MID:3 "
    "32:LEN:1 33:VALUE:1 34:TRUE:0 35:FALSE:0 36:AND:1 37:OR:1 38:NOT:1 39:MOD:2 48:TEXT:2 65:DATE:3 "
    "67:DAY:1 68:MONTH:1 69:YEAR:1 101:HLOOKUP:3 102:VLOOKUP:3 112:LOWER:1 113:UPPER:1 115:LEFT:1 "
    "116:RIGHT:1 118:TRIM:1 169:COUNTA:1 183:PRODUCT:1 197:TRUNC:1 212:ROUNDUP:2 213:ROUNDDOWN:2 "
    "221:TODAY:0 227:MEDIAN:1 325:LARGE:2 326:SMALL:2 331:TRIMMEAN:2 336:CONCATENATE:1 345:SUMIF:2 "
    "346:COUNTIF:2 "
)
"""Functions with the number they have in the tokens and the count of their arguments where it is fixed."""

_FUNCTIONS = {int(number): (name, int(count)) for number, name, count in (one.split(":") for one in _NUMBERED.split())}


class _NotPutTogether(Exception):
    """A token that is not known here."""


def text_of(tokens: bytes, sheets: Sequence[str], cell: tuple[int, int]) -> str:
    """The formula that `tokens` are in the cell (row and column from 0); `UNKNOWN` where one is not known.

    sheets: the name of the sheet, empty if it is none of this workbook, for each entry of the workbook's EXTERNSHEET.
    """
    try:
        return _Formula(tokens, sheets, cell).text()
    except (_NotPutTogether, struct.error, IndexError, ValueError):  # ValueError: more or less than one formula is left
        return UNKNOWN


class _Formula:
    def __init__(self, tokens: bytes, sheets: Sequence[str], cell: tuple[int, int]):
        self._tokens = tokens
        self._sheets = sheets
        self._cell = cell
        self._at = 0
        self._stack: list[str] = []

    def text(self) -> str:
        """The formula without its sign of equality."""
        while self._at < len(self._tokens):
            (token,) = self._taken("B")
            self._token(token if token < 0x20 else (token & 0x1F) | 0x20)
        (text,) = self._stack
        return text

    def _taken(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from("<" + layout, self._tokens, self._at)
        self._at += struct.calcsize("<" + layout)
        return found

    def _token(self, token: int) -> None:
        push, pop = self._stack.append, self._stack.pop
        if token in _OPERATORS:
            right, left = pop(), pop()
            push(left + _OPERATORS[token] + right)
        elif token in (0x12, 0x13):
            push("+-"[token - 0x12] + pop())
        elif token == 0x14:
            push(pop() + "%")
        elif token == 0x15:
            push(f"({pop()})")
        elif token == 0x16:
            push("")
        elif token == 0x19:
            self._attribute()
        elif token in (0x21, 0x22):
            self._function(token == 0x22)
        elif token < 0x20:
            push(self._constant(token))
        else:
            push(self._reference(token))

    def _constant(self, token: int) -> str:
        if token == 0x17:
            count, wide = self._taken("BB")
            length = count * (1 + (wide & 1))
            raw = self._tokens[self._at : self._at + length]
            self._at += length
            if len(raw) != length:
                raise _NotPutTogether
            text = raw.decode("utf-16-le" if wide & 1 else "latin-1").replace('"', '""')
            return f'"{text}"'
        if token == 0x1C:
            return ERROR_CODES[self._taken("B")[0]]
        if token == 0x1D:
            return "TRUE" if self._taken("B")[0] else "FALSE"
        if token == 0x1E:
            return str(self._taken("H")[0])
        if token == 0x1F:
            return f"{self._taken('d')[0]:.15g}"
        raise _NotPutTogether

    def _attribute(self) -> None:
        """Hints for the reckoning; one of them is a SUM of one argument."""
        kind, size = self._taken("BH")
        if kind & 0x04:
            self._at += 2 * (size + 1)
        elif kind & 0x10:
            self._stack.append(f"SUM({self._stack.pop()})")

    def _function(self, counted: bool) -> None:
        count, number = self._taken("BH") if counted else (-1, *self._taken("H"))
        if number not in _FUNCTIONS:
            raise _NotPutTogether
        name, fixed = _FUNCTIONS[number]
        count = count & 0x7F if counted else fixed
        given = self._stack[len(self._stack) - count :] if count else []
        if len(given) != count:
            raise _NotPutTogether
        del self._stack[len(self._stack) - count :]
        self._stack.append(f"{name}({','.join(given)})")

    def _reference(self, token: int) -> str:
        sheet = ""
        if token in (0x3A, 0x3B):
            sheet = self._sheets[self._taken("H")[0]]
            if not sheet:
                raise _NotPutTogether
            sheet = "'{}'!".format(sheet.replace("'", "''"))
        if token in (0x24, 0x3A):
            return sheet + self._corner(*self._taken("HH"))
        if token in (0x25, 0x3B):
            top, bottom, left, right = self._taken("HHHH")
            return f"{sheet}{self._corner(top, left)}:{self._corner(bottom, right)}"
        if token == 0x2C:
            return self._relative(*self._taken("HH"))
        if token == 0x2D:
            top, bottom, left, right = self._taken("HHHH")
            return f"{self._relative(top, left)}:{self._relative(bottom, right)}"
        if token in (0x2A, 0x2B):
            self._at += 4 if token == 0x2A else 8
            return "#REF!"
        raise _NotPutTogether

    @staticmethod
    def _corner(row: int, column: int) -> str:
        """A cell; two bits of the column say whether it moves with copies of the formula."""
        across, down = ("" if column & bit else "$" for bit in (0x4000, 0x8000))
        return f"{across}{column_letters(column & 0xFF)}{down}{row + 1}"

    def _relative(self, row: int, column: int) -> str:
        """A cell of a shared formula: what moves is counted from the formula's own cell."""
        own_row, own_column = self._cell
        if column & 0x8000:
            row = (own_row + row) & 0xFFFF
        target = (own_column + column) & 0xFF if column & 0x4000 else column & 0xFF
        return self._corner(row, target | column & 0xC000)
