"""The pages of the talent library, on the tour."""

from collections.abc import Iterator
from typing import Any

from cadre_desktop.talent.records import Membership, Pool


def talent_pages(tour: Any, tab: Any) -> Iterator[str]:
    """Members, admission, the board, whom a post suits, moves and registers."""
    yield "人才库"
    if Membership.select().exists():
        yield from tour.opened(tab.members, "人才库")
        tab.members.table.select_row(0)
        tab.members.leave_wanted.emit()
        yield "出库"
        tab.leave_bar.hide()
    pool = Pool.select().first()
    tab._edit_pool(pool.id if pool else None)
    yield "一个人才库"
    tab._edit_pool(None)
    yield "新增人才库"
    tab._bring_members()
    if pool is not None:
        yield from tour.choosing(tab, tab._admit, "入库")
    tab._bring_members()
    tab._bring_section(1)
    yield "选育管用"
    tab._bring_section(2)
    tab.match.bring(0)
    yield "谁适合这个岗位"
    tab.match.bring(1)
    yield "业绩潜力图"
    tab._bring_section(3)
    yield "交流轮岗"
    tab.rotations.new()
    yield "新增交流轮岗"
    tab.rotations.hide_form()
    tab._bring_section(4)
    yield from tour.registers(tab.registers, "人才库台账")
    tab._bring_section(0)
