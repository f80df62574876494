"""Backups: whole copies beside the court's file, verified by opening them, thinned as they age.

A copy is made by SQLite itself (`VACUUM INTO`); copying an open WAL database as a file would lose rows.
"""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.troubles import known_trouble, tells_damage

RECENT_DAYS = 2
KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 12, 10, 9

_ENDING = ".cadre"
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Backup:
    """A backup file, when it was made and why."""

    path: Path
    at: datetime
    reason: str


class CannotRead(Refused):
    """The file to be copied is damaged or none of ours."""


def folder_of(file: Path) -> Path:
    """Where the backups of a court's file lie: beside it, so that one copies them together."""
    return file.with_name(_stem(file) + "-备份")


def _stem(file: Path) -> str:
    return file.name.removesuffix(_ENDING)


def backups(file: Path) -> list[Backup]:
    """All backups of `file`, newest first."""
    folder = folder_of(file)
    found = [_read_name(file, path) for path in folder.iterdir()] if folder.is_dir() else []
    return sorted((backup for backup in found if backup), key=lambda backup: backup.at, reverse=True)


def _read_name(file: Path, path: Path) -> Backup | None:
    name = re.fullmatch(re.escape(_stem(file)) + r"-(\d{8}-\d{6})-(.*)" + re.escape(_ENDING), path.name)
    if name is None:
        return None
    try:
        return Backup(path, datetime.strptime(name[1], _STAMP), name[2])
    except ValueError:  # no such day: somebody has renamed it
        return None


def make(file: Path, reason: str, now: datetime) -> Backup:
    """Back up the open or closed `file` into its folder, verify the copy and thin the older ones; raises as `copy`."""
    folder = folder_of(file)
    folder.mkdir(exist_ok=True)
    reason = re.sub(r'[\\/:*?"<>|]', " ", reason)
    path = folder / f"{_stem(file)}-{now.strftime(_STAMP)}-{reason}{_ENDING}"
    copy(file, path)
    for old in superfluous(backups(file)):
        with contextlib.suppress(OSError):  # one too many does no harm
            old.path.unlink()
    return Backup(path, now.replace(microsecond=0), reason)


def copy(file: Path, target: Path) -> None:
    """Write a verified copy of `file` to `target`; a file already there is replaced only by a good copy.

    Raises CannotRead when `file` is damaged, Refused when it cannot be copied (a full disk), OSError likewise.
    """
    if target.exists() and target.samefile(file):
        raise Refused(_("不能把数据文件备份到它自己，请换一个文件名。"))
    part = target.with_name(target.name + ".part")
    try:
        _copy(file, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _copy(file: Path, part: Path) -> None:
    part.unlink(missing_ok=True)
    with _opened(file) as connection:
        steps = connection.execute("SELECT count(*) FROM step").fetchone()[0]
        connection.execute("VACUUM INTO ?", (str(part),))
    verify(part, steps)


def verify(path: Path, steps: int = 0) -> None:
    """Open a backup and check it whole and that it has at least `steps` steps; raises Refused if not."""
    with _opened(path) as connection:
        trouble = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        found = connection.execute("SELECT count(*) FROM step").fetchone()[0]
    if trouble != "ok" or found < steps:
        raise CannotRead(_("“{name}”不完整，请另选一份备份。").format(name=path.name))


def head(path: Path) -> str:
    """The hash of the last step in `path`, which stands for all steps; empty when there is none."""
    with _opened(path, "ro") as connection:
        row = connection.execute("SELECT hash FROM step ORDER BY rowid DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def last_step(path: Path) -> tuple[int, str]:
    """Place and hash of the last step in `path`; the place is 0 in files of before version 4, the hash empty when
    there is no step. Raises Refused when it cannot be read."""
    with _opened(path, "ro") as connection:
        placed = connection.execute("SELECT 1 FROM pragma_table_info('step') WHERE name = 'seq'").fetchone()
        seq = "seq" if placed else "0"
        row = connection.execute(f"SELECT {seq}, hash FROM step ORDER BY rowid DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def holds(path: Path, step: str) -> bool:
    """Whether a backup can be read and has the step with this hash."""
    try:
        with _opened(path, "ro") as connection:
            return connection.execute("SELECT 1 FROM step WHERE hash = ?", (step,)).fetchone() is not None
    except Refused:  # of no use then
        return False


@contextlib.contextmanager
def _opened(path: Path, mode: str = "rw") -> Iterator[Any]:
    """A connection of its own; what goes wrong on it becomes a sentence where it is known."""
    if not path.is_file():
        raise Refused(_("找不到文件“{name}”。").format(name=path))
    try:
        connection = dbapi2.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()
    except (dbapi2.DatabaseError, UnicodeDecodeError) as error:
        if tells_damage(error):
            raise CannotRead(_("“{name}”已损坏，或不是数据文件，请另选一份备份。").format(name=path.name)) from error
        if sentence := known_trouble(error):
            raise Refused(sentence) from error
        raise


def superfluous(found: Iterable[Backup]) -> list[Backup]:
    """Backups to delete. All of the latest two days that have any stay, so does the newest of each of the latest 12
    days, 10 weeks and 9 months that have any."""
    newest_first = sorted(found, key=lambda backup: backup.at, reverse=True)
    days = sorted({backup.at.date() for backup in newest_first}, reverse=True)[:RECENT_DAYS]
    kept = {backup.path for backup in newest_first if backup.at.date() in days}
    periods: tuple[tuple[int, Callable[[datetime], Any]], ...] = (
        (KEPT_DAYS, datetime.date),
        (KEPT_WEEKS, lambda at: at.isocalendar()[:2]),
        (KEPT_MONTHS, lambda at: (at.year, at.month)),
    )
    for limit, period in periods:
        newest: dict[Any, Path] = {}
        for backup in newest_first:
            newest.setdefault(period(backup.at), backup.path)
        kept.update(list(newest.values())[:limit])
    return [backup for backup in newest_first if backup.path not in kept]


def restore(file: Path, source: Path, now: datetime) -> Path | None:
    """Put `source` in the place of `file` (which must be closed); the present state is kept as a copy.

    Returns where the present state went: a backup, or the damaged file under another name; None if there was none.
    Raises Refused when `source` is no good or cannot be copied; then `file` is untouched.
    """
    part = file.with_name(file.name + ".part")
    try:
        _copy(source, part)  # first of all: the backup of the present state may thin `source` away
        kept = _set_aside(file, now) if file.exists() else None
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return kept


def _set_aside(file: Path, now: datetime) -> Path:
    try:
        return make(file, _("恢复前"), now).path
    except CannotRead:
        damaged = file.with_name(f"{_stem(file)}-损坏-{now.strftime(_STAMP)}{_ENDING}")
        for ending in ("-wal", ""):
            whole = file.with_name(file.name + ending)
            if whole.exists():
                whole.replace(damaged.with_name(damaged.name + ending))
        return damaged
