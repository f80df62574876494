"""Carrying out a plan: everything in one undoable step, or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import peewee

from cadre_desktop.kit.intake import unfilled
from cadre_desktop.kit.intake.links import WantedRow, make_wanted
from cadre_desktop.kit.intake.plan import Counts, ImportPlan
from cadre_desktop.kit.intake.planned import PlannedRow, RowState
from cadre_desktop.kit.intake.uncollected import uncollected
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import fields
from cadre_desktop.kit.store.bulk import indexes_made_after, journalled_together
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import field_of, table_name
from cadre_desktop.kit.store.search import make_ahead
from cadre_desktop.kit.store.store import Store

_BATCH = 4_000


@dataclass(frozen=True)
class LeftOut:
    """A sheet that was not read, with its filled lines and why; `undecided` if only an answer is lacking."""

    sheet: str
    lines: int
    reason: str
    undecided: bool = False


@dataclass(frozen=True)
class Imported(Counts):
    """What an import has done (or, as a dry run, would do). problems: why rows stay out and which cells are left empty;
    notes: what was taken for granted; made: rows that were made first, such as departments; left_out: sheets that were
    not read; overlooked: lines that count as no data and yet look like records; waiting: how many cells stay empty that
    could not be read; placed: what the rows came to beside one another, told in `notes` too; step: the number of the
    step that wrote it."""

    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    made: tuple[WantedRow, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    overlooked: tuple[Problem, ...] = ()
    waiting: int = 0
    placed: tuple[str, ...] = ()
    step: int | None = None

    @property
    def sound(self) -> bool:
        """Whether no row was refused and no sheet waits for an answer."""
        return not self.refused and not any(sheet.undecided for sheet in self.left_out)


def outcome(plan: ImportPlan, left_out: Iterable[LeftOut] = ()) -> Imported:
    """What applying `plan` does, without doing it."""
    return Imported(
        **asdict(plan.counts),
        problems=tuple(plan.problems),
        notes=tuple(plan.notes),
        made=tuple(plan.wanted().values()),
        left_out=tuple(left_out),
        overlooked=tuple(plan.cells.overlooked.values()),
        placed=plan.placed.told,
        waiting=sum(len(plan.waiting(plan.rows[position])) for position in plan.cells.blanks),
    )


@uncollected
def apply_plan(store: Store, plan: ImportPlan, file: str, progress: Progress | None = None) -> Imported:
    """Write the new and changed rows of `plan` in one step that names `file`, unless its kind masks names.

    Raises Refused when the data has changed since the plan was made or its rows may not come in together, `Stopped`
    (and writes nothing) when asked to.
    """
    progress = progress or Progress()
    last = store.last_step()
    if (last.id if last else None) != plan.based_on:
        raise Refused(_("预览之后数据又有改动，没有导入；请返回重新预览，再导入。"))
    if refused := plan.placed.refused:
        raise Refused(map(Problem, refused))
    done = outcome(plan)
    try:
        with store.step(_step_label(plan, done, file)) as step:
            keys = make_wanted(plan.wanted())
            record = plan.kind.record
            new = plan.rows.states[RowState.NEW]
            with indexes_made_after(record, new), journalled_together(record, new):
                left = _insert(plan, keys, progress)
            _update(plan, keys, progress)
            unfilled.keep(plan.kind, [*left, *_left_in_existing(plan)], told_file(plan.kind, file))
            progress.report(0, 0, _("正在建立检索"))
    except peewee.IntegrityError as error:
        raise Refused(_("有的行与已有的记录冲突，没有导入；请返回重新预览，再导入。")) from error
    return replace(done, step=step)


def _step_label(plan: ImportPlan, done: Counts, file: str) -> str:
    return _("导入{kind}（{file}）：新增 {new}，修改 {changed}").format(
        kind=plan.kind.title, file=told_file(plan.kind, file), new=done.new, changed=done.changed
    )


def told_file(kind: Kind, file: str) -> str:
    """The name of a file as it may be kept: without what no encoding has, since some disks hold names that are no text;
    of a kind that masks names, a word for it, since a file may be called as somebody is."""
    return _("工作簿") if kind.masks_names else file.encode("utf-8", "replace").decode()


class _Stored(dict[Any, Any]):
    """How the values of a field are stored; each distinct one is worked out once."""

    def __init__(self, field: Any, keys: Mapping[int, int]):
        super().__init__(keys if isinstance(field, peewee.ForeignKeyField) else ())
        self._field = field

    def __missing__(self, value: Any) -> Any:
        stored = value if isinstance(self._field, peewee.ForeignKeyField) else self._field.db_value(value)
        # An enum or a flag is bound many times faster as the plain text or number it stands for.
        stored = str(stored) if isinstance(stored, str) else int(stored) if isinstance(stored, bool) else stored
        self[value] = stored
        return stored

    def column(self, values: Sequence[Any]) -> Sequence[Any]:
        """A column of values as they are stored."""
        return list(map(self.__getitem__, values)) if isinstance(self._field, _TURNED) else values


_TURNED = (peewee.ForeignKeyField, fields.DateField, fields.CodeField, fields.FlagField)
"""Fields whose values are stored in another form than Python's."""


