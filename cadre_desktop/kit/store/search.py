"""Search keys: a small table that answers "who or what is meant" while somebody types.

`search_key(scope, key, id)` holds every suffix of names and titles, of their pinyin and of the initials (several
readings for a name), and numbers backwards, so that a prefix range finds any part. It is derived: every step, also
an undo, refreshes the keys of the rows it changed, in one sorted batch.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, groupby, islice, repeat
from operator import itemgetter
from typing import Any

from cadre_desktop.kit.names import name_keys, query_key, text_keys
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import IdNumberField, NameField, PhoneField
from cadre_desktop.kit.store.record import Record, table_name

_TAIL = "#"  # marks a number stored backwards
_LAST = "\U0010ffff"
_TOGETHER = 100  # keys inserted by one statement
_BLOCK = 20_000  # different values of which the keys are made together
_ROWS = 100_000  # rows whose numbers are sorted together
_LITTLE = 10  # rows whose old keys are looked up and removed in the time in which those of one row are made


def scope_of(record: type[Record]) -> int:
    """The small number under which a record's keys are kept."""
    return _scope(database.era, table_name(record))


@cache
def _scope(era: int, table: str) -> int:
    """Looked up once in each file that is opened: a search asks for several at every keystroke."""
    return int(database.value("SELECT number FROM search_scope WHERE table_name = ?", table))


def register(records: Iterable[type[Record]]) -> None:
    """Give every searched record a scope number; inside a transaction."""
    for record in records:
        if record.searched:
            database.run(
                "INSERT OR IGNORE INTO search_scope (number, table_name)"
                " SELECT coalesce(max(number), 0) + 1, ? FROM search_scope",
                table_name(record),
            )


def refresh(step: int, records: Iterable[type[Record]], losses: Mapping[str, int]) -> None:
    """Bring the keys of all rows changed by `step` up to date; `losses` as the journal tells them."""
    for record in records:
        if record.searched and table_name(record) in losses:
            if _few_are_left(record, losses[table_name(record)]):
                _rebuild(record)
            else:
                _refresh_table(step, record)


def rebuild_all(records: Iterable[type[Record]]) -> None:
    """Make all keys anew; inside a transaction."""
    database.run("DELETE FROM search_key")
    for record in records:
        if record.searched:
            _rebuild(record)


def _rebuild(record: type[Record]) -> None:
    """Make the keys of a table anew."""
    database.run("DELETE FROM search_key WHERE scope = ?", scope_of(record))
    _insert_keys(record, "1")


def _few_are_left(record: type[Record], gone: int) -> bool:
    """Whether so much of a table has gone that making the keys of the rest anew is less work than removing those."""
    return gone > _LITTLE * int(database.value(f'SELECT count(*) FROM "{table_name(record)}"'))


def _blocks(record: type[Record]) -> Iterator[list[tuple[Any, ...]]]:
    cursor = database.run(f'SELECT id, {_columns(record)} FROM "{table_name(record)}"')
    return iter(lambda: cursor.fetchmany(_BLOCK), [])


def is_current(record: type[Record]) -> bool:
    """Whether the keys are exactly those that follow from the rows (told by count and sum of hashes, not by lists)."""
    wanted, present = [0, 0], [0, 0]
    for block in _blocks(record):
        pairs = {(key, row) for key, ids in _keys(record, block).items() for row in ids}
        _add_up(wanted, pairs)
    _add_up(present, database.run("SELECT key, id FROM search_key WHERE scope = ?", scope_of(record)))
    return wanted == present


def _add_up(total: list[int], pairs: Iterable[tuple[str, int]]) -> None:
    for pair in pairs:
        total[0] += 1
        total[1] = (total[1] + hash(tuple(pair))) & 0xFFFF_FFFF_FFFF_FFFF


def _refresh_table(step: int, record: type[Record]) -> None:
    touched = " OR ".join(f"json_type(now, '$.{field.column_name}') IS NOT NULL" for field in record.searched)
    statement = f"SELECT row, op FROM change WHERE step = ? AND table_name = ? AND (op <> 'U' OR {touched})"
    changed: set[int] = set()
    older: set[int] = set()
    for row, op in database.run(statement, step, table_name(record)):
        changed.add(row)
        if op != "I":
            older.add(row)
    if older:
        _remove_old(step, record, older)
    if changed:
        _insert_keys(record, *_among(changed))


def _among(ids: set[int]) -> tuple[str, Any]:
    """SQL for "a row is one of these", with its parameter: a range where it is one, as after an import."""
    first, last = min(ids), max(ids)
    if last - first + 1 == len(ids):
        return f"id BETWEEN {first} AND ?", last
    return "id IN (SELECT value FROM json_each(?))", json.dumps(sorted(ids))


