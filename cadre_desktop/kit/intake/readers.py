"""Which of the cleaning functions reads the cells of a column: chosen by the type of its field."""

from collections.abc import Callable
from typing import Any

from cadre_desktop.kit.documents.workbook import Cell
from cadre_desktop.kit.intake import clean, clean_dates
from cadre_desktop.kit.intake.clean import NOTHING, Cleaned
from cadre_desktop.kit.kind import Candidates, Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.store import fields

Reader = Callable[[Any], Cleaned[Any]]

_DASHES = NOTHING - {"无", "暂无", "空"}
"""What stands for nothing in a column of text, where 无 may be meant as it stands."""

_OFFERED = 8
"""So many labels of a code table are named to somebody who wrote an unknown one."""


def reader_of(column: Column, several: bool = False) -> Reader:
    """The function that reads a cell of `column`: a value as Python sees it (None: nothing is said) and a note.

    It raises Unclear. With `several` it answers `Candidates` for a date that only the rest of its row makes clear.
    A column of an unknown field type is a mistake in the program and raises LookupError.
    """
    for field_type, make in _READERS:
        if isinstance(column.field, field_type):
            read = make(column)
            return read if several or not isinstance(column.field, fields.DateField) else _single(read)
    raise LookupError(f"no reader for {column.field!r}")


def _single(read: Reader) -> Reader:
    """A reader that refuses what leaves several values."""

    def read_one(cell: Cell) -> Cleaned[Any]:
        found = read(cell)
        if isinstance(found.value, Candidates):
            raise Unclear(found.value.why)
        return found

    return read_one


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
    """Numbers, also with their unit behind them: 4.5学时, 2023年度."""
    places = getattr(column.field, "decimals", 0)
    units = ("年度", "年") if isinstance(column.field, fields.YearField) else (getattr(column.field, "unit", ""),)

    def read_number(cell: Cell) -> Cleaned[int | None]:
        if isinstance(cell, str):
            text = clean.plain(cell)
            unit = next((unit for unit in units if unit and text.endswith(unit)), "")
            cell = text.removesuffix(unit).rstrip()
        return clean.decimal(cell, places)

    return read_number


_READERS: tuple[tuple[type[Any], Callable[[Column], Reader]], ...] = (
    (fields.NameField, _name),
    (fields.CodeField, _code),
    (fields.IdNumberField, lambda column: clean.id_number),
    (fields.PhoneField, lambda column: clean.phone),
    (fields.MonthField, lambda column: clean_dates.possible_months),
    (fields.DateField, lambda column: clean_dates.possible_days),
    (fields.CountField, _number),
    (fields.FlagField, _flag),
    (fields.TextField, _text),
    (fields.RequiredTextField, _text),
)
"""The first type that fits counts, so narrower ones stand before wider ones."""
