"""Letting go of a query nobody waits for any more."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from cadre_desktop.kit.store.database import database

_OPERATIONS = 100_000
"""Steps of SQLite's machine between two questions whether to stop: a few milliseconds."""


@contextmanager
def stoppable(stopped: Callable[[], bool]) -> Iterator[None]:
    """Let this thread's queries inside end early with an OperationalError once `stopped` answers yes."""
    opened: Any = database
    connection = opened.connection()
    connection.set_progress_handler(stopped, _OPERATIONS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, _OPERATIONS)
