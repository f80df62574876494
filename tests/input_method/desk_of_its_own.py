"""A desk with nobody at it: an X server, a session bus, a window manager, one input method, and hands for the keys.

Everything lives in a folder of its own and ends with it; nothing of whoever runs the tests is touched.
"""

import itertools
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
PATIENCE = 30.0
"""Seconds after which something that should have come is given up; the machine may be busy."""
_LOOKS_AGAIN = 40
"""How often it is looked whether an input method has turned to Chinese before it is told so again."""
_LEAST = 50
"""The px that a window with candidates is wider than; some keep a small one beside."""
SCREEN = (1366, 768)
_LOOK = 0.05
"""Seconds that a condition is waited for before it is looked at again; what comes by a pipe is waited for itself."""
PROGRAM = Path(__file__).with_name("program.py")

_FCITX4 = "[Profile]\nIMName=pinyin\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\n"
_FCITX5 = (
    "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n[Groups/0/Items/0]\nName=keyboard-us\nLayout=\n"
    "[Groups/0/Items/1]\nName=pinyin\nLayout=\n[GroupOrder]\n0=Default\n"
)


@dataclass(frozen=True)
class Framework:
    """How an input method is started with pinyin in it. `needs` are programs, or files where there is none; `owns` is
    its name on the bus, by which it is known to serve; `window` names the window of its candidates; `switch` turns it
    to Chinese, by a command or else by Ctrl+Space, and `asked` answers with `chinese` in it when it is."""

    name: str
    command: tuple[str, ...]
    needs: tuple[str, ...]
    owns: str
    window: str
    asked: tuple[str, ...]
    chinese: str
    settings: tuple[str, str] = ("", "")
    switch: tuple[str, ...] = ()


_CALL = ("dbus-send", "--session", "--print-reply")
FRAMEWORKS = (
    Framework(
        "fcitx 4",
        ("fcitx", "-D"),
        ("fcitx",),
        "org.fcitx.Fcitx-{display}",
        "Fcitx Input Window",
        (*_CALL, "--dest=org.fcitx.Fcitx", "/inputmethod", "org.fcitx.Fcitx.InputMethod.GetCurrentState"),
        "int32 2",
        ("fcitx/profile", _FCITX4),
    ),
    Framework(
        "fcitx 5",
        ("fcitx5", "--disable=wayland,cloudpinyin"),
        ("fcitx5", "/usr/share/fcitx5/inputmethod/pinyin.conf"),
        "org.fcitx.Fcitx5",
        "Fcitx5 Input Window",
        (*_CALL, "--dest=org.fcitx.Fcitx5", "/controller", "org.fcitx.Fcitx.Controller1.State"),
        "int32 2",
        ("fcitx5/profile", _FCITX5),
    ),
    Framework(
        "ibus",
        ("ibus-daemon", "--replace"),
        ("ibus-daemon", "ibus", "/usr/share/ibus/component/libpinyin.xml"),
        "org.freedesktop.IBus",
        "ibus-ui-gtk3",
        ("ibus", "engine"),
        "libpinyin",
        switch=("ibus", "engine", "libpinyin"),
    ),
)


class Area(NamedTuple):
    """A rectangle on the screen, in px."""

    left: int
    top: int
    width: int
    height: int


def lacking(*needs: str) -> str:
    """The programs that are not installed, as the reason of a skipped test; empty if all are there."""
    tools = ("Xvfb", "xdotool", "xwininfo", "dbus-daemon", "dbus-send", "openbox", *needs)
    gone = [tool for tool in tools if not (Path(tool).exists() if "/" in tool else shutil.which(tool))]
    return f"not installed: {', '.join(gone)}" if gone else ""


