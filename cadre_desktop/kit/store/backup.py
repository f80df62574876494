"""Backups: copies beside the court's file, verified by opening them, thinned as they age.

Those that the program makes by itself are lean: photos and attachments lie once in a folder beside all of them
(`lean_copy`, `blob_folder`), and a copy counts as good only when all of its own are there. A copy to a folder of the
user's choice is one whole file, made by SQLite itself (`VACUUM INTO`): to copy an open WAL database as a file would
lose rows. A file without photos has nothing to lie beside its copies, and whole copies made by earlier versions are
backups as before.

The copies made before an upgrade, a restoring and a repair are lean too, although they are the only way back. That is
safe: a content is named by its hash and no upgrade or repair may change it, so what lies beside is what the file had;
it is on the disk before the copy is put in its place; and thinning does not take it while the copy is there. But each
content lies there once, where forty whole copies had it forty times, and a disk may fail. So for these copies every
content they need is read again, compared with its name, and written anew from the file where it is damaged. For any
other copy a part of the contents is read, another part each time.

Backups are numbered in the order in which they are made. That order counts, since the clock may have been set back.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from cadre_desktop.kit import remains
from cadre_desktop.kit.crash_report import append_log
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import dialect, lean_copy
from cadre_desktop.kit.store.blob_folder import BLOBS, BlobFolder, bring_to_disk
from cadre_desktop.kit.store.counting_on import note_counts
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.reading_copies import BlobsMissing as BlobsMissing
from cadre_desktop.kit.store.reading_copies import CannotRead as CannotRead
from cadre_desktop.kit.store.reading_copies import blobs_of as blobs_of
from cadre_desktop.kit.store.reading_copies import head as head
from cadre_desktop.kit.store.reading_copies import holds as holds
from cadre_desktop.kit.store.reading_copies import is_open, opened, told, uri_of
from cadre_desktop.kit.store.reading_copies import lacking as lacking
from cadre_desktop.kit.store.reading_copies import last_step as last_step
from cadre_desktop.kit.store.reading_copies import station_of as station_of
from cadre_desktop.kit.store.reading_copies import verify as verify
from cadre_desktop.kit.store.schema import APPLICATION_ID
from cadre_desktop.kit.store.thinning import superfluous

BEFORE_RESTORE, BEFORE_UPGRADE, BEFORE_REPAIR = N_("恢复前"), N_("升级前"), N_("修复前")
_FOR_GOOD = (BEFORE_RESTORE, BEFORE_UPGRADE, BEFORE_REPAIR)
"""Reasons of copies that stay until somebody removes them: they are the only way back."""

ENDING = ".cadre"
_STAMP = "%Y%m%d-%H%M%S"
_LONGEST = 120
"""Bytes of a data file's name that the names of its backups repeat, with room for the rest in any folder."""

_ONCE = (remains.ENDING, ".new", f".heads{remains.ENDING}")
"""What the names of unfinished copies ended with in earlier versions, and of heads (see `anchors`), which are short and
not noted."""

_made: set[Path] = set()
"""Backups made in this run, which are not thinned away in it."""

_TURNS = 32
"""In so many backups all contents beside them are read once."""


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


def folder_of(file: Path) -> Path:
    """Where the backups of a court's file lie: beside it, so that one copies them together."""
    return file.with_name(stem_of(file) + "-备份")


def stem_of(file: Path) -> str:
    """What the names of a file's backups begin with, and the name of their folder."""
    return file.name.removesuffix(ENDING)


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
    name = re.fullmatch(rf"(?:{stems})-(\d{{8}}-\d{{6}})-(?:第(\d+)份-)?(.*){re.escape(ENDING)}", path.name)
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
    return f"{_shortened(stem)}-{backup.at.strftime(_STAMP)}-第{backup.number}份-{reason}{ENDING}"


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
    with opened(file) as connection:
        lean = lean_copy.has_blobs(connection)
    if lean:
        _copy_lean(file, made)
    else:
        copy(file, made.path)
    _made.add(made.path)
    thin([made, *found], keep)
    drop_unneeded(made.path)
    return made


