"""What points at a row, found from the schema, and how all of it is made to point at another row.

A row points at another by a link, or by keeping its key (`Record.leans`), or goes with it (attachments). Keys are
unique in the whole file, so that a kept key says which row is meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import peewee

from cadre_desktop.kit.store.attachments import Attachment, free_name
from cadre_desktop.kit.store.obstacles import Named
from cadre_desktop.kit.store.record import Record, table_name

Records = Sequence[type[Record]]


class Pointer(NamedTuple):
    """A field whose value is the key of a row."""

    record: type[Record]
    field: Any


def pointers(target: type[Record], records: Records, *, leaning: bool = True) -> Iterator[Pointer]:
    """The fields by which rows point at rows of `target`; `leaning`: also those that may."""
    for record in records:
        for each in record._meta.sorted_fields:
            if isinstance(each, peewee.ForeignKeyField) and each.rel_model is target:
                yield Pointer(record, each)
        if leaning and record.goes_with is None:
            yield from (Pointer(record, each) for each in record.leans)


def pointing(pointer: Pointer, key: int) -> list[Any]:
    """The rows that point at the row `key` by this field."""
    return list(pointer.record.select().where(pointer.field == key).order_by(pointer.record.id))


def twin_of(row: Record, pointer: Pointer, key: int) -> Record | None:
    """The row in whose way `row` would be if it pointed at `key`: there may be one only."""
    values = {**row.__data__, pointer.field.name: key}
    for fields in _unique(pointer.record):
        if pointer.field not in fields or any(values[each.name] is None for each in fields):
            continue
        query = pointer.record.select().where(*(each == values[each.name] for each in fields))
        found = query.where(pointer.record.id != row.__data__["id"]).first()
        if found is not None:
            assert isinstance(found, Record)
            return found
    return None


def _unique(record: type[Record]) -> Iterator[list[Any]]:
    """The fields of every index that allows a combination of values once, but indexes of a part of the rows."""
    indexes: list[Any] = record._meta.fields_to_index()
    yield from (list(each._expressions) for each in indexes if each._unique and each._where is None)


class Joined(NamedTuple):
    """Two rows that became one: what is left (with its values now), what the other one was before, and how it is
    called; None where that may not be said."""

    left: Record
    was: Record
    called: str | None

    @property
    def differing(self) -> list[Any]:
        """The fields of which both said something, and not the same."""
        return [
            each
            for each in self.left._meta.sorted_fields
            if each.name != "id"
            and not _is_pointer(each)
            and self.was.__data__.get(each.name) not in (None, "", self.left.__data__.get(each.name))
        ]


def _is_pointer(each: Any) -> bool:
    return isinstance(each, peewee.ForeignKeyField) or each in each.model.leans


@dataclass
class Moved:
    """What happened: how many rows point elsewhere now, their keys by record, and which became one with another."""

    rows: dict[type[Record], list[int]] = field(default_factory=dict)
    joined: list[Joined] = field(default_factory=list)
    removed: list[Record] = field(default_factory=list)

    @property
    def count(self) -> int:
        """All rows that were moved or joined."""
        return sum(map(len, self.rows.values())) + len(self.joined)


class Moving:
    """Moves what points at a row to another row of the same record, inside a step. `named` says what a row (table and
    key) is called."""

    def __init__(self, records: Records, named: Named):
        self._records, self._named = records, named
        self.moved = Moved()

    def move(self, target: type[Record], gone: int, keep: int, omitted: Records = ()) -> None:
        """Let everything that points at `gone` point at `keep`; rows of `omitted` records stay as they are."""
        for pointer in pointers(target, self._records):
            if pointer.record not in omitted:
                for row in pointing(pointer, gone):
                    self._point(row, pointer, keep)
        self._take_attachments(target, gone, keep)

    def _point(self, row: Any, pointer: Pointer, keep: int) -> None:
        twin = twin_of(row, pointer, keep) or _equal(row, pointer, keep, self._records)
        if twin is not None:
            self._join(row, twin)
            return
        setattr(row, pointer.field.name, keep)
        row.save()
        self.moved.rows.setdefault(pointer.record, []).append(row.id)

    def _join(self, row: Any, twin: Any) -> None:
        """Make one row of two: the twin gets what it lacks, and what points at the other points at it."""
        for each in row._meta.sorted_fields:
            lacking = twin.__data__.get(each.name) in (None, "")
            if each.name != "id" and lacking and row.__data__.get(each.name) not in (None, ""):
                setattr(twin, each.name, row.__data__[each.name])
        if twin.dirty_fields:
            twin.save()
        called = self._named(table_name(type(row)), row.id)
        self.move(type(row), row.id, twin.id)
        row.delete_instance()
        self.moved.joined.append(Joined(twin, row, called))

    def _take_attachments(self, target: type[Record], gone: int, keep: int) -> None:
        """What is attached to `gone` is attached to `keep`, the same file once, under a name that is free there."""
        mine = (Attachment.record_table == table_name(target)) & (Attachment.record_key == keep)
        there = list(Attachment.select().where(mine))
        names, contents = {row.name.casefold() for row in there}, {row.content_hash for row in there}
        theirs = (Attachment.record_table == table_name(target)) & (Attachment.record_key == gone)
        for row in Attachment.select().where(theirs).order_by(Attachment.id):
            if row.content_hash in contents and not row.remark:
                continue  # it goes with its row
            row.record_key, row.name = keep, free_name(row.name, names)
            row.save()
            names.add(row.name.casefold())


def _equal(row: Any, pointer: Pointer, keep: int, records: Records) -> Record | None:
    """A row that says of `keep` exactly what this one says, where nothing points at rows of its record by a link: the
    same honour entered for both is one honour."""
    record = pointer.record
    if record.given_out or any(pointers(record, records, leaning=False)):
        return None
    same = [
        each == (keep if each is pointer.field else row.__data__[each.name])
        if row.__data__[each.name] is not None
        else each.is_null()
        for each in record._meta.sorted_fields
        if each.name != "id"
    ]
    found = record.select().where(*same, record.id != row.id).first()
    assert found is None or isinstance(found, Record)
    return found
