"""How a stored value reads: one rule for tables, forms, rosters and chips."""

from datetime import date
from typing import Any

from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.store.fields import (
    CodeField,
    DateField,
    FixedField,
    FlagField,
    IdNumberField,
    MoneyField,
    MonthField,
    PhotoField,
)

MASK = "＊＊＊"
"""Is shown instead of what is hidden until it is shown on purpose."""


def shown(column: Column, value: Any) -> str:
    """The text for a value (as Python sees it; for links the label has been fetched already)."""
    if value is None or value == "":
        return ""
    if column.shown:
        return column.shown(value)
    field = column.field
    if isinstance(field, CodeField):
        return field.codes.label(value)
    if isinstance(field, DateField):
        return date_text(value, month=isinstance(field, MonthField))
    if isinstance(field, FixedField):
        return fixed_text(value, field.decimals, grouped=isinstance(field, MoneyField))
    if isinstance(field, FlagField):
        return "是" if value else ""
    if isinstance(field, PhotoField):
        return "有"
    return str(value)


def linked(column: Column, label: Any) -> str:
    """The text for the label of a linked row; the column's `shown` may say what it means that there is none."""
    return column.shown(label or "") if column.shown else label or ""


def masked(column: Column, value: Any) -> str:
    """The text of a masked column before somebody asks for it: enough to distinguish two rows, no more."""
    text = shown(column, value)
    if isinstance(column.field, IdNumberField):
        return text[:6] + "*" * (len(text) - 10) + text[-4:] if len(text) > 10 else "*" * len(text)
    return MASK if text else ""


def date_text(value: date, month: bool = False) -> str:
    """``2023-03-01``, and for months ``1985.03`` as personnel forms write them."""
    return f"{value:%Y.%m}" if month else value.isoformat()


def moment_text(at: str, today: date) -> str:
    """A moment (ISO text) as short as it is clear: ``09:00`` of today, ``05-31 09:00``, ``2022-12-31 09:00``."""
    day, time = at[:10], at[11:16]
    if day == today.isoformat():
        return time
    return f"{day[5:] if day[:4] == f'{today.year:04}' else day} {time}"


def fixed_text(value: int, decimals: int, grouped: bool = False) -> str:
    """A whole number of smallest units as a decimal without trailing zeros: 45 tenths are ``4.5``, 40 are ``4``.

    `grouped` parts the thousands with commas, as sums of money are written.
    """
    whole, part = divmod(abs(value), 10**decimals)
    tail = f"{part:0{decimals}d}".rstrip("0") if decimals else ""
    return ("-" if value < 0 else "") + (f"{whole:,}" if grouped else str(whole)) + (f".{tail}" if tail else "")
