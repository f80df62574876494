"""Rows that probably report the same as another one, of the same table or there already: see `kind.Once`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from cadre_desktop.kit.intake.matching import Existing, Identities

_Reported = tuple[date, date, int, tuple[Any, ...]]
"""One row: its first and last day, its key or its place, and what is looked at. Tables have very many of them."""


class Nearby:
    """By place of a row the keys of existing rows, and the places of earlier rows, that are probably the same.

    Rows that have the same identity are not among them: these are the same for certain.
    """

    def __init__(
        self,
        identities: Identities,
        columns: Mapping[str, Sequence[Any]],
        existing: Existing,
        bad: Collection[int],
    ):
        self.existing: dict[int, list[int]] = {}
        self.earlier: dict[int, list[int]] = {}
        self._identities, self._held = identities, existing
        self._columns = columns
        self._once = identities.kind.once
        if self._once is not None:
            self._compare(bad)

    @property
    def indexes(self) -> Iterable[int]:
        """The rows that have to be looked at."""
        return self.existing.keys() | self.earlier.keys()

    def is_posted_again(self, position: int, key: int) -> bool:
        """Whether an existing row was posted by a slice and is called the same, so that nobody needs to be asked."""
        kind, held = self._identities.kind, self._held.values(key)
        texts = [field.name for field, _same in kind.written]
        same = all(self._identities.is_same(name, held[name], self._columns[name][position]) for name in texts)
        return same and bool(kind.settled(held))

    def let_go(self) -> None:
        """Let go of what only further judging needs."""
        self._columns = {}

    def _compare(self, bad: Collection[int]) -> None:
        assert self._once is not None
        held = self._of_existing()
        given = self._by_whom(self._reported(), bad)
        alike = self._once.alike
        for whom, rows in given.items():
            others = held.get(whom, ())
            if len(rows) == 1 and not others:
                continue
            rows.sort()
            for index, (first, last, position, said) in enumerate(rows):
                for begun, ended, key, other in others:
                    # What says just the same has the same identity.
                    if begun <= last and first <= ended and said != other and alike(said, other):
                        self.existing.setdefault(position, []).append(key)
                for begun, _ended, later, other in rows[index + 1 :]:
                    if begun > last:
                        break
                    if said != other and alike(said, other):
                        self.earlier.setdefault(max(position, later), []).append(min(position, later))

    def _reported(self) -> Iterable[tuple[Any, int, tuple[Any, ...]]]:
        assert self._once is not None
        columns = [self._columns[field.name] for field in self._once.of]
        whose = self._columns[self._once.by.name]
        said = zip(*columns, strict=True)
        return zip(whose, range(len(whose)), said, strict=True)

    def _of_existing(self) -> dict[Any, list[_Reported]]:
        assert self._once is not None
        names = self._identities.names
        by, of = names.index(self._once.by.name), [names.index(field.name) for field in self._once.of]
        rows = ((row[by], key, tuple([row[position] for position in of])) for key, row in self._held.rows.items())
        return self._by_whom(rows, ())

    def _by_whom(
        self, rows: Iterable[tuple[Any, int, tuple[Any, ...]]], bad: Collection[int]
    ) -> dict[Any, list[_Reported]]:
        assert self._once is not None
        found: dict[Any, list[_Reported]] = defaultdict(list)
        span = self._once.span
        for whom, number, said in rows:
            days = span(said) if whom is not None and number not in bad else None
            if days is not None:
                found[whom].append((*days, number, said))
        return found
