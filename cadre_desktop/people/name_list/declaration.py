"""What a slice says once of its list of names; everything else is done below the slices from that.

The rows of a list stay records of their slice (an enrolment, a participant): their status is what the slice posts and
counts, and saved files keep their tables. An abstract base of such records was the other way; it would have bound
field names that are columns of released files (`course_id`, `event_id`, `attendance`), so the fields are declared.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.store.record import Record, table_name


def lets_all(_event: Any, _people: Sequence[Any]) -> None:
    """The `vet_people` of a list that anybody may be put on."""


def lets_go(_rows: Sequence[Any]) -> None:
    """The `vet_leaving` of a list that everybody may be taken off."""


def stays_open(_event: Any) -> None:
    """The `vet_open` of a list that may always be changed."""


def is_open_to_all(_event: Any) -> bool:
    """The `confidential` of lists whose names everybody may see."""
    return False


@dataclass(frozen=True)
class NameListOf:
    """The list of names of events of one kind.

    record: a row of the list; event, person, court, status: its fields; title, starts, ends, venue, places: fields of
    the event, `places` None where room is not limited; hours: of the event in tenths, None where there are none;
    reason: the field of a row that says why somebody was put on the list, None where that is not kept.
    listed: the status of somebody put on the list, waiting: of somebody for whom there is no place yet, away: those
    that leave their place to others. enlisting, striking: what the steps are called, with ``{title}`` and ``{count}``.

    vet_open, vet_people, vet_leaving raise Refused for an event whose list is closed, for people who cannot be put on
    it, and for rows that cannot be taken off it. confidential: whether the names of an event are masked.
    """

    record: type[Record]
    event: Any
    person: Any
    court: Any
    status: Any
    title: Any
    starts: Any
    ends: Any
    venue: Any
    places: Any
    listed: Code
    waiting: Code
    away: frozenset[Code]
    enlisting: str
    striking: str
    hours: Any = None
    reason: Any = None
    vet_open: Callable[[Any], None] = stays_open
    vet_people: Callable[[Any, Sequence[Any]], None] = lets_all
    vet_leaving: Callable[[Sequence[Any]], None] = lets_go
    confidential: Callable[[Any], bool] = is_open_to_all

    @property
    def events(self) -> type[Record]:
        """The record of the events."""
        found: type[Record] = self.event.rel_model
        return found

    @property
    def table(self) -> str:
        """The table of the rows of the list."""
        return table_name(self.record)

    def title_of(self, event: Any) -> str:
        """How an event is called."""
        return str(getattr(event, self.title.name))

    def value(self, event: Any, field: Any) -> Any:
        """What an event has in one of the declared fields, None where there is no such field."""
        return None if field is None else getattr(event, field.name)

    def event_of(self, row: Any) -> Any:
        """The event a row of the list is of."""
        return getattr(row, self.event.name)

    def rows(self, *conditions: Any) -> list[Any]:
        """Rows of the list in the order in which they were put on it."""
        return list(self.record.select().where(*conditions).order_by(self.record.id))
