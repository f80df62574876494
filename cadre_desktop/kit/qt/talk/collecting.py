"""Python's cycle collector runs on the window's thread only.

It runs in whichever thread happens to make a new object. A widget that nobody holds any more but a cycle would be
destroyed in the thread of a job, or of the journal's digests, which Qt does not stand: timers cannot be stopped from
another thread, and the process ends. So it does not run by itself, and the window's thread looks after what is due.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


def collect_due() -> None:
    """Collect the generations that Python would have collected by itself; in the window's thread."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > limits[generation]]
    if due:
        gc.collect(due[-1])


class CollectsHere(QObject):
    """From now on cycles are collected in the thread that made this."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()
