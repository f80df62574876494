"""Filling in the formulas of a workbook that hold no value, or a 0 that is none."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from cadre_desktop.kit.documents import number_formats
from cadre_desktop.kit.documents.cells import FormulaZero, Uncalculated
from cadre_desktop.kit.documents.formula_functions import FormulaError, TooHard, Value
from cadre_desktop.kit.documents.formulas import MOST_CELLS, CellAddress, as_value, in_general, normal, worked_out
from cadre_desktop.kit.documents.sheet_facts import BookFacts, Formula

DEEPEST = 40
"""So many formulas may wait for one another."""

MOST_FORMULAS = 200_000
"""Formulas of a workbook that are worked out before the rest counts as too hard."""

_CHECKED = 500
"""Formulas after which it is looked whether somebody has pressed stop."""

_ALMOST_ZERO = 1e-12

_ENOUGH = 500
"""So many zeros of a sheet that have been found right, and none wrong among them, vouch for the others."""

Grids = Mapping[str, Sequence[Sequence[object]]]


@dataclass
class _Calculation:
    """The cells of a workbook, and its formulas that are worked out as they are needed."""

    grids: Grids
    pending: dict[str, dict[tuple[int, int], Formula]]
    values: dict[CellAddress, Value | Exception] = field(default_factory=dict)
    check: Callable[[], None] = lambda: None
    depth: int = 0
    looked_at: int = 0
    worked: int = 0

    def value(self, address: CellAddress) -> Value:
        """What the formula of a cell gives. Raises TooHard and FormulaError."""
        if address not in self.values:
            self.values[address] = TooHard()  # what it is in a circle
            self.values[address] = self._worked_out(address)
        found = self.values[address]
        if isinstance(found, Exception):
            raise found.with_traceback(None)
        return found

    def _worked_out(self, address: CellAddress) -> Value | Exception:
        self.worked += 1
        if self.worked > MOST_FORMULAS or self.looked_at > MOST_CELLS:
            return TooHard()
        if self.worked % _CHECKED == 0:
            self.check()
        formula = self.pending[address.sheet][address.row, address.column]
        text, shift = in_general(normal(formula.text), address.row, formula.shift)
        if self.depth >= DEEPEST:
            return TooHard()
        self.depth += 1
        try:
            return worked_out(text, self.cells, address.sheet, shift)
        except (TooHard, FormulaError) as trouble:
            return trouble.with_traceback(None)  # the frames hold all the cells that were looked at
        except (ArithmeticError, ValueError, RecursionError):  # numbers and dates beyond what Python can work out
            return TooHard()
        finally:
            self.depth -= 1

    def cells(self, sheet: str, top: int, bottom: int, left: int, right: int) -> list[list[Value]]:
        """The values of a range; beyond the filled cells everything is blank."""
        if sheet not in self.grids:
            raise FormulaError("#REF!")
        height = max(min(bottom + 1, len(self.grids[sheet])) - top, 0)
        self.looked_at += (height + 1) * (right - left + 1)
        if self.looked_at > MOST_CELLS:
            raise TooHard
        rows = self.grids[sheet][top : bottom + 1]
        pending = self.pending.get(sheet, {})
        found: list[list[Value]] = [[None] * (right - left + 1)] if not rows else []
        for number, row in enumerate(rows, top):
            line = [
                self.value(CellAddress(sheet, number, column)) if (number, column) in pending else as_value(cell)
                for column, cell in enumerate(row[left : right + 1], left)
            ]
            found.append(line + [None] * (right - left + 1 - len(line)))
        return found


def fill_formulas(
    grids: Grids,
    facts: BookFacts,
    put: Callable[[str, int, int, object], None],
    check: Callable[[], None] = lambda: None,
) -> None:
    """Give each formula that the facts name its value through `put`: sheet, row, column, cell.

    One that is too hard becomes `Uncalculated`; where the file holds a 0 that its program has calculated, and one that
    gives 0 or a blank cell, `FormulaZero`; one that fails, the text of its error.
    """
    pending = {
        name: {(each.row, each.column): each for each in sheet.formulas}
        for name, sheet in facts.sheets.items()
        if sheet.formulas and name in grids
    }
    for name, formulas in pending.items():
        for (row, column), formula in formulas.items():
            if not formula.zero:  # it may stand beyond the cells that hold values, and others look there
                put(name, row, column, "")
    calculation = _Calculation(grids, pending, check=check)
    results = []
    for name, formulas in pending.items():
        right = 0.0
        for address, formula in formulas.items():
            if formula.zero and formula.trusted and right >= _ENOUGH:
                cell: object = FormulaZero()
            else:
                cell = _result(calculation, CellAddress(name, *address), formula, facts.base_1904)
                if formula.zero:
                    right += 1 if isinstance(cell, FormulaZero) else -math.inf
            results.append((name, *address, cell))
    for result in results:
        put(*result)


def _result(calculation: _Calculation, address: CellAddress, formula: Formula, base_1904: bool) -> object:
    try:
        value = calculation.value(address)
    except FormulaError as error:
        return str(error)
    except TooHard:
        text = "=" + normal(formula.text)
        if not formula.zero:
            return Uncalculated(text)
        return FormulaZero("" if formula.trusted else text)
    if value is None or (isinstance(value, float) and abs(value) < _ALMOST_ZERO):
        return FormulaZero(blank=value is None)
    if isinstance(value, float) and formula.code:
        moment = number_formats.day_or_time(value, formula.code, base_1904)
        return moment if moment is not None else number_formats.as_shown(value, formula.code) or value
    return value
