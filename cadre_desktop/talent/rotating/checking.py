"""The plan of a year: how far each move has come, and what is in its way."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.talent.records import Rotation
from cadre_desktop.talent.rotating.clash_rules import MoveClash, PlannedMove, Staffed, clashes
from cadre_desktop.talent.rules import RotationStatus

_SOON = 30
"""A move is due so many days before it is planned."""
_ON_STAFF = ", ".join(f"'{status}'" for status in PersonStatus if status.on_staff)


class MoveState(Code):
    """How a planned move is on a day."""

    OVERDUE = "overdue", N_("逾期未落实")
    DUE = "due", N_("即将到期")
    PLANNED = "planned", N_("计划中")
    UNDER_WAY = "under_way", N_("进行中")
    DONE = "done", N_("已完成")
    CANCELLED = "cancelled", N_("已取消")

    @property
    def tone(self) -> Tone:
        tones: dict[MoveState, Tone] = {
            MoveState.OVERDUE: "bad",
            MoveState.DUE: "warning",
            MoveState.DONE: "good",
            MoveState.UNDER_WAY: "good",
        }
        return tones.get(self, "neutral")


def state_on(planned: date, status: str, today: date) -> MoveState:
    """How a move is on a day: overdue from the day after the planned one."""
    if status != RotationStatus.PLANNED:
        return MoveState(RotationStatus(status).value)
    if planned < today:
        return MoveState.OVERDUE
    return MoveState.DUE if (planned - today).days <= _SOON else MoveState.PLANNED


class PlanLine(NamedTuple):
    """A move of the year's plan with what is in its way."""

    key: int
    name: str
    planned: date
    from_where: str
    to_where: str
    state: MoveState
    clashes: tuple[str, ...]


_MOVES = """
    SELECT r.id, p.id, p.name, p.post, coalesce(r.from_court_id, p.court_id), coalesce(r.from_department_id,
        CASE WHEN coalesce(r.from_court_id, p.court_id) = p.court_id THEN p.department_id END),
        r.to_court_id, r.to_department_id, r.planned, r.status, r.to_post
    FROM rotation r JOIN person p ON p.id = r.person_id
    WHERE r.planned >= ? AND r.planned < ? ORDER BY r.planned, p.pinyin, r.id
"""


def year_plan(year: int, today: date) -> list[PlanLine]:
    """The moves planned for a year, by day, each with how far it has come; of those still open, what is in the way."""
    rows = database.rows(_MOVES, f"{year}", f"{year + 1}")
    courts = dict(database.rows("SELECT id, coalesce(nullif(short_name, ''), name) FROM court"))
    rooms = dict(database.rows("SELECT id, name FROM department"))
    found: dict[int, list[str]] = {}
    for clash in clashes_of([PlannedMove(*row[:8]) for row in rows if row[9] == RotationStatus.PLANNED]):
        found.setdefault(clash.key, []).append(clash.text)

    def named(court: int | None, room: int | None, post: str = "") -> str:
        return " ".join(filter(None, (courts.get(court or 0, ""), rooms.get(room or 0, ""), post)))

    return [
        PlanLine(
            row[0],
            row[2],
            date.fromisoformat(row[8]),
            named(row[4], row[5]),
            named(row[6], row[7], row[10]),
            state_on(date.fromisoformat(row[8]), row[9], today),
            tuple(found.get(row[0], ())),
        )
        for row in rows
    ]


def clashes_of(moves: Sequence[PlannedMove]) -> list[MoveClash]:
    """What is in the way of moves, if all of them were made."""
    courts = {court for move in moves for court in (move.from_court, move.to_court) if court is not None}
    if not courts:
        return []
    marks = ", ".join("?" * len(courts))
    staff = database.rows(
        f"SELECT id, name, post, court_id, department_id FROM person WHERE court_id IN ({marks})"
        f" AND status IN ({_ON_STAFF})",
        *sorted(courts),
    )
    kin = database.rows("SELECT person_id, other_id FROM relation")
    rooms = dict(database.rows("SELECT id, name FROM department"))
    return clashes(moves, [Staffed(*row) for row in staff], kin, rooms)


def planned_moves(rotations: Sequence[int]) -> list[PlannedMove]:
    """Moves by their keys, as `clashes_of` wants them."""
    years = {row.planned.year for row in Rotation.select().where(Rotation.id.in_(list(rotations)))}
    rows = [row for year in sorted(years) for row in database.rows(_MOVES, f"{year}", f"{year + 1}")]
    wanted = set(rotations)
    return [PlannedMove(*row[:8]) for row in rows if row[0] in wanted]
