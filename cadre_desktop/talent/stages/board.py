"""The board of 选育管用: the members of a pool by stage, each with the last dated entry."""

from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.talent.registers.evidence import Evidence
from cadre_desktop.talent.rules import MembershipStatus, Stage

_STATES = ", ".join(f"'{status}'" for status in MembershipStatus if status.in_pool)
_CARDS = f"""
    SELECT m.id, p.name, coalesce(nullif(c.short_name, ''), c.name, ''), p.post, m.stage, m.status, m.entered,
        (SELECT e.evidence || ' ' || e.day FROM stage_evidence e WHERE e.membership_id = m.id
         ORDER BY e.day DESC, e.id DESC LIMIT 1)
    FROM membership m JOIN person p ON p.id = m.person_id LEFT JOIN court c ON c.id = p.court_id
    WHERE m.pool_id = ? AND m.status IN ({_STATES}) ORDER BY c.place, p.pinyin, m.id
"""


class BoardCard(NamedTuple):
    """A member on the board: two lines under the name, and how long ago something was noted last."""

    membership: int
    name: str
    about: str
    last: str
    status: MembershipStatus
    days: int

    @property
    def idle(self) -> bool:
        """Nothing was noted for half a year."""
        return self.days > _IDLE


_IDLE = 183


def board_of(pool: int, today: date) -> dict[Stage, list[BoardCard]]:
    """The cards of each stage, by court and name."""
    columns: dict[Stage, list[BoardCard]] = {stage: [] for stage in Stage}
    for key, name, court, post, stage, status, entered, last in database.rows(_CARDS, pool):
        kind, _blank, day = (last or "").partition(" ")
        if kind:
            words = _("{day} {what}").format(day=day, what=_(Evidence(kind).label))
        else:
            words = _("{day} 入库，还没有记录").format(day=entered)
        days = (today - date.fromisoformat(day or entered)).days
        card = BoardCard(key, name, " ".join(filter(None, (court, post))), words, MembershipStatus(status), days)
        columns[Stage(stage)].append(card)
    return columns
