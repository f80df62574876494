"""Where files are and which were open last; known before anything of a file is loaded, so that a start is quick."""

from pathlib import Path
from typing import Any, Protocol

EXTENSION = ".cadre"
_KEPT = 8
"""Files that are remembered."""
_SETTING = "recent"


class Kept(Protocol):
    """Settings of this computer."""

    def get(self, key: str, default: Any = None) -> Any: ...

    def put(self, key: str, value: Any) -> None: ...


def recent_files(settings: Kept) -> list[Path]:
    """Recently opened files that still exist, newest first."""
    return [path for path in map(Path, settings.get(_SETTING, [])) if path.exists()]


def keep_recent(settings: Kept, path: Path) -> None:
    """Remember a file as the one opened last."""
    path = path.absolute()
    others = [text for text in settings.get(_SETTING, []) if text != str(path)]
    settings.put(_SETTING, [str(path), *others][:_KEPT])


def data_folder() -> Path:
    """The user's folder for this program's data."""
    import platformdirs

    folder = platformdirs.user_data_path("CadreDesktop", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
