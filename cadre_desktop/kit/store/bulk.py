"""Filling a table with very many rows at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name

MANY = 20_000
"""Fewer rows are not worth the trouble."""


@contextmanager
def indexes_made_after(record: type[Record], count: int) -> Iterator[None]:
    """Insert `count` rows inside, in a step: indexes of a table that grows to twice its size are built at the end.

    Building an index anew sorts once, where keeping it up to date searches for every row. Unique indexes stay. The
    step has to fail if the work fails, since the indexes are back only when it succeeds.
    """
    table = table_name(record)
    if count < MANY or int(database.value(f'SELECT count(*) FROM "{table}"')) > count:
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
