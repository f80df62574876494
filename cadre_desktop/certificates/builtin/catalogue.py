"""The designs that the program brings: each is made for the sheet that is wanted, and then a design like any other."""

from collections.abc import Callable, Mapping

from cadre_desktop.certificates.builtin.appointment import appointment
from cadre_desktop.certificates.builtin.arranging import Sheet
from cadre_desktop.certificates.builtin.award import award
from cadre_desktop.certificates.builtin.completion import completion
from cadre_desktop.certificates.builtin.honour import honour, woven_honour
from cadre_desktop.certificates.builtin.plaque import plaque
from cadre_desktop.certificates.builtin.retirement import retirement
from cadre_desktop.kit.documents.design.elements import Design

A4_ACROSS: Sheet = (297.0, 210.0)

BUILT_IN: Mapping[str, Callable[[Sheet], Design]] = {
    "honour": honour,
    "woven_honour": woven_honour,
    "award": award,
    "completion": completion,
    "appointment": appointment,
    "retirement": retirement,
    "plaque": plaque,
}
"""By a key that stays; what people call one is its design's name."""


def built_in(key: str, sheet: Sheet = A4_ACROSS) -> Design:
    """A design of the program on a sheet of `sheet` mm."""
    return BUILT_IN[key](sheet)
