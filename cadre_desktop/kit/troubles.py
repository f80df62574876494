"""Trouble with the machine that the program knows: one sentence each, saying what happened, what was kept, what to do.

Only what is recognised for certain is translated; everything else is a bug and goes to the crash report.
"""

import errno
from collections.abc import Iterator

from cadre_desktop.kit.language import N_, _

_FULL = N_("磁盘空间不足，这一步没有写入；以前保存的内容都在。请清理磁盘或换一个位置，再做一次。")
_READ_ONLY = N_("文件或所在文件夹是只读的，这一步没有写入；原有内容没有变动。请取消只读，或另存到可以写入的位置。")
_DENIED = N_("没有权限读写这个位置，这一步没有写入；原有内容没有变动。请换一个文件夹，或请管理员开通权限。")
_IN_USE = N_("文件正被别的程序使用，这一步没有写入；原有内容没有变动。请先在别的程序里关闭它，再做一次。")
_LOCKED = N_("数据文件正被另一个程序占用，这一步没有写入；以前保存的内容都在。请关闭另一个窗口，稍候再做一次。")
_MISSING = N_("找不到这个文件，它可能被移走、改名，或所在的磁盘已经拔出；什么都没有改动。请找回文件后再做一次。")
_NO_FOLDER = N_(
    "打不开数据文件，它所在的文件夹可能已不存在或没有权限；什么都没有改动。请检查文件夹，或打开另一个文件。"
)
_DISK_ERROR = N_(
    "磁盘读写出错，这一步没有写入；以前保存的内容尚在磁盘上。请检查磁盘或网络连接，并尽快把数据备份到别处。"
)
_DAMAGED = N_("数据文件已损坏，为免扩大损失，这一步没有写入。请从菜单“恢复备份”里选最近的一份备份；损坏的文件会保留。")
_NO_DATABASE = N_("这个文件不是本程序的数据文件，或设有本机没有的口令；它没有被改动。请选择另一个文件。")
_NAME_TOO_LONG = N_("文件名或路径太长，没有写入。请换一个短些的名称，或放到层次浅些的文件夹里。")
_TOO_MANY = N_("同时打开的文件太多，这一步没有写入；以前保存的内容都在。请关闭一些程序，再做一次。")
_THERE = N_("这个位置已有同名的文件或链接，这一步没有写入；原有内容没有变动。请把它移走或改名，再做一次。")
_NO_FOLDER_ON_THE_WAY = N_("路径中有一段是文件，不是文件夹，这一步没有写入；原有内容没有变动。请检查位置，再做一次。")
_FOLDER = N_("这个位置上是文件夹，不是文件，这一步没有写入；原有内容没有变动。请换一个名称或位置，再做一次。")
_LOOP = N_("路径中的链接绕回自己，找不到文件；什么都没有改动。请检查位置，再做一次。")
_MEMORY = N_("内存不足，这一步没有做完，也没有写入；以前保存的内容都在。请关闭一些程序，或分成几次做。")

_BY_ERRNO = {
    errno.ENOSPC: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EBUSY: _IN_USE,
    getattr(errno, "ETXTBSY", errno.EBUSY): _IN_USE,
    errno.ENOENT: _MISSING,
    errno.ENXIO: _MISSING,
    errno.ENODEV: _MISSING,
    errno.EIO: _DISK_ERROR,
    getattr(errno, "ESTALE", errno.EIO): _DISK_ERROR,
    errno.ENAMETOOLONG: _NAME_TOO_LONG,
    errno.EEXIST: _THERE,
    errno.ENOTEMPTY: _THERE,
    errno.ENOTDIR: _NO_FOLDER_ON_THE_WAY,
    errno.EISDIR: _FOLDER,
    errno.ELOOP: _LOOP,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ENOMEM: _MEMORY,
}
_BY_WINERROR = {32: _IN_USE, 33: _IN_USE, 39: _FULL, 112: _FULL, 19: _READ_ONLY, 21: _MISSING, 206: _NAME_TOO_LONG}
_BY_DATABASE_MESSAGE = (
    ("disk is full", _FULL),
    ("readonly database", _READ_ONLY),
    ("is locked", _LOCKED),
    ("is busy", _LOCKED),
    ("unable to open database", _NO_FOLDER),
    ("disk i/o error", _DISK_ERROR),
    ("malformed", _DAMAGED),
    ("could not decode to utf-8", _DAMAGED),  # the message would repeat what stands in the record
    ("unsupported file format", _DAMAGED),
    ("not a database", _NO_DATABASE),
)
_DATABASE_ERRORS = {"OperationalError", "DatabaseError", "InternalError"}


def known_trouble(error: BaseException) -> str | None:
    """The sentence for `error` or for what caused it, naming the file where one is known; None if it is unknown.

    Database errors are recognised by the name of their class and SQLite's own message, so that neither peewee nor a
    driver has to be imported here.
    """
    for cause in _causes(error):
        sentence = _sentence(cause)
        if sentence is not None:
            name = getattr(cause, "filename", None)
            return f"{_(sentence)}（{name}）" if isinstance(name, str) and name else _(sentence)
    return None


_DAMAGE = ("malformed", "not a database", "no such", "unsupported file format", "could not decode", "text encoding")


def tells_damage(error: Exception) -> bool:
    """Whether an error met while opening a data file means that the file is damaged or none of ours.

    The driver cannot even read SQLite's own message when that repeats damaged bytes.
    """
    return isinstance(error, UnicodeDecodeError) or any(sign in str(error).lower() for sign in _DAMAGE)


def _sentence(error: BaseException) -> str | None:
    if isinstance(error, MemoryError):
        return _MEMORY
    if isinstance(error, OSError):
        return _BY_WINERROR.get(getattr(error, "winerror", None) or 0) or _BY_ERRNO.get(error.errno or 0)
    if _DATABASE_ERRORS & {kind.__name__ for kind in type(error).__mro__}:
        message = str(error).lower()
        return next((sentence for part, sentence in _BY_DATABASE_MESSAGE if part in message), None)
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__
