"""What is remembered on this computer between two starts, in one small JSON file in the data folder."""

import json
from pathlib import Path
from typing import Any, Protocol


class Settings(Protocol):
    """Remembers plain JSON data by key."""

    def get(self, key: str, default: Any = None) -> Any:
        """The remembered value, or `default`."""
        ...

    def put(self, key: str, value: Any) -> None:
        """Remember a value."""
        ...


class FileSettings:
    """Settings in the JSON file `path`. A file that cannot be read or written costs the settings, never the work."""

    def __init__(self, path: Path):
        self._path = path
        self._values = _read(path)

    def get(self, key: str, default: Any = None) -> Any:
        """The remembered value (plain JSON data), or `default`."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Remember a value; the file is replaced whole, so that a crash leaves the old or the new one."""
        if key in self._values and self._values[key] == value:
            return
        self._values[key] = value
        part = self._path.with_name(self._path.name + ".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            part.replace(self._path)
        except OSError as error:
            _warn("settings not saved: %s", error)


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _warn("settings not read: %s", error)
        return {}
    return values if isinstance(values, dict) else {}


def _warn(message: str, error: Exception) -> None:
    import logging

    logging.getLogger(__name__).warning(message, error)
