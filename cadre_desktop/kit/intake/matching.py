"""Which existing row a row of a table is about: recognised by the identities of its kind, loaded once for all rows.

A kind whose rows are people has a decisive identity (ID number), others nearly so (staff number) and a weak one that
contains the name (name and birth month). Who cannot be distinguished from somebody of the same name is never guessed.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import peewee

from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.fields import DateField, FlagField, NameField
from cadre_desktop.kit.store.record import table_name

Marks = tuple[Any, ...]
"""A row's identities, one for each alternative of its kind, None where incomplete."""


class RowMatch(NamedTuple):
    """The existing row that is meant; or without one, candidates among which somebody has to choose, and why."""

    key: int | None = None
    candidates: tuple[int, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Identities:
    """How the rows of a kind are recognised. Indexes are those of the fields in a row's tuple of values."""

    kind: Kind

    @cached_property
    def fields(self) -> list[Any]:
        """All fields of the record but its key, in the order of a row's tuple."""
        return [field for field in self.kind.record._meta.sorted_fields if field.name != "id"]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of `fields`."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def alternatives(self) -> list[tuple[int, ...]]:
        """For each identity the indexes of its fields."""
        return [tuple(self.names.index(field.name) for field in fields) for fields in self.kind.identity]

    @cached_property
    def optional(self) -> frozenset[int]:
        """Indexes of fields that may be empty in the first identity: it has required fields that make it one without
        them."""
        first = self.kind.identity[0] if self.kind.identity else ()
        empty_allowed = [field for field in first if field.null or field.default is not None]
        if len(empty_allowed) == len(first):
            return frozenset()
        return frozenset(self.names.index(field.name) for field in empty_allowed)

    @cached_property
    def name_index(self) -> int | None:
        """The index of a person's name, if the kind is recognised by one."""
        named = next(iter(self.kind.record.named), None)
        return self.names.index(named.name) if isinstance(named, NameField) else None

    @cached_property
    def scope_index(self) -> int | None:
        """The index of the link inside which people of one name are asked about: the first required one (the court)."""
        links = (i for i, f in enumerate(self.fields) if isinstance(f, peewee.ForeignKeyField) and not f.null)
        return next(links, None)

    @cached_property
    def weak(self) -> tuple[int, ...]:
        """The identities that, not being the first, rest on a name."""
        return tuple(i for i, indexes in enumerate(self.alternatives) if i and self.name_index in indexes)

    @cached_property
    def strong(self) -> tuple[int, ...]:
        """The other identities."""
        return tuple(i for i in range(len(self.alternatives)) if i not in self.weak)

    @cached_property
    def written(self) -> dict[int, Callable[[str], str]]:
        """By place what makes texts of an identity the same however they are written."""
        return {self.names.index(field.name): same for field, same in self.kind.written}

    def same(self, at: int, column: Sequence[Any]) -> Sequence[Any]:
        """A column of an identity as it is compared."""
        same = self.written.get(at)
        return column if same is None else [same(value) if value else value for value in column]

    def marks(self, values: Sequence[Any]) -> Marks:
        """A row's identities."""
        found = []
        written = self.written
        for number, indexes in enumerate(self.alternatives):
            mark = [values[index] for index in indexes]
            for part, index in enumerate(indexes) if written else ():
                if index in written and mark[part]:
                    mark[part] = written[index](mark[part])
            if len(mark) == 1:
                found.append(None if mark[0] == "" else mark[0])
            else:
                found.append(self.compound(number, tuple(mark)))
        return tuple(found)

    def is_same(self, name: str, one: Any, other: Any) -> bool:
        """Whether two values of a field say the same, however they are written."""
        if one == other:
            return True
        same = self.written.get(self.names.index(name))
        return same is not None and bool(one) and bool(other) and same(one) == same(other)

    def compound(self, number: int, mark: tuple[Any, ...]) -> tuple[Any, ...] | None:
        """An identity of several fields from their values; None if it is incomplete."""
        if None in mark or "" in mark:
            optional = self.optional if number == 0 else ()
            indexes = self.alternatives[number]
            if any(value in (None, "") and index not in optional for index, value in zip(indexes, mark, strict=True)):
                return None
        return mark

    @cached_property
    def scope_indexes(self) -> tuple[int, int] | None:
        """The indexes of name and court, within which people of one name are asked about."""
        if self.name_index is None or self.scope_index is None or len(self.alternatives) < 2:
            return None
        return self.name_index, self.scope_index

    def scope(self, values: Sequence[Any]) -> tuple[Any, Any] | None:
        """Name and court, within which people of one name are asked about."""
        return None if self.scope_indexes is None else (values[self.scope_indexes[0]], values[self.scope_indexes[1]])

    def told_apart(self, one: Marks, other: Marks) -> bool:
        """Whether an identity without the name is complete in both and differs."""
        return any(_differ(one[number], other[number]) for number in self.strong)

    def weakly_apart(self, one: Marks, other: Marks) -> bool:
        """Whether an identity with the name is complete in both and differs (another birth month)."""
        return any(_differ(one[number], other[number]) for number in self.weak)

    def titles(self, number: int) -> str:
        """The headings of an identity."""
        return _("、").join(self.kind.column(field).title for field in self.kind.identity[number])

    def is_certain(self, marks: Marks) -> bool:
        """Whether the row has a complete identity that does not rest on its name."""
        return any(marks[number] is not None for number in self.strong)


def _differ(one: Any, other: Any) -> bool:
    return one is not None and other is not None and one != other


class Existing:
    """The existing rows that a table may be about. Values are as Python sees them, in the order of `Identities`."""

    def __init__(self, identities: Identities, given: Mapping[str, Sequence[Any]]):
        """`given` are the values of the table by field name."""
        self._identities = identities
        self.rows: dict[int, tuple[Any, ...]] = {}
        self._marks: dict[int, Marks] = {}
        self._index: list[dict[Any, list[int]]] = [defaultdict(list) for _fields in identities.alternatives]
        self._homonyms: dict[Any, list[int]] = defaultdict(list)
        if identities.alternatives:
            self._load(given)

    def _load(self, given: Mapping[str, Sequence[Any]]) -> None:
        """Read the rows that share the first field of an identity with a row of the table."""
        identities = self._identities
        table = table_name(identities.kind.record)
        if database.value(f'SELECT 1 FROM "{table}" LIMIT 1') is None:
            return
        firsts = sorted({indexes[0] for indexes in identities.alternatives})
        values = [set(given[identities.names[index]]) for index in firsts]
        fields = [identities.fields[index] for index in firsts]
        parameters = [
            json.dumps([field.db_value(value) for value in found if value not in (None, "")], ensure_ascii=False)
            for field, found in zip(fields, values, strict=True)
        ]
        columns = ", ".join(f'"{field.column_name}"' for field in identities.fields)
        where = " OR ".join(f'"{field.column_name}" IN {LISTED}' for field in fields)
        self._keep(database.rows(f'SELECT id, {columns} FROM "{table}" WHERE {where} ORDER BY id', *parameters))

    def _keep(self, rows: list[tuple[Any, ...]]) -> None:
        identities = self._identities
        convert = [(i, f.python_value) for i, f in enumerate(identities.fields) if isinstance(f, DateField | FlagField)]
        for key, *stored in rows:
            for column, to_python in convert:
                stored[column] = to_python(stored[column])
            values = self.rows[key] = tuple(stored)
            marks = self._marks[key] = identities.marks(values)
            for index, mark in zip(self._index, marks, strict=True):
                if mark is not None:
                    index[mark].append(key)
            scope = identities.scope(values)
            if scope is not None:
                self._homonyms[scope].append(key)

    def values(self, key: int) -> Values:
        """An existing row's values by field name."""
        return dict(zip(self._identities.names, self.rows[key], strict=True))

    def known(self, number: int) -> Container[Any]:
        """The identities of that number that existing rows have."""
        return self._index[number]

    def known_scopes(self) -> Container[Any]:
        """The names, each with its court, that existing rows have."""
        return self._homonyms

    def twin(self, marks: Marks) -> int | None:
        """The existing row with the same complete first identity, of which there may be only one."""
        return next(iter(self._found(marks, 0)), None) if marks else None

    def _found(self, marks: Marks, number: int) -> list[int]:
        return self._index[number].get(marks[number], []) if marks[number] is not None else []

    def match(self, name: Any, scope: Any, marks: Marks) -> RowMatch:
        """The existing row that a row with this name, scope and identities is about."""
        if not self.rows:
            return RowMatch()
        hits = [self._hits(marks, number) for number in range(len(marks))]
        number = next((number for number, keys in enumerate(hits) if keys), None)
        if number is None:
            return self._among_homonyms(scope, marks)
        weak = self._identities.weak
        counted = [keys for later, keys in enumerate(hits) if later == number or later not in weak]
        distinct = tuple(dict.fromkeys(key for keys in counted for key in keys))
        if len(distinct) > 1:
            why = _("与 {count} 条已有的{kind}对得上，请选定是哪一条。")
            return RowMatch(None, distinct, self._said(why, len(distinct)))
        return self._accepted(name, marks, distinct[0], number)

    def _hits(self, marks: Marks, number: int) -> list[int]:
        """Rows with the same identity; by name and birth month not those that have another ID number."""
        keys = self._found(marks, number)
        if number not in self._identities.weak or marks[0] is None:
            return keys
        return [key for key in keys if not _differ(marks[0], self._marks[key][0])]

    def _accepted(self, given: Any, marks: Marks, key: int, number: int) -> RowMatch:
        """The one row found by identity `number`, unless the name or another number speaks against it."""
        identities, index = self._identities, self._identities.name_index
        if index is None:
            return RowMatch(key)
        name = self.rows[key][index]
        if given and given != name:
            why = _("{title}与已有的“{name}”相同，但姓名不同，请核对。")
            return RowMatch(None, (key,), why.format(title=self._titles(number), name=name))
        stronger = [other for other in identities.strong if other < number]
        other = next((other for other in stronger if _differ(marks[other], self._marks[key][other])), None)
        if other is not None:
            why = _("{title}与已有的一条相同，但{other}不同，请选定是否同一人。")
            return RowMatch(None, (key,), why.format(title=self._titles(number), other=self._titles(other)))
        return RowMatch(key)

    def _among_homonyms(self, scope: Any, marks: Marks) -> RowMatch:
        identities = self._identities
        certain = identities.is_certain(marks)
        same = []
        for key in self._homonyms.get(scope, ()) if scope is not None else ():
            other = self._marks[key]
            if not identities.told_apart(marks, other) and not (certain and identities.weakly_apart(marks, other)):
                same.append(key)
        if not same:
            return RowMatch()
        why = _("已有 {count} 个同名的{kind}，分不清是否同一人，请选定。")
        return RowMatch(None, tuple(same), self._said(why, len(same)))

    def _titles(self, number: int) -> str:
        return self._identities.titles(number)

    def _said(self, sentence: str, count: int) -> str:
        return sentence.format(count=count, kind=self._identities.kind.title)


class EarlierRows:
    """Earlier new rows of the table by something they share with later ones.

    Two rows with different numbers (first identities) are different people, so that a row with a number has to be
    compared only with the few that have none.
    """

    def __init__(self) -> None:
        self._all: dict[Any, list[int]] = defaultdict(list)
        self._without_number: dict[Any, list[int]] = defaultdict(list)

    def add(self, shared: Any, position: int, marks: Marks) -> None:
        """Keep the row at `position`."""
        if shared is not None:
            self._all[shared].append(position)
            if marks[0] is None:
                self._without_number[shared].append(position)

    def like(self, shared: Any, marks: Marks) -> Sequence[int]:
        """The rows kept that a row with these identities has to be compared with."""
        return (self._all if marks[0] is None else self._without_number).get(shared, ())
