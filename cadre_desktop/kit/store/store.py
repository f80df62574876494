"""The store: one open court file, in which all writing is done in named, undoable steps."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from cadre_desktop.kit.clock import Clock, SystemClock
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal, search, undo
from cadre_desktop.kit.store.database import WriteOutsideStep, database
from cadre_desktop.kit.store.journal import StepInfo
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.schema import Schema


class Store:
    """An open court file. Made by `opening.open_store`.

    `actor` is the person in front of the screen, by name; it stands in the journal beside every step.
    """

    def __init__(self, path: Path, schema: Schema, actor: str, clock: Clock | None = None):
        self.path = path
        self.schema = schema
        self.actor = actor
        self.clock = clock or SystemClock()
        self.station = int(database.value("SELECT number FROM station WHERE own = 1"))
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self._step: int | None = None
        database.key_source = None

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        """One named, undoable transaction: all of it is written, or nothing.

        A step begun inside another (an action that calls an action) joins it.
        """
        if self._step is not None and database.in_transaction():
            yield
            return
        with self._writing(label, "do", None):
            yield

    @contextmanager
    def _writing(self, label: str, kind: str, target: int | None) -> Iterator[None]:
        tables: frozenset[str] = frozenset()
        with database.write_lock:
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
        counter = int(
            database.run("UPDATE station SET counter = counter + ? WHERE own = 1 RETURNING counter", count).fetchall()[
                0
            ][0]
        )
        first = (self.station << 32) | (counter - count + 1)
        return range(first, first + count)

    def _tables_of(self, step: int) -> frozenset[str]:
        return frozenset(
            name for (name,) in database.rows("SELECT DISTINCT table_name FROM change WHERE step = ?", step)
        )

    def undo(self) -> StepInfo:
        """Undo the actor's latest step; answers which. Raises Refused when there is none or it was built upon."""
        step = self.undoable()
        if step is None:
            raise Refused(_("没有可以撤销的步骤。"))
        return self._replay(step, "undo")

    def redo(self) -> StepInfo:
        """Do again the step that was undone last. Raises Refused when there is none."""
        step = self.redoable()
        if step is None:
            raise Refused(_("没有可以恢复的步骤。"))
        return self._replay(step, "redo")

    def _replay(self, step: StepInfo, kind: str) -> StepInfo:
        try:
            with self._writing(step.label, kind, step.id):
                undo.refuse_if_overtaken(step)
                undo.apply(step, backwards=kind == "undo")
        except peewee.IntegrityError as error:
            raise Refused(
                _("不能撤销“{step}”：后来的记录还要用到它的数据，请先撤销或删除那些记录。").format(step=step.label)
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

    def close(self) -> None:
        """Close all connections of this thread; the file is whole without its -wal beside it."""
        self._listeners.clear()
        if not database.is_closed():
            database.close()


__all__ = ["Store", "WriteOutsideStep"]
