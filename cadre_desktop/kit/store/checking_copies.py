"""Checks what lies beside backups: every content is read once and compared with its name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.backup import Backup, blobs_of
from cadre_desktop.kit.store.blob_folder import BlobFolder


@dataclass
class Wanting:
    """What is missing or damaged in one folder of blobs, by hash, and the backups that need any of it, the last made
    first."""

    folder: Path
    names: set[str] = field(default_factory=set)
    copies: list[Backup] = field(default_factory=list)


def wanting(copies: Iterable[Backup]) -> list[Wanting]:
    """What is wanting beside `copies`, by folder; folders where nothing is are left out. A copy that cannot be read
    itself is passed over here; that is reported when it is to be restored."""
    by_folder: dict[Path, list[Backup]] = {}
    for made in copies:
        by_folder.setdefault(made.path.parent, []).append(made)
    found = [_of_folder(folder, made) for folder, made in by_folder.items()]
    return [each for each in found if each.names]


def _of_folder(location: Path, copies: list[Backup]) -> Wanting:
    folder = BlobFolder(location)
    found, whole = Wanting(folder.path), dict[str, bool]()
    with folder.in_use(to_write=False):  # or one might go with its copy meanwhile
        for made in copies:
            try:
                needed = [blob.name for blob in blobs_of(made.path)]
            except Refused:
                continue
            for name in needed:
                if name not in whole:
                    whole[name] = folder.read(name) is not None
            lost = {name for name in needed if not whole[name]}
            if lost:
                found.names |= lost
                found.copies.append(made)
    return found
