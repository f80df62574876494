"""What a list shows: a kind, conditions, search text and an order, as SQL that touches only the rows in sight.

A million people load in 1.5 s and 710 MB when loaded whole; so a list asks for its count, for pages by OFFSET at
once, for all keys in a worker, and then for rows by key. Table views, exports, rosters and the command line share it.
"""

import json
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import peewee

from cadre_desktop.kit.chinese import stroke_key
from cadre_desktop.kit.display import linked, shown
from cadre_desktop.kit.kind import Column, Kind, concealed, named_row, names_somebody
from cadre_desktop.kit.language import _
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.store import search
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED, packed
from cadre_desktop.kit.store.fields import DateField, FlagField, HolderField, NameField, OrderField
from cadre_desktop.kit.store.record import Record, table_name

_CHUNK = 500


@dataclass(frozen=True)
class Condition:
    """SQL on the main table `t` with its parameters, and the words that name it on the screen ("2023 年结业")."""

    sql: str
    parameters: tuple[Any, ...] = ()
    words: str = ""


def equals(column: Column, values: Sequence[Any], words: str = "") -> Condition:
    """Rows whose column has one of `values` (as stored; None or "" for empty ones)."""
    return _one_of(column, values, words)


def of_groups(column: Column, groups: Sequence[Any], words: str = "") -> Condition:
    """Rows whose column falls into one of `groups`, as `Listing.counts` gives them."""
    return _one_of(column, groups, words, grouped=True)


def stored(column: Column, field: Any = None) -> str:
    """The SQL of a column's stored value, or of another field beside it, in any query on the main table `t`."""
    name = f'"{(field or column.field).column_name}"'
    if column.via is None:
        return f"t.{name}"
    return f'(SELECT r.{name} FROM {_reached(column)} r WHERE r.id = t."{column.via.column_name}")'


def meeting(column: Column, test: Callable[[str], str]) -> str:
    """The SQL for rows whose column meets `test` (of the name it is given), put so that an index can serve."""
    name = f'"{column.field.column_name}"'
    if column.via is None:
        return test(f"t.{name}")
    return f't."{column.via.column_name}" IN (SELECT r.id FROM {_reached(column)} r WHERE {test(f"r.{name}")})'


def _reached(column: Column) -> str:
    return f'"{table_name(column.via.rel_model)}"'


def _grouped(column: Column, name: str) -> str:
    return f"substr({name}, 1, 4)" if isinstance(column.field, DateField) else name


def _one_of(column: Column, values: Sequence[Any], words: str, *, grouped: bool = False) -> Condition:
    """An index on the column serves only while nothing is wrapped around its name."""
    marks = ", ".join("?" * len(values))
    holds_empty = any(value in (None, "") for value in values)

    def test(name: str) -> str:
        name = _grouped(column, name) if grouped else name
        return f"coalesce({name}, '') IN ({marks})" if holds_empty else f"{name} IN ({marks})"

    if not words:
        words = f"{column.title}：" + "、".join(value_text(column, value) or _("（空）") for value in values)
    return Condition(meeting(column, test), tuple(_bound(values)), words)


def _bound(values: Iterable[Any]) -> Iterator[Any]:
    return ("" if value is None else value for value in values)


def in_year(field: Any, year: int, words: str = "", until: date | None = None) -> Condition:
    """Rows whose date (ISO text) lies in `year`, on `until` at the latest."""
    name = f't."{field.column_name}"'
    return Condition(f"{name} >= ? AND {name} < ?", year_span(year, until), words)


def year_span(year: int, until: date | None = None) -> tuple[str, str]:
    """From which ISO text on, and before which, dates lie in `year`, on `until` at the latest."""
    return f"{year}", f"{year + 1}" if until is None else f"{until + timedelta(days=1)}"


def year_words(year: int, until: date | None = None) -> str:
    """2023 年, or 2023 年截至 5 月 20 日."""
    if until is None:
        return _("{year} 年").format(year=year)
    return _("{year} 年截至 {month} 月 {day} 日").format(year=year, month=until.month, day=until.day)


def value_text(column: Column, value: Any) -> str:
    """The text of one stored value of a column; links are looked up."""
    from cadre_desktop.kit.editing import label_of

    if column.link is not None:
        return label_of(column.link, value) if value else ""
    if isinstance(column.field, DateField) and isinstance(value, str) and len(value) == 4:
        return _("{year} 年").format(year=value)
    return shown(column, column.field.python_value(value))


