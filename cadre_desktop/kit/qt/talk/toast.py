"""A short message at the foot of the window that goes away by itself and never takes the focus."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QWidget,
)

from cadre_desktop.kit.qt.look.icons import pixmap

_SHORTEST_MS = 2600
_PER_CHARACTER_MS = 90
_LONGEST_MS = 9000
_ABOVE_FOOT, _ABOVE_STATUS_BAR, _BESIDE = 44, 18, 16
_STEP, _HIGHER = 12, 20
"""Px by which the next place to look at is higher, and how many of them are looked at."""
_CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit)


class Toast(QWidget):
    """One message at a time: a new one replaces the old. It stays while the mouse is on it; a click ends it."""

    def __init__(self, window: QWidget):
        super().__init__(window)
        self._window = window
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign, self._words = QLabel(), QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 16, 9)
        row.setSpacing(9)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The message shown last."""
        return self._words.text()

    def say(self, text: str) -> None:
        """Show `text` for as long as it takes to read."""
        self._sign.setPixmap(pixmap("check", 18, "tip_text", self.devicePixelRatioF()))
        self._words.setText(text)
        self.setAccessibleName(text)
        self._words.setWordWrap(False)
        widest = max(200, self._window.width() - 120)
        if self.sizeHint().width() > widest:
            self._words.setWordWrap(True)
            self._words.setFixedWidth(widest - 60)
        else:
            self._words.setMinimumWidth(0)
            self._words.setMaximumWidth(widest)
        self._move_into_sight()
        self.show()
        self.raise_()
        self._end.start(min(_LONGEST_MS, _SHORTEST_MS + _PER_CHARACTER_MS * len(text)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._move_into_sight()
        return False

    def enterEvent(self, event: object) -> None:
        self._end.stop()

    def leaveEvent(self, event: object) -> None:
        self._end.start(_SHORTEST_MS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def _move_into_sight(self) -> None:
        """Where it covers nothing that can be pressed or typed in; where there is no such place clicks go through."""
        self.adjustSize()
        room = self._room()
        middle, lowest = room.center().x() - self.width() // 2, room.bottom() - self.height()
        across = (middle, room.left(), room.right() - self.width())
        down = range(lowest, max(room.top(), lowest - _HIGHER * _STEP), -_STEP)
        controls = self._controls()
        free = (
            corner
            for y in down
            for corner in (QPoint(x, y) for x in across)
            if not any(each.intersects(QRect(corner, self.size())) for each in controls)
        )
        found = next(free, None)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, found is None)
        self.move(found or QPoint(middle, lowest))

    def _room(self) -> QRect:
        """What is below the middle of a main window is there to be read, and so are its edges."""
        window = self._window
        middle = window.centralWidget() if isinstance(window, QMainWindow) else None
        foot = middle.geometry().bottom() - _ABOVE_STATUS_BAR if middle else window.height() - _ABOVE_FOOT
        return QRect(_BESIDE, 0, window.width() - 2 * _BESIDE, foot)

    def _controls(self) -> list[QRect]:
        """Where in the window something can be pressed or typed in."""
        found: list[QRect] = []
        every: Iterable[QWidget] = self._window.findChildren(QWidget)
        for each in every:
            if isinstance(each, _CONTROLS) and each.isVisible() and each.window() is self._window:
                seen = each.visibleRegion().boundingRect()
                if not seen.isEmpty():
                    found.append(seen.translated(each.mapTo(self._window, QPoint())))
        return found
