"""Typing with fcitx 4: the keys of the window in front go to it first, and its texts to the field with the keyboard."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QTextCharFormat,
    QWindow,
)
from shiboken6 import isValid

from cadre_desktop.kit.qt.keyboard.fcitx import OWN_UNFOCUS, PASSWORD, PREEDIT, Fcitx

_LEAVING = (QEvent.Type.MouseButtonPress, QEvent.Type.FocusAboutToChange)
_FORWARDED = {
    0xFF08: Qt.Key.Key_Backspace,
    0xFF09: Qt.Key.Key_Tab,
    0xFF0D: Qt.Key.Key_Return,
    0xFF1B: Qt.Key.Key_Escape,
    0xFF50: Qt.Key.Key_Home,
    0xFF51: Qt.Key.Key_Left,
    0xFF52: Qt.Key.Key_Up,
    0xFF53: Qt.Key.Key_Right,
    0xFF54: Qt.Key.Key_Down,
    0xFF57: Qt.Key.Key_End,
    0xFF8D: Qt.Key.Key_Enter,
    0xFFFF: Qt.Key.Key_Delete,
}
"""Keys without a character that fcitx may give back, by their numbers in X11."""
_MODIFIERS = (
    (1 << 0, Qt.KeyboardModifier.ShiftModifier),
    (1 << 2, Qt.KeyboardModifier.ControlModifier),
    (1 << 3, Qt.KeyboardModifier.AltModifier),
)


class FcitxTyping(QObject):
    """Gets the keys before the program does, as a Qt plugin for fcitx 4 would. It watches only the window with the
    focus, to which Qt delivers keys first, so that Python slows down no other events. `begun` says that fcitx is there.
    """

    begun = Signal()

    def __init__(self, fcitx: Fcitx, app: QGuiApplication):
        super().__init__(app)
        self._fcitx = fcitx
        self._window: QWindow | None = None
        self._field: QObject | None = None
        self._composed = ""
        self._asked: tuple[tuple[int, int], bool] | None = None
        self._area = QRect()
        fcitx.committed.connect(self._commit)
        fcitx.composed.connect(self._compose)
        fcitx.forwarded.connect(self._forward)
        fcitx.ready.connect(self._begin)
        fcitx.lost.connect(self._end)
        app.focusWindowChanged.connect(self._listen)
        app.focusObjectChanged.connect(self._look)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._move_caret)
        self._listen(QGuiApplication.focusWindow())
        self._begin()

    def _listen(self, window: QWindow | None) -> None:
        """Hear the keys of `window` and no other."""
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)
        self._look()

    def _begin(self) -> None:
        """fcitx is there, perhaps anew: it knows nothing of the field yet."""
        self._watch(None)
        self._look()
        if self._fcitx.is_ready:
            self.begun.emit()

    def _look(self) -> None:
        """Let fcitx know which field has the keyboard: one that takes words, or none."""
        field = QGuiApplication.focusObject() if QGuiApplication.focusWindow() is not None else None
        enabled, hints = _wishes(field)
        field = field if enabled else None
        if field is not self._field:
            self._end()
            self._watch(field)
            if field is None:
                self._fcitx.focus_out()
                return
            hidden = bool(hints & Qt.InputMethodHint.ImhHiddenText)
            self._fcitx.be_capable(OWN_UNFOCUS | (PASSWORD if hidden else PREEDIT))
            self._fcitx.focus_in()
        self._move_caret()

    def _watch(self, field: QObject | None) -> None:
        """See when the keyboard is about to leave `field`, while it still can be written in."""
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field, self._area = field, QRect()
        if field is not None:
            field.installEventFilter(self)

    def _move_caret(self) -> None:
        """Let fcitx know where the caret is."""
        window = QGuiApplication.focusWindow()
        if self._field is None or window is None or not self._fcitx.is_ready:
            return
        area = QGuiApplication.inputMethod().cursorRectangle().toRect()
        screen, factor = window.screen().geometry().topLeft(), window.devicePixelRatio()
        corner = (window.mapToGlobal(area.topLeft()) - screen) * factor + screen  # screens keep their corners in X11
        area = QRect(QPoint(corner), area.size() * factor)
        if area != self._area:
            self._area = area
            self._fcitx.move_caret(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _LEAVING:
            self._end()
        if watched is not self._window or not isinstance(event, QKeyEvent) or not self._fcitx.is_ready:
            return False
        self._look()
        if self._field is None or event.nativeVirtualKey() == 0:
            return False
        taken = self._takes(event)
        if taken:
            event.accept()  # of a shortcut's key too: it belongs to the text
        return taken

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether fcitx takes a key. Qt asks for shortcuts first and then sends the same key: fcitx is asked once."""
        same = event.timestamp(), event.nativeScanCode()
        if event.type() == QEvent.Type.KeyPress and self._asked is not None and self._asked[0] == same:
            taken, self._asked = self._asked[1], None
            return taken
        release = event.type() == QEvent.Type.KeyRelease
        numbers = event.nativeVirtualKey(), event.nativeScanCode(), event.nativeModifiers()
        taken = self._fcitx.key(*numbers, release, event.timestamp())
        self._asked = (same, taken) if event.type() == QEvent.Type.ShortcutOverride else None
        return taken

    def _forward(self, keysym: int, state: int, release: bool) -> None:
        """Type a key that fcitx gives back."""
        window = QGuiApplication.focusWindow()
        text = chr(keysym) if 0x20 <= keysym < 0x7F or 0xA0 <= keysym <= 0xFF else ""
        key = _FORWARDED.get(keysym, Qt.Key(ord(text.upper())) if text else None)
        if window is None or key is None:
            return
        modifiers = Qt.KeyboardModifier.NoModifier
        for bit, modifier in _MODIFIERS:
            modifiers |= modifier if state & bit else Qt.KeyboardModifier.NoModifier
        kind = QEvent.Type.KeyRelease if release else QEvent.Type.KeyPress
        # Without a number of X11 it passes by `eventFilter`.
        QCoreApplication.postEvent(window, QKeyEvent(kind, key.value, modifiers, text))

    def _commit(self, text: str) -> None:
        self._composed = ""
        event = QInputMethodEvent()
        event.setCommitString(text)
        self._tell(event)

    def _compose(self, text: str, caret: int) -> None:
        if not text and not self._composed:
            return
        self._composed = text
        kinds, length = QInputMethodEvent.AttributeType, len(text.encode("utf-16-le")) // 2
        underlined = QTextCharFormat()
        underlined.setFontUnderline(True)
        attributes = [QInputMethodEvent.Attribute(kinds.TextFormat, 0, length, underlined)]
        before = len(text[:caret].encode("utf-16-le")) // 2 if caret >= 0 else length
        attributes.append(QInputMethodEvent.Attribute(kinds.Cursor, before, int(caret >= 0)))
        self._tell(QInputMethodEvent(text, attributes))

    def _end(self) -> None:
        """The cursor leaves what is being composed, or fcitx does: it stays as it was seen, as with other modules."""
        if self._composed:
            self._commit(self._composed)
            self._fcitx.reset()

    def _tell(self, event: QInputMethodEvent) -> None:
        if self._field is not None and isValid(self._field):
            QCoreApplication.sendEvent(self._field, event)


def _wishes(field: QObject | None) -> tuple[bool, Qt.InputMethodHint]:
    """Whether a field takes an input method, and its hints."""
    if field is None:
        return False, Qt.InputMethodHint.ImhNone
    queries = Qt.InputMethodQuery
    query = QInputMethodQueryEvent(queries.ImEnabled | queries.ImHints)
    QCoreApplication.sendEvent(field, query)
    return bool(query.value(queries.ImEnabled)), Qt.InputMethodHint(int(query.value(queries.ImHints) or 0))


def type_with(name: str, app: QGuiApplication) -> FcitxTyping:
    """From now on the program is typed in with the fcitx 4 that has this name on the session bus."""
    from PySide6.QtDBus import QDBusConnection

    return FcitxTyping(Fcitx(name, QDBusConnection.sessionBus(), app), app)
