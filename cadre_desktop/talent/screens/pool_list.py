"""The pools at the left of the tab, each with how many members it has."""

from collections.abc import Iterator

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.side_list import SideEntry, SideList
from cadre_desktop.talent.figures import members_by
from cadre_desktop.talent.records import Pool

_WIDTH = 220


def entries() -> Iterator[SideEntry]:
    """All pools together, then each."""
    counts = members_by(None, "t.pool_id")
    yield _entry(None, _("全部人才库"), sum(counts.values()))
    for pool in Pool.select().order_by(Pool.id):
        yield _entry(pool.id, pool.name, counts.get(pool.id, 0))


def _entry(key: int | None, name: str, count: int) -> SideEntry:
    tip = _("{pool}：在库 {count} 人").format(pool=name, count=count)
    return SideEntry(key, name, tip, count=f"{count:,}")


class PoolList(SideList):
    """Without a pool chosen all are looked at."""

    def __init__(self, desk: Desk):
        super().__init__(desk, _("人才库"), _("新增人才库"), _WIDTH, entries, frozenset({"pool", "membership"}))
        self.edit.setToolTip(_("查看和修改所选人才库的入库条件"))

    @property
    def count(self) -> int:
        """How many pools there are."""
        return self.list.count() - 1
