"""The days that welfare events are to be thought of."""

from collections.abc import Iterator
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance


def _coming(first: date, last: date) -> Iterator[Due]:
    for event in WelfareEvent.select().where(WelfareEvent.starts.between(first, last)):
        yield Due(event.starts, _("活动：{title}").format(title=event.title), event.id)


def _overdue(today: date) -> Iterator[Due]:
    waiting = Participant.select(Participant.event).where(Participant.attendance == Attendance.INVITED)
    for event in WelfareEvent.select().where(WelfareEvent.starts < today, WelfareEvent.id.in_(waiting)):
        ended = event.ends or event.starts
        if ended < today:
            yield Due(ended, _("未登记参加情况：{title}").format(title=event.title), event.id)


DUE_DATES = (DueDate(WELFARE_EVENT, _coming, _overdue),)
