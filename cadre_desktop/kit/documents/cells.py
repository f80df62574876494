"""Cells of which more is known than their value: what the sheet shows, that a formula is behind it, its base.

Each is a text or a number for everybody who does not ask, so a grid of cells can be read without knowing them.
"""

from typing import Any


class Uncalculated(str):
    """A formula that no office program has calculated yet and that is too hard for us; its text, such as ``=B2``.

    Nobody can say what the cell means: it must never be read as blank.
    Equal to no text, so that one that reads alike in the same column keeps its own meaning.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Uncalculated) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((Uncalculated, str(self)))


class Shown(str):
    """A number whose format changes its meaning, as the text that the cell shows: 00012, 90%, 3号, 1985-03-12.

    number: what columns of numbers take; of a percentage what is before the sign (90).
    """

    number: float

    def __new__(cls, text: str, number: float) -> "Shown":
        self = super().__new__(cls, text)
        self.number = number
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Shown, (str(self), self.number)


class FormulaZero(float):
    """The 0 of a formula. What looks up a blank cell gives 0, so in columns of text it means nothing.

    formula: its text, such as ``=B2``, where nobody may have calculated it: then it is no number either. blank: whether
    it is known to look up a blank cell: then it means nothing in columns of numbers, too.
    Equal to no other number, so that a typed 0 in the same column keeps its own meaning.
    """

    formula: str
    blank: bool

    def __new__(cls, formula: str = "", blank: bool = False) -> "FormulaZero":
        self = super().__new__(cls, 0.0)
        self.formula, self.blank = formula, blank
        return self

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FormulaZero) and (other.formula, other.blank) == (self.formula, self.blank)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((FormulaZero, self.formula, self.blank))

    def __reduce__(self) -> tuple[Any, ...]:
        return FormulaZero, (self.formula, self.blank)


class Serial1904(float):
    """A number in a workbook that counts its days from 1904-01-01; where it represents a day, it is that many later."""

    __slots__ = ()


FROM_1904 = "（1904）"
"""What our workbooks show behind such a number, so that it is read back as what it was."""

BETWEEN_BASES = 1_462
"""Days from Excel's usual day 0 to that of workbooks counted from 1904."""
