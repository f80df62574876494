"""The journal on the screen: every step, what it changed in which row, and taking a step back."""

import json
from typing import Any

from peewee import ForeignKeyField
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import value_text
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.lists.table_edge import stripe_to_the_edge
from cadre_desktop.kit.qt.talk.page_area import PageArea
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.kit.store import browsing
from cadre_desktop.kit.store.browsing import PAGE, Asked, HistoryLine
from cadre_desktop.kit.store.fields import RequiredTextField, TextField
from cadre_desktop.kit.store.journal import Change, StepInfo
from cadre_desktop.kit.store.obstacles import Way
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.troubles import known_trouble
from cadre_desktop.window.journal.history_filter import HistoryFilter, HistoryQuestion
from cadre_desktop.window.journal.row_names import RowNames
from cadre_desktop.window.journal.taking_back import may_undo

_MOST_CHANGES = 300
_WIDTHS = (150, 100, 640, 70, 80)
_COUNT = 3
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Cells = tuple[str, ...]


class HistoryDialog(QDialog):
    """Who did what and when; the lower table shows what the chosen step changed, from what to what.

    Steps of one's own can be undone here, however long ago, and undone ones done again; where that cannot be done the
    reason is beside the button.
    """

    def __init__(self, store: Store, jobs: Jobs, notices: Notices, parent: QWidget | None):
        super().__init__(parent)
        self._store, self._jobs, self._notices = store, jobs, notices
        self.setWindowTitle(_("操作记录"))
        resize_within_screen(self, 1180, 680)
        self.lines: list[HistoryLine] = []
        self._asked = Asked()
        self._more = self._busy = False
        self.filter = HistoryFilter(jobs)
        self.filter.changed.connect(self.ask)
        self.steps = _table(_("操作记录"), (_("时间"), _("操作人"), _("步骤"), _("行数"), _("状态")))
        for column, width in enumerate(_WIDTHS):
            self.steps.setColumnWidth(column, width)
        _item(self.steps.horizontalHeaderItem(_COUNT)).setTextAlignment(_RIGHT)
        self.changes = _table(_("这一步的改动"), (_("记录"), _("栏目"), _("原来"), _("改为")))
        self._build()
        self.steps.itemSelectionChanged.connect(self._show_step)
        self.steps.verticalScrollBar().valueChanged.connect(self._scrolled)
        QShortcut(QKeySequence("Ctrl+F"), self, self.filter.person.setFocus)
        self.ask()
        self.steps.setFocus()

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.steps)
        splitter.addWidget(self.changes)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        self.note, self.reason = QLabel(), QLabel()
        self.note.setProperty("role", "muted")
        self.reason.setWordWrap(True)
        self.reason.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.back_button, self.close_button = QPushButton(), QPushButton(_("关闭"))
        for button in (self.back_button, self.close_button):
            button.setAutoDefault(False)
        self.back_button.setShortcut(QKeySequence("Ctrl+U"))
        self.back_button.clicked.connect(self.take_back)
        self.close_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.filter)
        column.addWidget(splitter, 1)
        layout.addWidget(PageArea(page), 1)
        layout.addWidget(self.note)
        layout.addLayout(foot)
        foot.addWidget(self.back_button)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.close_button)

    def ask(self) -> None:
        """List the steps that are asked for; the step in front stays so if it is among them."""
        wanted = self.filter.wanted()
        if wanted is None:
            return
        line = self.line
        self._jobs.run(
            _("正在查操作记录"),
            lambda _progress: _found(wanted),
            lambda found: self._take(*found, line.step if line else None),
            keep_latest="history",
            owner=self,
        )

    def _take(self, asked: Asked, lines: list[HistoryLine], before: StepInfo | None) -> None:
        self._asked, self.lines, self._more = asked, lines, len(lines) == PAGE
        self.steps.blockSignals(True)
        _fill(self.steps, [_cells(line) for line in lines])
        self._dress(0)
        found = [index for index, line in enumerate(lines) if before and line.step.id == before.id]
        self.steps.selectRow(found[0] if found else 0)
        self.steps.blockSignals(False)
        self._show_step()

    def _scrolled(self, value: int) -> None:
        """At the end of the list older steps are read."""
        if self._more and value == self.steps.verticalScrollBar().maximum() and self.lines:
            self._more = False
            asked, last = self._asked, self.lines[-1].step.seq
            self._jobs.run(
                _("正在查操作记录"),
                lambda _progress: browsing.page(asked, last),
                lambda lines: self._append(asked, lines),
                keep_latest="history",
                owner=self,
            )

    def _append(self, asked: Asked, lines: list[HistoryLine]) -> None:
        first = len(self.lines)
        self.lines += lines
        self._more = len(lines) == PAGE
        _fill(self.steps, [_cells(line) for line in lines], first)
        self._dress(first)

    def _dress(self, first: int) -> None:
        """Numbers are aligned at the right, and what was undone is muted."""
        muted = self.palette().placeholderText()
        for row in range(first, len(self.lines)):
            line = self.lines[row]
            _item(self.steps.item(row, _COUNT)).setTextAlignment(_RIGHT)
            if line.step.kind == "do" and not line.stands:
                for column in range(self.steps.columnCount()):
                    _item(self.steps.item(row, column)).setForeground(muted)

    @property
    def line(self) -> HistoryLine | None:
        """The step in front."""
        row = self.steps.currentRow()
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def _show_step(self) -> None:
        line = self.line
        if line is None:
            self.changes.setRowCount(0)
            self._say("" if self.filter.wanted() is None else _("没有符合条件的操作。"))
            self._offer(None, "")
            return
        self._offer(line, "", known=False)
        store, asked = self._store, self._asked
        self._jobs.run(
            _("正在查操作记录"),
            lambda _progress: _told(line.step.id, asked),
            lambda told: self._tell(*told),
            keep_latest="history step",
            owner=self,
        )
        way: Way = "undo" if line.stands else "redo"
        self._jobs.run(  # what a step of very many rows is built upon takes a moment
            _("正在核对能否撤销"),
            lambda _progress: store.hindrance(line.of, way),
            lambda hindrance: self._offer(line, hindrance) if line == self.line else None,
            keep_latest="history hindrance",
            owner=self,
        )

    def _tell(self, lines: list[Cells], whole: bool) -> None:
        _fill(self.changes, lines)
        _fit(self.changes)
        notes = [] if whole else [_("只列出前 {count} 行改动。").format(count=_MOST_CHANGES)]
        if self._asked.rows is not None or self._asked.table:
            notes.append(_("只列出符合条件的改动。"))
        self._say("".join(notes))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _offer(self, line: HistoryLine | None, hindrance: str, known: bool = True) -> None:
        """Let the step be undone (or done again), or say why not."""
        redo = line is not None and not line.stands
        self.back_button.setText(_("恢复这一步") if redo else _("撤销这一步"))
        self.back_button.setShortcut(QKeySequence("Ctrl+U"))  # a new text has taken it away
        self.back_button.setToolTip(f"{self.back_button.text()} (Ctrl+U)")
        self.back_button.setEnabled(line is not None and known and not hindrance and not self._busy)
        self.reason.setText(hindrance)
        self.reason.setToolTip(hindrance)

    def take_back(self) -> None:
        """Undo the step in front, or do it again if it was undone."""
        line, store = self.line, self._store
        if line is None or (line.stands and not may_undo(store, line.of, self._notices)):
            return
        way = store.undo if line.stands else store.redo
        self._busy = True
        self._offer(line, _("正在处理……"), known=False)

        def work(_progress: Any) -> str:
            try:
                way(line.of)
            except Refused as refused:
                return str(refused)
            return ""

        def done(refused: str) -> None:
            self._busy = False
            if refused:
                self._offer(line, refused)
            else:
                self.ask()

        def failed(error: BaseException) -> None:
            self._busy = False
            sentence = known_trouble(error)
            self._offer(line, sentence or "")
            if sentence is None:
                raise error

        self._jobs.run(_("正在处理"), work, done, failed, writes=True, owner=self)


