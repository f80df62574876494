"""How many hours somebody lacks of what is asked of him: the one place where proposals ask for it."""

import numpy as np

from cadre_desktop.courses.hours.reading import hours_today
from cadre_desktop.courses.hours.rule_settings import regulation
from cadre_desktop.kit.store.store import Store

Lack = tuple[int, int, bool]
"""What somebody lacks, the target of which it lacks (tenths of an hour), and whether that target is the one of
five years. A plain tuple: there are a hundred thousand of them."""
NOTHING: Lack = (0, 0, False)
"""Of whom nothing is asked."""


def lacking(store: Store, year: int, *, online: bool = False) -> dict[int, Lack]:
    """What everybody (by key) lacks today of what the court's rules ask on site in `year`, or in the five years up to
    it; or else `online` in the year. `NOTHING` is meant for who is not in it."""
    hours = hours_today(year, regulation(store), store.clock.today())
    side = "online" if online else "onsite"
    five = hours.rows["five"] if not online else np.zeros(len(hours), np.bool_)
    columns = (hours.lacking(side), hours.rows[f"{side}_target"], five)
    return dict(zip(hours.people.tolist(), zip(*(each.tolist() for each in columns), strict=True), strict=True))
