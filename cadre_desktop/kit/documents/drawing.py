"""What can be drawn on a page, in millimetres from its top left corner; type sizes and line widths are in points."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import cos, radians, sin
from typing import Literal

from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.held_pictures import Hold
from cadre_desktop.kit.documents.pen import Pen, spoken
from cadre_desktop.kit.documents.qrcode import Level, digits_mask, qr_mask
from cadre_desktop.kit.documents.typesetting import INK, MM, Colour, Style, fitted, justified
from cadre_desktop.kit.documents.vertical import MIDDLE, pieces

Align = Literal["left", "centre", "right"]
Fit = Literal["whole", "cut", "stretched"]
"""How a picture of other proportions comes into a box: whole in its middle, filling it and cut, or stretched."""
Point = tuple[float, float]

_BEFORE = {"left": 0.0, "centre": 0.5, "right": 1.0}
_WIDELY_SPACED = 0.3  # ems from which a reader program would take characters for separate words


class PageDrawing:
    """One page, or one form that pages share.

    `hold` keeps pictures in the document; without it none can be drawn.
    """

    def __init__(self, pen: Callable[[Role], Pen], width: float, height: float, hold: Hold | None = None):
        self.width = width
        self.height = height
        self.shows: dict[str, None] = {}  # the names of the forms and pictures that are shown, each once
        self._pen = pen
        self._hold = hold
        self._top = height * MM
        self._operators: list[str] = []
        self._fill: Colour = INK
        self._stroke: Colour = INK

    def operators(self) -> bytes:
        """Everything drawn so far as a PDF content stream."""
        return "\n".join(self._operators).encode("latin-1")

    def repeat(self, operators: bytes) -> None:
        """Draw what another page of the same size drew (`operators`), which has neither text nor pictures."""
        self._operators.append(operators.decode("latin-1"))
        self._fill = self._stroke = (-1.0, -1.0, -1.0)  # unknown: the next colour is set, whatever it is

    def close(self) -> None:
        """Let go of what was drawn."""
        self._operators.clear()

    # Text; y is the baseline.
    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> None:
        """One line of text whose left end, middle or right end is at `x`."""
        if not text:
            return
        if align != "left":
            x -= _BEFORE[align] * style.length(text)
        self._set_fill(style.colour)
        pen = self._pen(style.role)
        if style.spacing >= _WIDELY_SPACED:
            shown = pen.spaced(text, style.size, style.spacing)
        else:
            shown = pen.show(text, style.size)
            if style.spacing:
                shown = f"{style.spacing * style.size:.3f} Tc {shown} 0 Tc"
        stretch = f"{100 * style.stretch:.2f} Tz" if style.stretch != 1 else ""
        matrix = f"1 0 0 1 {x * MM:.2f} {self._top - y * MM:.2f} Tm"
        reset = "100 Tz ET" if stretch else "ET"
        self._operators.append(f"BT {pen.select(style.size)} {stretch} {matrix} {shown} {reset}")

    def fitted(self, x: float, y: float, text: str, style: Style, width: float, align: Align = "left") -> None:
        """One line of text, made small or narrow enough for `width`."""
        self.text(x, y, text, fitted(text, style, width), align)

    def middle(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> None:
        """One line of text whose characters have their optical middle at height `y`."""
        self.text(x, y + style.half_height, text, style, align)

    def paragraph(
        self, x: float, y: float, width: float, lines: Sequence[str], style: Style, leading: float, indent: float = 2.0
    ) -> float:
        """The lines that `wrap` made of one paragraph, justified; returns the baseline of a next line.

        The first baseline is at `y`, the others follow `leading` mm apart.
        """
        for number, line in enumerate(lines):
            start = x + (indent * style.em * style.stretch if number == 0 else 0)
            spread = justified(line, style, x + width - start) if number < len(lines) - 1 else style
            self.text(start, y, line, spread)
            y += leading
        return y

    def column(self, x: float, y: float, text: str, style: Style) -> None:
        """One line of text from top to bottom: its middle at `x`, its upper end at `y`; see `vertical`."""
        if not text:
            return
        self._set_fill(style.colour)
        pen, size = self._pen(style.role), style.size
        axis, top = x * MM, self._top - y * MM
        shown = [pen.select(size)]
        for piece in pieces(text, style):
            at = top - piece.along * size
            if piece.turned:
                matrix = f"0 -1 1 0 {axis - MIDDLE * size:.2f} {at:.2f}"
            else:
                left = axis - (pen.width(piece.text) / 2 - piece.right) * size
                matrix = f"1 0 0 1 {left:.2f} {at - (piece.ems / 2 + MIDDLE - piece.up) * size:.2f}"
            tracked = f"{style.spacing * size:.2f} Tc " if piece.turned and style.spacing else "0 Tc "
            shown.append(f"{tracked}{matrix} Tm {pen.run(piece.text, size)}")
        self._operators.append(f"BT {spoken(text, ' '.join(shown))} 0 Tc ET")

    def shown(self, role: Role, size: float, operators: Iterable[str], colour: Colour = INK) -> None:
        """Many pieces of text at once, each as the caller got it from the role's pen, with its Tm operator."""
        self._set_fill(colour)
        self._operators.append(f"BT {self._pen(role).select(size)}")
        self._operators.extend(operators)
        self._operators.append("ET")

    def line(self, x1: float, y1: float, x2: float, y2: float, points: float, colour: Colour = INK) -> None:
        """A straight line `points` wide."""
        self.lines([((x1, y1), (x2, y2))], points, colour)

    def lines(self, segments: Iterable[tuple[Point, Point]], points: float, colour: Colour = INK) -> None:
        """Straight lines `points` wide."""
        self.curves(segments, points, colour)

    def curves(self, curves: Iterable[Sequence[Point]], points: float, colour: Colour = INK) -> None:
        """Strokes: two points make a line; one and then groups of three make a Bézier curve."""
        self._set_stroke(colour)
        paths = " ".join(map(self._path, curves))
        self._operators.append(f"{points:.3f} w {paths} S")

    def area(self, curves: Iterable[Sequence[Point]], colour: Colour) -> None:
        """Filled shapes, given as in `curves`; where two of them overlap nothing is filled."""
        self._set_fill(colour)
        self._operators.append(" ".join(map(self._path, curves)) + " f*")

    def rect(self, x: float, y: float, width: float, height: float, points: float, colour: Colour = INK) -> None:
        """The outline of a rectangle, its line `points` wide."""
        self._set_stroke(colour)
        self._operators.append(f"{points:.3f} w {self._box(x, y, width, height)} S")

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        self._set_fill(colour)
        self._operators.append(f"{self._box(x, y, width, height)} f")

    def qr(self, x: float, y: float, side: float, payload: str, level: Level = "M") -> None:
        """A QR code `side` mm wide; leave four modules of white around it. ValueError when `payload` is too long.

        Digits alone (a proof, see `qrcode.digits_mask`) are set with the fewest modules, whatever the `level`."""
        self._set_fill(INK)
        digits = payload.isascii() and payload.isdecimal()
        mask = digits_mask(payload) if digits else qr_mask(payload, level)
        mm = side * MM
        self._operators.append(f"q {mm:.2f} 0 0 {mm:.2f} {x * MM:.2f} {self._top - y * MM - mm:.2f} cm")
        self._operators.append(f"{mask} Q")

    def picture(self, content: bytes, x: float, y: float, width: float, height: float, fit: Fit = "whole") -> None:
        """A picture file (JPEG, PNG) or the first page of a PDF file in the given box; see `Fit`.

        Raises Unclear for a file that is none of them, as `HeldPictures.hold`.
        """
        assert self._hold
        held = self._hold(content)
        self.shows[held.name] = None
        cut = ""
        if fit != "stretched":
            scales = width / held.width, height / held.height
            cut = f"{self._box(x, y, width, height)} W n " if fit == "cut" and scales[0] != scales[1] else ""
            scale = max(scales) if fit == "cut" else min(scales)
            x, y = x + (width - scale * held.width) / 2, y + (height - scale * held.height) / 2
            width, height = scale * held.width, scale * held.height
        across, up = width * MM, height * MM
        a, b, c, d, e, f = held.laid
        laid = f"{a * across:.3f} {b * up:.3f} {c * across:.3f} {d * up:.3f}"
        moved = f"{x * MM + e * across:.3f} {self._top - y * MM - up + f * up:.3f}"
        self._operators.append(f"q {cut}{laid} {moved} cm /{held.name} Do Q")

    def proportions(self, content: bytes) -> tuple[float, float]:
        """Width and height of a picture file or of the first page of a PDF file, in pixels or points; raises Unclear as
        `picture`."""
        assert self._hold
        held = self._hold(content)
        return held.width, held.height

    def draw_form(self, form: str) -> None:
        """Show a form (`Paper.form`) over the whole page."""
        self.shows[form] = None
        self._operators.append(f"/{form} Do")

    @contextmanager
    def turned(self, x: float, y: float) -> Iterator[None]:
        """Draw upside down what is drawn meanwhile, turned about the given point."""
        self._operators.append(f"q -1 0 0 -1 {2 * x * MM:.2f} {2 * (self._top - y * MM):.2f} cm")
        before = self._fill, self._stroke
        yield
        self._fill, self._stroke = before
        self._operators.append("Q")

    @contextmanager
    def slanted(self, x: float, y: float, degrees: float) -> Iterator[None]:
        """What is drawn meanwhile is turned about the given point, its right end up."""
        turn = radians(degrees)
        a, b, px, py = cos(turn), sin(turn), x * MM, self._top - y * MM
        away = f"{px - a * px + b * py:.2f} {py - b * px - a * py:.2f}"
        self._operators.append(f"q {a:.5f} {b:.5f} {-b:.5f} {a:.5f} {away} cm")
        before = self._fill, self._stroke
        yield
        self._fill, self._stroke = before
        self._operators.append("Q")

    def _box(self, x: float, y: float, width: float, height: float) -> str:
        return f"{x * MM:.2f} {self._top - (y + height) * MM:.2f} {width * MM:.2f} {height * MM:.2f} re"

    def _path(self, points: Sequence[Point]) -> str:
        numbers = [f"{x * MM:.2f} {self._top - y * MM:.2f}" for x, y in points]
        if len(points) == 2:
            return f"{numbers[0]} m {numbers[1]} l"
        curves = (f"{' '.join(numbers[at : at + 3])} c" for at in range(1, len(numbers), 3))
        closed = " h" if numbers[0] == numbers[-1] else ""
        return f"{numbers[0]} m {' '.join(curves)}{closed}"

    def _set_fill(self, colour: Colour) -> None:
        if colour != self._fill:
            self._fill = colour
            self._operators.append(_colour(colour, "g", "rg"))

    def _set_stroke(self, colour: Colour) -> None:
        if colour != self._stroke:
            self._stroke = colour
            self._operators.append(_colour(colour, "G", "RG"))


def _colour(colour: Colour, grey: str, rgb: str) -> str:
    """Operator that chooses a colour; greys stay greys, so that black prints with black ink alone."""
    red, green, blue = colour
    if red == green == blue:
        return f"{red:.3f} {grey}"
    return f"{red:.3f} {green:.3f} {blue:.3f} {rgb}"
