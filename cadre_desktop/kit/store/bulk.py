"""Filling or emptying a table with very many rows at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from cadre_desktop.kit.store import chain, dialect, digests_ahead, journal, keys_ahead
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name

MANY = 20_000
"""Fewer rows are not worth the trouble."""

_PARTS = 10
"""So many parts are made of many rows."""


@contextmanager
def indexes_made_after(record: type[Record], count: int) -> Iterator[None]:
    """Insert `count` rows inside, in a step: indexes of a table that grows to twice its size are built at the end."""
    with growing(table_name(record), count):
        yield


@contextmanager
def journalled_together(record: type[Record], count: int) -> Iterator[None]:
    """Insert `count` rows with keys given out inside, in a step; the journal's lines of many are written at the end.

    They are the same lines in the same order as its trigger writes, but one statement for all of them takes a third of
    the time. The step has to fail if the work fails, since only then what is not in the journal is not in the table.
    """
    if count < MANY:
        yield
        return
    before = _keys_given()
    with suspended(record, "I"):
        yield
        write_journal(record, "I", count, "t.id BETWEEN ? + 1 AND ?", before, _keys_given())


@contextmanager
def suspended(record: type[Record], op: str) -> Iterator[None]:
    """Inside, the trigger that journals 'I' or 'D' is dropped. It is the program's own, or no step would have begun."""
    name = journal.trigger_name(record, op)
    found = database.value(dialect.TRIGGER_NAMED, name)
    database.run(dialect.drop_trigger(name))
    yield
    database.run(found)


def write_journal(record: type[Record], op: str, count: int, rows: str, *parameters: int) -> None:
    """Write the lines of the rows ``t`` that meet the condition `rows`; RuntimeError if they are not `count`."""
    before = _last_change()
    keys_ahead.start()
    written = database.run(journal.whole_rows(record, op, rows), *parameters).rowcount
    if written != count:
        raise RuntimeError(f"{written} lines for {count} rows of {table_name(record)} in the journal")
    if _last_change() == before + count:
        digests_ahead.written(before + 1, before + count, (table_name(record), op))


def _last_change() -> int:
    return int(database.value("SELECT coalesce(max(id), 0) FROM change"))


def delete_together(record: type[Record], count: int, rows: str, *parameters: int) -> None:
    """Delete the `count` rows ``t`` that meet the condition `rows`, in a step; their journal lines are written first,
    by one statement, as `journalled_together` does. RuntimeError if they are not `count`."""
    with shrinking(table_name(record), count), suspended(record, "D"):
        write_journal(record, "D", count, rows, *parameters)
        database.run(f'DELETE FROM "{table_name(record)}" AS t WHERE {rows}', *parameters)


def delete_range(record: type[Record], first: int, last: int) -> None:
    """As `delete_together`, all keys from `first` to `last`, of which each has to be there.

    They are deleted in parts, so that the digests of the journal lines of one part are made during the next.
    """
    count, rows = last - first + 1, "t.id BETWEEN ? AND ?"
    with shrinking(table_name(record), count), suspended(record, "D"):
        write_journal(record, "D", count, rows, first, last)
        for part in range(_PARTS):
            chain.digest_ahead(_PARTS - part)
            begin, end = (first + count * number // _PARTS for number in (part, part + 1))
            database.run(f'DELETE FROM "{table_name(record)}" AS t WHERE {rows}', begin, end - 1)


def _keys_given() -> int:
    """The last key of this station that was given out."""
    return int(database.value("SELECT number << 32 | counter FROM station WHERE own = 1"))


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
    indexes = database.rows(dialect.PLAIN_INDEXES_OF, table)
    for name, _sql in indexes:
        database.run(f'DROP INDEX "{name}"')
    yield
    for number, (_name, sql) in enumerate(indexes):
        chain.digest_ahead(len(indexes) - number)
        database.run(sql)
