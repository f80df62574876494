"""What is remembered on this computer between two starts, in one small JSON file in the data folder."""

import json
from pathlib import Path
from typing import Any, Protocol

from cadre_desktop.kit import remains
from cadre_desktop.kit.language import _

_LARGEST = 1 << 31
"""Of numbers that a window takes."""


class Settings(Protocol):
    """Remembers plain JSON data by key."""

    def get(self, key: str, default: Any = None) -> Any:
        """The remembered value, or `default`."""
        ...

    def put(self, key: str, value: Any) -> None:
        """Remember a value."""
        ...


class FileSettings:
    """Settings in the JSON file `path`. A file that cannot be read or written costs the settings, never the work.

    One that is broken is set aside under another name; `trouble` says so, in a sentence, until it is `told`.
    """

    def __init__(self, path: Path):
        self._path = path
        self.trouble = ""
        self._values = self._read()

    def get(self, key: str, default: Any = None) -> Any:
        """The remembered value (plain JSON data), or `default`; that too where there is something of another sort."""
        value = self._values.get(key, default)
        return value if default is None or _alike(value, default) else default

    def told(self) -> str:
        """The trouble there was, in a sentence, the first time this is asked; empty when there was none."""
        trouble, self.trouble = self.trouble, ""
        return trouble

    def put(self, key: str, value: Any) -> None:
        """Remember a value; the file is replaced whole, so that a crash leaves the old or the new one."""
        if key in self._values and self._values[key] == value:
            return
        self._values[key] = value
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            remains.write_private(self._path, json.dumps(self._values, ensure_ascii=False, indent=1))
        except OSError as error:
            _warn("settings not saved: %s", error)

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_text(encoding="utf-8", errors="surrogatepass"))
        except FileNotFoundError:
            return {}
        except PermissionError as error:
            _warn("settings not read: %s", error)
            return {}
        except (OSError, ValueError, RecursionError) as error:
            return self._set_aside(error)
        return values if isinstance(values, dict) else self._set_aside(TypeError("no settings"))

    def _set_aside(self, error: Exception) -> dict[str, Any]:
        """Keep the broken file (or whatever lies there) under a free name; `told` says it."""
        number = 1
        while (aside := self._path.with_name(f"{self._path.stem}-{_('损坏')}{number}{self._path.suffix}")).exists():
            number += 1
        try:
            self._path.rename(aside)
        except OSError as trouble:
            _warn(f"settings not set aside ({error}): %s", trouble)
            return {}
        words = _("本机的设置文件已损坏，已改名为“{name}”保留；窗口、列宽和最近打开的文件从头记起，数据不受影响。")
        self.trouble = words.format(name=aside.name)
        return {}


def part(state: Any, key: str, default: Any) -> Any:
    """What a remembered value has under `key`; `default` where it has nothing of that sort there."""
    value = state.get(key, default) if isinstance(state, dict) else default
    return value if _alike(value, default) else default


def _alike(value: Any, default: Any) -> bool:
    """Whether a value is of the sort of `default`: what somebody has written into the file may be of any."""
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, int):
        return isinstance(value, int) and abs(value) < _LARGEST
    return isinstance(value, type(default))


def _warn(message: str, error: Exception) -> None:
    import logging

    logging.getLogger(__name__).warning(message, error)
