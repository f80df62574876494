"""The time, handed in so that tests and the demonstration court can choose it."""

from datetime import date, datetime, timedelta
from typing import Protocol

from cadre_desktop.kit.language import _

_BACK = timedelta(minutes=10)
"""Clocks that are set right by the network go back by seconds; by more than this they are wrong."""
_AHEAD = timedelta(days=400)
"""Nobody leaves a court's file alone for longer without having a look at the clock."""


class Clock(Protocol):
    """Gives the local time."""

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
    """A clock that shows the same time until it is set."""

    def __init__(self, moment: datetime):
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()


def jumped(now: datetime, last: datetime) -> str:
    """What to say of a clock that says `now` where something was done at `last` before; empty when it may be right."""
    if now < last - _BACK:
        words = _(
            "本机时钟现在是 {now:%Y-%m-%d %H:%M}，比上一步操作的时间（{last:%Y-%m-%d %H:%M}）还早。"
            "操作和备份的先后不受影响，但今天的日期会写错，请先校准时钟。"
        )
        return words.format(now=now, last=last)
    if now > last + _AHEAD:
        words = _(
            "上一步操作是在 {last:%Y-%m-%d %H:%M}，本机时钟现在是 {now:%Y-%m-%d %H:%M}。"
            "如果时钟不对，请先校准，否则日期和证书年份会写错。"
        )
        return words.format(now=now, last=last)
    return ""
