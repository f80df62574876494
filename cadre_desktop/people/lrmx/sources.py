"""Where forms come from: files, folders with all that is in them, and zips. Each is read when it is wanted, not kept.

A form of before 3.0 (.lrm) brings the photo of the same name beside it (.pic).
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cadre_desktop.kit.documents.container import ARCHIVE_TROUBLE
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.form_files import FORMS

_PHOTO = ".pic"
_ZIP = ".zip"
_LARGEST_MB = "lrmx_mb"
LARGEST_MB = 20
"""Of one form, unless the settings say another number; its photo is at most 5 MB, which is 7 MB in the form."""
_MOST = 20_000


@dataclass(frozen=True)
class FormSource:
    """A form that can be read: its file name, where it is as people read it, and what is read for it."""

    name: str
    where: str
    read: Callable[[], bytes]
    photo: Callable[[], bytes] | None = None

    @property
    def is_old(self) -> bool:
        return self.name.lower().endswith(".lrm")


@dataclass(frozen=True)
class FoundForms:
    """The forms of all that was given, in the order of names, and a sentence for each file that is left out."""

    sources: tuple[FormSource, ...]
    left_out: tuple[tuple[str, str], ...]


def largest_mb(store: Store) -> int:
    """Megabytes that a form may have."""
    said = store.setting(_LARGEST_MB)
    return int(said) if said.isdecimal() else LARGEST_MB


def find_forms(paths: Iterable[Path], limit_mb: int = LARGEST_MB) -> FoundForms:
    """The forms in files, folders and zips. Raises Refused where a path is not there or nothing in it is a form."""
    sources: list[FormSource] = []
    left_out: list[tuple[str, str]] = []
    limit = limit_mb * 1_000_000
    given = list(paths)
    for path in given:
        for file in _files(path):
            _look(file, limit, sources, left_out)
    if not sources and not left_out:
        words = _("“{name}”里没有任免审批表（.lrmx 或 .lrm 文件）；请选择任免表编辑器导出的文件、文件夹或压缩包。")
        raise Refused(words.format(name="、".join(path.name for path in given)))
    if len(sources) > _MOST:
        words = _("一次最多导入 {most} 份任免审批表，这里有 {count} 份；请分几次导入。")
        raise Refused(words.format(most=_MOST, count=len(sources)))
    return FoundForms(tuple(sources), tuple(left_out))


def _files(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise Refused(_("找不到“{path}”，请核对路径。").format(path=path))
    if path.is_dir():
        found = (each for each in path.rglob("*") if each.is_file() and not each.name.startswith((".", "~$")))
        yield from sorted((each for each in found if each.suffix.lower() in (*FORMS, _ZIP)), key=_in_order)
    else:
        yield path


def _in_order(file: Path) -> tuple[str, str, bool]:
    """By name, of one name the .lrmx first: it says more than the .lrm."""
    return str(file.parent), file.stem.casefold(), file.suffix.lower() != FORMS[0]


def _look(file: Path, limit: int, sources: list[FormSource], left_out: list[tuple[str, str]]) -> None:
    ending = file.suffix.lower()
    if ending == _ZIP:
        _look_into(file, limit, sources, left_out)
    elif ending == _PHOTO:
        return  # it is read with the form that it belongs to
    elif ending not in FORMS:
        left_out.append((file.name, _("不是任免审批表，应为 .lrmx 或 .lrm 文件。")))
    elif (size := file.stat().st_size) > limit:
        left_out.append((file.name, too_large(size, limit)))
    else:
        photo = _beside(file) if ending == ".lrm" else None
        reads_photo = _bounded(photo, limit) if photo else None
        sources.append(FormSource(file.name, str(file), file.read_bytes, reads_photo))


def _beside(file: Path) -> Path | None:
    """The photo of the same name, however its extension is written."""
    stem = file.stem.casefold()
    same = (each for each in file.parent.iterdir() if each.suffix.lower() == _PHOTO and each.stem.casefold() == stem)
    return next(same, None)


def _bounded(photo: Path, limit: int) -> Callable[[], bytes]:
    return lambda: photo.read_bytes() if photo.stat().st_size <= limit else b""


def too_large(size: int, limit: int) -> str:
    """The sentence for a file that is too large."""
    words = _("有 {size} MB，任免审批表最多 {limit} MB；里面的照片可能没有压缩，请用任免表编辑器换一张小的照片。")
    return words.format(size=-(-size // 1_000_000), limit=limit // 1_000_000)


def _look_into(file: Path, limit: int, sources: list[FormSource], left_out: list[tuple[str, str]]) -> None:
    try:
        archive = zipfile.ZipFile(file)
        entries = {_named(entry): entry for entry in archive.infolist() if not entry.is_dir()}
    except ARCHIVE_TROUBLE:
        left_out.append((file.name, _("这个压缩包已损坏，或不是 zip 格式；请重新压缩为 zip。")))
        return
    photos = {name[: -len(_PHOTO)].casefold(): entry for name, entry in entries.items() if _ends(name, (_PHOTO,))}
    found = (name for name in entries if _ends(name, FORMS) and not PurePosixPath(name).name.startswith("."))
    forms = sorted(found, key=lambda name: _in_order(Path(name)))
    if not forms:
        left_out.append((file.name, _("这个压缩包里没有任免审批表（.lrmx 或 .lrm 文件）。")))
    for name in forms:
        entry, short = entries[name], PurePosixPath(name).name
        if entry.flag_bits & 1:
            left_out.append((short, _("压缩包“{zip}”设有密码，读不出来；请解压后再导入。").format(zip=file.name)))
        elif entry.file_size > limit:
            left_out.append((short, too_large(entry.file_size, limit)))
        else:
            photo = photos.get(name.rpartition(".")[0].casefold()) if _ends(name, (".lrm",)) else None
            reads_photo = _member(archive, photo) if photo and photo.file_size <= limit else None
            sources.append(FormSource(short, f"{file} › {name}", _member(archive, entry), reads_photo))


def _ends(name: str, endings: Sequence[str]) -> bool:
    return name.lower().endswith(tuple(endings))


def _named(entry: zipfile.ZipInfo) -> str:
    """The name of a part: without its mark for UTF-8 it is in the coding of the Chinese system that packed it."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            pass  # a name that no Chinese system has packed
    return name.replace("\\", "/")  # so that no name leads out of a folder on any system


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            return archive.read(entry)
        except ARCHIVE_TROUBLE as error:
            raise Refused(_("压缩包里的这个文件已损坏，读不出来；请重新压缩。")) from error

    return read
