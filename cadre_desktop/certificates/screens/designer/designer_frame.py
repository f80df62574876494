"""What the designer's page has to do with the window around it: room, dropped files, and keys that both have."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent

from cadre_desktop.kit.qt.attachments.attaching import local_files
from cadre_desktop.kit.qt.attachments.pictures import is_pdf, is_picture
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.talk.page_alone import give_page_the_window
from cadre_desktop.kit.qt.talk.sizing import is_low


class DesignerFrame(Workplace):
    """On a low screen the sheet has the room of menus, tabs and status bar. Pictures and PDF files that are dropped go
    to `take_files`. Ctrl+Z and Ctrl+Y, which are the window's as well, go to `take_step` while the keyboard is in the
    page."""

    def take_files(self, files: Sequence[Path]) -> None:
        """Take in pictures and PDF files that were dropped."""
        raise NotImplementedError

    def take_step(self, key: str) -> None:
        """``undo`` or ``redo``."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_room()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        give_page_the_window(self, False)

    def _take_room(self) -> None:
        give_page_the_window(self, self.isVisible() and is_low(self))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take_files(_dropped(event))

    def event(self, event: QEvent) -> bool:
        """Keep the window from taking its keys; they come again as a key that is pressed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if key := _step(event):
            self.take_step(key)
        else:
            super().keyPressEvent(event)


def _dropped(event: QDropEvent) -> list[Path]:
    """The pictures and PDF files that are dropped."""
    return [path for path in local_files(event.mimeData()) if is_picture(path.name) or is_pdf(path.name)]


def _step(event: QKeyEvent) -> str:
    """``undo``, ``redo``, or nothing."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    again = event.matches(QKeySequence.StandardKey.Redo) or (control and event.key() == Qt.Key.Key_Y)
    return "redo" if again else ""
