"""The list of names of a welfare event: who takes part, and whose names are masked."""

from collections.abc import Callable, Sequence

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.actions import some_names
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.session_words import SessionWords
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance, WelfareKind


def kind_of(event: WelfareEvent) -> WelfareKind:
    """What sort of event it is."""
    return WelfareKind(event.kind)


def is_masked(key: int) -> bool:
    """Whether the names of an event (key) are masked."""
    event = WelfareEvent.get_or_none(WelfareEvent.id == key)
    return event is not None and _is_confidential(event)


def _is_confidential(event: WelfareEvent) -> bool:
    return kind_of(event).confidential


def _refuse_those_who_came(rows: Sequence[Participant]) -> None:
    """Of a confidential event it is not said who takes part: the list may be masked."""
    came = [row for row in rows if row.attendance == Attendance.ATTENDED]
    if not came:
        return
    told = _("{count} 人").format(count=len(came))
    if not any(_is_confidential(row.event) for row in came):
        told = some_names([row.person.name for row in came])
    raise Refused(_("{names}已参加，不能移出名单；如记错，请先改参加情况。").format(names=told))


welcomes_retired: dict[WelfareKind, Callable[[int], bool | None]] = {}
"""By kind what says whether the retired are invited to an event (key), None where that was not decided. Where it says
no, nobody who is not on the staff is."""

_OF_RETIRED = frozenset({WelfareKind.RETIREMENT_CEREMONY, WelfareKind.VISIT})
"""Kinds to which the retired come as well as the others."""


def off_staff(event: WelfareEvent, people: Sequence[Person]) -> list[Person]:
    """Who of these has retired or left before the event, and is not among those whom it is for."""
    return [person for person in people if _had_left(event, person) and not _is_welcome(event, person)]


def _had_left(event: WelfareEvent, person: Person) -> bool:
    since, starts = person.status_since, event.starts
    return not PersonStatus(person.status).on_staff and (since is None or starts is None or since <= starts)


def _is_welcome(event: WelfareEvent, person: Person) -> bool:
    return person.status == PersonStatus.RETIRED and (kind_of(event) in _OF_RETIRED or _retired_too(event) is True)


def _retired_too(event: WelfareEvent) -> bool | None:
    ask = welcomes_retired.get(kind_of(event))
    return ask(event.id) if ask is not None else None


def is_for_staff(event: WelfareEvent) -> bool:
    """Whether it was decided whom an event is for, so that nobody else may be invited."""
    return _retired_too(event) is not None


def refusal(event: WelfareEvent, who: str) -> str:
    """Why those who are not on the staff are not invited."""
    if _retired_too(event):
        return _("{who}已调离、离职或去世，“{title}”不能安排。").format(who=who, title=event.title)
    words = _("{who}已退休或不在岗，“{title}”只安排在职人员；要安排退休人员，请先在体检轮次里勾选“含退休人员”。")
    return words.format(who=who, title=event.title)


def _refuse_off_staff(event: WelfareEvent, people: Sequence[Person]) -> None:
    if is_for_staff(event) and (gone := off_staff(event, people)):
        raise Refused(refusal(event, some_names([person.name for person in gone])))


def tell_off_staff(event: WelfareEvent, people: Sequence[Person]) -> str:
    """What is said where the event is for whoever is invited; of a confidential one nobody is named."""
    gone = off_staff(event, people)
    if not gone or is_for_staff(event):
        return ""
    who = _("{count} 人").format(count=len(gone))
    if not _is_confidential(event):
        who = some_names([person.name for person in gone])
    return _("其中{who}在活动时已退休或不在岗，请核对。").format(who=who)


PARTICIPANTS = NameListOf(
    Participant,
    event=Participant.event,
    person=Participant.person,
    court=Participant.court,
    status=Participant.attendance,
    title=WelfareEvent.title,
    starts=WelfareEvent.starts,
    ends=WelfareEvent.ends,
    venue=WelfareEvent.place,
    capacity=WelfareEvent.places,
    host=WelfareEvent.court,
    listed=Attendance.INVITED,
    waiting=Attendance.WAITING,
    away=frozenset({Attendance.EXCUSED, Attendance.ABSENT}),
    words=SessionWords(N_("场次"), N_("安排场次"), N_("补场"), N_("主持人")),
    enlisting=N_("{count} 人列入“{title}”"),
    striking=N_("{count} 人移出名单"),
    vet_people=_refuse_off_staff,
    tell_people=tell_off_staff,
    vet_leaving=_refuse_those_who_came,
    confidential=_is_confidential,
)
