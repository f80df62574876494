"""Labels that give way to what is beside them: the text is shortened, and the tool tip has the whole."""

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStylePainter, QWidget

from cadre_desktop.kit.qt.look.field_base import set_role

_SHORTEST_TITLE = 48


class TitleLabel(QLabel):
    """The name of what a page shows, or another text that gives way to the buttons beside it: where there is no room
    for it it is drawn shortened, and the tooltip has the whole."""

    def __init__(self, text: str = "", role: str = "title", parent: QWidget | None = None):
        super().__init__(text, parent)
        set_role(self, role)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(_SHORTEST_TITLE, super().minimumSizeHint().height())

    @property
    def shown(self) -> str:
        """What of the text there is room for."""
        return _shortened(self.text(), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.shown != self.text() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shown == self.text():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        where = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawItemText(
            self.rect(), where, self.palette(), self.isEnabled(), self.shown, QPalette.ColorRole.WindowText
        )


_CUT_NUMBER = re.compile(r"[\d,. ]+…$")


_FEW = 2


def _shortened(text: str, label: QLabel) -> str:
    """As much of a text as a label has room for. A number is there whole or not at all, for 共 3… would be another; of
    next to nothing nothing is left."""
    found = label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, label.width())
    if found == text:
        return text
    found = _CUT_NUMBER.sub("…", found)
    return found if len(found) > _FEW else ""


class ElidedLabel(QLabel):
    """A label that gives way: shortened where there is no room, whole in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        """Show another text, as much of it as there is room for."""
        self._whole = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        text = _shortened(self._whole, self)
        self.setText(text)
        self.setToolTip(self._whole if text != self._whole else "")
