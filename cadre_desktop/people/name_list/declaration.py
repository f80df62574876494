"""What a slice says once of its list of names; everything else is done below the slices from that.

The rows of a list stay records of their slice (an enrolment, a participant): their status is what the slice posts and
counts, and saved files keep their tables. An abstract base of such records was the other way; it would have bound
field names that are columns of released files (`course_id`, `event_id`, `attendance`), so the fields are declared.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.people.name_list.session_words import SessionWords


def lets_all(_event: Any, _people: Sequence[Any]) -> None:
    """The `vet_people` of a list that anybody may be put on."""


def says_nothing(_event: Any, _people: Sequence[Any]) -> str:
    """The `tell_people` of a list about whose people there is nothing to be said."""
    return ""


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

    record: a row of the list; event, person, court, status: its fields; title, starts, ends, venue, capacity: fields of
    the event, `capacity` None where room is not limited; hours: of the event in tenths, None where there are none;
    reason: the field of a row that says why somebody was put on the list, None where that is not kept.
    listed: the status of somebody put on the list, waiting: of somebody for whom there is no room yet, away: those
    that make room for others. words: what its sessions are called; absence: the word for not being there without leave.
    enlisting, striking: what the steps are called, with ``{title}`` and ``{count}``.

    host: the field of the event with the court that runs it; state, off: its field of states, and those in which it
    does not take place; remote: its field that says that everybody takes part where and when he can.

    vet_open, vet_people, vet_leaving raise Refused for an event whose list is closed, for people who cannot be put on
    it, and for rows that cannot be taken off it. tell_people: what is said of people who can be put on it all the same.
    confidential: whether the names of an event are masked.
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
    capacity: Any
    listed: Code
    waiting: Code
    away: frozenset[Code]
    words: SessionWords
    enlisting: str
    striking: str
    absence: str = N_("缺席")
    hours: Any = None
    host: Any = None
    state: Any = None
    off: frozenset[Code] = frozenset()
    remote: Any = None
    reason: Any = None
    vet_open: Callable[[Any], None] = stays_open
    vet_people: Callable[[Any, Sequence[Any]], None] = lets_all
    tell_people: Callable[[Any, Sequence[Any]], str] = says_nothing
    vet_leaving: Callable[[Sequence[Any]], None] = lets_go
    confidential: Callable[[Any], bool] = is_open_to_all

    def __post_init__(self) -> None:
        _DECLARED[self.events] = self

    @property
    def events(self) -> type[Record]:
        """The record of the events."""
        found: type[Record] = self.event.rel_model
        return found

    @property
    def held_sql(self) -> str:
        """SQL to go on with after a condition: the event ``v`` takes place."""
        if self.state is None or not self.off:
            return ""
        off = ", ".join(f"'{state.value}'" for state in sorted(self.off))
        return f' AND v."{self.state.column_name}" NOT IN ({off})'

    @property
    def table(self) -> str:
        """The table of the rows of the list."""
        return table_name(self.record)

    def takes_place(self, status: str) -> bool:
        """Whether somebody of this status has one of the places."""
        return status != self.waiting and status not in self.away

    def title_of(self, event: Any) -> str:
        """How an event is called."""
        return str(getattr(event, self.title.name))

    def now(self, event: Any) -> Any:
        """An event as it is now. Raises Refused for one that is gone: its making was undone, or it was deleted."""
        found = self.events.get_or_none(self.events.id == event.id)
        if found is None:
            raise Refused(_("“{event}”已被删除或撤销，请返回列表再选。").format(event=self.title_of(event)))
        return found

    def value(self, event: Any, field: Any) -> Any:
        """What an event has in one of the declared fields, None where there is no such field."""
        return None if field is None else getattr(event, field.name)

    def event_of(self, row: Any) -> Any:
        """The event a row of the list is of."""
        return getattr(row, self.event.name)

    def rows(self, *conditions: Any) -> list[Any]:
        """Rows of the list in the order in which they were put on it."""
        return list(self.record.select().where(*conditions).order_by(self.record.id))


_DECLARED: dict[type[Record], NameListOf] = {}


def declared_lists() -> tuple[NameListOf, ...]:
    """The lists of all slices, one for each record of events. A lecturer or a room is booked by whichever slice."""
    return tuple(_DECLARED.values())
