"""What names are sorted and found by is derived from them, and another edition of the program may derive it otherwise.

A file remembers by which edition its keys were made; when it is opened by another they are made anew. That is no step:
nothing that people wrote changes. Earlier steps still hold old keys; when one is undone, new keys are made instead.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from cadre_desktop.kit.names import EDITION
from cadre_desktop.kit.store import dialect, search, settings
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import OrderField
from cadre_desktop.kit.store.record import Record, table_name

MEMO = "names_edition"
"""The memo that holds the edition and, after a blank, the `seq` of the last step that may hold keys of another."""


def _stamp() -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,9}) ([0-9]{1,18})", settings.memo(MEMO) or "")
    return (int(found[1]), int(found[2])) if found else (0, 0)


def are_current() -> bool:
    """Whether the keys of the open file are those of this edition."""
    return _stamp()[0] == EDITION


def stamp() -> None:
    """Remember that all keys are those of this edition; inside a transaction."""
    last = database.value("SELECT coalesce(max(seq), 0) FROM step")
    settings.put_memo(MEMO, f"{EDITION} {last}")


def renew(records: Iterable[type[Record]]) -> None:
    """Make all keys of the open file anew, in one transaction."""
    records = tuple(records)
    with database.atomic(dialect.ALONE):
        for record in records:
            if _kept(record):
                with _unjournalled(record):
                    put_right(record)
        search.rebuild_all(records)
        stamp()


def put_right(record: type[Record], rows: str = "1", *parameters: int) -> None:
    """Make the kept keys anew in the rows of a record that meet the condition `rows`."""
    fields = _kept(record)
    names = ", ".join(f'"{field.of.column_name}", "{field.column_name}"' for field in fields)
    found = database.rows(f'SELECT id, {names} FROM "{table_name(record)}" WHERE {rows}', *parameters)
    for index, field in enumerate(fields):
        wrong = ((field.key(row[1 + 2 * index]), row[2 + 2 * index], row[0]) for row in found)
        changed = [(key, row) for key, kept, row in wrong if key != kept]
        database.executemany(f'UPDATE "{table_name(record)}" SET "{field.column_name}" = ? WHERE id = ?', changed)


def wrong(record: type[Record]) -> int:
    """How many rows have kept keys that do not fit their names."""
    fields = _kept(record)
    names = ", ".join(f'"{field.of.column_name}", "{field.column_name}"' for field in fields)
    if not fields:
        return 0
    keys = [cache(field.key) for field in fields]
    found = database.run(f'SELECT {names} FROM "{table_name(record)}"')
    return sum(any(key(row[2 * index]) != row[2 * index + 1] for index, key in enumerate(keys)) for row in found)


def follow(step: int, target: int, records: Iterable[type[Record]]) -> None:
    """To be called when `step` has replayed the one with the seq `target`: keys of another edition that it brought back
    are made anew within it."""
    if target > _stamp()[1]:
        return
    for record in records:
        if _kept(record):
            rows = "id IN (SELECT row FROM change WHERE step = ? AND op <> 'D')"
            put_right(record, rows, step)


def _kept(record: type[Record]) -> list[OrderField]:
    return [field for field in record._meta.sorted_fields if isinstance(field, OrderField)]


@contextmanager
def _unjournalled(record: type[Record]) -> Iterator[None]:
    """Rows of a record may be updated inside, although no step is under way."""
    name = f"journal_{table_name(record)}_U"
    trigger = database.value(dialect.TRIGGER_NAMED, name)
    database.run(dialect.drop_trigger(name))
    yield
    database.run(trigger)
