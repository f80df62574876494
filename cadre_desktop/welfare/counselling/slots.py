"""What a coordinator does with slots: offer many at once, book, note who came, cancel, make free again.

No step names anybody, and what is refused names nobody either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.rules import SlotSpan, SlotState

_MOST = 500
"""Slots that are offered at once; more are a mistyped year."""


@dataclass(frozen=True)
class SlotSeries:
    """Slots to be offered: on these days, at these times, with one counsellor in one room."""

    days: Sequence[date]
    spans: Sequence[SlotSpan]
    counsellor: str
    venue: str


def offer(store: Store, series: SlotSeries) -> int:
    """Add the slots of a series in one step; returns how many.

    Raises Refused without days or a counsellor, for too many, and where the counsellor has a slot at such a time.
    """
    counsellor = series.counsellor.strip()
    if not counsellor:
        raise Refused(Problem(_("请填写辅导师。"), field="counsellor"))
    count = len(series.days) * len(series.spans)
    if not count:
        raise Refused(Problem(_("选定的日期里没有这些星期几，请核对日期。"), field="days"))
    if count > _MOST:
        raise Refused(
            Problem(_("一次最多增加 {most} 个时段，现为 {count} 个，请核对日期。").format(most=_MOST, count=count))
        )
    for slot in _of_days(series.days, CounsellingSlot.counsellor == counsellor):
        if any(_span(slot).meets(span) for span in series.spans):
            words = _("{counsellor}在 {day} {begins} 已有时段，请换时间或辅导师。")
            raise Refused(words.format(counsellor=counsellor, day=slot.day.isoformat(), begins=slot.begins))
    with store.step(_("新增 {count} 个心理辅导时段").format(count=count)):
        rows = [
            {"day": day, "begins": span.begins, "ends": span.ends, "place": series.venue.strip(),
             "counsellor": counsellor}
            for day in series.days
            for span in series.spans
        ]  # fmt: skip
        return len(CounsellingSlot.add_many(rows))


def _of_days(days: Iterable[date], *conditions: Any) -> list[CounsellingSlot]:
    """The slots of these days that were not cancelled."""
    live = CounsellingSlot.state != SlotState.CANCELLED
    return list(CounsellingSlot.select().where(CounsellingSlot.day.in_(list(days)), live, *conditions))


def _span(slot: CounsellingSlot) -> SlotSpan:
    return SlotSpan(slot.begins, slot.ends or "24:00")


def _slots(keys: Iterable[int]) -> list[CounsellingSlot]:
    found = list(CounsellingSlot.select().where(CounsellingSlot.id.in_(list(keys))))
    if not found:
        raise Refused(_("请先选中时段。"))
    return found


def book(store: Store, key: int, person: int) -> None:
    """Give a free slot to somebody. Raises Refused where it is not free, who does not belong to the staff, and for
    somebody who has another slot at that time."""
    slot = _slots([key])[0]
    if slot.state != SlotState.FREE:
        raise Refused(_("{day} {begins} 的时段不是空闲的，请选空闲的时段。").format(day=slot.day, begins=slot.begins))
    one = Person.by_key(person)
    if not PersonStatus(one.status).on_staff and one.status != PersonStatus.RETIRED:
        raise Refused(Problem(_("所选的人已不在本院人员之列，不能预约。"), field="person"))
    assert slot.day is not None
    for other in _of_days([slot.day], CounsellingSlot.person == person):
        if _span(other).meets(_span(slot)):
            raise Refused(Problem(_("所选的人在这个时间不能预约，请换一个时段。"), field="person"))
    with store.step(_("预约心理辅导时段：{day} {begins}").format(day=slot.day, begins=slot.begins)):
        changed: Any = CounsellingSlot.update(person=person, court=one.__data__["court"], state=SlotState.BOOKED)
        changed.where(CounsellingSlot.id == key).execute()


def note(store: Store, keys: Sequence[int], state: SlotState) -> int:
    """Note of taken slots whether the person came, in one step; returns how many changed. Raises Refused for one that
    nobody has."""
    slots = _slots(keys)
    if any(not SlotState(slot.state).taken for slot in slots):
        raise Refused(_("选中的时段里有的没有人预约，不能登记到场情况；请只选已预约的。"))
    if not state.taken:
        raise ValueError(state)
    return _change(store, [slot for slot in slots if slot.state != state], state)


def _change(store: Store, slots: Sequence[CounsellingSlot], state: SlotState) -> int:
    words = _("{count} 个心理辅导时段记为“{state}”").format(count=len(slots), state=_(state.label))
    with store.step(words):
        emptied = {} if state.taken else {"person": None, "court": None}
        changed: Any = CounsellingSlot.update(state=state, **emptied)
        changed.where(CounsellingSlot.id.in_([slot.id for slot in slots])).execute()
    return len(slots)


def free(store: Store, keys: Sequence[int]) -> int:
    """Make slots free again, whoever had booked them, in one step; returns how many changed.

    Raises Refused for one that somebody came to, and where the counsellor has another at that time meanwhile.
    """
    slots = _without_attended(keys)
    for slot in slots:
        if slot.state == SlotState.CANCELLED:
            others = _of_days([slot.day], CounsellingSlot.counsellor == slot.counsellor)
            if any(_span(other).meets(_span(slot)) for other in others):
                words = _("{counsellor}在 {day} {begins} 另有时段，不能恢复。")
                raise Refused(words.format(counsellor=slot.counsellor, day=slot.day, begins=slot.begins))
    return _change(store, [slot for slot in slots if slot.state != SlotState.FREE], SlotState.FREE)


def cancel(store: Store, keys: Sequence[int]) -> int:
    """Cancel slots that will not be held, in one step; returns how many changed. Raises Refused for one that somebody
    came to."""
    slots = _without_attended(keys)
    return _change(store, [slot for slot in slots if slot.state != SlotState.CANCELLED], SlotState.CANCELLED)


def _without_attended(keys: Sequence[int]) -> list[CounsellingSlot]:
    slots = _slots(keys)
    if any(slot.state == SlotState.ATTENDED for slot in slots):
        raise Refused(_("选中的时段里有的已到，不能改；如记错，请先改为“未到”。"))
    return slots
