"""What keeps a field from doing what nobody meant: by the wheel, by an input method, by Ctrl+Z."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodQueryEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget


class _WheelGuard(QObject):
    """Keeps the wheel from changing a value in passing; the form scrolls instead."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def calm_wheel(widget: QWidget) -> None:
    """The wheel changes `widget` (a combo or spin box) only while it has the focus."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_WheelGuard(widget))


class _NoInputMethod(QObject):
    """Switches input methods off for its widget. `WA_InputMethodEnabled` does not do that for a QLineEdit, and of all
    hints only the one for passwords does (`findings/qt_line_edit_keeps_input_method.sh`)."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enabled = Qt.InputMethodQuery.ImEnabled
        if not isinstance(event, QInputMethodQueryEvent) or not event.queries() & enabled:
            return False
        assert isinstance(watched, QWidget)
        for query in Qt.InputMethodQuery:
            if query.value and query.value & (query.value - 1) == 0 and event.queries() & query:
                event.setValue(query, False if query is enabled else watched.inputMethodQuery(query))
        event.accept()
        return True


def plain_keys(widget: QWidget) -> None:
    """Keys come to `widget` as they are, past the input method: it takes digits, for which nobody wants the input
    method, although it is often on."""
    widget.installEventFilter(_NoInputMethod(widget))


class _StepKeys(QObject):
    """Keeps fields from taking Ctrl+Z where they have nothing to undo."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
        if not (undo or redo) or (_can_undo(watched) if undo else _can_redo(watched)):
            return False
        event.ignore()
        return True


def _line_of(field: QObject) -> QObject | None:
    return field.lineEdit() if isinstance(field, QComboBox | QAbstractSpinBox) else field


def _can_undo(field: QObject) -> bool:
    line = _line_of(field)
    if isinstance(line, QPlainTextEdit):
        return line.document().isUndoAvailable()
    return isinstance(line, QLineEdit) and line.isUndoAvailable()


def _can_redo(field: QObject) -> bool:
    line = _line_of(field)
    if isinstance(line, QPlainTextEdit):
        return line.document().isRedoAvailable()
    return isinstance(line, QLineEdit) and line.isRedoAvailable()


def leave_steps_to_window(part: QWidget) -> None:
    """Ctrl+Z in a text field within `part` asks the window to undo the last step, as it does everywhere else, when the
    field has nothing of its own to take back. Qt's fields take the key and do nothing."""
    keys = _StepKeys(part)
    field: QWidget
    for field in part.findChildren(QWidget):
        if isinstance(field, QLineEdit | QPlainTextEdit | QComboBox | QAbstractSpinBox):
            field.installEventFilter(keys)
    part.installEventFilter(keys)
