"""What is coming in the next 30 days, and what is overdue, as the slices publish it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.schema import in_report_order

AHEAD = 30
"""Days looked ahead."""


@dataclass(frozen=True)
class Item:
    """One line of the agenda: the day, what it is, and the record that opens, or the rows where they are several."""

    day: date
    text: str
    kind: str
    key: int
    rows: Listing | None = None


def coming(today: date) -> list[Item]:
    """What begins between today and 30 days from now, by day."""
    last = today + timedelta(days=AHEAD)
    return _by_day(_item(each, due) for each in _due_dates() for due in each.coming(today, last))


def overdue(today: date) -> list[Item]:
    """What should have been finished, oldest first."""
    return _by_day(_item(each, due) for each in _due_dates() for due in each.overdue(today))


def _due_dates() -> Iterator[DueDate]:
    return (each for slice_ in in_report_order() for each in slice_.due_dates)


def _item(date_of: DueDate, due: Due) -> Item:
    return Item(due.day, due.text, date_of.kind.key, due.key, due.rows)


def _by_day(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.day)
