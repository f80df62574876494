"""Which input method serves on this desk, found out before Qt makes its application; Linux only.

Qt reads a variable to load one module for input methods. PySide6 from PyPI has two that matter: ``ibus``, which also
reaches fcitx 5 through the portal of IBus, and ``compose``, which knows no Chinese. The modules that distributions
build are made for their own Qt and do not load into PySide6's; fcitx 4 (Kylin V10, UOS 20) has no portal of IBus, so
the program speaks to it itself (`kit.qt.fcitx`). Variables alone are not enough to know: desktops set them for Qt 5 and
for frameworks that do not run. So the session bus is asked who is there.
"""

import os
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cadre_desktop.kit.language import _

FCITX5 = "org.fcitx.Fcitx5"
IBUS = "org.freedesktop.IBus"
IBUS_PORTAL = "org.freedesktop.portal.IBus"
_VARIABLES = ("QT_IM_MODULES", "QT_IM_MODULE", "IBUS_USE_PORTAL")
_ANSWER_MS = 500
"""How long the bus may take to list its names; it takes less than one."""
_UNKNOWN_TO_QT = {"", "xim", "wayland"}
"""What `QT_IM_MODULE` names without naming a module: Qt 6 has no XIM (it takes ``compose`` instead), and ``wayland``
means the compositor, which Qt uses by itself."""


@dataclass(frozen=True)
class InputMethodChoice:
    """What the window uses. `module` is Qt's module, empty where Qt may choose by itself; `portal` that ``ibus`` goes
    through the portal; `fcitx4` the name on the bus of the fcitx 4 that the program speaks to itself or waits for, else
    empty; `problem` why Chinese cannot be typed, with the remedy, else empty."""

    module: str = ""
    portal: bool = False
    fcitx4: str = ""
    problem: str = ""


def choose(
    environment: Mapping[str, str], names: Collection[str], ibus_runs: bool, loadable: Callable[[str], bool]
) -> InputMethodChoice:
    """What to use, given the names owned on the session bus, whether IBus has left its address, and which of Qt's
    modules can be loaded.

    A module that was asked for by name and can be loaded is kept. It is helped out only where it has nobody to talk
    to: ``ibus`` while fcitx 4 alone serves.
    """
    wanted = wanted_modules(environment)
    fcitx4 = f"org.fcitx.Fcitx-{display_number(environment)}"
    ibus_serves = ibus_runs or IBUS in names or IBUS_PORTAL in names
    for module in wanted:
        if module == "ibus" and loadable(module):
            if ibus_serves:
                return InputMethodChoice(module, _through_portal(names, ibus_runs))
            return InputMethodChoice(module, fcitx4=fcitx4) if fcitx4 in names else _nobody(environment, names, fcitx4)
        if module not in _UNKNOWN_TO_QT and loadable(module):
            return InputMethodChoice(module)
    if on_wayland(environment) and not any(module not in _UNKNOWN_TO_QT for module in wanted):
        return InputMethodChoice()  # the compositor serves, and Qt asks it by itself
    fcitx_meant = any("fcitx" in module for module in wanted) or "fcitx" in environment.get("XMODIFIERS", "")
    if FCITX5 in names and IBUS_PORTAL in names:
        return InputMethodChoice("ibus", portal=True)
    if fcitx4 in names and (fcitx_meant or not ibus_serves):
        return InputMethodChoice("compose", fcitx4=fcitx4)
    if ibus_serves:
        return InputMethodChoice("ibus", _through_portal(names, ibus_runs))
    if on_wayland(environment):
        return InputMethodChoice()
    return _nobody(environment, names, fcitx4)


def _nobody(environment: Mapping[str, str], names: Collection[str], fcitx4: str) -> InputMethodChoice:
    """Nobody serves yet. An fcitx that is started later is noticed, if there is a bus: fcitx 5 too answers to the name
    and the interface of fcitx 4. An IBus started later is seen only by Qt's module, which does not always look."""
    return InputMethodChoice("ibus", fcitx4=fcitx4 if names else "", problem=nobody_serves(environment))


def _through_portal(names: Collection[str], ibus_runs: bool) -> bool:
    """fcitx 5 is reached by the portal, and so is an IBus that has left no address."""
    return IBUS_PORTAL in names and (FCITX5 in names or not (ibus_runs or IBUS in names))


def nobody_serves(environment: Mapping[str, str]) -> str:
    """The sentence for a desk without an input method that can be used."""
    named = re.search(r"@im=([\w-]+)", environment.get("XMODIFIERS", ""))
    if named and not re.search(r"fcitx|ibus|none", named[1], re.IGNORECASE):
        return _(
            "本程序用不了“{name}”输入法框架，打不出汉字；请在系统的输入法设置里改用 fcitx 或 IBus，再重新打开本程序。"
        ).format(name=named[1])
    return _(
        "没有找到正在运行的输入法（fcitx 或 IBus），打不出汉字；请从系统菜单启动输入法，仍打不出就重新打开本程序。"
    )


