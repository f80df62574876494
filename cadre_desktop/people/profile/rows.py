"""The rows that link to somebody. The page asks some two dozen tables at once, and to build a statement takes peewee
longer than SQLite to carry it out: so these are written out."""

from typing import Any

from cadre_desktop.kit.store.record import table_name


def rows_of(field: Any, key: int) -> list[Any]:
    """The rows whose link `field` points to the row with this key, in the order in which they were entered."""
    record = field.model
    statement = f'SELECT * FROM "{table_name(record)}" WHERE "{field.column_name}" = ? ORDER BY id'
    return list(record.raw(statement, key))