def _found(wanted: HistoryQuestion) -> tuple[Asked, list[HistoryLine]]:
    asked = wanted.asked()
    return asked, browsing.page(asked)


def _told(step: int, asked: Asked) -> tuple[list[Cells], bool]:
    """What a step changed, and whether that is everything."""
    names = RowNames()
    found = browsing.changes(step, asked, _MOST_CHANGES)
    by_code = any(names.by_code(change) for change in found)
    shown = browsing.changes(step, asked) if by_code else found
    lines = [cells for change in shown for cells in _lines(names, change)]
    if by_code:  # the order of writing would tell whose codes they are
        lines = sorted(lines)[:_MOST_CHANGES]
    return lines, len(found) < _MOST_CHANGES


def _cells(line: HistoryLine) -> Cells:
    step = line.step
    way = {"undo": _("撤销："), "redo": _("恢复：")}.get(step.kind, "")
    state = _("已撤销") if step.kind == "do" and not line.stands else ""
    return step.at.replace("T", " "), step.actor, way + step.label, f"{line.count:,}", state


def _lines(names: RowNames, change: Change) -> list[Cells]:
    kind, name = names.kinds.get(change.table), names.name(change)
    verb = {"I": _("新增"), "D": _("删除"), "E": _("按规定清除"), "R": _("修复")}.get(change.op)
    was, now = change.was or {}, change.now or {}
    if change.table in ("setting", "tally", "schema"):
        return [(name, verb or _("修改"), _plain(was), _plain(now))]
    if verb or kind is None:
        return [(name, verb or _("修改"), "", "")]
    hidden = not any(column.masked for column in kind.columns) and names.is_private(change)
    text = _hidden_text if hidden else _text
    lines: list[Cells] = [
        (name, _(column.title), text(column, was.get(key)), text(column, now.get(key)))
        for key in now
        for column in kind.columns
        if column.field.column_name == key and column.via is None and (column.in_form or column.in_table)
    ]
    return lines or [(name, _("修改"), "", "")]