def _insert(plan: ImportPlan, keys: Mapping[int, int], progress: Progress) -> list[tuple[int, Problem]]:
    """Write the new rows; returns the cells that were left empty, by the keys of their rows."""
    record, given = plan.kind.record, plan.new_columns()
    columns = {field: _Stored(field, keys).column(given[field.name]) for field in plan.judge.identities.fields}
    alike = {field: column[0] for field, column in columns.items() if _is_alike(column)}
    differing = {field: column for field, column in columns.items() if field not in alike}
    positions = plan.rows.positions(RowState.NEW)
    left: list[tuple[int, Problem]] = []
    for start in range(0, len(positions), _BATCH):
        progress.check()
        progress.report(start, len(positions))
        block = slice(start, start + _BATCH)
        new = database.new_keys(len(positions[block]))
        rows = zip(new, *(column[block] for column in differing.values()), strict=True)
        record.insert_tuples(list(differing), rows, alike)
        left += _left_in_new(plan, zip(new, positions[block], strict=True))
    make_ahead(record, given)
    if plan.is_let_go:
        plan.rows.let_go_of_new()  # what is made afterwards needs the room
    return left


def _is_alike(column: Sequence[Any]) -> bool:
    """Whether all values of a column are the same; most that differ do so at their ends."""
    return bool(column) and column[0] == column[-1] and column.count(column[0]) == len(column)


def _left_in_new(plan: ImportPlan, rows: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Problem]]:
    for key, position in rows if plan.cells.blanks else ():
        if position in plan.cells.blanks:
            for problem in plan.waiting(plan.rows[position]):
                yield key, problem


def _left_in_existing(plan: ImportPlan) -> Iterator[tuple[int, Problem]]:
    """Cells that neither the file nor what was there before has filled, also in rows that say nothing else new.

    Of an import that brings nothing at all there is no step, so that nothing waits for it either.
    """
    states = plan.rows.states
    if not states[RowState.NEW] + states[RowState.CHANGED]:
        return
    for position in plan.cells.blanks:
        row = plan.rows[position]
        if row.state in (RowState.CHANGED, RowState.SAME) and row.key is not None:
            for problem in plan.waiting(row):
                yield row.key, problem


def _update(plan: ImportPlan, keys: Mapping[int, int], progress: Progress) -> None:
    """Rows that change the same columns share a statement."""
    alike: dict[tuple[str, ...], list[PlannedRow]] = defaultdict(list)
    for row in plan.rows.judged:
        if row.state is RowState.CHANGED and row.changes is not None:
            alike[tuple(row.changes)].append(row)
    record = plan.kind.record
    for names, rows in alike.items():
        progress.check()
        changed = [field_of(record, name) for name in names]
        sets = ", ".join(f'"{field.column_name}" = ?' for field in changed)
        stored = [_Stored(field, keys) for field in changed]
        database.executemany(
            f'UPDATE "{table_name(record)}" SET {sets} WHERE id = ?', [_new_values(row, stored) for row in rows]
        )


def _new_values(row: PlannedRow, stored: Sequence[_Stored]) -> tuple[Any, ...]:
    changes = (row.changes or {}).values()
    return (*(memo[new] for memo, (_old, new) in zip(stored, changes, strict=True)), row.key)
