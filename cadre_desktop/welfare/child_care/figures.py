"""The year's figures of child care. Children are counted as long as they are known, and afterwards by the number that
a period keeps of them."""

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.listing import Listing, in_year, year_words
from cadre_desktop.kit.published import Figure, Period
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.child_care.records import CarePeriod
from cadre_desktop.welfare.child_care.registers import CARE_PERIODS
from cadre_desktop.welfare.child_care.rules import Enrolled

_CHILDREN = f"""
    SELECT coalesce(sum(CASE WHEN t.deleted IS NOT NULL THEN coalesce(t.children, 0) ELSE
        (SELECT count(*) FROM child c WHERE c.period_id = t.id AND c.state = '{Enrolled.ADMITTED.value}') END), 0)
    FROM care_period t WHERE t.starts >= ? AND t.starts <= ?
"""


def _periods(asked: Period) -> Listing:
    words = year_words(asked.year, asked.until)
    return Listing(CARE_PERIODS.kind, (in_year(CarePeriod.starts, asked.year, words, asked.until),))


def _children(asked: Period) -> int:
    until = asked.until.isoformat() if asked.until else f"{asked.year}-12-31"
    return int(database.value(_CHILDREN, f"{asked.year}-01-01", until))


FIGURES = (
    Figure(
        "child_care_periods",
        N_("暖心托辅期次"),
        N_("期"),
        N_("当年开始的暖心托辅期次。"),
        _periods,
    ),
    Figure(
        "child_care_children",
        N_("暖心托辅子女人数"),
        N_("人"),
        N_("当年开始的各期录取的子女人数；信息删除以后按删除时留下的人数。"),
        _periods,
        _children,
        short=N_("托辅子女"),
    ),
)
