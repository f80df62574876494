"""What only counts up goes on counting when an older backup is restored.

The numbers of certificates that were printed since then are on paper. So before a copy replaces a file it is written
into the copy how far that file had counted, and when the copy is opened first it goes on from there. What was written
so into the file itself and not yet taken up counts as well, since it may never have been opened. Where the file is
damaged or gone, the backups beside it know how far it was when they were made; what was counted since is known to
nobody, and on a computer that never had the file nothing is. Then that is written into the copy: whoever counts on has
to ask first (`later_state_unknown`). What may be on its way to paper is carried over in the same manner: it is kept in
memos whose key begins with `ON_ITS_WAY`, as lists. Copies of versions before 4 have nothing to go on from.
"""

import contextlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlcipher3 import dbapi2

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import dialect, settings
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.reading_copies import opened

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store

_MEMO = "counted_before_restoring"
_UNKNOWN = "later_state_unknown"
ON_ITS_WAY = "on_its_way."
"""How the keys of memos begin that hold, as JSON, a list of what may be on paper."""
_NOTE = "INSERT INTO memo VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


_Statements = Sequence[str]
"""Each selects tallies (key and value) that rows of a record count for, though no step has counted them: numbers that
were given on paper and entered afterwards. A file of a version that has not all of their columns yet is passed over."""


class _Counted(NamedTuple):
    """The station of a file, how far it has counted by what, what is on its way by memo, and whether more was counted
    that nobody knows of."""

    station: str
    counts: dict[str, int]
    on_its_way: dict[str, list[Any]]
    unknown: bool = False


def note_counts(part: Path, file: Path, backups: Iterable[Path] = (), counting: _Statements = ()) -> None:
    """Write into `part`, a copy that is about to replace the closed `file`, how far that file has counted, or its
    `backups` had where the file cannot be read. `counting`: by which statements rows count as well."""
    with opened(part) as copy:
        if not _has(copy, "memo"):
            return
        own, known, waiting, _unknown = _counted(copy, counting)
        present = _counted_in(file, counting)
        lost = present is None or present.station != own or present.unknown
        if lost:
            copy.execute(_NOTE, (_UNKNOWN, "1"))
        else:
            copy.execute("DELETE FROM memo WHERE key = ?", (_UNKNOWN,))
        counts: dict[str, int] = {}
        found = [present] if present is not None else filter(None, (_counted_in(made, counting) for made in backups))
        for each in (each for each in found if each.station == own):
            for key, count in each.counts.items():
                counts[key] = max(count, counts.get(key, 0))
            for key, more in each.on_its_way.items():
                there = waiting.setdefault(key, [])
                there += [one for one in more if one not in there]
        ahead = {key: count for key, count in counts.items() if count > known.get(key, 0)}
        if ahead:
            copy.execute(_NOTE, (_MEMO, json.dumps(ahead)))
        for key, all_there in waiting.items():
            copy.execute(_NOTE, (key, json.dumps(all_there)))


def go_on(store: "Store") -> None:
    """Count on from where the file was that this one has replaced; nothing for any other file."""
    noted = settings.memo(_MEMO)
    if noted is None or store.frozen or store.unjournalled:
        return
    with store.repairing(_("恢复备份后接着编号")):
        for key, count in _read(noted).items():
            settings.raise_tally(key, count)
        database.run("DELETE FROM memo WHERE key = ?", _MEMO)


def later_state_unknown(store: "Store") -> bool:
    """Whether a backup was restored in whose place nothing was that knows how far was counted since."""
    return store.memo(_UNKNOWN) != ""


def settle_unknown(store: "Store") -> None:
    """It is known now how far was counted; with the step under way, else at once."""
    if later_state_unknown(store):
        store.keep_memo(_UNKNOWN, "")


def _counted_in(file: Path, counting: _Statements) -> _Counted | None:
    """As `_counted`; None for a file that is not there or cannot be read."""
    with contextlib.suppress(Refused), opened(file, "ro") as connection:
        return _counted(connection, counting)
    return None


def _counted(connection: Any, counting: _Statements) -> _Counted:
    """The file's own station and its tallies, those not yet taken up among them, and what its rows count."""
    if not _has(connection, "tally"):
        return _Counted("", {}, {})
    row = connection.execute("SELECT uuid FROM station WHERE own = 1").fetchone()
    rows = connection.execute("SELECT key, value FROM tally").fetchall()
    counts = {str(key): int(value) for key, value in rows}
    noted = connection.execute("SELECT value FROM memo WHERE key = ?", (_MEMO,)).fetchone()
    by_rows = (row for each in counting if _fits(connection, each) for row in connection.execute(each))
    for key, count in (*(_read(noted[0]).items() if noted else ()), *by_rows):
        counts[key] = max(count, counts.get(key, 0))
    unknown = connection.execute("SELECT value FROM memo WHERE key = ?", (_UNKNOWN,)).fetchone()
    memos = connection.execute(
        "SELECT key, value FROM memo WHERE substr(key, 1, ?) = ?", (len(ON_ITS_WAY), ON_ITS_WAY)
    ).fetchall()
    waiting = {str(key): _listed(value) for key, value in memos}
    return _Counted(str(row[0]) if row else "", counts, waiting, bool(unknown and unknown[0]))


def _read(noted: Any) -> dict[str, int]:
    """What was noted; nothing where it is damaged: nobody is kept from his file by that."""
    try:
        found = json.loads(noted)
    except (TypeError, ValueError):
        return {}
    return {key: count for key, count in found.items() if type(count) is int} if isinstance(found, dict) else {}


def _listed(noted: Any) -> list[Any]:
    """As `_read`, of a list."""
    try:
        found = json.loads(noted)
    except (TypeError, ValueError):
        return []
    return found if isinstance(found, list) else []


def _has(connection: Any, table: str) -> bool:
    return connection.execute(dialect.has_column(table, "key")).fetchone() is not None


def _fits(connection: Any, statement: str) -> bool:
    """Whether a file has all that a statement selects from."""
    try:
        connection.execute(f"EXPLAIN {statement}")
    except dbapi2.OperationalError:  # no such column, or no such table
        return False
    return True
