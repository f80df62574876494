"""The pictures in folders and zip files, each read when it is wanted: a thousand photos are not held in memory."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cadre_desktop.kit.documents.container import ARCHIVE_TROUBLE
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.photos.naming import SUFFIXES

MOST_BYTES = 60 << 20
"""Of a picture, as where a single one is chosen."""
MOST_PICTURES = 20_000
_UTF_8_NAMES = 0x800
_ENCRYPTED = 0x1
_HIDDEN = ("__MACOSX", ".")


@dataclass(frozen=True)
class PictureFile:
    """A picture by its `name`; `member` is its name within the zip file `path`, empty for a file of its own."""

    name: str
    path: Path
    member: str = ""

    def read(self) -> bytes:
        """Its content. Raises Refused, with a sentence, for what cannot be read or is too large."""
        try:
            data = self._content()
        except ARCHIVE_TROUBLE as error:
            raise Refused(_("“{name}”读不出来，请检查文件是否完整。").format(name=self.name)) from error
        if len(data) > MOST_BYTES:
            raise Refused(_("“{name}”超过 60 MB，请换一张较小的。").format(name=self.name))
        return data

    def _content(self) -> bytes:
        if not self.member:
            with self.path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as member:
            return member.read(MOST_BYTES + 1)


def pictures_in(paths: Sequence[Path]) -> list[PictureFile]:
    """All pictures in folders (with those inside them), zip files and files, by name.

    Raises Refused where there is none, or too many, and for a zip file that cannot be read.
    """
    found = [picture for path in paths for picture in _in(path)]
    if not found:
        raise Refused(_("没有找到照片；请选择装有 JPG 或 PNG 图片的文件夹或 zip 压缩包。"))
    if len(found) > MOST_PICTURES:
        raise Refused(_("照片多于 {most} 张，请分几次录入。").format(most=MOST_PICTURES))
    return sorted(found, key=lambda picture: picture.name)


def _in(path: Path) -> Iterator[PictureFile]:
    try:
        if path.is_dir():
            for file in path.rglob("*"):
                if file.suffix.lower() in SUFFIXES and not file.name.startswith(_HIDDEN) and file.is_file():
                    yield PictureFile(file.name, file)
        elif path.suffix.lower() == ".zip":
            yield from _in_zip(path)
        elif path.suffix.lower() in SUFFIXES:
            yield PictureFile(path.name, path)
    except ARCHIVE_TROUBLE as error:
        raise Refused(_("“{name}”打不开，请检查它是否完整。").format(name=path.name)) from error


def _in_zip(path: Path) -> Iterator[PictureFile]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            name = PurePosixPath(_member_name(info).replace("\\", "/"))
            if (
                info.is_dir()
                or name.suffix.lower() not in SUFFIXES
                or any(part.startswith(_HIDDEN) for part in name.parts)
            ):
                continue
            if info.flag_bits & _ENCRYPTED:
                raise Refused(_("“{name}”设有密码，请先解压，再选择解压后的文件夹。").format(name=path.name))
            yield PictureFile(name.name, path, info.filename)


def _member_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: tools on Windows write GBK and do not say so."""
    if info.flag_bits & _UTF_8_NAMES:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
