"""Backups: whole copies beside the court's file, verified by opening them, thinned as they age.

A copy is made by SQLite itself (`VACUUM INTO`); copying an open WAL database as a file would lose rows. Backups are
numbered in the order in which they are made, and that order counts: the clock may have been set back meanwhile.
"""

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from cadre_desktop.kit import remains
from cadre_desktop.kit.crash_report import append_log
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.thinning import superfluous
from cadre_desktop.kit.troubles import known_trouble, tells_damage

BEFORE_RESTORE, BEFORE_UPGRADE, BEFORE_REPAIR = N_("恢复前"), N_("升级前"), N_("修复前")
_FOR_GOOD = (BEFORE_RESTORE, BEFORE_UPGRADE, BEFORE_REPAIR)
"""Reasons of copies that stay until somebody removes them: they are the only way back."""

_ENDING = ".cadre"
_STAMP = "%Y%m%d-%H%M%S"
_LONGEST = 120
"""Bytes of a data file's name that the names of its backups repeat, with room for the rest in any folder."""

_ONCE = (remains.ENDING, ".new")
"""How earlier versions ended the names of copies under way."""

_made: set[Path] = set()
"""Backups made in this run, which are not thinned away in it."""


@dataclass(frozen=True)
class Backup:
    """A backup file, when it was made, why, and as which one (0 for those of versions that did not count)."""

    path: Path
    at: datetime
    reason: str
    number: int = 0

    @property
    def order(self) -> tuple[int, datetime]:
        """Sorts backups as they were made."""
        return self.number, self.at


class CannotRead(Refused):
    """The file to be copied is damaged or none of ours."""


def folder_of(file: Path) -> Path:
    """Where the backups of a court's file lie: beside it, so that one copies them together."""
    return file.with_name(stem_of(file) + "-备份")


def stem_of(file: Path) -> str:
    """What the names of a file's backups begin with, and the name of their folder."""
    return file.name.removesuffix(_ENDING)


def backups(file: Path) -> list[Backup]:
    """All backups of `file`, the last made first."""
    return backups_in(folder_of(file), stem_of(file))


def backups_in(folder: Path, stem: str) -> list[Backup]:
    """All backups in a folder whose names begin with `stem`, or with what is left of it, the last made first."""
    try:
        paths = list(folder.iterdir())
    except OSError:  # none, or a disk that is not there
        return []
    found = [_read_name(stem, path) for path in paths]
    return sorted((backup for backup in found if backup), key=lambda backup: backup.order, reverse=True)


def _read_name(stem: str, path: Path) -> Backup | None:
    stems = "|".join(map(re.escape, {stem, _shortened(stem)}))
    name = re.fullmatch(rf"(?:{stems})-(\d{{8}}-\d{{6}})-(?:第(\d+)份-)?(.*){re.escape(_ENDING)}", path.name)
    if name is None:
        return None
    try:
        return Backup(path, datetime.strptime(name[1], _STAMP), name[3], int(name[2] or 0))
    except ValueError:  # no such day: somebody has renamed it
        return None


def _shortened(stem: str) -> str:
    return os.fsencode(stem)[:_LONGEST].decode(errors="ignore") if len(os.fsencode(stem)) > _LONGEST else stem


def name_for(stem: str, backup: Backup) -> str:
    """The name of the file of a backup, its path not counted."""
    reason = re.sub(r'[\\/:*?"<>|]', " ", backup.reason)
    return f"{_shortened(stem)}-{backup.at.strftime(_STAMP)}-第{backup.number}份-{reason}{_ENDING}"


def make(file: Path, reason: str, now: datetime, keep: Path | None = None) -> Backup:
    """Back up the open or closed `file` into its folder, verify the copy and thin the older ones, but not `keep`.

    Raises as `copy`.
    """
    _vet(file)
    folder = folder_of(file)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = backups(file)
    number = 1 + max([len(found), *(backup.number for backup in found)])
    made = Backup(folder, now.replace(microsecond=0), re.sub(r'[\\/:*?"<>|]', " ", reason), number)
    made = Backup(folder / name_for(stem_of(file), made), made.at, made.reason, number)
    copy(file, made.path)
    _made.add(made.path)
    thin([made, *found], keep)
    return made


def thin(found: Iterable[Backup], keep: Path | None = None) -> None:
    """Delete the backups too many, except those made in this run, those that are the only way back, and `keep`."""
    for old in superfluous(found):
        if old.path in _made or old.path == keep or any(old.reason in (text, _(text)) for text in _FOR_GOOD):
            continue
        with contextlib.suppress(OSError):  # one too many does no harm
            old.path.unlink()


def copy(file: Path, target: Path) -> None:
    """Write a verified copy of `file` to `target`; a file already there is replaced only by a good copy.

    Raises CannotRead when `file` is damaged, Gone when it is open and was taken away, Refused when it cannot be copied
    (a full disk), OSError likewise.
    """
    if target.exists() and target.samefile(file):
        raise Refused(_("不能把数据文件备份到它自己，请换一个文件名。"))
    part = remains.part_of(target)
    try:
        _copy(file, part)
        part.replace(target)
    finally:
        remains.discard(part)


def _vet(file: Path) -> None:
    """Raise Gone if `file` is the open one and was taken away: what lies there now is no backup of what is open."""
    if _is_open(file):
        database.vet_place()


def _is_open(file: Path) -> bool:
    return database.place is not None and database.place.path == file


def _copy(file: Path, part: Path) -> None:
    _vet(file)
    remains.discard(part)
    remains.make_private(part)
    with _opened(file) as connection:
        steps = connection.execute("SELECT count(*) FROM step").fetchone()[0]
        # As bytes: a name need not be Unicode, but what is bound as text has to be.
        connection.execute(dialect.WRITE_COPY, (os.fsencode(part),))
    verify(part, steps)


