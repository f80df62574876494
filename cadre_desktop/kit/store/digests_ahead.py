"""Digests of very many changes of a step, made by a thread of its own while SQLite builds indexes.

The hash of a step covers a digest of each of its changes, see `chain`. For a large import that takes a twentieth of its
time at the end, and no time beside long statements, during which Python is free for the other thread. What was made
ahead is thrown away when a part of the step is taken back.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from cadre_desktop.kit.store.database import database


@dataclass
class Together:
    """All changes from the id `first` to `last` were written by one statement, of one `kind` (table, operation)."""

    first: int
    last: int
    kind: tuple[str, str]
    taken_back: int


class Digested(NamedTuple):
    """The changes from the id `first` to `last` are of one `kind` and add `lines` to the hash."""

    first: int
    last: int
    kind: tuple[str, str]
    lines: "Future[bytes]"
    taken_back: int


_waiting: list[Together] = []
_digested: list[Digested] = []
_pools: list[ThreadPoolExecutor] = []


def written(first: int, last: int, kind: tuple[str, str]) -> None:
    """Changes that can be digested from now on; they come after those of before."""
    _waiting.append(Together(first, last, kind, database.taken_back))


def begin(parts: int, work_on: Callable[[int, int], Callable[[], bytes]]) -> None:
    """Begin to digest the next of so many parts of what waits. work_on: is given the first and the last id, and fetches
    what the thread has to work on."""
    if not _waiting:
        return
    if not _pools:
        _pools.append(ThreadPoolExecutor(1, "digests"))
    whole = _waiting[0]
    last = min(whole.last, whole.first + (whole.last - whole.first) // parts)
    lines = _pools[0].submit(work_on(whole.first, last))
    _digested.append(Digested(whole.first, last, whole.kind, lines, whole.taken_back))
    whole.first = last + 1
    if last == whole.last:
        _waiting.pop(0)


def taken() -> list[Digested]:
    """What was begun for the step under way, in the order of the changes; none if it does not count any more."""
    return _digested if all(each.taken_back == database.taken_back for each in _digested) else []


def forget() -> None:
    """Forget everything: the step it was made for has ended."""
    _waiting.clear()
    _digested.clear()
    while _pools:
        _pools.pop().shutdown(cancel_futures=True)
