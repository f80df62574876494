"""What is on one day, as a list: when and what first, whose and where below it, and a line between two of them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cadre_desktop.kit.qt.look.theme import tokens, ui_font

_SIDE, _GAP, _BETWEEN = 8, 7, 2
"""Px beside the words, above and below them, and between the two lines."""
_SMALL = 8.5
_WRAPPED = Qt.TextFlag.TextWordWrap
_TALLEST = 4000


class DayList(QListWidget):
    """Lines that wrap, called `name` for readers. The text of an item is what it says first, and after a line break
    what is said beside that."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("role", "bare")
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(60)
        self.setItemDelegate(_LinesDelegate(self))


class _LinesDelegate(QStyledItemDelegate):
    """Draws both parts of an item; an item with a colour of its own has all its words in that."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        parent = self.parent()
        width = parent.viewport().width() if isinstance(parent, QListWidget) else 0
        words = self._parts(index)
        height = sum(_height(text, font, width - 2 * _SIDE) for text, font, _colour in words)
        return QSize(0, height + 2 * _GAP + _BETWEEN * (len(words) - 1))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, area = tokens(), QRect(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.color("selection"))
        elif index.row():
            painter.setPen(look.color("line"))
            painter.drawLine(area.topLeft(), area.topRight())
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setPen(look.color("focus"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
        top, width = area.top() + _GAP, area.width() - 2 * _SIDE
        for text, font, colour in self._parts(index):
            height = _height(text, font, width)
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(QRect(area.left() + _SIDE, top, width, height), int(_WRAPPED), text)
            top += height + _BETWEEN
        painter.restore()

    @staticmethod
    def _parts(index: QModelIndex | QPersistentModelIndex) -> list[tuple[str, QFont, QColor]]:
        first, _break, rest = str(index.data(Qt.ItemDataRole.DisplayRole) or "").partition("\n")
        own = index.data(Qt.ItemDataRole.ForegroundRole)
        colours = [own.color()] * 2 if own is not None else [tokens().color("text"), tokens().color("muted")]
        parts = [(first, ui_font(), colours[0])]
        return [*parts, (rest, ui_font(_SMALL), colours[1])] if rest else parts


def _height(text: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(0, 0, width, _TALLEST, int(_WRAPPED), text).height()
