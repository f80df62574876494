"""Which rows a file has, or ever had, of the children of a period, and what was attached to the period and its classes:
signed lists and photos, which name and show them.

The journal says so: a child that somebody has taken off the list is gone from its table, but not from there. It is the
same for the file itself and for a copy of it.
"""

from collections.abc import Callable

from cadre_desktop.kit.store.erased_copies import Doomed
from cadre_desktop.kit.store.once_there import Fetch, changes_of, values_of

CHILD, PICK_UP, CHILD_DAY, DISCLOSURE = "child", "pick_up", "child_day", "disclosure"
_PERIOD, _CLASS, _ATTACHED = "care_period", "care_class", "attachment"
TEXTS = {_PERIOD: ("place", "hours", "purpose", "notes"), _CLASS: ("room",)}
"""Columns in which anything may be written, by table."""


def doomed_of(period: int) -> Callable[[Fetch], Doomed]:
    """Finds in a file the rows that are about children of the period, also those that are gone, but not a child that
    was moved to another period; and the reasons for showing names in which one is named."""
    return lambda fetch: _doomed(fetch, period)


def _doomed(fetch: Fetch, period: int) -> Doomed:
    children: dict[int, list[int]] = {}
    gone: set[int] = set()
    below: list[tuple[str, int, int]] = []
    lines = changes_of(fetch, (CHILD, PICK_UP, CHILD_DAY), ("period_id", "child_id"))
    for table, row, op, period_id, child_id in lines:
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
        names = {name for table in (CHILD, PICK_UP) for name in values_of(fetch, table, "name", found[table])}
        reasons = changes_of(fetch, (DISCLOSURE,), ("reason",))
        found[DISCLOSURE] = {row for _t, row, _op, text in reasons if text and any(name in text for name in names)}
    return {**found, _ATTACHED: _attached(fetch, period)}


def _classes(fetch: Fetch, period: int) -> set[int]:
    return {row for _t, row, _op, of in changes_of(fetch, (_CLASS,), ("period_id",)) if of == period}


def names_of(fetch: Fetch, period: int) -> set[str]:
    """What the children of a period are or were called."""
    return {name for name in values_of(fetch, CHILD, "name", _doomed(fetch, period)[CHILD]) if len(name) > 1}


def naming(period: int) -> Callable[[Fetch], Doomed]:
    """Finds in a file the period and its classes where a text that somebody has written there (`TEXTS`) names a child,
    or did so once. These rows stay."""
    return lambda fetch: _naming(fetch, period)


def _naming(fetch: Fetch, period: int) -> Doomed:
    names = names_of(fetch, period)
    found: dict[str, set[int]] = {}
    for table, rows in ((_PERIOD, {period}), (_CLASS, _classes(fetch, period))) if names else ():
        for row in rows:
            texts = [text for column in TEXTS[table] for text in values_of(fetch, table, column, {row})]
            if any(name in text for text in texts for name in names):
                found.setdefault(table, set()).add(row)
    return found


def _attached(fetch: Fetch, period: int) -> set[int]:
    """What was ever attached to the period or one of its classes."""
    owners = {(_PERIOD, period), *((_CLASS, row) for row in _classes(fetch, period))}
    lines = changes_of(fetch, (_ATTACHED,), ("record_table", "record_key"))
    return {row for _t, row, _op, table, key in lines if (table, key) in owners}
