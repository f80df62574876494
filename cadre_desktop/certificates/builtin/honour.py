"""荣誉证书: on crimson velvet with gold vines; the wording as offices use it."""

from cadre_desktop.certificates.builtin.arranging import Arrangement, Sheet
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.documents.ornaments.catalogue import GUILLOCHE, VELVET

_BODY = "在{activity}中，成绩突出，{distinction}。\n特发此证，以资鼓励。"


def honour(sheet: Sheet) -> Design:
    """Somebody, or a collective, is named something."""
    return _honour(Arrangement(sheet, VELVET), "荣誉证书（红绒）")


def woven_honour(sheet: Sheet) -> Design:
    """The same in the woven frame that the program has had from the beginning."""
    return _honour(Arrangement(sheet, GUILLOCHE), "荣誉证书（花边）")


def _honour(on: Arrangement, name: str) -> Design:
    small = on.small_print(0.965)
    return on.design(
        name,
        on.heading("荣誉证书", 0.05, 0.24),
        on.salutation("{name}{address}：", 0.26, 0.35),
        on.body(_BODY, on.part(0.39, 0.71)),
        small,
        on.code(small),
        on.seal(0.85 if on.upright else 0.885),
    )
