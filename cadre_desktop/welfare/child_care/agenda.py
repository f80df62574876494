"""The days that child care is to be thought of: when a period begins, and when what is known of its children goes."""

from collections.abc import Iterator
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.welfare.child_care.deleting import pending
from cadre_desktop.welfare.child_care.records import CarePeriod
from cadre_desktop.welfare.child_care.registers import CARE_PERIODS


def _coming(first: date, last: date) -> Iterator[Due]:
    for row in CarePeriod.select().where(CarePeriod.starts.between(first, last)):
        yield Due(row.starts, _("暖心托辅开始：{title}").format(title=row.title), row.id)
    undone = CarePeriod.deletes_on.between(first, last) & CarePeriod.deleted.is_null()
    for row in CarePeriod.select().where(undone):
        yield Due(row.deletes_on or row.ends, _("删除子女信息：{title}").format(title=row.title), row.id)


def _overdue(today: date) -> Iterator[Due]:
    waiting = pending()
    late = (CarePeriod.deletes_on < today) & CarePeriod.deleted.is_null()
    for row in CarePeriod.select().where(late | CarePeriod.id.in_(waiting)):
        if row.id in waiting:
            text = _("子女信息还没有清除完，请再清除一次：{title}")
        else:
            text = _("子女信息到期未删除：{title}")
        yield Due(row.deletes_on or row.ends, text.format(title=row.title), row.id)


DUE_DATES = (DueDate(CARE_PERIODS.kind, _coming, _overdue),)
