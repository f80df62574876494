"""The package of one retiree: what lacks, and what is kept of it on three pages."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.page_tabs import FrontTabs
from cadre_desktop.welfare.farewell.preparing import ToPrepare
from cadre_desktop.welfare.farewell.rules import Part
from cadre_desktop.welfare.screens.farewell.photos_panel import PhotosPanel
from cadre_desktop.welfare.screens.farewell.texts_panel import TextsPanel
from cadre_desktop.welfare.screens.farewell.words_panel import WordsPanel


class PackagePanel(QWidget):
    """Shows the package of a line; another line is shown once what was written is kept or given up."""

    def __init__(self, desk: Desk):
        super().__init__()
        self.name, self.lacking = QLabel(), QLabel()
        set_role(self.name, "heading")
        self.lacking.setWordWrap(True)
        self.texts, self.words, self.photos = TextsPanel(desk), WordsPanel(desk), PhotosPanel(desk)
        self.tabs = FrontTabs()
        self.tabs.setProperty("level", "second")
        self.tabs.tabBar().setAccessibleName(_("荣退材料"))
        for panel, title in (
            (self.texts, _("材料")),
            (self.words, _("同事寄语")),
            (self.photos, _("照片")),
        ):
            self.tabs.addTab(panel, title)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.name, self.lacking, self.tabs):
            column.addWidget(widget, 1 if widget is self.tabs else 0)

    def show_package(self, line: ToPrepare, year: int) -> None:
        """Show what there is for somebody whose package was begun."""
        assert line.farewell is not None
        self.name.setText("　".join(filter(None, (line.name, line.court, line.post, line.ceremony))))
        self.lacking.setText(self._lacks(line))
        set_role(self.lacking, "muted" if line.prepared.ready else "warning")
        for panel in (self.texts, self.words, self.photos):
            panel.show_farewell(line.farewell, year)

    @staticmethod
    def _lacks(line: ToPrepare) -> str:
        lacking = "、".join(_(part.label) for part in line.prepared.lacking if part.before)
        if lacking:
            return _("还缺：{parts}").format(parts=lacking)
        return _("材料齐全。") if line.prepared.has(Part.ALBUM) else _("材料齐全，仪式后登记赠册日期。")

    @property
    def farewell(self) -> int | None:
        """The package in front."""
        return self.texts.farewell

    def may_turn_to(self, farewell: int | None) -> bool:
        """Whether another package may come to the front: nothing that was written would be lost."""
        return farewell == self.farewell or self.may_leave()

    def take_focus(self) -> None:
        """The cursor goes to the page in front."""
        self.tabs.currentWidget().setFocus()

    def may_leave(self) -> bool:
        """Whether nothing that was written would be lost."""
        return self.words.may_leave() and self.texts.may_leave()
