"""Sharing places out over courts and departments. Pure functions.

Seats go one after the other to the group that has fewest for its size; who has none yet comes first. That is the
divisor method of Adams: every group is thought of before any gets a second seat, afterwards large ones get more, and
another seat never takes one away from anybody (so asking for 31 instead of 30 people only adds one).
Within a group it is always the one ranked first who goes.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from heapq import heapify, heappop, heappush
from typing import NamedTuple


class Spread(StrEnum):
    """Over what places are shared out."""

    NONE = "none"
    COURT = "court"
    DEPARTMENT = "department"


class Belongs(NamedTuple):
    """Where somebody is from."""

    court: int
    department: int | None


class _Need(NamedTuple):
    """Sorts groups, the one to be given a seat first; equals by the rank of whom they would send."""

    seated: bool
    share: Fraction
    rank: int


class _Group:
    """People of one court or department by rank: `waiting` are the ranks of those who may still go, `seats` are taken,
    `size` is how many it has with those. At most `most` more may go."""

    def __init__(self, waiting: Sequence[int], seats: int, most: int | None):
        self._waiting = iter(waiting)
        self._first = next(self._waiting, 0)
        self._size = len(waiting) + seats
        self._seats = seats
        self._left = len(waiting) if most is None else min(most, len(waiting))

    @property
    def open(self) -> bool:
        """Whether somebody may still go."""
        return self._left > 0

    def need(self) -> _Need:
        """How much it is this group's turn."""
        share = -Fraction(self._size, self._seats) if self._seats else Fraction(0)
        return _Need(self._seats > 0, share, self.first())

    def first(self) -> int:
        """The rank of whom it would send."""
        return self._first

    def send(self) -> int:
        """Give it a seat; returns the rank of who goes."""
        self._seats += 1
        self._left -= 1
        rank, self._first = self._first, next(self._waiting, 0)
        return rank


class _Court(_Group):
    """A court that sends people of its departments in turn."""

    def __init__(self, departments: Mapping[int | None, list[int]], seats: Mapping[int | None, int], most: int | None):
        super().__init__(range(sum(map(len, departments.values()))), sum(seats.values()), most)
        self._turns = _Turns([_Group(ranks, seats.get(key, 0), None) for key, ranks in departments.items()])

    def first(self) -> int:
        return self._turns.first()

    def send(self) -> int:
        super().send()
        return self._turns.send()


class _Turns:
    """Groups in the order in which it is their turn."""

    def __init__(self, groups: Sequence[_Group]):
        self._heap = [(group.need(), index, group) for index, group in enumerate(groups) if group.open]
        heapify(self._heap)

    def __bool__(self) -> bool:
        return bool(self._heap)

    def first(self) -> int:
        """The rank of whom the next group would send."""
        return self._heap[0][2].first()

    def send(self) -> int:
        """Give the next group a seat; returns the rank of who goes."""
        _need, index, group = heappop(self._heap)
        rank = group.send()
        if group.open:
            heappush(self._heap, (group.need(), index, group))
        return rank


def spread(
    ranked: Sequence[tuple[int, int | None]],
    count: int,
    over: Spread,
    *,
    seated: Mapping[Belongs, int] | None = None,
    quotas: Mapping[int, int] | None = None,
) -> list[int]:
    """Who of the `ranked` people (court and department of each, the best first) goes when there are `count` places; as
    places in `ranked`, sorted.

    `seated` are those who have a place already, by where they are from. With `quotas` a court sends at most so many
    more, and one without a quota nobody; None where there are no quotas.
    """
    seated = seated or {}
    if over is Spread.NONE and quotas is None:
        return list(range(min(count, len(ranked))))
    turns = _Turns(_groups(ranked, over, seated, quotas))
    found: list[int] = []
    while turns and len(found) < count:
        found.append(turns.send())
    return sorted(found)


def _groups(
    ranked: Sequence[tuple[int, int | None]],
    over: Spread,
    seated: Mapping[Belongs, int],
    quotas: Mapping[int, int] | None,
) -> list[_Group]:
    courts: dict[int, dict[int | None, list[int]]] = {}
    for (court, department), ranks in _by_home(ranked).items():
        room = department if over is Spread.DEPARTMENT else None
        courts.setdefault(court, {}).setdefault(room, []).extend(ranks)
    if over is not Spread.DEPARTMENT:
        for departments in courts.values():
            departments[None].sort()
    taken: dict[int, dict[int | None, int]] = {}
    for (court, department), count in seated.items():
        room = department if over is Spread.DEPARTMENT else None
        rooms = taken.setdefault(court, {})
        rooms[room] = rooms.get(room, 0) + count
    return [
        _Court(departments, taken.get(court, {}), None if quotas is None else quotas.get(court, 0))
        for court, departments in courts.items()
    ]


def _by_home(ranked: Sequence[tuple[int, int | None]]) -> dict[tuple[int, int | None], list[int]]:
    """The ranks of those from each court and department."""
    found: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    for rank, home in enumerate(ranked):
        found[home].append(rank)
    return found
