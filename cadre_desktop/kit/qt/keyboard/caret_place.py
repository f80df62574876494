"""Keeps the candidate window of an input method at the caret while a list hangs open beneath a line."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTransform
from PySide6.QtWidgets import QApplication, QWidget


class CaretPlace(QObject):
    """Says to input methods where the caret is in the window that they ask about.

    An open list (of a picker, a completer) is a popup, which becomes the focus window, while what is typed still goes
    to the line beneath. Qt then gives the caret's position in the line's own window, but input methods take it from the
    corner of the list, so candidates are some hundred px away. So while a popup has the focus this counts the position
    from the popup's corner; one of these for the whole application is enough for all lists.
    `findings/qt_caret_of_popup.sh` shows it without the program.
    """

    def __init__(self, app: QApplication):
        super().__init__(app)
        self._put_right = False
        app.focusWindowChanged.connect(self._look)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._look)

    def _look(self) -> None:
        window, line = QGuiApplication.focusWindow(), QGuiApplication.focusObject()
        if window is None or not isinstance(line, QWidget):
            return
        hangs = window.type() == Qt.WindowType.Popup and line.window().windowHandle() is not window
        if not hangs and not self._put_right:
            return  # as Qt has set it
        corner = line.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
        wanted = QTransform.fromTranslate(corner.x(), corner.y())
        self._put_right = hangs
        if QGuiApplication.inputMethod().inputItemTransform() != wanted:
            QGuiApplication.inputMethod().setInputItemTransform(wanted)  # which comes back here, and is right then
