"""The line to fcitx 4, over its own D-Bus interface: keys go there, texts come back.

PySide6 from PyPI has no plugin for fcitx, the plugins of distributions do not load into it, and fcitx 4 (Kylin V10, UOS
20) speaks no protocol that Qt 6 understands, such as the portal of IBus. The interface is that of fcitx 4's ``ipc``
frontend: ``/inputmethod`` makes an input context, ``/inputcontext_N`` takes its keys and sends its texts. QtDBus is
there already; a D-Bus library for Python would be one more thing to install and maintain.
"""

import os
from collections.abc import Callable

from PySide6.QtCore import (
    Q_ARG,
    Q_RETURN_ARG,
    SLOT,
    QCoreApplication,
    QEvent,
    QMetaObject,
    QObject,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusError,
    QDBusInterface,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusServiceWatcher,
)

PREEDIT, PASSWORD, OWN_UNFOCUS = 1 << 1, 1 << 3, 1 << 5
"""What a client can do, in the bits of `SetCapacity`: show what is composed, hide what is typed, and deal itself with
what is composed when the cursor leaves; otherwise fcitx would commit that into the field that is entered."""
_METHODS, _CONTEXT = "org.fcitx.Fcitx.InputMethod", "org.fcitx.Fcitx.InputContext"
_ANSWER_MS = 1000
"""How long a key may wait for fcitx, which replies in less than one; it has hung or died then, and the key is typed."""
_SILENT = (QDBusError.ErrorType.NoReply, QDBusError.ErrorType.Timeout, QDBusError.ErrorType.TimedOut)
_RELEASE = 1
_TOLD = (
    ("CommitString", "_commit(QString)"),
    ("UpdatePreedit", "_compose(QString,int)"),
    ("ForwardKey", "_forward(uint,uint,int)"),
)
"""The signals of a context, and who hears them."""


class Fcitx(QObject):
    """An input context of the fcitx 4 that owns `name` on `bus`; made anew when fcitx is started again.

    `committed` carries a text to insert; `composed` what is being composed and the position of its caret in it, in
    characters, -1 for none; `forwarded` a key that fcitx gives back (keysym, state, whether it is a release); `ready`
    that there is a context now, `lost` that there is none any more.
    """

    committed = Signal(str)
    composed = Signal(str, int)
    forwarded = Signal(int, int, bool)
    ready = Signal()
    lost = Signal()

    def __init__(self, name: str, bus: QDBusConnection, parent: QObject | None = None):
        super().__init__(parent)
        self._name, self._bus = name, bus
        self._context: QDBusInterface | None = None
        self._path = ""
        self._asked: QDBusPendingCallWatcher | None = None
        self._watcher = QDBusServiceWatcher(name, bus, QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange, self)
        self._watcher.serviceOwnerChanged.connect(self._owner_changed)
        self._ask_for_context()

    @property
    def is_ready(self) -> bool:
        """Whether keys can be sent."""
        return self._context is not None

    def key(self, keysym: int, keycode: int, state: int, release: bool, time: int) -> bool:
        """Whether fcitx takes a key, given as X11 numbers it. The texts that it makes are emitted before this returns,
        so that a key it does not take comes after them."""
        if self._context is None:
            return False
        numbers = [Q_ARG("uint", number & 0xFFFFFFFF) for number in (keysym, keycode, state)]
        kind, moment = Q_ARG("int", _RELEASE if release else 0), Q_ARG("uint", time & 0xFFFFFFFF)
        taken = self._invoke("ProcessKeyEvent", Q_RETURN_ARG("int"), *numbers, kind, moment)
        if self._context.lastError().type() in _SILENT:
            self._lose()
            self._ask_for_context()  # answered when it lives again; until then no key waits for it
            return False
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
        return bool(taken)

    def focus_in(self) -> None:
        """A field takes the keyboard that input methods are for."""
        self._send("FocusIn")

    def focus_out(self) -> None:
        """No field of the program has the keyboard that input methods are for."""
        self._send("FocusOut")

    def reset(self) -> None:
        """Forget what is being composed."""
        self._send("Reset")

    def move_caret(self, area: QRect) -> None:
        """Say where the caret is, in px of the whole screen as X11 counts them."""
        self._send("SetCursorRect", area.x(), area.y(), area.width(), area.height())

    def be_capable(self, capacity: int) -> None:
        """Say what the field can do and wants."""
        if self._context is not None:
            self._invoke("SetCapacity", Q_ARG("uint", capacity))

    def _invoke(self, method: str, *arguments: object) -> object:
        """Call a method that takes uint32, which PySide6 sends only where the interface says so: a Python int goes
        as int32 and is refused (`findings/pyside_dbus_uint.sh`)."""
        return QMetaObject.invokeMethod(
            self._context,
            method,
            Qt.ConnectionType.DirectConnection,
            *arguments,  # type: ignore[call-overload]
        )

    def _send(self, method: str, *arguments: int) -> None:
        if self._context is not None:
            message = QDBusMessage.createMethodCall(self._name, self._path, _CONTEXT, method)
            message.setArguments(list(arguments))
            message.setAutoStartService(False)
            self._bus.send(message)

    def _ask_for_context(self) -> None:
        message = QDBusMessage.createMethodCall(self._name, "/inputmethod", _METHODS, "CreateICv3")
        message.setArguments(["CadreDesktop", os.getpid()])
        message.setAutoStartService(False)
        self._asked = QDBusPendingCallWatcher(self._bus.asyncCall(message), self)
        self._asked.finished.connect(self._got_context)

    def _got_context(self, asked: QDBusPendingCallWatcher) -> None:
        asked.deleteLater()
        if asked is not self._asked:
            return
        self._asked = None
        if asked.isError():  # it is not there, or not fcitx 4; when the name gets another owner, it is asked again
            if asked.error().type() in _SILENT:
                self._ask_for_context()
            return
        self._path = f"/inputcontext_{asked.reply().arguments()[0]}"
        self._hear(self._bus.connect)
        context = QDBusInterface(self._name, self._path, _CONTEXT, self._bus, self)
        context.setTimeout(_ANSWER_MS)
        self._context = context
        self.ready.emit()

    def _owner_changed(self, _name: str, _before: str, owner: str) -> None:
        self._lose()
        self._asked = None
        if owner:
            self._ask_for_context()

    def _hear(self, link: Callable[..., bool]) -> None:
        """Connect to what the context sends, or disconnect from it; PySide6 takes a slot as str only."""
        for signal, slot in _TOLD:
            link(self._name, self._path, _CONTEXT, signal, self, SLOT(slot))

    def _lose(self) -> None:
        if self._context is not None:
            self._hear(self._bus.disconnect)
            self._context.deleteLater()
            self._context = None
            self.lost.emit()

    @Slot(str)
    def _commit(self, text: str) -> None:
        self.committed.emit(text)

    @Slot(str, int)
    def _compose(self, text: str, caret: int) -> None:
        """fcitx counts the caret in bytes of UTF-8."""
        self.composed.emit(text, len(text.encode()[:caret].decode(errors="ignore")) if caret >= 0 else -1)

    @Slot("uint", "uint", int)  # type: ignore[arg-type]
    def _forward(self, keysym: int, state: int, kind: int) -> None:
        self.forwarded.emit(keysym, state, kind == _RELEASE)
