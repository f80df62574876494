"""Deciding between window and command line, and saying in one sentence what a machine lacks."""

import os
import sys
from pathlib import Path

from cadre_desktop.kit.language import _

MISSING = {
    "libGL.so": "libgl1",
    "libEGL.so": "libegl1",
    "libxkbcommon.so": "libxkbcommon0",
    "libxkbcommon-x11.so": "libxkbcommon-x11-0",
    "libxcb-cursor.so": "libxcb-cursor0",
    "libxcb-icccm.so": "libxcb-icccm4",
    "libxcb-keysyms.so": "libxcb-keysyms1",
    "libxcb-shape.so": "libxcb-shape0",
    "libxcb-randr.so": "libxcb-randr0",
    "libfontconfig.so": "libfontconfig1",
    "libfreetype.so": "libfreetype6",
    "libglib-2.0.so": "libglib2.0-0",
    "libdbus-1.so": "libdbus-1-3",
}
"""Shared libraries Qt needs on Linux, and the Debian package that brings each."""

_READING = "--reading-process"
"""`reading_child.ARGUMENT`, here without the module: the window opens sooner."""


def main(arguments: list[str]) -> int:
    """Run the program; returns the exit code: 0, 1 for refused input, 2 for wrong use."""
    if sys.version_info < (3, 11):  # noqa: UP036 - who starts an old Python deserves a sentence
        print(_("需要 Python 3.11 或更新版本，请先安装。"), file=sys.stderr)
        return 2
    if arguments == [_READING]:
        from cadre_desktop.kit.documents.reading_child import serve

        return serve()
    wanted = _window_arguments(arguments)
    if wanted is None:
        from cadre_desktop.cli.parser import run

        return run(arguments)
    if lacking := _lacking():
        print(lacking, file=sys.stderr)
        return 1
    from cadre_desktop.window.launch import run_window

    return run_window(*wanted)


def _window_arguments(arguments: list[str]) -> tuple[Path | None, bool] | None:
    """(file, demonstration) if the window is wanted, None if it is a command."""
    if arguments == ["--demo"]:
        return None, True
    if not arguments:
        return None, False
    if len(arguments) == 2 and arguments[0] == "--db":
        return Path(arguments[1]), False
    if len(arguments) == 1 and arguments[0].endswith(".cadre"):
        return Path(arguments[0]), False
    return None


def _lacking() -> str:
    """Why no window can be opened on this machine, with the remedy, in one sentence; empty if one can."""
    command_line = _("不开窗口也可以用命令行，见 python main.py --help。")
    try:
        import PySide6.QtWidgets  # noqa: F401 - the import itself is the test
    except ImportError as error:
        package = next((deb for library, deb in MISSING.items() if library in str(error)), "")
        remedy = _("请运行 sudo apt-get install {package}").format(package=package or _("README 所列的系统库"))
        if isinstance(error, ModuleNotFoundError):
            remedy = _("请按 README 第一条命令安装")
        return _("缺少运行窗口所需的库（{error}）：{remedy}；{cli}").format(
            error=error, remedy=remedy, cli=command_line
        )
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "xcb") not in {"xcb", "wayland"}:
        return ""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return _("没有图形界面可用（未设置 DISPLAY）：请在桌面环境中运行；{cli}").format(cli=command_line)
    return _lacking_xcb(command_line)


def _lacking_xcb(command_line: str) -> str:
    """Qt aborts without a word Python could catch when its X11 plugin does not load, so it is looked at first."""
    import ctypes
    import socket

    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    for library, package in MISSING.items():
        if "xcb" in library or "xkbcommon-x11" in library:
            try:
                ctypes.CDLL(_soname(library))
            except OSError:
                return _("缺少系统库 {library}：请运行 sudo apt-get install {package}；{cli}").format(
                    library=library, package=package, cli=command_line
                )
    display = os.environ["DISPLAY"]
    host, _colon, number = display.partition(":")
    if not host and number:
        with socket.socket(socket.AF_UNIX) as probe:
            paths = (f"/tmp/.X11-unix/X{number.split('.')[0]}", f"\0/tmp/.X11-unix/X{number.split('.')[0]}")
            if not any(_answers(probe, path) for path in paths):
                return _("连接不上图形界面 {display}：请在桌面环境中运行；{cli}").format(
                    display=display, cli=command_line
                )
    return ""


def _answers(probe: "object", path: str) -> bool:
    try:
        probe.connect(path)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True


def _soname(library: str) -> str:
    numbers = {"libxcb-icccm.so": "4", "libxcb-keysyms.so": "1", "libxkbcommon-x11.so": "0"}
    return f"{library}.{numbers.get(library, '0')}"
