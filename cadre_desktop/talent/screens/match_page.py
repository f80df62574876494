"""人岗匹配: who suits a post, and performance × potential; with what the court sets for both."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.page_tabs import SectionButtons
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.talent.screens.grid_panel import GridPanel
from cadre_desktop.talent.screens.library_settings import LibrarySettingsDialog
from cadre_desktop.talent.screens.ready_panel import ReadyPanel


class MatchPage(QWidget):
    """Both panels are made when they are first looked at. `profile_wanted` asks for the register of profiles."""

    profile_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self.ready: ReadyPanel | None = None
        self.grid: GridPanel | None = None
        self.choices = SectionButtons((_("谁适合这个岗位"), _("业绩潜力图")))
        self.settings = QPushButton(_("设置…"))
        self.settings.setToolTip(_("业绩和潜力的分值、学时达标线、导师人数"))
        self.panels = Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        head = row_in(column)
        head.addWidget(self.choices)
        head.addStretch(1)
        head.addWidget(self.settings)
        column.addWidget(self.panels, 1)
        self.choices.chosen.connect(self.bring)
        self.settings.clicked.connect(lambda: LibrarySettingsDialog(desk, self._again, self).open())

    def bring(self, index: int) -> None:
        """Show a panel: 0 the list for a post, 1 the grid."""
        self.choices.check(index)
        panel: QWidget
        if index == 0:
            if self.ready is None:
                self.ready = ReadyPanel(self._desk)
                self.ready.profile_wanted.connect(self.profile_wanted)
                self.panels.addWidget(self.ready)
            panel = self.ready
        else:
            if self.grid is None:
                self.grid = GridPanel(self._desk)
                self.panels.addWidget(self.grid)
            panel = self.grid
        self.panels.setCurrentWidget(panel)

    def _again(self) -> None:
        self._desk.notices.tell(_("人才库设置已保存。"))
        if self.ready is not None:
            self.ready.refresh()
        if self.grid is not None:
            self.grid.refresh()
