"""The second folder for backups as this computer remembers it: which one it is, what fills it, since when it is
missing."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from cadre_desktop.kit.clock import Clock
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.talk.settings import Settings
from cadre_desktop.kit.store import backup, second_place
from cadre_desktop.kit.store.backup import Backup
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store

PATIENCE = timedelta(days=7)
"""How long the second folder may be missing before it is said."""

_SETTING = "second_place"


class OpenFile(Protocol):
    """The file on the desk as far as its backups are concerned; `window.file.session.FileSession` has it."""

    settings: Settings
    clock: Clock

    @property
    def store(self) -> Store | None: ...
    @property
    def demo(self) -> bool: ...


class SecondBackup:
    """The second folder for backups of this computer, for whatever file is open."""

    def __init__(self, session: OpenFile):
        self._session = session

    @property
    def _kept(self) -> dict[str, Any]:
        kept = self._session.settings.get(_SETTING, {})
        return kept if isinstance(kept, dict) else {}

    @property
    def folder(self) -> Path | None:
        """The folder that was chosen; None where none was."""
        folder = self._kept.get("folder")
        return Path(folder) if isinstance(folder, str) and folder else None

    @property
    def is_there(self) -> bool:
        """Whether it can be reached now."""
        return self.folder is not None and second_place.is_there(self.folder, str(self._kept.get("mark", "")))

    def choose(self, folder: Path) -> None:
        """Make `folder` the second one. Raises Refused, or OSError where nothing can be written."""
        now = self._session.clock.now().isoformat(timespec="seconds")
        kept = {"folder": str(folder.absolute()), "mark": second_place.mark(folder), "since": now, "filled": {}}
        self._session.settings.put(_SETTING, kept)

    def give_up(self) -> None:
        """Have no second folder any more. What is in it stays."""
        self._session.settings.put(_SETTING, {})

    def shares_disk(self, folder: Path) -> bool:
        """Whether `folder` lies on the disk of the open file."""
        store = self._session.store
        return store is not None and second_place.shares_disk(store.path, folder)

    def fill(self) -> Path:
        """Bring the newest backup of the open file there, and remember when. Raises Refused or OSError."""
        store = self._session.store
        made = backup.backups(store.path) if store else []
        if store is None or self.folder is None or not made:
            raise Refused(_("还没有备份，也没有第二备份位置。"))
        if not self.is_there:
            raise Refused(self.away)
        target = second_place.fill(store.path, self.folder, made[0], _station())
        kept = self._kept
        filled = kept.get("filled")
        times = filled if isinstance(filled, dict) else {}
        now = self._session.clock.now().isoformat(timespec="seconds")
        self._session.settings.put(_SETTING, {**kept, "filled": {**times, _station(): now}})
        return target

    @property
    def away(self) -> str:
        """What to say when the folder cannot be reached."""
        return _("现在找不到第二备份位置“{folder}”，多半是那个盘没有插上。请插上后用“文件 > 备份到第二位置”。").format(
            folder=self.folder
        )

    @property
    def overdue(self) -> str:
        """What to say when the folder has been missing too long; empty when it has not."""
        if self.folder is None or self.is_there or self._session.store is None or self._session.demo:
            return ""
        filled = self._kept.get("filled")
        last = _moment(filled.get(_station()) if isinstance(filled, dict) else None)
        since = last or _moment(self._kept.get("since")) or datetime.min
        days = (self._session.clock.now() - since).days
        if timedelta(days=days) < PATIENCE:
            return ""
        words = _("第二备份位置“{folder}”已经 {days} 天没有备份进去。请插上那个盘，用“文件 > 备份到第二位置”备份一次。")
        if last is None:
            words = _("第二备份位置“{folder}”设好以后还没有备份进去过。请插上那个盘，用“文件 > 备份到第二位置”。")
        return words.format(folder=self.folder, days=days)

    def backups(self, path: Path) -> list[Backup]:
        """What lies there of the open file at `path`, the last made first; none where it cannot be reached."""
        if self.folder is None or not self.is_there or self._session.store is None:
            return []
        return second_place.backups_there(path, self.folder, _station())


def _station() -> str:
    return str(database.value("SELECT uuid FROM station WHERE own = 1"))


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
