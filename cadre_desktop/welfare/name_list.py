"""The list of names of a welfare event: who takes part, and whose names are masked."""

from collections.abc import Sequence

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.actions import some_names
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.session_words import SessionWords
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
    vet_leaving=_refuse_those_who_came,
    confidential=_is_confidential,
)
