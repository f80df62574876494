"""Sheets that certificates are printed on, in millimetres, upright.

ISO 216 for A and the B5 that printers mean (JIS; GB/T 148 has 176 × 250 as B5 too, which is offered beside it); 8K and
16K as Chinese paper mills cut them for certificates (大8开, 大16开).
"""

from collections.abc import Mapping

from cadre_desktop.kit.language import N_

SHEETS: Mapping[str, tuple[float, float]] = {
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "B5": (176.0, 250.0),
    "B5 JIS": (182.0, 257.0),
    "8K": (285.0, 420.0),
    "16K": (210.0, 285.0),
}
NAMES: Mapping[str, str] = {
    "A4": N_("A4（210×297）"),
    "A3": N_("A3（297×420）"),
    "B5": N_("B5（176×250）"),
    "B5 JIS": N_("B5 JIS（182×257）"),
    "8K": N_("8K（285×420）"),
    "16K": N_("16K（210×285）"),
}
OWN = ""
"""The key of a sheet of any other size."""
_SAME = 0.05


def sheet_key(sheet: tuple[float, float]) -> str:
    """The key of a sheet, whichever way it lies; `OWN` for any other size."""
    short, long = sorted(sheet)
    for key, (width, height) in SHEETS.items():
        if abs(short - width) < _SAME and abs(long - height) < _SAME:
            return key
    return OWN


def is_across(sheet: tuple[float, float]) -> bool:
    """Whether a sheet lies across."""
    return sheet[0] > sheet[1]


def laid(sheet: tuple[float, float], across: bool) -> tuple[float, float]:
    """The same sheet upright or across."""
    short, long = sorted(sheet)
    return (long, short) if across else (short, long)
