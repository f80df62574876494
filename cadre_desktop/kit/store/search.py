"""Search: small tables and indexes that find who or what is meant while somebody types.

Names and titles: `search_text` holds every different text of a searched column once, `search_key(scope, key, text)` all
its suffixes, those of its pinyin and of its initials (several readings for a name), so that a prefix range finds any
part. Rows are reached from the text they hold, so people of one name share their keys. Numbers need no keys: they are
found by two indexes on expressions, by how they begin and (written backwards) by how they end.

Everything here is derived: every step, also an undo, brings the keys of the texts it wrote or removed up to date.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from typing import Any

from cadre_desktop.kit.names import name_keys, query_key, text_keys
from cadre_desktop.kit.store import dialect, keys_ahead
from cadre_desktop.kit.store.bulk import MANY
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import IdNumberField, NameField, NumberField, PhoneField
from cadre_desktop.kit.store.journal import RowTally
from cadre_desktop.kit.store.record import Record, table_name

TABLES = (
    dialect.table(
        "search_scope",
        "number INTEGER NOT NULL PRIMARY KEY, table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
        " UNIQUE (table_name, column_name)",
    ),
    dialect.table(
        "search_text",
        "id INTEGER NOT NULL PRIMARY KEY, scope INTEGER NOT NULL, value TEXT NOT NULL, UNIQUE (scope, value)",
    ),
    dialect.keyed_table(
        "search_key",
        "scope INTEGER NOT NULL, key TEXT NOT NULL, text INTEGER NOT NULL, PRIMARY KEY (scope, key, text)",
    ),
)
"""The statements that make them."""

_LAST = "\U0010ffff"
_TOGETHER = 100  # keys inserted by one statement
_BLOCK = 20_000  # texts of which the keys are made together
_TAIL = 4  # characters of a number's end that its index holds, the last first
_SCANNED = 4  # when as many rows go as a part of the texts, reading through all is faster than to look up theirs
_FEW = 250  # rows that go, of which the texts are looked up in any case


def scope_of(record: type[Record], field: Any) -> int:
    """The small number under which the texts of a record's field are kept."""
    return _scope(database.era, table_name(record), field.column_name)


@cache
def _scope(era: int, table: str, column: str) -> int:
    """Looked up once in each file that is opened: a search asks for several at every keystroke."""
    found = "SELECT number FROM search_scope WHERE table_name = ? AND column_name = ?"
    return int(database.value(found, table, column))


def register(records: Iterable[type[Record]]) -> None:
    """Give every searched text a scope number, every searched number its indexes; inside a transaction."""
    for record in records:
        for field in record.searched:
            if not is_numbered(field):
                database.run(
                    f"{dialect.unless_there('search_scope')} (number, table_name, column_name)"
                    " SELECT coalesce(max(number), 0) + 1, ?, ? FROM search_scope",
                    table_name(record),
                    field.column_name,
                )
            for statement in index_statements(record, field):
                database.run(statement)


def index_statements(record: type[Record], field: Any) -> Iterator[str]:
    """SQL of the indexes by which a number is found: by how it begins and by how it ends."""
    if not is_numbered(field):
        return
    table, column = table_name(record), field.column_name
    wanted = {"tail": (_tail(column), _has_tail(field))}
    if not _is_plain(field):
        wanted["head"] = (_head(column), f"\"{column}\" <> ''")
    for name, (expression, where) in wanted.items():
        index = f'"search_{table}_{column}_{name}"'
        yield f'CREATE INDEX IF NOT EXISTS {index} ON "{table}" ({expression}) WHERE {where}'


def _is_plain(field: Any) -> bool:
    """Whether a number has an index already and consists of digits, or of digits and an X: its beginning is then found
    by that index."""
    return isinstance(field, IdNumberField) and bool(field.index)


def _head(column: str) -> str:
    """A number as it is compared: 0472-513 8000 is 04725138000."""
    return f"lower(replace(replace(\"{column}\", '-', ''), ' ', ''))"


def _tail(column: str) -> str:
    """The last characters backwards; SQLite has no function for it, and one of ours would bind the file to us."""
    last = " || ".join(f'substr("{column}", -{index}, 1)' for index in range(1, _TAIL + 1))
    return f"lower({last})"


def _has_tail(field: Any) -> str:
    """SQL: a number is found by its end. Of an office's own only one with words in it (包法警017) is."""
    column = f'"{field.column_name}"'
    return dialect.has_more_than_ascii(column) if isinstance(field, NumberField) else f"{column} <> ''"


def is_numbered(field: Any) -> bool:
    """Whether a searched field is found as a number is."""
    return isinstance(field, IdNumberField | PhoneField | NumberField)


def _texts(record: type[Record]) -> list[Any]:
    return [field for field in record.searched if not is_numbered(field)]


def refresh(step: int, records: Iterable[type[Record]], tallies: Mapping[str, RowTally]) -> None:
    """Bring the keys of all texts that `step` wrote or removed up to date; `tallies` as the journal counts them."""
    lines = sum(map(sum, tallies.values()))
    for record in records:
        tally = tallies.get(table_name(record), RowTally(0, 0, 0))
        for field in _touched(step, record, tally) if any(tally) else ():
            if tally.deleted + tally.altered:
                _remove_unused(record, field, step, tally.deleted)
            if tally.inserted + tally.altered:
                _add_new(record, field, step, lines)


def _touched(step: int, record: type[Record], tally: RowTally) -> list[Any]:
    """The searched texts of a record that `step` wrote or removed."""
    texts = _texts(record)
    if not texts or not tally.altered:
        return texts
    touched = (f"op <> 'U' OR {dialect.has_name('now', each.column_name)}" for each in texts)
    changed = ", ".join(map(dialect.any_of, touched))
    flags = database.rows(f"SELECT {changed} FROM change WHERE step = ? AND table_name = ?", step, table_name(record))
    return list(compress(texts, flags[0]))


def make_ahead(record: type[Record], texts: Mapping[str, Sequence[str]]) -> None:
    """Say that the keys of the `texts` of new rows, by the names of their fields, will be needed; see `keys_ahead`."""
    searched = {field: texts[field.name] for field in _texts(record) if field.name in texts}
    if any(len(column) >= MANY for column in searched.values()):
        keys_ahead.begin({_maker(field): dict.fromkeys(column) for field, column in searched.items()})


def rebuild_all(records: Iterable[type[Record]]) -> None:
    """Make all keys anew; inside a transaction."""
    database.run("DELETE FROM search_key")
    database.run("DELETE FROM search_text")
    for record in records:
        for field in _texts(record):
            last = _last_text()
            _insert_texts(record, field)
            _insert_keys(field, scope_of(record, field), last)


def _last_text() -> int:
    return int(database.value("SELECT coalesce(max(id), 0) FROM search_text"))


def _add_new(record: type[Record], field: Any, step: int, lines: int) -> None:
    """Keys of the texts that rows hold since `step`, whose changes, of all tables together, are so many `lines`."""
    table, column, scope = table_name(record), field.column_name, scope_of(record, field)
    last = _last_text()
    if lines > _FEW and _size(table, 2 * lines) < 2 * lines:
        # To read all is faster than to look up those of half as many lines.
        _insert_texts(record, field, dialect.unless_there("search_text"))
    else:
        database.run(
            f'{dialect.unless_there("search_text")} (scope, value) SELECT DISTINCT {scope}, t."{column}"'
            f' FROM change c JOIN "{table}" t ON t.id = c.row WHERE c.step = ? AND c.table_name = ?'
            f" AND (c.op = 'I' OR c.op = 'U' AND {dialect.has_name('c.now', column)}) AND t.\"{column}\" <> ''",
            step,
            table,
        )
    _insert_keys(field, scope, last)


def _size(table: str, most: int) -> int:
    """How many rows a table has; `most` if there are as many or more."""
    return int(database.value(f'SELECT count(*) FROM (SELECT 1 FROM "{table}" LIMIT ?)', most))


