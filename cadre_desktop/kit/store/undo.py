"""Undo and redo: a new step that applies a step's inverse (or the step again), read from the journal.

So it works after bulk imports and after a restart, for any step of one's own, not only the last. When something builds
on a step (`obstacles`) it is refused with the reason; a step is never half undone.
"""

import json
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import dialect, settings
from cadre_desktop.kit.store.bulk import MANY, delete_range, delete_together, growing
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.journal import BESIDE_SQL, STEP_COLUMNS, StepInfo, standing
from cadre_desktop.kit.store.obstacles import Way
from cadre_desktop.kit.store.record import Record, table_name

FLOOR = "undo_after"
"""The memo that holds the `seq` of the last step that cannot be undone: the founding of a file, or an upgrade, since
older steps speak of tables that are no more."""


_ERASED = "EXISTS (SELECT 1 FROM change e WHERE e.step = s.id AND e.digest IS NOT NULL)"
"""SQL: what step ``s`` changed has been erased, at least in part."""

_MOVES = f"EXISTS (SELECT 1 FROM change e WHERE e.step = s.id AND e.table_name NOT IN ({BESIDE_SQL}))"
"""SQL: step ``s`` changed something that undoing it brings back."""


def undoable(actor: str) -> StepInfo | None:
    """The actor's latest step that is in force."""
    row = database.run(
        f"SELECT {STEP_COLUMNS} FROM step s WHERE s.kind = 'do' AND s.actor = ? AND s.seq > {_floor()}"
        f" AND {standing()} <> 'undo' AND {_MOVES} AND NOT {_ERASED} ORDER BY s.seq DESC LIMIT 1",
        actor,
    ).fetchone()
    return StepInfo(*row) if row else None


def redoable(actor: str) -> StepInfo | None:
    """The actor's step that was undone last, unless the actor has done something new since."""
    row = database.run(
        f"SELECT {STEP_COLUMNS} FROM step u JOIN step s ON s.id = u.target"
        " WHERE u.kind = 'undo' AND s.actor = ?"
        " AND NOT EXISTS (SELECT 1 FROM step t WHERE t.target = s.id AND t.seq > u.seq)"
        " AND u.seq > (SELECT seq FROM step WHERE kind = 'do' AND actor = ? ORDER BY seq DESC LIMIT 1)"
        f" AND s.seq > {_floor()} AND NOT {_ERASED} ORDER BY u.seq DESC LIMIT 1",
        actor,
        actor,
    ).fetchone()
    return StepInfo(*row) if row else None


def vet(step: StepInfo, actor: str, way: Way) -> None:
    """Raise Refused if `step` is not one that `actor` may undo (or redo) at all."""
    if step.kind in ("undo", "redo"):
        raise Refused(_("“{step}”本身是一次撤销或恢复，请在原来那一步上操作。").format(step=step.label))
    if step.kind != "do" or not database.value(f"SELECT {_MOVES} FROM step s WHERE s.id = ?", step.id):
        raise Refused(_("“{step}”这类步骤不能撤销。").format(step=step.label))
    if database.value(f"SELECT {_ERASED} FROM step s WHERE s.id = ?", step.id):
        raise Refused(_("“{step}”涉及的内容已按规定清除，不能撤销或恢复。").format(step=step.label))
    if step.seq <= _floor():
        raise Refused(
            _is_first(step) or _("“{step}”是程序升级以前的步骤，不能撤销；可从备份恢复。").format(step=step.label)
        )
    if step.actor != actor:
        raise Refused(_("“{step}”是{actor}做的，须由本人撤销。").format(step=step.label, actor=step.actor))
    undone = not stands(step)
    if way == "undo" and undone:
        raise Refused(_("“{step}”已经撤销了。").format(step=step.label))
    if way == "redo" and not undone:
        raise Refused(_("“{step}”没有撤销过。").format(step=step.label))


def stands(step: StepInfo) -> bool:
    """Whether a step is not undone at present."""
    return bool(database.value(f"SELECT {standing()} <> 'undo' FROM step s WHERE s.id = ?", step.id))


def _is_first(step: StepInfo) -> str:
    if database.value("SELECT 1 FROM step WHERE seq < ?", step.seq):
        return ""
    return _("“{step}”是这个数据文件的开头，不能撤销。").format(step=step.label)


def _floor() -> int:
    return floor() or 0


def floor() -> int | None:
    """The `seq` of the last step that cannot be undone; None where the memo holds no number."""
    kept = settings.memo(FLOOR) or "0"
    return int(kept) if re.fullmatch(r"[0-9]{1,18}", kept) else None


