"""Files that are either complete or not there."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cadre_desktop.kit import remains
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused


def part_of(path: Path) -> Path:
    """Where a file is written before it takes its place at `path`.

    Raises Refused, saying which, if the folder is not there or `path` is itself a folder, a pipe or a device.
    """
    if path.is_dir():
        raise Refused(_("“{path}”是文件夹，不能当作文件来写；请加上文件名。").format(path=path))
    if path.exists() and not path.is_file():  # would be replaced, /dev/null for everybody
        raise Refused(_("“{path}”是管道或设备，不是文件，不能写成它；请换一个文件名。").format(path=path))
    if not path.parent.is_dir():
        raise Refused(_("文件夹“{folder}”不存在，没有写入；请先建立它，或换一个位置。").format(folder=path.parent))
    return remains.part_of(path)


class Output:
    """A file being written, which after the first failure takes everything and writes nothing.

    Libraries leave a zip archive open when the disk is full; it would fail again when it is collected, and Python
    prints that as a traceback.
    """

    def __init__(self, path: Path):
        self._file = path.open("wb")
        self._position = 0
        self._failed = False

    def write(self, data: bytes) -> int:
        """Write `data` at the position, and go on behind it."""
        self._position += len(data)
        self._try(self._file.write, data)
        return len(data)

    def seek(self, position: int) -> int:
        """Go to a position, counted in bytes from the start."""
        self._position = position
        self._try(self._file.seek, position)
        return position

    def tell(self) -> int:
        """The position in bytes where the next data go."""
        return self._position

    def flush(self) -> None:
        """Hand on to the system what is kept back."""
        self._try(self._file.flush)

    def close(self) -> None:
        """Write what is left. Raises OSError, the first time only."""
        self._try(self._file.close)

    def abandon(self) -> None:
        """Close the file, whatever has become of it."""
        self._failed = True
        with suppress(OSError):
            self._file.close()

    def _try(self, act: Callable[..., object], *given: object) -> None:
        if self._failed:
            return
        try:
            act(*given)
        except OSError:
            self._failed = True
            raise


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`. What was there stays when that fails; OSError: disk full, folder read-only, file in use.

    Raises Refused where no file can be.
    """
    part = part_of(path)
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