def _insert_texts(record: type[Record], field: Any, insert: str = "INSERT INTO search_text") -> None:
    column = f'"{field.column_name}"'
    found = f"SELECT DISTINCT ?, {column} FROM \"{table_name(record)}\" WHERE {column} <> ''"
    database.run(f"{insert} (scope, value) {found}", scope_of(record, field))


def _remove_unused(record: type[Record], field: Any, step: int, deleted: int) -> None:
    """Remove the texts that rows held before `step` and none holds any more, with their keys."""
    table, column, scope = table_name(record), field.column_name, scope_of(record, field)
    unused = f'value NOT IN (SELECT "{column}" FROM "{table}")'
    if deleted > _FEW and _go_together(table, scope, deleted, unused):
        return
    gone = database.rows(
        f"SELECT id, value FROM (SELECT DISTINCT {dialect.in_json('was', column)} AS was FROM change"
        " WHERE step = ? AND table_name = ? AND op <> 'I') JOIN search_text ON scope = ? AND value = was"
        f" WHERE {unused}",
        step,
        table,
        scope,
    )
    keys_of = _maker(field)
    pairs = sorted((key, text) for text, value in gone for key in keys_of(value))
    statement = "DELETE FROM search_key WHERE scope = ? AND key = ? AND text = ?"
    database.executemany(statement, ((scope, *pair) for pair in pairs))
    database.executemany("DELETE FROM search_text WHERE id = ?", ((text,) for text, _value in gone))


def _go_together(table: str, scope: int, deleted: int, unused: str) -> bool:
    """Remove the texts that are `unused` and their keys by reading all of them, if that is faster; returns whether it
    has."""
    if not database.value(f'SELECT EXISTS (SELECT 1 FROM "{table}")'):
        database.run("DELETE FROM search_text WHERE scope = ?", scope)
        database.run("DELETE FROM search_key WHERE scope = ?", scope)
        return True
    if deleted * _SCANNED <= int(database.value("SELECT count(*) FROM search_text WHERE scope = ?", scope)):
        return False
    database.run(f"DELETE FROM search_text WHERE scope = ? AND {unused}", scope)
    database.run("DELETE FROM search_key WHERE scope = ? AND text NOT IN (SELECT id FROM search_text)", scope)
    return True


def _insert_keys(field: Any, scope: int, after: int) -> None:
    """Add the keys of a scope's texts whose ids come `after` the given one."""
    keys_of = _maker(field)
    cursor = database.run("SELECT value, id FROM search_text WHERE id > ? AND scope = ?", after, scope)
    ahead = keys_ahead.taken(keys_of)
    if ahead.texts:
        ids = dict(cursor)
        _insert(scope, ahead, ids)
        others = ids.keys() - ahead.texts
        _insert(scope, keys_ahead.in_order(keys_of, others), ids)
    while block := dict(cursor.fetchmany(_BLOCK)):
        _insert(scope, keys_ahead.in_order(keys_of, block), block)


def _insert(scope: int, made: keys_ahead.Keys, ids: Mapping[str, int]) -> None:
    """Add keys in the order of the table, many to a statement: that takes half the time. Those of texts that are not
    among `ids` are there already."""
    keys, numbers = made.keys, [ids.get(text) for text in made.texts]
    if None in numbers:
        new = [number is not None for number in numbers]
        keys, numbers = list(compress(keys, new)), list(compress(numbers, new))
    rest = len(keys) // _TOGETHER * _TOGETHER
    for starts, size in ((range(0, rest, _TOGETHER), _TOGETHER), ((rest,), len(keys) - rest)):
        if size:
            values = ", ".join(f"({scope}, ?{key}, ?{key + size})" for key in range(1, size + 1))
            rows = ((*keys[start : start + size], *numbers[start : start + size]) for start in starts)
            database.executemany(f"INSERT INTO search_key VALUES {values}", rows)


def _maker(field: Any) -> Callable[[str], frozenset[str]]:
    """What makes the keys of a field's texts."""
    return name_keys if isinstance(field, NameField) else text_keys


