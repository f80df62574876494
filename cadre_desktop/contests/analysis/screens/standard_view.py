"""The ranks of a track beside those that standard scores by judge would give."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cadre_desktop.contests.analysis.analysis_tables import TitledTable
from cadre_desktop.contests.analysis.panel_reports import StandardScores
from cadre_desktop.contests.analysis.screens.analysis_table import AnalysisTable
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.keyboard.workplace import Workplace


class StandardView(Workplace):
    """One sentence, and everybody with a rank."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.table = AnalysisTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        self.work_in(self.table)

    def put(self, found: StandardScores) -> str:
        """Show a track; returns a sentence if there is nothing to show."""
        if not found.lines:
            return _("还没有名次，录入评分表后这里对照标准分的名次。")
        self.table.put(found.table)
        self.words.setText(self.table.shown.about)
        return ""

    def tables(self) -> list[TitledTable]:
        """What is shown."""
        return [self.table.shown]
