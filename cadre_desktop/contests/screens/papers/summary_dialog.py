"""Who took part and who won by court and track, on the screen; every number of entrants opens the people it counts."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.contests.screens.papers.summary_model import SummaryModel
from cadre_desktop.contests.summary import Summary
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen

_ENTRANTS = 1
"""The column with the number of entrants."""
_WIDTHS = (150, 60, 76, 84)
"""px of the court, the entrants, an award or a track, all awards."""


class SummaryDialog(QDialog):
    """Courts by tracks; Enter or two clicks on a number of entrants, or on a track, opens the list behind it.

    `print_wanted` and `export_wanted` ask for the same on paper and as a workbook.
    """

    print_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, desk: Desk, summary: Summary, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(_("各院获奖情况"))
        self.setMinimumSize(560, 240)
        resize_within_screen(self, 1180, 560)
        self._desk, self._summary = desk, summary
        self.model = SummaryModel(summary)
        self.table = GridTable(self.windowTitle())
        self.table.setModel(self.model)
        others = [_WIDTHS[2]] * (self.model.columnCount() - 3)
        titles = len(summary.titles)
        self.table.set_widths([_WIDTHS[0], _WIDTHS[1], *others[:titles], _WIDTHS[3], *others[titles:]])
        self.table.opened.connect(self.open_rows)
        hint = QLabel(_("赛道各格是获奖人数/参赛人数；双击参赛人数或赛道一格，列出是哪些人。"))
        set_role(hint, "muted")
        hint.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.print = QPushButton(icon("print"), _("打印"))
        self.export = QPushButton(icon("export"), _("导出…"))
        close = QPushButton(_("关闭"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        foot.addWidget(hint, 1)
        for button, slot in (
            (self.print, self._print),
            (self.export, self.export_wanted),
            (close, self.accept),
        ):
            button.clicked.connect(slot)
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.table.setFocus()

    def _print(self) -> None:
        """The preview has the window to itself."""
        self.accept()
        self.print_wanted.emit()

    def open_rows(self, index: QModelIndex) -> None:
        """Show the entrants that a cell counts."""
        unit, track = self.model.counted(index)
        wanted = index.column() == _ENTRANTS or track is not None
        if wanted and self._summary.count(unit, track).entrants:
            self.accept()
            self._desk.open_rows("entrants", self._summary.entrants(unit, track))
