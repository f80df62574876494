"""QR codes read from scans and photos: as they are, and where that is not enough, from the picture made readable.

zxing-cpp itself reads codes that are turned, shaded and at an angle. What it misses are codes of few pixels, out of
focus, or with a seal over them. So a page is read as it is and in another size, which is quick; what lies around a code
that was seen but not read is cut out and tried in other ways; and so is the whole page where nothing was read on it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.documents.code_corners import Point, has_corners

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[float, float, float, float]
"""Left, top, right and bottom edge, as shares of the page."""
_WHOLE = (0.0, 0.0, 1.0, 1.0)

_AROUND = 1.6
"""Of a code's own side: how much around it is cut out with it."""
_LONGEST = 65_535
"""Pixels of the side of the largest picture that zxing-cpp takes."""
_FEWEST = 21
"""Pixels of the side of the smallest code there is."""
_SMALL = 4_000_000
"""Pixels of a picture whose codes may have too few: an A4 at 200 dpi has them. Larger ones gain nothing by being
enlarged, and it would take seconds."""
_MOST_HELPFUL = 6
"""Attempts after which hardly anything more is found."""
_TILE, _LAP = 1600, 500
"""Pixels of the side of a piece of a large page, and by how much the pieces overlap."""


@dataclass(frozen=True)
class FoundCode:
    """A code: its text, empty where it was seen and could not be read, and where on the page it is."""

    text: str
    box: Box


def codes_on(page: "Image", check: Callable[[], None] = lambda: None) -> list[FoundCode]:
    """The QR codes on a page, row by row. `check` is called between attempts and may raise, to stop."""
    grey = page if page.mode == "L" else page.convert("L")
    first, second = _read(grey), _read(_otherwise(grey))
    if not (_texts(first) or _texts(second)) and grey.width * grey.height <= _SMALL / 2:
        second = _read(_sharp(_enlarged(_clear(grey), 2)))
    found = _joined(first, second)
    hard = len({_texts(first), _texts(second), _texts(found)}) > 1
    for seen in [code for code in found if not code.text]:
        check()
        hard = True
        found = _joined(found, _again(page, seen, check))
    if not _texts(found):
        found = _joined(found, _searched(page, grey, check))
    elif hard:  # so there may be more that nothing was seen of
        for more in islice(_attempts(page, _WHOLE, check), _MOST_HELPFUL):
            found = _joined(found, more)
    return sorted(found, key=_row_by_row)


def _otherwise(grey: "Image") -> "Image":
    """A page as it costs little to read it once more: a large one smaller, a small one larger, and sharper."""
    pixels = grey.width * grey.height
    if pixels > _SMALL:
        return grey.reduce(2)
    if pixels > _SMALL / 2:
        return _sharp(_clear(grey))
    # Sharpened before it is enlarged, it reads nearly as well as the other way round, in a quarter of the time.
    return _enlarged(_sharp(_clear(grey), 1.5), 2)


def _texts(codes: list[FoundCode]) -> int:
    return sum(bool(code.text) for code in codes)


def _read(picture: "Image", within: Box = _WHOLE, *, simple: bool = False) -> list[FoundCode]:
    """What zxing-cpp finds, its place given for the page that `picture` is the part `within` of; `simple` uses one
    threshold for all of it."""
    import zxingcpp

    if max(picture.size) > _LONGEST:  # a strip of paper, enlarged
        return []
    binarizer = zxingcpp.Binarizer.GlobalHistogram if simple else zxingcpp.Binarizer.LocalAverage
    # The format QRCode would take in Micro QR too: then each corner of a code that is not read is one more of those.
    wanted = zxingcpp.BarcodeFormat.QRCodeModel2
    codes = zxingcpp.read_barcodes(picture, formats=wanted, binarizer=binarizer, try_invert=False, return_errors=True)
    left, top, right, bottom = within
    across, down = (right - left) / picture.width, (bottom - top) / picture.height
    found = []
    for code in codes:
        corners = _corners(code.position)
        if not code.valid and not _may_be_one(picture, corners, code.extra):
            continue
        xs, ys = zip(*corners, strict=True)
        box = left + min(xs) * across, top + min(ys) * down, left + max(xs) * across, top + max(ys) * down
        found.append(FoundCode(code.text if code.valid else "", box))
    return _joined([], found)


def _may_be_one(picture: "Image", corners: list[Point], extra: Mapping[str, Any]) -> bool:
    """Whether what was not read is a code: something square, of one pixel a module at least, with a code's squares in
    its corners. zxing-cpp also reports such of no size at all, and takes lines and characters for one."""
    xs, ys = zip(*corners, strict=True)
    short, long = sorted((max(xs) - min(xs), max(ys) - min(ys)))
    if short < _FEWEST or long > 2 * short:
        return False
    version = str(extra.get("Version", ""))
    if version and not version.isdecimal():  # M4: with errors, Micro QR is reported although it is not wanted
        return False
    return has_corners(picture, corners, int(version) if version else None)


def _corners(position: Any) -> list[Point]:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return [(corner.x, corner.y) for corner in corners]


