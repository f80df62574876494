"""Which of the cleaning functions reads the cells of a column: chosen by the type of its field."""

import re
from collections.abc import Callable, Sequence
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from cadre_desktop.kit.documents.workbook import Cell, FormulaZero, Shown
from cadre_desktop.kit.intake import clean, clean_dates
from cadre_desktop.kit.intake.clean import NOTHING, Cleaned
from cadre_desktop.kit.kind import Candidates, Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.store import fields

Reader = Callable[[Any], Cleaned[Any]]

_DASHES = NOTHING - {"无", "暂无", "空"}
"""What means nothing in a column of text, where 无 may be meant as it is."""

_PER_CENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")

_HOURS = re.compile(r"(\d{1,4})[:：]([0-5]\d)(?:[:：]00)?")

_OFFERED = 8
"""So many labels of a code table are named to somebody who wrote an unknown one."""


def reader_of(column: Column, several: bool = False) -> Reader:
    """The function that reads a cell of `column`: a value as Python sees it (None: nothing is said) and a note.

    It raises Unclear. With `several` it returns `Candidates` for a date that only the rest of its row makes clear.
    A column of an unknown field type is a mistake in the program and raises LookupError.
    """
    for field_type, make in _READERS:
        if isinstance(column.field, field_type):
            read = make(column)
            if isinstance(column.field, fields.DateField) and not several:
                read = _single(read)
            return but_formula_zero(read, counted=isinstance(column.field, _COUNTED))
    raise LookupError(f"no reader for {column.field!r}")


class Themselves:
    """Texts of which a reader gives back each as it is, without a note: those that fit a pattern."""

    def __init__(self, pattern: str):
        self.is_one: Callable[[str], Any] = re.compile(pattern).fullmatch
        self._lines = re.compile(rf"(?:(?:{pattern})\n)*+(?:{pattern})")

    def are_all(self, texts: Sequence[str]) -> bool:
        """Whether all texts are, found at once."""
        lines = "\n".join(texts)
        return lines.count("\n") == len(texts) - 1 and self._lines.fullmatch(lines) is not None


def as_it_stands(column: Column) -> Themselves | None:
    """The texts that the reader of `column` gives back as they are, of which most rows have one of their own.

    None where there are none of that kind.
    """
    return next((told for field_type, told in _THEMSELVES if isinstance(column.field, field_type)), None)


def _single(read: Reader) -> Reader:
    """A reader that refuses what leaves several values."""

    def read_one(cell: Cell) -> Cleaned[Any]:
        found = read(cell)
        if isinstance(found.value, Candidates):
            raise Unclear(found.value.why)
        return found

    return read_one


def but_formula_zero(read: Reader, *, counted: bool = False) -> Reader:
    """`read`, but the lone 0 of a formula that looks up a blank cell says nothing.

    In columns of numbers (`counted`) only where the cell is known to be blank; elsewhere no 0 is meant.
    """

    def read_meant(cell: Any) -> Cleaned[Any]:
        if isinstance(cell, FormulaZero) and (cell.blank or not counted):
            return zero_of_nothing()
        return read(cell)

    return read_meant


def zero_of_nothing() -> Cleaned[Any]:
    """What the lone 0 of a formula says outside columns of numbers, with the note that says it."""
    return Cleaned(None, _("公式的结果是 0，多半是引用了空单元格，按空白处理"))


def text_of(cell: Cell | None) -> str:
    """A cell as one line of text; a failed formula as it shows."""
    try:
        return clean.plain(cell)
    except Unclear:
        return str(cell)


def _text(column: Column) -> Reader:
    read = clean.lines if getattr(column.field, "long", False) else clean.text

    def read_text(cell: Cell) -> Cleaned[str | None]:
        text, note = read(cell)
        return Cleaned(None if text in _DASHES else text, note)

    return read_text


def _mark(column: Column) -> Reader:
    """A mark as it was given; a share of the full marks, 90%, is that many points."""
    read = _text(column)

    def read_mark(cell: Cell) -> Cleaned[str | None]:
        text, note = read(cell)
        points = _PER_CENT.fullmatch(text or "")
        return Cleaned(points[1], note) if points else Cleaned(text, note)

    return read_mark


def _name(column: Column) -> Reader:
    return clean.name


def _code(column: Column) -> Reader:
    codes = column.field.codes

    def read_code(cell: Cell) -> Cleaned[str | None]:
        text = clean.plain(cell)
        value = codes.find(text) or codes.find("".join(text.split()))
        if value is not None or text in NOTHING:
            return Cleaned(value)
        labels = codes.labels[:_OFFERED]
        more = _("等") if len(codes.labels) > _OFFERED else ""
        raise Unclear(
            _("“{text}”不是已知的{title}；可以填{labels}{more}。").format(
                text=text, title=column.title, labels=_("、").join(labels), more=more
            )
        )

    return read_code


