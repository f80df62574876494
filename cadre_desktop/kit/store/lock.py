"""An operating-system lock on a small file beside the database that says who has it open, and on the file itself.

The small one warns other computers and says whose it is. But a file may be renamed while it is open, or have another
name, so on Linux the file itself is locked too: that lock does not depend on names. The system releases locks when the
process ends, however it ends; a lock file left behind locks nothing.
"""

import contextlib
import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from cadre_desktop.kit.locked import try_lock as _try_lock


class FileHeld(Exception):
    """Somebody has the file open; `who` has actor, host and at, or is empty when that could not be read.

    `renamed`: he has it open under another name.
    """

    def __init__(self, who: dict[str, str], renamed: bool = False):
        super().__init__(str(who))
        self.who = who
        self.renamed = renamed


class Linked(Exception):
    """The file has several names (hard links), and each would have a -wal of its own beside it."""

    def __init__(self, names: int):
        super().__init__(str(names))
        self.names = names


class Lock:
    """At most one file is locked at a time: that of the open court."""

    def __init__(self) -> None:
        self._file: IO[str] | None = None
        self._itself: IO[bytes] | None = None

    def take(self, path: Path, actor: str, now: datetime) -> None:
        """Lock `path` instead of the file locked so far.

        Raises Held, Linked, or OSError if it cannot be locked.
        """
        self.release()
        file = self._file = _locked(path.with_name(path.name + ".lock"))
        try:
            self.take_itself(path)
        except BaseException:
            self.release()
            raise
        who = {
            "actor": actor,
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "at": now.isoformat(timespec="minutes"),
        }
        with contextlib.suppress(OSError):  # on a full disk the lock holds, it only cannot say whose it is
            file.truncate(0)
            file.write(json.dumps(who, ensure_ascii=False))
            file.flush()

    def take_itself(self, path: Path) -> None:
        """Lock the file at `path` itself, by whatever name it goes; nothing happens where there is none yet.

        Raises Held and Linked.
        """
        if not path.exists():
            return
        if self._file is not None:
            _refuse_links(path, self._file)
        self.let_go_of_itself()
        if sys.platform.startswith("linux"):  # elsewhere an open file keeps its name, or the lock would be SQLite's too
            self._itself = _opened(path)
            if self._itself is not None and not _locks_itself(self._itself):
                raise FileHeld({}, renamed=True)

    @property
    def itself(self) -> int | None:
        """The number of the locked file itself, as it is open; None where only the one beside it is locked."""
        return self._itself.fileno() if self._itself is not None else None

    def let_go_of_itself(self) -> bool:
        """Release the lock on the file itself and keep the one beside it; returns whether there was one on the file. To
        be called with the file closed."""
        itself, self._itself = self._itself, None
        if itself is not None:
            itself.close()
        return itself is not None

    def take_over(self, other: "Lock") -> None:
        """Release the file locked so far and keep what `other` has locked."""
        self.release()
        self._file, self._itself = other._file, other._itself
        other._file = other._itself = None

    def release(self) -> None:
        """Release the file, after it was closed: to close it here takes SQLite's own locks away. The lock file is
        deleted while it is still locked, so that nobody else's is deleted.
        """
        self.let_go_of_itself()
        if self._file is None:
            return
        file, self._file = self._file, None
        gone = _unlinked(Path(file.name))
        with contextlib.suppress(OSError):  # what could not be written on a full disk
            file.close()
        if not gone:
            _unlinked(Path(file.name))


def _refuse_links(path: Path, fresh: IO[Any]) -> None:
    """Raise Linked for a file with more than one name. Where even a `fresh` file does not have exactly one name, the
    file system does not count names."""
    names = path.stat().st_nlink
    if names > 1 and os.fstat(fresh.fileno()).st_nlink == 1:
        raise Linked(names)


def _opened(path: Path) -> IO[bytes] | None:
    """The file, opened for nothing but its lock; None where it may not be read: the error when it is opened as a
    database explains that better."""
    for mode in ("r+b", "rb"):
        with contextlib.suppress(OSError):
            return path.open(mode, buffering=0)
    return None


def _locks_itself(file: IO[bytes]) -> bool:
    """Whether the file is locked now, or cannot be: on a disk without such locks the lock file beside it has to be
    enough."""
    try:
        return _try_lock(file)
    except OSError:
        return True


def _unlinked(path: Path) -> bool:
    """Whether the lock file was deleted. Windows deletes no open file: there it is deleted after closing, unless
    somebody has opened it by then."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _locked(path: Path) -> IO[str]:
    """The file of that name, locked; opened again if it was deleted by its last holder before we had the lock."""
    while True:
        file = path.open("a+", encoding="utf-8")
        try:
            if not _try_lock(file):
                raise FileHeld(_who(file))
            if _is_still(path, file):
                return file
        except BaseException:
            file.close()
            raise
        file.close()


def _is_still(path: Path, file: IO[str]) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _who(file: IO[str]) -> dict[str, str]:
    try:
        file.seek(0)
        who = json.loads(file.read())
        return {key: str(who[key]) for key in ("actor", "host", "at")}
    except (ValueError, KeyError, TypeError, OSError):  # its holder is just writing it
        return {}
