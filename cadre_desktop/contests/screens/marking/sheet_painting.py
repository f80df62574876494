"""How a cell of the marking grid is drawn.

A held key repaints the whole grid again and again (Qt does whenever an editor opens or closes), and asking the model
for each role of each cell through Qt takes four times as long as drawing straight from it: too long for 1/60 s.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cadre_desktop.contests.screens.marking.sheet_model import FIXED, SheetModel
from cadre_desktop.kit.qt.lists.grid_table import CENTRE, LEFT, RIGHT
from cadre_desktop.kit.qt.look.chip import draw_chip
from cadre_desktop.kit.qt.look.theme import tokens

_PADDING = 11
"""Room in px between a text and the edges of its cell, as in every list."""
_SELECTED = QStyle.StateFlag.State_Selected


class CellPainter(QStyledItemDelegate):
    """Draws sheets: marks, what is not allowed, the totals, the state as a chip, and a frame where the cursor is."""

    def __init__(self, sheets: SheetModel, view: QAbstractItemView):
        super().__init__(view)
        self._sheets = sheets
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        sheets, row, column = self._sheets, index.row(), index.column()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        wrong, selected = sheets.is_wrong(index), bool(option.state & _SELECTED)  # type: ignore[attr-defined]
        if wrong or selected:
            painter.fillRect(rect, tokens().color("bad_tint" if wrong else "selection"))
        text = sheets.text(row, column)
        if text and column == sheets.state_column:
            draw_chip(painter, QRectF(rect).adjusted(10, 0, -4, 0), text, sheets.tone(row))
        elif text:
            painter.setPen(tokens().color(sheets.colour(row, column) or ("selection_text" if selected else "text")))
            self._draw_text(painter, rect, text, column, bold=column == sheets.total_column and sheets.total(row)[1])
        if selected and column >= FIXED and index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QPen(tokens().color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    @staticmethod
    def _draw_text(painter: QPainter, rect: QRect, text: str, column: int, bold: bool) -> None:
        room = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        side = CENTRE if column == 0 else LEFT if column < FIXED else RIGHT
        if column < FIXED:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        if not bold:
            painter.drawText(room, side, text)
            return
        plain = painter.font()
        heavy = painter.font()
        heavy.setBold(True)
        painter.setFont(heavy)
        painter.drawText(room, side, text)
        painter.setFont(plain)
