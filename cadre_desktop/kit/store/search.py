"""Search keys: a small table that answers "who or what is meant" while somebody types.

`search_key(scope, key, id)` holds every suffix of names and titles, of their pinyin and of the initials (several
readings for a name), and numbers backwards, so that a prefix range finds any part. It is derived: every step, also
an undo, refreshes the keys of the rows it changed, in one sorted batch.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cadre_desktop.kit.chinese import name_keys, query_key, text_keys
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import IdNumberField, NameField, PhoneField
from cadre_desktop.kit.store.record import Record, table_name

_TAIL = "#"  # marks a number stored backwards
_LAST = "\U0010ffff"


def scope_of(record: type[Record]) -> int:
    """The small number under which a record's keys are kept."""
    return int(database.value("SELECT number FROM search_scope WHERE table_name = ?", table_name(record)))


def register(records: Iterable[type[Record]]) -> None:
    """Give every searched record a scope number; inside a transaction."""
    for record in records:
        if record.searched:
            database.run(
                "INSERT OR IGNORE INTO search_scope (number, table_name)"
                " SELECT coalesce(max(number), 0) + 1, ? FROM search_scope",
                table_name(record),
            )


def refresh(step: int, records: Iterable[type[Record]]) -> None:
    """Bring the keys of all rows changed by `step` up to date."""
    changed = {name for (name,) in database.rows("SELECT DISTINCT table_name FROM change WHERE step = ?", step)}
    for record in records:
        if record.searched and table_name(record) in changed:
            _refresh_table(step, record)


def rebuild(record: type[Record]) -> None:
    """Make all keys of a record anew; inside a transaction."""
    scope = scope_of(record)
    names = [field.column_name for field in record.searched]
    database.run("DELETE FROM search_key WHERE scope = ?", scope)
    rows = database.rows(f'SELECT id, {_columns(names)} FROM "{table_name(record)}"')
    _insert(scope, ((key, row[0]) for row in rows for key in _keys(record, row[1:])))


def _refresh_table(step: int, record: type[Record]) -> None:
    names = [field.column_name for field in record.searched]
    touched = " OR ".join(f"json_type(coalesce(now, was), '$.{name}') IS NOT NULL" for name in names)
    rows = database.rows(
        f"SELECT row, op, was FROM change WHERE step = ? AND table_name = ? AND ({touched}) ORDER BY id DESC",
        step,
        table_name(record),
    )
    if not rows:
        return
    _remove_old(record, names, rows)
    scope = scope_of(record)
    _insert(scope, ((key, row[0]) for row in _present(record, names, rows) for key in _keys(record, row[1:])))


def _present(record: type[Record], names: list[str], rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    statement = f'SELECT id, {_columns(names)} FROM "{table_name(record)}" WHERE id IN (SELECT value FROM json_each(?))'
    ids = sorted({row[0] for row in rows})
    return iter(database.rows(statement, json.dumps(ids)))


def _remove_old(record: type[Record], names: list[str], rows: list[tuple[Any, ...]]) -> None:
    """Rows come newest first, so laying the old values over one another ends with those before the step."""
    before: dict[int, dict[str, Any]] = {}
    born: set[int] = set()
    for row, op, was in rows:
        born.add(row) if op == "I" else born.discard(row)
        if was:
            before.setdefault(row, {}).update(json.loads(was))
    updated = [row for row in before if row not in born]
    present = {line[0]: line[1:] for line in _present(record, names, [(row,) for row in updated])}
    old_keys: list[tuple[str, int]] = []
    for row in updated:
        now = present.get(row, ("",) * len(names))
        values = [before[row].get(name, value) for name, value in zip(names, now, strict=True)]
        old_keys.extend((key, row) for key in _keys(record, values))
    scope = scope_of(record)
    database.executemany(
        "DELETE FROM search_key WHERE scope = ? AND key = ? AND id = ?", [(scope, *pair) for pair in sorted(old_keys)]
    )


def _insert(scope: int, pairs: Iterable[tuple[str, int]]) -> None:
    database.executemany(
        "INSERT OR IGNORE INTO search_key VALUES (?, ?, ?)", ((scope, key, row) for key, row in sorted(pairs))
    )


def _columns(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _keys(record: type[Record], values: Iterable[Any]) -> Iterator[str]:
    for field, value in zip(record.searched, values, strict=True):
        if not value:
            continue
        if isinstance(field, NameField):
            yield from name_keys(value)
        elif isinstance(field, IdNumberField | PhoneField):
            yield value.casefold()
            yield _TAIL + value[::-1].casefold()
        else:
            yield from text_keys(value)


def condition(scope: int, text: str, column: str = "id") -> tuple[str, list[Any]]:
    """SQL and parameters for "the row with key `column` is found by `text`"; all words, parted by blanks, must be."""
    parts, parameters = [], []
    for word in filter(None, map(query_key, text.split())):
        ranges = [word] + ([_TAIL + word[::-1]] if _is_number(word) else [])
        within = " OR ".join("(scope = ? AND key >= ? AND key < ?)" for _key in ranges)
        parts.append(f"{column} IN (SELECT id FROM search_key WHERE {within})")
        for key in ranges:
            parameters += [scope, key, key + _LAST]
    return " AND ".join(parts) or "1", parameters


def _is_number(word: str) -> bool:
    return word.rstrip("x").isdecimal() and word.isascii()


def find(scopes: Mapping[str, int], text: str, limit: int = 20) -> list[tuple[str, int]]:
    """(table, id) of rows found by `text` in the given scopes, at most `limit` from each."""
    found: list[tuple[str, int]] = []
    for table, scope in scopes.items():
        where, parameters = condition(scope, text)
        if where != "1":
            ids = database.rows(f'SELECT id FROM "{table}" WHERE {where} LIMIT ?', *parameters, limit)
            found.extend((table, row[0]) for row in ids)
    return found