def _flag(column: Column) -> Reader:
    """Yes and no, or the heading itself (入额 under 员额法官), also with a negation before it."""

    def read_flag(cell: Cell) -> Cleaned[bool | None]:
        text = clean.plain(cell)
        if text in column.headings:
            return Cleaned(True)
        if text[:1] in ("未", "非", "不") and text[1:] in column.headings:
            return Cleaned(False)
        return clean.yes_no(cell)

    return read_flag


def _number(column: Column) -> Reader:
    """Numbers, also with their unit behind them: 4.5学时, 2023年度; hours also as 30:15, marks also as 90%."""
    decimals = getattr(column.field, "decimals", 0)
    units = ("年度", "年") if isinstance(column.field, fields.YearField) else (getattr(column.field, "unit", ""),)
    is_hours, is_factor = isinstance(column.field, fields.HoursField), isinstance(column.field, fields.FactorField)

    def read_number(cell: Cell) -> Cleaned[int | None]:
        if is_hours and isinstance(cell, str) and (written := _HOURS.fullmatch(clean.plain(cell))):
            cell = timedelta(hours=int(written[1]), minutes=int(written[2]))
        if is_hours and isinstance(cell, (time, timedelta)):
            return clean.decimal(_hours(cell), decimals)
        if isinstance(cell, str) and not isinstance(cell, Shown):
            text = clean.plain(cell)
            unit = next((unit for unit in units if unit and text.endswith(unit)), "")
            cell = text.removesuffix(unit).rstrip()
        if isinstance(cell, str) and cell.endswith(("%", "％")):
            return clean.decimal(cell[:-1], decimals - 2 if is_factor else decimals)
        return clean.decimal(cell, decimals)

    return read_number


_UNITS = {"百元": 100, "千元": 1_000, "万元": 10_000, "万": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
_UNIT_IN_HEADING = re.compile(r"[（(\[【](?:单位)?[:：]?\s*(百万元|百元|千元|万元|万|亿元)\s*[)）\]】]")
_UNIT_ABOVE = re.compile(r"单位[:：]?\s*(?:人民币)?\s*(百万元|百元|千元|万元|亿元)")


def unit_told(heading: str, titles: Sequence[Any]) -> int:
    """So many yuan are 1 in a column of sums: 预算（万元） says 10,000, and so does 单位：万元 above the table."""
    found = _UNIT_IN_HEADING.search(heading)
    if found is None and "元" not in heading:
        found = next((above for title in titles if (above := _UNIT_ABOVE.search(text_of(title)))), None)
    return _UNITS[found[1]] if found else 1


def in_units(read: Callable[[Any], Any], unit: int) -> Callable[[Any], Any]:
    """`read`, for a column whose plain numbers count so many; a cell that names its own unit says what it means."""

    def read_sum(cell: Any) -> Any:
        text = clean.plain(cell) if cell is not None and not isinstance(cell, FormulaZero) else ""
        if re.fullmatch(r"-?\d[\d,]*(?:\.\d+)?", text):
            cell = f"{Decimal(text.replace(',', '')) * unit:f}"
        return read(cell)

    return read if unit == 1 else read_sum


_COUNTED = (fields.CountField, fields.FlagField)
"""Fields for which the 0 of a formula is one."""


def _hours(cell: time | timedelta) -> float:
    """The hours that a cell formatted as a time says."""
    if isinstance(cell, timedelta):
        return cell / timedelta(hours=1)
    return cell.hour + cell.minute / 60 + cell.second / 3600


_READERS: tuple[tuple[type[Any], Callable[[Column], Reader]], ...] = (
    (fields.NameField, _name),
    (fields.CodeField, _code),
    (fields.IdNumberField, lambda column: clean.id_number),
    (fields.PhoneField, lambda column: clean.phone),
    (fields.MonthField, lambda column: clean_dates.possible_months),
    (fields.DateField, lambda column: clean_dates.possible_days),
    (fields.CountField, _number),
    (fields.FlagField, _flag),
    (fields.MarkField, _mark),
    (fields.TextField, _text),
    (fields.RequiredTextField, _text),
)
"""The first type that fits counts, so narrower ones come before wider ones."""

_THEMSELVES = (
    (fields.NameField, Themselves(r"[\u4e00-\u9fff]{1,3}")),
    (fields.IdNumberField, Themselves(r"[0-9]{17}[0-9X]")),
    (fields.PhoneField, Themselves(r"1[0-9]{10}")),
    (fields.TextField, Themselves(r"[A-Za-z]*[0-9]+")),
)
