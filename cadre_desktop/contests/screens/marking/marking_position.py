"""Where somebody was marking, kept on this computer: after a start, and after a power cut, the page is there again."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer

from cadre_desktop.kit.qt.talk.settings import Settings

_KEY = "contest marking places"  # not shown
_KEPT = 30
"""Tracks whose positions are kept."""
_PAUSE = 400
"""Milliseconds the cursor rests on a sheet before its position is written."""


class MarkingPosition(NamedTuple):
    """The event, whether by judge or by entrant, the judge or entrant chosen, and the sheet; all by key."""

    event: int | None
    way: int
    who: int | None
    entrant: int | None
    judge: int | None


class MarkingPositions(QObject):
    """The latest position in each track. `here` returns the track and the position in it, None when there is nothing to
    keep."""

    def __init__(self, settings: Settings, here: Callable[[], tuple[int, MarkingPosition] | None], parent: QObject):
        super().__init__(parent)
        self._settings, self._here = settings, here
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self.keep)

    def moved(self) -> None:
        """The position has changed; it is kept as soon as the cursor rests."""
        self._rest.start()

    def keep(self) -> None:
        """Keep the position now."""
        found = self._here()
        if found is not None:
            track, position = found
            kept = {key: value for key, value in self._kept().items() if key != str(track)}
            kept[str(track)] = list(position)
            self._settings.put(_KEY, dict(list(kept.items())[-_KEPT:]))

    def of(self, track: int) -> MarkingPosition | None:
        """Where one was in a track."""
        found = self._kept().get(str(track))
        return (
            MarkingPosition(*found) if isinstance(found, list) and len(found) == len(MarkingPosition._fields) else None
        )

    def _kept(self) -> dict[str, Any]:
        return _kept(self._settings)


def latest_track(settings: Settings) -> int | None:
    """The track in which somebody was marking last."""
    known = [track for track in _kept(settings) if track.isdecimal()]
    return int(known[-1]) if known else None


def _kept(settings: Settings) -> dict[str, Any]:
    kept = settings.get(_KEY, {})
    return kept if isinstance(kept, dict) else {}
