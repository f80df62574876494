"""New elements as they are put on a sheet: in a size that most certificates have them in."""

from collections.abc import Mapping

from cadre_desktop.certificates.designing.fields import labels_of, with_labels
from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.documents.certificate_layout import Rgb, TextStyle
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    Element,
    LineElement,
    PhotoElement,
    PictureElement,
    SealElement,
    TextElement,
)
from cadre_desktop.kit.language import N_, _

BLACK: Rgb = (0.0, 0.0, 0.0)
COLOURS: Mapping[Rgb, str] = {
    BLACK: N_("黑"),
    (0.62, 0.09, 0.10): N_("正红"),
    (0.78, 0.12, 0.12): N_("大红"),
    (0.72, 0.55, 0.20): N_("金"),
    (0.45, 0.30, 0.10): N_("褐"),
    (0.10, 0.22, 0.45): N_("藏蓝"),
    (0.35, 0.35, 0.35): N_("深灰"),
    (0.72, 0.72, 0.72): N_("浅灰"),
    (1.0, 1.0, 1.0): N_("白"),
}
ROLES: Mapping[str, str] = {
    "SONG": N_("宋体"),
    "TITLE": N_("小标宋"),
    "KAI": N_("楷体"),
    "FANGSONG": N_("仿宋"),
    "HEI": N_("黑体"),
    "HEI_BOLD": N_("粗黑"),
}
"""What the roles of `fonts.Role` are called."""
SIZES: Mapping[float, str] = {
    63.0: N_("大特号"),
    54.0: N_("特号"),
    42.0: N_("初号"),
    36.0: N_("小初"),
    26.0: N_("一号"),
    24.0: N_("小一"),
    22.0: N_("二号"),
    18.0: N_("小二"),
    16.0: N_("三号"),
    15.0: N_("小三"),
    14.0: N_("四号"),
    12.0: N_("小四"),
    10.5: N_("五号"),
    9.0: N_("小五"),
}
"""Chinese type sizes in points, as office programs have them."""
CLASSES: Mapping[type, str] = {
    TextElement: N_("文字"),
    PhotoElement: N_("照片"),
    CodeElement: N_("二维码"),
    LineElement: N_("线条"),
    PictureElement: N_("图片"),
    SealElement: N_("落款与印章"),
}
_HIGHEST_PICTURE = 0.4
"""The share of the sheet that a new picture takes at most."""
_LONGEST_NAME = 14
_SEAL_AT = 0.875
"""The share of the sheet at which room for a seal ends, across and down."""


def called(element: Element) -> str:
    """What an element is called: by its label, or else by its class and what it says."""
    if element.label:
        return element.label
    kind = _(CLASSES[type(element)])
    if not isinstance(element, TextElement) or not element.text.strip():
        return kind
    words = "".join(with_labels(element.text, labels_of()).split())
    return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1] + "…"


def _middle(sheet: tuple[float, float], width: float, height: float) -> Box:
    """In the middle of the sheet, and not larger."""
    width, height = min(width, sheet[0]), min(height, sheet[1])
    return Box(round((sheet[0] - width) / 2, 2), round((sheet[1] - height) / 2, 2), round(width, 2), round(height, 2))


def new_text(sheet: tuple[float, float], text: str) -> TextElement:
    """A line of text."""
    x, y, width, height = _middle(sheet, 90.0, 14.0)
    style = TextStyle("KAI", 22.0, BLACK, 0.0)
    return TextElement(x=x, y=y, width=width, height=height, text=text, style=style, align="centre")


def new_photo(sheet: tuple[float, float]) -> PhotoElement:
    """A photo, 4 : 5."""
    x, y, width, height = _middle(sheet, 32.0, 40.0)
    return PhotoElement(x=x, y=y, width=width, height=height, hint=_("照片"))


def new_code(sheet: tuple[float, float]) -> CodeElement:
    """The signed code."""
    x, y, width, height = _middle(sheet, 25.0, 25.0)
    return CodeElement(x=x, y=y, width=width, height=height)


def new_line(sheet: tuple[float, float]) -> LineElement:
    """A level line."""
    x, y, width, height = _middle(sheet, 80.0, 0.0)
    return LineElement(x=x, y=y, width=width, height=height)


def new_seal(sheet: tuple[float, float]) -> SealElement:
    """Issuer and date at the lower right, with room for the seal."""
    _x, _y, width, height = _middle(sheet, 100.0, 45.0)
    x, y = (round(side * _SEAL_AT - length, 2) for side, length in zip(sheet, (width, height), strict=True))
    style = TextStyle("KAI", 18.0, BLACK, 0.0)
    return SealElement(
        x=max(0.0, x), y=max(0.0, y), width=width, height=height, issuer="{issuer}", date="{date}", style=style
    )


def new_picture(sheet: tuple[float, float], content: str, ratio: float) -> PictureElement:
    """A picture whose width is `ratio` times its height."""
    longest = min(sheet[0] * _HIGHEST_PICTURE, sheet[1] * _HIGHEST_PICTURE * ratio)
    x, y, width, height = _middle(sheet, longest, longest / ratio)
    return PictureElement(x=x, y=y, width=width, height=height, content=content)
