"""How far the journal has come, and what has changed since: so what was read before need not be read again."""

from typing import Any, NamedTuple

from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.database import database


class At(NamedTuple):
    """The latest step's `seq`; its hash depends on everything before it: also after another file was opened."""

    seq: int
    hash: str


def state_now() -> At:
    """How far the journal has come."""
    rows = database.rows("SELECT seq, hash FROM step ORDER BY seq DESC LIMIT 1")
    return At(*rows[0]) if rows else At(0, "")


def values_since(at: At, column: str, limit: int) -> list[tuple[str, int, Any, Any]] | None:
    """Of at most `limit` changes after `at`: table, row, and what was and is in a column of that name.

    None if the file is not the one `at` is of, or has lost that step.
    """
    if database.value("SELECT hash FROM step WHERE seq = ?", at.seq) != at.hash:
        return None
    was, now = dialect.in_json("was", column), dialect.in_json("now", column)
    return database.rows(
        f"SELECT table_name, row, {was}, {now} FROM change WHERE step IN (SELECT id FROM step WHERE seq > ?) LIMIT ?",
        at.seq,
        limit,
    )
