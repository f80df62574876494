"""Reading a photo or scan of the calibration page: where its marks are on the sheet.

The codes say where on the picture the page is (a homography, since a camera looks at an angle), the crosses say it more
exactly, and then the four edges of the sheet are looked for where they have to be nearly: so nobody measures anything.
The size of the sheet itself is taken as it should be; a photo has no other measure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cadre_desktop.certificates.overprinting.mark_sheet import codes_of, marks_of, read_payload
from cadre_desktop.certificates.overprinting.measuring import FARTHEST, Marks
from cadre_desktop.kit.documents.laying import Point, Sheet
from cadre_desktop.kit.documents.picture_files import read_picture
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Unclear

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[tuple[int, ...], np.dtype[np.floating[Any]]]

FEWEST_CODES = 4
_MOST_BENT = 0.5
"""Millimetres by which the crosses of a flat sheet may be elsewhere than a straight view has them."""
_MOST_UNEVEN = 1.0
"""The same of the corners of the codes, which are read to whole pixels."""
_ALONG, _STEP = 80, 0.1  # positions along an edge; mm from one sample to the next across it
_INSIDE, _OUTSIDE = 1.5, 2.5  # mm that are compared on both sides of an edge
_CONTRAST = 30.0  # grey levels between paper and table
_SHARE_OF_EDGE = 0.5
_NEAR_EDGE = 0.35  # mm
_REACH, _WINDOW = 4.0, 2.2  # mm around a cross that are looked at; half of that within which its lines are
_EDGES = (N_("左边"), N_("右边"), N_("上边"), N_("下边"))


@dataclass(frozen=True)
class ReadMarks:
    """What a photo says: the sheet that the page was made for, and where its marks are on it."""

    sheet: Sheet
    found: Marks


def read_marks(content: bytes) -> ReadMarks:
    """Read a JPEG or PNG of a calibration page.

    Raises Unclear for a file that is no picture, a page that is not seen whole or sharply enough, pages of several
    sizes, a sheet that is bent, and edges that do not show against what lies beneath.
    """
    grey = _grey(content)
    sheet, corners = _codes(grey)
    view = _homography([(page, pixel) for page, pixel in corners])
    crosses = dict(_crosses(grey, sheet, view))
    if len(crosses) < len(marks_of(sheet)):
        raise Unclear(_("照片里的十字看不清，请对准焦点、光线均匀地重拍，或用扫描仪扫描。"))
    view = _homography(list(crosses.values()))
    back = _inverse(view)
    bent = max(_distance(page, _through(back, pixel)) for page, pixel in crosses.values())
    uneven = max(_distance(page, _through(back, pixel)) for page, pixel in corners)
    if bent > _MOST_BENT or uneven > _MOST_UNEVEN:
        raise Unclear(_("照片里的纸不平，或镜头变形太大，请把纸压平、离远一些从正上方重拍，或用扫描仪扫描。"))
    return ReadMarks(sheet, _on_sheet(sheet, _edges(grey, sheet, view)))


def _grey(content: bytes) -> "Array":
    """The picture as rows of grey levels, upright as the camera was held."""
    import numpy as np
    from PIL import Image, ImageOps

    read_picture(content)
    try:
        with Image.open(BytesIO(content)) as picture:
            return np.asarray(ImageOps.exif_transpose(picture).convert("L"), dtype=np.float64)
    except OSError as error:
        raise Unclear(_("这个图片文件已损坏或不完整，请重新导出或换一张。")) from error


def _codes(grey: "Array") -> tuple[Sheet, list[tuple[Point, Point]]]:
    """The sheet, and the corners of its codes on the page (mm) and on the picture (pixels)."""
    import zxingcpp

    found = zxingcpp.read_barcodes(grey.astype("uint8"), formats=zxingcpp.BarcodeFormat.QRCode)
    read = [(said, code.position) for code in found if (said := read_payload(code.text)) is not None]
    sheets = {sheet for (sheet, _number), _position in read}
    if len(sheets) > 1:
        raise Unclear(_("照片里有几张不同的校准页，请只拍一张。"))
    if len({number for (_sheet, number), _position in read}) < FEWEST_CODES:
        text = _("照片里只认出 {count} 个校准二维码，至少要 {fewest} 个。请把整张校准页拍进去，对准焦点后重拍。")
        raise Unclear(text.format(count=len(read), fewest=FEWEST_CODES))
    (sheet,) = sheets
    boxes = {code.number: code.corners for code in codes_of(sheet)}
    pairs: list[tuple[Point, Point]] = []
    for (_sheet, number), position in read:
        pixels = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
        pairs += zip(boxes[number], [(float(at.x), float(at.y)) for at in pixels], strict=True)
    return sheet, pairs


def _homography(pairs: list[tuple[Point, Point]]) -> "Array":
    """The view that brings points of the page to those of the picture, by least squares (DLT, with both sides
    brought to the same scale first, as Hartley has it)."""
    import numpy as np

    pages, pixels = (np.array([pair[side] for pair in pairs]) for side in (0, 1))
    from_page, from_pixel = _levelled(pages), _levelled(pixels)
    rows = []
    for (x, y, _one), (u, v, _same) in zip(_lifted(pages) @ from_page.T, _lifted(pixels) @ from_pixel.T, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y, -u], [0, 0, 0, x, y, 1, -v * x, -v * y, -v]]
    view = np.linalg.svd(np.array(rows))[2][-1].reshape(3, 3)
    found: Array = np.linalg.inv(from_pixel) @ view @ from_page
    found /= found[2, 2]
    return found


def _levelled(points: "Array") -> "Array":
    import numpy as np

    middle = points.mean(axis=0)
    scale = np.sqrt(2) / np.linalg.norm(points - middle, axis=1).mean()
    return np.array([[scale, 0, -scale * middle[0]], [0, scale, -scale * middle[1]], [0, 0, 1]])


def _lifted(points: "Array") -> "Array":
    import numpy as np

    return np.column_stack([points, np.ones(len(points))])


def _inverse(view: "Array") -> "Array":
    import numpy as np

    found: Array = np.linalg.inv(view)
    return found


def _through(view: "Array", point: Point) -> Point:
    x, y, depth = (float(each) for each in view @ (*point, 1.0))
    return x / depth, y / depth


def _distance(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _seen(grey: "Array", view: "Array", points: "Array") -> "Array":
    """Grey levels at points of the page, between pixels as they are near; not a number beside the picture."""
    import numpy as np

    at = _lifted(points.reshape(-1, 2)) @ view.T
    x, y = at[:, 0] / at[:, 2], at[:, 1] / at[:, 2]
    rows, columns = grey.shape
    inside = (x >= 0) & (y >= 0) & (x < columns - 1) & (y < rows - 1)
    left, top = np.where(inside, x, 0).astype(int), np.where(inside, y, 0).astype(int)
    right, low = np.where(inside, x, 0) - left, np.where(inside, y, 0) - top
    upper = grey[top, left] * (1 - right) + grey[top, left + 1] * right
    lower = grey[top + 1, left] * (1 - right) + grey[top + 1, left + 1] * right
    found: Array = np.where(inside, upper * (1 - low) + lower * low, np.nan)
    return found.reshape(points.shape[:-1])


def _crosses(grey: "Array", sheet: Sheet, view: "Array") -> Iterator[tuple[int, tuple[Point, Point]]]:
    """The marks as they were printed (mm on the page) and where the picture has them, found by their dark lines."""
    import numpy as np

    span = np.arange(-_REACH, _REACH + _STEP / 2, _STEP)
    across, down = np.meshgrid(span, span)
    for number, (x, y) in marks_of(sheet).items():
        dark = 255 - _seen(grey, view, np.stack([across + x, down + y], axis=-1))
        if np.isnan(dark).any():
            continue
        moved = [_line_at(span, dark.mean(axis=axis)) for axis in (0, 1)]
        if None not in moved:
            right, lower = (float(each or 0.0) for each in moved)
            yield number, ((x, y), _through(view, (x + right, y + lower)))


def _line_at(span: "Array", profile: "Array") -> float | None:
    """Where the line is of whose darkness this is the profile; None where there is none."""
    import numpy as np

    raised = profile - np.median(profile)
    near = np.abs(span) <= _WINDOW
    peak = float(span[near][np.argmax(raised[near])])
    weight = np.where(np.abs(span - peak) <= 0.6, np.clip(raised, 0, None), 0)
    if raised[near].max() < 15:
        return None
    return float((weight * span).sum() / weight.sum())


def _edges(grey: "Array", sheet: Sheet, view: "Array") -> "list[Array]":
    """Left, right, upper and lower edge of the sheet on the page: each as (where its middle is, slope)."""
    import numpy as np

    width, height = sheet
    along = np.linspace(0.08, 0.92, _ALONG)
    found = []
    for edge, name in enumerate(_EDGES):
        upright, far = edge < 2, edge % 2
        length, away = (height, width) if upright else (width, height)
        depths = np.arange(-FARTHEST - _OUTSIDE, FARTHEST + _OUTSIDE, _STEP)
        across, at = np.meshgrid(away - depths if far else depths, along * length)
        grid = np.stack([across, at] if upright else [at, across], axis=-1)
        ends = _steps(_seen(grey, view, grid), depths)
        line = _straight(along * length - length / 2, away - ends if far else ends)
        if line is None:
            text = _("照片里看不清纸的{edge}。请把纸放在深色的桌面上、四周都露出桌面再拍；扫描时在纸上盖一张黑纸。")
            raise Unclear(text.format(edge=_(name)))
        found.append(line)
    return found


def _steps(levels: "Array", depths: "Array") -> "Array":
    """On each row the depth at which the bright paper ends, from outside inwards; not a number where nothing ends."""
    import numpy as np

    inner, outer = round(_INSIDE / _STEP), round(_OUTSIDE / _STEP)
    sums = np.cumsum(np.pad(levels, ((0, 0), (1, 0))), axis=1)
    at = np.arange(outer, levels.shape[1] - inner)
    bright = (sums[:, at + inner] - sums[:, at]) / inner
    dark = (sums[:, at] - sums[:, at - outer]) / outer
    rise = np.nan_to_num(bright - dark, nan=-1.0)
    best = rise.argmax(axis=1)
    rows = np.arange(len(levels))
    near = np.clip(best[:, None] + np.arange(-6, 7), 0, rise.shape[1] - 1)
    fine = np.clip(rise[rows[:, None], near] - rise[rows, best][:, None] * 0.8, 0, None)
    ends: Array = (fine * depths[at[near]]).sum(axis=1) / np.maximum(fine.sum(axis=1), 1e-9) - _STEP / 2
    return np.where(rise[rows, best] >= _CONTRAST, ends, np.nan)


def _straight(along: "Array", ends: "Array") -> "Array | None":
    """A straight line through most of the ends: where it is in the middle, and its slope; None where there is none."""
    import numpy as np

    kept = ~np.isnan(ends)
    for _round in range(6):
        if kept.sum() < _SHARE_OF_EDGE * len(ends):
            return None
        slope, middle = np.polyfit(along[kept], ends[kept], 1)
        off = np.abs(ends - (middle + slope * along))
        usual = float(np.median(off[kept]))
        kept = off <= max(_NEAR_EDGE, 2.5 * usual)
    return np.array([middle, slope]) if usual <= _NEAR_EDGE else None


def _on_sheet(sheet: Sheet, edges: "list[Array]") -> Marks:
    """Where the marks of the page are on the sheet whose edges were found on the page."""
    import numpy as np

    width, height = sheet
    left, right, upper, lower = edges
    corners = [
        _meeting(sheet, side, end) for side, end in ((left, upper), (right, upper), (left, lower), (right, lower))
    ]
    goals = np.array([(0, 0), (width, 0), (0, height), (width, height)], dtype=float)
    change, *_rest = np.linalg.lstsq(_lifted(np.array(corners)), goals, rcond=None)
    if np.abs(_lifted(np.array(corners)) @ change - goals).max() > _MOST_BENT:
        raise Unclear(_("照片里纸的四边不成长方形，请把纸压平、四边都露出来重拍，或用扫描仪扫描。"))
    at = np.array(list(marks_of(sheet).values()))
    ends = _lifted(at) @ change
    return {number: (float(x), float(y)) for number, (x, y) in zip(marks_of(sheet), ends, strict=True)}


def _meeting(sheet: Sheet, side: "Array", end: "Array") -> Point:
    """Where an upright edge, x = a + b (y − half), meets a level one, y = c + d (x − half)."""
    (a, b), (c, d), (half, middle) = side, end, (sheet[0] / 2, sheet[1] / 2)
    x = (a + b * (c - d * half - middle)) / (1 - b * d)
    return float(x), float(c + d * (x - half))
