"""Replaying the journal: what every row has to be, compared with what it is.

The database itself finds the rows that do not look right, in the order of their keys; however large the file is, that
takes no memory and little more time than to read it once. Only those rows are then replayed change by change.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import peewee

from cadre_desktop.kit.store import dialect, journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import OrderField
from cadre_desktop.kit.store.record import Record, table_name

Values = dict[str, Any]
"""Of a row, by column."""


class RowDifference(NamedTuple):
    """A row that is not as the journal has it: its values there and in the table, None where there is no row."""

    table: str
    row: int
    expected: Values | None
    found: Values | None

    def fields(self) -> Iterator[tuple[str, Any, Any]]:
        """The columns in which it differs, with the expected and the found value; those the journal lacks are None."""
        wanted, found = self.expected or {}, self.found or {}
        for name in found if self.expected is not None else ():
            if name not in wanted or wanted[name] != found[name]:
                yield name, wanted.get(name), found[name]


_UNWRITTEN = "\ufffe"
"""What is expected where the journal has nothing of a column; no column has this value."""


class _ReplayedTable(NamedTuple):
    """A table that is compared, and SQL for the values of its row ``t`` as the journal writes them.

    `none`: SQL for a row of values none of which was written; `derived` are columns that follow from others: what names
    are sorted by, see `name_orders`.
    """

    name: str
    values: str
    none: str
    derived: frozenset[str]

    def found(self, key: str) -> str:
        """SQL: the values of the row with a key."""
        return f'(SELECT {self.values} FROM "{self.name}" t WHERE t.id = {key})'


def differences(records: Iterable[type[Record]]) -> Iterator[RowDifference]:
    """Every row that is not as the journal has it, in no particular order.

    Meant to be read within one transaction, or what is written meanwhile shows as a difference.
    """
    yield from _different(_tables(records))


def made_by_no_step(records: Iterable[type[Record]]) -> set[tuple[str, int]]:
    """Table and key of the rows of a file of an earlier version that are not as its journal has them.

    Columns that are not in the journal do not count: earlier upgrades have added them without writing that down.
    """
    found = set()
    for difference in _different(_earlier_tables(records)):
        both = difference.expected is not None and difference.found is not None
        if not both or any(name in (difference.expected or {}) for name, _wanted, _found in difference.fields()):
            found.add((difference.table, difference.row))
    return found


def _earlier_tables(records: Iterable[type[Record]]) -> Iterator[_ReplayedTable]:
    """Of the records, as their tables are in the file."""
    for table in _record_tables(records):
        there = [row[1] for row in database.rows(dialect.columns_of(table.name))]
        if there:
            yield _table(table.name, there, table.derived)


def _different(found: Iterable[_ReplayedTable]) -> Iterator[RowDifference]:
    tables = {table.name: table for table in found}
    for row in list(_suspects(tables.values())):
        yield from _replayed(row, tables)
    for table in tables.values():
        unknown = database.rows(
            f'SELECT id, {table.values} FROM "{table.name}" t WHERE NOT EXISTS'
            f" (SELECT 1 FROM change c WHERE c.row = t.id AND c.table_name = '{table.name}')"
        )
        for key, text in unknown:
            yield RowDifference(table.name, key, None, json.loads(text))


def _tables(records: Iterable[type[Record]]) -> Iterator[_ReplayedTable]:
    yield from _record_tables(records)
    for name, columns in journal.KEPT.items():
        yield _table(name, columns, frozenset())


def _record_tables(records: Iterable[type[Record]]) -> Iterator[_ReplayedTable]:
    for record in records:
        fields = record._meta.sorted_fields
        derived = frozenset(field.column_name for field in fields if isinstance(field, OrderField))
        yield _table(table_name(record), [field.column_name for field in fields], derived)


def _table(name: str, columns: Sequence[str], derived: frozenset[str]) -> _ReplayedTable:
    none = json.dumps({column: _UNWRITTEN for column in columns if column != "id"}, separators=(",", ":"))
    return _ReplayedTable(name, journal.all_values(columns, "t"), f"'{none}'", derived)


def _suspects(tables: Iterable[_ReplayedTable]) -> Iterator[int]:
    """The keys of all rows that are not as the journal has them, and of some that are as it has them.

    The values of a row's changes are put together into one object, in which the last value of each column counts; the
    row must be equal to it. A row whose last change is its deletion must not be there. What cannot be decided this way
    is replayed too. (`table_name` is that of the change with the greatest id as well.)
    """
    whens = " ".join(f"WHEN '{table.name}' THEN {table.found('g.row')}" for table in tables)
    none = " ".join(f"WHEN '{table.name}' THEN {table.none}" for table in tables)
    known = ", ".join(f"'{table.name}'" for table in tables)
    order = " ORDER BY id" if _several_stations() else ""  # one station's steps lie in the index in their order
    last = dialect.of_greatest("id", "op, now")
    names, written = dialect.joined("table_name", ","), dialect.joined("trim(now, '{}')", ",", order)
    each = f"""
        SELECT g.*, CASE name {whens} END AS found FROM (
            SELECT row, table_name AS name, {last}, {names} || ',' AS names, '{{' || {written} || '}}' AS wanted
            FROM change WHERE row > 0 GROUP BY row
        ) g"""
    laid_over = dialect.laid_over(f"CASE name {none} END", _filled("wanted"))
    statement = f"""
        SELECT row FROM ({dialect.kept_apart(each)}
        ) WHERE replace(names, name || ',', '') <> '' OR name IN ({known}) AND CASE
            WHEN op = 'D' OR now IS NULL THEN found IS NOT NULL
            WHEN found IS NULL THEN 1
            WHEN {dialect.same("wanted", "found")} THEN 0
            ELSE {dialect.differ(_filled("found"), laid_over)} END"""
    try:
        return iter([row for (row,) in database.rows(statement)])
    except peewee.DatabaseError as error:  # somebody has written what is no JSON into the journal: row by row then
        if "malformed" not in str(error):
            raise
    return iter([row for (row,) in database.rows("SELECT DISTINCT row FROM change WHERE row > 0")])


def _filled(values: str) -> str:
    """SQL: values with a mark for what is empty, since merging JSON removes empty columns."""
    return f"""replace({values}, ':null', ':"\uffff"')"""


def _several_stations() -> bool:
    return int(database.value("SELECT count(DISTINCT id >> 32) FROM step")) > 1


def _replayed(row: int, tables: dict[str, _ReplayedTable]) -> Iterator[RowDifference]:
    """The difference of one row, if there is any; rows of several tables may have a key in common."""
    found = database.rows("SELECT table_name, op, now FROM change WHERE row = ? ORDER BY id", row)
    for name in dict.fromkeys(line[0] for line in found):
        if name not in tables:  # a table of an earlier version
            continue
        wanted = _expected([line[1:] for line in found if line[0] == name])
        text = database.value(f"SELECT {tables[name].found('?')}", row)
        is_: Values | None = json.loads(text) if text else None
        derived = tables[name].derived
        if wanted is None or is_ is None:
            if wanted is not is_:
                yield RowDifference(name, row, wanted, is_)
        elif any(column not in wanted or wanted[column] != is_[column] for column in is_.keys() - derived):
            yield RowDifference(name, row, _without(wanted, derived), _without(is_, derived))


def _expected(lines: Sequence[tuple[str, str | None]]) -> Values | None:
    """What a row has to be after its changes: as it was last written whole, with what was changed since."""
    values: Values | None = {}
    for op, now in lines:
        if op == "U" and now is not None and values is not None:
            values = {**values, **_read(now)}
        elif op in ("I", "E"):
            values = None if now is None else _read(now)
        elif op == "D":
            values = None
    return values


def _read(text: str) -> Values:
    try:
        return dict(json.loads(text))
    except (ValueError, TypeError):  # not written by the program; the chain says so too
        return {}


def _without(values: Values, columns: frozenset[str]) -> Values:
    return {name: value for name, value in values.items() if name not in columns}
