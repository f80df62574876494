"""Files on a disk and attachments: reading what is to be attached, and writing what is attached out again."""

import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePath

from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.attachments import (
    Attachment,
    AttachmentLimits,
    NewFile,
    content,
    empty_file,
    free_name,
    shortened,
    stored_name,
    too_large,
)
from cadre_desktop.kit.troubles import known_trouble

_MOST_BYTES = 240
"""Of a file name in UTF-8: most systems take 255, and parts of files being written have a longer name."""

_OF_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
"""Names that mean a device on Windows, whatever their suffix."""


def read_files(
    paths: Iterable[Path], most: int, allowed: AttachmentLimits, heard: Callable[[int], None] = lambda _count: None
) -> tuple[list[NewFile], list[Problem]]:
    """What is in files that are to be attached, and one sentence for each that cannot be. None with more than `most`
    bytes is read: what is larger than `allowed` may still become smaller (pictures are scaled). `heard` is given how
    many have been read, and may raise `Stopped`."""
    files: list[NewFile] = []
    problems: list[Problem] = []
    for count, path in enumerate(paths):
        heard(count)
        try:
            files.append(_read(path, most, allowed))
        except Refused as refused:
            problems += refused.problems
        except OSError as error:
            why = known_trouble(error) or error.strerror or str(error)
            problems.append(Problem(_("“{name}”没有添加：{why}").format(name=stored_name(path.name), why=why)))
    return files, problems


def _read(path: Path, most: int, allowed: AttachmentLimits) -> NewFile:
    name = stored_name(path.name)
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise Refused(_("“{name}”是文件夹，没有添加；请打开它，选择里面的文件。").format(name=name))
    if not stat.S_ISREG(mode):  # to read it could mean to wait for ever
        raise Refused(_("“{name}”是管道或设备，不是文件，没有添加。").format(name=name))
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Refused(too_large(name, allowed))
    if not data:
        raise Refused(empty_file(name))
    return NewFile(name, data)


def file_names(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """For each name one that any file system takes, Windows among them, and that none of the others has, nor any of
    those `taken`, in capitals or small letters."""
    used = {name.casefold() for name in taken}
    found = []
    for name in names:
        free = free_name(_safe(name), used)
        used.add(free.casefold())
        found.append(free)
    return found


def _safe(name: str) -> str:
    text = (
        "".join("·" if sign in '\\/:*?"<>|' or not sign.isprintable() else sign for sign in name).strip().rstrip(". ")
    )
    if PurePath(text).name.partition(".")[0].rstrip().upper() in _OF_DEVICES:
        text = f"_{text}"
    most = len(text)
    while len(text.encode()) > _MOST_BYTES:
        most -= 1
        text = shortened(text, most)
    return text or _("未命名")


def export(rows: Sequence[Attachment], folder: Path, heard: Callable[[int], None] = lambda _count: None) -> list[Path]:
    """Write attachments into a folder and return their paths in the same order. Files that are there stay: what has
    the same name gets a number behind it. `heard` is given how many have been written, and may raise `Stopped`.

    Raises Refused where there is no such folder, or where the content of one is not whole (before any is written);
    OSError for trouble with the disk: those written so far are whole.
    """
    if not folder.is_dir():
        raise Refused(_("文件夹“{folder}”不存在，没有写入；请先建立它，或换一个位置。").format(folder=folder))
    for row in rows:
        content(row)
    names = file_names((row.name for row in rows), (path.name for path in folder.iterdir()))
    written = []
    for count, (row, name) in enumerate(zip(rows, names, strict=True)):
        heard(count)
        written.append(_write_new(folder / name, content(row)))
    return written


def _write_new(path: Path, data: bytes) -> Path:
    """Write a file where none is. Its name is taken first, so that nobody else's file that comes meanwhile is lost."""
    path.open("xb").close()
    try:
        write_atomically(path, data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path
