"""Over what a window opens that must not be shut off by a dialog."""

from PySide6.QtWidgets import QApplication, QWidget

from cadre_desktop.kit.qt.talk.message_dialog import MessageDialog


def in_front_of(widget: QWidget | None) -> QWidget | None:
    """The open dialog that shuts off `widget`, or `widget`: a window over it would be shut off by the dialog as well.

    A message goes away with its answer, and whatever was opened over it, so that it does not count.
    """
    dialog = QApplication.activeModalWidget()
    return widget if widget is None or dialog is None or isinstance(dialog, MessageDialog) else dialog


def outermost(widget: QWidget) -> QWidget:
    """The window that everything `widget` is in belongs to."""
    window = widget.window()
    while (behind := window.parentWidget()) is not None:
        window = behind.window()
    return window
