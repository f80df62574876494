"""The marking grid under the keyboard: digits begin to edit, Enter and arrows go on, Delete takes a mark back."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.screens.marking.cell_bubble import CellBubble
from cadre_desktop.contests.screens.marking.criterion_names import least
from cadre_desktop.contests.screens.marking.sheet_model import FIXED, SheetModel
from cadre_desktop.contests.screens.marking.sheet_names import SheetNames
from cadre_desktop.contests.screens.marking.sheet_painting import CellPainter
from cadre_desktop.contests.screens.marking.sheet_words import heading_of, limits_of, points_of, short_name
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import BESIDE_TEXT, EDIT, RIGHT, TALL_HEADER, GridTable, copied_rows
from cadre_desktop.kit.qt.lists.table import ROW_HEIGHT
from cadre_desktop.kit.qt.look.field_guards import plain_keys
from cadre_desktop.kit.qt.look.theme import tokens

_TOTAL, _PAPER, _STATE = 66, 80, 84
_NUMBER_COLUMN, _NAME_COLUMN, _UNIT_COLUMN = 0, 1, 2
_NAME, _UNIT, _CRITERION = (84, 170), (76, 250), (66, 140)
"""The least and the most px for the name, the court and a criterion."""
_NARROW_UNIT = 120
"""The most px for the court where criteria go beyond the edge."""
_LONGEST = 6
"""Signs in a line of a criterion's name beyond which it is shortened instead of widening its column."""
_HIGHEST, _ABOVE_TEXT, _ABOVE_DENSE = 120, 14, 6
"""The most px for headings; and what is free above and below their words, on a low screen too."""
_SIGN = "准"  # not shown
DENSE_ROW = 26
"""Px of a row on a low screen: a line of text with its editor around it."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEXT = (*_ENTER, Qt.Key.Key_Tab)
_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_LEAVING = (*_NEXT, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right)


class SheetTable(GridTable):
    """Signals: `finished` when Enter was pressed in the last cell; `moved` when the cursor has gone to another cell;
    `confirmed` when Ctrl+Enter was pressed in the row of a sheet; `heightened` with the height of the headings in px.

    While `stays` is set, keys do not leave a cell whose mark is not allowed: Esc takes the mark back.
    """

    finished = Signal()
    moved = Signal()
    confirmed = Signal()
    heightened = Signal(int)

    def __init__(self, model: SheetModel, parent: QWidget | None = None):
        super().__init__(_("评分表"), parent)
        self.sheets = model
        self.setModel(model)
        self.stays = True
        self.dense = False
        plain_keys(self)
        self._marks = _MarkDelegate(self)
        self.setItemDelegate(self._marks)
        self.names = SheetNames(self, model)
        self.setVerticalHeader(self.names)
        self.bubble = CellBubble(self.viewport())
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.selectionModel().currentChanged.connect(self._went)
        model.modelReset.connect(self._fit)
        model.spoke.connect(self.tell_here)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.tell_here)

    def _went(self, here: QModelIndex, before: QModelIndex) -> None:
        if here.row() != before.row():
            self.names.point(before.row(), here.row())
        self.tell_here()
        self.moved.emit()

    def tell_here(self) -> None:
        """Say beside the cell one is in what is wrong with it, and what may be typed there."""
        index = self.currentIndex()
        if not self.sheets.wrong or not index.isValid() or not self.sheets.is_typed_wrong(index):
            self.bubble.hide()
            return
        line = self.sheets.criterion(index)
        rule = "" if line is None else limits_of(line)
        words = _("{wrong}\n{rule}按 Esc 恢复原来的分值。").format(wrong=self.sheets.sentence(index), rule=rule)
        self.bubble.show_at(self.visualRect(index), words)

    def _fit(self) -> None:
        """Marks are close to the names: the criteria get the room first, and some of it stays empty."""
        count = len(self.sheets.criteria)
        for column in (_NUMBER_COLUMN, _NAME_COLUMN):
            self.setColumnHidden(column, True)
        self.setColumnHidden(_UNIT_COLUMN, self.sheets.by_code)
        if count:
            names = self.names.fit(self.wanted_width(_NAME_COLUMN, *_NAME))
            wanted = 0 if self.sheets.by_code else self.wanted_width(_UNIT_COLUMN, *_UNIT)
            room = self.width() - 2 * self.frameWidth() - names - wanted - _TOTAL - _PAPER - _STATE
            criteria = self._shared(room)
            if sum(criteria) > room:
                wanted = min(wanted, _NARROW_UNIT)
                if self.dense:  # the names tell the court at the mouse
                    self.setColumnHidden(_UNIT_COLUMN, True)
            self.set_widths([0, 0, wanted, *criteria, _TOTAL, _PAPER, _STATE])
            self._heighten(criteria)
            self.updateGeometries()

    def _shared(self, room: int) -> list[int]:
        """Px for each criterion: all alike where that shows every name, else what each needs and a part of the rest."""
        needed = [self._least(line) for line in self.sheets.criteria]
        alike = min(_CRITERION[1], room // len(needed))
        if alike >= max(needed):
            return [alike] * len(needed)
        more = max(0, room - sum(needed)) // len(needed)
        return [min(_CRITERION[1], width + more) for width in needed]

    def set_dense(self, dense: bool) -> None:
        """Whether rows and headings are close together, as on a low screen."""
        if dense != self.dense:
            self.dense = dense
            self.verticalHeader().setDefaultSectionSize(DENSE_ROW if dense else ROW_HEIGHT)
            self._fit()

    def _heading_font(self) -> QFont:
        font = QFont(self.horizontalHeader().font())
        font.setBold(True)
        return font

    def _least(self, line: RubricLine) -> int:
        """The px a criterion needs: its name in two lines, shortened if it is very long, and its points in one."""
        metrics = QFontMetrics(self._heading_font())
        name = round(min(_LONGEST, least(short_name(line))) * metrics.horizontalAdvance(_SIGN) + 0.5)
        words = max(name, metrics.horizontalAdvance(points_of(line)))
        return max(_CRITERION[0], min(_CRITERION[1], words + BESIDE_TEXT))

    def _heighten(self, widths: Sequence[int]) -> None:
        """Make room for the criterion whose name takes most lines."""
        header, metrics = self.horizontalHeader(), QFontMetrics(self._heading_font())
        sign = metrics.horizontalAdvance(_SIGN)
        self.sheets.signs = [(width - BESIDE_TEXT) / sign for width in widths]
        pairs = zip(self.sheets.criteria, self.sheets.signs, strict=True)
        lines = max(heading_of(line, signs).count("\n") + 1 for line, signs in pairs)
        height = lines * metrics.lineSpacing() + (_ABOVE_DENSE if self.dense else _ABOVE_TEXT)
        header.setFixedHeight(height if self.dense else max(TALL_HEADER, min(_HIGHEST, height)))
        self.heightened.emit(header.height())

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "names"):  # Qt asks before there are any
            self.names.lay_heading()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def first_cell(self, sheet: tuple[int | None, int | None] | None = None) -> None:
        """Go to the first mark that is missing, of one sheet if it is there, or else to the first cell."""
        open_ = [row for row in range(self.sheets.rowCount()) if not self.sheets.rows[row].blocked]
        open_ = [row for row in open_ if self.sheets.rows[row].sheet_key == sheet] or open_
        lacking = [row for row in open_ if not self.sheets.complete(row)]
        for row in (lacking or open_)[:1]:
            cells = [self.sheets.index(row, FIXED + index) for index in range(len(self.sheets.criteria))]
            empty = [cell for cell in cells if not cell.data()]
            self._go((empty or cells)[0])

    def next_cell(self, index: QModelIndex, step: int = 1) -> None:
        """Go to the next cell that takes a mark, row by row, or the one before; after the last nothing moves."""
        width = len(self.sheets.criteria)
        column = min(index.column() - FIXED, width if step < 0 else width - 1)
        position = index.row() * width + column + step
        while 0 <= position < width * self.sheets.rowCount():
            cell = self.sheets.index(position // width, FIXED + position % width)
            if self.sheets.flags(cell) & Qt.ItemFlag.ItemIsEditable:
                self._go(cell)
                return
            position += step
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
        """Go to a cell. With a row's first criterion the view begins at the left again, at its last the total shows."""
        self.selectionModel().setCurrentIndex(cell, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(cell)
        across = self.horizontalScrollBar()
        if cell.column() == FIXED:
            across.setValue(across.minimum())
        elif cell.column() >= self.sheets.total_column - 1:
            across.setValue(across.maximum())

    def set_stays(self, stays: bool) -> None:
        """Whether keys leave a cell whose mark is not allowed."""
        self.stays = stays

    def keeps(self, cell: QModelIndex) -> bool:
        """Whether the cursor is not to leave a cell, since what was typed there is not allowed."""
        return self.stays and self.sheets.is_typed_wrong(cell)

    def type_again(self, cell: QModelIndex) -> None:
        """Edit what is not allowed, so that whatever is typed next replaces it."""
        self.edit(cell)
        self._marks.editor.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _TABS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        elif not index.isValid():
            super().keyPressEvent(event)
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirmed.emit()
        elif event.key() in _LEAVING and not event.modifiers() and self.keeps(index):
            self.type_again(index)
        elif event.key() == Qt.Key.Key_Escape and self.sheets.is_typed_wrong(index):
            self.sheets.drop(index)
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
            x = self.columnViewportPosition(column)
            if area.left() <= x <= area.right():
                painter.drawLine(x, area.top(), x, min(area.bottom(), last - 1))
        painter.end()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell and Ctrl+Tab leaves; where nothing can be keyed any more Tab leaves."""
        return self.sheets.locked and super().focusNextPrevChild(forward)

    def paste(self) -> None:
        """Fill the cells from the current one on with what was copied from a sheet of Excel."""
        if rows := copied_rows():
            self.sheets.paste(self.currentIndex(), rows)


class _MarkDelegate(CellPainter):
    """Edits a mark; keys that move on commit what was typed. `editor` is the one opened last."""

    editor: QLineEdit
    _taken = True

    def __init__(self, table: SheetTable):
        super().__init__(table.sheets, table)
        self._table = table

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        self.editor = QLineEdit(parent)
        plain_keys(self.editor)
        self.editor.setAlignment(RIGHT)
        return self.editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt asks for this whenever the row changes too: what is being typed stays when marks before it are read."""
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(str(index.data(EDIT) or ""))

    def setModelData(self, editor: QWidget, model: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, QLineEdit)
        self._taken = model.setData(index, editor.text(), EDIT)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(editor, QLineEdit) and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._table.sheets.drop(self._table.currentIndex())
            move = self._move(editor, event)
            if move is not None:
                self.commitData.emit(editor)
                if self._table.stays and not self._taken:
                    editor.selectAll()
                    return True
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
