"""Where copies of the open file lie, as far as this computer knows: in folders of backups, beside it, and elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, second_place
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store


@dataclass(frozen=True)
class Copies:
    """Where copies of the open file lie that this computer knows of. folders: of backups, beside that of the file
    itself; away: folders of backups that cannot be reached now; others: copies at other places, which are only named.
    """

    folders: tuple[Path, ...] = ()
    away: tuple[str, ...] = ()
    others: tuple[Path, ...] = ()


def copies_known(store: Store, remembered: Callable[[str, Any], Any]) -> Copies:
    """The copies of the open file that this computer knows of; `remembered` are its settings."""
    station = str(database.value("SELECT uuid FROM station WHERE own = 1"))
    recent = remembered("recent", [])
    paths = [Path(str(text)) for text in recent] if isinstance(recent, list) else []
    others = tuple(_copies(store.path, dict.fromkeys([*paths, *_beside(store.path)]), station))
    with_backups = (backup.folder_of(path) for path in others)
    others += tuple(folder for folder in with_backups if folder.is_dir())
    former = tuple(_former(store.path, station))
    kept = remembered("second_place", {})
    folder = str(kept.get("folder") or "") if isinstance(kept, dict) else ""
    if not folder:
        return Copies(former, others=others)
    if not second_place.is_there(Path(folder), str(kept.get("mark", ""))):
        return Copies(former, (folder,), others)
    there = {made.path.parent for made in second_place.backups_there(store.path, Path(folder), station)}
    return Copies(tuple(sorted({*former, *there})), (), others)


def _beside(file: Path) -> Iterator[Path]:
    """Data files in the folder of the file, but those that were set aside as damaged, which the program deals with."""
    aside = f"{backup.stem_of(file)}-损坏-"
    for path in sorted(file.parent.glob(f"*{backup.ENDING}")):
        if not path.name.startswith(aside):
            yield path


def _copies(file: Path, paths: "Iterator[Path] | dict[Path, None]", station: str) -> Iterator[Path]:
    for path in paths:
        with suppress(Refused, OSError):
            if path.is_file() and not path.samefile(file) and backup.station_of(path) == station:
                yield path


def _former(file: Path, station: str) -> Iterator[Path]:
    """Folders of backups beside the file that were made when it had another name."""
    own = backup.folder_of(file)
    for folder in sorted(file.parent.glob("*-备份")):
        file_of = folder.with_name(folder.name.removesuffix("-备份") + backup.ENDING)
        if folder != own and folder.is_dir() and not file_of.exists():
            with suppress(OSError):
                if any(_copies(file, iter(sorted(folder.glob(f"*{backup.ENDING}"))), station)):
                    yield folder
