"""Pages as scanners and phones give them: small, blurred, turned, at an angle, shaded, noisy, compressed.

Each way is a function of a picture in grey and how much of it is wanted; chance is seeded, so a picture is the same on
every run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy
from PIL import Image, ImageFilter

DPI = 300
"""Of the pictures that are handed in."""


def scanned(page: Image.Image, dpi: float) -> Image.Image:
    """As a scanner set to `dpi` has it."""
    scale = dpi / DPI
    return page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.BOX)


def blurred(page: Image.Image, pixels: float) -> Image.Image:
    """Out of focus."""
    return page.filter(ImageFilter.GaussianBlur(pixels))


def turned(page: Image.Image, degrees: float) -> Image.Image:
    """Laid down crookedly."""
    return page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=235)


def at_an_angle(page: Image.Image, share: float) -> Image.Image:
    """Photographed from below and from the right: the far edge is shorter by `share` on either side."""
    width, height = page.size
    x, y = share * width, share * height
    corners = ((x, y / 2), (width - x / 3, 0), (width, height - y / 2), (0, height))
    return page.transform(
        page.size, Image.Transform.PERSPECTIVE, _perspective(corners, page.size), Image.Resampling.BICUBIC, fillcolor=60
    )


def _perspective(corners: tuple[tuple[float, float], ...], size: tuple[int, int]) -> list[float]:
    """What Pillow wants for a page whose corners come to lie at `corners`, from the top left one clockwise."""
    width, height = size
    square = ((0, 0), (width, 0), (width, height), (0, height))
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(corners, square, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    wanted = [each for corner in square for each in corner]
    return [float(each) for each in numpy.linalg.solve(numpy.array(rows, float), numpy.array(wanted, float))]


def shaded(page: Image.Image, dark: float) -> Image.Image:
    """Lit from one side, with the shadow of a hand: down to `dark` of the light."""
    pixels = numpy.asarray(page, float)
    rows, columns = numpy.mgrid[0 : page.height, 0 : page.width]
    slope = 1 - (1 - dark) * (0.6 * columns / page.width + 0.4 * rows / page.height)
    edge = numpy.where(columns + rows > 0.6 * (page.width + page.height), 0.8, 1.0)
    return Image.fromarray((pixels * slope * edge).clip(0, 255).astype("uint8"))


def faint(page: Image.Image, contrast: float) -> Image.Image:
    """Printed with little toner, or photographed in mist."""
    return Image.fromarray((185 + (numpy.asarray(page, float) - 255) * contrast).clip(0, 255).astype("uint8"))


def noisy(page: Image.Image, spread: float, seed: int = 0) -> Image.Image:
    """Photographed in the dark."""
    noise = numpy.random.default_rng(seed).normal(0, spread, (page.height, page.width))
    return Image.fromarray((numpy.asarray(page, float) + noise).clip(0, 255).astype("uint8"))


def compressed(page: Image.Image, quality: int) -> Image.Image:
    """Sent by a messenger."""
    file = BytesIO()
    page.convert("L").save(file, "JPEG", quality=quality)
    with Image.open(BytesIO(file.getvalue())) as read:
        return read.convert("L")


Way = Callable[[Image.Image], Image.Image]


@dataclass(frozen=True)
class Degradation:
    """What is done to a page, one after another, and what it is called."""

    name: str
    ways: tuple[Way, ...]

    def __call__(self, page: Image.Image) -> Image.Image:
        for way in self.ways:
            page = way(page)
        return page


def _one(name: str, way: Callable[..., Image.Image], amounts: tuple[float, ...]) -> Iterator[Degradation]:
    for amount in amounts:
        yield Degradation(f"{name} {amount:g}", (lambda page, amount=amount: way(page, amount),))


def as_scan(dpi: float, blur: float, degrees: float, quality: int) -> Degradation:
    """Out of a scanner."""
    name = f"scan {dpi:g} dpi, blur {blur:g}, turn {degrees:g}, JPEG {quality}"
    return Degradation(
        name,
        (
            lambda page: turned(page, degrees) if degrees else page,
            lambda page: scanned(page, dpi),
            lambda page: blurred(page, blur) if blur else page,
            lambda page: compressed(page, quality),
        ),
    )


def as_photo(dpi: float, angle: float, degrees: float, dark: float, spread: float) -> Degradation:
    """Out of a phone."""
    name = f"photo {dpi:g} dpi, angle {angle:g}, turn {degrees:g}, dark {dark:g}, noise {spread:g}"
    return Degradation(
        name,
        (
            lambda page: scanned(page, dpi),
            lambda page: turned(page, degrees),
            lambda page: at_an_angle(page, angle),
            lambda page: shaded(page, dark),
            lambda page: blurred(page, 0.6),
            lambda page: noisy(page, spread, seed=int(degrees)),
            lambda page: compressed(page, 60),
        ),
    )


def degradations() -> list[Degradation]:
    """All of them, from what happens every day to what a careful person would do again."""
    single = [
        *_one("dpi", scanned, (300, 200, 150, 120, 100, 90, 80, 75)),
        *_one("blur", blurred, (0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4)),
        *_one("turn", turned, (1, 2, 3, 5, 7, 10, 17, 25, 33, 45, 60, 90, 135, 180, 270, 300)),
        *_one("angle", at_an_angle, (0.03, 0.06, 0.09, 0.12, 0.15, 0.18, 0.21, 0.25)),
        *_one("shade", shaded, (0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1)),
        *_one("contrast", faint, (0.6, 0.4, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05)),
        *_one("noise", noisy, (5, 10, 20, 30, 40, 50, 60, 70)),
        *_one("JPEG", lambda page, quality: compressed(page, int(quality)), (80, 60, 50, 40, 30, 20, 10, 5)),
    ]
    scans = [
        as_scan(dpi, blur, degrees, 40)
        for dpi in (90, 100, 120, 150, 200)
        for blur in (0, 0.5, 0.8)
        for degrees in (0, 2, 11, 90)
    ]
    photos = [
        as_photo(dpi, angle, degrees, dark, spread)
        for dpi in (100, 130, 170, 220)
        for angle in (0.05, 0.12, 0.2)
        for degrees in (3, 20, 95, 184)
        for dark, spread in ((0.7, 4), (0.4, 10))
    ]
    return [*single, *scans, *photos]