@dataclass(frozen=True)
class Listing:
    """The rows of `kind` that meet all `conditions` and are found by `text`, sorted by `order`.

    `order` is a field of the record (or of a linked one reached through a column's link); None is the kind's order.
    Wherever rows are sorted by a name, or by the name of somebody they point to, that is by pinyin, or with
    `by_strokes` by the strokes of the surname. With `brief` linked rows are called by their short names, for the
    screen: 青山法院. Rows are not found by whom a masked column names, nor sorted by that, unless it is `revealed`.
    """

    kind: Kind
    conditions: tuple[Condition, ...] = ()
    text: str = ""
    order: Column | None = None
    descending: bool = False
    columns: tuple[Column, ...] = ()
    by_strokes: bool = False
    brief: bool = False
    revealed: bool = False

    def where(self, *more: Condition) -> "Listing":
        """The same list narrowed further."""
        return replace(self, conditions=(*self.conditions, *more))

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns asked for, or those the kind shows at first."""
        return self.columns or tuple(column for column in self.kind.columns if column.in_table)

    def count(self) -> int:
        """How many rows."""
        where, parameters = self._where
        return int(database.value(f"SELECT count(*) FROM {self._table} {where}", *parameters))

    def counts(self, column: Column) -> list[tuple[Any, int]]:
        """How many rows have each stored value of `column` ("" for none; of dates the year)."""
        where, parameters = self._where
        group = f"coalesce({_grouped(column, stored(column))}, '')"
        statement = f"SELECT {group} v, count(*) FROM {self._table} {where} GROUP BY v"
        return database.rows(statement, *parameters)

    def page(self, offset: int, limit: int) -> list[int]:
        """The keys of rows `offset` … `offset + limit`."""
        where, parameters = self._where
        statement = f"SELECT t.id FROM {self._table}{self._order_joins} {where} {self._order_by} LIMIT ? OFFSET ?"
        return [key for (key,) in database.rows(statement, *parameters, limit, offset)]

    def longest(self) -> dict[str, Any]:
        """The longest value of each shown column by its title, for widths; all rows are looked through.

        Only of texts and names: other values are about as long as one another.
        """
        where, parameters = self._where
        found = {}
        for column, expression in zip(self.shown_columns, self._expressions, strict=True):
            if column.link is not None or isinstance(column.field, peewee.TextField):
                statement = f"SELECT {expression} FROM {self._table}{self._label_joins} {where}"
                found[column.title] = database.value(
                    f"{statement} ORDER BY length({expression}) DESC LIMIT 1", *parameters
                )
        return found

    def keys(self) -> Iterator[list[int]]:
        """All keys in order, in blocks, so that a worker can stop and the interpreter is never held for long."""
        where, parameters = self._where
        cursor = database.run(
            f"SELECT t.id FROM {self._table}{self._order_joins} {where} {self._order_by}", *parameters
        )
        while block := cursor.fetchmany(4096):
            yield [key for (key,) in block]

    def all_keys(self) -> "array[int]":
        """All keys in order at once. SQLite itself packs them, so that a million cost a quarter of a second and the
        interpreter is free meanwhile; row by row they would hold up the window for a second."""
        where, parameters = self._where
        found = database.value(
            f"SELECT {packed('id')} FROM (SELECT t.id FROM {self._table}{self._order_joins} {where} {self._order_by})",
            *parameters,
        )
        keys = array("q")
        keys.frombytes(found or b"")
        if sys.byteorder == "little":
            keys.byteswap()
        return keys

    def rows(self, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """The values of the shown columns for `keys`, in their order: Python values; links as their labels.

        A row that has gone meanwhile is a tuple of None.
        """
        found = self._found(keys)
        nothing = (None,) * len(self.shown_columns)
        return [found.get(key, nothing) for key in keys]

    def _found(self, keys: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        statement = (
            f"SELECT t.id, {', '.join(self._expressions)} FROM {self._table}{self._label_joins} WHERE t.id IN {LISTED}"
        )
        found: dict[int, tuple[Any, ...]] = {}
        for key, *values in database.rows(statement, json.dumps(list(keys))):
            for index, to in self._turned:
                values[index] = to(values[index])
            found[key] = tuple(values)
        return found

    @cached_property
    def _turned(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """The indexes of columns that Python holds in another form; strict tables give all others as they are."""
        return [
            (index, column.field.python_value)
            for index, column in enumerate(self.shown_columns)
            if isinstance(column.field, (DateField, FlagField))
        ]

    def all_rows(self) -> Iterator[tuple[Any, ...]]:
        """The values of all rows, in order, read block by block (exports, rosters), without those gone meanwhile."""
        for block in self.keys():
            for start in range(0, len(block), _CHUNK):
                keys = block[start : start + _CHUNK]
                found = self._found(keys)
                yield from (found[key] for key in keys if key in found)

    def texts(self) -> Iterator[tuple[str, ...]]:
        """All rows as they read on paper."""
        columns = self.shown_columns
        for row in self.all_rows():
            yield tuple(
                linked(column, value) if column.link else shown(column, value)
                for column, value in zip(columns, row, strict=True)
            )

    @property
    def ordered_by_name(self) -> bool:
        """Whether names have a say in the kind's own order."""
        return any(names_somebody(_ordering(term)) for term in self._own_order)

    @cached_property
    def _concealed(self) -> tuple[Column, ...]:
        return () if self.revealed else concealed(self.kind)

    @property
    def _own_order(self) -> list[Any]:
        """The kind's own order, without what is masked."""
        hidden = {id(column.field) for column in self._concealed}
        return [term for term in self.kind.order if id(_ordering(term)) not in hidden]

    @cached_property
    def _table(self) -> str:
        return f'"{table_name(self.kind.record)}" t'

    @cached_property
    def _where(self) -> tuple[str, list[Any]]:
        parts = [condition.sql for condition in self.conditions]
        parameters = [value for condition in self.conditions for value in condition.parameters]
        if self.text.strip():
            sql, more = self._search_condition()
            parts.append(sql)
            parameters += more
        return ("WHERE " + " AND ".join(f"({part})" for part in parts) if parts else ""), parameters

    def _search_condition(self) -> tuple[str, list[Any]]:
        """Each word has to be found in the record's own keys or in those of a row it points to: an enrolment by its
        person, by its course, or by both."""
        targets = [(self.kind.record, "t.id")]
        own = [column for column in self.kind.columns if column.via is None]
        open_to_search = (column for column in own if self.revealed or not column.masked)
        targets += [(column.link, stored(column)) for column in open_to_search if column.link]
        searched = [(record, name) for record, name in targets if record.searched]
        words, parameters = [], []
        for word in self.text.split():
            found = [search.condition(record, word, name) for record, name in searched]
            words.append(" OR ".join(f"({sql})" for sql, _more in found) or "0")
            parameters += [value for _sql, more in found for value in more]
        return " AND ".join(f"({word})" for word in words), parameters

    @cached_property
    def _expressions(self) -> list[str]:
        return [
            stored(column) if column.link is None else label_expression(column.link, self._alias(number), self.brief)
            for number, column in enumerate(self.shown_columns)
        ]

    @staticmethod
    def _alias(number: int) -> str:
        return f"l{number}"

    @cached_property
    def _label_joins(self) -> str:
        return "".join(
            label_joins(column.link, stored(column), self._alias(number))
            for number, column in enumerate(self.shown_columns)
            if column.link is not None
        )

    @cached_property
    def _order_joins(self) -> str:
        if self.order is None or self.order.link is None:
            return ""
        return label_joins(self.order.link, stored(self.order), "o")

    @cached_property
    def _order_by(self) -> str:
        if self.order is None or self.order in self._concealed:
            parts = [part for term in self._own_order for part in self._order_parts(term)]
            return "ORDER BY " + ", ".join([*parts, "t.id"])
        way = " DESC" if self.descending else ""
        if self.order.link is not None:
            last, alias = named_row(self.order.link, "o")
            return f"ORDER BY {self._sorting(last, lambda field: _column(alias, field))}{way}, t.id{way}"
        column = self.order
        return f"ORDER BY {self._sorting(column.field, lambda field: stored(column, field))}{way}, t.id{way}"

    def _sorting(self, field: Any, name: Callable[[Any], str]) -> str:
        """What rows are sorted by that are listed by `field`; `name` says how a field of its record is called."""
        if not isinstance(field, NameField | HolderField):
            return name(field)
        key = stroke_key if self.by_strokes else pinyin_key
        for kept in field.model._meta.sorted_fields:
            if isinstance(kept, OrderField) and kept.of is field and kept.key is key:
                return name(kept)
        return f"{key.__name__}({name(field)})"

    def _order_parts(self, term: Any) -> Iterator[str]:
        """A term of the kind's own order; rows that point to somebody are sorted by that name, each one's own
        together."""
        field, way = _ordering(term), f" {term.direction}" if isinstance(term, peewee.Ordering) else ""
        if isinstance(field, peewee.ForeignKeyField):
            if names_somebody(field):
                last, alias = named_row(field.rel_model, "o")
                joins = label_joins(field.rel_model, _column("t", field), "o")
                yield f"(SELECT {self._sorting(last, lambda kept: _column(alias, kept))} FROM (SELECT 1){joins}){way}"
            yield _column("t", field) + way
        else:
            yield self._sorting(field, lambda kept: _column("t", kept)) + way


def _ordering(term: Any) -> Any:
    return term.node if isinstance(term, peewee.Ordering) else term


def _column(alias: str, field: Any) -> str:
    return f'{alias}."{field.column_name}"'


def label_joins(record: type[Record], key: str, alias: str) -> str:
    """LEFT JOINs that reach the name of a linked row, through further links if its name is one (an enrolment's)."""
    joins = f' LEFT JOIN "{table_name(record)}" {alias} ON {alias}.id = {key}'
    field = record.named[0]
    if isinstance(field, peewee.ForeignKeyField):
        joins += label_joins(field.rel_model, f'{alias}."{field.column_name}"', alias + "x")
    return joins


def label_expression(record: type[Record], alias: str, brief: bool = False) -> str:
    """The SQL expression of a linked row's name, or its short one, under the joins of `label_joins`."""
    field, alias = named_row(record, alias)
    name = _column(alias, field)
    for short in field.model.brief if brief else ():
        name = f"coalesce(nullif({_column(alias, short)}, ''), {name})"
    return name
