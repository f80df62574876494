"""What the journal says of marks and sheets since a step, so that what is known of a track need not be read anew."""

from collections.abc import Iterable

from cadre_desktop.contests.records import RECORDS, Mark, Result, ScoreSheet, SecondMark
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.state import At, values_since

_SHEETS = frozenset(table_name(record) for record in (Mark, SecondMark, ScoreSheet))
_BEARING = frozenset(map(table_name, RECORDS)) - _SHEETS - {table_name(Result)} | {"setting"}
"""Settings, people and decisions: after one of these changed everything is read again."""
_MOST = 5000
"""Changes beyond which reading everything is no slower than following them."""


def touched_since(at: At) -> frozenset[int] | None:
    """The entrants on whose sheets anything was written, taken back or confirmed after `at`.

    None when that is not everything: settings, entrants or judges changed as well, it was too much to follow,
    or the file is not the one `at` is of.
    """
    rows = values_since(at, "entrant_id", _MOST + 1)
    if rows is None:
        return None
    tables = {table for table, *_change in rows}
    if len(rows) > _MOST or tables & _BEARING:
        return None
    named = {entrant for table, _row, *entrants in rows if table in _SHEETS for entrant in entrants if entrant}
    unnamed = {(table, row) for table, row, was, now in rows if table in _SHEETS and not (was or now)}
    return frozenset(named | _entrants_of(unnamed))


def _entrants_of(changed: Iterable[tuple[str, int]]) -> set[int]:
    """Whose rows were changed in place; a row that is gone since then is named where it went."""
    found = (database.value(f"SELECT entrant_id FROM {table} WHERE id = ?", row) for table, row in changed)
    return {entrant for entrant in found if entrant is not None}
