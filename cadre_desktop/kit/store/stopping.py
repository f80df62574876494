"""Stopping a query that nobody waits for any more."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

import peewee

from cadre_desktop.kit.store.database import database

_OPERATIONS = 100_000
"""After so many steps of SQLite's virtual machine it is asked whether to stop: every few milliseconds."""
_FINE = 2_000
"""The same where every millisecond counts."""

T = TypeVar("T")


@contextmanager
def stoppable(stopped: Callable[[], bool], operations: int = _OPERATIONS) -> Iterator[None]:
    """Let this thread's queries inside end early with an OperationalError once `stopped` returns True."""
    opened: Any = database
    connection = opened.connection()
    connection.set_progress_handler(stopped, operations)
    try:
        yield
    finally:
        connection.set_progress_handler(None, operations)


def at_once(query: Callable[[], T], seconds: float) -> T | None:
    """What `query` returns if it does so within `seconds`; None if it takes longer and was stopped."""
    end = monotonic() + seconds
    try:
        with stoppable(lambda: monotonic() > end, _FINE):
            return query()
    except peewee.OperationalError as error:
        if "interrupted" in str(error):
            return None
        raise
