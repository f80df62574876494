"""Which fields the panel has for elements of each class."""

from collections.abc import Mapping

from cadre_desktop.certificates.designing.adding import COLOURS, ROLES, SIZES
from cadre_desktop.certificates.screens.designer.rows import Row, choice, flag, mm, named, number, text
from cadre_desktop.kit.documents.design.elements import (
    LineElement,
    PhotoElement,
    SealElement,
    TextElement,
)
from cadre_desktop.kit.language import N_

_ALIGNED = (("left", N_("左")), ("centre", N_("中")), ("right", N_("右")), ("justified", N_("两端")))
_DOWN = (("top", N_("上")), ("middle", N_("中")), ("bottom", N_("下")))

SPOT = (
    Row("x", N_("左"), mm(), half=True),
    Row("y", N_("上"), mm(), half=True),
    Row("width", N_("宽"), mm(0.0), half=True),
    Row("height", N_("高"), mm(0.0), half=True),
    Row("turn", N_("旋转"), number(1.0, -360.0, 360.0), half=True),
)
LABEL = (
    Row("label", N_("名称"), text),
    Row("preprinted", "", flag(N_("纸上已经印好，套打时不印"))),
)
_TYPE = (
    Row("style.role", N_("字体"), choice(ROLES.items())),
    Row("style.size", N_("字号"), number(0.5, 4.0, 300.0), half=True),
    Row("style.size", "", named(SIZES.items()), half=True),
    Row("style.colour", N_("颜色"), named(COLOURS.items())),
)
_LINES = (
    Row("leading", N_("行距"), number(0.05, 0.5, 5.0), half=True),
    Row("style.spacing", N_("字距"), number(0.05, -0.2, 5.0), half=True),
)

ROWS: Mapping[type, tuple[Row, ...]] = {
    TextElement: (
        *_TYPE,
        Row("align", N_("对齐"), choice(_ALIGNED), half=True),
        Row("vertical_align", N_("上下"), choice(_DOWN), half=True),
        *_LINES,
        Row("indent", N_("缩进"), number(0.5, 0.0, 20.0), half=True),
        Row("floor", N_("最小"), number(0.5, 4.0, 300.0), half=True),
        Row("wraps", "", flag(N_("自动换行")), half=True),
        Row("vertical", "", flag(N_("竖排")), half=True),
    ),
    PhotoElement: (
        Row("line", N_("框线"), number(0.25, 0.0, 10.0), half=True),
        Row("colour", N_("颜色"), named(COLOURS.items()), half=True),
        Row("hint", N_("没有照片时，样张上写"), text),
    ),
    LineElement: (
        Row("points", N_("粗细"), number(0.25, 0.1, 30.0), half=True),
        Row("colour", N_("颜色"), named(COLOURS.items()), half=True),
    ),
    SealElement: (
        *_TYPE,
        *_LINES,
        Row("date_ems", N_("右空"), number(0.5, 0.0, 20.0), half=True),
        Row("seal", N_("印章"), mm(10.0, 80.0), half=True),
    ),
}
"""An element of any other class has no more than its box."""
SHARED = _TYPE
"""What is offered for several texts at once."""