def _joined(known: list[FoundCode], more: list[FoundCode]) -> list[FoundCode]:
    """All of both, each once: a code that was read takes the place of what was only seen there."""
    found = list(known)
    for code in more:
        same = next((number for number, other in enumerate(found) if _same(code, other)), None)
        if same is None:
            found.append(code)
        elif code.text and not found[same].text:
            found[same] = code
    return [code for code in found if code.text or not any(each.text and _touch(code.box, each.box) for each in found)]


def _same(one: FoundCode, other: FoundCode) -> bool:
    """Whether two are one. What was only seen is often seen where it is not quite, so its box need but touch."""
    if one.text and other.text:
        return one.text == other.text and (_has_middle(one.box, other.box) or _has_middle(other.box, one.box))
    return _touch(one.box, other.box)


def _touch(one: Box, other: Box) -> bool:
    return max(one[0], other[0]) < min(one[2], other[2]) and max(one[1], other[1]) < min(one[3], other[3])


def _has_middle(box: Box, other: Box) -> bool:
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _row_by_row(code: FoundCode) -> tuple[int, float]:
    return round((code.box[1] + code.box[3]) * 5), code.box[0]  # codes of one row are rarely at one height


def _again(page: "Image", seen: FoundCode, check: Callable[[], None]) -> list[FoundCode]:
    """A place where a code was seen, read from what is cut out there; nothing where that does not help."""
    left, top, right, bottom = seen.box
    x, y = (left + right) / 2, (top + bottom) / 2
    half = _AROUND * max((right - left) * page.width, (bottom - top) * page.height) / 2
    within = (
        max(0.0, x - half / page.width),
        max(0.0, y - half / page.height),
        min(1.0, x + half / page.width),
        min(1.0, y + half / page.height),
    )
    piece = _cut(page, within)
    return next((found for found in _attempts(piece, within, check) if _texts(found)), [])


def _searched(page: "Image", grey: "Image", check: Callable[[], None], *, enlarge: bool = True) -> list[FoundCode]:
    """A page on which nothing was found: all of it in every way; a large one also piece by piece, and made smaller."""
    seen: list[FoundCode] = []
    check()
    darkest, lightest = grey.getextrema()
    if darkest == lightest:
        return seen
    for found in _attempts(page, _WHOLE, check, enlarge=enlarge):
        seen = _joined(seen, found)
        if _texts(seen):
            return seen
    if grey.width * grey.height <= _SMALL:
        return seen
    for within in _tiles(grey.size):
        check()
        seen = _joined(seen, _read(_clear(_cut(grey, within)), within))
    if _texts(seen):
        return seen
    smaller = page.reduce(2)
    # Enlarged again would be most of the time of a page without a code; of 80 bad scans of an A4 it helped none.
    return _joined(seen, _searched(smaller, smaller.convert("L"), check, enlarge=False))


def _tiles(size: tuple[int, int]) -> Iterator[Box]:
    """Pieces that overlap by a code's width."""
    width, height = size
    for top in range(0, max(1, height - _LAP), _TILE - _LAP):
        for left in range(0, max(1, width - _LAP), _TILE - _LAP):
            right, bottom = min(width, left + _TILE), min(height, top + _TILE)
            yield left / width, top / height, right / width, bottom / height


def _cut(page: "Image", within: Box) -> "Image":
    left, top, right, bottom = within
    box = round(left * page.width), round(top * page.height), round(right * page.width), round(bottom * page.height)
    return page.crop((box[0], box[1], max(box[2], box[0] + 1), max(box[3], box[1] + 1)))


def _clear(picture: "Image") -> "Image":
    """From black to white, whatever the light was."""
    from PIL import ImageOps

    return ImageOps.autocontrast(picture, cutoff=1)


def _attempts(
    piece: "Image", within: Box, check: Callable[[], None], *, enlarge: bool = True
) -> Iterator[list[FoundCode]]:
    """What is found in a picture, made readable in one way after another: what helps most comes first."""
    for picture in _ways(piece, enlarge):
        check()
        yield _read(picture, within)
        yield _read(picture, within, simple=True)


def _ways(piece: "Image", enlarge: bool) -> "Iterator[Image]":
    from PIL.ImageFilter import GaussianBlur, MedianFilter, UnsharpMask

    clear = _clear(piece if piece.mode == "L" else piece.convert("L"))
    small = clear.width * clear.height <= _SMALL
    yield clear
    if small and enlarge:
        yield _sharp(_enlarged(clear, 3))
        yield _sharp(_enlarged(clear, 2))
    if piece.mode == "RGB":
        yield _clear(piece.getchannel("R"))  # a red seal over the code is not seen there
    if small and enlarge:
        yield _enlarged(clear.filter(GaussianBlur(0.8)), 2)
        yield _enlarged(clear, 4).filter(UnsharpMask(6, 200, 0))
    if small:
        yield clear.filter(MedianFilter(3))
    else:
        yield _sharp(clear)
    yield clear.filter(GaussianBlur(1.5))


def _enlarged(picture: "Image", times: int) -> "Image":
    from PIL.Image import Resampling

    return picture.resize((picture.width * times, picture.height * times), Resampling.BICUBIC)


def _sharp(picture: "Image", radius: float = 3) -> "Image":
    from PIL.ImageFilter import UnsharpMask

    return picture.filter(UnsharpMask(radius, 150, 0))
