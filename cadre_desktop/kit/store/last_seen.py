"""How far each court's file had come when it was last open on this computer, kept outside the file.

A file may lose its last steps without a trace in itself: copied without its -wal, or replaced by an older copy. What
is kept here shows it. A file is known by the UUID of its station; copies have the same one and are distinguished by
their paths. The state is the hash of the last step, which depends on all steps before it.
"""

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from cadre_desktop.kit import remains
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import backup, dialect, journal
from cadre_desktop.kit.store.anchors import Anchor
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.whereabouts import real

LAST_SEEN = "last_seen.json"
"""The name of the file in the data folder."""

_PATHS, _FILES = 12, 40
"""Most paths remembered of one court, and most courts."""

_LABEL = 30
"""Characters of a step's name that are shown."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    """A file as it was: its path, the hash, time and label of its last step, and the number of steps.

    With an empty hash whatever is found is right.
    """

    path: str
    hash: str
    at: str
    label: str
    steps: int


@dataclass(frozen=True)
class Lacking:
    """What a file lacks: `seen` is what was there, `last` its own last step; `backup` has all of it, if any does."""

    path: Path
    seen: Seen
    last: Seen
    backup: backup.Backup | None

    @property
    def sentence(self) -> str:
        """What is missing, how much, since when, and why that may be."""
        count = self.seen.steps - self.last.steps
        text = _(
            "“{name}”缺少最近的{count}操作：本机上次见到它时，最后一步是 {at} 的“{label}”；这个文件只到"
            "{until}。多半是复制时漏了旁边的“{name}-wal”，或换成了较早的副本。"
        )
        until = _(" {at} 的“{label}”").format(at=_minute(self.last.at), label=_short(self.last.label))
        return text.format(
            name=self.path.name,
            count=_(" {count} 步").format(count=count) if count > 0 else "",
            at=_minute(self.seen.at),
            label=_short(self.seen.label),
            until=until if self.last.hash else _("建库的时候"),
        )

    @property
    def way_out(self) -> str:
        """What to do."""
        if self.backup is None:
            return _("没有找到含有这些操作的备份。如果还有当时的“{name}-wal”，请放回数据文件旁边再打开。").format(
                name=self.path.name
            )
        return _("{at:%Y-%m-%d %H:%M} 的备份（{reason}）里有这些操作，可以恢复它。").format(
            at=self.backup.at, reason=self.backup.reason
        )


def _short(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"


def _minute(at: str) -> str:
    return at[:16].replace("T", " ")


class LastSeen:
    """The small file `path` and what is kept in it. When it cannot be read or written the warning is lost, never the
    work."""

    def __init__(self, path: Path):
        self._path = path
        self._lock = threading.Lock()

    def note(self, path: Path) -> None:
        """Keep how far the open file, which lies at `path`, has come."""
        self._put(_identity(), _state_of_open(path))

    def accept(self, path: Path) -> None:
        """Take whatever is found at `path` next as right: the file is being replaced on purpose."""
        location = str(real(path))
        for identity, known in self._read().items():
            if any(seen.path == location for seen in known):
                self._put(identity, Seen(location, "", "", "", 0))

    def anchors(self, path: Path) -> list[Anchor]:
        """The head that the open file at `path` had when it was last open here, if that is known."""
        location = str(path.absolute())
        known = [seen for seen in self._read().get(_identity(), []) if seen.path == location and seen.hash]
        return [Anchor(0, seen.hash, _("本机上次所见")) for seen in known]

    def lacking(self, path: Path) -> Lacking | None:
        """What the open file at `path` lacks of what was seen there, or of its newest copy if it was never seen there.

        Call this before a file is brought up to date: that may number its steps anew.
        """
        known = self._read().get(_identity(), [])
        location = str(real(path))
        seen = next((seen for seen in known if seen.path == location), known[0] if known else None)
        if seen is None or not seen.hash or journal.has(seen.hash):
            return None
        holding = next((made for made in backup.backups(path) if backup.holds(made.path, seen.hash)), None)
        return Lacking(path, seen, _state_of_open(path), holding)

    def _put(self, identity: str, seen: Seen) -> None:
        with self._lock:
            known = self._read()
            others = known.pop(identity, [])
            if others and others[0] == seen:
                return
            states = [seen, *(other for other in others if other.path != seen.path)][:_PATHS]
            self._write(dict([(identity, states), *known.items()][:_FILES]))

    def _read(self) -> dict[str, list[Seen]]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8", errors="surrogatepass"))
            return {identity: list(_seen(states)) for identity, states in found.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
            _log.warning("last seen states not read: %s", error)
            return {}

    def _write(self, known: dict[str, list[Seen]]) -> None:
        """The file is replaced whole, so that a crash leaves the old or the new one."""
        text = json.dumps(
            {key: list(map(asdict, states)) for key, states in known.items()}, ensure_ascii=False, indent=1
        )
        try:
            remains.write_private(self._path, text)
        except OSError as error:
            _log.warning("last seen states not saved: %s", error)


def _seen(states: list[dict[str, Any]]) -> Iterator[Seen]:
    for state in states:
        seen = Seen(**state)
        if not all(isinstance(text, str) for text in (seen.path, seen.hash, seen.at, seen.label)):
            raise TypeError(f"no state: {state}")
        yield replace(seen, steps=int(seen.steps))


def _identity() -> str:
    return str(database.value("SELECT uuid FROM station WHERE own = 1"))


def _state_of_open(path: Path) -> Seen:
    """Works for a file that is not brought up to date yet too: its steps are stored in their order in every version."""
    rows = database.rows(f"SELECT hash, at, label FROM step ORDER BY {dialect.FIRST_IS_OLDEST} DESC LIMIT 1")
    last, at, label = rows[0] if rows else ("", "", "")
    return Seen(str(real(path)), last, at, label, journal.count())
