"""The welfare events of the demonstration court in 2023 and the first months of 2024."""

from datetime import date, timedelta
from random import Random

from cadre_desktop.demo.welfare_child_care import write_child_care
from cadre_desktop.demo.welfare_comfort import write_comfort, write_green_channel
from cadre_desktop.demo.welfare_common import write_welfare_common
from cadre_desktop.demo.welfare_examination import write_welfare_examination
from cadre_desktop.demo.welfare_farewell import write_farewell
from cadre_desktop.demo.welfare_newcomers import newcomers, write_hardship, write_newcomers
from cadre_desktop.kit import editing
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.actions import invite, record_attendance
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance, WelfareKind

_HOSPITAL = "包头医学院第二附属医院"
_WEEKS_BEFORE_HOLIDAY = 3
"""So many courts are examined before the week of the national holiday, in which nobody is."""
_EVENTS: tuple[tuple[str, WelfareKind, date, str, str, int, int], ...] = (
    ("“惠医惠警”项目签约仪式", WelfareKind.MEDICAL_GREEN_CHANNEL, date(2023, 5, 16), "包头中院", _HOSPITAL, 0, 46),
    ("新录用干警入职关怀", WelfareKind.ONBOARDING, date(2023, 8, 21), "包头中院宣誓厅", "政治部", 3000, 38),
    ("退休干警荣退仪式（上半年）", WelfareKind.RETIREMENT_CEREMONY, date(2023, 6, 28), "荣誉室", "政治部", 4800, 12),
    ("退休干警荣退仪式（下半年）", WelfareKind.RETIREMENT_CEREMONY, date(2023, 12, 20), "荣誉室", "政治部", 5200, 14),
    ("慰问先进典型", WelfareKind.VISIT, date(2023, 1, 17), "各家庭", "政治部", 24000, 24),
    ("“七一”走访慰问", WelfareKind.VISIT, date(2023, 6, 29), "各家庭", "机关党委", 18000, 30),
    ("困难干警帮扶", WelfareKind.ASSISTANCE, date(2023, 11, 8), "各家庭", "机关工会", 36000, 18),
    ("暑期“暖心托辅”", WelfareKind.CHILD_CARE, date(2023, 7, 17), "包头中院职工之家", "机关工会", 22000, 42),
    ("寒假“暖心托辅”", WelfareKind.CHILD_CARE, date(2024, 1, 22), "包头中院职工之家", "机关工会", 18000, 36),
    ("春季心理健康辅导", WelfareKind.COUNSELLING, date(2023, 4, 12), "心理辅导室", "市心理卫生协会", 8000, 64),
    ("秋季心理健康辅导", WelfareKind.COUNSELLING, date(2023, 10, 25), "心理辅导室", "市心理卫生协会", 8000, 58),
    ("春季心理健康辅导", WelfareKind.COUNSELLING, date(2024, 4, 17), "心理辅导室", "市心理卫生协会", 8000, 66),
    ("新春走访慰问", WelfareKind.VISIT, date(2024, 2, 5), "各家庭", "政治部", 26000, 28),
    ("“七一”走访慰问", WelfareKind.VISIT, date(2024, 6, 12), "各家庭", "机关党委", 18000, 0),
)
_FORUM = ("退休干警座谈会", WelfareKind.RETIREMENT_CEREMONY, date(2023, 10, 23), "荣誉室", "政治部", 1500)
"""On 重阳节, with those who have retired."""
_FIRST_WINTER = ("寒假“暖心托辅”", WelfareKind.CHILD_CARE, date(2023, 1, 9), "包头中院职工之家", "机关工会", 15000)


def write_welfare(store: Store, random: Random) -> None:
    """Enter the events, who was invited and who came."""
    people = list(Person.select().where(Person.status == PersonStatus.SERVING).order_by(Person.id))
    for title, kind, starts, venue, provider, yuan, size in _EVENTS:
        event = _event(store, title, kind, starts, venue, provider, yuan)
        if size:
            chosen = random.sample(people, size)
            if kind is WelfareKind.ONBOARDING:
                chosen = _with(newcomers(), chosen)
            _attend(store, random, event, chosen)
    for court in Court.select().order_by(Court.place):
        own = [person for person in people if person.__data__["court"] == court.id]
        week = (court.place or 0) + ((court.place or 0) > _WEEKS_BEFORE_HOLIDAY)
        starts = date(2023, 9, 4) + timedelta(days=7 * week)
        title = f"{court.short_name}年度体检"
        event = _event(store, title, WelfareKind.PHYSICAL_EXAM, starts, _HOSPITAL, _HOSPITAL, 900 * len(own), court)
        _attend(store, random, event, own)
    _event(store, "包头中院年度体检", WelfareKind.PHYSICAL_EXAM, date(2024, 6, 3), _HOSPITAL, _HOSPITAL, 230_000)
    retired = list(Person.select().where(Person.status == PersonStatus.RETIRED).order_by(Person.id))
    gone = [person for person in retired if person.status_since and person.status_since <= _FORUM[2]]
    _attend(store, Random("forum"), _event(store, *_FORUM), gone)
    _attend(store, Random("winter"), _event(store, *_FIRST_WINTER), Random("winter").sample(people, 30))
    write_comfort(store, random)
    write_green_channel(store, random)
    write_newcomers(store, Random(2023))
    write_hardship(store, Random(2024))
    write_farewell(store, random)
    write_welfare_examination(store, Random("examination"))
    write_child_care(store, random)
    write_welfare_common(store)


def _with(first: list[Person], chosen: list[Person]) -> list[Person]:
    """As many people, with those first among them."""
    keys = {person.id for person in first}
    return [*first, *(person for person in chosen if person.id not in keys)][: len(chosen)]


def _event(
    store: Store, title: str, kind: WelfareKind, starts: date, venue: str, provider: str, yuan: int,
    court: Court | None = None,
) -> WelfareEvent:  # fmt: skip
    values = {
        "title": title,
        "kind": kind,
        "starts": starts,
        "place": venue,
        "provider": provider,
        "budget": yuan * 100,
        "court": (court or Court.get(Court.place == 1)).id,
    }
    made = editing.add(store, WELFARE_EVENT, values)
    assert isinstance(made, WelfareEvent)
    return made


def _attend(store: Store, random: Random, event: WelfareEvent, people: list[Person]) -> None:
    invite(store, event, [person.id for person in people])
    rows = [row.id for row in Participant.select(Participant.id).where(Participant.event == event)]
    came = sorted(random.sample(rows, len(rows) - len(rows) // 12))
    record_attendance(store, came, Attendance.ATTENDED)
    missed = sorted(set(rows) - set(came))
    if missed:
        record_attendance(store, missed, Attendance.EXCUSED)
