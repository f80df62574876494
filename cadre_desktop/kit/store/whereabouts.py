"""Whether the open file is still the one that lies where it was opened.

On Linux a file that is open can be moved, renamed, deleted, or replaced by another of its name, and so can its folder;
what is written after that goes into a file that nobody will find again. The -wal beside it is as much a part of the
file: SQLite goes on with the one it has open, while whoever opens the file next sees none.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_stat = os.stat  # a Path would be made anew for every step
_MOST_BYTES = 255
"""Of a file's name, on nearly every disk."""

_NUMBER_ALONE = 0x100  # STATX_INO
_HERE = -100  # AT_FDCWD
_NUMBER_AT, _DEVICE_AT = slice(32, 40), slice(136, 144)  # of stx_ino and of stx_dev_major, _minor in struct statx
_STATX_SIZE = 256


@cache
def _looking() -> Callable[[bytes], bytes]:
    """Returns a file's number and device, as bytes to compare, and reads nothing else of it; b"" where it cannot.

    Since Linux 6.13 a file whose times somebody has looked at gets new ones, to the nanosecond, with its next write,
    and they have to be written to the disk too. So `os.stat` on the -wal before each commit makes every step a tenth
    slower. Python has no other way, hence the system's own call.
    """
    if sys.platform.startswith("linux"):
        import ctypes

        statx = getattr(ctypes.CDLL(None), "statx", None)
        if statx is not None:
            statx.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_uint, ctypes.c_void_p]
            of_size = ctypes.c_char * _STATX_SIZE

            def look(name: bytes) -> bytes:
                found = of_size()
                if statx(_HERE, name, 0, _NUMBER_ALONE, found):
                    return b""
                told = found.raw
                return told[_NUMBER_AT] + told[_DEVICE_AT]

            return look
    return _plain_look


def _plain_look(name: bytes) -> bytes:
    try:
        found = _stat(name)
    except OSError:
        return b""
    return b"%d %d" % (found.st_dev, found.st_ino)


Identity = tuple[int, int]
"""Device and number of a file on it; links and names do not count."""


def real(path: Path) -> Path:
    """The file itself where `path` is a link to it, so that lock, -wal and backups lie beside the file."""
    return path.resolve() if os.path.islink(path) else path.absolute()  # noqa: PTH114 - which a long name does not stop


def too_long(name: str, folder: Path) -> bool:
    """Whether no file of that name can be in `folder`."""
    if os.name == "nt":
        return len(name) > _MOST_BYTES
    most = _MOST_BYTES
    with contextlib.suppress(OSError):
        most = os.pathconf(folder, "PC_NAME_MAX")
    return len(os.fsencode(name)) > most


class Gone(Refused):
    """The open file is no longer where it was opened, so nothing is written. It can still be read and saved anew."""


class FileLocation:
    """Where a file was opened, and what lay there then."""

    def __init__(self, path: Path):
        self.path = path
        self._name, self._wal_name = str(path), f"{path}-wal"
        self._main = _identity(self._name)
        self._wal: Identity | None = None
        self.held: int | None = None
        """The file as the lock has it open, by which it is known where a disk gives its files new numbers (network and
        user file systems do)."""
        self._names = os.fsencode(self._name), os.fsencode(self._wal_name)
        self._look = _looking()
        self._seen: tuple[bytes, bytes] | None = None
        """The main file and the -wal when all was last found well, once both are there. A missing file is never noted,
        or a file that was taken away before its first step would be found well."""

    def vet(self) -> None:
        """Raise Gone unless the file lies where it was opened.

        Every step calls this before it is committed, so where all is well no more is done than two looks at the disk.
        """
        main, wal = self._names
        seen = self._look(main), self._look(wal)
        if seen == self._seen:
            return
        trouble = self.trouble()
        if trouble:
            raise Gone(trouble)
        if all(seen):
            self._seen = seen

    def trouble(self) -> str:
        """Why the file may not be written to, in sentences; empty when all is well."""
        try:
            main = _identity(self._name)
            if main != self._main and not self._renumbered(main):
                return self._sentence(_("那里现在是另一个同名的文件"))
            wal = _identity(self._wal_name)
        except FileNotFoundError:
            return self._sentence(_("可能被移走、改名或删除了，也可能所在的文件夹改了名、磁盘已拔出"))
        except OSError as error:
            return self._sentence(error.strerror or str(error))
        if self._wal is None:
            self._wal = wal
        if wal != self._wal and self._wal is not None:
            words = _(
                "数据文件旁边的“{name}-wal”被移走、删除或换掉了，它是数据文件的一部分。已经停止写入，"
                "存过的内容都还在程序里。请把全部内容另存为一个数据文件，再接着做。"
            )
            return words.format(name=self.path.name)
        return ""

    def _renumbered(self, main: Identity | None) -> bool:
        """Whether it is the same file although its number is another; numbers are learnt anew then."""
        if self.held is None:
            return False
        found = os.fstat(self.held)
        if (found.st_dev, found.st_ino) != main:
            return False
        self._main, self._wal = main, None
        return True

    def _sentence(self, why: str) -> str:
        words = _(
            "数据文件“{name}”已不在“{folder}”：{why}。已经停止写入，存过的内容都还在程序里。"
            "请把全部内容另存为一个数据文件，再接着做。"
        )
        return words.format(name=self.path.name, folder=self.path.parent, why=why)

    def drop_wal(self) -> None:
        """After closing a file that was taken away, delete the -wal it has left behind here, if it is still its own."""
        with contextlib.suppress(OSError):
            if self._wal is not None and _identity(self._wal_name) == self._wal:
                Path(self._wal_name).unlink()


def _identity(name: str) -> Identity | None:
    """What lies at `name`; None for a -wal that is not there. Raises OSError for a main file that is not."""
    try:
        found = _stat(name)
    except FileNotFoundError:
        if name.endswith("-wal"):
            return None
        raise
    return (found.st_dev, found.st_ino)
