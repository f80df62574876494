"""An operating-system lock on a small file beside the database that says who has it open.

The system gives the lock free when the process ends, however it ends; a lock file left behind locks nothing.
"""

import contextlib
import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import IO


class Held(Exception):
    """Somebody has the file open; `who` has actor, host and at, or is empty when that could not be read."""

    def __init__(self, who: dict[str, str]):
        super().__init__(str(who))
        self.who = who


class Lock:
    """At most one file is locked at a time: that of the open court."""

    def __init__(self) -> None:
        self._file: IO[str] | None = None

    def take(self, path: Path, actor: str, now: datetime) -> None:
        """Lock `path` in the place of the file locked so far. Raises Held, or OSError if it cannot be locked."""
        self.release()
        file = _locked(path.with_name(path.name + ".lock"))
        self._file = file
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

    def release(self) -> None:
        """Give the file free. Its lock file goes while it is still locked, so that nobody else's is deleted."""
        if self._file is None:
            return
        file, self._file = self._file, None
        gone = _unlinked(Path(file.name))
        with contextlib.suppress(OSError):  # what could not be written on a full disk
            file.close()
        if not gone:
            _unlinked(Path(file.name))


def _unlinked(path: Path) -> bool:
    """Windows deletes no open file: then it goes after closing, unless somebody has opened it by then."""
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
                raise Held(_who(file))
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


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20  # a byte beyond the text: Windows would not let others read a locked one

    def _try_lock(file: IO[str]) -> bool:
        try:
            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        file.seek(0)
        return True

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
