"""The mouse on a view, as Qt hears it: pressed, moved step by step with the button held, and released."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_STEPS = 4


def _send(kind: QEvent.Type, target: QWidget, at: QPoint, held: Qt.KeyboardModifier, button: Qt.MouseButton) -> None:
    where = QPointF(at)
    changed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    down = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else button
    QApplication.sendEvent(target, QMouseEvent(kind, where, target.mapToGlobal(where), changed, down, held))


def press(target: QWidget, at: QPoint, held: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
    """The button goes down."""
    _send(QEvent.Type.MouseButtonPress, target, at, held, button)


def move(target: QWidget, at: QPoint, held: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
    """The mouse comes along with the button held."""
    _send(QEvent.Type.MouseMove, target, at, held, button)


def release(target: QWidget, at: QPoint, held: Qt.KeyboardModifier = NONE, button: Qt.MouseButton = LEFT) -> None:
    """The button goes up."""
    _send(QEvent.Type.MouseButtonRelease, target, at, held, button)


def drag(
    target: QWidget,
    start: QPoint,
    end: QPoint,
    held: Qt.KeyboardModifier = NONE,
    button: Qt.MouseButton = LEFT,
) -> None:
    """Press, move in a few steps, release."""
    press(target, start, held, button)
    for step in range(1, _STEPS + 1):
        move(target, start + (end - start) * step / _STEPS, held, button)
    release(target, end, held, button)


def click(target: QWidget, at: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    """Press and release at one spot."""
    press(target, at, held)
    release(target, at, held)
