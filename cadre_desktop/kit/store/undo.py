"""Undo and redo: a new step that applies a step's inverse (or the step again), read from the journal.

So it works after bulk imports and after a restart. A step whose rows a later step has changed is refused with the
reason and never half undone.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.bulk import MANY, growing, shrinking
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.journal import StepInfo

FLOOR = "undo_after"
"""The setting that holds the last step before an upgrade: older steps speak of tables that are no more."""

_STEP = "s.id, s.label, s.actor, s.at, s.kind, s.target"


def _standing(until: str = "") -> str:
    """SQL: the last thing that happened to step `s`, not later than `until`: 'do' and 'redo' stand, 'undo' does not."""
    bound = f" AND t.id <= {until}" if until else ""
    last = f"SELECT t.kind FROM step t WHERE t.target = s.id{bound} ORDER BY t.id DESC LIMIT 1"
    return f"coalesce(({last}), 'do')"


def undoable(actor: str) -> StepInfo | None:
    """The actor's latest step that stands."""
    row = database.run(
        f"SELECT {_STEP} FROM step s WHERE s.kind = 'do' AND s.actor = ? AND s.id > {_floor()}"
        f" AND {_standing()} <> 'undo' ORDER BY s.id DESC LIMIT 1",
        actor,
    ).fetchone()
    return StepInfo(*row) if row else None


def redoable(actor: str) -> StepInfo | None:
    """The actor's step that was undone last, unless the actor has done something new since."""
    row = database.run(
        f"SELECT {_STEP} FROM step u JOIN step s ON s.id = u.target"
        " WHERE u.kind = 'undo' AND s.actor = ?"
        " AND NOT EXISTS (SELECT 1 FROM step t WHERE t.target = s.id AND t.id > u.id)"
        " AND u.id > (SELECT id FROM step WHERE kind = 'do' AND actor = ? ORDER BY id DESC LIMIT 1)"
        f" AND s.id > {_floor()} ORDER BY u.id DESC LIMIT 1",
        actor,
        actor,
    ).fetchone()
    return StepInfo(*row) if row else None


def _floor() -> int:
    return int(database.value("SELECT value FROM setting WHERE key = ?", FLOOR) or 0)


def raise_floor() -> None:
    """From now on no present step can be undone."""
    database.run("INSERT OR REPLACE INTO setting SELECT ?, coalesce(max(id), 0) FROM step", FLOOR)


def refuse_if_overtaken(step: StepInfo, way: str) -> None:
    """Raise Refused if another step that touched the same rows stands now and did not when `step` was done, or did.

    Then the rows are not as `step` left them, or not as it found them. `way` is the word for undoing or redoing.
    """
    row = database.run(
        "WITH near AS (SELECT DISTINCT l.step FROM change c JOIN change l ON l.row = c.row AND l.step <> c.step"
        " WHERE c.step = ?1) SELECT s.label, s.at FROM near JOIN step s ON s.id = near.step WHERE s.kind = 'do'"
        f" AND ({_standing()} = 'undo') <> (s.id > ?1 OR {_standing('?1')} = 'undo') LIMIT 1",
        step.id,
    ).fetchone()
    if row:
        raise Refused(
            _("不能{way}“{step}”：“{other}”（{at}）也改过同样的数据，请先撤销或恢复那一步。").format(
                way=way, step=step.label, other=row[0], at=row[1][:16].replace("T", " ")
            )
        )


@dataclass
class _Run:
    """Consecutive changes of a step, by their ids. `table` is given where they do the same in one table, many times."""

    first: int
    last: int
    count: int = 0
    table: str = ""
    op: str = ""


def apply(step: StepInfo, backwards: bool) -> None:
    """Write the inverse of `step`, or the step again: row by row in runs of like statements, many alike at once."""
    for run in _runs(step.id, backwards):
        if not run.table:
            _apply_each(step.id, run, backwards)
        elif (run.op == "I") == backwards:
            _delete_all(step.id, run)
        else:
            with growing(run.table, run.count):
                _apply_each(step.id, run, backwards)


def _runs(step: int, backwards: bool) -> list[_Run]:
    """The changes of a step in the order in which to apply them."""
    first, last, count = database.rows("SELECT min(id), max(id), count(*) FROM change WHERE step = ?", step)[0]
    if count < MANY:
        return [_Run(first, last)]
    runs: list[_Run] = []
    found = database.rows("SELECT table_name, op, id FROM change WHERE step = ? ORDER BY id", step)
    for (table, op), alike in groupby(found, key=itemgetter(0, 1)):
        ids = [line[2] for line in alike]
        if len(ids) >= MANY and op != "U" and not _points_at_itself(table):
            runs.append(_Run(ids[0], ids[-1], len(ids), table, op))
        elif runs and not runs[-1].table:
            runs[-1].last = ids[-1]
        else:
            runs.append(_Run(ids[0], ids[-1]))
    return runs[::-1] if backwards else runs


def _points_at_itself(table: str) -> bool:
    """Then the order of its rows matters, since a row that is pointed at cannot be deleted."""
    return any(link[2] == table for link in database.rows(f'PRAGMA foreign_key_list("{table}")'))


def _delete_all(step: int, run: _Run) -> None:
    with shrinking(run.table, run.count):
        database.run(
            f'DELETE FROM "{run.table}" WHERE id IN (SELECT row FROM change WHERE step = ? AND id BETWEEN ? AND ?)',
            step,
            run.first,
            run.last,
        )


def _apply_each(step: int, run: _Run, backwards: bool) -> None:
    """One change after the other. They are read as they are needed: what is written belongs to another step."""
    order, side = ("DESC", "was") if backwards else ("ASC", "now")
    found = database.run(
        f"SELECT table_name, op, row, {side} FROM change WHERE step = ? AND id BETWEEN ? AND ? ORDER BY id {order}",
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