def thin(found: Iterable[Backup], keep: Path | None = None) -> None:
    """Delete the backups too many, except those made in this run, those that are the only way back, and `keep`."""
    for old in superfluous(found):
        if old.path in _made or old.path == keep or _is_for_good(old):
            continue
        with contextlib.suppress(OSError):  # one too many does no harm
            old.path.unlink()


def _is_for_good(made: Backup) -> bool:
    return any(made.reason in (text, _(text)) for text in _FOR_GOOD)


def drop_unneeded(newest: Path) -> None:
    """Remove what lies beside the backups in the folder of `newest` and is needed by none of them, those in folders
    that somebody has made there included. Nothing is removed while a copy cannot be read, since nobody knows what it
    needs."""
    folder = BlobFolder(newest.parent)
    if folder.path.is_dir():
        folder.drop_unneeded({blob.name for blob in blobs_of(newest)}, lambda: _needed(newest.parent)[0])


def drop_all_unneeded(folder: Path) -> Path | None:
    """As `drop_unneeded` for a folder of backups, whether or not there are any. Returns None once nothing is left that
    no copy needs; else the copy of which nobody knows what it needs, or what lies beside, which somebody is using."""
    beside = BlobFolder(folder)
    if not beside.names():
        return None
    beside.drop_unneeded(set(), lambda: _needed(folder)[0])
    needed, unknown = _needed(folder)
    return None if beside.names() <= (needed or set()) else unknown or beside.path


def _needed(folder: Path) -> tuple[set[str] | None, Path | None]:
    """What the copies in a folder need; or None, and the copy of which nobody knows."""
    found: set[str] = set()
    for path in files_in(folder):
        try:
            if not path.is_file() or not path.stat().st_size:
                continue
            if lean_copy.is_lean(path):  # whatever it is called now
                found.update(blob.name for blob in blobs_of(path))
            elif path.suffix == ENDING and lean_copy.application_of(path) != APPLICATION_ID:
                return None, path
        except (Refused, OSError):
            return None, path
    return found, None


def bring_whole_to_disk(part: Path) -> None:
    """Make the system write a finished file to the disk before it takes its place."""
    with part.open("r+b") as whole:
        os.fsync(whole.fileno())


def files_in(folder: Path) -> Iterator[Path]:
    """All files in a folder of backups but what lies beside them. Raises OSError for a folder that cannot be read."""

    def refuse(error: OSError) -> None:
        raise error

    for at, folders, names in os.walk(folder, onerror=refuse):
        if Path(at) == folder and BLOBS in folders:
            folders.remove(BLOBS)
        yield from (Path(at, name) for name in names)


def read_again(made: Backup) -> Callable[[str], bool]:
    """Which blobs, by name, are read whole for a backup although they lie there already: a part of them in turn, or all
    for a backup that is kept for good."""
    every, turn = _is_for_good(made), f"{made.number % _TURNS:05b}"
    return lambda name: every or f"{int(name[:2], 16):08b}"[:5] == turn


def _copy_lean(file: Path, made: Backup) -> None:
    """As `copy`, with all contents of blobs beside."""
    _vet(file)
    folder = BlobFolder(made.path.parent)
    part = remains.part_of(made.path)
    try:
        with folder.in_use():
            remains.make_private(part)
            fill = lean_copy.setting_aside(folder, read_again(made))
            with told(file):
                steps = lean_copy.write(uri_of(file), part, fill, lean=True)
            verify(part, steps)
            part.replace(made.path)
            bring_to_disk(made.path.parent)
    finally:
        remains.discard(part)


