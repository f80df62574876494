"""What only counts up goes on counting when an older backup is restored.

The numbers of certificates that were printed since then are on paper. So the copy that is put in the place of a file
learns beforehand how far that file had counted, in the same act, and with its first opening goes on from there. Of a
damaged file nobody knows; a file of another court, and copies of versions before 4, have nothing to go on with.
"""

import contextlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import dialect, settings
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.reading_copies import opened

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store

_MEMO = "counted_before_restoring"
_NOTE = "INSERT INTO memo VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


def note_counts(part: Path, file: Path) -> None:
    """Write into `part`, a copy on its way to replace the closed `file`, how far that one has counted."""
    station = ""
    counts: dict[str, int] = {}
    with contextlib.suppress(Refused), opened(file, "ro") as present:  # damaged: nobody knows
        station, counts = _counted(present)
    if not counts:
        return
    with opened(part) as copy:
        own, known = _counted(copy)
        ahead = {key: count for key, count in counts.items() if count > known.get(key, 0)}
        if own == station and ahead and _has(copy, "memo"):
            copy.execute(_NOTE, (_MEMO, json.dumps(ahead)))


def go_on(store: "Store") -> None:
    """Count on from where the file was that this one has replaced; nothing for any other file."""
    noted = settings.memo(_MEMO)
    if noted is None or store.frozen or store.unjournalled:
        return
    with store.repairing(_("恢复备份后接着编号")):
        for key, count in json.loads(noted).items():
            settings.raise_tally(key, int(count))
        database.run("DELETE FROM memo WHERE key = ?", _MEMO)


def _counted(connection: Any) -> tuple[str, dict[str, int]]:
    """The file's own station and its tallies."""
    if not _has(connection, "tally"):
        return "", {}
    row = connection.execute("SELECT uuid FROM station WHERE own = 1").fetchone()
    rows = connection.execute("SELECT key, value FROM tally").fetchall()
    return (str(row[0]) if row else ""), {str(key): int(value) for key, value in rows}


def _has(connection: Any, table: str) -> bool:
    return connection.execute(dialect.has_column(table, "key")).fetchone() is not None
