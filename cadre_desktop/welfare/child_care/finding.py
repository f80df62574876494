"""Which rows a file has, or ever had, of the children of a period, and what these people are or were called.

The journal says so: a child that somebody has taken off the list is gone from its table, but not from there. It is the
same for the file itself and for a copy of it.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from cadre_desktop.kit.store.dialect import in_json
from cadre_desktop.kit.store.erased_copies import Doomed, Fetch

CHILD, PICK_UP, CHILD_DAY, DISCLOSURE = "child", "pick_up", "child_day", "disclosure"


def doomed_of(period: int) -> Callable[[Fetch], Doomed]:
    """Finds in a file the rows that are about children of the period, also those that are gone, but not a child that
    was moved to another period; and the reasons for showing names in which one is named."""
    return lambda fetch: _doomed(fetch, period)


def _doomed(fetch: Fetch, period: int) -> Doomed:
    children: dict[int, list[int]] = {}
    gone: set[int] = set()
    below: list[tuple[str, int, int]] = []
    for table, row, op, period_id, child_id in _lines(fetch):
        if table != CHILD:
            if child_id is not None:
                below.append((table, row, child_id))
            continue
        if period_id is not None:
            children.setdefault(row, []).append(period_id)
        (gone.add if op == "D" else gone.discard)(row)
    ours = {row for row, periods in children.items() if period in periods and (row in gone or periods[-1] == period)}
    found: dict[str, set[int]] = {CHILD: ours, PICK_UP: set(), CHILD_DAY: set()}
    for table, row, child in below:
        if child in ours:
            found[table].add(row)
    if ours:
        found[DISCLOSURE] = _naming(fetch, names_of(fetch, found))
    return found


def _lines(fetch: Fetch) -> Iterator[tuple[str, int, str, Any, Any]]:
    tables = f"'{CHILD}', '{PICK_UP}', '{CHILD_DAY}'"
    period, child = (f"coalesce({in_json('now', name)}, {in_json('was', name)})" for name in ("period_id", "child_id"))
    yield from fetch(
        f"SELECT table_name, row, op, {period}, {child} FROM change WHERE table_name IN ({tables}) ORDER BY id"
    )


def names_of(fetch: Fetch, rows: Doomed) -> set[str]:
    """What the children, and those who may collect them, are called or ever were."""
    found: set[str] = set()
    for table in (CHILD, PICK_UP):
        for side in ("now", "was"):
            found.update(
                name
                for (name,) in fetch(
                    f"SELECT DISTINCT {in_json(side, 'name')} FROM change WHERE table_name = ?"
                    " AND row IN (SELECT value FROM json_each(?))",
                    table,
                    json.dumps(sorted(rows.get(table, ()))),
                )
                if name
            )
    return found


def _naming(fetch: Fetch, names: Collection[str]) -> set[int]:
    """The reasons (rows) in which somebody has written one of these names."""
    reason = in_json("now", "reason")
    written = fetch(f"SELECT row, {reason} FROM change WHERE table_name = ? AND {reason} IS NOT NULL", DISCLOSURE)
    return {row for row, text in written if _names_any(text, names)}


def _names_any(text: str, names: Iterable[str]) -> bool:
    return any(name in text for name in names)
