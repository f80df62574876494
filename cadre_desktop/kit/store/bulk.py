"""Filling or emptying a table with very many rows at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name

MANY = 20_000
"""Fewer rows are not worth the trouble."""


@contextmanager
def indexes_made_after(record: type[Record], count: int) -> Iterator[None]:
    """Insert `count` rows inside, in a step: indexes of a table that grows to twice its size are built at the end."""
    with growing(table_name(record), count):
        yield


@contextmanager
def growing(table: str, count: int) -> Iterator[None]:
    """Insert `count` rows into a table inside, in a step; as `indexes_made_after`."""
    with _indexes_after(table, count >= MANY and _size(table) <= count):
        yield


@contextmanager
def shrinking(table: str, count: int) -> Iterator[None]:
    """Delete `count` rows of a table inside, in a step: one that loses half of them or more gets its indexes anew."""
    with _indexes_after(table, count >= MANY and _size(table) <= 2 * count):
        yield


def _size(table: str) -> int:
    return int(database.value(f'SELECT count(*) FROM "{table}"'))


@contextmanager
def _indexes_after(table: str, worth: bool) -> Iterator[None]:
    """Building an index anew sorts once, where keeping it up to date searches for every row. Unique indexes stay.

    The step has to fail if the work fails, since the indexes are back only when it succeeds.
    """
    if not worth:
        yield
        return
    indexes = database.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE INDEX%'", table
    )
    for name, _sql in indexes:
        database.run(f'DROP INDEX "{name}"')
    yield
    for _name, sql in indexes:
        database.run(sql)
