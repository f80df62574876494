"""What an import would do, before anything is written: the preview, the dry run, and what `apply_plan` carries out.

Nothing is dropped: rows read = new + changed + same + refused + no data, where doubtful rows that nobody has decided
count as refused.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cadre_desktop.kit.display import masked, shown
from cadre_desktop.kit.editing import label_of
from cadre_desktop.kit.intake import corrections as corrected
from cadre_desktop.kit.intake import mapping as mappings
from cadre_desktop.kit.intake.corrections import Corrections
from cadre_desktop.kit.intake.defaults import default_columns
from cadre_desktop.kit.intake.grid import Table
from cadre_desktop.kit.intake.joined import JoinedCells
from cadre_desktop.kit.intake.judging import RowJudge
from cadre_desktop.kit.intake.links import WantedRow
from cadre_desktop.kit.intake.planned import FAILING, NEW_ROW, PlannedRow, PlannedRows, RowState
from cadre_desktop.kit.intake.uncollected import uncollected
from cadre_desktop.kit.intake.values import read_cells
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Changed, Column, Kind, SeenTogether, Values, each_alone
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import REFUSED, Offer, Problem
from cadre_desktop.kit.store.store import Store

_THERE = frozenset({RowState.CHANGED, RowState.SAME})
"""The states of rows that were there already."""


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


@dataclass(frozen=True)
class ImportPart:
    """One table to be imported: what its headings mean, and `defaults` by field name that are used where a link column
    is absent or its cell empty (the court of a roster that names none)."""

    table: Table
    mapping: mappings.Mapping
    defaults: Mapping[str, Any] = field(default_factory=dict)


class ImportPlan:
    """What importing some tables on the day `today` would do. `based_on` is the latest step at the time: a later one
    makes it out of date."""

    def __init__(self, parts: Sequence[ImportPart], judge: RowJudge, based_on: int | None, today: date):
        self.kind: Kind = judge.kind
        self.parts = parts
        self.cells: JoinedCells = judge.cells
        self.judge = judge
        self.rows: PlannedRows = judge.rows
        self.based_on = based_on
        self._today = today
        self.is_let_go = False

    @property
    def states(self) -> Counter[RowState]:
        """How many rows are said to be in each state."""
        states = self.rows.states
        for row in self._hushed():
            states[row.state] -= 1
            states[RowState.NEW] += 1
        return states

    def state(self, row: PlannedRow) -> RowState:
        """The state in which a row is said to be: of a quiet one not whether it was there already."""
        return RowState.NEW if row.position in self.judge.quiet and row.state in _THERE else row.state

    def positions(self, state: str) -> Sequence[int]:
        """The positions of the rows that are said to be in a state."""
        found, hushed = self.rows.positions(state), {row.position for row in self._hushed()}
        if not hushed:
            return found
        return sorted(hushed.union(found)) if state == RowState.NEW else [p for p in found if p not in hushed]

    def changes(self, row: PlannedRow) -> Mapping[str, tuple[Any, Any]]:
        """By field name the old and the new value, as far as that may be said."""
        return {} if row.changes is None or row.position in self.judge.quiet else row.changes

    def _hushed(self) -> Iterator[PlannedRow]:
        """The rows that were there already, of which that is not said."""
        quiet = self.judge.quiet
        return (row for row in self.rows.judged if row.position in quiet and row.state in _THERE) if quiet else iter(())

    @property
    def counts(self) -> Counts:
        """The counts as an import would report them now."""
        states = self.states
        return Counts(
            read=self.cells.read,
            new=states[RowState.NEW],
            changed=states[RowState.CHANGED],
            same=states[RowState.SAME],
            refused=states[RowState.REFUSED] + states[RowState.DOUBTFUL],
            no_data=len(self.cells.no_data),
        )

    def failing(self) -> Iterator[PlannedRow]:
        """The rows that would not be imported, undecided ones among them."""
        return (row for row in self.rows.judged if row.state in FAILING)

    @property
    def problems(self) -> list[Problem]:
        """Why rows would not be imported, and which cells of others would stay empty, in the order of the tables."""
        told = sorted(self.cells.blanks.keys() | {row.position for row in self.failing()})
        return [problem for position in told for problem in self.about(self.rows[position])]

    def about(self, row: PlannedRow) -> Sequence[Problem]:
        """What is wrong with a row that stays out, or with the cells that stay empty in one that comes in."""
        left = self.cells.blanks.get(row.position, ())
        if row.state not in FAILING:
            return [self._with_value(row, problem) for problem in left]
        return (*row.problems, *(replace(problem, effect=REFUSED) for problem in left)) if left else row.problems

    def waiting(self, row: PlannedRow) -> list[Problem]:
        """The bad cells of a row that comes in which stay empty: neither the rest of the row fills them (as an ID
        number fills the birth month) nor what was there before."""
        told, blank = self.cells.blanks.get(row.position), self.judge.blank
        if not told or row.state in FAILING:
            return []
        values = self.values(row)
        return [problem for problem in told if values.get(problem.field) == blank.get(problem.field)]

    def values(self, row: PlannedRow) -> Values:
        """What is in a row that comes in, by field name, once the plan is carried out."""
        if row.state is RowState.NEW or row.key is None:
            return dict(zip(self.judge.identities.names, row.values or (), strict=False))
        return self.judge.existing.values(row.key) | {n: new for n, (_old, new) in (row.changes or {}).items()}

    def _with_value(self, row: PlannedRow, problem: Problem) -> Problem:
        """A bad cell of a row that comes in, with what its field holds all the same, if it does."""
        value, blank = self.values(row).get(problem.field), self.judge.blank.get(problem.field)
        column = next((each for each in self.kind.columns if each.name == problem.field), None)
        quiet = row.position in self.judge.quiet
        said = "" if column is None or value == blank or quiet else self.text(column, value)
        if not said:
            return problem
        from_before = row.key is not None and problem.field not in (row.changes or {})
        text = _("{why}已有的“{value}”不变。") if from_before else _("{why}已按本行其他栏填为“{value}”。")
        return replace(problem, message=text.format(why=problem.message, value=said), filled=True)

    def text(self, column: Column, value: Any) -> str:
        """A value of a row as people read it; masked ones stay masked, links are named."""
        if column.link is None:
            return str(masked(column, value) if column.masked else shown(column, value))
        if not value:
            return ""
        if value < 0:
            return self.cells.wanted[-1 - int(value)].name
        return self.cells.label(column.name, value) or label_of(column.link, value)

    @property
    def notes(self) -> list[Problem]:
        """What was taken for granted: about all rows together, about whole sheets, then about rows, in the order of the
        tables."""
        about_rows = (note for _position, notes in sorted(self.cells.notes.items()) for note in notes)
        return [*map(Problem, self.placed.told), *self._told_of_quiet(), *self.cells.sheet_notes(), *about_rows]

    def _told_of_quiet(self) -> Iterator[Problem]:
        """What is said of the quiet rows, of none in particular."""
        if self.kind.quiet is not None and self.judge.quiet:
            yield Problem(_(self.kind.quiet.told))
        for message, count in Counter(self.judge.kept.values()).items():
            yield Problem(_("{count} 行：{message}").format(count=count, message=message))

    @property
    def placed(self) -> SeenTogether:
        """What the rows come to beside one another, as it is decided now."""
        if self.kind.together is each_alone:
            return SeenTogether({}, ())
        changed = [
            Changed(row.key, row.changes)
            for row in self.rows.judged
            if row.state is RowState.CHANGED and row.key is not None and row.changes is not None
        ]
        return self.kind.together(self.rows.new_columns(), changed, self._today)

    def new_columns(self) -> dict[str, Sequence[Any]]:
        """By field name the values with which the new rows are written, in their order."""
        return {**self.rows.new_columns(), **self.placed.columns}

    def hints(self, position: int) -> list[Problem]:
        """What cells of a row may mean beside their value and somebody may take over (退休 among the remarks)."""
        return [note for note in self.cells.notes.get(position, ()) if note.offers]

    def offers(self, position: int) -> list[Offer]:
        """What can be taken over for a row, each once."""
        return list(dict.fromkeys(offer for hint in self.hints(position) for offer in hint.offers))

    @property
    def recalled(self) -> list[tuple[str, str, str]]:
        """Corrections kept from earlier files that some cell needed: field, what is there, what is meant."""
        found = {key: part.used[key] for part in self.cells.parts for key in sorted(part.from_before)}
        return [(name, written, meant) for (name, written), meant in found.items() if written != meant]

    def name_of(self, position: int) -> str:
        """What a row is about, as it is in the file, where the kind has names."""
        named = self.kind.record.named
        return self.cells.raw(position, named[0].name) if named else ""

    def decide(self, position: int, choice: int | None) -> PlannedRow:
        """Settle a doubtful row: about the existing row `choice`, about a `NEW_ROW`, or (None) undecided again."""
        return self.judge.decide(position, choice)

    def let_go(self) -> None:
        """Let go of the cells of rows that come in whole, which nobody will ask for any more.

        Those of 100,000 rows take more memory than everything else in an import. Rows that stay out can still be
        written to a workbook, but nothing can be decided or corrected.
        """
        kept = {row.position for row in self.failing()} | self.cells.blanks.keys()
        self.is_let_go = True
        self.judge.let_go()
        start = 0
        for part in self.parts:
            part.table.sheet.rows = []
            for index, row in enumerate(part.table.rows, start):
                if index not in kept:
                    row.values.clear()
            start += len(part.table.rows)

    def wanted(self) -> dict[int, WantedRow]:
        """What has to be made first (departments), by the stand-in for its key in the values of the rows."""
        if not self.cells.wanted:
            return {}
        links = self.cells.links
        columns = self.rows.new_columns()
        stand_ins = {key for name in links for key in set(columns[name]) if (key or 0) < 0}
        for row in self.rows.judged:
            if row.state is RowState.CHANGED and row.changes is not None:
                news = (row.changes[name][1] for name in links if name in row.changes)
                stand_ins.update(new for new in news if (new or 0) < 0)
        return {number: self.cells.wanted[-1 - number] for number in sorted(stand_ins, reverse=True)}


def plan_import(
    store: Store,
    table: Table,
    mapping: mappings.Mapping,
    defaults: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """Judge every row of one table, see `plan_parts`."""
    return plan_parts(store, [ImportPart(table, mapping, defaults or {})], progress)


@uncollected
def plan_parts(
    store: Store, parts: Sequence[ImportPart], progress: Progress | None = None, corrections: Corrections | None = None
) -> ImportPlan:
    """Judge every row of all tables as one import; writes nothing.

    Defaults apply to new rows and do not move people who are in another court already. `corrections` replace cells;
    those kept from earlier files of the same court do too, and are noted.
    """
    progress = progress or Progress()
    last = store.last_step()
    kind = parts[0].mapping.kind
    wanted: list[WantedRow] = []
    read = [
        read_cells(
            part.table,
            part.mapping,
            dict(part.defaults),
            progress,
            corrections,
            corrected.recall(store, kind, court_of(part)),
            wanted,
        )
        for part in parts
    ]
    judge = RowJudge(kind, JoinedCells(read, wanted), progress)
    judge.judge_all(progress)
    return ImportPlan(parts, judge, last.id if last else None, store.clock.today())


def court_of(part: ImportPart) -> int | None:
    """The row that all rows of a table belong to unless they say otherwise, under which corrections are kept."""
    names = {column.name for column in default_columns(part.mapping.kind)}
    return next((value for name, value in part.defaults.items() if name in names), None)


def remember_corrections(store: Store, plan: ImportPlan) -> None:
    """Keep the corrections for all cells that an import has needed, for the next file of the same court."""
    for part, cells in zip(plan.parts, plan.cells.parts, strict=True):
        used = ((name, written, meant) for (name, written), meant in cells.used.items())
        corrected.remember(store, plan.kind, court_of(part), used)


__all__ = [
    "NEW_ROW",
    "Counts",
    "ImportPart",
    "ImportPlan",
    "PlannedRow",
    "RowState",
    "court_of",
    "plan_import",
    "plan_parts",
]
