"""The journal on the screen: every step, and what it changed in which row."""

import json
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import value_text
from cadre_desktop.kit.qt.sizing import resize_within_screen
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.journal import Change, StepInfo
from cadre_desktop.kit.store.store import Store
from cadre_desktop.window.row_names import RowNames

_MOST_STEPS, _MOST_CHANGES = 500, 300


class HistoryDialog(QDialog):
    """Who did what and when; the lower table tells what the chosen step changed, from what to what."""

    def __init__(self, store: Store, parent: QWidget | None):
        super().__init__(parent)
        self.setWindowTitle(_("操作记录"))
        resize_within_screen(self, 920, 620)
        self._names = RowNames()
        self._steps = journal.steps(_MOST_STEPS)
        self.steps = _table((_("时间"), _("操作人"), _("步骤")))
        self.changes = _table((_("记录"), _("栏目"), _("原来"), _("改为")))
        self.note = QLabel()
        self.note.setProperty("role", "muted")
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.steps)
        splitter.addWidget(self.changes)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.addWidget(splitter, 1)
        layout.addLayout(self._foot())
        ways = {"undo": _("撤销："), "redo": _("恢复：")}
        _fill(
            self.steps,
            [(step.at.replace("T", " "), step.actor, ways.get(step.kind, "") + step.label) for step in self._steps],
        )
        self.steps.itemSelectionChanged.connect(self._show_changes)
        if self._steps:
            self.steps.selectRow(0)
        else:
            self.note.setText(_("还没有任何操作。"))

    def _foot(self) -> QHBoxLayout:
        self.close_button = QPushButton(_("关闭"))
        self.close_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.close_button)
        return foot

    def _show_changes(self) -> None:
        row = self.steps.currentRow()
        if not 0 <= row < len(self._steps):
            return
        step: StepInfo = self._steps[row]
        found = list(journal.changes(step.id, _MOST_CHANGES))
        by_code = any(self._names.by_code(change) for change in found)
        shown = list(journal.changes(step.id)) if by_code else found
        lines: list[tuple[str, ...]] = [line for change in shown for line in self._lines(change)]
        if by_code:  # the order of writing would tell whose codes they are
            lines.sort()
        _fill(self.changes, lines[:_MOST_CHANGES] if by_code else lines)
        self.note.setText(
            _("只列出前 {count} 行改动。").format(count=_MOST_CHANGES) if len(found) == _MOST_CHANGES else ""
        )

    def _lines(self, change: Change) -> list[tuple[str, str, str, str]]:
        kind, name = self._names.kinds.get(change.table), self._names.name(change)
        verb = {"I": _("新增"), "D": _("删除")}.get(change.op)
        if verb or kind is None:
            return [(name, verb or _("修改"), "", "")]
        was, now = change.was or {}, change.now or {}
        lines = [
            (name, _(column.title), _text(column, was.get(key)), _text(column, now.get(key)))
            for key in now
            for column in kind.columns
            if column.field.column_name == key and column.via is None and (column.in_form or column.in_table)
        ]
        return lines or [(name, _("修改"), "", "")]


def _text(column: Any, value: Any) -> str:
    if column.masked and value:
        return MASK
    try:
        return value_text(column, value)
    except ValueError:
        return json.dumps(value, ensure_ascii=False)


def _table(headings: tuple[str, ...]) -> QTableWidget:
    table = QTableWidget(0, len(headings))
    table.setHorizontalHeaderLabels(headings)
    table.setShowGrid(False)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


def _fill(table: QTableWidget, rows: list[tuple[str, ...]]) -> None:
    table.setRowCount(len(rows))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.setItem(row, column, QTableWidgetItem(text))
    table.resizeColumnsToContents()
    for stretched in (False, True):  # fitting the columns to their contents has undone it
        table.horizontalHeader().setStretchLastSection(stretched)
