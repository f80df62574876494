"""What a coordinator does with welfare events."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.name_list import actions as name_list
from cadre_desktop.people.name_list.actions import Enlisted, enlist
from cadre_desktop.people.name_list.fewer_places import with_places
from cadre_desktop.people.name_list.presence_sheet import PresenceSheet
from cadre_desktop.people.name_list.rules import is_there
from cadre_desktop.people.name_list.taking_places import TakesPlaces, vet_places
from cadre_desktop.welfare.kinds import PARTICIPANT, WELFARE_EVENT, remarked_participants
from cadre_desktop.welfare.name_list import PARTICIPANTS, kind_of
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance


def save_event(store: Store, values: Values, key: int | None = None, *, moves: bool = False) -> WelfareEvent:
    """Add an event, by the own court unless another is given, or change one.

    Raises Refused with a problem for each field; also when an event becomes confidential while its participants
    still have remarks, since nothing but taking part and the date may be kept of it; FewerPlaces where it would have
    fewer places than people, unless it is meant that those put on its list last wait (`moves`).
    """
    values = dict(values)
    own = own_court(store)
    if key is None and own is not None:
        values["court"] = values.get("court") or own.id
    problems = remarked_participants(values.get("kind"), WelfareEvent.id == key) if key is not None else []
    if problems:
        raise Refused(problems)
    if key is None:
        saved = editing.add(store, WELFARE_EVENT, values)
    else:
        saved = with_places(
            store, PARTICIPANTS, key, values, lambda: editing.change(store, WELFARE_EVENT, key, values), moves=moves
        )
    assert isinstance(saved, WelfareEvent)
    return saved


def invite(store: Store, event: WelfareEvent, people: Iterable[int], *, waits: bool = False) -> Enlisted:
    """Put people on an event's list in one step; who is on it already is left alone.

    Raises NoRoom when the event has less room, unless those beyond them shall be among those who wait (`waits`).
    """
    return enlist(store, PARTICIPANTS, event, people, waits=waits)


def record_attendance(
    store: Store,
    participants: Sequence[int],
    attendance: Attendance,
    day: date | None = None,
    *,
    takes_places: bool = False,
) -> int:
    """Note who came, in one step; returns how many rows changed.

    The day is `day`, or what is noted already, or today while the event lasts, or else its first day. Raises
    TakesPlaces for people who wait or have left their place, unless it is meant that they take one (`takes_places`).
    """
    rows = list(
        Participant.select(Participant, WelfareEvent).join(WelfareEvent).where(Participant.id.in_(list(participants)))
    )
    if not takes_places:
        vet_places(PARTICIPANTS, rows, attendance)
    changes: dict[date | None, list[int]] = defaultdict(list)
    for row in rows:
        came = None
        if attendance is Attendance.ATTENDED:
            came = day or row.day or usual_day(row.event, store.clock.today())
        if (row.attendance, row.day) != (attendance, came):
            changes[came].append(row.id)
    with store.step(_("{count} 人记为“{attendance}”").format(count=len(rows), attendance=_(attendance.label))):
        for came, keys in changes.items():
            Participant.update(attendance=attendance, day=came).where(Participant.id.in_(keys)).execute()
    return sum(map(len, changes.values()))


def came_by_presence(sheet: PresenceSheet) -> dict[int, date]:
    """The participants (keys) who are still expected but were there in a session, with the day of the first."""
    found: dict[int, date] = {}
    for line in sheet.lines:
        days = [each.day for each in sheet.sessions if is_there(sheet.said.get((each.key, line.entry)))]
        if days and not line.guest_of and line.status == Attendance.INVITED:
            found[line.entry] = min(days)
    return found


def take_over_presence(store: Store, came: Mapping[int, date]) -> int:
    """Note that these participants came, each on his day, in one step; returns how many rows changed."""
    alike: dict[date, list[int]] = defaultdict(list)
    for participant, day in came.items():
        alike[day].append(participant)
    with store.step(_("按考勤登记 {count} 人已参加").format(count=len(came))):
        return sum(record_attendance(store, keys, Attendance.ATTENDED, day) for day, keys in alike.items())


def usual_day(event: WelfareEvent, today: date) -> date:
    """The day somebody takes part in an event if nothing else is said: today while it lasts, or its first day."""
    assert event.starts is not None
    return today if event.starts <= today <= (event.ends or event.starts) else event.starts


def save_participant(store: Store, key: int, values: Values) -> Participant:
    """Change a participant from the form; the journal does not name whom when the event is confidential.

    Raises Refused for a remark about somebody's health, and for somebody who would take a place that he does not have:
    that is asked where the list is.
    """
    row = Participant.by_key(key)
    try:
        vet_places(PARTICIPANTS, [row], values.get("attendance"))
    except TakesPlaces as refused:
        text = _("{why}确已参加的，请回到名单，选中后标记。").format(why=refused)
        raise Refused(Problem(text, field="attendance")) from refused
    name = _("参加人员") if kind_of(row.event).confidential else row.person.name
    with store.step(_("修改“{event}”：{name}").format(event=row.event.title, name=name)):
        saved = editing.change(store, PARTICIPANT, key, values)
    assert isinstance(saved, Participant)
    return saved


def strike(store: Store, participants: Sequence[int]) -> int:
    """Take people off an event's list in one step. Raises Refused for somebody who has taken part."""
    return name_list.strike(store, PARTICIPANTS, participants)