def copy(file: Path, target: Path) -> None:
    """Write a verified copy of `file` to `target`, whole; a file already there is replaced only by a good copy.

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
    if is_open(file):
        database.vet_location()


def _copy(file: Path, part: Path) -> None:
    _vet(file)
    remains.discard(part)
    remains.make_private(part)
    with opened(file) as connection:
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
    with database.write_lock, told(part):
        target = dbapi2.connect(str(part))
        try:
            connection: Any = database.connection()  # type: ignore[no-untyped-call]
            connection.backup(target)
        finally:
            target.close()
        steps = database.value("SELECT count(*) FROM step")
    verify(part, steps)


def sweep(file: Path) -> None:
    """Delete what killed programs have left half written: what they have noted, and beside the locked `file` and among
    its backups what versions before this one did not note."""
    gone = remains.sweep()
    rests = [file.with_name(f"{file.name}{ending}{more}") for ending in _ONCE for more in remains.BESIDE]
    with contextlib.suppress(OSError):
        rests += [path for path in folder_of(file).iterdir() if f"{ENDING}{remains.ENDING}" in path.name]
    for rest in rests:
        with contextlib.suppress(OSError):
            if rest.is_file():
                rest.unlink()
                gone.append(rest)
    folder = remains.notes_kept_in()
    if gone and folder is not None:
        listed = "\n".join(map(str, gone))
        append_log(folder, _("上次中断留下的文件，打开“{file}”时已清理：").format(file=file) + f"\n{listed}\n")


def restore(
    file: Path, source: Path, now: datetime, *, without_missing: bool = False, counting: Sequence[str] = ()
) -> Path | None:
    """Put `source` in the place of `file` (which must be closed), whole; the present state is kept as a copy.

    Returns where the present state went: a backup, or the damaged file under another name; None if there was none.
    `counting`: see `counting_on.note_counts`. Raises Refused when `source` is no good or cannot be copied, and
    BlobsMissing when photos or attachments of it are found nowhere and it is not wanted `without_missing`; then `file`
    is untouched.
    """
    part = remains.part_of(file)
    try:
        if lean_copy.is_lean(source):  # first of all: whatever becomes of `source`, it is in the part
            _copy_back(source, part, file, without_missing)
        else:
            _copy(source, part)
        note_counts(part, file, (made.path for made in backups(file)), counting)
        kept = _set_aside(file, now, source) if file.exists() else None
        remains.as_owner_only(part, like=file)
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        part.replace(file)
    finally:
        remains.discard(part)
    return kept


def _copy_back(source: Path, part: Path, file: Path, without_missing: bool) -> None:
    """Make a whole file of a lean copy."""
    missing: list[str] = []
    remains.make_private(part)
    with BlobFolder(source.parent).in_use(to_write=False), finding(source, file) as find, told(source):
        steps = lean_copy.write(uri_of(source), part, lean_copy.bringing_back(find, missing), lean=False)
    if missing and not without_missing:
        raise BlobsMissing(source, missing)
    verify(part, steps)


@contextlib.contextmanager
def finding(source: Path, file: Path) -> Iterator[Callable[[str], bytes | None]]:
    """Returns what finds the blobs of a lean copy by name, whole or not at all: beside the copy, in the folders above
    it, among the backups of either file, or in `file` itself, which may have the same ones."""
    locations = (source.parent, *source.absolute().parents[1:3], folder_of(source), folder_of(file))
    folders = [BlobFolder(location) for location in dict.fromkeys(locations)]
    with contextlib.ExitStack() as stack:
        connection: Any = None
        with contextlib.suppress(Refused):  # there is none, or it is damaged
            connection = stack.enter_context(opened(file, "ro"))

        def find(name: str) -> bytes | None:
            for folder in folders:
                if (content := folder.read(name)) is not None:
                    return content
            return None if connection is None else lean_copy.whole_in(connection, name)

        yield find


def _set_aside(file: Path, now: datetime, source: Path) -> Path:
    try:
        return make(file, _(BEFORE_RESTORE), now, source).path
    except CannotRead:
        damaged = _free(file.with_name(f"{_shortened(stem_of(file))}-损坏-{now.strftime(_STAMP)}{ENDING}"))
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