def _remove_old(step: int, record: type[Record], ids: set[int]) -> None:
    """Remove the keys that rows had before the step that has changed or deleted them.

    Read newest first, so that laying their old values (None: not changed) over one another, and over the present
    ones, ends with those before the step. When a good part of the table goes, reading all keys is faster.
    """
    rows, given = _among(ids)
    old = ", ".join(f"was ->> '$.{field.column_name}'" for field in record.searched)
    before: dict[int, list[Any]] = {}
    born: set[int] = set()
    table = table_name(record)
    now = {
        key: values
        for key, *values in database.rows(f'SELECT id, {_columns(record)} FROM "{table}" WHERE {rows}', given)
    }
    of_rows = rows.replace("id ", "row ", 1)
    statement = f"SELECT row, op, {old} FROM change WHERE step = ? AND table_name = ? AND {of_rows} ORDER BY id DESC"
    for row, op, *was in database.run(statement, step, table, given):
        if op == "I":
            born.add(row)
            continue
        born.discard(row)
        known = before.get(row) or now.get(row) or [None] * len(was)
        before[row] = [new if old is None else old for old, new in zip(was, known, strict=True)]
    gone = [(row, *values) for row, values in before.items() if row not in born]
    scope = scope_of(record)
    if len(gone) * 4 > int(database.value(f'SELECT count(*) FROM "{table}"')) + len(gone):
        rest = json.dumps([row[0] for row in gone])
        database.run("DELETE FROM search_key WHERE scope = ? AND id IN (SELECT value FROM json_each(?))", scope, rest)
        return
    pairs = ((scope, key, row) for key, ids in sorted(_keys(record, gone).items()) for row in ids)
    database.executemany("DELETE FROM search_key WHERE scope = ? AND key = ? AND id = ?", pairs)


def _insert_keys(record: type[Record], rows: str, *parameters: Any) -> None:
    """Add the keys of the rows that meet the condition `rows`, a field at a time, in the order of the table of keys.

    Rows that share a value share the work: 100,000 people have some 15,000 names.
    """
    scope = scope_of(record)
    for field in record.searched:
        column = f'"{field.column_name}"'
        statement = f"SELECT id, {column} FROM \"{table_name(record)}\" WHERE {column} <> '' AND {rows}"
        found = database.run(statement, *parameters)
        if _is_numbered(field):
            while numbers := found.fetchmany(_ROWS):
                ids, folded = [row for row, _number in numbers], [number.casefold() for _row, number in numbers]
                for keys in (folded, [_TAIL + number[::-1] for number in folded]):
                    _insert(scope, sorted(zip(keys, ids, strict=True), key=itemgetter(0)))
        else:
            for alike in _alike(found):
                _insert(scope, _shared(_maker(field), alike))


def _alike(found: Iterable[tuple[int, str]]) -> Iterator[dict[str, list[int]]]:
    """The rows by their value, so many at a time that their keys do not take too much memory."""
    alike: dict[str, list[int]] = defaultdict(list)
    for count, (row, value) in enumerate(found, 1):
        alike[value].append(row)
        if len(alike) >= _BLOCK or count % _ROWS == 0:
            yield alike
            alike = defaultdict(list)
    yield alike


def _shared(keys_of: Callable[[str], Iterable[str]], alike: Mapping[str, list[int]]) -> Iterator[tuple[str, int]]:
    """The sorted pairs of keys and rows."""
    found: dict[str, list[int]] = defaultdict(list)
    for value, ids in alike.items():
        for key in keys_of(value):
            found[key] += ids
    in_order = sorted(found.items(), key=itemgetter(0))  # told which part counts, it sorts in a third of the time
    return chain.from_iterable(zip(repeat(key), sorted(ids)) for key, ids in in_order)


def _insert(scope: int, pairs: Iterable[tuple[str, int]]) -> None:
    """Add keys in the order of the table, many to a statement: that halves the time of an import."""
    flat = chain.from_iterable(pairs)
    blocks = iter(lambda: tuple(islice(flat, 2 * _TOGETHER)), ())
    for length, alike in groupby(blocks, key=len):
        values = ", ".join([f"({scope}, ?, ?)"] * (length // 2))
        database.executemany(f"INSERT OR IGNORE INTO search_key VALUES {values}", alike)


def _columns(record: type[Record]) -> str:
    return ", ".join(f'"{field.column_name}"' for field in record.searched)


def _keys(record: type[Record], rows: Iterable[tuple[Any, ...]]) -> dict[str, list[int]]:
    """For each key the rows that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, field in enumerate(record.searched, 1):
        keys_of = _maker(field)
        for row in rows:
            if row[place]:
                for key in keys_of(row[place]):
                    found[key].append(row[0])
    return found


def _maker(field: Any) -> Callable[[str], Iterable[str]]:
    """What makes the keys of a field's values; people of the same name share the work."""
    if isinstance(field, NameField):
        return cache(name_keys)
    return _number_keys if _is_numbered(field) else text_keys


def _is_numbered(field: Any) -> bool:
    return isinstance(field, IdNumberField | PhoneField)


def _number_keys(number: str) -> Iterable[str]:
    number = number.casefold()
    return number, _TAIL + number[::-1]


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
