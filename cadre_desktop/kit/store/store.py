"""The store: one open court file, in which all writing is done in named, undoable steps."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from cadre_desktop.kit.clock import Clock, SystemClock
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal, name_orders, search, undo
from cadre_desktop.kit.store.database import WriteOutsideStep, database
from cadre_desktop.kit.store.journal import StepInfo
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.schema import Schema


class Store:
    """An open court file. Made by `opening.open_store`.

    `actor` is the person in front of the screen, by name; it stands in the journal beside every step. Without a name
    it is who the system says: what is confirmed by nobody would not be confirmed.
    """

    def __init__(self, path: Path, schema: Schema, actor: str, clock: Clock | None = None):
        self.path = path
        self.schema = schema
        self.actor = actor or user_name()
        self.clock = clock or SystemClock()
        self.station = int(database.value("SELECT number FROM station WHERE own = 1"))
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self._step: int | None = None
        self._era = database.era
        database.key_source = None

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        """One named, undoable transaction: all of it is written, or nothing.

        A step begun inside another (an action that calls an action) joins it; if it fails and the outer one goes on,
        what it wrote is taken back.
        """
        if self._step is not None and database.in_transaction():
            with database.part():
                yield
            return
        with self._writing(label, "do", None):
            yield

    @contextmanager
    def _writing(self, label: str, kind: str, target: int | None) -> Iterator[None]:
        tables: frozenset[str] = frozenset()
        with database.write_lock:
            if database.era != self._era:
                raise RuntimeError(f"{self.path} is closed")
            with database.atomic("IMMEDIATE"):
                database.run("PRAGMA defer_foreign_keys = 1")
                database.key_source = self._new_keys
                try:
                    self._step = step = self._new_keys(1)[0]
                    journal.begin(step)
                    yield
                    if journal.finish(step, label, self.actor, self._at(), kind, target):
                        search.refresh(step, self.schema.records)
                        tables = self._tables_of(step)
                finally:
                    self._step = None
                    database.key_source = None
        if tables:
            self._announce(tables)

    def _at(self) -> str:
        return self.clock.now().isoformat(timespec="seconds")

    def _new_keys(self, count: int) -> range:
        rows = database.rows("UPDATE station SET counter = counter + ? WHERE own = 1 RETURNING counter", count)
        counter = int(rows[0][0])
        first = (self.station << 32) | (counter - count + 1)
        return range(first, first + count)

    def _tables_of(self, step: int) -> frozenset[str]:
        return frozenset(
            name for (name,) in database.rows("SELECT DISTINCT table_name FROM change WHERE step = ?", step)
        )

    def undo(self) -> StepInfo:
        """Undo the actor's latest step; answers which. Raises Refused when there is none or it was built upon."""
        with database.write_lock:
            step = self.undoable()
            if step is None:
                raise Refused(_("没有可以撤销的步骤。"))
            return self._replay(step, "undo", _("撤销"))

    def redo(self) -> StepInfo:
        """Do again the step that was undone last. Raises Refused when there is none or something stands in its way."""
        with database.write_lock:
            step = self.redoable()
            if step is None:
                raise Refused(_("没有可以恢复的步骤。"))
            return self._replay(step, "redo", _("恢复"))

    def _replay(self, step: StepInfo, kind: str, way: str) -> StepInfo:
        try:
            with self._writing(step.label, kind, step.id):
                undo.refuse_if_overtaken(step, way)
                undo.apply(step, backwards=kind == "undo")
                name_orders.follow(int(self._step or 0), step.id, self.schema.records)
        except peewee.IntegrityError as error:
            raise Refused(
                _("不能{way}“{step}”：后来的记录用到了它的数据，或与它重复。请先撤销或删除那些记录。").format(
                    way=way, step=step.label
                )
            ) from error
        return step

    def undoable(self) -> StepInfo | None:
        """The step Ctrl+Z would undo."""
        return undo.undoable(self.actor)

    def redoable(self) -> StepInfo | None:
        """The step Ctrl+Shift+Z would do again."""
        return undo.redoable(self.actor)

    def last_step(self) -> StepInfo | None:
        """The latest step of anybody."""
        return next(iter(journal.steps(1)), None)

    def subscribe(self, listener: Callable[[frozenset[str]], None]) -> None:
        """Call `listener` with the names of the tables touched after every committed step, in the writing thread."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Callable[[frozenset[str]], None]) -> None:
        """Stop calling `listener`."""
        self._listeners.remove(listener)

    def _announce(self, tables: frozenset[str]) -> None:
        for listener in tuple(self._listeners):
            listener(tables)

    def find(self, text: str, limit: int = 20) -> list[tuple[str, int]]:
        """(table, id) of all records found by `text`: names, pinyin, initials, titles, the tail of a number."""
        scopes = {table_name(record): search.scope_of(record) for record in self.schema.records if record.searched}
        return search.find(scopes, text, limit)

    def setting(self, key: str, default: str = "") -> str:
        """A setting of this court (its name, rule defaults, remembered mappings), kept in its file."""
        value = database.value("SELECT value FROM setting WHERE key = ?", key)
        return default if value is None else str(value)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting; settings are not part of the journal."""
        with database.write_lock:
            database.run(
                "INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value
            )

    def rebuild_search(self) -> None:
        """Make all search keys anew; they follow from the records."""
        with database.write_lock, database.atomic("IMMEDIATE"):
            search.rebuild_all(self.schema.records)

    def close(self) -> None:
        """Hear no more. The file itself is closed by `opening.close_store`."""
        self._listeners.clear()


__all__ = ["Store", "WriteOutsideStep"]


def user_name() -> str:
    """Who is at the computer, as the system says; some systems know users by number only."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return _("未知用户")
