"""The data files of this computer: their extension, the folder for them, and which ones were opened last.

Known before anything that reads a file is loaded, so that a start is quick.
"""

from pathlib import Path
from typing import Any, Protocol

EXTENSION = ".cadre"
_KEPT = 8
"""How many files are remembered."""
_SETTING = "recent"


class Kept(Protocol):
    """Settings of this computer."""

    def get(self, key: str, default: Any = None) -> Any: ...

    def put(self, key: str, value: Any) -> None: ...


def recent_files(settings: Kept) -> list[Path]:
    """Recently opened files that still exist, newest first."""
    return [path for path in map(Path, _kept(settings.get(_SETTING, []))) if _is_there(path)]


def _kept(found: Any) -> list[str]:
    """The names in what is remembered, which may have been written by anybody."""
    return [text for text in found if isinstance(text, str)] if isinstance(found, list) else []


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # in a folder that may not be looked into, or with a name no disk takes
        return False


def keep_recent(settings: Kept, path: Path) -> None:
    """Remember a file as the one opened last."""
    path = path.absolute()
    others = [text for text in _kept(settings.get(_SETTING, [])) if text != str(path)]
    settings.put(_SETTING, [str(path), *others][:_KEPT])


def data_folder() -> Path:
    """The user's folder for this program's data."""
    import platformdirs

    folder = platformdirs.user_data_path("CadreDesktop", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
