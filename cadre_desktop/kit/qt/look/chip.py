"""Chips: a state as a word on a tinted ground, in tables and elsewhere."""

from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cadre_desktop.kit.qt.look.theme import tokens, ui_font

Tone = Literal["good", "warning", "bad", "neutral", ""]
_PT = 9.0
_HEIGHT = 22.0
_AROUND = 34
"""Px at both sides of a chip's text in a table."""


def draw_chip(painter: QPainter, area: QRectF, text: str, tone: Tone) -> None:
    """A chip at the left of `area`, shortened to fit it."""
    font = ui_font(_PT)
    metrics = QFontMetricsF(font)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 18)
    chip = QRectF(area.left(), area.center().y() - _HEIGHT / 2, metrics.horizontalAdvance(text) + 18, _HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens().color(f"{tone or 'neutral'}_tint"))
    painter.drawRoundedRect(chip, _HEIGHT / 2, _HEIGHT / 2)
    painter.setPen(tokens().color(tone or "neutral"))
    painter.setFont(font)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def chip_width(text: str) -> int:
    """Px of a table's column in which a chip with this text is not shortened."""
    return round(QFontMetricsF(ui_font(_PT)).horizontalAdvance(text)) + _AROUND


class StateChip(QWidget):
    """A state beside the name of what a page shows; without one there is nothing to see."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._tone: Tone = ""
        self.setFixedHeight(round(_HEIGHT) + 4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: Tone) -> None:
        """Show another state, or with no text none."""
        self._text, self._tone = text, tone
        self.setVisible(bool(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._text) + 22, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(painter, QRectF(self.rect()), self._text, self._tone)
        painter.end()


class ChipDelegate(QStyledItemDelegate):
    """Draws a column as chips. `tone` is asked with the value in `role` (its text by default); "" draws plain text."""

    def __init__(
        self,
        tone: Callable[[Any], Tone],
        role: int = Qt.ItemDataRole.DisplayRole,
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._tone = tone
        self._role = role

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tone = self._tone(index.data(self._role))
        text = str(index.data() or "")
        if not tone or not text:
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        cell.text = ""  # type: ignore[attr-defined]
        widget = cell.widget  # type: ignore[attr-defined]
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, widget)
        area = QRectF(option.rect).adjusted(10, 0, -4, 0)  # type: ignore[attr-defined]
        draw_chip(painter, area, text, tone)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(chip_width(str(index.data() or "")), round(_HEIGHT) + 8)
