"""The base of all records.

A row's primary key is a 63-bit whole number, ``station << 32 | counter``: rows made in different courts never
collide, the key says where a row was made, and it is still SQLite's own fast rowid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast

import peewee

from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import KeyField


@dataclass(frozen=True)
class Final:
    """When a row is final, so that what belongs to it may not change beneath it by undoing something earlier.

    `when` holds by column the SQL that follows it; one that holds is enough. To the row belong the rows that link to
    it, over any number of links that may not be empty; or, with `alike`, the rows of other records that have the same
    values in these fields.
    """

    when: Mapping[str, str]
    alike: tuple[Any, ...] = ()

    def holds(self, value: str) -> str:
        """SQL: a row is final; `value` is SQL for a column's value, with ``{}`` for its name."""
        return "(" + " OR ".join(f"{value.format(column)} {tail}" for column, tail in self.when.items()) + ")"


class Record(peewee.Model):
    """A row of a journalled table. Writing happens inside a step of the store; the database refuses the rest.

    `searched`: the fields by which Ctrl+F and search boxes find the record: names with pinyin and initials, titles,
    and numbers by their tail. `named`: how the record is called where another points to it; the first field is
    shown, the others are understood too. `brief`: one field with a shorter name for the screen, if there is one.
    `within`: the links inside which that name is unique (a department's court); `made_on_import`: whether a name that
    does not exist yet inside a known `within` makes a new row on import. `leans`: fields that keep the key of a row
    without being a link. `goes_with`: the fields that hold the table and the key of the row that a row goes with, see
    `belonging`. `final`: when a row is final. `sealed`: fields whose values are a part of what is sealed once a row is
    final or belongs to one that is, so that nobody may change them then. `given_out`: what its rows are once they are
    in people's hands (证书): before their making is undone somebody is asked. `counting`: what rows that people have
    entered count, see `counting_on`. `takes_no_files`: why nothing may be attached to a row (its key), empty where it
    may. `private_files`: whether the names of files attached to a row (its key) may say what is kept from others.

    `plausible`: whether a text looks like such a name at all, else it is asked about; `found_in`: which rows (given by
    key and name) a title, a sheet name or a file name speaks of, where it is not enough to look for their names in it;
    `speaks_of_one`: whether a text names such a row at all, be it known or not; `also_called`: for rows given by key
    and name, every other name they go by (folded), with the keys that go by it; `as_written`: a name without what
    people put around it; `own_called`: what means the row the file belongs to.
    """

    id = KeyField(primary_key=True)

    searched: ClassVar[tuple[Any, ...]] = ()
    named: ClassVar[tuple[Any, ...]] = ()
    brief: ClassVar[tuple[Any, ...]] = ()
    within: ClassVar[tuple[Any, ...]] = ()
    made_on_import: ClassVar[bool] = False
    leans: ClassVar[tuple[Any, ...]] = ()
    counting: ClassVar[tuple[str, ...]] = ()
    goes_with: ClassVar[tuple[Any, Any] | None] = None
    final: ClassVar[Final | None] = None
    sealed: ClassVar[tuple[Any, ...]] = ()
    given_out: ClassVar[str] = ""
    takes_no_files: ClassVar["staticmethod[[int], str] | None"] = None
    private_files: ClassVar["staticmethod[[int], bool] | None"] = None
    plausible: ClassVar["staticmethod[[str], bool] | None"] = None
    found_in: ClassVar["staticmethod[[str, Sequence[tuple[int, str]]], Sequence[int]] | None"] = None
    speaks_of_one: ClassVar["staticmethod[[str], bool] | None"] = None
    also_called: ClassVar["staticmethod[[Mapping[int, tuple[str, ...]]], dict[str, list[int]]] | None"] = None
    as_written: ClassVar["staticmethod[[str], str]"] = staticmethod(str.strip)
    own_called: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        database = database
        strict_tables = True
        legacy_table_names = False
        only_save_dirty = True

    @classmethod
    def add(cls, **values: Any) -> Self:
        """Insert a row with a fresh key."""
        row = cls(**values)
        row.id = database.new_keys(1)[0]
        row.save(force_insert=True)
        return row

    @classmethod
    def create(cls, **values: Any) -> Self:
        """As `add`: peewee's own `create` would let SQLite choose the key."""
        return cls.add(**values)

    @classmethod
    def add_many(cls, rows: list[dict[str, Any]]) -> range:
        """Insert many rows fast (one prepared statement); keys of `rows` are attribute names, alike in all rows.

        Returns the keys given out, in the order of `rows`.
        """
        keys = database.new_keys(len(rows))
        if rows:
            names = list(rows[0])
            fields = [cls._meta.fields[name] for name in names]
            values = (
                (key, *(field.db_value(row[name]) for name, field in zip(names, fields, strict=True)))
                for key, row in zip(keys, rows, strict=True)
            )
            cls.insert_tuples(fields, values)
        return keys

    @classmethod
    def insert_tuples(
        cls, fields: "list[peewee.Field[Any]]", values: Any, alike: "Mapping[peewee.Field[Any], Any] | None" = None
    ) -> None:
        """`executemany` of database-ready tuples ``(id, *fields)``; `alike` are fields with the value of all rows.

        Fields left out take their defaults. What is alike is written into the statement, since for a wide table it
        takes longer to hand over the empty values of each row than to write them.
        """
        shared = dict(alike or {})
        given = {"id", *(field.name for field in (*fields, *shared))}
        for field in cls._meta.sorted_fields:
            if field.name not in given and field.default is not None:
                shared[field] = field.db_value(field.default() if callable(field.default) else field.default)
        columns = ", ".join(f'"{field.column_name}"' for field in (cls._meta.fields["id"], *fields, *shared))
        marks = ", ".join([*"?" * (1 + len(fields)), *map(dialect.bare_literal, shared.values())])
        database.executemany(f'INSERT INTO "{cls._meta.table_name}" ({columns}) VALUES ({marks})', values)

    @classmethod
    def by_key(cls, key: int) -> Self:
        """The row with this key; raises the record's DoesNotExist."""
        return cls.get_by_id(key)


def table_name(record: type[Record]) -> str:
    """The table a record lives in."""
    return cast(str, record._meta.table_name)


def field_of(record: type[Record], name: str) -> "peewee.Field[Any]":
    """The declared field called `name`."""
    return cast("peewee.Field[Any]", record._meta.fields[name])
