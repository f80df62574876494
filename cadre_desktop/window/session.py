"""The file on the desk: where it lies, opening, closing, backups and restoring. No widgets: the window calls this."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from cadre_desktop.desk import Settings
from cadre_desktop.kit.clock import Clock, SystemClock
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import anchors, backup, journal, undo
from cadre_desktop.kit.store.last_seen import Lacking, LastSeen
from cadre_desktop.kit.store.opening import close_store, open_store, restore
from cadre_desktop.kit.store.settling import Settler
from cadre_desktop.kit.store.store import Store
from cadre_desktop.schema import SCHEMA
from cadre_desktop.window.places import EXTENSION, data_folder, keep_recent, recent_files


class Behind(Refused):
    """A file lacks steps that were in it when it was last open on this computer."""

    def __init__(self, lacking: Lacking):
        super().__init__(lacking.sentence + lacking.way_out)
        self.lacking = lacking


@dataclass
class Session:
    """The open store and what belongs to opening it. `actor` is the name given at the first start.

    `settle` is called before the file is closed, so that no thread reads it any more. `last_seen` keeps how far files
    had come; without it nobody notices that one lacks its last steps.
    """

    settings: Settings
    clock: Clock
    settle: Callable[[], None] = lambda: None
    store: Store | None = None
    demo: bool = False
    last_seen: LastSeen | None = None
    _settler: Settler | None = None

    @property
    def actor(self) -> str:
        """Who is acting; "" as long as nobody has given a name. Earlier versions kept the name that the demonstration
        goes by: it is nobody's, and would answer for the steps in a real file."""
        name = str(self.settings.get("actor", ""))
        return "" if name == _("演示员") else name

    @actor.setter
    def actor(self, name: str) -> None:
        self.settings.put("actor", name)
        if self.store:
            self.store.actor = name

    def recent(self) -> list[Path]:
        """Recently opened files that still exist, newest first."""
        return recent_files(self.settings)

    def open(
        self, path: Path, *, create_new: bool = False, name: str = "", remember: bool = True, as_it_is: bool = False
    ) -> Store:
        """Open `path` in the place of the present file.

        Raises CannotOpen, and Behind for a file that lacks its last steps unless it is wanted `as_it_is`; then the
        present file stays closed.
        """
        self.close()
        vet = None if as_it_is or not remember else partial(self._refuse_behind, path)
        actor = self.actor or name
        self.store = open_store(path, SCHEMA, actor, clock=self.clock, create_new=create_new, name=name, vet=vet)
        self.store.row_named = row_named
        if not self.store.memo(undo.FLOOR):  # a file of an earlier version; the slice is loaded for it alone
            from cadre_desktop.people.actions import keep_founding

            keep_founding(self.store)
        if remember:
            keep_recent(self.settings, path)
            self._settler = Settler(self.store, partial(self._note, path.absolute()))
            self._settler.start()
        return self.store

    def _refuse_behind(self, path: Path) -> None:
        lacking = self.last_seen.lacking(path) if self.last_seen else None
        if lacking:
            raise Behind(lacking)

    def _note(self, path: Path) -> None:
        if self.last_seen:
            self.last_seen.note(path)
        anchors.note(path, self.clock.now())

    def open_demo(self, written: Path) -> Store:
        """Open a copy of the demonstration court that `demo.court.write_demo` has written, as a temporary file."""
        folder = Path(tempfile.mkdtemp(prefix="cadre-demo-"))
        path = folder / f"{_('演示法院')}{EXTENSION}"
        shutil.copyfile(written, path)
        store = self.open(path, remember=False, name=_("演示员"))
        self.demo = True
        return store

    def close(self) -> None:
        """Close the file, if one is open; the copy of the demonstration court goes."""
        if self.store is None:
            return
        path, demo = self.store.path, self.demo
        self._shut(self.store)
        if demo:
            shutil.rmtree(path.parent, ignore_errors=True)

    def _shut(self, store: Store) -> None:
        self.settle()
        if self._settler is not None:
            self._settler.stop()
            self._settler = None
            if store.is_open:
                self._note(store.path)
        close_store(store)
        self.store, self.demo = None, False

    def backup(self, reason: str) -> backup.Backup:
        """Back up the open file now."""
        return backup.make(self._open_store().path, reason, self.clock.now())

    def _open_store(self) -> Store:
        if self.store is None:
            raise RuntimeError("no file is open")
        return self.store

    def needs_backup(self) -> bool:
        """Whether the newest backup lacks a step of the open file (the demonstration needs none)."""
        if self.store is None or self.demo:
            return False
        last, made = journal.head(), backup.backups(self.store.path)
        try:
            return last != (backup.head(made[0].path) if made else "")
        except Refused:  # the newest backup is no good
            return True

    def restore(self, source: Path) -> Path | None:
        """Put a backup in the place of the open file and open it again; answers where the present state went.

        Raises Refused when the backup is no good; then the present file is open again, unchanged.
        """
        store, demo = self._open_store(), self.demo
        path, actor = store.path, store.actor
        self._shut(store)
        try:
            kept = restore(path, source, SCHEMA, actor, self.clock.now())
            anchors.give_up(path, self.clock.now())
            return kept
        finally:
            self.open(path, name=actor, remember=not demo, as_it_is=True)
            self.demo = demo


def row_named(table: str, row: int) -> str | None:
    """What a row is called in a reason why a step cannot be undone; the kinds are loaded when they are first asked."""
    from cadre_desktop.window.row_names import RowNames

    return RowNames().beside_a_name(table, row)


def new_file_for(court: str, folder: Path | None = None) -> Path:
    """A free path for a new court's file."""
    folder = folder or data_folder()
    name = "".join(character for character in court if character not in '\\/:*?"<>|').strip() or _("本院")
    path, number = folder / f"{name}{EXTENSION}", 2
    while path.exists() or path.with_name(path.name + "-wal").exists():
        path, number = folder / f"{name}{number}{EXTENSION}", number + 1
    return path


def latest_backup_time(store: Store) -> datetime | None:
    """When the newest backup of the open file was made."""
    return next((made.at for made in backup.backups(store.path)), None)


def system_clock() -> Clock:
    """The clock of the machine."""
    return SystemClock()
