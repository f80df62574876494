"""The line above the tab: its two sections, and the figures of the pools, each of which opens the rows it counts."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.tab_head import TabHead
from cadre_desktop.talent.figures import TalentTotals, ageing_out, entered, members, rotations_open, year_totals


class TalentHead(TabHead):
    """Who is in the pools, who came and leaves this year, and which rotations are open."""

    def __init__(self, desk: Desk, sections: tuple[str, ...], parent: QWidget | None = None):
        super().__init__(desk, sections, ("membership", "pool", "rotation", "person"), None, parent)
        year = desk.clock.today().year
        self.members = self.figure("memberships", members, _("列出所有在库的人"))
        self.entered = self.figure("memberships", lambda: entered(year), _("列出今年入库的人"))
        self.ageing = self.figure("memberships", lambda: ageing_out(year), _("列出今年超过年龄上限的人"))
        self.rotations = self.figure("rotations", lambda: rotations_open(year), _("列出今年还没有完成的轮岗"))
        self.refresh()

    def counting(self) -> Callable[[], TalentTotals]:
        today = self._desk.clock.today()
        return lambda: year_totals(today.year, today)

    def show_counts(self, counts: TalentTotals) -> None:
        for button, words, count in (
            (self.members, _("在库 {count} 人"), counts.members),
            (self.entered, _("今年入库 {count} 人"), counts.entered),
            (self.ageing, _("今年超龄 {count} 人"), counts.ageing_out),
            (self.rotations, _("今年待轮岗 {count} 人次"), counts.rotations_open),
        ):
            button.setText(words.format(count=f"{count:,}"))
            button.setVisible(count > 0)
