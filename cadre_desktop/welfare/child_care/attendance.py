"""Who was there on the days of a period, and who was collected late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.welfare.child_care.deleting import refuse_deleted
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, Child, ChildDay
from cadre_desktop.welfare.child_care.rules import LATE_TIMES, Attended, ChildPresence, Enrolled, attended


@dataclass(frozen=True)
class ChildLine:
    """A child of a period. `presence` and `late` by day."""

    key: int
    number: int
    name: str
    state: str
    reason: str
    room: str
    grade: int | None
    consent: bool
    presence: Mapping[date, str] = field(default_factory=dict)
    late: frozenset[date] = frozenset()

    @property
    def attended(self) -> Attended:
        """Over all days noted."""
        return attended((presence, day in self.late) for day, presence in self.presence.items())


@dataclass(frozen=True)
class PeriodSheet:
    """A period with its days and its children, those admitted first."""

    period: CarePeriod
    days: Sequence[date] = ()
    lines: Sequence[ChildLine] = ()

    @property
    def often_late(self) -> list[int]:
        """The numbers of those collected late too often."""
        return [line.number for line in self.lines if line.attended.often_late]

    @property
    def too_seldom(self) -> list[int]:
        """The numbers of those who came less than the period asks for, by the days noted."""
        least = self.period.least_attendance or 0
        return [line.number for line in self.lines if (share := line.attended.share) is not None and share < least]


def care_days(period: CarePeriod) -> list[date]:
    """The days of a period: Monday to Friday, and others that something is noted of."""
    count = (period.ends - period.starts).days + 1
    days = {period.starts + timedelta(number) for number in range(min(count, 120))}
    noted = ChildDay.select(ChildDay.day).join(Child).where(Child.period == period.id).distinct()
    return sorted({day for day in days if day.weekday() < 5} | {row.day for row in noted})


def read_period(key: int) -> PeriodSheet | None:
    """A period as it is now; None if it has gone."""
    period = CarePeriod.get_or_none(CarePeriod.id == key)
    if period is None:
        return None
    presence: dict[int, dict[date, str]] = {}
    late: dict[int, set[date]] = {}
    for row in ChildDay.select().join(Child).where(Child.period == key):
        child = row.__data__["child"]
        presence.setdefault(child, {})[row.day] = row.presence
        if row.late:
            late.setdefault(child, set()).add(row.day)
    rooms = {row.id: row.title for row in CareClass.select().where(CareClass.period == key)}
    order = {state.value: rank for rank, state in enumerate((Enrolled.ADMITTED, Enrolled.APPLIED, Enrolled.WAITING))}
    children = sorted(
        Child.select().where(Child.period == key), key=lambda row: (order.get(row.state, len(order)), row.number)
    )
    lines = [
        ChildLine(
            row.id,
            row.number or 0,
            row.name,
            row.state,
            row.reason,
            rooms.get(row.__data__["care_class"], ""),
            row.grade,
            row.consent,
            presence.get(row.id, {}),
            frozenset(late.get(row.id, ())),
        )
        for row in children
    ]
    return PeriodSheet(period, care_days(period), lines)


def note_days(
    store: Store, cells: Sequence[tuple[int, date]], presence: ChildPresence | None, late: bool | None = None
) -> int:
    """Note for children (keys) and days whether they were there, or (None) take the note away; `late` also says that
    they were collected late, or not. One step; returns how many cells. Raises Refused for a day to come, for who is not
    admitted, and where the children have been deleted."""
    children = {row.id: row for row in Child.select().where(Child.id.in_([key for key, _day in cells]))}
    for key, day in cells:
        row = children.get(key)
        if row is None or row.state != Enrolled.ADMITTED:
            raise Refused(_("只登记已录取子女的出勤，请先录取。"))
        if problems := refuse_deleted(row.__data__["period"]):
            raise Refused(list(problems))
        if day > store.clock.today():
            raise Refused(_("{day} 还没有到，不能登记出勤。").format(day=day.isoformat()))
    with store.step(_("登记托辅出勤：{count} 格").format(count=len(cells))):
        for key, day in cells:
            _note(key, day, presence, late)
    return len(cells)


def _note(key: int, day: date, presence: ChildPresence | None, late: bool | None) -> None:
    there = ChildDay.get_or_none(ChildDay.child == key, ChildDay.day == day)
    if presence is None:
        if there is not None:
            there.delete_instance()
        return
    is_late = presence is ChildPresence.PRESENT and (bool(there and there.late) if late is None else late)
    if there is None:
        ChildDay.add(child=key, day=day, presence=presence, late=is_late)
    elif (there.presence, there.late) != (presence, is_late):
        ChildDay.update(presence=presence, late=is_late).where(ChildDay.id == there.id).execute()


def late_sentence(sheet: PeriodSheet) -> str:
    """Who was collected late too often, by number; empty for nobody."""
    if not sheet.often_late:
        return ""
    numbers = "、".join(map(str, sheet.often_late))
    return _("编号 {numbers} 已有 {times} 次以上接走较晚，请与家长沟通。").format(numbers=numbers, times=LATE_TIMES)


def latest_period() -> CarePeriod | None:
    """The period that is looked at first: the one that began last."""
    found = CarePeriod.select().order_by(CarePeriod.starts.desc()).first()
    return found if isinstance(found, CarePeriod) else None
