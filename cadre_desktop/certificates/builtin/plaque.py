"""品牌牌匾: the sheet after which a plate is made."""

from cadre_desktop.certificates.builtin.arranging import Arrangement, Sheet
from cadre_desktop.kit.documents.design.elements import Design, TextElement
from cadre_desktop.kit.documents.ornaments.catalogue import PLAQUE

_MAROON = (0.40, 0.06, 0.06)
_IN_LINES = ("名称", "牌名")
"""What is rather in two lines than small."""


def plaque(sheet: Sheet) -> Design:
    """Who, what, by whom and when, to be read from afar; no number and no code."""
    on = Arrangement(sheet, PLAQUE, margin=10.0)
    return on.design(
        "品牌牌匾",
        _line(on, "名称", "{name}", (0.08, 0.25), ("HEI_BOLD", 26.0, 0.08)),
        _line(on, "牌名", "{title}", (0.27, 0.67), ("TITLE", 58.0, 0.04)),
        _line(on, "落款单位", "{issuer}", (0.72, 0.82), ("HEI_BOLD", 20.0, 0.08)),
        _line(on, "日期", "{date}", (0.83, 0.92), ("HEI", 17.0, 0.06)),
    )


def _line(
    on: Arrangement, label: str, text: str, part: tuple[float, float], set_in: tuple[str, float, float]
) -> TextElement:
    role, size, spacing = set_in
    return TextElement(
        **on.part(*part)._asdict(),
        label=label,
        text=text,
        style=on.style(role, size, _MAROON, spacing),
        align="centre",
        vertical_align="middle",
        leading=1.25,
        floor=on.size(size * (0.75 if label in _IN_LINES else 0.55)),
        wraps=False,
    )
