"""What an import would do, before anything is written: the preview, the dry run, and what `apply_plan` carries out.

Nothing is dropped: rows read = new + changed + same + refused + no data, where doubtful rows that nobody has decided
count as refused.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cadre_desktop.kit.intake import mapping as mappings
from cadre_desktop.kit.intake.grid import Table
from cadre_desktop.kit.intake.judging import NEW_ROW, Judge, PlannedRow, State
from cadre_desktop.kit.intake.links import Wanted
from cadre_desktop.kit.intake.uncollected import uncollected
from cadre_desktop.kit.intake.values import Cells, read_cells
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.store.store import Store


@dataclass(frozen=True)
class Counts:
    """How many rows of each sort; undecided ones are among `refused`."""

    read: int
    new: int
    changed: int
    same: int
    refused: int
    no_data: int

    def __post_init__(self) -> None:
        assert self.read == self.new + self.changed + self.same + self.refused + self.no_data, self


class Plan:
    """What importing a table would do. `based_on` is the latest step at the time: a later one makes it out of date."""

    def __init__(self, judge: Judge, based_on: int | None):
        self.kind: Kind = judge.kind
        self.cells: Cells = judge.cells
        self.judge = judge
        self.rows: list[PlannedRow] = judge.rows
        self.based_on = based_on

    @property
    def table(self) -> Table:
        """The table the rows stand in."""
        return self.cells.table

    @property
    def states(self) -> Counter[State]:
        """How many rows are in each state."""
        return Counter(row.state for row in self.rows)

    @property
    def counts(self) -> Counts:
        """The counts as an import would report them now."""
        states = self.states
        return Counts(
            read=self.table.read,
            new=states[State.NEW],
            changed=states[State.CHANGED],
            same=states[State.SAME],
            refused=states[State.REFUSED] + states[State.DOUBTFUL],
            no_data=len(self.table.no_data),
        )

    def failing(self) -> Iterator[PlannedRow]:
        """The rows that would not be imported, undecided ones among them."""
        return (row for row in self.rows if row.state in (State.REFUSED, State.DOUBTFUL))

    @property
    def problems(self) -> list[Problem]:
        """Why rows would not be imported, in the order of the table."""
        return [problem for row in self.failing() for problem in row.problems]

    def decide(self, place: int, choice: int | None) -> PlannedRow:
        """Settle a doubtful row: about the existing row `choice`, about a `NEW_ROW`, or (None) undecided again."""
        return self.judge.decide(place, choice)

    def wanted(self) -> dict[int, Wanted]:
        """What has to be made first (departments), by the stand-in for its key in the values of the rows."""
        if not self.cells.wanted:
            return {}
        places = [i for i, name in enumerate(self.judge.identities.names) if name in self.cells.names]
        stand_ins: set[int] = set()
        for row in self.rows:
            if len(stand_ins) == len(self.cells.wanted):
                break
            if row.state is State.NEW and row.values is not None:
                stand_ins.update(row.values[place] for place in places if (row.values[place] or 0) < 0)
            elif row.state is State.CHANGED and row.changes is not None:
                news = (row.changes[name][1] for name in self.cells.names if name in row.changes)
                stand_ins.update(new for new in news if (new or 0) < 0)
        return {number: self.cells.wanted[-1 - number] for number in sorted(stand_ins, reverse=True)}


@uncollected
def plan_import(
    store: Store,
    table: Table,
    mapping: mappings.Mapping,
    defaults: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Judge every row of `table`; writes nothing.

    `defaults` by field name stand in where a link column is absent or its cell empty (the court of a roster that
    names none); they place new rows and do not move people who are in another court already.
    """
    progress = progress or Progress()
    last = store.last_step()
    cells = read_cells(table, mapping, dict(defaults or {}), progress)
    judge = Judge(mapping.kind, cells, progress)
    judge.judge_all(progress)
    return Plan(judge, last.id if last else None)


__all__ = ["NEW_ROW", "Counts", "Plan", "PlannedRow", "State", "plan_import"]
