"""荣退纪念: a keepsake for those who retire."""

from dataclasses import replace

from cadre_desktop.certificates.builtin.arranging import Arrangement, Sheet
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.documents.ornaments.catalogue import RETIREMENT

_PINE = (0.16, 0.34, 0.33)
_BODY = (
    "您[自{starts}起]投身人民法院事业，恪尽职守，清正廉洁，把最美好的年华献给了公平正义[，于{ends}光荣退休]。\n"
    "谨致崇高敬意，衷心祝愿您健康长寿，阖家幸福！"
)


def retirement(sheet: Sheet) -> Design:
    """Thanks and good wishes; it carries no code, since it proves nothing."""
    on = Arrangement(sheet, RETIREMENT, margin=20.0)
    seal = on.seal(0.7 if on.upright else 0.745, size=17.0)
    number = replace(
        on.small_print(0.7, "编号：{number}"),
        x=seal.x,
        y=seal.y + seal.height + 3.0 * on.scale,
        width=seal.width,
        align="right",
    )
    return on.design(
        "荣退纪念",
        on.heading("荣退纪念", 0.04, 0.21, _PINE),
        on.salutation("{name}{address}：", 0.22, 0.30, 25.0),
        on.body(_BODY, on.part(0.335, 0.60), 20.0, 1.7),
        seal,
        number,
    )
