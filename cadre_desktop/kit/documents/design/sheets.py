"""The sheets that certificates come on, upright, in mm.

A and B sizes by GB/T 148 (ISO 216); 8K and 16K are cut from a sheet of 787 × 1092 mm (正度), as bought stock is.
"""

from collections.abc import Mapping

SHEETS: Mapping[str, tuple[float, float]] = {
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "B5": (176.0, 250.0),
    "8K": (260.0, 370.0),
    "16K": (185.0, 260.0),
}


def name_of(sheet: tuple[float, float]) -> str:
    """What a sheet is called, whichever way it lies; empty for one of its own size."""
    short, long = sorted(sheet)
    return next((name for name, size in SHEETS.items() if size == (short, long)), "")
