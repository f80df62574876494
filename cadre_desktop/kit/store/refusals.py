"""Why a court's file cannot be opened: one sentence each, which says what is wrong and the way out."""

from pathlib import Path

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import means_full
from cadre_desktop.kit.store.lean_copy import LEAN_ID
from cadre_desktop.kit.store.schema import APPLICATION_ID, Schema
from cadre_desktop.kit.store.whereabouts import too_long
from cadre_desktop.kit.troubles import known_trouble, tells_damage

_MAGIC = b"SQLite format 3\0"


class CannotOpen(Refused):
    """The file cannot be used; `reason` is one of foreign, newer, damaged, in_use, linked, unreadable, missing and
    backup."""

    def __init__(self, reason: str, message: str):
        super().__init__(message)
        self.reason = reason


def recognise(path: Path, schema: Schema, *, to_restore: bool = False) -> None:
    """Raise CannotOpen if `path` is no court's file, is damaged at its beginning, or of a newer version; and if it is a
    lean copy, unless it is wanted `to_restore`. This is decided by the file's header, so that not even a database
    engine touches what is not ours.
    """
    if path.is_dir():
        raise CannotOpen("unreadable", _("“{path}”是文件夹，不是数据文件；请选择其中的数据文件。").format(path=path))
    if path.exists() and not path.is_file():  # to read it could mean to wait for ever
        raise CannotOpen("foreign", _("“{path}”是管道或设备，不是数据文件；请选择数据文件。").format(path=path))
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except PermissionError as error:
        sentence = _("没有权限读取“{path}”。请管理员开通权限，或把文件复制到本机再打开。")
        raise CannotOpen("unreadable", sentence.format(path=path)) from error
    except OSError as error:
        sentence = _("不能读取“{path}”（{why}）。请检查权限，或把文件复制到本机再打开。")
        raise CannotOpen("unreadable", sentence.format(path=path, why=error.strerror)) from error
    if not header:
        raise CannotOpen("foreign", _("“{name}”是空文件，不是本程序的数据文件。").format(name=path.name))
    if not header.startswith(_MAGIC):
        sentence = _("“{name}”不是本程序的数据文件，或文件开头已损坏。可从备份恢复。")
        raise CannotOpen("foreign", sentence.format(name=path.name))
    if len(header) < 100:
        raise damaged(path)
    application = int.from_bytes(header[68:72], "big")
    if application == LEAN_ID and not to_restore:
        sentence = _("“{name}”是一份备份，照片和附件另放在旁边，不能直接打开；没有改动它。请从它恢复成数据文件。")
        raise CannotOpen("backup", sentence.format(name=path.name))
    if application not in (APPLICATION_ID, LEAN_ID):
        raise CannotOpen("foreign", _("“{name}”是别的程序的数据库，没有改动它。").format(name=path.name))
    refuse_newer(path, int.from_bytes(header[60:64], "big"), schema)


def refuse_newer(path: Path, version: int, schema: Schema) -> None:
    """Raise CannotOpen for a file of a `version` that this program does not know."""
    if version > schema.version:
        sentence = _("“{name}”由更新版本的程序保存，本版本不能打开，没有改动它。请安装新版本。")
        raise CannotOpen("newer", sentence.format(name=path.name))


def damaged(path: Path) -> CannotOpen:
    """The file cannot be read as what it is."""
    sentence = _("“{name}”已损坏，不能正常读取。请从最近的备份恢复，损坏的文件会保留。")
    return CannotOpen("damaged", sentence.format(name=path.name))


def trouble(path: Path, error: Exception) -> CannotOpen:
    """What an error at opening means: the file is damaged, or its disk or folder cannot be used."""
    text = str(error).lower()
    if "readonly" in text or "unable to open" in text or isinstance(error, PermissionError | FileNotFoundError):
        sentence = _("“{path}”所在的文件夹不能写入。请换一个位置，或请管理员给予写入权限。")
        return CannotOpen("unreadable", sentence.format(path=path))
    if "locked" in text or "busy" in text:
        sentence = _("“{name}”正被另一个程序占用，请关闭后再打开。")
        return CannotOpen("in_use", sentence.format(name=path.name))
    if tells_damage(error):
        return damaged(path)
    if means_full(error, path):
        return full(path)
    why = known_trouble(error)
    if why is None and isinstance(error, OSError):
        why = _("{error}。请把文件复制到本机硬盘再打开。").format(error=error.strerror or error)
    if why is None:  # a bug, which has to show as one
        raise error
    return CannotOpen("unreadable", _("打不开“{name}”：{why}").format(name=path.name, why=why))


def full(path: Path) -> CannotOpen:
    """There is no room on the disk even for opening."""
    sentence = _("磁盘已满，打不开“{name}”；里面的内容没有变动。请清理磁盘，再打开。")
    return CannotOpen("unreadable", sentence.format(name=path.name))


def no_room(path: Path) -> CannotOpen:
    """There is no room on the disk for a new file; none was made."""
    return CannotOpen(
        "unreadable", _("磁盘已满，没有新建“{name}”。请清理磁盘，或换一个位置新建。").format(name=path.name)
    )


def foreign_wal(path: Path) -> CannotOpen:
    """A -wal that lies where a new file is to be would be taken for the new file's own."""
    sentence = _("“{name}”旁边有“{name}-wal”，是一个被移走的数据文件的后半部分。请把它移到那个文件旁边，或换一个名称。")
    return CannotOpen("foreign", sentence.format(name=path.name))


def refuse_long_name(path: Path) -> None:
    """Raise CannotOpen for a name so long that the files which SQLite and the lock put beside it, whose names are a
    little longer, would not be possible."""
    if too_long(path.name + "-journal", path.parent):
        sentence = _("“{name}”的文件名太长，不能用作数据文件。请改成不超过 80 个汉字的名称。")
        raise CannotOpen("unreadable", sentence.format(name=path.name))