def until(what: str, look: Callable[[], T | None]) -> T:
    """Look until there is something to see, and answer it; a test fails that has waited for `what` too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if seen := look():
            return seen
        select.select([], [], [], _LOOK)
    raise AssertionError(f"waited {PATIENCE} s in vain: {what}")


class Desk:
    """Stands from `__enter__` to `__exit__`. `environment` is what programs on it see."""

    def __init__(self, folder: Path, framework: Framework):
        self.folder, self.framework = folder, framework
        self._running: list[subprocess.Popen[Any]] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> "Desk":
        try:
            self._stand()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        for process in reversed(self._running):  # with all they have started
            with_children = os.getpgid(process.pid) if process.poll() is None else 0
            if with_children:
                os.killpg(with_children, signal.SIGTERM)
        for process in self._running:
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
            for pipe in filter(None, (process.stdin, process.stdout)):
                pipe.close()

    def start(self, *command: str, **more: Any) -> "subprocess.Popen[Any]":
        """Start a program that lives as long as the desk; what it says goes to a file of its name."""
        with (self.folder / f"{Path(command[0]).name}.log").open("ab") as log:
            more = {"env": self.environment, "stdout": log, "stderr": log, "start_new_session": True, **more}
            self._running.append(subprocess.Popen(command, **more))
        return self._running[-1]

    def ask(self, *command: str) -> str:
        """What a short command answers; empty if it fails."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=60)
        return done.stdout if done.returncode == 0 else ""

    def _stand(self) -> None:
        home = {f"XDG_{name}_HOME": str(self.folder / name.lower()) for name in ("CONFIG", "CACHE", "DATA")}
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700)
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        self.environment = {**kept, **home, "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(runtime)}
        self.environment |= {
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        self.environment["DISPLAY"] = ":" + self._told("Xvfb", "-displayfd", "{}", "-screen", "0", "1366x768x24")
        bus = self._told("dbus-daemon", "--session", "--nofork", "--print-address={}")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus
        self.start("openbox")
        file, content = self.framework.settings
        if file:
            (self.folder / "config" / file).parent.mkdir(parents=True)
            (self.folder / "config" / file).write_text(content, "utf-8")
        self.start(*self.framework.command)
        name = self.framework.owns.format(display=self.environment["DISPLAY"][1:])
        until(f"{self.framework.name} on the bus", lambda: f'"{name}"' in self.ask(*_LIST_NAMES))

    def _told(self, *command: str) -> str:
        """Start a program that writes where it is to be found to the file descriptor put for ``{}``."""
        reading, writing = os.pipe()
        self.start(*(part.format(writing) for part in command), pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as answer:
            return answer.readline().strip()

    # Hands and eyes.

    def type(self, keys: str) -> None:
        """Type letters, digits and blanks as a person does: one after the other."""
        self.press(*("space" if key == " " else key for key in keys))

    def press(self, *keys: str) -> None:
        """Press keys by their names in X."""
        subprocess.run(["xdotool", "key", "--delay", "40", *keys], env=self.environment, check=True, timeout=60)

    def candidates(self) -> "Area | None":
        """Where the window with candidates stands on the screen, None while there is none."""
        for line in self.ask("xwininfo", "-root", "-tree").splitlines():
            found = re.match(rf'\s+(0x\w+) "{self.framework.window}": .* (\d+)x(\d+)\S+\s+\+(-?\d+)\+(-?\d+)$', line)
            if found and int(found[2]) > _LEAST and "IsViewable" in self.ask("xwininfo", "-id", found[1]):
                return Area(int(found[4]), int(found[5]), int(found[2]), int(found[3]))
        return None

    def turn_to_chinese(self) -> None:
        """Let the input method of the field with the keyboard write Chinese."""
        looks = itertools.count()

        def turned() -> bool:
            if self.framework.chinese in self.ask(*self.framework.asked):
                return True
            if next(looks) % _LOOKS_AGAIN == 0:  # what comes before the field has told of itself is lost
                if self.framework.switch:
                    self.ask(*self.framework.switch)
                else:
                    self.press("ctrl+space")
            return False

        until(f"{self.framework.name} writes Chinese", turned)
        until("no word about it", lambda: self.candidates() is None)

    def open_program(self, *arguments: str) -> "Program":
        """Start the program on this desk; it can be asked questions."""
        return Program(self, arguments)


_LIST_NAMES = (
    *("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"),
    "org.freedesktop.DBus.ListNames",
)


class Program:
    """The program in a process of its own, as `program.py` lets it be asked."""

    def __init__(self, desk: Desk, arguments: tuple[str, ...]):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = desk.start(sys.executable, str(PROGRAM), *arguments, **pipes)

    def ask(self, question: str, **details: Any) -> Any:
        """What the program answers to a question (see there)."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps({"ask": question, **details}), file=self._process.stdin, flush=True)
        ready, _write, _error = select.select([self._process.stdout], [], [], PATIENCE)
        answer = self._process.stdout.readline() if ready else ""
        assert answer, f"no answer to {question} {details}"
        return json.loads(answer)
