"""Working out formulas that no office program has calculated yet, as far as that is simple and sure.

References to cells and ranges, arithmetic, comparisons, texts and the functions of `formula_functions`; everything
else is `TooHard`, and the cell is reported as uncalculated. Written as in .xlsx, or as in .ods (OpenFormula, which
brackets its references). The libraries there are for it bring whole computing stacks along (formulas: scipy; pycel:
GPL, networkx; xlcalculator: pandas, all with openpyxl) to import which takes longer than to read 100,000 rows.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from cadre_desktop.kit.documents.formula_functions import (
    FUNCTIONS,
    LAZY,
    Arguments,
    FormulaError,
    Range,
    TooHard,
    Value,
    compared,
    number_of,
    text_of,
)
from cadre_desktop.kit.documents.number_formats import DAY_ZERO
from cadre_desktop.kit.documents.xlsx_cells import column_number

ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")
MOST_CELLS = 3_000_000
"""Cells that the formulas of a workbook look at before the rest counts as too hard."""

LONGEST = 2_000
"""Characters of a formula that is looked at."""

_REFERENCE = r"\$?[A-Z]{1,3}\$?\d{1,7}"
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?(?![\w.]))
    | (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!))
    | \[(?P<open>[^\]\[]*)\]
    | (?P<area>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?REF(?::REF)?(?![\w(.!]))
    | (?P<name>[A-Z_][A-Z0-9_.]*)
    | (?P<sign><=|>=|<>|[-+*/^&=<>(),;%])
    )""".replace("REF(", _REFERENCE + "(")
    .replace("REF)", _REFERENCE + ")")
    .replace("!)?REF", "!)?" + _REFERENCE),
    re.VERBOSE | re.IGNORECASE,
)
_AREA = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!)?(\$?)([A-Z]+)(\$?)(\d+)(?::(\$?)([A-Z]+)(\$?)(\d+))?", re.IGNORECASE
)
_OPEN_AREA = re.compile(
    r"(?:\$?(?:'((?:[^']|'')+)'|([^\W\d][\w]*)))?\.(\$?)([A-Z]+)(\$?)(\d+)(?::\.(\$?)([A-Z]+)(\$?)(\d+))?",
    re.IGNORECASE,
)


_MIDDLE = 4_000_000
_RELATIVE_ROW = re.compile(r"(?<![A-Za-z0-9_$])(\$?[A-Z]{1,3})(\d{1,7})(?![\w(])")


class CellAddress(NamedTuple):
    """A cell: the name of its sheet, row and column from 0."""

    sheet: str
    row: int
    column: int


class _At(NamedTuple):
    """Where a formula is worked out: what looks up cells, its sheet, and by how much its references are moved."""

    cells: Callable[[str, int, int, int, int], list[list[Value]]]
    sheet: str
    shift: tuple[int, int]


_Node = Callable[[_At], Value | Range]


def normal(text: str) -> str:
    """A formula without what .ods and newer Excel put before it and its functions."""
    text = re.sub(r"^(?:of|oooc|msoxl):", "", text).removeprefix("=")
    return re.sub(r"(?:_xlfn\.|_xlws\.|COM\.MICROSOFT\.|ORG\.LIBREOFFICE\.)", "", text)


def in_general(text: str, row: int, shift: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """A formula with its relative rows counted from a row in the middle, and the shift that makes up for it.

    Formulas filled down a column become one, which is understood once. Those that name sheets are left as they are.
    """
    if "'" in text:
        return text, shift
    down = _MIDDLE - row
    parts = text.split('"')  # what stands between quotation marks are texts
    for index in range(0, len(parts), 2):
        parts[index] = _RELATIVE_ROW.sub(lambda found: found[1] + str(int(found[2]) + down), parts[index])
    return '"'.join(parts), (shift[0] - down, shift[1])


def worked_out(
    text: str,
    cells: Callable[[str, int, int, int, int], list[list[Value]]],
    sheet: str,
    shift: tuple[int, int] = (0, 0),
) -> Value:
    """The value of a formula on `sheet`; None if it is that of a blank cell. Raises TooHard and FormulaError.

    `cells` gives the values of a range by its sheet, its first and last row, its first and last column.
    """
    value = _single(_compiled(text)(_At(cells, sheet, shift)))
    return float(f"{value:.15g}") if isinstance(value, float) else value


def as_value(cell: object) -> Value:
    """A cell of a grid as formulas see it: dates are numbers of days, blank is None."""
    if isinstance(cell, str):
        if cell.startswith("#") and cell in ERRORS:
            raise FormulaError(cell)
        return cell or None
    if isinstance(cell, (bool, float)):
        return cell
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, timedelta):
        return cell / timedelta(days=1)
    if isinstance(cell, time):
        return (cell.hour * 3600 + cell.minute * 60 + cell.second) / 86_400
    if isinstance(cell, datetime):
        return (cell - DAY_ZERO) / timedelta(days=1)
    if isinstance(cell, date):
        return float((cell - DAY_ZERO.date()).days)
    raise TooHard


@lru_cache(4096)
def _compiled(text: str) -> _Node:
    if not text or len(text) > LONGEST:
        raise TooHard
    parser = _Parser(_tokens(text))
    node = parser.comparison()
    if parser.kind:
        raise TooHard
    return node


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise TooHard
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def _single(value: Value | Range) -> Value:
    if isinstance(value, Range):
        if len(value.rows) == 1 and len(value.rows[0]) == 1:
            return value.rows[0][0]
        raise TooHard
    return value


