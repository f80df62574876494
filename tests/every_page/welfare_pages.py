"""The pages of welfare, on the tour: every kind of care with its pages and lists, what they share, and one event."""

from collections.abc import Iterator
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.name_list import PARTICIPANTS
from cadre_desktop.welfare.records import WelfareEvent


def welfare_pages(tour: Any, tab: Any) -> Iterator[str]:
    """All of them. A kind of care with pages that are only reached by what is done adds them in `_MORE`."""
    tab._bring(tab.care)
    for care in CARES:
        page = tab.care.bring(care.kind)
        title = _(care.kind.label)
        for own in page.own:
            page.bring_own(own.key)
            yield f"暖警，{title}，{_(own.title)}"
        yield from tour.registers(page, f"暖警，{title}")
        if care.kind in _MORE:
            yield from _MORE[care.kind](tour, page)
    tab._bring(tab.calendar)
    yield "暖警，年历"
    tab._bring(tab.shared)
    for own in tab.shared.own:
        tab.shared.bring_own(own.key)
        yield f"暖警经费与评价，{_(own.title)}"
    yield from tour.registers(tab.shared, "暖警经费与评价")
    for name, view in (("活动", tab.events), ("参加记录", tab.participants), ("隐去姓名", tab.masked)):
        tab._bring(view)
        yield f"暖警活动，{name}"
    yield from _event(tour, tab)
    tab._bring(tab.events)


def _event(tour: Any, tab: Any) -> Iterator[str]:
    event = WelfareEvent.select().first()
    if event is not None:
        tab._open_event(event.id)
        yield "一场活动"
        yield from tour.choosing(tab, lambda text: tab._choose_people(event, text), "邀请")
        yield from tour.attendance(tab, event, PARTICIPANTS, "活动")
    tab._open_event(None)
    yield "新增活动"


_MORE: dict[Any, Any] = {}
"""By kind of care what else there is to see: functions of the tour and the page, as in `welfare_pages`."""
