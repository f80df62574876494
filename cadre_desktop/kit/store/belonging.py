"""Rows that go with a row of any table (attachments): when that is deleted or erased, they are too, in the same step.

A record says by `Record.goes_with` which of its fields hold the table and the key of the row that its rows go with.
"""

from collections.abc import Iterable, Iterator, Sequence

from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.erasing import Rows
from cadre_desktop.kit.store.fields import BlobHashField
from cadre_desktop.kit.store.record import Record, table_name


def take_along(step: int, records: Sequence[type[Record]]) -> None:
    """Delete what goes with rows that the step under way has deleted; inside it."""
    for record, table, key in _going(records):
        if not database.value(f'SELECT EXISTS (SELECT 1 FROM "{table_name(record)}")'):
            continue
        owners = database.rows(
            f'SELECT DISTINCT t."{table}" FROM "{table_name(record)}" t JOIN change c ON c.row = t."{key}"'
            f" AND c.table_name = t.\"{table}\" WHERE c.step = ? AND c.op = 'D'",
            step,
        )
        for (owner,) in owners:
            database.run(
                f'DELETE FROM "{table_name(record)}" WHERE "{table}" = ?1 AND "{key}" IN'
                " (SELECT row FROM change WHERE step = ?2 AND table_name = ?1 AND op = 'D')"
                f' AND "{key}" NOT IN (SELECT id FROM "{owner}")',
                owner,
                step,
            )


def with_all_of_theirs(rows: Rows, records: Sequence[type[Record]]) -> Rows:
    """Rows that are to be erased, and whatever goes with them or once did."""
    found: dict[type[Record], set[int]] = {record: set(keys) for record, keys in rows.items()}
    for record, table, key in _going(records):
        for owner, keys in rows.items():
            wanted = table_name(owner), listed(keys)
            now = f'SELECT id FROM "{table_name(record)}" WHERE "{table}" = ? AND "{key}" IN {dialect.LISTED}'
            found.setdefault(record, set()).update(row for (row,) in database.rows(now, *wanted))
        once = ", ".join(dialect.in_json(side, name) for side in ("was", "now") for name in (table, key))
        theirs = {table_name(owner): set(keys) for owner, keys in rows.items()}
        for row, *said in database.rows(f"SELECT row, {once} FROM change WHERE table_name = '{table_name(record)}'"):
            if said[1] in theirs.get(said[0], ()) or said[3] in theirs.get(said[2], ()):
                found.setdefault(record, set()).add(row)
    return {record: keys for record, keys in found.items() if keys or record in rows}


def take_from_erased(rows: Rows, records: Sequence[type[Record]]) -> None:
    """Delete what goes with rows that are erased, whether they are deleted or emptied; inside the step."""
    for record, _table, _key in _going(records):
        keys = listed(rows.get(record, ()))
        database.run(f'DELETE FROM "{table_name(record)}" WHERE id IN {dialect.LISTED}', keys)


def contents_of(rows: Rows) -> set[str]:
    """The hashes of the photos, scans and files that rows have or ever had."""
    return {hash_ for record, keys in rows.items() for hash_ in _hashes(record, keys)} - {"", None}


def _hashes(record: type[Record], keys: Iterable[int]) -> Iterator[str]:
    wanted = listed(keys)
    for column in _hash_columns(record):
        sources = [f'SELECT "{column}" FROM "{table_name(record)}" WHERE id IN {dialect.LISTED}']
        sources += [
            f"SELECT {dialect.in_json(side, column)} FROM change"
            f" WHERE table_name = '{table_name(record)}' AND row IN {dialect.LISTED}"
            for side in ("was", "now")
        ]
        for source in sources:
            yield from (hash_ for (hash_,) in database.rows(source, wanted))


def free(hashes: Iterable[str], erased: Rows, records: Sequence[type[Record]]) -> None:
    """Delete contents that no row has and that no change names except those that are `erased`; inside the step."""
    wanted = set(hashes)
    for record in records if wanted else ():
        beside = listed(erased.get(record, ()))
        for column in _hash_columns(record):
            wanted -= _used(table_name(record), column, wanted, beside)
    for table in ("blob", "blob_waiting"):
        database.run(f"DELETE FROM {table} WHERE hash IN {dialect.LISTED}", listed(wanted))


def _used(table: str, column: str, hashes: Iterable[str], erased: str) -> set[str]:
    wanted = listed(hashes)
    found = {
        hash_
        for (hash_,) in database.rows(f'SELECT "{column}" FROM "{table}" WHERE "{column}" IN {dialect.LISTED}', wanted)
    }
    for side in ("was", "now"):
        value = dialect.in_json(side, column)
        found |= {
            hash_
            for (hash_,) in database.rows(
                f"SELECT {value} FROM change WHERE table_name = '{table}' AND row NOT IN {dialect.LISTED}"
                f" AND {value} IN {dialect.LISTED}",
                erased,
                wanted,
            )
        }
    return found


def _hash_columns(record: type[Record]) -> list[str]:
    return [field.column_name for field in record._meta.sorted_fields if isinstance(field, BlobHashField)]


def _going(records: Iterable[type[Record]]) -> Iterator[tuple[type[Record], str, str]]:
    """The records whose rows go with others, each with the columns of the others' table and key."""
    for record in records:
        if record.goes_with is not None:
            table, key = record.goes_with
            yield record, table.column_name, key.column_name
