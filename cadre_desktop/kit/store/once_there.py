"""What the journal of a file, or of a copy of it, says of rows that are there or once were."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from cadre_desktop.kit.store import dialect

Fetch = Callable[..., list[tuple[Any, ...]]]
"""Carries out a statement on one file and gives its rows: `database.rows`, or the same of a copy."""


def changes_of(fetch: Fetch, tables: Iterable[str], columns: Iterable[str]) -> list[tuple[Any, ...]]:
    """Every change in these tables in its order: table, row, operation, and what it says of the columns (None for
    nothing)."""
    names = ", ".join(f"'{table}'" for table in tables)
    said = "".join(f", coalesce({dialect.in_json('now', name)}, {dialect.in_json('was', name)})" for name in columns)
    return fetch(f"SELECT table_name, row, op{said} FROM change WHERE table_name IN ({names}) ORDER BY id")


def values_of(fetch: Fetch, table: str, column: str, rows: Iterable[int]) -> set[str]:
    """What rows have in a column, or ever had."""
    wanted = json.dumps(sorted(rows))
    found: set[str] = set()
    for side in ("now", "was"):
        said = f"SELECT DISTINCT {dialect.in_json(side, column)} FROM change WHERE table_name = ?"
        found.update(value for (value,) in fetch(f"{said} AND row IN {dialect.LISTED}", table, wanted) if value)
    return found
