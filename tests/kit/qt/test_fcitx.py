"""Typing with fcitx 4, against a small one on a bus of its own; with the real one see `tests/input_method`."""

import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from private_bus import MISSING, linked, private_bus
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtDBus import QDBusMessage
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.keyboard.caret_place import CaretPlace
from cadre_desktop.kit.qt.keyboard.fcitx import OWN_UNFOCUS, PASSWORD, PREEDIT, Fcitx
from cadre_desktop.kit.qt.keyboard.fcitx_typing import FcitxTyping

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING or "there is a bus")
NAME = "org.fcitx.Fcitx-0"
FAKE = Path(__file__).with_name("fake_fcitx.py")
KEYSYMS = {"\x1b": 0xFF1B, "\r": 0xFF0D}
QT_KEYS = {"\x1b": Qt.Key.Key_Escape, "\r": Qt.Key.Key_Return}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with private_bus(tmp_path_factory) as where:
        yield where


@pytest.fixture(scope="module")
def bus(address, qapp):
    with linked(address, "the program") as connection:
        yield connection


@contextmanager
def running(address):
    """A fake fcitx."""
    command = [sys.executable, str(FAKE), address, NAME]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.terminate()


@pytest.fixture
def fake(address):
    with running(address) as process:
        yield process


class Line(QLineEdit):
    """Keeps what is being composed in it, which a line shows and does not tell."""

    composed = ""

    def inputMethodEvent(self, event):
        self.composed = event.preeditString()
        super().inputMethodEvent(event)


@pytest.fixture
def window(qtbot):
    """Two lines and a button, with the focus in the first line."""
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(50, 60, 400, 300)
    made.first, made.second, made.button = Line(), Line(), QPushButton("好")
    column = QVBoxLayout(made)
    for part in (made.first, made.second, made.button):
        column.addWidget(part)
    bring(qtbot, made)
    made.first.setFocus()
    return made


def bring(qtbot, window):
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())


@pytest.fixture
def typing(qtbot, qapp, bus, fake, window):
    line = Fcitx(NAME, bus)
    made = FcitxTyping(line, qapp)
    qtbot.waitUntil(lambda: line.is_ready)
    yield made
    made.deleteLater()
    line.deleteLater()


def heard(bus):
    answer = bus.call(QDBusMessage.createMethodCall(NAME, "/heard", "test.Heard", "Heard"))
    assert answer.type() == QDBusMessage.MessageType.ReplyMessage, answer.errorMessage()
    return answer.arguments()[0]


def press(text):
    """Keys as X11's come: to the window in front, first the question for shortcuts; answers which were accepted."""
    accepted = []
    for key in text:
        window = QGuiApplication.focusWindow()
        code = QT_KEYS.get(key, Qt.Key(ord(key.upper())))
        numbers = (38, KEYSYMS.get(key, ord(key)), 0)
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, *numbers, key)
            event.ignore()
            QCoreApplication.sendEvent(window, event)
            if kind == QEvent.Type.ShortcutOverride:
                accepted.append(event.isAccepted())
    return accepted


# Texts.


def test_letters_are_composed_and_a_blank_commits_the_word(typing, window, bus):
    press("beijing")
    assert (window.first.text(), window.first.composed) == ("", "beijing")
    press(" ")
    assert (window.first.text(), window.first.composed) == ("北京", "")
    assert heard(bus).count(f"key {ord('b'):#x} 38 0") == 1, "each key is sent once, however often Qt tells it"
    assert heard(bus).count(f"release {ord('b'):#x} 38 0") == 1


def test_keys_that_are_not_taken_are_typed_after_the_text_they_end(typing, window):
    press("2 beijing.")
    assert window.first.text() == "2 北京."


def test_characters_beyond_the_first_plane_are_whole(typing, window):
    press("jing jing ")
    assert window.first.text() == "𢀖京𢀖京"


def test_long_texts_take_it_too(typing, window, qtbot):
    text = QPlainTextEdit(window)
    text.show()
    text.setFocus()
    press("beijing ")
    assert text.toPlainText() == "北京"


def test_a_key_given_back_is_pressed(typing, window, qtbot):
    press("12q")
    qtbot.waitUntil(lambda: window.first.text() == "1")


# Keys that mean something else to the program.


