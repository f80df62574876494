"""What a slice lets the rest of the program know of it: its kinds and registers, figures, due dates and permissions.

Window, overview, command line and schema read these declarations and know no slice by name.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.listing import Condition, Listing


@dataclass(frozen=True)
class Register:
    """A kind that needs no screen of its own: its list, with the form beside it, is a page of its slice's tab.

    section: the heading it is found under at the side of the tab, where a slice has so many registers that a row of
    page tabs would not hold them; editable: whether rows are entered, changed and imported there, or only come about by
    actions.
    """

    kind: Kind
    section: str = ""
    editable: bool = True


@dataclass(frozen=True)
class Period:
    """The year that is asked for, as of `today`.

    `until` is a past day of it: then only what had happened by then is counted, and what stood on it.
    """

    year: int
    today: date
    until: date | None = None


@dataclass(frozen=True)
class Figure:
    """A number that a slice publishes for every year.

    key: its name on the command line; label, unit: as people read it, `short` where there is little room for the label;
    definition: what exactly is counted, in one sentence; rows: the list that it counts; count: the number, where it is
    not how many these rows are (how many categories they are of).
    """

    key: str
    label: str
    unit: str
    definition: str
    rows: Callable[[Period], Listing]
    count: Callable[[Period], int] | None = None
    short: str = ""


class Due(NamedTuple):
    """A day on which something begins or should have been finished, as a sentence, and the key of its row."""

    day: date
    text: str
    key: int


def nothing_late(_today: date) -> Iterable[Due]:
    """The `overdue` of what only comes and is never late."""
    return ()


@dataclass(frozen=True)
class DueDate:
    """The days that rows of a kind are to be thought of.

    coming: those from the first to the second day, both included; overdue: those that should be over by a day.
    """

    kind: Kind
    coming: Callable[[date, date], Iterable[Due]]
    overdue: Callable[[date], Iterable[Due]] = nothing_late


@dataclass(frozen=True)
class Permission:
    """What somebody can be allowed to do, as one thing.

    key: what it is stored under; title: as it is granted; kinds: whose rows it lets somebody write.
    """

    key: str
    title: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Published:
    """One slice.

    with_screens: the kinds that the slice shows in its own way, each named before those that link to it; registers: all
    others; limits: what a row of a kind has to meet to be in general lists and exports (nobody's examination does
    so); report_order: which of the slices comes first in the annual report, and so among figures and due dates.
    """

    with_screens: tuple[Kind, ...] = ()
    registers: tuple[Register, ...] = ()
    figures: tuple[Figure, ...] = ()
    due_dates: tuple[DueDate, ...] = ()
    permissions: tuple[Permission, ...] = ()
    limits: tuple[tuple[Kind, Condition], ...] = ()
    report_order: int = 0

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """All kinds; one that the slice shows in its own way may be a register elsewhere."""
        shown = {kind.key for kind in self.with_screens}
        return (*self.with_screens, *(each.kind for each in self.registers if each.kind.key not in shown))

    @property
    def workbooks(self) -> dict[str, str]:
        """The kinds whose workbooks may be dropped anywhere, by key, and what these are called. Any register takes them
        in, by its own name if they have no other."""
        filled = {each.kind.key for each in self.registers if each.editable}
        return {kind.key: kind.workbook or kind.title for kind in self.kinds if kind.workbook or kind.key in filled}
