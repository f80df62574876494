"""Which existing row a row of a table is about: recognised by the identities of its kind, loaded once for all rows.

A kind whose rows are people has a decisive identity (ID number), others nearly so (staff number) and a weak one that
contains the name (name and birth month). Who cannot be told from somebody of the same name is never guessed.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import peewee

from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import DateField, FlagField, NameField
from cadre_desktop.kit.store.record import table_name

Identity = tuple[Any, ...]


class Match(NamedTuple):
    """The existing row that is meant; or without one, candidates among which somebody has to choose, and why."""

    key: int | None = None
    candidates: tuple[int, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Identities:
    """How the rows of a kind are recognised. Places are those of the fields in a row's tuple of values."""

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
        """For each identity the places of its fields."""
        return [tuple(self.names.index(field.name) for field in fields) for fields in self.kind.identity]

    @cached_property
    def optional(self) -> frozenset[int]:
        """Places that may be empty in the first identity: it has required fields that make it one without them."""
        first = self.kind.identity[0] if self.kind.identity else ()
        empty_allowed = [field for field in first if field.null or field.default is not None]
        if len(empty_allowed) == len(first):
            return frozenset()
        return frozenset(self.names.index(field.name) for field in empty_allowed)

    @cached_property
    def name_place(self) -> int | None:
        """Where a person's name stands, if the kind is recognised by one."""
        named = next(iter(self.kind.record.named), None)
        return self.names.index(named.name) if isinstance(named, NameField) else None

    @cached_property
    def scope_place(self) -> int | None:
        """Where the link stands inside which people of one name are asked about: the first required one (the court)."""
        links = (i for i, f in enumerate(self.fields) if isinstance(f, peewee.ForeignKeyField) and not f.null)
        return next(links, None)

    def is_weak(self, alternative: int) -> bool:
        """Whether an identity, not being the first, rests on a name."""
        return alternative > 0 and self.name_place in self.alternatives[alternative]

    def of(self, values: Sequence[Any], alternative: int) -> Identity | None:
        """A row's identity, None if it is incomplete."""
        places = self.alternatives[alternative]
        optional = self.optional if alternative == 0 else frozenset()
        identity = tuple([values[place] for place in places])
        for place, value in zip(places, identity, strict=True):
            if (value is None or value == "") and place not in optional:
                return None
        return identity

    def scope(self, values: Sequence[Any]) -> Identity | None:
        """Name and court, within which people of one name are asked about."""
        if self.name_place is None or self.scope_place is None or len(self.alternatives) < 2:
            return None
        return values[self.name_place], values[self.scope_place]

    def told_apart(self, one: Sequence[Any], other: Sequence[Any], only_first: bool = False) -> bool:
        """Whether an identity without the name is complete in both and differs."""
        for alternative in range(1 if only_first else len(self.alternatives)):
            if not self.is_weak(alternative):
                mine, theirs = self.of(one, alternative), self.of(other, alternative)
                if mine is not None and theirs is not None and mine != theirs:
                    return True
        return False

    def weakly_apart(self, one: Sequence[Any], other: Sequence[Any]) -> bool:
        """Whether an identity with the name is complete in both and differs (another birth month)."""
        weak = [number for number in range(len(self.alternatives)) if self.is_weak(number)]
        pairs = [(self.of(one, number), self.of(other, number)) for number in weak]
        return any(mine is not None and theirs is not None and mine != theirs for mine, theirs in pairs)

    def is_certain(self, values: Sequence[Any]) -> bool:
        """Whether the row has a complete identity that does not rest on its name."""
        return any(
            not self.is_weak(number) and self.of(values, number) is not None for number in range(len(self.alternatives))
        )