class _Parser:
    """Descends from comparisons to single values; each method gives what works out the part it has read."""

    def __init__(self, tokens: Iterator[tuple[str, str]]):
        self._tokens = tokens
        self._depth = 0
        self.kind, self.token = "", ""
        self._next()

    def _next(self) -> str:
        taken = self.token
        self.kind, self.token = next(self._tokens, ("", ""))
        return taken

    def _is(self, *signs: str) -> bool:
        return self.kind == "sign" and self.token in signs

    def comparison(self) -> _Node:
        """What is between brackets or commas."""
        self._depth += 1
        if self._depth > 60:
            raise TooHard
        node = self._joined()
        while self._is("=", "<>", "<", ">", "<=", ">="):
            node = _comparing(self._next(), node, self._joined())
        self._depth -= 1
        return node

    def _joined(self) -> _Node:
        node = self._sum()
        while self._is("&"):
            self._next()
            node = _joining(node, self._sum())
        return node

    def _sum(self) -> _Node:
        node = self._product()
        while self._is("+", "-"):
            node = _calculating(self._next(), node, self._product())
        return node

    def _product(self) -> _Node:
        node = self._power()
        while self._is("*", "/"):
            node = _calculating(self._next(), node, self._power())
        return node

    def _power(self) -> _Node:
        node = self._signed()
        while self._is("^"):
            node = _calculating(self._next(), node, self._signed())
        return node

    def _signed(self) -> _Node:
        minus = 0
        while self._is("+", "-"):
            minus += self._next() == "-"
        node = self._atom()
        while self._is("%"):
            self._next()
            node = _calculating("/", node, lambda at: 100.0)
        for _count in range(minus):
            node = _calculating("-", lambda at: 0.0, node)
        return node

    def _atom(self) -> _Node:
        if self._is("("):
            self._next()
            node = self.comparison()
            self._close()
            return node
        kind, token = self.kind, self._next()
        if kind == "number":
            number = float(token)
            return lambda at: number
        if kind == "text":
            text = token[1:-1].replace('""', '"')
            return lambda at: text
        if kind == "error":
            return _failing(token.upper())
        if kind in ("area", "open"):
            return _area(token, _AREA if kind == "area" else _OPEN_AREA)
        if kind == "name":
            return self._named(token.upper())
        raise TooHard

    def _named(self, name: str) -> _Node:
        if not self._is("("):
            if name in ("TRUE", "FALSE"):
                return lambda at: name == "TRUE"
            raise TooHard
        self._next()
        given: list[_Node] = []
        while not self._is(")"):
            given.append((lambda at: None) if self._is(",", ";") else self.comparison())
            if self._is(",", ";"):
                self._next()
                if self._is(")"):
                    given.append(lambda at: None)
            elif not self._is(")"):
                raise TooHard
        self._close()
        return _calling(name, given)

    def _close(self) -> None:
        if not self._is(")"):
            raise TooHard
        self._next()


def _comparing(sign: str, left: _Node, right: _Node) -> _Node:
    return lambda at: compared(sign, _single(left(at)), _single(right(at)))


def _joining(left: _Node, right: _Node) -> _Node:
    return lambda at: text_of(_single(left(at))) + text_of(_single(right(at)))


def _calculating(sign: str, left: _Node, right: _Node) -> _Node:
    def calculate(at: _At) -> Value:
        first, second = number_of(_single(left(at))), number_of(_single(right(at)))
        try:
            if sign == "/":
                return first / second
            if sign == "^":
                power = first**second
                return power if isinstance(power, float) else _fail("#NUM!")
        except ZeroDivisionError:
            return _fail("#DIV/0!")
        except OverflowError:
            return _fail("#NUM!")
        return first + second if sign == "+" else first - second if sign == "-" else first * second

    return calculate


def _fail(error: str) -> Value:
    raise FormulaError(error)


def _failing(error: str) -> _Node:
    return lambda at: _fail(error)


def _calling(name: str, given: list[_Node]) -> _Node:
    if name in LAZY:
        lazy = LAZY[name]
        return lambda at: lazy([lambda node=node: _single(node(at)) for node in given])  # type: ignore[misc]
    if name not in FUNCTIONS:
        raise TooHard
    function = FUNCTIONS[name]
    return lambda at: function(Arguments([node(at) for node in given]))


def _area(token: str, pattern: "re.Pattern[str]") -> _Node:
    found = pattern.fullmatch(token)
    if found is None:
        raise TooHard
    quoted, bare, *corners = found.groups()
    sheet = quoted.replace("''", "'") if quoted else bare
    fixed = (bool(corners[2]), bool(corners[0]), bool(corners[6]), bool(corners[4]))
    top, left = int(corners[3]) - 1, column_number(corners[1].upper())
    bottom, right = (int(corners[7]) - 1, column_number(corners[5].upper())) if corners[5] else (top, left)

    def look(at: _At) -> Range:
        down, across = at.shift
        rows = (top if fixed[0] else top + down, bottom if (fixed[2] if corners[5] else fixed[0]) else bottom + down)
        columns = (
            left if fixed[1] else left + across,
            right if (fixed[3] if corners[5] else fixed[1]) else right + across,
        )
        if min(*rows, *columns) < 0:
            raise FormulaError("#REF!")
        return Range(at.cells(sheet or at.sheet, min(rows), max(rows), min(columns), max(columns)))

    return look
