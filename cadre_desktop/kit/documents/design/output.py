"""Designed pages as files of their own: one PDF or picture for each certificate, in a folder or packed into a ZIP."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple

from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.documents.attached_files import file_names
from cadre_desktop.kit.documents.certificate_layout import fields_in
from cadre_desktop.kit.documents.design.printing import PLAIN, DesignedPage, Printing, designs_paper
from cadre_desktop.kit.documents.design.texts import said
from cadre_desktop.kit.documents.pages import Pages, Picture
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear

Kind = Literal["pdf", "png"]
Heard = Callable[[int], None]

USUAL_NAME = "{number} {name}"
"""The pattern of a file's name; what is not allowed in one is replaced."""

SCREEN_DPI = 150.0
"""A4 across has 1,754 × 1,241 pixels then, as many as phones show."""

_MOST_PIXELS = 50_000_000
_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP knows: the same pages are the same file


class NamedFile(NamedTuple):
    """A file that is not yet written."""

    name: str
    content: bytes


def names_of(facts: Iterable[Mapping[str, str]], pattern: str = USUAL_NAME, kind: Kind = "pdf") -> list[str]:
    """The names of files, one for the facts of each: `pattern` filled in, safe on every system, no two alike.

    Raises Refused for a pattern without a field, or with one that there is not.
    """
    if not fields_in(pattern):
        words = _("文件名“{pattern}”里没有项目，所有文件会同名；请加上{{number}}或{{name}}。")
        raise Refused(words.format(pattern=pattern))
    try:
        return file_names(f"{said(pattern, each).strip() or _('证书')}.{kind}" for each in facts)
    except Unclear as unclear:
        raise Refused(_("文件名“{pattern}”不对：{why}").format(pattern=pattern, why=unclear)) from unclear


def files_of(
    pages: Sequence[DesignedPage],
    pattern: str = USUAL_NAME,
    kind: Kind = "pdf",
    how: Printing = PLAIN,
    dpi: float = SCREEN_DPI,
) -> Iterator[NamedFile]:
    """A file for each page, made one after another when it is asked for.

    Raises Refused, before the first, for what cannot be printed, for a wrong pattern, and for pictures of more than 50
    million pixels.
    """
    names = names_of((page.words.facts for page in pages), pattern, kind)
    whole = designs_paper(pages, how=how)
    if kind == "png":
        return pictures_of(names, whole.data(), dpi)
    return (NamedFile(name, designs_paper([page], how=how).data()) for name, page in zip(names, pages, strict=True))


def pictures_of(names: Sequence[str], document: bytes, dpi: float = SCREEN_DPI) -> Iterator[NamedFile]:
    """The pages of a document as pictures with these names, made one after another.

    Raises Refused, before the first, for pictures of more than 50 million pixels.
    """
    with Pages(document) as pages:
        sizes = {pages.size(number) for number in range(len(pages))}
    for width, height in ((wide / 25.4 * dpi, high / 25.4 * dpi) for wide, high in sorted(sizes)):
        if width * height > _MOST_PIXELS:
            text = _("{dpi:g} dpi 的图片有 {width:.0f} × {height:.0f} 像素，太大了，请降低分辨率。")
            raise Refused(text.format(dpi=dpi, width=width, height=height))
    return _pictures(names, document, dpi)


def _pictures(names: Sequence[str], document: bytes, dpi: float) -> Iterator[NamedFile]:
    with Pages(document) as pages:
        for number, name in enumerate(names):
            yield NamedFile(name, png(pages.picture(number, dpi), dpi))


def png(picture: Picture, dpi: float) -> bytes:
    """A rendered page as a PNG file, which knows how large it is on paper."""
    from PIL import Image

    opaque = Image.frombuffer("RGBA", (picture.width, picture.height), picture.rgba, "raw", "RGBA", 0, 1).convert("RGB")
    written = BytesIO()
    opaque.save(written, "PNG", dpi=(dpi, dpi))
    return written.getvalue()


def write_each(folder: Path, files: Iterator[NamedFile], heard: Heard = lambda _count: None) -> list[Path]:
    """Write files into `folder`, all or none; returns where they are. A file that is there already stays: the new one
    gets a number behind its name. `heard` is given how many are written, and may raise `Stopped`.

    Raises Refused where there is no such folder; OSError for trouble with the disk.
    """
    if not folder.is_dir():
        raise Refused(_("文件夹“{folder}”不存在，没有写入；请先建立它，或换一个位置。").format(folder=folder))
    taken = [path.name for path in folder.iterdir()]
    written: list[Path] = []
    try:
        for count, file in enumerate(files):
            heard(count)
            (name,) = file_names([file.name], taken)
            write_atomically(folder / name, file.content)
            written.append(folder / name)
            taken.append(name)
    except BaseException:  # stopped, disk full: what is there would pass for all of it
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def write_zip(path: Path, files: Iterator[NamedFile], heard: Heard = lambda _count: None) -> int:
    """Pack files into a ZIP at `path`, for sending; returns how many. `heard` as in `write_each`; OSError when it
    cannot be written, and what was there is untouched."""
    packed, count = BytesIO(), 0
    with zipfile.ZipFile(packed, "w") as archive:
        for count, file in enumerate(files, 1):
            heard(count - 1)
            entry = zipfile.ZipInfo(file.name, _DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.content)  # PDF and PNG are packed already
    write_atomically(path, packed.getvalue())
    return count
