"""Printed sheets and photos of them, as a printer that is off and a camera at an angle make them."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

from cadre_desktop.kit.documents.laying import Affine
from cadre_desktop.kit.documents.pages import Pages

DPI = 200
_PER_MM = DPI / 25.4
_EXACT = Affine()


def printed(pdf: bytes, off: Affine = _EXACT) -> Image.Image:
    """The sheet that comes out of a printer which brings what is drawn elsewhere, by `off` (mm), as a scan shows it."""
    with Pages(pdf) as pages:
        found = pages.picture(0, DPI)
    ink = Image.frombytes("RGBA", (found.width, found.height), found.rgba).convert("L")
    a, b, c, d, e, f = off
    back = np.linalg.inv(np.array([[a, c, e * _PER_MM], [b, d, f * _PER_MM], [0, 0, 1]]))
    return ink.transform(ink.size, Image.Transform.AFFINE, back[:2].ravel(), Image.Resampling.BICUBIC, fillcolor=255)


def photographed(
    sheet: Image.Image,
    lean: float = 0.0,
    turn: float = 0.0,
    table: int = 60,
    shade: float = 0.0,
    blur: float = 0.0,
    quality: int = 85,
    margin: float = 0.12,
) -> bytes:
    """A photo (JPEG) of a sheet on a table: `lean` makes its far end narrower by that share, `turn` in degrees."""
    width, height = sheet.size
    angle = np.radians(turn)
    size = (round(width * (1 + 2 * margin)), round(height * (1 + 2 * margin)))
    if abs(np.sin(angle)) > 0.7:
        size = size[::-1]
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=float)
    goals = corners - np.array([width, height]) / 2
    goals[0, 0] += lean * width / 2
    goals[1, 0] -= lean * width / 2
    goals[1, 1] += lean * height / 5
    spin = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    goals = goals @ spin + np.array(size) / 2
    back = _perspective(goals, corners)
    how = Image.Transform.PERSPECTIVE
    paper = sheet.point(lambda level: level * 235 // 255)
    photo = paper.transform(size, how, back, Image.Resampling.BICUBIC, fillcolor=table)
    if shade:
        levels = np.asarray(photo, dtype=float) * np.linspace(1, 1 - shade, size[0])[None, :]
        photo = Image.fromarray(levels.astype("uint8"))
    if blur:
        photo = photo.filter(ImageFilter.GaussianBlur(blur))
    written = BytesIO()
    photo.save(written, "JPEG", quality=quality)
    return written.getvalue()


def _perspective(goals: np.ndarray, corners: np.ndarray) -> tuple[float, ...]:
    rows, right = [], []
    for (x, y), (u, v) in zip(goals, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return tuple(np.linalg.solve(np.array(rows), np.array(right)))
