"""聘书: a letter of appointment with a crimson band."""

from cadre_desktop.certificates.builtin.arranging import Arrangement, Sheet
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.documents.ornaments.catalogue import APPOINTMENT

_BODY = "兹聘请您为{title}[，聘期自{period}]。\n特发此证。"


def appointment(sheet: Sheet) -> Design:
    """Somebody is appointed to something, for a time where it is said."""
    on = Arrangement(sheet, APPOINTMENT, margin=16.0)
    small = on.small_print(0.96)
    return on.design(
        "聘书",
        on.heading("聘书", 0.05, 0.25, size=60.0),
        on.salutation("{name}{address}：", 0.28, 0.37),
        on.body(_BODY, on.part(0.41, 0.69)),
        small,
        on.code(small),
        on.seal(0.85 if on.upright else 0.885),
    )
