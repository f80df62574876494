"""Which input method the window takes, for what runs on the desk and what its variables say; what is told if none."""

import os
import sys

import pytest
from private_bus import MISSING, linked, private_bus
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton

from cadre_desktop.kit.qt.talk.toast import Toast
from cadre_desktop.window import input_method
from cadre_desktop.window.frame.shortcoming import Shortcoming
from cadre_desktop.window.input_method import FCITX5, IBUS, IBUS_PORTAL, InputMethodChoice, choose

FCITX4 = "org.fcitx.Fcitx-0"
# As they were seen on Debian 12: fcitx 5 owns the names of IBus too.
RUNNING = {
    "fcitx 4": {"org.fcitx.Fcitx", "org.freedesktop.portal.Fcitx", FCITX4},
    "fcitx 5": {FCITX5, IBUS, IBUS_PORTAL, "org.freedesktop.portal.Fcitx", FCITX4},
    "ibus": {IBUS, IBUS_PORTAL},
    "nothing": set(),
}
WHEREVER = {"DISPLAY": ":0"}
VARIABLES = [
    {},
    {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"},
    {"QT_IM_MODULES": "wayland;fcitx;ibus"},
    {"QT_IM_MODULES": "fcitx"},
    {"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"},
    {"XMODIFIERS": "@im=ibus"},
    {"QT_IM_MODULE": "ibus"},
    {"QT_IM_MODULES": "ibus", "QT_IM_MODULE": "fcitx"},
]


def modules_of_pyside(module: str) -> bool:
    return module in {"ibus", "compose", "xim", "qtvirtualkeyboard"}


def choice(variables: dict[str, str], running: str) -> InputMethodChoice:
    return choose({**WHEREVER, **variables}, RUNNING[running], running == "ibus", modules_of_pyside)


@pytest.mark.parametrize("variables", VARIABLES, ids=str)
def test_what_runs_is_reached_whatever_the_variables_say(variables):
    assert choice(variables, "fcitx 5") == InputMethodChoice("ibus", portal=True)
    assert choice(variables, "ibus") == InputMethodChoice("ibus")
    alone = choice(variables, "fcitx 4")
    assert (alone.fcitx4, alone.problem) == (FCITX4, "")
    nothing = choice(variables, "nothing")
    assert not nothing.fcitx4, "there is not even a bus"
    assert "打不出汉字" in nothing.problem
    assert nothing.problem.endswith("。")


@pytest.mark.parametrize("variables", VARIABLES, ids=str)
def test_an_fcitx_started_later_is_waited_for(variables):
    waits = choose({**WHEREVER, **variables}, {"org.freedesktop.DBus"}, False, modules_of_pyside)
    assert (waits.module, waits.fcitx4) == ("ibus", FCITX4)
    assert waits.problem


@pytest.mark.parametrize("variables", [{"QT_IM_MODULE": "qtvirtualkeyboard"}, {"QT_IM_MODULES": "maliit;compose"}])
@pytest.mark.parametrize("running", RUNNING)
def test_a_module_asked_for_by_name_is_kept_if_it_can_be_loaded(variables, running):
    assert choice(variables, running) == InputMethodChoice(next(iter(variables.values())).split(";")[-1])


def test_of_several_frameworks_the_one_the_desktop_names_is_taken():
    names = RUNNING["fcitx 4"] | RUNNING["ibus"]
    for variables, fcitx4 in (({}, ""), ({"XMODIFIERS": "@im=fcitx"}, FCITX4), ({"QT_IM_MODULE": "ibus"}, "")):
        assert choose({**WHEREVER, **variables}, names, True, modules_of_pyside).fcitx4 == fcitx4


def test_fcitx_4_of_another_display_is_not_taken():
    other = choose({"DISPLAY": ":1.0"}, {FCITX4}, False, modules_of_pyside)
    assert other.problem
    assert other.fcitx4 == "org.fcitx.Fcitx-1", "the one of this display is waited for"
    assert choose({"DISPLAY": "desk:1.0"}, {"org.fcitx.Fcitx-1"}, False, modules_of_pyside).problem == ""


def test_an_ibus_of_old_that_owns_no_name_is_found_by_its_address(tmp_path):
    folder = tmp_path / ".config" / "ibus" / "bus"
    folder.mkdir(parents=True)
    variables = {**WHEREVER, "HOME": str(tmp_path)}
    assert not input_method.ibus_has_address(variables)
    file = folder / "0123456789abcdef-unix-0"
    file.write_text(f"IBUS_ADDRESS=unix:abstract=/x,guid=y\nIBUS_DAEMON_PID={os.getpid()}\n", "utf-8")
    assert input_method.ibus_has_address(variables) == sys.platform.startswith("linux")
    assert not input_method.ibus_has_address({**variables, "DISPLAY": ":7"})
    file.write_text("IBUS_ADDRESS=unix:abstract=/x,guid=y\nIBUS_DAEMON_PID=4194999\n", "utf-8")
    assert not input_method.ibus_has_address(variables), "it has died and left its address behind"


def test_a_framework_that_cannot_be_used_is_named():
    sentence = choice({"XMODIFIERS": "@im=SCIM"}, "nothing").problem
    assert "SCIM" in sentence
    assert "fcitx" in sentence


def test_wayland_is_left_to_its_compositor_unless_a_module_is_asked_for():
    session = {"XDG_SESSION_TYPE": "wayland", "WAYLAND_DISPLAY": "wayland-0"}
    assert choice(session, "nothing") == InputMethodChoice()
    assert choice({**session, "QT_IM_MODULES": "wayland"}, "fcitx 5") == InputMethodChoice()
    assert choice({**session, "QT_IM_MODULE": "fcitx"}, "fcitx 5") == InputMethodChoice("ibus", portal=True)
    assert choice({**session, "QT_IM_MODULE": "fcitx"}, "nothing") == InputMethodChoice()
    gnome = {**session, "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}
    assert choice(gnome, "ibus") == InputMethodChoice("ibus"), "Qt takes X11 there"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
@pytest.mark.parametrize(
    "before",
    [{}, {"QT_IM_MODULES": "wayland;fcitx", "QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "xim", "IBUS_USE_PORTAL": "1"}],
    ids=str,
)
def test_the_variables_say_what_was_chosen_while_qt_reads_them_and_not_after(monkeypatch, before):
    monkeypatch.setattr(input_method, "names_on_bus", lambda _environment: frozenset(RUNNING["fcitx 5"]))
    environment = {**WHEREVER, "HOME": "/nowhere", **before}
    with input_method.chosen(environment) as choice:
        assert choice == InputMethodChoice("ibus", portal=True)
        assert environment == {**WHEREVER, "HOME": "/nowhere", "QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}
    assert environment == {**WHEREVER, "HOME": "/nowhere", **before}


def test_where_no_desk_is_nothing_is_chosen():
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_IM_MODULE": "fcitx"}
    with input_method.chosen(offscreen) as choice:
        assert choice == InputMethodChoice()
        assert offscreen["QT_IM_MODULE"] == "fcitx"


@pytest.mark.skipif(bool(MISSING), reason=MISSING or "there is a bus")
def test_the_bus_is_asked_who_is_there(tmp_path_factory):
    with private_bus(tmp_path_factory) as address, linked(address, "a framework") as framework:
        variables = {"DBUS_SESSION_BUS_ADDRESS": address}
        assert FCITX4 not in input_method.names_on_bus(variables)
        assert framework.registerService(FCITX4)
        assert FCITX4 in input_method.names_on_bus(variables)


def test_without_a_bus_nobody_is_there(tmp_path):
    assert input_method.names_on_bus({}) == frozenset()
    assert input_method.names_on_bus({"XDG_RUNTIME_DIR": str(tmp_path)}) == frozenset()
    gone = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path / 'gone'}"}
    assert input_method.names_on_bus(gone) == frozenset()


@pytest.mark.parametrize("width", [911, 480])
def test_the_sentence_is_read_whole_at_the_foot_of_the_window(qtbot, width):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QLabel("总览"))
    strip = Shortcoming(window, input_method.nobody_serves({}))
    window.resize(width, 512)
    window.show()
    assert window.width() == width
    assert strip.words.height() >= strip.words.heightForWidth(strip.words.width())
    assert strip.height() >= strip.words.height()


def test_the_sentence_stays_in_every_window_until_it_is_read(launcher, qtbot):
    launcher.lacks = input_method.nobody_serves({})
    launcher.start()
    assert launcher.window.findChild(Shortcoming).isVisible()
    launcher.create("包头市中级人民法院", "王祯")
    strip = launcher.window.findChild(Shortcoming)
    assert strip.isVisible()
    assert strip.words.text() == input_method.nobody_serves({})
    qtbot.mouseClick(strip.understood, Qt.MouseButton.LeftButton)
    assert not strip.isVisible()
    assert launcher.lacks == ""


def test_the_sentence_goes_when_an_input_method_comes(launcher):
    launcher.lacks = input_method.nobody_serves({})
    launcher.start()
    launcher.lack_nothing()
    assert not launcher.window.findChild(Shortcoming).isVisible()
    launcher.create("包头市中级人民法院", "王祯")
    assert launcher.window.findChild(Shortcoming) is None


def test_tab_comes_to_the_sentence_after_the_pages_and_no_message_covers_it(launcher, qtbot):
    launcher.lacks = input_method.nobody_serves({})
    launcher.start()
    launcher.create("包头市中级人民法院", "王祯")
    window = launcher.window
    strip = window.findChild(Shortcoming)
    qtbot.waitUntil(lambda: window.tabs.currentWidget().findChildren(QPushButton) != [])
    for index in range(window.tabs.count()):
        window.tabs.setCurrentIndex(index)
        window.tabs.tabBar().setFocus()
        seen = [window.focusWidget()]
        while window.focusNextChild() and window.focusWidget() is not seen[0]:
            seen.append(window.focusWidget())
        assert seen[-1] is strip.understood, index
        assert len(seen) > 2
    toast = Toast(window)
    toast.say("已保存。" * 60)
    assert toast.isVisible()
    assert not toast.geometry().intersects(strip.geometry())
    assert not toast.geometry().intersects(window.statusBar().geometry())
