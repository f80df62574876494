"""The most that may be given for something on a day, as the table of ceilings of comfort money says it."""

from datetime import date

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.settings import setting

RETIREMENT = "retirement"
"""The item of that table that is a keepsake for who retires."""
REGION = "comfort region"
"""The setting that says which region's ceilings hold for this file."""
USUAL_REGION = "内蒙古"


def region_here() -> str:
    """The region whose ceilings hold for this file."""
    return setting(REGION) or USUAL_REGION


def ceiling_on(item: str, day: date, region: str = "") -> int | None:
    """The maximum in fen that holds on that day in a region, by itself the one that holds for this file; of several
    terms (each time, each year) the lowest. None where none is known, or one still has to be filled in."""
    rows = database.rows(
        "SELECT term, maximum FROM ceiling WHERE item = ? AND region = ? AND valid_from <= ? ORDER BY valid_from, id",
        item,
        region or region_here(),
        day.isoformat(),
    )
    latest = dict(rows)  # the last row of a term holds
    if not latest or None in latest.values():
        return None
    return min(int(maximum) for maximum in latest.values())
