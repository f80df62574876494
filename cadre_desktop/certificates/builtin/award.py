"""奖状: drapery and laurels, for prizes."""

from cadre_desktop.certificates.builtin.arranging import Arrangement, Sheet
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.documents.ornaments.catalogue import AWARD

_BODY = "在{activity}中，成绩优异，荣获{award}。\n特发此状，以资鼓励。"


def award(sheet: Sheet) -> Design:
    """Somebody, or a collective, has won a prize."""
    on = Arrangement(sheet, AWARD, margin=24.0)
    small = on.small_print(0.915, share=0.45) if on.upright else on.small_print(0.95, share=0.33)
    return on.design(
        "奖状",
        on.heading("奖状", 0.0, 0.2, size=60.0),
        on.salutation("{name}{address}：", 0.22, 0.31),
        on.body(_BODY, on.part(0.355, 0.66)),
        small,
        on.code(small),
        on.seal(0.84, left=0.24 if on.upright else 0.45),
    )
