"""结业证书: who has completed what, with a photo at the left (owip's certificate of completion has it there)."""

from cadre_desktop.certificates.builtin.arranging import Arrangement, Sheet
from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.documents.design.elements import Design, PhotoElement
from cadre_desktop.kit.documents.ornaments.catalogue import COMPLETION

_BLUE = (0.09, 0.22, 0.42)
_BODY = "{name}[，{sex}][，{birth}生]。于{period}，参加{organiser}举办的{course}，学习期满[，共{hours}学时]，准予结业。"
_SMALL = "有效证件号：{id_number}\n证书编号：{number}"
_PHOTO = (32.0, 40.0)  # 4 : 5


def completion(sheet: Sheet) -> Design:
    """On an upright sheet the photo is above the text."""
    on = Arrangement(sheet, COMPLETION, margin=22.0)
    x, _y, width, _height = on.free
    wide, high = (side * on.scale for side in _PHOTO)
    small = on.small_print(0.95, _SMALL, lines=2)
    if on.upright:
        photo = Box(x + (width - wide) / 2, on.part(0.25, 1.0).y, wide, high)
        text = on.part(0.47, 0.71)
    else:
        photo = Box(x, on.part(0.31, 1.0).y, wide, high)
        text = on.part(0.30, 0.66)
        gap = wide + 10.0 * on.scale
        text = text._replace(x=round(text.x + gap, 1), width=round(text.width - gap, 1))
    return on.design(
        "结业证书",
        on.heading("结业证书", 0.04, 0.24, _BLUE),
        PhotoElement(**photo._asdict(), label="照片", hint="照片", colour=(0.52, 0.60, 0.70)),
        on.body(_BODY, text),
        small,
        on.code(small),
        on.seal(0.83 if on.upright else 0.87),
    )
