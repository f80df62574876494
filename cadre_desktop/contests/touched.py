"""What the journal says of marks and sheets since a step, so that what is known of a track need not be read anew."""

from collections.abc import Iterable
from typing import NamedTuple

from cadre_desktop.contests.records import RECORDS, Mark, Result, ScoreSheet, SecondMark
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import table_name

_SHEETS = frozenset(table_name(record) for record in (Mark, SecondMark, ScoreSheet))
_BEARING = frozenset(map(table_name, RECORDS)) - _SHEETS - {table_name(Result)}
"""Settings, people and decisions: after one of these changed everything is read again."""
_MOST = 5000
"""Changes beyond which reading everything is no slower than following them."""


class At(NamedTuple):
    """The latest step; its hash stands for everything before it: also after another file was opened."""

    step: int
    hash: str


def state_now() -> At:
    """Where the journal stands."""
    rows = database.rows("SELECT id, hash FROM step ORDER BY id DESC LIMIT 1")
    return At(*rows[0]) if rows else At(0, "")


def touched_since(at: At) -> frozenset[int] | None:
    """The entrants on whose sheets anything was written, taken back or confirmed after `at`.

    None when that does not tell everything: settings, entrants or judges changed as well, it was too much to follow,
    or the file is not the one `at` is of.
    """
    if database.value("SELECT hash FROM step WHERE id = ?", at.step) != at.hash:
        return None
    rows = database.rows(
        "SELECT table_name, row, was ->> 'entrant_id', now ->> 'entrant_id' FROM change WHERE step > ? LIMIT ?",
        at.step,
        _MOST + 1,
    )
    tables = {table for table, *_change in rows}
    if len(rows) > _MOST or tables & _BEARING:
        return None
    named = {entrant for table, _row, *entrants in rows if table in _SHEETS for entrant in entrants if entrant}
    unnamed = {(table, row) for table, row, was, now in rows if table in _SHEETS and not (was or now)}
    return frozenset(named | _entrants_of(unnamed))


def _entrants_of(places: Iterable[tuple[str, int]]) -> set[int]:
    """Whose rows were changed in place; a row that is gone since then is named where it went."""
    found = (database.value(f"SELECT entrant_id FROM {table} WHERE id = ?", row) for table, row in places)
    return {entrant for entrant in found if entrant is not None}
