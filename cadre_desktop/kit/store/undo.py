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

# The last thing that happened to each original step: 'do' stands, 'undo' is undone, 'redo' stands again.
_LAST = """
    SELECT s.id, s.label, s.actor, s.at, s.kind, s.target,
           coalesce((SELECT t.kind FROM step t WHERE t.target = s.id ORDER BY t.id DESC LIMIT 1), 'do') AS last,
           (SELECT max(t.id) FROM step t WHERE t.target = s.id) AS touched
    FROM step s WHERE s.kind = 'do' AND s.actor = ?
"""


def undoable(actor: str) -> StepInfo | None:
    """The actor's latest step that stands."""
    row = database.run(
        f"SELECT id, label, actor, at, kind, target FROM ({_LAST}) WHERE last <> 'undo' ORDER BY id DESC LIMIT 1",
        actor,
    ).fetchone()
    return StepInfo(*row) if row else None


def redoable(actor: str) -> StepInfo | None:
    """The actor's step that was undone last, unless the actor has done something new since."""
    row = database.run(
        f"SELECT id, label, actor, at, kind, target FROM ({_LAST}) WHERE last = 'undo'"
        " AND touched > (SELECT max(id) FROM step WHERE kind = 'do' AND actor = ?) ORDER BY touched DESC LIMIT 1",
        actor,
        actor,
    ).fetchone()
    return StepInfo(*row) if row else None


def refuse_if_overtaken(step: StepInfo) -> None:
    """Raise Refused if a step that stands has changed rows of `step` since."""
    row = database.run(
        "SELECT s.label, s.at FROM change c JOIN change l ON l.row = c.row AND l.step > c.step AND"
        " l.table_name = c.table_name JOIN step s ON s.id = l.step"
        " WHERE c.step = ? AND s.kind = 'do' AND coalesce((SELECT t.kind FROM step t WHERE t.target = s.id"
        " ORDER BY t.id DESC LIMIT 1), 'do') <> 'undo' LIMIT 1",
        step.id,
    ).fetchone()
    if row:
        raise Refused(
            _("不能撤销“{step}”：其后的“{later}”（{at}）又改过同样的数据，请先撤销那一步。").format(
                step=step.label, later=row[0], at=row[1][:16].replace("T", " ")
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
