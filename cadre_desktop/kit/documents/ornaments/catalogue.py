"""All backgrounds that code draws, by name and version: a better drawing is added under the next number."""

from collections.abc import Callable, Mapping

from cadre_desktop.kit.documents.certificate_layout import OrnamentVersion
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.frame import draw_frame

SHORT_SIDE = 210.0
"""Millimetres: what the short side of a sheet is while an ornament is drawn, whatever it is on paper."""

ORNAMENTS: Mapping[OrnamentVersion, Callable[[PageDrawing], None]] = {OrnamentVersion("guilloche", 1): draw_frame}


def scale_on(sheet: tuple[float, float]) -> float:
    """By what an ornament is enlarged for a sheet, so that it is as strong on a large one as on A4."""
    return min(sheet) / SHORT_SIDE