class Existing:
    """The existing rows that a table may be about. Values are as Python sees them, in the order of `Identities`."""

    def __init__(self, identities: Identities, given: Iterable[Sequence[Any]]):
        self._identities = identities
        self.rows: dict[int, tuple[Any, ...]] = {}
        self._index: list[dict[Identity, list[int]]] = [defaultdict(list) for _fields in identities.alternatives]
        self._homonyms: dict[Identity, list[int]] = defaultdict(list)
        if identities.alternatives:
            self._load(given)

    def _load(self, given: Iterable[Sequence[Any]]) -> None:
        identities = self._identities
        table = table_name(identities.kind.record)
        if database.value(f'SELECT 1 FROM "{table}" LIMIT 1') is None:
            return
        firsts = sorted({places[0] for places in identities.alternatives})
        values: list[set[Any]] = [set() for _place in firsts]
        for row in given:
            for found, place in zip(values, firsts, strict=True):
                found.add(row[place])
        columns = ", ".join(f'"{field.column_name}"' for field in identities.fields)
        where = " OR ".join(
            f'"{identities.fields[place].column_name}" IN (SELECT value FROM json_each(?))' for place in firsts
        )
        parameters = [
            json.dumps([identities.fields[place].db_value(value) for value in found if value not in (None, "")])
            for found, place in zip(values, firsts, strict=True)
        ]
        self._keep(database.rows(f'SELECT id, {columns} FROM "{table}" WHERE {where}', *parameters))

    def _keep(self, rows: list[tuple[Any, ...]]) -> None:
        identities = self._identities
        convert = [(i, f.python_value) for i, f in enumerate(identities.fields) if isinstance(f, DateField | FlagField)]
        for key, *stored in rows:
            for place, to_python in convert:
                stored[place] = to_python(stored[place])
            values = self.rows[key] = tuple(stored)
            for number, index in enumerate(self._index):
                identity = identities.of(values, number)
                if identity is not None:
                    index[identity].append(key)
            scope = identities.scope(values)
            if scope is not None:
                self._homonyms[scope].append(key)

    def values(self, key: int) -> Values:
        """An existing row's values by field name."""
        return dict(zip(self._identities.names, self.rows[key], strict=True))

    def twin(self, values: Sequence[Any]) -> int | None:
        """The existing row with the same complete first identity, of which there may be only one."""
        identity = self._identities.of(values, 0) if self._index else None
        keys = self._index[0].get(identity, []) if identity is not None else []
        return keys[0] if keys else None

    def match(self, values: Sequence[Any]) -> Match:
        """The existing row that a row with these values is about."""
        if not self.rows:
            return Match()
        identities = self._identities
        hits = [self._hits(values, number) for number in range(len(identities.alternatives))]
        number = next((number for number, keys in enumerate(hits) if keys), None)
        if number is None:
            return self._among_homonyms(values)
        others = [
            keys for later, keys in enumerate(hits) if keys and not (identities.is_weak(later) and later > number)
        ]
        distinct = tuple(dict.fromkeys(key for keys in others for key in keys))
        if len(distinct) > 1:
            return Match(
                None, distinct, self._said(_("与 {count} 条已有的{kind}对得上，请选定是哪一条。"), len(distinct))
            )
        return self._accepted(values, distinct[0], number)

    def _hits(self, values: Sequence[Any], number: int) -> list[int]:
        identity = self._identities.of(values, number)
        keys = self._index[number].get(identity, []) if identity is not None else []
        if number == 0:
            return keys
        return [key for key in keys if not self._identities.told_apart(values, self.rows[key], only_first=True)]

    def _accepted(self, values: Sequence[Any], key: int, number: int) -> Match:
        """The one row found by identity `number`, unless the name or another number speaks against it."""
        identities, place = self._identities, self._identities.name_place
        if place is None:
            return Match(key)
        row = self.rows[key]
        if values[place] and values[place] != row[place]:
            title = self._titles(number)
            return Match(
                None,
                (key,),
                _("{title}与已有的“{name}”相同，但姓名不同，请核对。").format(title=title, name=row[place]),
            )
        if identities.is_weak(number) and identities.told_apart(values, row):
            title = self._titles(number)
            return Match(None, (key,), _("与已有的一条{title}相同，但编号不同，请选定是否同一人。").format(title=title))
        return Match(key)

    def _among_homonyms(self, values: Sequence[Any]) -> Match:
        identities = self._identities
        scope = identities.scope(values)
        keys = self._homonyms.get(scope, []) if scope is not None else []
        certain = identities.is_certain(values)
        same = tuple(
            key
            for key in keys
            if not identities.told_apart(values, self.rows[key])
            and not (certain and identities.weakly_apart(values, self.rows[key]))
        )
        if not same:
            return Match()
        return Match(None, same, self._said(_("已有 {count} 个同名的{kind}，分不清是否同一人，请选定。"), len(same)))

    def _titles(self, number: int) -> str:
        kind = self._identities.kind
        return _("、").join(kind.column(field).title for field in kind.identity[number])

    def _said(self, sentence: str, count: int) -> str:
        return sentence.format(count=count, kind=self._identities.kind.title)
