"""A second location for backups, on another disk or a stick: whatever destroys the disk of the data destroys the
backups on it too.

A location is recognised by a mark in it. Without that, copies for a stick that is not plugged in would be written to
the computer's own disk where the stick's folder is left there, and another stick would be taken for it.
"""

import os
import re
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from cadre_desktop.kit import remains
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.backup import Backup
from cadre_desktop.kit.store.blob_folder import BlobFolder
from cadre_desktop.kit.store.lean_copy import BlobBeside

MARK = "干警管理备份位置.txt"


def mark(location: Path) -> str:
    """Make `location` one for backups; returns its mark, the same if it is one already. Raises OSError, Refused."""
    found = _mark_in(location)
    if found:
        return found
    number = uuid.uuid4().hex
    if not location.is_dir():
        raise Refused(_("找不到文件夹“{place}”，请另选一个。").format(place=location))
    text = _("这里存放“干警管理”的备份，请保留本文件。")
    remains.write_private(location / MARK, f"{text}\n{number}\n")
    return number


def is_there(location: Path, number: str) -> bool:
    """Whether the location with this mark can be reached now."""
    return bool(number) and _mark_in(location) == number


def _mark_in(location: Path) -> str:
    try:
        lines = (location / MARK).read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return ""
    return lines[-1] if lines and re.fullmatch(r"[0-9a-f]{32}", lines[-1]) else ""


def shares_disk(file: Path, location: Path) -> bool:
    """Whether a location lies on the disk of the data itself."""
    try:
        return file.stat().st_dev == location.stat().st_dev
    except OSError:
        return False


def backups_there(file: Path, location: Path, station: str) -> list[Backup]:
    """The backups of the file with this station in `location`, the last made first."""
    folder = _folder(file, location, station)
    return backup.backups_in(folder, _plain(backup.stem_of(file)))


def fill(file: Path, location: Path, made: Backup, station: str) -> Path:
    """Copy the backup `made` of `file` to `location`, with those contents beside it that are not there yet; check the
    copy and thin the older ones there. Returns its path. Raises Refused or OSError; then nothing half is left there.
    """
    folder, stem = _folder(file, location, station), _plain(backup.stem_of(file))
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / backup.name_for(stem, made)
    beside = backup.blobs_of(made.path)
    with BlobFolder(folder).in_use() if beside else nullcontext():
        _bring(file, made, BlobFolder(folder), beside)
        if not (target.exists() and target.stat().st_size == made.path.stat().st_size):
            _copy(made.path, target)
    backup.thin(backup.backups_in(folder, stem), target)
    backup.drop_unneeded(target)
    return target


def _bring(file: Path, made: Backup, there: BlobFolder, wanted: Sequence[BlobBeside]) -> None:
    """Bring the blobs of the backup `made` to the folder `there`, from beside it, or from the `file` itself where they
    are not whole there. What is there is read again, a part each time: sticks lose data. Raises BlobsMissing when one
    is found nowhere."""
    in_turn, source = backup.read_again(made), made.path
    fresh = [
        blob.name
        for blob in wanted
        if there.size(blob.name) != blob.size or (in_turn(blob.name) and there.read(blob.name) is None)
    ]
    missing: list[str] = []

    def contents() -> Iterator[tuple[str, bytes]]:
        with backup.finding(source, file) as find:
            for name in fresh:
                content = find(name)
                if content is None:
                    missing.append(name)
                else:
                    yield name, content

    there.keep(contents())
    if missing:
        raise backup.BlobsMissing(source, missing)


def _copy(source: Path, target: Path) -> None:
    part = remains.part_of(target)
    try:
        remains.make_private(part)
        with source.open("rb") as whole, part.open("r+b") as copy:
            shutil.copyfileobj(whole, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())
        backup.verify(part)
        if backup.head(part) != backup.head(source):
            raise Refused(_("拷到“{place}”的备份读回来与原来不符，请换一个盘。").format(place=target.parent))
        part.replace(target)
    finally:
        remains.discard(part)


def _folder(file: Path, location: Path, station: str) -> Path:
    """The folder for the backups of this file: files with the same name that are not copies of each other get different
    ones."""
    stem = _plain(backup.stem_of(file))
    folder, number = location / f"{stem}-备份", 2
    while folder.exists() and not _is_of(folder, stem, station):
        folder, number = location / f"{stem}-备份{number}", number + 1
    return folder


def _is_of(folder: Path, stem: str, station: str) -> bool:
    for found in backup.backups_in(folder, stem):
        try:
            return backup.station_of(found.path) == station
        except Refused:  # damaged: the next tells
            continue
    return True


def _plain(stem: str) -> str:
    """A name that every disk takes: sticks know fewer characters than the computer's own."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f\udc80-\udcff]', "_", stem).strip(" .")
    return plain.encode()[:120].decode(errors="ignore") or "_"
