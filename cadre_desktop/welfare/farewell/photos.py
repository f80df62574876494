"""Photos of an album: read, turned as the camera was held, and made as large as print needs (300 dpi of the page).

What is kept has no notes of a camera: neither where nor by whom a photo was taken.
"""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from cadre_desktop.kit.documents.picture_files import MOST_PIXELS, read_picture
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.people.photos.reading import PictureFile
from cadre_desktop.welfare.farewell.rules import LONGEST_CAPTION

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
KEPT = (1950, 2360)
"""Pixels that a kept photo has at most: 165 × 200 mm, the largest on a page of A4."""
_QUALITY = 82
_FAR_LARGER = 1.15
"""A photo with so many times the pixels that its box needs is made smaller for print."""
_AT_ONCE = 2
_JPEG = b"\xff\xd8\xff"
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError)
"""What Pillow raises for files that are not whole, or of a rare kind."""
_YEAR = re.compile(
    r"(?<!\d)(19[4-9]\d|20[0-4]\d)(?!\d)(?:年(?:\d{1,2}月)?(?:\d{1,2}日)?|[-.]\d{1,2}(?:[-.]\d{1,2})?(?!\d))?"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_SIGNS = " 　-_—.,，、()（）"


@dataclass(frozen=True)
class TakenPhoto:
    """A photo as it is kept, with what its file's name says: the year (None for none) and a caption."""

    content: bytes
    year: int | None
    caption: str


def said_by_name(name: str) -> tuple[int | None, str]:
    """The year and the caption that a file name says: 1987年 全院合影.jpg. What a camera or a telephone calls a photo
    (IMG_2043) says neither."""
    stem = PurePath(name).stem
    found = _YEAR.search(stem)
    if found is None or not (found.start() == 0 or _HAN.search(stem)):
        return None, stem.strip(_SIGNS)[:LONGEST_CAPTION] if _HAN.search(stem) else ""
    caption = " ".join(f"{stem[: found.start()]} {stem[found.end() :]}".strip(_SIGNS).split())
    return int(found[1]), caption[:LONGEST_CAPTION] if _HAN.search(caption) else ""


def take_in(files: Sequence[PictureFile], progress: Progress | None = None) -> tuple[list[TakenPhoto], list[Problem]]:
    """Read the files; a sentence for each that cannot be used, the others come in all the same.

    Raises Refused with these sentences where none can.
    """
    photos: list[TakenPhoto] = []
    problems: list[Problem] = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # Pillow lets go of the interpreter while it works
        for number, taken in enumerate(pool.map(_taken, files)):
            if progress is not None:
                progress.check()
                progress.report(number, len(files))
            if isinstance(taken, TakenPhoto):
                photos.append(taken)
            else:
                problems.extend(taken)
    if problems and not photos:
        raise Refused(problems)
    return photos, problems


def _taken(file: PictureFile) -> TakenPhoto | tuple[Problem, ...]:
    try:
        content = printable(file.read())
    except Refused as refused:
        return refused.problems
    except Unclear as unclear:
        return (Problem(f"{file.name}：{unclear}"),)
    return TakenPhoto(content, *said_by_name(file.name))


def printable(content: bytes, within: tuple[int, int] = KEPT) -> bytes:
    """A picture file as an upright JPEG of at most so many pixels. Raises Unclear for what is no whole picture."""
    try:
        return _written(_upright(content, within), within)
    except _FAULTS as error:
        if isinstance(error, Unclear):
            raise
        raise Unclear(_("这个图片文件已损坏或不完整，请重新导出或换一张。")) from error


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height of a kept photo in pixels."""
    return read_picture(content).size


def for_boxes(photos: Sequence[tuple[bytes, float, float]]) -> list[bytes]:
    """Photos as they are needed in boxes of so many mm: those with far more pixels are made smaller."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(lambda photo: _for_box(*photo), photos))


def _for_box(content: bytes, width: float, height: float) -> bytes:
    wanted = max(1, round(width / 25.4 * DPI)), max(1, round(height / 25.4 * DPI))
    return content if size_of(content)[0] <= _FAR_LARGER * wanted[0] else printable(content, wanted)


def _upright(content: bytes, within: tuple[int, int]) -> "Image":
    """The picture turned as the camera was held, read as small as will do."""
    image = _opened(content)
    if image.width * image.height > MOST_PIXELS:
        words = _("图片有 {columns} × {rows} 像素，最多 {most} 万像素，请缩小后再用。")
        raise Unclear(words.format(columns=image.width, rows=image.height, most=MOST_PIXELS // 10_000))
    if not content.startswith(_JPEG):
        image.load()
        return image
    held = read_picture(content).orientation
    across, down = within if held <= 4 else (within[1], within[0])
    image.draft(None, _room(image.size, (across, down)))
    image.load()
    from PIL.Image import Transpose

    turns = dict(zip(range(2, 9), (0, 3, 1, 5, 4, 6, 2), strict=True))
    return image.transpose(Transpose(turns[held])) if held != 1 else image


def _room(size: tuple[int, int], within: tuple[int, int]) -> tuple[int, int]:
    """What a picture of that size has of a room, in its own proportions."""
    scale = min(1.0, within[0] / size[0], within[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _opened(content: bytes) -> "Image":
    """The file as Pillow opens it; `Image.open` would warn before the number of pixels can be looked at here."""
    from PIL.BmpImagePlugin import BmpImageFile
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile
    from PIL.WebPImagePlugin import WebPImageFile

    for begins, read in ((b"\x89PNG\r\n\x1a\n", PngImageFile), (b"BM", BmpImageFile), (b"RIFF", WebPImageFile)):
        if content.startswith(begins):
            return read(BytesIO(content))
    if content.startswith(_JPEG):
        return JpegImageFile(BytesIO(content.replace(b"Exif\0\0", b"none\0\0", 1)))  # warns of damaged notes
    raise Unclear(_("这个文件不是 JPG 或 PNG 图片，请先另存为其中一种。"))


def _written(image: "Image", within: tuple[int, int]) -> bytes:
    from PIL.Image import Resampling, new

    if image.mode in ("LA", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        whole = image.convert("RGBA")
        image = new("RGB", whole.size, "white")
        image.paste(whole, mask=whole.getchannel("A"))
    elif image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off rather than scale
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode not in ("L", "RGB"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    wanted = _room(image.size, within)
    if image.size != wanted:
        image = image.resize(wanted, Resampling.LANCZOS, reducing_gap=2.0)
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
