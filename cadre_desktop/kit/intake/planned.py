"""What is to become of each row of the tables: new, changed, the same, doubtful, or refused for a reason at a cell.

Nearly all rows of a large roster are new and nothing is to be said about them, so that they are made into objects only
when somebody looks at them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress
from typing import Any, overload

from cadre_desktop.kit.intake.drafts import Drafts
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.problems import Problem


class RowState(StrEnum):
    """What becomes of a row; the value is its Chinese name (shown through `_()`)."""

    NEW = N_("新增")
    CHANGED = N_("修改")
    SAME = N_("相同")
    DOUBTFUL = N_("存疑")
    REFUSED = N_("未通过")

    __hash__ = str.__hash__  # that of enums is written in Python, and every row is counted by its state


FAILING = frozenset({RowState.DOUBTFUL, RowState.REFUSED})
"""What is not imported unless somebody decides."""

NEW_ROW = 0
"""The decision that a doubtful row is about somebody who is not there yet."""


@dataclass(slots=True)
class PlannedRow:
    """One row of the tables; `position` is its position among all their rows, from 0.

    values: of a new row all values in the order of `Identities.names`; key: the existing row it is about; changes: by
    field name the old and the new value; problems: why it is refused; doubt: what is not clear, candidates: the
    existing rows to choose from, decided: the choice that was made.
    """

    position: int
    state: RowState
    values: tuple[Any, ...] | None = None
    key: int | None = None
    changes: dict[str, tuple[Any, Any]] | None = None
    problems: tuple[Problem, ...] = ()
    doubt: Problem | None = None
    candidates: tuple[int, ...] = ()
    decided: int | None = None


class PlannedRows(Sequence[PlannedRow]):
    """The rows by their positions. All are new that nothing else was `put` for."""

    def __init__(self, drafts: Drafts):
        self._drafts = drafts
        self._judged: dict[int, PlannedRow] = {}

    def put(self, row: PlannedRow) -> None:
        """Say what becomes of a row; rows that were not put before in the order of their positions."""
        self._judged[row.position] = row

    def __len__(self) -> int:
        return len(self._drafts)

    @overload
    def __getitem__(self, position: int) -> PlannedRow: ...
    @overload
    def __getitem__(self, position: slice) -> list[PlannedRow]: ...
    def __getitem__(self, position: int | slice) -> PlannedRow | list[PlannedRow]:
        if isinstance(position, slice):
            return [self[each] for each in range(len(self))[position]]
        position = range(len(self))[position]
        judged = self._judged.get(position)
        return PlannedRow(position, RowState.NEW, self._drafts.row(position)) if judged is None else judged

    def let_go_of_new(self) -> None:
        """Let go of the values of the rows that were not put, which are written now."""
        self._drafts.columns = {}

    @property
    def judged(self) -> Iterator[PlannedRow]:
        """The rows that were put, in the order of their positions: all that are not new, and some that are."""
        return iter(self._judged.values())

    @property
    def states(self) -> Counter[RowState]:
        """How many rows are in each state."""
        states = Counter(row.state for row in self.judged)
        states[RowState.NEW] += len(self) - len(self._judged)
        return states

    def positions(self, state: str) -> Sequence[int]:
        """The positions of the rows in a state."""
        if state != RowState.NEW:
            return [row.position for row in self.judged if row.state == state]
        others = {row.position for row in self.judged if row.state is not RowState.NEW}
        positions = range(len(self))
        return [position for position in positions if position not in others] if others else positions

    def new_columns(self) -> dict[str, Sequence[Any]]:
        """By field name the values of all new rows, in the order of their positions."""
        others = [row.position for row in self.judged if row.state is not RowState.NEW]
        if not others:
            return self._drafts.columns
        chosen = bytearray(b"\1") * len(self)
        for position in others:
            chosen[position] = 0
        return {name: list(compress(column, chosen)) for name, column in self._drafts.columns.items()}
