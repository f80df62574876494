"""The journal: triggers write every row change under the step it belongs to.

One mechanism carries four features: undo and redo, the audit trail, change notices, and later the exchange between
courts. It is permanent; steps are chained by SHA-256 so that tampering shows. Table `change` holds for each changed
row the operation ('I', 'U', 'D') and as JSON the old and new values: all columns for inserted and deleted rows,
only the changed ones for updates.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name

TABLES = """
CREATE TABLE station (
    number INTEGER NOT NULL PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, own INTEGER NOT NULL,
    counter INTEGER NOT NULL) STRICT;
CREATE TABLE step (
    id INTEGER NOT NULL PRIMARY KEY, label TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
    target INTEGER, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY, step INTEGER NOT NULL, table_name TEXT NOT NULL, row INTEGER NOT NULL,
    op TEXT NOT NULL, was TEXT, now TEXT) STRICT;
CREATE INDEX change_step ON change (step);
CREATE INDEX change_row ON change (row, step);
CREATE INDEX step_target ON step (target) WHERE target IS NOT NULL;
CREATE TABLE journal_now (only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1), step INTEGER) STRICT;
INSERT INTO journal_now VALUES (1, NULL);
CREATE TABLE blob (hash TEXT NOT NULL PRIMARY KEY, content BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

OUTSIDE = "write outside a step"

_INTO_CHANGE = "INSERT INTO change (step, table_name, row, op, was, now)"

STEP_COLUMNS = "s.id, s.label, s.actor, s.at, s.kind, s.target"
"""Of a step ``s``, in the order of `StepInfo`."""

CHANGE_COLUMNS = "c.table_name, c.row, c.op, c.was, c.now"
"""Of a change ``c``, in the order of `change_of`."""


def trigger_statements(record: type[Record]) -> Iterator[str]:
    """The three triggers that journal a record's table and refuse writes outside a step.

    They are generated from the model, so they are made anew whenever a file is opened with a different schema.
    """
    table, columns = table_name(record), _columns(record)
    insert = (
        f"{_INTO_CHANGE} SELECT coalesce(step, RAISE(ABORT, '{OUTSIDE}')),"
        f" '{table}', {{row}}.id, '{{op}}', {{was}}, {{now}} FROM journal_now"
    )
    for op, word in (("I", "INSERT"), ("U", "UPDATE"), ("D", "DELETE")):
        if op == "U":
            was, now = (_changed_values(columns, side) for side in ("OLD", "NEW"))
        else:
            was = "NULL" if op == "I" else _all_values(columns, "OLD")
            now = _all_values(columns, "NEW") if op == "I" else "NULL"
        body = insert.format(row="OLD" if op == "D" else "NEW", op=op, was=was, now=now)
        when = f" WHEN {_differs(columns)}" if op == "U" else ""
        yield f'CREATE TRIGGER "{trigger_name(record, op)}" AFTER {word} ON "{table}"{when} BEGIN {body}; END'


def trigger_name(record: type[Record], op: str) -> str:
    """The name of the trigger that journals 'I', 'U' or 'D'."""
    return f"journal_{table_name(record)}_{op}"


def whole_rows(record: type[Record], op: str, rows: str) -> str:
    """SQL that writes of all rows ``t`` which meet the condition `rows` what the trigger for 'I' or 'D' would write.

    They stand in the order of their keys, under the present step; where there is none, the table refuses them.
    """
    table, values = table_name(record), _all_values(_columns(record), "t")
    was, now = (values, "NULL") if op == "D" else ("NULL", values)
    return (
        f"{_INTO_CHANGE} SELECT (SELECT step FROM journal_now), '{table}', t.id, '{op}', {was}, {now}"
        f' FROM "{table}" t WHERE {rows} ORDER BY t.id'
    )


def _columns(record: type[Record]) -> list[str]:
    return [field.column_name for field in record._meta.sorted_fields]


def _all_values(columns: Iterable[str], side: str) -> str:
    return "json_object(" + ", ".join(f"'{name}', {side}.\"{name}\"" for name in columns if name != "id") + ")"


def _differs(columns: Iterable[str]) -> str:
    return " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns)


def _changed_values(columns: Iterable[str], side: str) -> str:
    values = " UNION ALL ".join(
        f'SELECT \'{name}\' AS k, {side}."{name}" AS v WHERE OLD."{name}" IS NOT NEW."{name}"' for name in columns
    )
    return f"(SELECT json_group_object(k, v) FROM ({values}))"


@dataclass(frozen=True)
class StepInfo:
    """A step as the journal shows it. `kind` is do, undo or redo; `target` is the step undone or redone."""

    id: int
    label: str
    actor: str
    at: str
    kind: str
    target: int | None


@dataclass(frozen=True)
class Change:
    """One changed row of a step: old and new values by column name (None where there is no row)."""

    table: str
    row: int
    op: str
    was: dict[str, Any] | None
    now: dict[str, Any] | None


def begin(step: int) -> None:
    """Let the triggers write under `step`; inside the step's transaction."""
    database.run("UPDATE journal_now SET step = ?", step)


def finish(step: int, label: str, actor: str, at: str, kind: str, target: int | None) -> bool:
    """Close `step`: write its line with the chained hash. Answers False, writing nothing, if no row was changed."""
    database.run("UPDATE journal_now SET step = NULL")
    if database.value("SELECT 1 FROM change WHERE step = ? LIMIT 1", step) is None:
        return False
    line = (step, label, actor, at, kind, target, head())
    database.run("INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *line, _hash(line))
    return True


def losses(step: int) -> dict[str, int]:
    """The tables in which a step has changed rows, and how many it deleted in each."""
    return dict(database.rows("SELECT table_name, sum(op = 'D') FROM change WHERE step = ? GROUP BY table_name", step))


def head() -> str:
    """The hash of the last step, which stands for all steps; empty when there is none."""
    return str(database.value("SELECT hash FROM step ORDER BY id DESC LIMIT 1") or "")


def has(hash_: str) -> bool:
    """Whether the step with this hash, and so all before it, is in the file."""
    return database.value("SELECT 1 FROM step WHERE hash = ?", hash_) is not None


def count() -> int:
    """How many steps there are."""
    return int(database.value("SELECT count(*) FROM step"))


def strays() -> int:
    """How many changes belong to no step: rows that something other than a step has put into the journal."""
    return int(database.value("SELECT count(*) FROM change WHERE step NOT IN (SELECT id FROM step)"))


def _hash(line: tuple[Any, ...]) -> str:
    digest = hashlib.sha256(json.dumps(line, ensure_ascii=False).encode())
    cursor = database.run(  # as bytes: to make text of 70 MB and bytes of that again takes longer than the digest
        "SELECT CAST(json_array(table_name, row, op) || coalesce(was, '') || coalesce(now, '') AS BLOB)"
        " FROM change WHERE step = ? ORDER BY id",
        line[0],
    )
    while block := cursor.fetchmany(2000):
        digest.update(b"\n".join(each for (each,) in block))
    return digest.hexdigest()


def broken_link() -> StepInfo | None:
    """The first step whose hash no longer fits its content or its predecessor, or None when the chain is whole."""
    previous = ""
    for *line, stored in database.rows("SELECT * FROM step ORDER BY id"):
        if line[6] != previous or _hash(tuple(line)) != stored:
            return StepInfo(*line[:6])
        previous = stored
    return None


def steps(limit: int = 500, before: int | None = None) -> list[StepInfo]:
    """The latest steps, newest first; `before` a step's id pages on."""
    bound = before if before is not None else (1 << 63) - 1
    rows = database.rows(f"SELECT {STEP_COLUMNS} FROM step s WHERE s.id < ? ORDER BY s.id DESC LIMIT ?", bound, limit)
    return [StepInfo(*row) for row in rows]


def standing(until: str = "") -> str:
    """SQL: the last thing that happened to step ``s``, not later than `until`: do and redo stand, undo does not."""
    bound = f" AND x.id <= {until}" if until else ""
    last = f"SELECT x.kind FROM step x WHERE x.target = s.id{bound} ORDER BY x.id DESC LIMIT 1"
    return f"coalesce(({last}), 'do')"


def info(step: int) -> StepInfo | None:
    """The step with this id, or None."""
    rows = database.rows(f"SELECT {STEP_COLUMNS} FROM step s WHERE s.id = ?", step)
    return StepInfo(*rows[0]) if rows else None


def first() -> StepInfo | None:
    """The step with which the file begins, or None."""
    rows = database.rows(f"SELECT {STEP_COLUMNS} FROM step s ORDER BY s.id LIMIT 1")
    return StepInfo(*rows[0]) if rows else None


def change_of(table: str, row: int, op: str, was: str | None, now: str | None) -> Change:
    """A change as it is read from the journal."""
    return Change(table, row, op, json.loads(was) if was else None, json.loads(now) if now else None)


def changes(step: int, limit: int = -1) -> Iterator[Change]:
    """The row changes of a step in the order they happened."""
    cursor = database.run(f"SELECT {CHANGE_COLUMNS} FROM change c WHERE c.step = ? ORDER BY c.id LIMIT ?", step, limit)
    return (change_of(*line) for line in cursor)


def history(row: int) -> list[tuple[StepInfo, Change]]:
    """Everything that happened to one row, newest first: who changed which value, when, from what."""
    found = database.rows(
        f"SELECT {STEP_COLUMNS}, {CHANGE_COLUMNS}"
        " FROM change c JOIN step s ON s.id = c.step WHERE c.row = ? ORDER BY c.id DESC",
        row,
    )
    return [(StepInfo(*line[:6]), change_of(*line[6:])) for line in found]
