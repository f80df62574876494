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


class OpenQuotas(NamedTuple):
    """How many more people may go: of each court, of each department that has places of its own, and of the other
    departments of a court where some have; courts that are not among `courts` send nobody."""

    courts: Mapping[int, int]
    departments: Mapping[int, int] = {}
    others: Mapping[int, int] = {}


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
        self.size = len(waiting) + seats
        self.seats = seats
        self.left = len(waiting) if most is None else min(most, len(waiting))

    @property
    def open(self) -> bool:
        """Whether somebody may still go."""
        return self.left > 0

    def need(self) -> _Need:
        """How much it is this group's turn."""
        share = -Fraction(self.size, self.seats) if self.seats else Fraction(0)
        return _Need(self.seats > 0, share, self.first())

    def first(self) -> int:
        """The rank of whom it would send."""
        return self._first

    def send(self) -> int:
        """Give it a seat; returns the rank of who goes."""
        self.seats += 1
        self.left -= 1
        rank, self._first = self._first, next(self._waiting, 0)
        return rank


class _Joined(_Group):
    """Groups that send their people in turn, together at most `most`: a court, or its departments without places of
    their own."""

    def __init__(self, parts: Sequence[_Group], most: int | None):
        super().__init__((), 0, 0)
        self.size, self.seats = sum(part.size for part in parts), sum(part.seats for part in parts)
        able = sum(part.left for part in parts)
        self.left = able if most is None else min(most, able)
        self._turns = _Turns(parts)

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
    quotas: OpenQuotas | None = None,
) -> list[int]:
    """Who of the `ranked` people (court and department of each, the best first) goes when there are `count` places; as
    places in `ranked`, sorted.

    `seated` are those who have a place already, by where they are from. `quotas` are None where there are none.
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
    quotas: OpenQuotas | None,
) -> list[_Group]:
    own: Mapping[int, int] = quotas.departments if quotas is not None else {}

    def room(department: int | None) -> int | None:
        return department if over is Spread.DEPARTMENT or department in own else None

    courts: dict[int, dict[int | None, list[int]]] = {}
    for (court, department), ranks in _by_home(ranked).items():
        courts.setdefault(court, {}).setdefault(room(department), []).extend(ranks)
    taken: dict[int, dict[int | None, int]] = {}
    for (court, department), count in seated.items():
        rooms = taken.setdefault(court, {})
        rooms[room(department)] = rooms.get(room(department), 0) + count
    return [_court(court, departments, taken.get(court, {}), quotas) for court, departments in courts.items()]


def _court(
    court: int, departments: Mapping[int | None, list[int]], seats: Mapping[int | None, int], quotas: OpenQuotas | None
) -> _Group:
    """A court whose departments send people in turn."""
    own: Mapping[int, int] = quotas.departments if quotas is not None else {}
    others = [_Group(sorted(ranks), seats.get(key, 0), None) for key, ranks in departments.items() if key not in own]
    if quotas is None:
        return _Joined(others, None)
    with_places = [
        _Group(sorted(departments[key]), seats.get(key, 0), own[key]) for key in departments if key in own and key
    ]
    if court in quotas.others:
        others = [_Joined(others, quotas.others[court])] if others else []
    return _Joined([*with_places, *others], quotas.courts.get(court, 0))


def _by_home(ranked: Sequence[tuple[int, int | None]]) -> dict[tuple[int, int | None], list[int]]:
    """The ranks of those from each court and department."""
    found: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    for rank, home in enumerate(ranked):
        found[home].append(rank)
    return found
