"""Search keys of very many texts, made and put in order by a thread of their own while SQLite works on something long.

During a long statement Python is free for the other thread, so the keys cost no time. Beside many short statements they
would cost much: each of them would wait at its end for Python, five milliseconds every time.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

Maker = Callable[[str], frozenset[str]]


class Keys(NamedTuple):
    """Keys in the order of their table, and beside each the text that has it."""

    keys: list[str]
    texts: list[str]


_wanted: list[Mapping[Maker, Iterable[str]]] = []
_made: dict[Maker, Keys] = {}
_threads: list[threading.Thread] = []


def in_order(keys_of: Maker, texts: Iterable[str]) -> Keys:
    """The keys of `texts`, which are all different."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for key in keys_of(text):
            found[key].append(text)
    made = Keys([], [])
    for key, alike in sorted(found.items(), key=itemgetter(0)):  # told which part counts, it sorts three times as fast
        made.keys.extend(repeat(key, len(alike)))
        made.texts.extend(alike)
    return made


def begin(texts: Mapping[Maker, Iterable[str]]) -> None:
    """Say which `texts` will need keys in the step under way, by the function that makes the keys; `start` begins the
    work."""
    _wanted.append(texts)


def start() -> None:
    """Begin to make the keys that will be needed: just before a long statement, with no short one between."""
    while _wanted:
        thread = threading.Thread(target=_make, args=(_wanted.pop(),), name="search keys")
        _threads.append(thread)
        thread.start()


def _make(texts: Mapping[Maker, Iterable[str]]) -> None:
    for keys_of, wanted in texts.items():
        _made[keys_of] = in_order(keys_of, wanted)


def taken(keys_of: Maker) -> Keys:
    """The keys that `start` has begun to make, or none; waits until they are made."""
    start()
    _wait()
    return _made.get(keys_of, Keys([], []))


def forget() -> None:
    """Forget what was made: the step it was for has ended."""
    _wanted.clear()
    _wait()
    _made.clear()


def _wait() -> None:
    while _threads:
        _threads.pop().join()
