"""The journal: triggers write every row change under the step it belongs to.

One mechanism serves four features: undo and redo, the audit trail, change notices, and later the exchange between
courts. It is permanent; steps are chained so that tampering shows (see `chain`). Table `change` holds for each changed
row the operation ('I', 'U', 'D'; 'E' where its past was erased) and as JSON the old and new values: all columns for
inserted and deleted rows, only the changed ones for updates.

The order of steps is that in which this file got them, `seq`; their ids say where they were made, never when.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from cadre_desktop.kit.store import chain, dialect
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name

_MADE = (
    "id INTEGER NOT NULL{unique}, station INTEGER NOT NULL, schema INTEGER NOT NULL,"
    " label TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, target INTEGER,"
    " previous TEXT NOT NULL, hash TEXT NOT NULL"
)
"""The columns of a step beside its `seq`."""

_CHANGED = (
    "step INTEGER NOT NULL, table_name TEXT NOT NULL, row INTEGER NOT NULL,"
    f" op TEXT NOT NULL, was TEXT, now TEXT, salt {dialect.BYTES}, digest {dialect.BYTES}"
)
"""The columns of a change beside its key."""

_NAMED = "key TEXT NOT NULL UNIQUE, value TEXT NOT NULL"

TABLES: tuple[str, ...] = (
    dialect.table(
        "station",
        "number INTEGER NOT NULL PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, own INTEGER NOT NULL,"
        " counter INTEGER NOT NULL",
    ),
    dialect.table("step", f"seq INTEGER NOT NULL PRIMARY KEY, {_MADE.format(unique=' UNIQUE')}"),
    dialect.table("change", f"id INTEGER NOT NULL PRIMARY KEY, {_CHANGED}"),
    "CREATE INDEX change_step ON change (step)",
    "CREATE INDEX change_row ON change (row, step)",
    "CREATE INDEX change_erased ON change (step) WHERE digest IS NOT NULL",
    "CREATE INDEX step_target ON step (target) WHERE target IS NOT NULL",
    dialect.table("journal_now", "only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1), step INTEGER"),
    "INSERT INTO journal_now VALUES (1, NULL)",
    dialect.keyed_table("blob", f"hash TEXT NOT NULL PRIMARY KEY, content {dialect.BYTES} NOT NULL"),
    dialect.keyed_table("blob_waiting", "hash TEXT NOT NULL PRIMARY KEY"),
    dialect.table("setting", f"id INTEGER NOT NULL PRIMARY KEY, {_NAMED}"),
    dialect.table("tally", f"id INTEGER NOT NULL PRIMARY KEY, {_NAMED}"),
    dialect.keyed_table("memo", "key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL"),
    dialect.keyed_table(
        "received_step",
        f"sender INTEGER NOT NULL, seq INTEGER NOT NULL, {_MADE.format(unique='')}, PRIMARY KEY (sender, seq)",
    ),
    dialect.keyed_table(
        "received_change",
        f"sender INTEGER NOT NULL, id INTEGER NOT NULL, {_CHANGED}, PRIMARY KEY (sender, step, id)",
    ),
)
"""The statements that make the tables and indexes of the journal."""

OUTSIDE = "write outside a step"
_STEP = f"coalesce(step, {dialect.refusal(OUTSIDE)})"
"""The step under way, of `journal_now`; where there is none, what is being done is refused."""

BESIDE = ("blob", "tally", "received_step", "schema")
"""Tables that are journalled but not touched when a step is undone: photos, what only ever counts up, received steps,
and the version of the file."""

BESIDE_SQL = ", ".join(f"'{table}'" for table in BESIDE)

KEPT = {"setting": ("id", "key", "value"), "tally": ("id", "key", "value")}
"""Journalled tables of the store itself, with their columns."""

_INTO_CHANGE = "INSERT INTO change (step, table_name, row, op, was, now, salt)"

STEP_COLUMNS = "s.id, s.label, s.actor, s.at, s.kind, s.target, s.seq"
"""Of a step ``s``, in the order of `StepInfo`."""
STEP_WIDTH = 7

CHANGE_COLUMNS = "c.table_name, c.row, c.op, c.was, c.now"
"""Of a change ``c``, in the order of `change_of`."""


def trigger_statements(record: type[Record]) -> Iterator[str]:
    """The three triggers that journal a record's table and refuse writes outside a step.

    They are generated from the model, so they are made anew whenever a file is opened with a different schema.
    """
    return _triggers(table_name(record), _columns(record))


def own_trigger_statements() -> Iterator[str]:
    """The triggers on the store's own tables. A photo and its name never change; that one has come is written down with
    the next step (`finish`)."""
    for table, columns in KEPT.items():
        yield from _triggers(table, columns)
    come = f"{dialect.unless_there('blob_waiting')} VALUES (NEW.hash)"
    yield dialect.trigger("journal_blob_I", "AFTER INSERT", "blob", come)
    never = f"SELECT {dialect.refusal('a photo or scan is never changed')}"
    yield dialect.trigger("journal_blob_U", "BEFORE UPDATE", "blob", never)
    gone = (
        f"{_INTO_CHANGE} SELECT {_STEP}, 'blob', 0, 'D', {dialect.json_object({'hash': 'OLD.hash'})}, NULL,"
        f" {dialect.SALT} FROM journal_now"
    )
    yield dialect.trigger("journal_blob_D", "AFTER DELETE", "blob", gone)


def _triggers(table: str, columns: Sequence[str]) -> Iterator[str]:
    insert = (
        f"{_INTO_CHANGE} SELECT {_STEP},"
        f" '{table}', {{row}}.id, '{{op}}', {{was}}, {{now}}, {dialect.SALT} FROM journal_now"
    )
    for op, word in (("I", "INSERT"), ("U", "UPDATE"), ("D", "DELETE")):
        if op == "U":
            was, now = (_changed_values(columns, side) for side in ("OLD", "NEW"))
        else:
            was = "NULL" if op == "I" else all_values(columns, "OLD")
            now = all_values(columns, "NEW") if op == "I" else "NULL"
        body = insert.format(row="OLD" if op == "D" else "NEW", op=op, was=was, now=now)
        when = _differs(columns) if op == "U" else ""
        yield dialect.trigger(f'"journal_{table}_{op}"', f"AFTER {word}", f'"{table}"', body, when)


def trigger_name(record: type[Record], op: str) -> str:
    """The name of the trigger that journals 'I', 'U' or 'D'."""
    return f"journal_{table_name(record)}_{op}"


def whole_rows(record: type[Record], op: str, rows: str) -> str:
    """SQL that writes what the trigger for 'I' or 'D' would write, for all rows ``t`` that meet the condition `rows`,
    in the order of their keys; as 'E' it writes what rows are after their past was erased. They go under the step under
    way; where there is none, the table refuses them.
    """
    table, values = table_name(record), all_values(_columns(record), "t")
    was, now = (values, "NULL") if op == "D" else ("NULL", values)
    return (
        f"{_INTO_CHANGE} SELECT (SELECT step FROM journal_now), '{table}', t.id, '{op}', {was}, {now}, {dialect.SALT}"
        f' FROM "{table}" t WHERE {rows} ORDER BY t.id'
    )


def _columns(record: type[Record]) -> list[str]:
    return [field.column_name for field in record._meta.sorted_fields]


def all_values(columns: Iterable[str], side: str) -> str:
    """SQL: the values of a row as the journal writes them; `side` is the name the row goes by."""
    return dialect.json_object({name: f'{side}."{name}"' for name in columns if name != "id"})


def _differs(columns: Iterable[str]) -> str:
    return " OR ".join(_differ(name) for name in columns)


def _differ(column: str) -> str:
    return dialect.differ(f'OLD."{column}"', f'NEW."{column}"')


def _changed_values(columns: Iterable[str], side: str) -> str:
    values = " UNION ALL ".join(
        f"SELECT '{name}' AS k, {side}.\"{name}\" AS v WHERE {_differ(name)}" for name in columns
    )
    return f"(SELECT {dialect.json_of_group('k', 'v')} FROM ({values}))"


@dataclass(frozen=True)
class StepInfo:
    """A step as the journal shows it.

    `kind` is do, undo or redo, and upgrade, repair, note or erase for what is never undone; `target` is the step undone
    or redone. `seq` is its number in this file, by which steps are earlier or later.
    """

    id: int
    label: str
    actor: str
    at: str
    kind: str
    target: int | None
    seq: int


class StepEntry(NamedTuple):
    """What is written down of a step beside its changes."""

    id: int
    station: int
    schema: int
    label: str
    actor: str
    at: str
    kind: str
    target: int | None = None


@dataclass(frozen=True)
class Change:
    """One changed row of a step: old and new values by column name (None where there is no row, or it was erased)."""

    table: str
    row: int
    op: str
    was: dict[str, Any] | None
    now: dict[str, Any] | None


def begin(step: int) -> None:
    """Let the triggers write under `step`; inside the step's transaction. Where somebody has deleted the only row of
    `journal_now` it is made again: without it the triggers would silently write nothing.
    """
    database.run("INSERT INTO journal_now VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET step = excluded.step", step)


class RowTally(NamedTuple):
    """How many rows of a table a step inserted and how many it deleted, and how many other changes it has there."""

    inserted: int
    deleted: int
    altered: int


def finish(entry: StepEntry) -> dict[str, RowTally]:
    """Close a step: write its line with the chained hash; returns in which tables it has changed how many rows. Nothing
    is written, and the result is empty, if there are none.

    Photos and scans that have come since the step before belong to this one.
    """
    database.run("UPDATE journal_now SET step = NULL")
    last = dialect.of_greatest("seq", "hash")
    blobs, seq, previous = database.rows(f"SELECT EXISTS (SELECT 1 FROM blob_waiting), {last} FROM step")[0]
    if blobs and database.value("SELECT EXISTS (SELECT 1 FROM change WHERE step = ?)", entry.id):
        database.run(
            f"{_INTO_CHANGE} SELECT ?, 'blob', 0, 'I', NULL, {dialect.json_object({'hash': 'hash'})}, {dialect.SALT}"
            " FROM blob_waiting",
            entry.id,
        )
        database.run("DELETE FROM blob_waiting")
    link = chain.Link((seq or 0) + 1, *entry, previous or "")
    hash_, tally = chain.hash_and_tally(link)
    if tally:
        database.run(f"INSERT INTO step ({chain.COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *link[:-1], hash_)
    return {table: _tally_of(table, tally) for table, _op in tally}


def _tally_of(table: str, tally: Mapping[tuple[str, str], int]) -> RowTally:
    lines = sum(count for (of, _op), count in tally.items() if of == table)
    inserted, deleted = (tally.get((table, op), 0) for op in "ID")
    return RowTally(inserted, deleted, lines - inserted - deleted)


def write_line(
    step: int, table: str, row: int, op: str, now: Mapping[str, Any] | None, was: Mapping[str, Any] | None = None
) -> None:
    """Write a change that no trigger writes; inside a step."""
    before, after = (None if values is None else _text(values) for values in (was, now))
    database.run(f"{_INTO_CHANGE} VALUES (?, ?, ?, ?, ?, ?, {dialect.SALT})", step, table, row, op, before, after)


def _text(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def tables_with(step: int, side: Literal["was", "now"]) -> set[str]:
    """The tables of which a step holds old rows, or new ones."""
    found = f"SELECT DISTINCT table_name FROM change WHERE step = ? AND {side} IS NOT NULL"
    return {table for (table,) in database.rows(found, step)}


def head() -> str:
    """The hash of the last step, whose chain covers all steps; empty when there is none."""
    last = chain.last()
    return last.hash if last else ""


def has(hash_: str) -> bool:
    """Whether the step with this hash, and so all before it, is in the file."""
    return database.value("SELECT 1 FROM step WHERE hash = ?", hash_) is not None


def count() -> int:
    """How many steps there are."""
    return int(database.value("SELECT count(*) FROM step"))


def changes_count() -> int:
    """How many changes there are."""
    return int(database.value("SELECT count(*) FROM change"))


def strays() -> int:
    """How many changes belong to no step: rows that something other than a step has put into the journal."""
    return int(database.value("SELECT count(*) FROM change WHERE step NOT IN (SELECT id FROM step)"))


def broken_link() -> StepInfo | None:
    """The first step whose hash no longer fits its content or its predecessor, or None when the chain is whole."""
    return next((info_of(link) for link in chain.broken_own()), None)


def info_of(link: chain.Link) -> StepInfo:
    """A step of the chain as the journal shows it."""
    return StepInfo(link.id, link.label, link.actor, link.at, link.kind, link.target, link.seq)


def at_rest() -> bool:
    """Whether no step is under way, as it has to be between steps; also False where somebody has taken the row away."""
    return database.rows("SELECT step FROM journal_now") == [(None,)]


def steps(limit: int = 500, before: int | None = None) -> list[StepInfo]:
    """The latest steps, newest first; `before` a step's `seq` pages on."""
    bound = before if before is not None else (1 << 63) - 1
    rows = database.rows(f"SELECT {STEP_COLUMNS} FROM step s WHERE s.seq < ? ORDER BY s.seq DESC LIMIT ?", bound, limit)
    return [StepInfo(*row) for row in rows]


