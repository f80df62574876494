"""What commands put out: JSON, and files of the kind they make, in a folder that is there, never over their input."""

import json
import sys
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.atomic import part_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_MAGIC = b"SQLite format 3\0"


def print_json(data: Any) -> None:
    """Print `data` as JSON. Where characters might not get through, as on a console in GBK, they are escaped."""
    whole = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json.dumps(data, ensure_ascii=not whole, indent=2, allow_nan=False))


def check_output(path: Path, *suffixes: str, keep: tuple[Path, ...] = ()) -> None:
    """Raises Refused unless a file with one of `suffixes` can be written at `path`; those in `keep` are never written
    over, by whatever name they go."""
    if path.suffix.lower() not in suffixes:
        wanted = "、".join(suffixes)
        raise Refused(_("不能写成“{name}”，文件名应以 {suffixes} 结尾。").format(name=path.name, suffixes=wanted))
    part_of(path)
    if any(path.exists() and other.exists() and path.samefile(other) for other in keep):
        raise Refused(_("“{path}”正在使用，不能写到它上面；请换一个文件名。").format(path=path))


def check_backup(path: Path) -> None:
    """Raises Refused unless a backup can be written at `path`: over an older backup, but over no other file."""
    part_of(path)
    if path.is_file() and path.stat().st_size and not _is_database(path):
        raise Refused(_("“{path}”已存在，又不是备份，没有覆盖它；请换一个文件名。").format(path=path))


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC
