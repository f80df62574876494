"""Keeping the main file whole: when nothing has been written for a second, the content of the -wal is copied into it.

So a file that somebody copies while the program is open and idle has every row. It happens on a thread of its own and
never makes a writer or the window wait.
"""

import logging
import threading
from collections.abc import Callable

import peewee

from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.store.whereabouts import Gone

IDLE = 1.0
"""Seconds without a write after which the main file is made whole."""

_log = logging.getLogger(__name__)


def make_whole() -> bool:
    """Copy from the -wal into the main file what can be copied; returns whether that was everything. It neither waits
    nor makes anybody wait: what somebody still reads in its older state stays in the -wal for now.
    """
    busy, pages, copied = database.rows(dialect.COPY_BACK)[0]
    return not busy and pages == copied


class Settler(threading.Thread):
    """Settles the file of `store` after every write, and once at the beginning, until `stop`.

    `note` is called soon after each write, before the file is settled, on this thread; `settled` is called each time
    the main file has become whole where it was opened.
    """

    def __init__(
        self,
        store: Store,
        note: Callable[[], None],
        idle: float = IDLE,
        settled: Callable[[], None] = lambda: None,
    ):
        super().__init__(name="settler", daemon=True)
        self._store, self._note, self._idle, self._settled = store, note, idle, settled
        self._written = threading.Event()
        self._stopped = False

    def start(self) -> None:
        """Begin, and hear of every write from now on."""
        self._store.written = self._written.set
        super().start()

    def stop(self) -> None:
        """End and close the connection to the file; returns when both are done."""
        self._stopped = True
        self._store.written = lambda: None
        self._written.set()
        self.join()

    def run(self) -> None:
        """Note, wait for a quiet moment, settle; on a thread of its own."""
        due = True
        self._written.wait(self._idle)  # opening a file is busy enough
        try:
            while not self._stopped and self._store.is_open:
                if due:
                    self._try(self._note)
                if self._written.wait(self._idle if due else None):
                    self._written.clear()
                    due = True
                else:
                    whole = self._try(make_whole)  # also of a file that was moved: there it has to be whole too
                    due = whole is False
                    if missing := self._store.missing:
                        _log.warning("%s", missing)
                    elif whole:
                        self._settled()
        finally:
            if not database.is_closed():
                database.close()

    def _try(self, work: Callable[[], bool | None]) -> bool | None:
        """Settle; on a full disk or a lost drive wait for the next write, which reports the trouble."""
        try:
            return work()
        except (peewee.PeeweeException, OSError, Gone) as error:
            _log.warning("not settled: %s", error)
            return None
