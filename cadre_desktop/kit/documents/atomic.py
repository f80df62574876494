"""Files that are either complete or not there."""

import os
from pathlib import Path

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_LONGEST = 40
"""Characters of a file's name that its part repeats: with more, a long name would be too long for the part only."""


def part_of(path: Path) -> Path:
    """Where a file is written before it takes its place at `path`.

    Raises Refused, saying which, if the folder is not there or `path` is itself a folder.
    """
    if path.is_dir():
        raise Refused(_("“{path}”是文件夹，不能当作文件来写；请加上文件名。").format(path=path))
    if not path.parent.is_dir():
        raise Refused(_("文件夹“{folder}”不存在，没有写入；请先建立它，或换一个位置。").format(folder=path.parent))
    return path.with_name(f".{path.name[:_LONGEST]}.{os.getpid()}.part")


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`. What was there stays when that fails; OSError: disk full, folder read-only, file in use.

    Raises Refused where no file can stand.
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