def _plain(values: dict[str, Any]) -> str:
    """What a setting is, which version a file has, or what was repaired."""
    value = next((values[name] for name in ("value", "version", "mended") if name in values), "")
    return _("；").join(value) if isinstance(value, list) else str(value)


def _hidden_text(column: Any, value: Any) -> str:
    """A value of a row that is confidential though its kind masks nothing (comfort in hospital among that for all):
    what somebody typed, and whom it points to, is not told."""
    return (
        MASK
        if value and isinstance(column.field, (TextField, RequiredTextField, ForeignKeyField))
        else _text(column, value)
    )


def _text(column: Any, value: Any) -> str:
    if column.masked and value:
        return MASK
    try:
        return value_text(column, value)
    except ValueError:
        return json.dumps(value, ensure_ascii=False)


def _table(name: str, headings: Cells) -> QTableWidget:
    table = QTableWidget(0, len(headings))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(headings)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    stripe_to_the_edge(table)
    return table


def _item(item: QTableWidgetItem | None) -> QTableWidgetItem:
    assert item is not None  # every cell has been filled
    return item


def _fill(table: QTableWidget, rows: list[Cells], first: int = 0) -> None:
    table.setRowCount(first + len(rows))
    for row, texts in enumerate(rows, first):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(row, column, item)


def _fit(table: QTableWidget) -> None:
    table.resizeColumnsToContents()
    for stretched in (False, True):  # fitting the columns to their contents has undone it
        table.horizontalHeader().setStretchLastSection(stretched)
