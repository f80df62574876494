"""The demonstration court's own time: it lives in 2023 and the first months of 2024."""

from datetime import date, datetime, time, timedelta

LAST_DAY = date(2024, 5, 20)
"""The day the demonstration court has reached."""


class DemoClock:
    """A clock that is set to the day of what is being written, and moves on by a minute with every look."""

    def __init__(self) -> None:
        self.last = LAST_DAY
        self._now = datetime(2023, 1, 3, 9, 0)

    def set(self, day: date) -> None:
        """Go to the morning of `day`, at most the last one; time never runs backwards."""
        self._now = max(self._now, datetime.combine(min(day, self.last), time(9, 0)))

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
