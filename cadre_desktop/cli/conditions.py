"""``--where 列=值``: what people write, as a condition of a list; read as an import would read the cell."""

import re
from collections.abc import Callable
from typing import Any

import peewee

from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, meeting
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.store.fields import CodeField, CountField, DateField, FlagField
from cadre_desktop.kit.store.record import table_name

_SIGN = re.compile("[=＝]")
_DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月)?|年)?")  # not shown


def where(kind: Kind, text: str) -> Condition:
    """The column by its heading, the value as people write it: links by name, dates also by year or month alone.

    Nothing after the sign means rows where the column is empty. Raises Refused for what cannot be understood.
    """
    title, *rest = _SIGN.split(text, maxsplit=1)
    column = kind.named(title.strip())
    if not rest or column is None:
        titles = "、".join(column.title for column in kind.columns)
        raise Refused(_("条件“{text}”不对，应为“列=值”，列可用：{titles}").format(text=text, titles=titles))
    value = rest[0].strip()
    if not value:
        return Condition(meeting(column, lambda name: f"coalesce({name}, '') = ''"), (), text)
    try:
        test, parameters = _matching(column, value)
    except Unclear as unclear:
        raise Refused(_("条件“{text}”不对：{why}").format(text=text, why=unclear)) from unclear
    return Condition(meeting(column, test), parameters, text)


def _matching(column: Column, value: str) -> tuple[Callable[[str], str], tuple[Any, ...]]:
    """What makes the SQL for a name of the column, and its parameters."""
    if column.link is not None:
        named = [field for field in column.link.named if not isinstance(field, peewee.ForeignKeyField)]
        matches = " OR ".join(f'"{field.column_name}" = ?' for field in named) or "0"
        linked = f'SELECT id FROM "{table_name(column.link)}" WHERE {matches}'
        return lambda name: f"{name} IN ({linked})", (value,) * len(named)
    if isinstance(column.field, DateField):
        return lambda name: f"substr({name}, 1, ?) = ?", _beginning(value)
    if isinstance(column.field, CodeField | CountField | FlagField):
        from cadre_desktop.kit.intake.readers import reader_of

        read = reader_of(column)(value).value
        empty = 0 if isinstance(column.field, FlagField) else ""
        return lambda name: f"coalesce({name}, ?) = ?", (empty, int(read) if isinstance(read, bool) else read or empty)
    return lambda name: f"{name} = ?", (value,)


def _beginning(value: str) -> tuple[int, str]:
    """A year, month or day as the beginning of a date in the file, with its length."""
    found = _DATE.fullmatch(value)
    if not found:
        raise Unclear(_("“{value}”不是日期，请写成 2023、2023-03 或 2023-03-01。").format(value=value))
    parts = [found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)]
    begins = "-".join(parts)
    return len(begins), begins
