"""How far the journal has come, and what has changed since: so what was read before need not be read again."""

from typing import Any, NamedTuple

from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.database import database


class At(NamedTuple):
    """A state of the journal: `seq` and hash of its latest step. The hash depends on all steps before, so states of
    different files differ."""

    seq: int
    hash: str


def state_now() -> At:
    """How far the journal has come."""
    rows = database.rows("SELECT seq, hash FROM step ORDER BY seq DESC LIMIT 1")
    return At(*rows[0]) if rows else At(0, "")


def values_since(at: At, column: str, limit: int) -> list[tuple[str, int, Any, Any]] | None:
    """The changes after `at`, `limit` at most: table, row, and the old and new value of a column of that name. None if
    the file is another than that of `at`, or has lost that step.
    """
    if database.value("SELECT hash FROM step WHERE seq = ?", at.seq) != at.hash:
        return None
    was, now = dialect.in_json("was", column), dialect.in_json("now", column)
    return database.rows(
        f"SELECT table_name, row, {was}, {now} FROM change WHERE step IN (SELECT id FROM step WHERE seq > ?) LIMIT ?",
        at.seq,
        limit,
    )
