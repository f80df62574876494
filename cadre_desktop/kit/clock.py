"""The time, handed in so that tests and the demonstration court can choose it."""

from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the local time."""

    def now(self) -> datetime:
        """Local time, without a zone: one office, one clock on the wall."""
        ...

    def today(self) -> date:
        """Local date."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now()

    def today(self) -> date:
        return date.today()


class FixedClock:
    """A clock that stands still until it is set."""

    def __init__(self, moment: datetime):
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()
