"""What the rows of the tables share with one another and with existing rows: identities, and a name within a court.

Only rows that share something can be about the same thing, so that all others need no comparing.
"""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from cadre_desktop.kit.intake.matching import Existing, Identities, Marks


class Shares:
    """Found from the columns of all values, by field name; `bad` rows mean nothing and share nothing."""

    def __init__(self, identities: Identities, columns: Mapping[str, Sequence[Any]], bad: Collection[int]):
        self._identities = identities
        self._columns = [columns[name] for name in identities.names]
        self._bad = bad
        self._of_identity: dict[int, Sequence[Any]] = {}
        self._sharing: dict[int, list[tuple[int, Any]]] = {}

    def marks(self, position: int) -> Marks:
        """The identities of a row."""
        if position in self._bad:
            return ()
        return tuple([self._column(number)[position] for number in range(len(self._identities.alternatives))])

    def scope(self, position: int) -> Any:
        """The name of a row and its court, see `Identities.scope`."""
        return self.scopes[position] if self.scopes else None

    @cached_property
    def scopes(self) -> Sequence[Any]:
        """That of all rows, None for bad ones and for kinds that are not recognised by names."""
        indexes = self._identities.scope_indexes
        return self._without_bad(zip(*(self._columns[index] for index in indexes), strict=True)) if indexes else []

    @cached_property
    def all_numbered(self) -> bool:
        """Whether all rows have their first identity (the ID number), if the kind is recognised by any."""
        if not self._identities.alternatives:
            return True
        numbers = self._column(0)
        return all(numbers) or numbers.count(None) == len(self._bad)

    def sharing(self, number: int) -> list[tuple[int, Any]]:
        """The rows that have an identity in common with others, each with that identity."""
        if number not in self._sharing:
            self._sharing[number] = self._found_sharing(number)
        return self._sharing[number]

    def _found_sharing(self, number: int) -> list[tuple[int, Any]]:
        column = self._column(number)
        different = set(column)
        if len(different) == len(column) or different == {None}:
            return []
        times = Counter(column)
        return [(index, mark) for index, mark in enumerate(column) if mark is not None and times[mark] > 1]

    def among_themselves(self) -> set[int]:
        """The rows that may be about the same as others of the tables.

        Rows with different numbers are about different people, so that a name they share counts only beside one of
        somebody without a number.
        """
        found = {position for number in self._identities.strong for position, _mark in self.sharing(number)}
        if not self.all_numbered:
            for shared in (*map(self._column, self._identities.weak), self.scopes):
                found.update(self._beside_unnumbered(shared))
        return found

    def with_existing(self, existing: Existing) -> set[int]:
        """The rows that may be about an existing row."""
        found: set[int] = set()
        if existing.rows:
            for number in range(len(self._identities.alternatives)):
                found.update(_among(existing.known(number), self._column(number)))
            found.update(_among(existing.known_scopes(), self.scopes))
        return found

    def _beside_unnumbered(self, shared: Sequence[Any]) -> Iterable[int]:
        pairs = zip(shared, self._column(0), strict=True) if shared else ()
        return _among({mark for mark, number in pairs if number is None and mark is not None}, shared)

    def _column(self, number: int) -> Sequence[Any]:
        """An identity of all rows, None where it is incomplete."""
        found = self._of_identity.get(number)
        if found is None:
            columns = [
                self._identities.same(index, self._columns[index]) for index in self._identities.alternatives[number]
            ]
            if len(columns) > 1:
                found = self._without_bad(self._identities.compound(number, row) for row in zip(*columns, strict=True))
            elif all(columns[0]):
                found = self._without_bad(columns[0])
            else:
                found = self._without_bad(None if value == "" else value for value in columns[0])
            self._of_identity[number] = found
        return found

    def _without_bad(self, marks: Iterable[Any]) -> Sequence[Any]:
        if not self._bad and isinstance(marks, Sequence):
            return marks
        found = list(marks)
        for position in self._bad:
            found[position] = None
        return found


def _among(known: Container[Any], marks: Sequence[Any]) -> list[int]:
    return [index for index, mark in enumerate(marks) if mark in known] if known else []
