"""A small fcitx 4 of its own process, on the bus given: `python fake_fcitx.py ADDRESS NAME`.

It speaks the interface that fcitx 4.2.9 describes of itself. Letters are composed, a blank commits the word they mean,
Escape forgets them, a full stop commits and is not taken, ``q`` while nothing is composed gives a Backspace back.
All else is not taken. What it has heard can be asked for. It ends with its standard input.
"""

import sys

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, Signal, Slot
from PySide6.QtDBus import QDBusConnection

WORDS = {"beijing": "北京", "jing": "𢀖京"}
SPACE, STOP, ESCAPE, BACKSPACE = 0x20, 0x2E, 0xFF1B, 0xFF08


@ClassInfo({"D-Bus Interface": "org.fcitx.Fcitx.InputContext"})
class Context(QObject):
    """An input context."""

    CommitString = Signal(str)
    UpdatePreedit = Signal(str, int)
    ForwardKey = Signal("uint", "uint", int)

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self._letters = ""

    @Slot("uint", "uint", "uint", int, "uint", result=int)
    def ProcessKeyEvent(self, keysym: int, keycode: int, state: int, kind: int, _time: int) -> int:
        self.heard.append(f"{'release' if kind else 'key'} {keysym:#x} {keycode} {state}")
        if kind or state & 0b1100:
            return 0
        if 0x61 <= keysym <= 0x7A and (self._letters or keysym != ord("q")):
            self._compose(self._letters + chr(keysym))
            return 1
        if keysym == ord("q"):
            self.ForwardKey.emit(BACKSPACE, 0, 0)
            return 1
        if self._letters and keysym in (SPACE, STOP, ESCAPE):
            word = WORDS.get(self._letters, self._letters)
            self._compose("")
            if keysym != ESCAPE:
                self.CommitString.emit(word)
            return int(keysym != STOP)
        return 0

    def _compose(self, letters: str) -> None:
        self._letters = letters
        self.UpdatePreedit.emit(letters, len(letters.encode()))

    @Slot()
    def FocusIn(self) -> None:
        self.heard.append("in")

    @Slot()
    def FocusOut(self) -> None:
        self.heard.append("out")

    @Slot()
    def Reset(self) -> None:
        self.heard.append("reset")
        self._letters = ""

    @Slot(int, int, int, int)
    def SetCursorRect(self, left: int, top: int, width: int, height: int) -> None:
        self.heard.append(f"caret {left} {top} {width} {height}")

    @Slot("uint")
    def SetCapacity(self, capacity: int) -> None:
        self.heard.append(f"capable of {capacity:#b}")


@ClassInfo({"D-Bus Interface": "org.fcitx.Fcitx.InputMethod"})
class Method(QObject):
    """What makes contexts; there is one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    @Slot(str, int, result=int)
    def CreateICv3(self, program: str, _process: int) -> int:
        self._context.heard.append(f"context for {program}")
        return 1


@ClassInfo({"D-Bus Interface": "test.Heard"})
class Heard(QObject):
    """Tells what was heard so far."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    @Slot(result="QStringList")
    def Heard(self) -> list[str]:
        return self._context.heard


def main() -> int:
    app = QCoreApplication(sys.argv)
    bus = QDBusConnection.connectToBus(sys.argv[1], "fake fcitx")
    context = Context()
    exported = QDBusConnection.RegisterOption.ExportAllContents
    things = (("/inputcontext_1", context), ("/inputmethod", Method(context)), ("/heard", Heard(context)))
    for path, thing in things:
        assert bus.registerObject(path, thing, exported)
    assert bus.registerService(sys.argv[2])
    end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    end.activated.connect(app.quit)
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
