"""Files the program writes for itself: readable by their owner alone, and swept away where a killed process left them.

A file is written under another name first (its part), which a kill leaves behind with all that is in it. So every
process notes its parts in a small file of its own that it keeps locked; one that nobody has locked any more shows
whoever opens a court's file next what to sweep.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, ClassVar

from cadre_desktop.kit.locked import try_lock

OWNER_ONLY = 0o600
"""On Windows the user's profile does this."""

ENDING = ".part"
BESIDE = ("", "-journal", "-wal", "-shm")
"""What lies beside a database that is being written, by its ending."""

_LONGEST = 40
"""Characters of a file's name that its part repeats: with more, a long name would be too long for the part only."""

_PREFIX = "cadre-"
"""How the names of our temporary folders begin."""


class _Notes:
    """What this process has begun to write; without a folder nothing is noted."""

    folder: Path | None = None
    file: IO[str] | None = None
    temporary: ClassVar[list[Path]] = []


def keep_notes(folder: Path) -> None:
    """Note unfinished files below `folder`, the user's folder for this program's data, from now on."""
    if _Notes.folder != folder / "unfinished":
        forget()
        _Notes.folder = folder / "unfinished"


def notes_kept_in() -> Path | None:
    """The folder that `keep_notes` was given; logs lie there too."""
    return _Notes.folder.parent if _Notes.folder else None


def forget() -> None:
    """Let go of this process's notes."""
    if _Notes.file is not None:
        with contextlib.suppress(OSError):
            _Notes.file.close()
    _Notes.folder = _Notes.file = None


def part_of(path: Path) -> Path:
    """Where a file is written before it takes its place at `path`; noted, so that it is swept if this process dies.

    No two parts are called alike: systems give the numbers of dead processes out again, and whoever sweeps what such a
    process has noted must not take the part of a living one.
    """
    part = path.with_name(f".{path.name[:_LONGEST]}.{_mark()}{ENDING}")
    begun(part)
    return part


def _mark() -> str:
    return f"{os.getpid()}-{os.urandom(4).hex()}"


def temporary_folder(kind: str = "") -> Path:
    """A new folder that only its owner can read, which goes with `tidy`, or is swept if this process dies before.

    `kind` is in its name.
    """
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX + kind))
    _Notes.temporary.append(folder)
    begun(folder)
    return folder


def tidy() -> None:
    """Delete the temporary folders of this process."""
    while _Notes.temporary:
        shutil.rmtree(_Notes.temporary.pop(), ignore_errors=True)


def begun(part: Path) -> None:
    """Note a part or a temporary folder. A note that cannot be written (a full disk) costs the sweeping, never the
    work."""
    if _Notes.folder is None:
        return
    with contextlib.suppress(OSError):
        _Notes.file = _Notes.file or _locked_notes(_Notes.folder)
        _Notes.file.write(f"{part.absolute()}\n")
        _Notes.file.flush()


def _locked_notes(folder: Path) -> IO[str]:
    """The notes of this process, locked before anything is in them: somebody who sweeps just then may have taken a
    file that is not locked yet for that of a process that has died."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    while True:
        path = folder / _mark()
        make_private(path)
        file = path.open("a", encoding="utf-8", errors="surrogateescape")
        try:
            if try_lock(file) and path.exists():
                return file
        except OSError:  # no locks there: then it is nobody's who sweeps either
            return file
        file.close()


def sweep() -> list[Path]:
    """Delete what processes that have died were writing; returns what was there."""
    try:
        found = sorted(_Notes.folder.iterdir()) if _Notes.folder else []
    except OSError:  # none was ever made, or it may not be read
        return []
    own = Path(_Notes.file.name) if _Notes.file else None
    return [gone for notes in found if notes != own for gone in _sweep(notes)]


def _sweep(notes: Path) -> Iterator[Path]:
    try:
        with notes.open("r+", encoding="utf-8", errors="surrogateescape") as file:
            if not try_lock(file):
                return
            for line in file:
                yield from sweep_part(Path(line.rstrip("\n")))
            with contextlib.suppress(OSError):  # while it is locked, or it could be somebody's by then
                notes.unlink()
    except OSError:  # to be tried again next time
        return
    if os.name == "nt":  # which deletes no open file
        with contextlib.suppress(OSError):
            notes.unlink(missing_ok=True)


def sweep_part(part: Path) -> Iterator[Path]:
    """Delete a part and what lies beside it, or a temporary folder; nothing that has another name than those."""
    if part.name.startswith(_PREFIX) and part.is_dir() and not part.is_symlink():
        shutil.rmtree(part, ignore_errors=True)
        yield part
    if not part.name.endswith(ENDING):
        return
    for ending in BESIDE:
        path = part.with_name(part.name + ending)
        if path.is_file() and not path.is_symlink():
            path.unlink()
            yield path


def discard(part: Path) -> None:
    """Delete a part and what lies beside it, whatever the trouble that has come up."""
    for ending in BESIDE:
        with contextlib.suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def make_private(path: Path) -> None:
    """Make an empty file at `path` that only its owner can read, unless there is one."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))


def write_private(path: Path, text: str) -> None:
    """Put `text` at `path`, whole or not at all, readable by its owner alone. Raises OSError."""
    part = part_of(path)
    try:
        make_private(part)
        part.write_bytes(text.encode("utf-8", "surrogatepass"))
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def as_owner_only(path: Path, like: Path | None = None) -> None:
    """Give `path` the rights of the file `like`, or its owner alone; where rights are not known nothing happens."""
    with contextlib.suppress(OSError):
        path.chmod(like.stat().st_mode & 0o777 if like is not None and like.exists() else OWNER_ONLY)
