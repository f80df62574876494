"""The file on the desk: where it lies, opening, closing, backups and restoring. No widgets: the window calls this."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from cadre_desktop.kit import remains
from cadre_desktop.kit.clock import Clock, jumped
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.talk.settings import Settings
from cadre_desktop.kit.store import anchors, backup, journal, undo
from cadre_desktop.kit.store.last_seen import Lacking, LastSeen
from cadre_desktop.kit.store.opening import close_store, open_store, restore, save_as
from cadre_desktop.kit.store.settling import Settler
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.store.whereabouts import Gone, real
from cadre_desktop.schema import SCHEMA
from cadre_desktop.window.data_files import EXTENSION, data_folder, keep_recent, recent_files

if TYPE_CHECKING:
    from cadre_desktop.window.file.second_backup import SecondBackup

_NAME_BYTES = 180
"""Of a court's name in the name of its file; what lies beside a file is called a little longer, and disks take 255."""


class Behind(Refused):
    """A file lacks steps that were in it when it was last open on this computer."""

    def __init__(self, lacking: Lacking):
        super().__init__(lacking.sentence + lacking.way_out)
        self.lacking = lacking


@dataclass
class FileSession:
    """The open store and what belongs to opening it. `actor` is the name given at the first start.

    `settle` is called before the file is closed, so that no thread reads it any more. `taken_away` is called before a
    file is closed that is no longer where it was opened. `last_seen` keeps how far files had come; without it nobody
    notices that one lacks its last steps.
    """

    settings: Settings
    clock: Clock
    settle: Callable[[], None] = lambda: None
    store: Store | None = None
    demo: bool = False
    last_seen: LastSeen | None = None
    taken_away: Callable[[], object] = lambda: None
    _settler: Settler | None = None

    @property
    def actor(self) -> str:
        """Who is acting; "" as long as nobody has given a name. Earlier versions kept the name that the demonstration
        goes by: it is nobody's, and would be responsible for the steps in a real file."""
        name = str(self.settings.get("actor", "")).encode(errors="ignore").decode()
        return "" if name == _("演示员") else name

    @actor.setter
    def actor(self, name: str) -> None:
        self.settings.put("actor", name)
        if self.store:
            self.store.actor = name

    @cached_property
    def second(self) -> "SecondBackup":
        """The second folder for backups."""
        from cadre_desktop.window.file.second_backup import SecondBackup

        return SecondBackup(self)

    def recent(self) -> list[Path]:
        """Recently opened files that still exist, newest first."""
        return recent_files(self.settings)

    def open(
        self, path: Path, *, create_new: bool = False, name: str = "", remember: bool = True, as_it_is: bool = False
    ) -> Store:
        """Open `path` instead of the present file.

        Raises CannotOpen, and Behind for a file that lacks its last steps unless it is wanted `as_it_is`; then the
        present file stays closed.
        """
        self.close()
        given, path = path, real(path)
        vet = None if as_it_is or not remember else partial(self._refuse_behind, path)
        actor = self.actor or name
        self.store = open_store(path, SCHEMA, actor, clock=self.clock, create_new=create_new, name=name, vet=vet)
        self.store.row_named = row_named
        # a file of an earlier version; the slice is loaded for it alone
        if not self.store.memo(undo.FLOOR) and not self.store.frozen:
            from cadre_desktop.people.actions import keep_founding

            keep_founding(self.store)
        if remember:
            keep_recent(self.settings, given)
            self._settle_after_writes()
        return self.store

    def _settle_after_writes(self) -> None:
        store = self._open_store()
        self._settler = Settler(store, partial(self._note, store.path))
        self._settler.start()

    def save_as(self, path: Path) -> None:
        """Save everything under a new name and go on there; the file open so far may have been taken away.

        Raises Refused or OSError when that cannot be done; then all is as before.
        """
        store = self._open_store()
        self.settle()
        if self._settler is not None:
            self._settler.stop()
            self._settler = None
        try:
            save_as(store, path)
            self.demo = False  # or its folder, which is now the user's, would be deleted on closing
            keep_recent(self.settings, store.path)
        finally:
            if not self.demo:
                self._settle_after_writes()

    def odd_clock(self) -> str:
        """What to say when the clock cannot be right, by the last step in the file; empty when it may be."""
        last = None if self.demo else self._open_store().last_step()
        try:
            return jumped(self.clock.now(), datetime.fromisoformat(last.at)) if last else ""
        except ValueError:  # no moment: a damaged file, of which the check tells
            return ""

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
        path = remains.temporary_folder("demo-") / f"{_('演示法院')}{EXTENSION}"
        shutil.copyfile(written, path)
        store = self.open(path, remember=False, name=_("演示员"))
        self.demo = True
        return store

    def close(self) -> None:
        """Close the file, if one is open; the copy of the demonstration court goes."""
        if self.store is not None and self.store.missing:
            self.taken_away()
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
        """Whether the newest backup lacks a step of the open file, or what should lie beside it (the demonstration
        needs none)."""
        if self.store is None or self.demo or self.store.frozen:
            return False
        last, made = journal.head(), backup.backups(self.store.path)
        try:
            return last != (backup.head(made[0].path) if made else "") or bool(made and backup.lacking(made[0].path))
        except Refused:  # the newest backup is no good
            return True

    def restore(self, source: Path, *, without_missing: bool = False) -> Path | None:
        """Replace the open file by a backup and open it again; returns where the present state was put.

        Raises Refused when the backup is no good, and BlobsMissing when photos of it are found nowhere and it is not
        wanted `without_missing`; then the present file is open again, unchanged. Raises Gone when the
        present file was taken away: nothing would be left of it.
        """
        store, demo = self._open_store(), self.demo
        if store.missing:
            raise Gone(store.missing)
        path, actor = store.path, store.actor
        self._shut(store)
        try:
            return restore(path, source, SCHEMA, actor, self.clock.now(), without_missing=without_missing)
        finally:
            self.open(path, name=actor, remember=not demo, as_it_is=True)
            self.demo = demo


def row_named(table: str, row: int) -> str | None:
    """What a row is called in a reason why a step cannot be undone; the kinds are loaded when they are first asked."""
    from cadre_desktop.window.journal.row_names import RowNames

    return RowNames().beside_a_name(table, row)


def new_file_for(court: str, folder: Path | None = None) -> Path:
    """A free path for a new court's file."""
    folder = folder or data_folder()
    name = "".join(character for character in court if character not in '\\/:*?"<>|\0').strip(" .") or _("本院")
    name = name.encode(errors="ignore")[:_NAME_BYTES].decode(errors="ignore").strip()
    path, number = folder / f"{name}{EXTENSION}", 2
    while path.exists() or path.with_name(path.name + "-wal").exists():
        path, number = folder / f"{name}{number}{EXTENSION}", number + 1
    return path
