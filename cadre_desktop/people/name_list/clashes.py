"""What is taken twice at the same time: a lecturer, or a room. Pure rules; nothing of it is ever refused, only told."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import NamedTuple

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_, _, quoted
from cadre_desktop.people.name_list.rules import Half, when_words

_DAY = 24 * 60
_HALVES = {"": (0, _DAY), Half.MORNING: (0, 12 * 60), Half.AFTERNOON: (12 * 60, 18 * 60), Half.EVENING: (18 * 60, _DAY)}
_PARTED = re.compile(r"[、,，;；/／\n]+")
_NO_ROOM = re.compile("网络|线上|在线|平台|视频|直播|腾讯|钉钉|云端|各法院|各单位|各自|待定")
_ROOM = re.compile(r"[室厅庭堂楼层]|会场|\d{3}")
_OF_ITS_OWN = re.compile("法院|学院|大学|党校|学校|酒店|宾馆|饭店|基地|中心|检察院|区|旗|县|市")
"""What distinguishes a room from those of the same name in other courts: 青山法院三楼会议室, but not 三楼会议室."""


class DaySpan(NamedTuple):
    """From when to when on a day, in minutes from midnight; the end is not in it."""

    begins: int
    ends: int

    def meets(self, other: "DaySpan") -> bool:
        """Whether they have any time in common."""
        return self.begins < other.ends and other.begins < self.ends


def span_of(half: str, begins: str, ends: str) -> DaySpan:
    """The time that a session takes: by its times (``09:00``), where one is open by its half of the day, or the day."""
    first, last = _HALVES[half]
    if begins:
        first = _minutes(begins)
        last = last if last > first else _DAY
    if ends:
        last = _minutes(ends)
        first = first if first < last else 0
    return DaySpan(first, last)


def _minutes(time: str) -> int:
    hours, minutes = time.split(":")
    return 60 * int(hours) + int(minutes)


Times = Mapping[date, Sequence[DaySpan]]
"""When an event takes place: by day its spans."""


def common_day(one: Times, other: Times) -> date | None:
    """The first day on which two events have any time in common."""
    days = sorted(one.keys() & other.keys())
    return next((day for day in days if any(a.meets(b) for a in one[day] for b in other[day])), None)


class ClashKind(Code):
    """What is taken twice."""

    LECTURER = "lecturer", N_("授课人")
    VENUE = "venue", N_("地点")


class Teacher(NamedTuple):
    """Who gives a lesson. `known` distinguishes him from namesakes, empty for a name that was only written down."""

    name: str
    known: str = ""

    def is_also(self, other: "Teacher") -> bool:
        """Whether two are the same, as far as one can know."""
        if self.known and other.known:
            return self.known == other.known
        return fold(self.name) == fold(other.name)


def teachers_of(text: str, known: str = "", name: str = "") -> tuple[Teacher, ...]:
    """Those a session names: the one who is `known` (by `name`), else all in the text, 王祯、李静."""
    if known:
        return (Teacher(name or text, known),)
    return tuple(Teacher(part.strip()) for part in _PARTED.split(text) if part.strip())


@dataclass(frozen=True)
class Booking:
    """What takes lecturers and a room at a time: a session, or a whole day of an event that has none.

    key: of the session, 0 for none or one not saved yet; event, title: of the event; court: which runs it. `own_place`
    says that the session itself names its venue; leader: what its
    teachers are called.
    """

    key: int
    event: int
    title: str
    day: date
    half: str = ""
    begins: str = ""
    ends: str = ""
    subject: str = ""
    teachers: tuple[Teacher, ...] = ()
    venue: str = ""
    own_place: bool = False
    court: int | None = None
    leader: str = ClashKind.LECTURER.label

    @property
    def span(self) -> DaySpan:
        """The time it takes."""
        return span_of(self.half, self.begins, self.ends)

    @property
    def room(self) -> str:
        """The venue where it is one that only one can have at a time, else "": no platform on the net, and of places
        that events name as a whole (呼和浩特, 法官学院) none."""
        if not self.venue or _NO_ROOM.search(self.venue):
            return ""
        return self.venue if self.own_place or _ROOM.search(self.venue) else ""

    @property
    def words(self) -> str:
        """“执行实务培训班”3月1日 上午 9:00–11:30（财产查控）."""
        when = when_words(self.day, self.half, self.begins, self.ends)
        subject = _("（{subject}）").format(subject=self.subject) if self.subject else ""
        return f"{quoted(self.title)}{when}{subject}"


class Clash(NamedTuple):
    """What two have in common that only one can have. `what` is the name of it."""

    kind: ClashKind
    what: str
    one: Booking
    other: Booking

    @property
    def words(self) -> str:
        """授课人王祯：“甲班”3月1日 上午 与“乙班”3月1日 9:00–11:30 时间重叠."""
        text = _("{kind}{what}：{one} 与{other} 时间重叠")
        return text.format(kind=_(self._kind_at(self.one)), what=self.what, one=self.one.words, other=self.other.words)

    def against(self, booking: Booking) -> str:
        """The same as it is told at one of the two: 授课人王祯同时安排在“乙班”3月1日 9:00–11:30，请核对。"""
        other = self.other if self.one is booking else self.one
        text = _("{kind}{what}同时安排在{other}，请核对。")
        return text.format(kind=_(self._kind_at(booking)), what=self.what, other=other.words)

    def _kind_at(self, booking: Booking) -> str:
        """What is taken twice, as the slice of one of the two calls it."""
        return booking.leader if self.kind is ClashKind.LECTURER else self.kind.label


def clashes_among(bookings: Iterable[Booking]) -> list[Clash]:
    """Everything taken twice, in the order of the days."""
    days: dict[date, list[Booking]] = defaultdict(list)
    for booking in bookings:
        days[booking.day].append(booking)
    return [clash for day in sorted(days) for pair in combinations(days[day], 2) for clash in clashes_between(*pair)]


def told_once(clashes: Iterable[Clash]) -> list[Clash]:
    """Of the clashes of two events over one thing on one day the first: several sessions in a room that is taken all
    day are one thing to put right."""
    found: dict[object, Clash] = {}
    for clash in clashes:
        events = tuple(sorted((clash.one.event, clash.other.event)))
        same = clash.one.event == clash.other.event
        found.setdefault((clash.kind, clash.what, clash.one.day, events, clash if same else None), clash)
    return list(found.values())


def clashes_between(one: Booking, other: Booking) -> Iterator[Clash]:
    """What two bookings have in common at the same time. Two sessions of one event in one room are one on purpose
    (groups), but nobody can teach in both."""
    if one.day != other.day or not one.span.meets(other.span):
        return
    for teacher in one.teachers:
        if any(teacher.is_also(also) for also in other.teachers):
            yield Clash(ClashKind.LECTURER, teacher.name, one, other)
    if one.event != other.event and _same_room(one, other):
        yield Clash(ClashKind.VENUE, one.room, one, other)


def _same_room(one: Booking, other: Booking) -> bool:
    """Rooms of two courts may go by one name (三楼会议室) unless it says whose they are."""
    if not one.room or fold(one.room) != fold(other.room):
        return False
    apart = one.court is not None and other.court is not None and one.court != other.court
    return not apart or _OF_ITS_OWN.search(one.room) is not None
