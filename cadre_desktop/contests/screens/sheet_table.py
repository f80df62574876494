"""The marking grid under the keyboard: digits begin to edit, Enter and arrows go on, Delete takes a mark back."""

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cadre_desktop.contests.screens.grid_table import BESIDE_TEXT, CENTRE, EDIT, RIGHT, TALL_HEADER, GridTable
from cadre_desktop.contests.screens.sheet_model import FIXED, SheetModel, heading_of
from cadre_desktop.contests.screens.sheet_painting import CellPainter
from cadre_desktop.kit.qt.theme import tokens

_NUMBER, _TOTAL, _STATE = 64, 80, 84
_NUMBER_COLUMN, _NAME_COLUMN, _UNIT_COLUMN = 0, 1, 2
_NAME, _UNIT, _CRITERION = (96, 190), (138, 250), (96, 140)
"""The least and the most px for the name, the court and a criterion."""
_HIGHEST, _ABOVE_TEXT = 120, 14
"""The most px for headings, and what is free above and below their words."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEXT = (*_ENTER, Qt.Key.Key_Tab)


class SheetTable(GridTable):
    """`finished` tells that Enter was pressed in the last cell; `moved` that the cursor is elsewhere.

    `confirmed` tells that Ctrl+Enter was pressed on the sheet in whose row the cursor is; `heightened` how many px
    the headings take.
    """

    finished = Signal()
    moved = Signal()
    confirmed = Signal()
    heightened = Signal(int)

    def __init__(self, model: SheetModel, parent: QWidget | None = None):
        super().__init__(parent)
        self.sheets = model
        self.setModel(model)
        self._marks = _MarkDelegate(self)
        self.setItemDelegate(self._marks)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.selectionModel().currentChanged.connect(lambda *_cells: self.moved.emit())
        model.modelReset.connect(self._fit)

    def _fit(self) -> None:
        """Marks stand close to the names: the room goes to the criteria first, and some of it stays empty."""
        count = len(self.sheets.criteria)
        for column in (_NUMBER_COLUMN, _UNIT_COLUMN):
            self.setColumnHidden(column, self.sheets.by_code)
        if count:
            name = self.wanted_width(_NAME_COLUMN, *_NAME)
            room = self.viewport().width() - _NUMBER - name - 2 * _TOTAL - _STATE
            criterion = max(_CRITERION[0], min(_CRITERION[1], (room - _UNIT[0]) // count))
            unit = max(_UNIT[0], min(_UNIT[1], room - criterion * count))
            self.set_widths([_NUMBER, name, unit, *[criterion] * count, _TOTAL, _TOTAL, _STATE])
            self._heighten(criterion)

    def _heighten(self, width: int) -> None:
        """Make room for the criterion whose name takes most lines."""
        header = self.horizontalHeader()
        font = QFont(header.font())
        font.setBold(True)
        space, flags = QRect(0, 0, width - BESIDE_TEXT, _HIGHEST), int(CENTRE) | int(Qt.TextFlag.TextWordWrap)
        metrics = QFontMetrics(font)
        tallest = max(metrics.boundingRect(space, flags, heading_of(line)).height() for line in self.sheets.criteria)
        header.setFixedHeight(max(TALL_HEADER, min(_HIGHEST, tallest + _ABOVE_TEXT)))
        self.heightened.emit(header.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def first_cell(self, sheet: tuple[int | None, int | None] | None = None) -> None:
        """Go to the first mark that is missing, of one sheet if it is there, or else to the first cell."""
        open_ = [row for row in range(self.sheets.rowCount()) if not self.sheets.rows[row].blocked]
        open_ = [row for row in open_ if self.sheets.rows[row].place == sheet] or open_
        lacking = [row for row in open_ if not self.sheets.complete(row)]
        for row in (lacking or open_)[:1]:
            cells = [self.sheets.index(row, FIXED + place) for place in range(len(self.sheets.criteria))]
            empty = [cell for cell in cells if not cell.data()]
            self._go((empty or cells)[0])

    # Moving.

    def next_cell(self, index: QModelIndex, step: int = 1) -> None:
        """Go to the next cell that takes a mark, row by row, or the one before; after the last nothing moves."""
        width = len(self.sheets.criteria)
        column = min(index.column() - FIXED, width if step < 0 else width - 1)
        place = index.row() * width + column + step
        while 0 <= place < width * self.sheets.rowCount():
            cell = self.sheets.index(place // width, FIXED + place % width)
            if self.sheets.flags(cell) & Qt.ItemFlag.ItemIsEditable:
                self._go(cell)
                return
            place += step
        if step > 0:
            self.finished.emit()

    def go_down(self, index: QModelIndex, step: int) -> None:
        """Go to the same criterion of the next sheet, or of the one before."""
        row = index.row() + step
        while 0 <= row < self.sheets.rowCount():
            cell = self.sheets.index(row, index.column())
            if self.sheets.flags(cell) & Qt.ItemFlag.ItemIsEditable:
                self._go(cell)
                return
            row += step

    def _go(self, cell: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
        elif event.key() in _NEXT:
            self.next_cell(index)
        elif event.key() == Qt.Key.Key_Backtab:
            self.next_cell(index, -1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers():
            self.go_down(index, 1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.sheets.clear(self.selectedIndexes() or [index])
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            QAbstractItemView.keyPressEvent(self, event)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        typed = self.sheets.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, bool(typed))
        self._refocus()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self._refocus()

    def _refocus(self) -> None:
        """Draw frame and current cell; Qt's own way draws all cells, twice for each mark: when it opens and closes."""
        QWidget.update(self, QRegion(self.rect()) - QRegion(self.viewport().geometry()))
        self.update(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(tokens().color("soft_line"))
        area, last = event.rect(), self.rowViewportPosition(self.sheets.rowCount() - 1) + self.rowHeight(0)
        for column in range(FIXED, self.sheets.columnCount() if self.sheets.rows else 0):
            place = self.columnViewportPosition(column)
            if area.left() <= place <= area.right():
                painter.drawLine(place, area.top(), place, min(area.bottom(), last - 1))
        painter.end()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell; Ctrl+Tab leaves."""
        return False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Full-width digits come from an input method ready made, without a composition: Qt opens an empty editor."""
        index, text = self.currentIndex(), event.commitString()
        ready = bool(text) and not event.preeditString() and self.state() != QAbstractItemView.State.EditingState
        if not ready or not self.sheets.flags(index) & Qt.ItemFlag.ItemIsEditable:
            super().inputMethodEvent(event)
            return
        self.edit(index)
        self._marks.editor.selectAll()
        self._marks.editor.insert(text)
        event.accept()

    def copy(self) -> None:
        """Put the cells selected on the clipboard, as Excel takes them."""
        lines: dict[int, list[str]] = {}
        for cell in sorted(self.selectedIndexes() or [self.currentIndex()]):
            lines.setdefault(cell.row(), []).append(str(cell.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))

    def paste(self) -> None:
        """Fill the cells from the current one on with what was copied from a sheet of Excel."""
        text = QGuiApplication.clipboard().text().strip("\n\r")
        if text:
            self.sheets.paste(self.currentIndex(), [line.split("\t") for line in text.splitlines()])


class _MarkDelegate(CellPainter):
    """Edits a mark; keys that move on commit what was typed. `editor` is the one opened last."""

    editor: QLineEdit

    def __init__(self, table: SheetTable):
        super().__init__(table.sheets, table)
        self._table = table

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        self.editor = QLineEdit(parent)
        self.editor.setAlignment(RIGHT)
        return self.editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QLineEdit)
        editor.setText(str(index.data(EDIT) or ""))

    def setModelData(self, editor: QWidget, model: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text(), EDIT)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit) and isinstance(event, QKeyEvent):
            move = self._move(editor, event)
            if move is not None:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                move()
                return True
        return super().eventFilter(editor, event)

    def _move(self, editor: QLineEdit, event: QKeyEvent) -> Any:
        """Where a key leads, None when it belongs to the text."""
        table, here, key = self._table, self._table.currentIndex(), event.key()
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return table.confirmed.emit
        if key in _NEXT:
            return lambda: table.next_cell(here)
        if key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Left and editor.cursorPosition() == 0):
            return lambda: table.next_cell(here, -1)
        if key == Qt.Key.Key_Right and editor.cursorPosition() == len(editor.text()):
            return lambda: table.next_cell(here)
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return lambda: table.go_down(here, 1 if key == Qt.Key.Key_Down else -1)
        return None