def wanted_modules(environment: Mapping[str, str]) -> list[str]:
    """The modules that are asked for, first choice first: `QT_IM_MODULES` is a list and goes before `QT_IM_MODULE`."""
    several = environment.get("QT_IM_MODULES")
    return several.split(";") if several else [name for name in (environment.get("QT_IM_MODULE"),) if name]


def display_number(environment: Mapping[str, str]) -> str:
    """The number of the X display, as frameworks put it into their names: ``0`` of ``:0.0``."""
    found = re.search(r":(\d+)", environment.get("DISPLAY", ""))
    return found[1] if found else "0"


def on_wayland(environment: Mapping[str, str]) -> bool:
    """Whether Qt will talk to a Wayland compositor; on GNOME it takes X11 by itself."""
    platform = environment.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.startswith("wayland")
    gnome = "gnome" in environment.get("XDG_CURRENT_DESKTOP", "").lower()
    return environment.get("XDG_SESSION_TYPE") == "wayland" and not gnome


@contextmanager
def chosen(environment: MutableMapping[str, str] = os.environ) -> Iterator[InputMethodChoice]:
    """While QApplication is made, the variables say what serves, and Qt loads that. Afterwards they are as before:
    a program that this one opens a file with may have another Qt and better modules."""
    platform = environment.get("QT_QPA_PLATFORM", "xcb")
    if not sys.platform.startswith("linux") or not platform.startswith(("xcb", "wayland")):
        yield InputMethodChoice()
        return
    before = {name: environment.pop(name) for name in _VARIABLES if name in environment}
    choice = choose({**environment, **before}, names_on_bus(environment), ibus_has_address(environment), _loadable)
    if choice.module:
        environment["QT_IM_MODULE"] = choice.module
    if choice.portal or "IBUS_USE_PORTAL" in before:
        environment["IBUS_USE_PORTAL"] = before.get("IBUS_USE_PORTAL", "1")
    try:
        yield choice
    finally:
        for name in _VARIABLES:
            environment.pop(name, None)
        environment.update(before)


def names_on_bus(environment: Mapping[str, str]) -> frozenset[str]:
    """The well-known names that have an owner on the session bus; none where there is no bus.

    The bus is never started for this: libdbus would do that where no address is known.
    """
    usual = Path(environment.get("XDG_RUNTIME_DIR") or "/nowhere", "bus")
    address = environment.get("DBUS_SESSION_BUS_ADDRESS") or (f"unix:path={usual}" if usual.exists() else "")
    if not address:
        return frozenset()
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    link = "cadre-desktop asks who serves"  # Qt minds its own session connection being made before the application
    bus = QDBusConnection.connectToBus(address, link)
    try:
        if not bus.isConnected():
            return frozenset()
        server = "org.freedesktop.DBus"
        question = QDBusMessage.createMethodCall(server, "/org/freedesktop/DBus", server, "ListNames")
        answer = bus.call(question, QDBus.CallMode.Block, _ANSWER_MS)
        if answer.type() != QDBusMessage.MessageType.ReplyMessage:
            return frozenset()
        return frozenset(name for name in answer.arguments()[0] if not name.startswith(":"))
    finally:
        del bus
        QDBusConnection.disconnectFromBus(link)


def ibus_has_address(environment: Mapping[str, str]) -> bool:
    """Whether an IBus that still runs has left its address for this display, as also those do that own no name."""
    if environment.get("IBUS_ADDRESS"):
        return True
    home = environment.get("XDG_CONFIG_HOME") or str(Path(environment.get("HOME", "/"), ".config"))
    for file in Path(home, "ibus", "bus").glob(f"*-unix*-{display_number(environment)}"):
        try:
            process = re.search(r"^IBUS_DAEMON_PID=(\d+)", file.read_text("utf-8", "replace"), re.MULTILINE)
        except OSError:  # gone, or somebody else's: no address of ours
            continue
        if process and Path("/proc", process[1]).exists():
            return True
    return False


def _loadable(module: str) -> bool:
    """Whether Qt has a module of that name that loads: its own, and those in folders of `QT_PLUGIN_PATH`."""
    from PySide6.QtCore import QLibraryInfo, QPluginLoader

    own = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    for folder in (*os.environ.get("QT_PLUGIN_PATH", "").split(os.pathsep), own):
        for file in sorted(Path(folder, "platforminputcontexts").glob("*.so")) if folder else ():
            plugin = QPluginLoader(str(file))
            told: Any = plugin.metaData().get("MetaData") or {}
            if module in told.get("Keys", ()) and plugin.load():
                return True
    return False
