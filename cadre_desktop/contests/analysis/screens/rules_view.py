"""Would another rule change the winner: the other rules at the left, the award list under the chosen one beside."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QVBoxLayout, QWidget

from cadre_desktop.contests.analysis.analysis_tables import TitledTable, awards_table, rules_table
from cadre_desktop.contests.analysis.panel_reports import OtherRules
from cadre_desktop.contests.analysis.rule_words import summary
from cadre_desktop.contests.analysis.screens.analysis_table import AnalysisTable
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.look.field_base import set_role

_LEAST = 300
"""Px of the rules beside the award list."""
_AROUND_AWARDS = 40
"""Px of the card around the award list, with the bar beside its rows."""


class RulesView(Workplace):
    """The row under the cursor is the rule whose award list is shown."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.found: OtherRules | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self._drawn = False
        self.rules = AnalysisTable()
        self.awards = AnalysisTable()
        self.title = QLabel()
        set_role(self.title, "heading")
        self.title.setWordWrap(True)
        self.rules.selectionModel().currentRowChanged.connect(lambda *_rows: self._follow())
        self._build()
        self.work_in(self.rules)

    def _build(self) -> None:
        beside = QFrame()
        set_role(beside, "card")
        set_role(self.awards, "bare")
        card = QVBoxLayout(beside)
        card.setContentsMargins(12, 10, 8, 8)
        card.addWidget(self.title)
        card.addWidget(self.awards, 1)
        self._split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.rules)
        split.addWidget(beside)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.splitterMoved.connect(self._keep_drawn)
        self.rules.setMinimumWidth(_LEAST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.words)
        column.addWidget(split, 1)

    def _keep_drawn(self) -> None:
        self._drawn = True

    def _share(self) -> None:
        """The award list as wide as its columns, so that what changes is seen, unless somebody has drawn the line."""
        if not self._drawn:
            room = self._split.width() - self._split.handleWidth()
            wanted = min(self.awards.wanted + _AROUND_AWARDS, room - _LEAST)
            self._split.setSizes([room - wanted, wanted])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def put(self, found: OtherRules) -> str:
        """Show a track under other rules; returns a sentence if there is nothing to show."""
        row, self.found = self.rules.currentIndex().row(), found
        if not found.result.ranking.ranked:
            return _("还没有名次，录入评分表后这里试算其他规则下的获奖名单。")
        if not found.result.rules.levels:
            return _("这个赛道没有设置奖项，请先在“设置”的“奖项”里填写。")
        self.words.setText(summary(found.variants))
        self.rules.put(rules_table(found.now, found.variants, found.name))
        changing = (index for index, variant in enumerate(found.variants) if variant.changes)
        self.rules.selectRow(min(row, len(found.variants) - 1) if row >= 0 else next(changing, 0))
        self._follow()
        return ""

    def _follow(self) -> None:
        found, row = self.found, self.rules.currentIndex().row()
        if found is None or not 0 <= row < len(found.variants):
            return
        table = awards_table(found.now, found.variants[row], found.name)
        self.title.setText(table.title)
        self.awards.put(table)
        self._share()

    def tables(self) -> list[TitledTable]:
        """The rules, and the award list under every one that changes it."""
        found = self.found
        if found is None:
            return []
        changing = [variant for variant in found.variants if variant.changes]
        lists = [awards_table(found.now, variant, found.name) for variant in changing]
        return [rules_table(found.now, found.variants, found.name), *lists]
