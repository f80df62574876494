"""The contests at the left of the tab, the latest first, with their year and state."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton

from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.side_list import SideEntry, SideList
from cadre_desktop.kit.qt.look.icons import icon

_WIDTH = 214


def entries() -> Iterator[SideEntry]:
    """All contests."""
    for contest in Contest.select().order_by(Contest.year.desc(), Contest.starts.desc(), Contest.id.desc()):
        status = ContestStatus(contest.status)
        year = _("{year} 年").format(year=contest.year)
        yield SideEntry(contest.id, contest.name, note=year, state=_(status.label), tone=status.tone)


class ContestList(SideList):
    """Asks for contest workbooks too."""

    import_wanted = Signal()
    template_wanted = Signal()

    def __init__(self, desk: Desk):
        super().__init__(desk, _("竞赛"), _("新建竞赛"), _WIDTH, entries, frozenset({"contest"}))
        self.edit.setToolTip(_("修改竞赛的名称、日期和主办单位"))
        self.take_in = self.action(_("导入竞赛工作簿…"), "import", "", self.import_wanted.emit)
        self.template = self.action(_("空白工作簿模板…"), "new-file", "", self.template_wanted.emit)
        self.buttons.addWidget(self._more())

    def _more(self) -> QToolButton:
        menu = QMenu(self)
        menu.addActions([self.take_in, self.template])
        more = QToolButton()
        more.setIcon(icon("more"))
        more.setToolTip(_("导入竞赛工作簿"))
        more.setAccessibleName(_("更多"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(menu)
        return more
