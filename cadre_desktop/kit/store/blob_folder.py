"""The folder of photos and attachments beside the backups: each lies there once, whatever number of copies needs it.

The name of a blob is the SHA-256 of its content; it lies in a folder named by its first two digits. It is written under
another name, brought to the disk, read back, and only then renamed; a good one is never written again. Whoever reads it
compares it with its name.

A copy that is being made needs blobs that no finished copy names yet. So whoever makes one shares a lock on the folder
until the copy is finished, and whoever removes blobs has to have that lock alone. The system releases the locks of
killed programs. On a disk without locks nothing is ever removed.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import IO

from cadre_desktop.kit import remains
from cadre_desktop.kit.language import _
from cadre_desktop.kit.locked import lock_shared, try_lock_alone
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.blobs import name_of

BLOBS = "照片与附件"  # not shown: the name of a folder, in whatever language
_LOCK = ".lock"
_stat = os.stat  # thousands are looked at for each backup, and a Path would be made anew for each
_NAME = re.compile(r"[0-9a-f]{64}")
_TOGETHER = 32
"""Blobs that are brought to the disk at a time, each by a thread, so that the disk writes many at once: six times as
fast as one after the other."""

Contents = Iterable[tuple[str, bytes]]
"""Blobs by name."""


class BlobFolder:
    """The blobs beside the backups in the folder `backups`; it need not be there yet."""

    def __init__(self, backups: Path):
        self.path = backups / BLOBS
        self._at = str(self.path)

    @staticmethod
    def takes(name: str) -> bool:
        """Whether a blob can be called so: a file that somebody has changed may say anything."""
        return _NAME.fullmatch(name) is not None

    def path_of(self, name: str) -> Path:
        """Where the blob of this name lies."""
        return self.path / name[:2] / name

    def size(self, name: str) -> int:
        """The bytes of a blob; -1 where there is none."""
        if not self.takes(name):
            return -1
        try:
            return _stat(f"{self._at}/{name[:2]}/{name}").st_size
        except OSError:
            return -1

    def read(self, name: str) -> bytes | None:
        """A blob; None where there is none, it cannot be read, or is not what its name says."""
        if not self.takes(name):
            return None
        try:
            content = self.path_of(name).read_bytes()
        except OSError:
            return None
        return content if name_of(content) == name else None

    def names(self) -> set[str]:
        """All blobs that are there."""
        return {path.name for path in self._files() if self.takes(path.name)}

    def _files(self) -> Iterator[Path]:
        try:
            folders = [path for path in self.path.iterdir() if len(path.name) == 2 and path.is_dir()]
        except OSError:  # none, or a disk that is not there
            return
        for folder in folders:
            with contextlib.suppress(OSError):
                yield from folder.iterdir()

    def keep(self, contents: Contents) -> None:
        """Put blobs into the folder; damaged ones are replaced. The caller has the folder `in_use`.

        Raises OSError, and Refused when the disk does not give back what it was given; those put there before stay.
        """
        names = iter(contents)
        with ThreadPoolExecutor(_TOGETHER, "blobs") as several:
            while parts := self._put_some(names, several):
                for folder in {self.path_of(name).parent for name in parts}:
                    bring_to_disk(folder)

    def _put_some(self, contents: Iterator[tuple[str, bytes]], several: Executor) -> list[str]:
        """Put as many in their places as go together; returns their names, none when there are no more."""
        parts: dict[str, Path] = {}
        try:
            for name, content in islice(contents, _TOGETHER):
                parts[name] = self._written(name, content)
            for _brought in several.map(self._brought, *zip(*parts.items(), strict=True)) if parts else ():
                pass
            for name, part in parts.items():
                part.replace(self.path_of(name))
            return list(parts)
        finally:
            for part in parts.values():
                remains.discard(part)

    def _written(self, name: str, content: bytes) -> Path:
        path_of = self.path_of(name)
        path_of.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = remains.part_of(path_of)
        try:
            remains.make_private(part)
            part.write_bytes(content)
        except BaseException:
            remains.discard(part)
            raise
        return part

    def _brought(self, name: str, part: Path) -> None:
        with part.open("r+b") as file:
            os.fsync(file.fileno())
            if name_of(file.read()) == name:
                return
        words = _("写到“{place}”的照片或附件读回来与原来不符，请换一个盘。")
        raise Refused(words.format(place=self.path))

    @contextlib.contextmanager
    def in_use(self, to_write: bool = True) -> Iterator[None]:
        """Inside, nobody removes a blob. Reading needs no such lock: the folder may be on a disk that cannot be written
        to. Raises OSError."""
        if to_write:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            lock = self._lock()
        except OSError:
            if to_write:
                raise
            yield
            return
        with lock:
            with contextlib.suppress(OSError):  # no locks there: then nobody removes anything
                lock_shared(lock)
            yield

    def _lock(self) -> IO[bytes]:
        path = self.path / _LOCK
        remains.make_private(path)
        return path.open("r+b")

    def drop_unneeded(self, wanted: set[str], needed: Callable[[], set[str] | None]) -> int:
        """Remove what killed programs have left, and the blobs that are neither `wanted` by the file itself nor
        `needed` by any copy; returns how many. `needed` is called only when there is something to remove. Nothing is
        removed while anybody has the folder in use, or where it is not known what is needed (None): a blob too many
        does no harm.
        """
        if not any(self._is_rest(path, wanted) for path in self._files()):
            return 0
        with contextlib.suppress(OSError), self._lock() as lock:
            if try_lock_alone(lock) and (of_copies := needed()) is not None:
                rests = [path for path in self._files() if self._is_rest(path, of_copies | wanted)]
                return sum(map(_removed, rests))
        return 0

    def _is_rest(self, path: Path, needed: set[str]) -> bool:
        """Of other files there only those that are called as parts are ours."""
        return path.name not in needed if self.takes(path.name) else path.name.endswith(remains.ENDING)


def _removed(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    with contextlib.suppress(OSError):  # others lie there
        path.parent.rmdir()
    return True


def bring_to_disk(folder: Path) -> None:
    """Make the system write the entry of a folder to the disk, where it has to be asked for that."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # file systems that know no such thing
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
