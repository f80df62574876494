"""Which rows of a file are about a person, so that the journal can be asked what happened to them."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

import peewee

from cadre_desktop.kit.store import browsing
from cadre_desktop.kit.store.attachments import Attachment
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.people.records import Person
from cadre_desktop.schema import SCHEMA, general_conditions, slices
from cadre_desktop.window.journal.row_names import RowNames


def rows_about(person: int) -> frozenset[int]:
    """The keys of a person's row and of all rows about him: dossier, lists he is on, and what he was given there
    (marks); and of what is attached to them.

    Rows that were deleted count too. Left out is what general lists leave out: who takes part in an examination or
    counselling, and marks of anonymous events, since who asks for a name would learn its code.
    """
    names = RowNames()
    stand_ins = [record for slice_ in slices().values() for record in slice_.stand_ins]
    near = _pointing(names, Person, {person})
    far = [_pointing(names, record, near[record]) for record in stand_ins if near[record]]
    about = frozenset({person}.union(*near.values(), *(keys for rows in far for keys in rows.values())))
    return about | _attached(about)


def _attached(keys: Collection[int]) -> set[int]:
    """The keys of the attachments of rows, of those that were removed too."""
    column = Attachment.record_key.column_name
    rows = database.rows(f'SELECT id FROM "attachment" WHERE "{column}" IN {LISTED}', listed(keys))
    gone = {change.row for change in browsing.deleted(column, keys, {table_name(Attachment)})}
    return gone.union(key for (key,) in rows)


def _pointing(names: RowNames, target: type[Record], keys: Collection[int]) -> dict[type[Record], set[int]]:
    """By record the rows that link to those of `target`, and those that did when they were deleted."""
    found: dict[type[Record], set[int]] = defaultdict(set)
    wanted = json.dumps(sorted(keys))
    for record, fields in _links(target).items():
        shown = " AND ".join(f"({sql})" for sql in _may_be_told(names, record))
        for field in fields:
            rows = database.rows(
                f'SELECT t.id FROM "{table_name(record)}" t WHERE t."{field.column_name}" IN {LISTED} AND {shown}',
                wanted,
            )
            found[record].update(key for (key,) in rows)
    by_column: dict[str, dict[str, type[Record]]] = defaultdict(dict)
    for record, fields in _links(target).items():
        for field in fields:
            by_column[field.column_name][table_name(record)] = record
    for column, by_table in by_column.items():
        for change in browsing.deleted(column, keys, by_table):
            if names.may_be_told(change):
                found[by_table[change.table]].add(change.row)
    return found


def _links(target: type[Record]) -> dict[type[Record], list[Any]]:
    links: dict[type[Record], list[Any]] = {}
    for record in SCHEMA.records:
        fields = [f for f in record._meta.sorted_fields if isinstance(f, peewee.ForeignKeyField)]
        mine = [field for field in fields if field.rel_model is target]
        if mine:
            links[record] = mine
    return links


def _may_be_told(names: RowNames, record: type[Record]) -> Iterator[str]:
    """SQL over a row ``t``: it may be shown beside a name."""
    yield "1"
    kind = names.kinds.get(table_name(record))
    yield from (condition.sql for condition in (general_conditions(kind) if kind else ()))
    for slice_ in slices().values():
        yield from (coded.told.sql for coded in slice_.coded if coded.columns <= set(record._meta.columns))
