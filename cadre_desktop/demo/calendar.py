"""The demonstration court's own time: it lives in 2023 and the first months of 2024."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush

LAST_DAY = date(2024, 5, 20)
"""The day the demonstration court has reached."""


class DemoClock:
    """A clock that is set to the day of what is being written, and moves on by a second with every look."""

    def __init__(self) -> None:
        self.last = LAST_DAY
        self._now = datetime(2023, 1, 3, 9, 0)
        self._due: list[tuple[date, int, Callable[[], object]]] = []
        self._asked = 0

    def later(self, day: date, work: Callable[[], object]) -> None:
        """Have `work` done on `day`, or as soon after it as the clock is set; what is due on one day in the
        order in which it was asked for."""
        self._asked += 1
        heappush(self._due, (day, self._asked, work))

    def set(self, day: date) -> None:
        """Go to the morning of `day`, at most the last one; what is due before is done on its way. Time never runs
        backwards."""
        day = min(day, self.last)
        while self._due and self._due[0][0] <= day:
            due, _asked, work = heappop(self._due)
            self._move(due)
            work()
        self._move(day)

    def _move(self, day: date) -> None:
        self._now = max(self._now, datetime.combine(day, time(9, 0)))

    def now(self) -> datetime:
        """The moment, a second later each time."""
        self._now += timedelta(seconds=1)
        return self._now

    def today(self) -> date:
        """The day."""
        return self._now.date()


class AfterDemo:
    """The clock while the demonstration court is looked at: its last day, at the time of day on the wall."""

    def now(self) -> datetime:
        """The last day at the present time of day."""
        return datetime.combine(LAST_DAY, datetime.now().time())

    def today(self) -> date:
        """The last day."""
        return LAST_DAY
