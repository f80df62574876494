"""How a sheet is called and laid in the designer."""

from cadre_desktop.kit.documents.design.sheets import SHEETS

OWN = ""
"""The key of a sheet of any other size than those of `SHEETS`."""
_SAME = 0.05


def sheet_key(sheet: tuple[float, float]) -> str:
    """The key of a sheet, whichever way it lies; `OWN` for any other size."""
    short, long = sorted(sheet)
    for key, (width, height) in SHEETS.items():
        if abs(short - width) < _SAME and abs(long - height) < _SAME:
            return key
    return OWN


def sheet_names() -> list[tuple[str, str]]:
    """Keys and names of the known sheets, with their size."""
    return [(key, f"{key}（{width:g}×{height:g}）") for key, (width, height) in SHEETS.items()]


def is_across(sheet: tuple[float, float]) -> bool:
    """Whether a sheet lies across."""
    return sheet[0] > sheet[1]


def laid(sheet: tuple[float, float], across: bool) -> tuple[float, float]:
    """The same sheet upright or across."""
    short, long = sorted(sheet)
    return (long, short) if across else (short, long)