def copy_open(part: Path) -> None:
    """Write a verified copy of the open file to `part`, also when the file is no longer where it was opened.

    Raises Refused when it cannot be read or written whole, OSError likewise.
    """
    remains.discard(part)
    remains.make_private(part)
    with database.write_lock, _told(part):
        target = dbapi2.connect(str(part))
        try:
            connection: Any = database.connection()  # type: ignore[no-untyped-call]
            connection.backup(target)
        finally:
            target.close()
        steps = database.value("SELECT count(*) FROM step")
    verify(part, steps)


def verify(path: Path, steps: int = 0) -> None:
    """Open a backup and check it whole and that it has at least `steps` steps; raises Refused if not."""
    with _opened(path) as connection:
        trouble = connection.execute(dialect.damage_check()).fetchone()[0]
        found = connection.execute("SELECT count(*) FROM step").fetchone()[0]
    if trouble != "ok" or found < steps:
        raise CannotRead(_("“{name}”不完整，请另选一份备份。").format(name=path.name))


def head(path: Path) -> str:
    """The hash of the last step in `path`, which stands for all steps; empty when there is none."""
    with _opened(path, "ro") as connection:
        row = connection.execute(f"SELECT hash FROM step ORDER BY {dialect.FIRST_IS_OLDEST} DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def last_step(path: Path) -> tuple[int, str]:
    """Place and hash of the last step in `path`; the place is 0 in files of before version 4, the hash empty when
    there is no step. Raises Refused when it cannot be read."""
    with _opened(path, "ro") as connection:
        placed = connection.execute(dialect.has_column("step", "seq")).fetchone()
        seq = "seq" if placed else "0"
        row = connection.execute(
            f"SELECT {seq}, hash FROM step ORDER BY {dialect.FIRST_IS_OLDEST} DESC LIMIT 1"
        ).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def holds(path: Path, step: str) -> bool:
    """Whether a backup can be read and has the step with this hash."""
    try:
        with _opened(path, "ro") as connection:
            return connection.execute("SELECT 1 FROM step WHERE hash = ?", (step,)).fetchone() is not None
    except Refused:  # of no use then
        return False


def station_of(path: Path) -> str:
    """The UUID of the court's file that `path` is a copy of. Raises Refused when it cannot be read."""
    with _opened(path, "ro") as connection:
        row = connection.execute("SELECT uuid FROM station WHERE own = 1").fetchone()
    return str(row[0]) if row else ""


@contextlib.contextmanager
def _opened(path: Path, mode: str = "rw") -> Iterator[Any]:
    """A connection of its own; what goes wrong on it becomes a sentence where it is known."""
    if not path.is_file():
        raise Refused(_("找不到文件“{name}”。").format(name=path))
    how = "immutable=1" if _is_open(path) and database.frozen else f"mode={mode}"
    with _told(path):
        connection = dbapi2.connect(f"{path.resolve().as_uri()}?{how}", uri=True, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """Trouble with the database at `path` as a sentence."""
    try:
        yield
    except (dbapi2.DatabaseError, UnicodeDecodeError) as error:
        if tells_damage(error):
            raise CannotRead(_("“{name}”已损坏，或不是数据文件，请另选一份备份。").format(name=path.name)) from error
        if sentence := known_trouble(error):
            raise Refused(sentence) from error
        raise


def sweep(file: Path) -> None:
    """Delete what killed programs have left half written: what they have noted, and beside the locked `file` and among
    its backups what versions before this one did not note."""
    gone = remains.sweep()
    rests = [file.with_name(f"{file.name}{ending}{more}") for ending in _ONCE for more in remains.BESIDE]
    with contextlib.suppress(OSError):
        rests += [path for path in folder_of(file).iterdir() if f"{_ENDING}{remains.ENDING}" in path.name]
    for rest in rests:
        with contextlib.suppress(OSError):
            if rest.is_file():
                rest.unlink()
                gone.append(rest)
    folder = remains.notes_kept_in()
    if gone and folder is not None:
        listed = "\n".join(map(str, gone))
        append_log(folder, _("上次中断留下的文件，打开“{file}”时已清理：").format(file=file) + f"\n{listed}\n")


def restore(file: Path, source: Path, now: datetime) -> Path | None:
    """Put `source` in the place of `file` (which must be closed); the present state is kept as a copy.

    Returns where the present state went: a backup, or the damaged file under another name; None if there was none.
    Raises Refused when `source` is no good or cannot be copied; then `file` is untouched.
    """
    part = remains.part_of(file)
    try:
        _copy(source, part)  # first of all: whatever becomes of `source`, it is in the part
        kept = _set_aside(file, now, source) if file.exists() else None
        remains.as_owner_only(part, like=file)
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        part.replace(file)
    finally:
        remains.discard(part)
    return kept


def _set_aside(file: Path, now: datetime, source: Path) -> Path:
    try:
        return make(file, _(BEFORE_RESTORE), now, source).path
    except CannotRead:
        damaged = _free(file.with_name(f"{_shortened(stem_of(file))}-损坏-{now.strftime(_STAMP)}{_ENDING}"))
        for ending in ("-wal", ""):
            whole = file.with_name(file.name + ending)
            if whole.exists():
                whole.replace(damaged.with_name(damaged.name + ending))
        return damaged


def _free(path: Path) -> Path:
    """`path`, or the same with a number: the clock may have been set back, and nothing set aside is written over."""
    free, number = path, 2
    while free.exists():
        free, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return free
