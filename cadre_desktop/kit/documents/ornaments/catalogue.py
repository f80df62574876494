"""All backgrounds that code draws, by name and version: a better drawing is added under the next number."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from cadre_desktop.kit.documents.certificate_layout import OrnamentVersion
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.frame import draw_frame
from cadre_desktop.kit.documents.ornaments.appointment import draw_appointment
from cadre_desktop.kit.documents.ornaments.award import draw_award
from cadre_desktop.kit.documents.ornaments.completion import draw_completion
from cadre_desktop.kit.documents.ornaments.plaque import draw_plaque
from cadre_desktop.kit.documents.ornaments.retirement import draw_retirement
from cadre_desktop.kit.documents.ornaments.velvet import draw_velvet
from cadre_desktop.kit.documents.pen import Pen
from cadre_desktop.kit.language import N_

SHORT_SIDE = 210.0
"""Millimetres: what the short side of a sheet is while an ornament is drawn, whatever it is on paper."""

GUILLOCHE = OrnamentVersion("guilloche", 1)
VELVET = OrnamentVersion("velvet", 1)
AWARD = OrnamentVersion("award", 1)
COMPLETION = OrnamentVersion("completion", 1)
APPOINTMENT = OrnamentVersion("appointment", 1)
RETIREMENT = OrnamentVersion("retirement", 1)
PLAQUE = OrnamentVersion("plaque", 1)

ORNAMENTS: Mapping[OrnamentVersion, Callable[[PageDrawing], None]] = {
    GUILLOCHE: draw_frame,
    VELVET: draw_velvet,
    AWARD: draw_award,
    COMPLETION: draw_completion,
    APPOINTMENT: draw_appointment,
    RETIREMENT: draw_retirement,
    PLAQUE: draw_plaque,
}
"""Each draws on a sheet of any proportions whose short side is `SHORT_SIDE`; the newest of a name comes last."""

TITLES: Mapping[str, str] = {
    "guilloche": N_("金红编织花边"),
    "velvet": N_("红绒卷草"),
    "award": N_("奖状帷幔绶带"),
    "completion": N_("蓝线水纹"),
    "appointment": N_("聘书红缎龟背纹"),
    "retirement": N_("远山仙鹤"),
    "plaque": N_("鎏金牌匾"),
}
"""What people call an ornament, by its name."""

PLAIN_PART: Mapping[str, tuple[float, float, float, float]] = {
    "guilloche": (27.0, 27.0, 27.0, 27.0),
    "velvet": (28.0, 28.0, 28.0, 28.0),
    "award": (22.0, 46.0, 22.0, 20.0),
    "completion": (20.0, 20.0, 20.0, 20.0),
    "appointment": (54.0, 20.0, 20.0, 20.0),
    "retirement": (22.0, 22.0, 22.0, 22.0),
    "plaque": (30.0, 28.0, 30.0, 28.0),
}
"""How much of a sheet across, whose short side is 210 mm, an ornament takes at the left, top, right and foot."""


def draw_ornament(page: PageDrawing, ornament: OrnamentVersion) -> None:
    """Draw an ornament of `ORNAMENTS`; each is worked out once for a size, however many documents show it."""
    page.repeat(_drawn(ornament, round(page.width, 6), round(page.height, 6)))


@lru_cache(16)
def _drawn(ornament: OrnamentVersion, width: float, height: float) -> bytes:
    drawing = PageDrawing(_no_text, width, height)
    ORNAMENTS[ornament](drawing)
    return drawing.operators()


def _no_text(role: Role) -> Pen:
    raise AssertionError(f"an ornament has no text, also none in {role}")


def scale_on(sheet: tuple[float, float]) -> float:
    """By what an ornament is enlarged for a sheet, so that it is as strong on a large one as on A4."""
    return min(sheet) / SHORT_SIDE


def plain_part(ornament: OrnamentVersion, sheet: tuple[float, float]) -> tuple[float, float, float, float]:
    """The box of a sheet that an ornament leaves free for words: left, top, right and foot in mm from its top left
    corner."""
    left, top, right, foot = (side * scale_on(sheet) for side in PLAIN_PART[ornament.name])
    if ornament == APPOINTMENT and sheet[0] < sheet[1]:
        left, top = top, left  # its band is at the top of an upright sheet
    return left, top, sheet[0] - right, sheet[1] - foot
