"""Which backups to keep: all of the latest days, then one for each day, week and month.

The order in which they were made counts. Their dates come from the clock, which may have been wrong: by the dates
alone, the newest copy would be the oldest after a clock was set back.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

RECENT_DAYS = 2
KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 12, 10, 9


class Made(Protocol):
    """A backup: where it lies, the day on it, and what it is sorted by as it was made."""

    @property
    def path(self) -> Path: ...

    @property
    def at(self) -> datetime: ...

    @property
    def order(self) -> Any: ...


M = TypeVar("M", bound=Made)


def superfluous(found: Iterable[M]) -> list[M]:
    """Backups to delete. Kept are all of the latest two days that have any, and the last one made of each of the latest
    12 days, 10 weeks and 9 months that have any."""
    newest_first = sorted(found, key=lambda backup: backup.order, reverse=True)
    days = list(dict.fromkeys(backup.at.date() for backup in newest_first))[:RECENT_DAYS]
    kept = {backup.path for backup in newest_first if backup.at.date() in days}
    periods: tuple[tuple[int, Callable[[datetime], Any]], ...] = (
        (KEPT_DAYS, datetime.date),
        (KEPT_WEEKS, lambda at: at.isocalendar()[:2]),
        (KEPT_MONTHS, lambda at: (at.year, at.month)),
    )
    for limit, period in periods:
        newest: dict[Any, Path] = {}
        for backup in newest_first:
            newest.setdefault(period(backup.at), backup.path)
        kept.update(list(newest.values())[:limit])
    return [backup for backup in newest_first if backup.path not in kept]
