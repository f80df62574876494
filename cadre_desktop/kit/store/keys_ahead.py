"""Search keys of very many texts, made by a thread of their own while SQLite works on something long.

A long statement leaves Python to the other thread all the while, so the keys cost no time. Beside many short ones it
would be the other way round: each would wait for Python at its end, five milliseconds every time.
"""

import threading
from collections.abc import Callable, Iterable, Mapping

Maker = Callable[[str], frozenset[str]]

_made: dict[Maker, dict[str, frozenset[str]]] = {}
_threads: list[threading.Thread] = []


def begin(texts: Mapping[Maker, Iterable[str]]) -> None:
    """Begin to make the keys of `texts`, by what makes them; inside a step, just before a few long statements."""
    thread = threading.Thread(target=_make, args=(texts,), name="search keys")
    _threads.append(thread)
    thread.start()


def _make(texts: Mapping[Maker, Iterable[str]]) -> None:
    for keys_of, wanted in texts.items():
        made = _made.setdefault(keys_of, {})
        for text in wanted:
            made[text] = keys_of(text)


def taken(keys_of: Maker) -> Maker:
    """What makes keys, or has them already; waits until those that were begun are there."""
    _wait()
    made = _made.get(keys_of)
    if not made:
        return keys_of
    return lambda text: made[text] if text in made else keys_of(text)


def forget() -> None:
    """Let go of what was made: the step for which it was has ended."""
    _wait()
    _made.clear()


def _wait() -> None:
    while _threads:
        _threads.pop().join()