def raise_floor(until: int | None = None) -> None:
    """From now on no step up to the seq `until` (None: no present step) can be undone."""
    last = database.value("SELECT coalesce(max(seq), 0) FROM step") if until is None else until
    settings.put_memo(FLOOR, str(max(int(last), _floor())))


@dataclass
class _UndoRun:
    """Consecutive changes of a step, by their ids. `table` is set where all of them do the same in one table."""

    first: int
    last: int
    count: int = 0
    table: str = ""
    op: str = ""


def apply(step: StepInfo, backwards: bool, records: Iterable[type[Record]]) -> None:
    """Write the inverse of `step`, or the step again: row by row in runs of like statements, many alike at once."""
    of_table = {table_name(record): record for record in records}
    for run in _runs(step.id, backwards, of_table):
        if not run.table:
            _apply_each(step.id, run, backwards)
        elif (run.op == "I") == backwards:
            _delete_all(step.id, run, of_table[run.table])
        else:
            with growing(run.table, run.count):
                _apply_each(step.id, run, backwards)


_OF_STEP = f"change WHERE step = ? AND table_name NOT IN ({BESIDE_SQL})"
"""SQL: the changes of a step that go and come with it."""


def _runs(step: int, backwards: bool, tables: Container[str]) -> list[_UndoRun]:
    """The changes of a step in the order in which to apply them."""
    grouped = database.rows(
        f"SELECT table_name, op, min(id), max(id), count(*) FROM {_OF_STEP} GROUP BY table_name, op ORDER BY min(id)",
        step,
    )
    if sum(group[4] for group in grouped) < MANY:
        return [_UndoRun(min(group[2] for group in grouped), max(group[3] for group in grouped))] if grouped else []
    apart = all(one[3] < other[2] for one, other in pairwise(grouped))
    runs: list[_UndoRun] = []
    for table, op, begin, end, count in grouped if apart else _one_by_one(step):
        if count >= MANY and table in tables and op in "ID" and not _points_at_itself(table):
            runs.append(_UndoRun(begin, end, count, table, op))
        elif runs and not runs[-1].table:
            runs[-1].last = end
        else:
            runs.append(_UndoRun(begin, end))
    return runs[::-1] if backwards else runs


def _one_by_one(step: int) -> Iterator[tuple[str, str, int, int, int]]:
    """Runs of like changes where those of different kinds alternate: table, kind, first and last id, and how many."""
    found = database.rows(f"SELECT table_name, op, id FROM {_OF_STEP} ORDER BY id", step)
    for (table, op), alike in groupby(found, key=itemgetter(0, 1)):
        ids = [line[2] for line in alike]
        yield table, op, ids[0], ids[-1], len(ids)


def _points_at_itself(table: str) -> bool:
    """Whether rows of a table may point at rows of the same table: then their order matters, since a row that is
    pointed at cannot be deleted."""
    return any(link[2] == table for link in database.rows(dialect.links_of(table)))


def _delete_all(step: int, run: _UndoRun, record: type[Record]) -> None:
    of_run = "FROM change WHERE step = ? AND id BETWEEN ? AND ?"
    first, last = database.rows(f"SELECT min(row), max(row) {of_run}", step, run.first, run.last)[0]
    if last - first + 1 == run.count:  # as after an import: rows one after the other
        delete_range(record, first, last)
    else:
        delete_together(record, run.count, f"t.id IN (SELECT row {of_run})", step, run.first, run.last)


def _apply_each(step: int, run: _UndoRun, backwards: bool) -> None:
    """One change after the other. They are read as they are needed: what is written belongs to another step."""
    order, side = ("DESC", "was") if backwards else ("ASC", "now")
    found = database.run(
        f"SELECT table_name, op, row, {side} FROM {_OF_STEP} AND id BETWEEN ? AND ? ORDER BY id {order}",
        step,
        run.first,
        run.last,
    )
    for statement, alike in groupby(_statements(found, backwards), key=itemgetter(0)):
        database.executemany(statement, map(itemgetter(1), alike))


def _statements(found: Iterable[Any], backwards: bool) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for table, op, row, side in found:
        if op == "U":
            values = json.loads(side)
            sets = ", ".join(f'"{name}" = ?' for name in values)
            yield f'UPDATE "{table}" SET {sets} WHERE id = ?', (*values.values(), row)
        elif (op == "I") == backwards:
            yield f'DELETE FROM "{table}" WHERE id = ?', (row,)
        else:
            values = json.loads(side)
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * (len(values) + 1))
            yield f'INSERT INTO "{table}" (id, {names}) VALUES ({marks})', (row, *values.values())
