"""Figures that change with every move of the mouse. A label would have its page laid out anew each time."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cadre_desktop.kit.qt.look.theme import tokens


class Readout(QWidget):
    """Shows a short text at its right, in room for `longest`."""

    def __init__(self, longest: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._longest, self.text = longest, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def take_room(self, longest: str) -> None:
        """Have room for this text from now on."""
        if longest != self._longest:
            self._longest = longest
            self.updateGeometry()

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self.text:
            self.text = text
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._longest) + 2, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens().color("muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.text)
        painter.end()