def standing(until: str = "") -> str:
    """SQL: the last thing that happened to step ``s``, up to the seq `until`: after do and redo the step is in force,
    after undo it is not."""
    bound = f" AND x.seq <= {until}" if until else ""
    last = f"SELECT x.kind FROM step x WHERE x.target = s.id{bound} ORDER BY x.seq DESC LIMIT 1"
    return f"coalesce(({last}), 'do')"


def info(step: int) -> StepInfo | None:
    """The step with this id, or None."""
    rows = database.rows(f"SELECT {STEP_COLUMNS} FROM step s WHERE s.id = ?", step)
    return StepInfo(*rows[0]) if rows else None


def first() -> StepInfo | None:
    """The step with which the file begins, or None."""
    rows = database.rows(f"SELECT {STEP_COLUMNS} FROM step s ORDER BY s.seq LIMIT 1")
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
    return [(StepInfo(*line[:STEP_WIDTH]), change_of(*line[STEP_WIDTH:])) for line in found]


def latest_on(table: str, row: int) -> StepInfo | None:
    """The latest step that changed a row."""
    found = database.rows(
        f"SELECT {STEP_COLUMNS} FROM change c JOIN step s ON s.id = c.step WHERE c.row = ? AND c.table_name = ?"
        " ORDER BY c.id DESC LIMIT 1",
        row,
        table,
    )
    return StepInfo(*found[0]) if found else None


def deleted_where(table: str, values: Mapping[str, Any]) -> list[int]:
    """The keys of the rows of a table that had these values by column when they were deleted."""
    alike = "".join(f" AND {dialect.same(dialect.in_json('was', column))}" for column in values)
    rows = database.rows(f"SELECT row FROM change WHERE op = 'D' AND table_name = ?{alike}", table, *values.values())
    return [row for (row,) in rows]


def blobs_kept() -> set[str]:
    """The hashes of the photos and scans that have come and were not erased."""
    kept: set[str] = set()
    for op, was, now in database.run(
        "SELECT op, was, now FROM change WHERE row = 0 AND table_name = 'blob' ORDER BY id"
    ):
        hash_ = json.loads(now or was)["hash"]
        (kept.add if op == "I" else kept.discard)(hash_)
    return kept