def is_current(record: type[Record]) -> bool:
    """Whether the keys are exactly those that follow from the rows (compared by their number and the sum of their
    hashes)."""
    for field in _texts(record):
        keys_of, column = _maker(field), f'"{field.column_name}"'
        wanted, present = [0, 0], [0, 0]
        found = database.run(f"SELECT DISTINCT {column} FROM \"{table_name(record)}\" WHERE {column} <> ''")
        for (value,) in found:
            _add_up(wanted, ((key, value) for key in ("", *keys_of(value))))
        scope = scope_of(record, field)
        _add_up(present, database.run("SELECT '', value FROM search_text WHERE scope = ?", scope))
        stored = "SELECT k.key, x.value FROM search_key k LEFT JOIN search_text x ON x.id = k.text WHERE k.scope = ?"
        _add_up(present, database.run(stored, scope))
        if wanted != present:
            return False
    return True


def _add_up(total: list[int], pairs: Iterable[tuple[str, str]]) -> None:
    for pair in pairs:
        total[0] += 1
        total[1] = (total[1] + hash(tuple(pair))) & 0xFFFF_FFFF_FFFF_FFFF


def condition(record: type[Record], text: str, column: str = "id") -> tuple[str, list[Any]]:
    """SQL and parameters for "the row with key `column` is found by `text`"; all words, parted by blanks, must be."""
    parts, parameters = [], []
    for typed in text.split():
        word = query_key(typed)
        if not word:
            continue
        found = [each for field in record.searched for each in _found_by(record, field, word, typed)]
        within = " UNION ALL ".join(f'SELECT id FROM "{table_name(record)}" WHERE {sql}' for sql, _given in found)
        parts.append(f"{column} IN ({within})")
        for _sql, given in found:
            parameters += given
    return " AND ".join(parts) or "1", parameters


def _found_by(record: type[Record], field: Any, word: str, typed: str) -> Iterator[tuple[str, list[Any]]]:
    """SQL and parameters for "the row is found by `word` in this field", each for an index.

    typed: the word with its signs, which an office's own numbers may have too: 包法[2019]-017.
    """
    column = field.column_name
    if not is_numbered(field):
        texts = "SELECT x.value FROM search_key k JOIN search_text x ON x.id = k.text"
        within = f"{texts} WHERE k.scope = ? AND k.key >= ? AND k.key < ?"
        yield f'"{column}" IN ({within})', [scope_of(record, field), word, word + _LAST]
        return
    head, filled = _head(column), f"\"{column}\" <> '' AND"
    if _is_plain(field):
        for start in sorted({word, word.upper()}):
            yield f'"{column}" >= ? AND "{column}" < ?', [start, start + _LAST]
    else:
        for start in sorted({word, _as_compared(typed)} - {""}):
            yield f"{filled} {head} >= ? AND {head} < ?", [start, start + _LAST]
    if _is_number(word) or (isinstance(field, NumberField) and _ends_as_number(word)):
        end = word[::-1][:_TAIL]
        whole, given = (f" AND {head} LIKE ?", ["%" + word]) if len(word) > _TAIL else ("", [])
        tail, has = _tail(column), _has_tail(field)
        yield f"{has} AND {tail} >= ? AND {tail} < ?{whole}", [end, end + _LAST, *given]


def _as_compared(typed: str) -> str:
    """What somebody typed in the form that `_head` gives a number."""
    return "".join(chr(ord(sign) + 32) if "A" <= sign <= "Z" else sign for sign in typed if sign not in "- ")


def _is_number(word: str) -> bool:
    return word.rstrip("x").isdecimal() and word.isascii()


def _ends_as_number(word: str) -> bool:
    """Whether a word is the end of a number with words in it: 法警017."""
    return "0" <= word[-1] <= "9" and not word.isascii()


def find(records: Iterable[type[Record]], text: str, limit: int = 20) -> list[tuple[str, int]]:
    """(table, id) of rows of the searched ones of `records` found by `text`, at most `limit` from each."""
    found: list[tuple[str, int]] = []
    for record in records:
        table = table_name(record)
        where, parameters = condition(record, text) if record.searched else ("1", [])
        if where != "1":
            ids = database.rows(f'SELECT id FROM "{table}" WHERE {where} LIMIT ?', *parameters, limit)
            found.extend((table, row[0]) for row in ids)
    return found
