"""Performance and potential of the members of a pool, each with a score on both axes."""

from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.talent.comparing.ready import named, weights
from cadre_desktop.talent.comparing.scoring import GridScore, GridWeights, box_of, score
from cadre_desktop.talent.readiness.facts import read_facts
from cadre_desktop.talent.readiness.settings import asked_hours
from cadre_desktop.talent.rules import MembershipStatus

_STATES = ", ".join(f"'{status}'" for status in MembershipStatus if status.in_pool)

BOXES = (
    (N_("待了解"), N_("稳步培养"), N_("潜力待发")),
    (N_("胜任"), N_("骨干"), N_("重点培养")),
    (N_("业绩骨干"), N_("业绩突出"), N_("优先关注")),
)
"""What the nine boxes are called: a row for each third of performance, in it one for each third of potential."""


class GridPoint(NamedTuple):
    """Somebody in the grid."""

    person: int
    name: str
    about: str
    score: GridScore

    def box(self, chosen: GridWeights) -> tuple[int, int]:
        """The thirds of performance and of potential."""
        return box_of(self.score.performance.tenths, chosen), box_of(self.score.potential.tenths, chosen)


def grid_of(store: Store, day: date, pool: int | None = None) -> list[GridPoint]:
    """The members of a pool, or of all, who has most points first."""
    members = database.rows(
        f"SELECT DISTINCT person_id FROM membership WHERE status IN ({_STATES}) AND (pool_id = ? OR ? IS NULL)",
        pool,
        pool,
    )
    facts = read_facts([key for (key,) in members], day, pool)
    chosen, hours = weights(store), asked_hours(store)
    points = [
        GridPoint(
            who.key,
            who.name,
            " ".join(filter(None, (who.court_short, who.department, who.post))),
            score(facts[who.key], chosen, hours),
        )
        for who in named(facts)
    ]
    return sorted(points, key=lambda point: -point.score.total)
