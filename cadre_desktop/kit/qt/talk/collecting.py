"""Python's cycle collector runs on the window's thread only.

It runs in whichever thread happens to make a new object. A widget that only a cycle still refers to could be destroyed
in the thread of a job or of the journal's digests. Qt does not allow that: timers cannot be stopped from another
thread, and the process ends. So the collector does not run by itself; the window's thread runs it when it is due.
"""

import gc
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
# A full collection looks at every object of the program: it is worth it after so many new ones...
_MANY_NEW = 70_000
# ... and may take a twentieth of the time, so that a job which makes millions of objects is not slowed down by it.
_REST = 20


class DueCollections:
    """Decides what is due, by the number of objects made since and by the time that collecting takes.

    `now` is a clock in seconds. To be asked in the window's thread, again and again.
    """

    def __init__(self, now: Callable[[], float] = monotonic):
        self._now = now
        self._new = 0
        self._full_again = 0.0

    def collect(self) -> int:
        """Collect what is due and return the oldest generation that was: 2 all objects, 1 the newer ones, -1 none."""
        made, limit = gc.get_count()[0], gc.get_threshold()[0]
        if made <= limit:
            return -1
        self._new += made
        begun = self._now()
        if self._new < _MANY_NEW or begun < self._full_again:
            gc.collect(1)
            return 1
        gc.collect(2)
        ended = self._now()
        self._new, self._full_again = 0, ended + _REST * (ended - begun)
        return 2


class CollectsHere(QObject):
    """From now on cycles are collected in the thread that made this."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        gc.disable()
        self._due = DueCollections()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._due.collect)
        self._timer.start()
