"""What is wrong with the keepsakes of those who retire, as sentences that name nobody."""

from collections.abc import Iterable

from cadre_desktop.kit.language import _
from cadre_desktop.welfare.farewell.records import Farewell
from cadre_desktop.welfare.farewell.registers import keepsake_day, keepsake_refusal


def keepsakes_above() -> Iterable[str]:
    """How many keepsakes cost more than their ceiling, or have none."""
    rows = Farewell.select().where(Farewell.keepsake_cost > 0)
    count = sum(bool(keepsake_refusal(row.keepsake_cost, keepsake_day(row.event, row.retires))) for row in rows)
    if count:
        yield _("荣退档案中有 {count} 人的纪念品超出最高金额，或没有填写标准。").format(count=count)
