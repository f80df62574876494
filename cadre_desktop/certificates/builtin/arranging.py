"""Where the parts of a built-in certificate are on a sheet of any size: shares of what its ornament leaves free.

Sizes of type follow the short side of the sheet, so that a certificate on A3 is that on A4, enlarged. An upright sheet
has the same type and more room between the parts. Words and labels are part of a design, which is the same in every
language; they are Chinese by prescription.
"""

from dataclasses import dataclass

from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.documents.certificate_layout import OrnamentVersion, Rgb, TextStyle
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    Design,
    Element,
    OrnamentBackground,
    SealElement,
    TextElement,
)
from cadre_desktop.kit.documents.ornaments.catalogue import plain_part, scale_on

INK: Rgb = (0.0, 0.0, 0.0)
RED: Rgb = (0.62, 0.09, 0.10)

Sheet = tuple[float, float]
_CODE = 25.0
_SEAL = 42.0


def _neat(length: float) -> float:
    """To half a millimetre or half a point, as people would draw and choose it."""
    return round(length * 2) / 2


@dataclass(frozen=True)
class Arrangement:
    """A sheet with an ornament and what it leaves free; `margin` mm (of A4) stay white beside the words."""

    sheet: Sheet
    ornament: OrnamentVersion
    margin: float = 20.0

    @property
    def scale(self) -> float:
        """How large everything is, compared with A4."""
        return scale_on(self.sheet)

    @property
    def upright(self) -> bool:
        """Whether the sheet is higher than wide."""
        return self.sheet[0] < self.sheet[1]

    @property
    def free(self) -> Box:
        """What is free for words; an upright sheet has narrower margins."""
        left, top, right, foot = plain_part(self.ornament, self.sheet)
        margin = self.margin * self.scale * (0.4 if self.upright else 1.0)
        return Box(left + margin, top, right - left - 2 * margin, foot - top)

    def part(self, top: float, foot: float, left: float = 0.0, right: float = 1.0) -> Box:
        """Part of what is free, between shares of its height and width."""
        x, y, width, height = self.free
        box = (x + width * left, y + height * top, width * (right - left), height * (foot - top))
        return Box(*map(_neat, box))

    def style(self, role: str, size: float, colour: Rgb = INK, spacing: float = 0.0) -> TextStyle:
        """A style whose size is that on A4."""
        return TextStyle(role, max(6.0, _neat(size * self.scale)), colour, spacing)

    def size(self, points: float) -> float:
        """A size of type, such as a floor, from that on A4."""
        return max(6.0, _neat(points * self.scale))

    def design(self, name: str, *elements: Element) -> Design:
        """A design with the ornament beneath these elements."""
        return Design(name, self.sheet, OrnamentBackground(self.ornament), elements)

    def heading(self, text: str, top: float, foot: float, colour: Rgb = RED, size: float = 56.0) -> TextElement:
        """The title, in the middle and widely spaced."""
        style = self.style("TITLE", size, colour, 0.32 if len(text) < 7 else 0.1)
        return TextElement(
            **self.part(top, foot)._asdict(),
            label="标题",
            text=text,
            style=style,
            align="centre",
            vertical_align="middle",
            floor=self.size(24.0),
            wraps=False,
        )

    def salutation(self, text: str, top: float, foot: float, size: float = 27.0) -> TextElement:
        """Whom the certificate speaks to. An upright sheet has room for two lines: a long name of a
        collective is not made smaller there than what follows."""
        return TextElement(
            **self.part(top, foot)._asdict(),
            label="称谓",
            text=text,
            style=self.style("KAI", size),
            vertical_align="bottom",
            leading=1.3,
            floor=self.size(20.0 if self.upright else 14.0),
            wraps=False,
        )

    def body(self, text: str, box: Box, size: float = 21.0, leading: float = 1.78) -> TextElement:
        """What the certificate says, each line of the pattern a paragraph."""
        return TextElement(
            **box._asdict(),
            label="正文",
            text=text,
            style=self.style("KAI", size),
            align="justified",
            leading=leading,
            indent=2.0,
            floor=self.size(11.0),
        )

    def seal(self, foot: float, left: float = 0.0, size: float = 18.0) -> SealElement:
        """Issuer and date, with room for the seal, above what is at the foot."""
        return SealElement(
            **self.part(foot - 0.2, foot, left or (0.24 if self.upright else 0.4))._asdict(),
            label="落款",
            issuer="{issuer}",
            date="{date}",
            style=self.style("KAI", size),
            leading=1.9,
            seal=_SEAL,
        )

    def small_print(
        self, foot: float, text: str = "证书编号：{number}", lines: int = 1, share: float = 0.48
    ) -> TextElement:
        """Number and notes at the foot; they end at the share `foot` of the height, and take one of the width."""
        height = _neat((5.4 * lines + 2.0) * self.scale)
        x, y, width, _height = self.part(foot, foot, 0.0, share)
        return TextElement(
            x=x,
            y=_neat(y - height),
            width=width,
            height=height,
            label="编号",
            text=text,
            style=self.style("SONG", 10.5),
            vertical_align="bottom",
            leading=1.35,
            floor=self.size(7.0),
            wraps=lines > 1,
        )

    def code(self, below: TextElement) -> CodeElement:
        """The signed code above the small print."""
        side = max(20.0, _neat(_CODE * self.scale))
        return CodeElement(
            x=below.x, y=_neat(below.y - side - 2.5 * self.scale), width=side, height=side, label="二维码"
        )
