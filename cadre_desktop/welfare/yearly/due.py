"""What is due of all kinds of care in some days, and what is overdue, as they declare it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from cadre_desktop.kit.published import DueDate
from cadre_desktop.welfare.agenda import DUE_DATES
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.rules import WelfareKind


class DueLine(NamedTuple):
    """A day, what is to be thought of, of which kind of care (None: of events in general), and the row that says it.
    No line names anybody of a confidential kind."""

    day: date
    text: str
    care: WelfareKind | None
    kind_key: str
    key: int


@dataclass(frozen=True)
class DueCount:
    """How much of a kind of care is due in a month, and how much should be over."""

    coming: int = 0
    overdue: int = 0


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def due_between(first: date, last: date) -> list[DueLine]:
    """What is due from the first to the last day, by day; birthdays and the like are among it."""
    return _by_day(_line(care, each, due) for care, each in _declared() for due in each.coming(first, last))


def overdue(today: date) -> list[DueLine]:
    """What should have been done, oldest first."""
    return _by_day(_line(care, each, due) for care, each in _declared() for due in each.overdue(today))


def ending(today: date) -> list[DueLine]:
    """The agreements that end soon, as long before as each of them says, and that no later one follows."""
    return _by_day(
        _line(care.kind, each, due) for care in CARES for each in care.ending for due in each.coming(today, today)
    )


def count_due(today: date) -> dict[WelfareKind, DueCount]:
    """How much of each kind of care is due in the month of a day (not birthdays and the like), and overdue."""
    first, last = month_span(today.year, today.month)
    return {
        care.kind: DueCount(
            sum(1 for each in care.due_dates for _due in each.coming(first, last)),
            sum(1 for each in care.due_dates for _due in each.overdue(today)),
        )
        for care in CARES
    }


def _by_day(lines: Iterable[DueLine]) -> list[DueLine]:
    return sorted(lines, key=lambda line: (line.day, line.text, line.kind_key, line.key))


def _declared() -> Iterator[tuple[WelfareKind | None, DueDate]]:
    yield from ((None, each) for each in DUE_DATES)
    for care in CARES:
        yield from ((care.kind, each) for each in (*care.due_dates, *care.due))


def _line(care: WelfareKind | None, declared: DueDate, due: Any) -> DueLine:
    return DueLine(due.day, due.text, care, declared.kind.key, due.key)


def faults() -> list[str]:
    """What the kinds of care find wrong with their rows: payments above a ceiling, agreements without an end."""
    return [sentence for care in CARES for check in care.checks for sentence in check()]


def as_data(lines: Iterable[DueLine]) -> list[dict[str, Any]]:
    """The lines for programs."""
    return [
        {
            "day": line.day.isoformat(),
            "text": line.text,
            "care": line.care.value if line.care else None,
            "kind": line.kind_key,
            "id": str(line.key),
        }
        for line in lines
    ]
