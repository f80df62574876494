"""Backups: whole copies beside the court's file, verified by opening them, thinned as they age.

A copy is made by SQLite itself (`VACUUM INTO`); copying an open WAL database as a file would lose rows.
"""

import contextlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 12, 10, 9

_STAMP = re.compile(r"-(\d{8}-\d{6})-([^-]*)\.cadre$")


@dataclass(frozen=True)
class Backup:
    """A backup file, when it was made and why."""

    path: Path
    at: datetime
    reason: str


def folder_of(file: Path) -> Path:
    """Where the backups of a court's file lie: beside it, so that one copies them together."""
    return file.with_name(file.stem + "-备份")


def backups(file: Path) -> list[Backup]:
    """All backups of `file`, newest first."""
    named = ((path, _STAMP.search(path.name)) for path in folder_of(file).glob(f"{_escaped(file.stem)}-*.cadre"))
    found = (Backup(path, datetime.strptime(m[1], "%Y%m%d-%H%M%S"), m[2]) for path, m in named if m)
    return sorted(found, key=lambda backup: backup.at, reverse=True)


def _escaped(stem: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", stem)


def make(file: Path, reason: str, now: datetime) -> Backup:
    """Back up the open or closed `file` into its folder, verify the copy and thin the older ones."""
    folder = folder_of(file)
    folder.mkdir(exist_ok=True)
    path = folder / f"{file.stem}-{now:%Y%m%d-%H%M%S}-{reason}.cadre"
    copy(file, path)
    backup = Backup(path, now.replace(microsecond=0), reason)
    for old in superfluous(backups(file)):
        old.path.unlink()
    return backup


def copy(file: Path, target: Path) -> None:
    """Write a verified copy of `file` to `target`; a file already there is replaced only by a good copy.

    Raises Refused when the copy does not open, OSError or the driver's error when it cannot be written.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with _opened(file) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
            steps = connection.execute("SELECT count(*) FROM step").fetchone()[0]
        verify(part, steps)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def verify(path: Path, steps: int | None = None) -> None:
    """Open a backup and check it whole; raises Refused with the reason if it is not."""
    try:
        with _opened(path) as connection:
            trouble = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            found = connection.execute("SELECT count(*) FROM step").fetchone()[0]
    except dbapi2.DatabaseError as error:
        raise Refused(_("备份文件“{name}”打不开，请另选一份备份。").format(name=path.name)) from error
    if trouble != "ok" or (steps is not None and found != steps):
        raise Refused(_("备份文件“{name}”不完整，请另选一份备份。").format(name=path.name))


@contextlib.contextmanager
def _opened(path: Path) -> Any:
    if not path.is_file():
        raise Refused(_("找不到文件“{name}”。").format(name=path))
    connection = dbapi2.connect(f"file:{_uri(path)}?mode=rw", uri=True, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _uri(path: Path) -> str:
    return path.resolve().as_uri().removeprefix("file:")


def superfluous(found: Iterable[Backup]) -> list[Backup]:
    """Backups to delete: kept are all of the last day that has any, so that none made today goes while it may be
    wanted, and the newest of each of the last 12 days, 10 weeks and 9 months that have any.
    """
    newest_first = sorted(found, key=lambda backup: backup.at, reverse=True)
    kept = {backup.path for backup in newest_first if backup.at.date() == newest_first[0].at.date()}
    periods: tuple[tuple[int, Callable[[datetime], Any]], ...] = (
        (KEPT_DAYS, datetime.date),
        (KEPT_WEEKS, lambda at: at.isocalendar()[:2]),
        (KEPT_MONTHS, lambda at: (at.year, at.month)),
    )
    for limit, period in periods:
        seen: dict[Any, Path] = {}
        for backup in newest_first:
            seen.setdefault(period(backup.at), backup.path)
        kept.update(list(seen.values())[:limit])
    return [backup for backup in newest_first if backup.path not in kept]


def restore(file: Path, source: Path, now: datetime) -> Path | None:
    """Put `source` in the place of `file` (which must be closed); the present state is kept as a copy.

    Returns where the present state went: a backup, or for a damaged file a renamed copy; None if there was none.
    """
    verify(source)
    kept = None
    if file.exists():
        try:
            kept = make(file, "恢复前", now).path
        except (Refused, dbapi2.DatabaseError):
            kept = file.with_name(f"{file.stem}-损坏-{now:%Y%m%d-%H%M%S}{file.suffix}")
            kept.write_bytes(file.read_bytes())
    part = file.with_name(file.name + ".part")
    with _opened(source) as connection:
        part.unlink(missing_ok=True)
        connection.execute("VACUUM INTO ?", (str(part),))
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    part.replace(file)
    return kept
