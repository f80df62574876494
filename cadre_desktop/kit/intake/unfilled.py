"""What an import left open (待补): written with its rows, listed for later, gone when the field is filled."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import peewee

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED, LISTED_PAIRS
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.store.unfilled import Unfilled


class Waiting(NamedTuple):
    """A field of a row that waits to be filled in."""

    field: str
    written: str
    reason: str
    file: str
    sheet: str
    line: int | None


def keep(kind: Kind, found: Iterable[tuple[int, Problem]], file: str) -> None:
    """Write down, inside a step, the cells (keys of rows, problems) that were left empty; older ones give way."""
    table = table_name(kind.record)
    rows = [
        {
            "record_table": table,
            "record_key": key,
            "field_name": problem.field,
            "written": problem.value,
            "reason": problem.message,
            "file": file,
            "sheet": problem.sheet,
            "line": problem.row,
        }
        for key, problem in found
    ]
    if rows:
        cells = json.dumps([[row["record_key"], row["field_name"]] for row in rows])
        database.run(
            f'DELETE FROM "unfilled" WHERE record_table = ? AND (record_key, field_name) IN {LISTED_PAIRS}',
            table,
            cells,
        )
        Unfilled.add_many(rows)


def forget(store: Store, kind: Kind, keys: Sequence[int]) -> int:
    """Let rows wait no longer, though their fields are empty, in one step; returns how many fields."""
    count = sum(len(waiting_in(kind, key)) for key in keys)
    with store.step(_("不再待补 {count} 栏").format(count=count)):
        database.run(
            f'DELETE FROM "unfilled" WHERE record_table = ? AND record_key IN {LISTED}',
            table_name(kind.record),
            json.dumps(list(keys)),
        )
    return count


def condition(kind: Kind) -> Condition:
    """The rows of a list that have a field waiting."""
    sql = (
        'EXISTS (SELECT 1 FROM "unfilled" u WHERE u.record_key = t.id AND u.record_table = ?'
        f" AND CASE u.field_name {_still_open(kind)} END)"
    )
    return Condition(sql, (table_name(kind.record),), _("待补"))


def any_of(kind: Kind) -> bool:
    """Whether any row of a kind has been left with empty cells, filled in since or not."""
    statement = 'SELECT 1 FROM "unfilled" WHERE record_table = ? LIMIT 1'
    return database.value(statement, table_name(kind.record)) is not None


def waiting_in(kind: Kind, key: int) -> list[Waiting]:
    """The fields of a row that wait, in the order in which they were left."""
    table = table_name(kind.record)
    statement = (
        "SELECT u.field_name, u.written, u.reason, u.file, u.sheet, u.line"
        f' FROM "unfilled" u JOIN "{table}" t ON t.id = u.record_key'
        f" WHERE u.record_key = ? AND u.record_table = ? AND CASE u.field_name {_still_open(kind)} END ORDER BY u.id"
    )
    return [Waiting(*row) for row in database.rows(statement, key, table)]


def _still_open(kind: Kind) -> str:
    return " ".join(_cases(kind)) or "WHEN '' THEN 0"


def _cases(kind: Kind) -> Iterator[str]:
    """SQL that says for each field whether a row holds what an empty cell gives."""
    for field in kind.record._meta.sorted_fields:
        if field.name == "id" or not (field.null or field.default is not None):
            continue
        default: Any = field.default() if callable(field.default) else field.default
        stored = None if isinstance(field, peewee.ForeignKeyField) else field.db_value(default)
        test = "IS NULL" if stored is None else f"= {_quoted(stored)}"
        yield f"WHEN '{field.name}' THEN t.\"{field.column_name}\" {test}"


def _quoted(value: Any) -> str:
    return str(int(value)) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