def test_a_dialog_stays_and_its_button_is_not_pressed_while_composing(typing, window, qtbot):
    dialog = QDialog(window)
    line, button = Line(), QPushButton("改名")
    button.setDefault(True)
    button.clicked.connect(dialog.accept)
    column = QVBoxLayout(dialog)
    column.addWidget(line)
    column.addWidget(button)
    bring(qtbot, dialog)
    line.setFocus()
    press("bei\x1b")
    assert (dialog.isVisible(), line.composed) == (True, "")
    press("beijing ")
    assert dialog.isVisible()
    press("\r")
    assert (dialog.result(), line.text()) == (QDialog.DialogCode.Accepted, "北京")


def test_a_letter_that_is_a_shortcut_belongs_to_the_text(typing, window):
    pressed = []
    QShortcut("b", window).activated.connect(lambda: pressed.append("b"))
    assert press("b") == [True]
    assert window.first.composed == "b"
    assert pressed == []


# Fields.


def test_fcitx_knows_which_field_has_the_keyboard(typing, window, bus):
    assert heard(bus)[:3] == ["context for CadreDesktop", f"capable of {OWN_UNFOCUS | PREEDIT:#b}", "in"]
    window.button.setFocus()
    assert heard(bus)[-1] == "out"
    press("b")
    assert heard(bus)[-1] == "out", "a button takes no words"
    window.second.setEchoMode(QLineEdit.EchoMode.Password)
    window.second.setFocus()
    told = heard(bus)
    assert told[told.index("out") + 1 :][:2] == [f"capable of {OWN_UNFOCUS | PASSWORD:#b}", "in"]


def test_a_field_of_numbers_is_none_of_its_business(typing, window, bus):
    number = CountInput(parent=window)
    number.show()
    number.setFocus()
    press("12")
    assert number.value() == 12
    assert not any(line.startswith("key") for line in heard(bus))


def test_the_caret_is_told_where_it_stands_on_the_screen(typing, window, bus, qapp):
    place = CaretPlace(qapp)
    press("beijing ")
    area = window.first.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    area.moveTopLeft(window.first.mapToGlobal(area.topLeft()))
    carets = [line for line in heard(bus) if line.startswith("caret")]
    assert carets[-1] == f"caret {area.x()} {area.y()} {area.width()} {area.height()}"
    place.deleteLater()


def test_what_is_composed_stays_as_it_was_seen_when_the_cursor_leaves(typing, window, bus, qtbot):
    left = []
    window.first.editingFinished.connect(lambda: left.append(window.first.text()))
    press("bei")
    window.second.setFocus()
    assert (window.first.text(), window.first.composed, left) == ("bei", "", ["bei"])
    assert heard(bus).count("reset") == 1
    press("beijing ")
    assert window.second.text() == "北京", "nothing of the field before comes along"
    press("bei")
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=window.second.geometry().center())
    assert (window.second.text(), window.second.composed) == ("北京bei", "")


def test_a_button_clicked_finds_what_is_composed(typing, window, qtbot):
    saved = []
    window.button.clicked.connect(lambda: saved.append(window.first.text()))
    press("bei")
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=window.button.geometry().center())
    assert saved == ["bei"]


# fcitx goes and comes.


def test_fcitx_started_again_is_used_again(typing, window, bus, fake, address, qtbot):
    press("bei")
    fake.terminate()
    qtbot.waitUntil(lambda: not typing._fcitx.is_ready)
    assert (window.first.text(), window.first.composed) == ("bei", "")
    press("1 ")
    assert window.first.text() == "bei1 "
    with running(address):
        qtbot.waitUntil(lambda: typing._fcitx.is_ready)
        press("beijing ")
        assert window.first.text() == "bei1 北京"
        assert heard(bus)[1] == f"capable of {OWN_UNFOCUS | PREEDIT:#b}"


def test_fcitx_that_hangs_does_not_keep_the_keys(typing, window, fake, qtbot):
    press("bei")
    typing._fcitx._context.setTimeout(50)
    fake.send_signal(signal.SIGSTOP)
    press("a")
    assert not typing._fcitx.is_ready, "one key has waited, no other does"
    press("1 ")
    assert window.first.text() == "beia1 "
    fake.send_signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: typing._fcitx.is_ready)
    press("\x1b")
    press("beijing ")
    assert window.first.text() == "beia1 北京"


def test_fcitx_that_is_not_there_yet_is_waited_for(qtbot, qapp, bus, address, window):
    line = Fcitx(NAME, bus)
    typing = FcitxTyping(line, qapp)
    begun = []
    typing.begun.connect(lambda: begun.append(True))
    press("ab")
    assert window.first.text() == "ab"
    with running(address):
        qtbot.waitUntil(lambda: line.is_ready)
        press("beijing ")
        assert begun == [True]
    assert window.first.text() == "ab北京"
    typing.deleteLater()
    line.deleteLater()
