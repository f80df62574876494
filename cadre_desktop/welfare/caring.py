"""What a kind of care declares of itself, so that the tab, the figures and the calendar know it by that and by nothing
else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.published import AboutPerson, DueDate, Figure, Permission, Register, Unfinished
from cadre_desktop.kit.store.record import Record
from cadre_desktop.welfare.rules import WelfareKind


@dataclass(frozen=True)
class Spending:
    """What was spent for a kind of care, beside the costs of its events.

    sql: rows ``(day, court_id, fen)``, the day as ISO text, the court NULL for the whole jurisdiction; rows: the list
    of what is counted in a year; title: what it is. day, court: the columns of these rows (``t.paid``, ``t.court_id``),
    by which the list is narrowed to a month or a court; without them it is of the whole year.
    """

    title: str
    sql: str
    rows: Callable[[int], Listing]
    day: str = ""
    court: str = ""


@dataclass(frozen=True)
class Care:
    """One kind of care.

    kind: which; records: its tables; registers: its lists, in the order of their pages; unlisted: records that no list
    shows, and what they are called; figures, due_dates, about_person, limits, checks, unfinished: as in
    `kit.published.Published`;
    spending: what it cost; permissions: those of its own, for kinds that the one for all of welfare is not enough for.
    confidential: the lists that have rows of which may not be told whom they are about; each is
    limited, and the leak test (`tests/welfare/test_leaks.py`) goes over it. due: days as those of `due_dates`, but too
    many for the overview (birthdays): they are told where a month is asked for, never with a name that is confidential;
    summed: what the overview says of them instead; ending: of what is agreed on, what ends
    soon on a day.
    """

    kind: WelfareKind
    records: tuple[type[Record], ...]
    registers: tuple[Register, ...] = ()
    unlisted: tuple[tuple[type[Record], str], ...] = ()
    figures: tuple[Figure, ...] = ()
    due_dates: tuple[DueDate, ...] = ()
    about_person: tuple[AboutPerson, ...] = ()
    limits: tuple[tuple[Kind, Condition], ...] = ()
    checks: tuple[Callable[[], Iterable[str]], ...] = ()
    spending: tuple[Spending, ...] = ()
    confidential: tuple[Kind, ...] = ()
    due: tuple[DueDate, ...] = ()
    summed: tuple[DueDate, ...] = ()
    ending: tuple[DueDate, ...] = ()
    permissions: tuple[Permission, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
