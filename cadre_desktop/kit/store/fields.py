"""Field types of records: each says what it stores, and by its type which editor, workbook cell and filter it gets.

SQLite takes wrong types silently, so tables are STRICT and every column is INTEGER, TEXT or BLOB. Exact numbers are
whole numbers of the smallest unit (tenths of an hour, thousandths of a point, fen); no column holds a float.

A column that comes with a later version of the schema says so: ``code_seed = TextField(since=2)``. Rows that are there
already get the field's own default; the file of that version adds the column by the statement that `added_column`
returns.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import peewee

from cadre_desktop.kit.codes import CodeTable
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.store import dialect

if TYPE_CHECKING:  # peewee's stubs are generic, its classes are not
    _Text = peewee.TextField[str]
    _Whole = peewee.IntegerField[int]
    _Count = peewee.IntegerField[int | None]
    _Date = peewee.Field[date | None]
    _Flag = peewee.BooleanField[bool]
else:
    _Text = peewee.TextField
    _Whole = _Count = peewee.IntegerField
    _Date = peewee.Field
    _Flag = peewee.BooleanField


class _Column:
    """What all fields are beside their type. `since`: the version of the schema that added the column to a table that
    was there before. As the table may have rows, the column needs a default, which is written into the table too, or
    may be empty.

    Raises ValueError for a column that could not be added.
    """

    null: Any
    default: Any
    constraints: Any

    def __init__(self, *, since: int = 1, **options: Any):
        super().__init__(**options)
        self.since = since
        if since > 1 and not self.null:
            if self.default is None or callable(self.default):
                raise ValueError("a column that comes later needs a plain default, or null=True")
            self.constraints = [*(self.constraints or ()), peewee.SQL(f"DEFAULT {dialect.literal(self.default)}")]


class KeyField(_Column, _Whole):
    """The primary key: ``station << 32 | counter``, given out by the store."""

    def __init__(self, **options: Any):
        super().__init__(**options)


class TextField(_Column, _Text):
    """Text; absent is the empty string, never NULL. `long` asks for an editor of several lines."""

    def __init__(self, *, long: bool = False, **options: Any):
        options.setdefault("default", "")
        super().__init__(**options)
        self.long = long


class RequiredTextField(_Column, _Text):
    """Text that has to be there."""

    def __init__(self, **options: Any):
        super().__init__(**options)


class NameField(RequiredTextField):
    """A person's name: searched by characters, pinyin and initials, sorted by pinyin or by strokes."""


class HolderField(RequiredTextField):
    """The name of a person or of a collective (who holds a certificate): found as a title is, sorted as names are."""


class OrderField(TextField):
    """What the name beside it is sorted by, made by `key`, so that an index serves a million rows. It is derived from
    the name: `store.name_orders` makes it anew where another edition of the program made it by another rule.
    """

    def __init__(self, of: NameField, key: Callable[[str], str], **options: Any):
        super().__init__(**options)
        self.of = of
        self.key = key


class CodeField(_Column, _Text):
    """A value of a code table; absent is the empty string unless `required`."""

    def __init__(self, codes: CodeTable, *, required: bool = False, **options: Any):
        if not required:
            options.setdefault("default", "")
        super().__init__(**options)
        self.codes = codes
        self.required = required


class IdNumberField(_Column, _Text):
    """A citizen's ID number after GB 11643; masked wherever it is not asked for. Absent is the empty string."""

    def __init__(self, **options: Any):
        options.setdefault("default", "")
        super().__init__(**options)


class PhoneField(TextField):
    """A telephone number as digits."""


class NumberField(TextField):
    """A number by which an office knows something (a staff number, 工号): found by how it begins."""


class MarkField(TextField):
    """A mark in points or in words, as it was given: 92.5, 优秀."""


class DateField(_Column, _Date):
    """A day, stored as ISO text ``2023-03-01``."""

    field_type = "TEXT"

    def __init__(self, **options: Any):
        options.setdefault("null", True)
        super().__init__(**options)

    def db_value(self, value: date | str | None) -> str | None:
        return value.isoformat() if isinstance(value, date) else value or None

    def python_value(self, value: str | None) -> date | None:
        return date.fromisoformat(value) if value else None


class RequiredDateField(DateField):
    """A day that has to be there."""

    if TYPE_CHECKING:  # never None in a row that is in the database, which the base class cannot say

        def __get__(self, instance: object, owner: Any) -> Any: ...

    def __init__(self, **options: Any):
        super().__init__(null=False, **options)


class MonthField(DateField):
    """A month such as 出生年月, stored as ``1985-03``; in Python its first day."""

    def db_value(self, value: date | str | None) -> str | None:
        text = super().db_value(value)
        return text[:7] if text else None

    def python_value(self, value: str | None) -> date | None:
        return date(int(value[:4]), int(value[5:7]), 1) if value else None


class CountField(_Column, _Count):
    """A whole number; absent is NULL unless a default is given."""

    def __init__(self, **options: Any):
        options.setdefault("null", "default" not in options)
        super().__init__(**options)


class YearField(CountField):
    """A calendar year."""


class FixedField(CountField):
    """An exact decimal kept as a whole number of ``10 ** -decimals`` units."""

    decimals = 0
    unit = ""


class HoursField(FixedField):
    """Training hours (学时) in tenths; the usual step is 0.5."""

    decimals = 1
    unit = N_("学时")


class PointsField(FixedField):
    """Points in thousandths."""

    decimals = 3
    unit = N_("分")


class FactorField(PointsField):
    """What points are multiplied by, in thousandths: 1000 is × 1."""

    unit = ""


class PercentField(FixedField):
    """A weight in thousandths of a per cent."""

    decimals = 3
    unit = "%"


class MoneyField(FixedField):
    """Yuan in fen."""

    decimals = 2
    unit = N_("元")


class FlagField(_Column, _Flag):
    """Yes or no, stored as 1 or 0."""

    def __init__(self, **options: Any):
        options.setdefault("default", False)
        super().__init__(**options)


class BlobHashField(TextField):
    """SHA-256 (hex) of content in the content-addressed `blob` table; empty when there is none.

    `counted`: the words for it after a number, with which a check says how many are lacking.
    """

    USUAL = N_("张照片或附件")

    def __init__(self, *, counted: str = USUAL, **options: Any):
        super().__init__(**options)
        self.counted = counted


class PhotoField(BlobHashField):
    """A portrait, 4:5."""


def link(to: type[peewee.Model], *, null: bool = False, since: int = 1, **options: Any) -> Any:
    """A foreign key: a row that is pointed at cannot be deleted. No reverse accessor: queries say what they mean.

    Raises ValueError for one that comes with a later version and has to be there: what would older rows point at?
    """
    if since > 1 and not null:
        raise ValueError("a link that comes later needs null=True")
    options.setdefault("on_delete", "RESTRICT")
    make: Any = peewee.ForeignKeyField
    field = make(to, null=null, backref="+", **options)
    field.since = since
    return field


def added_column(field: Any) -> str:
    """The statement by which the version that `field` came with adds its column: to be copied into that version's file,
    where it is frozen."""
    meta = field.model._meta
    type_ = field.ddl_datatype(meta.database.get_sql_context()).sql
    sql = f'ALTER TABLE "{meta.table_name}" ADD COLUMN "{field.column_name}" {type_}'
    if isinstance(field, peewee.ForeignKeyField):
        sql += f' REFERENCES "{field.rel_model._meta.table_name}" ("id") ON DELETE {field.on_delete}'
    return sql if field.null else f"{sql} NOT NULL DEFAULT {dialect.literal(field.default)}"
