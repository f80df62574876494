"""Undo and redo: a new step that applies a step's inverse (or the step again), read from the journal.

So it works after bulk imports and after a restart. A step whose rows a later step has changed is refused with the
reason and never half undone.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
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


def apply(step: StepInfo, backwards: bool) -> None:
    """Write the inverse of `step` (or the step again) row by row, in runs of like statements."""
    order, side = ("DESC", "was") if backwards else ("ASC", "now")
    found = database.rows(f"SELECT table_name, op, row, {side} FROM change WHERE step = ? ORDER BY id {order}", step.id)
    for statement, run in groupby(_statements(found, backwards), key=itemgetter(0)):
        database.executemany(statement, map(itemgetter(1), run))


def _statements(found: list[Any], backwards: bool) -> Iterator[tuple[str, tuple[Any, ...]]]:
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
