"""Looking through the journal: its steps by whom, when, what kind of rows and which rows, a page at a time."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.journal import (
    CHANGE_COLUMNS,
    STEP_COLUMNS,
    STEP_WIDTH,
    Change,
    StepInfo,
    change_of,
    standing,
)

PAGE = 200
"""Steps read together."""


@dataclass(frozen=True)
class Asked:
    """Which steps are wanted; what is not given does not matter. `rows`: keys, one of which a step has to have changed;
    `table`: in which it has to have changed a row; `label`: a part of its name; `since` and `until`: the first and the
    last day.
    """

    rows: frozenset[int] | None = None
    table: str = ""
    actor: str = ""
    label: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class HistoryLine:
    """A step in the list; `of` is the step it undid or did again, else itself. `stands`: whether that one is in force
    now; `count`: the rows it changed."""

    step: StepInfo
    of: StepInfo
    stands: bool
    count: int


def page(asked: Asked, before: int | None = None, limit: int = PAGE) -> list[HistoryLine]:
    """The latest steps that are asked for, newest first; `before` a step's `seq` pages on."""
    where, given = _conditions(asked)
    if before is not None:
        where.append("s.seq < ?")
        given.append(before)
    rows = database.rows(
        f"SELECT {STEP_COLUMNS}, {STEP_COLUMNS.replace('s.', 'o.')}, {standing().replace('s.id', 'o.id')} <> 'undo',"
        " (SELECT count(*) FROM change c WHERE c.step = s.id)"
        " FROM (SELECT * FROM step s"
        f" WHERE {' AND '.join(where) or '1'} ORDER BY s.seq DESC LIMIT ?) s"
        " JOIN step o ON o.id = coalesce(s.target, s.id) ORDER BY s.seq DESC",
        *given,
        limit,
    )
    return [
        HistoryLine(StepInfo(*row[:STEP_WIDTH]), StepInfo(*row[STEP_WIDTH:-2]), bool(row[-2]), row[-1]) for row in rows
    ]


def _conditions(asked: Asked) -> tuple[list[str], list[Any]]:
    """SQL over the step ``s``, and its parameters."""
    where, given = [], []
    for condition, value in (
        ("s.actor = ?", asked.actor),
        (dialect.within("s.label"), asked.label),
        ("s.at >= ?", asked.since.isoformat() if asked.since else ""),
        ("s.at < ? || 'T24'", asked.until.isoformat() if asked.until else ""),
    ):
        if value:
            where.append(condition)
            given.append(value)
    within, found = _of_changes(asked)
    if asked.rows is not None:
        where.append(f"s.id IN (SELECT c.step FROM change c WHERE {within})")
        given += found
    elif asked.table:
        where.append(f"EXISTS (SELECT 1 FROM change c WHERE c.step = s.id AND {within})")
        given += found
    return where, given


def _of_changes(asked: Asked) -> tuple[str, list[Any]]:
    """SQL over the change ``c``, and its parameters."""
    where, given = ["1"], []
    if asked.rows is not None:
        where.append(f"c.row IN {dialect.LISTED}")
        given.append(json.dumps(sorted(asked.rows)))
    if asked.table:
        where.append("c.table_name = ?")
        given.append(asked.table)
    return " AND ".join(where), given


def changes(step: int, asked: Asked, limit: int = -1) -> list[Change]:
    """The row changes of a step that are asked for, in the order they happened."""
    within, given = _of_changes(asked)
    rows = database.rows(
        f"SELECT {CHANGE_COLUMNS} FROM change c WHERE c.step = ? AND {within} ORDER BY c.id LIMIT ?",
        step,
        *given,
        limit,
    )
    return [change_of(*row) for row in rows]


def actors() -> list[str]:
    """Everybody who has done a step; first whoever did the latest one."""
    return [name for (name,) in database.rows("SELECT actor FROM step GROUP BY actor ORDER BY max(seq) DESC")]


def deleted(column: str, keys: Collection[int], tables: Collection[str]) -> Iterator[Change]:
    """The deletions of rows of some tables that had one of `keys` in a column."""
    had = f"{dialect.in_json('c.was', column)} IN {dialect.LISTED}"
    marks = ", ".join("?" * len(tables))  # asked first: what a row had is worked out of its text
    rows = database.rows(
        f"SELECT {CHANGE_COLUMNS} FROM change c WHERE c.op = 'D' AND c.table_name IN ({marks}) AND {had}",
        *tables,
        json.dumps(sorted(keys)),
    )
    return (change_of(*row) for row in rows)
