"""The store: one open court file, in which all writing is done in named, undoable steps."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from cadre_desktop.kit.clock import Clock, SystemClock
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import (
    belonging,
    dialect,
    digests_ahead,
    erasing,
    journal,
    keys_ahead,
    name_orders,
    obstacles,
    search,
    settings,
    undo,
)
from cadre_desktop.kit.store.database import WriteOutsideStep, database
from cadre_desktop.kit.store.erasing import Rows
from cadre_desktop.kit.store.journal import StepInfo
from cadre_desktop.kit.store.obstacles import Named, Way
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.schema import Schema, fingerprint, triggers_there
from cadre_desktop.kit.store.whereabouts import FileLocation

UNJOURNALLED = N_(
    "数据文件里记录每一步的触发器被改动或删除了，再写的内容会无据可查，所以只能查看。请运行“检查数据”并修复，或从备份恢复。"
)


class Store:
    """An open court file. Made by `opening.open_store`.

    `actor` is the person in front of the screen, by name; it is in the journal beside every step. Without a name it is
    the user's name in the system: what nobody confirmed would not be confirmed. `row_named` says what a row is called,
    for sentences about why something cannot be undone. `written` is called after every write, in the writing thread.
    """

    def __init__(self, path: Path, schema: Schema, actor: str, clock: Clock | None = None):
        self.path = path
        self.schema = schema
        self.actor = actor or user_name()
        self.clock = clock or SystemClock()
        self.station = int(database.value("SELECT number FROM station WHERE own = 1"))
        self.row_named: Named = lambda _table, _row: ""
        self.written: Callable[[], None] = lambda: None
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self._step: int | None = None
        self._era = database.era
        self._vetted = 0
        database.key_source = None

    @property
    def is_open(self) -> bool:
        """Whether the file is still the one the process has open."""
        return database.era == self._era

    @contextmanager
    def step(self, label: str) -> Iterator[int]:
        """One named, undoable transaction: all of it is written, or nothing. Gives the number of the step.

        A step begun inside another (an action that calls an action) becomes a part of it; if it fails and the outer
        step goes on, what it wrote is rolled back.
        """
        if self._step is not None and database.in_transaction():
            with database.part():
                yield self._step
            return
        with self._writing(label, "do", None) as step:
            yield step

    @contextmanager
    def noting(self, label: str) -> Iterator[int]:
        """A step that only writes down what somebody has seen, and why; nobody undoes it. It cannot be a part of
        another step, which might be undone."""
        if self._step is not None and database.in_transaction():
            raise RuntimeError("noting is a step of its own")
        with self._writing(label, "note", None) as step:
            yield step

    @contextmanager
    def erasing(self, label: str, rows: Rows) -> Iterator[int]:
        """A step after which the journal has nothing left of what `rows` were, where law demands that they are erased.
        Inside, delete them or empty their fields; their history begins with what they are at the end. The step has a
        date, is in the journal and is never undone. What goes with the rows (their attachments) is erased with them,
        and so are photos and files that nobody else has. Raises Refused if that cannot be, see `erasing.erase`. It
        cannot be a part of another step.
        """
        if self._step is not None and database.in_transaction():
            raise RuntimeError("erasing is a step of its own")
        records = self.schema.records
        rows = belonging.with_all_of_theirs(rows, records)
        contents = belonging.contents_of(rows)
        erasing.overwrite()
        with self._writing(label, "erase", None, rows) as step:
            yield step
            belonging.take_from_erased(rows, records)
            belonging.free(contents, rows, records)
            erasing.write_down(step, rows)
        erasing.sweep()

    @contextmanager
    def _writing(self, label: str, kind: str, target: int | None, erased: Rows | None = None) -> Iterator[int]:
        tables: frozenset[str] = frozenset()
        with database.write_lock:
            self._open_location()
            with database.full_disk_told(), database.atomic(dialect.WRITING):
                database.run(dialect.LINKS_LATER)
                database.key_source = self._new_keys
                try:
                    self._step = step = self._new_step(kind)
                    journal.begin(step)
                    yield step
                    belonging.take_along(step, self.schema.records)
                    if tallies := journal.finish(self._entry(step, label, kind, target)):
                        search.refresh(step, self.schema.records, tallies)
                        erasing.erase(step, erased or {})
                        tables = frozenset(tallies)
                    database.vet_location()  # or all of it would be committed into a file that has been taken away
                finally:
                    self._step = None
                    database.key_source = None
                    keys_ahead.forget()
                    digests_ahead.forget()
        self.written()
        if tables:
            self._announce(tables)

    def _vet_triggers(self) -> None:
        """Refuse to write where the journal would not get it; checked again when the file's schema has changed."""
        version = database.schema_version()
        if version != self._vetted:
            if fingerprint(triggers_there()) != self.schema.trigger_print:
                raise Refused(_(UNJOURNALLED))
            self._vetted = version

    @property
    def unjournalled(self) -> str:
        """Why nothing may be written, in a sentence, where the file's triggers are not the program's; else empty."""
        try:
            self._vet_triggers()
        except Refused as refused:
            return str(refused)
        return ""

    @contextmanager
    def repairing(self, label: str) -> Iterator[int]:
        """A step that puts right what somebody has changed past the program; nobody undoes it."""
        with self._writing(label, "repair", None) as step:
            yield step

    def _entry(self, step: int, label: str, kind: str, target: int | None) -> journal.StepEntry:
        return journal.StepEntry(step, self.station, self.schema.version, label, self.actor, self._at(), kind, target)

    def _vet(self) -> None:
        """Raise Gone where the file is no longer where it was opened."""
        self._open_location().vet()

    def _open_location(self) -> FileLocation:
        if not self.is_open or database.location is None:
            raise RuntimeError(f"{self.path} is closed")
        if database.frozen:
            raise Refused(database.frozen)
        return database.location

    @property
    def frozen(self) -> str:
        """Why this file can only be read, in a sentence; empty when it can be written to."""
        return database.frozen if self.is_open else ""

    @property
    def missing(self) -> str:
        """Why nothing can be written any more, in sentences, when the file was moved or replaced; else empty."""
        return database.location.trouble() if self.is_open and database.location else ""

    def moved_to(self, path: Path) -> None:
        """Continue with the file at `path`, which the process has opened now and which has the same content."""
        self.path, self._era = path, database.era
        self._announce(frozenset(map(table_name, self.schema.records)))

    def _at(self) -> str:
        return self.clock.now().isoformat(timespec="seconds")

    def _new_step(self, kind: str) -> int:
        """The number of a step that begins; repairing needs no triggers, since it puts them right."""
        if kind != "repair":
            self._vet_triggers()
        return self._new_keys(1)[0]

    def _new_keys(self, count: int) -> range:
        rows = database.rows("UPDATE station SET counter = counter + ? WHERE own = 1 RETURNING counter", count)
        counter = int(rows[0][0])
        first = (self.station << 32) | (counter - count + 1)
        return range(first, first + count)

    def undo(self, step: StepInfo | None = None) -> StepInfo:
        """Undo a step of the actor's, the latest if none is given; returns which.

        Raises Refused, and changes nothing, when there is none, it is not his, or something was built upon it.
        """
        with database.write_lock:
            step = step or self.undoable()
            if step is None:
                raise Refused(_("没有可以撤销的步骤。"))
            return self._replay(step, "undo")

    def redo(self, step: StepInfo | None = None) -> StepInfo:
        """Do an undone step of the actor's again, the one undone last if none is given; raises as `undo`."""
        with database.write_lock:
            step = step or self.redoable()
            if step is None:
                raise Refused(_("没有可以恢复的步骤。"))
            return self._replay(step, "redo")

    def _replay(self, step: StepInfo, kind: Way) -> StepInfo:
        way = _("撤销") if kind == "undo" else _("恢复")
        try:
            with self._writing(step.label, kind, step.id):
                undo.vet(step, self.actor, kind)
                self._refuse(step, kind, obstacles.first_obstacle(step, kind, self.schema.records))
                undo.apply(step, kind == "undo", self.schema.records)
                name_orders.follow(int(self._step or 0), step.seq, self.schema.records)
        except peewee.IntegrityError as error:
            self._refuse(step, kind, obstacles.broken_links(step, kind, self.schema.records))
            raise Refused(
                _("不能{way}“{step}”：后来的记录用到了它的数据，或与它重复。请先撤销或删除那些记录。").format(
                    way=way, step=step.label
                )
            ) from error
        return step

    def _refuse(self, step: StepInfo, kind: Way, found: obstacles.Obstacle | None) -> None:
        if found:
            way = _("撤销") if kind == "undo" else _("恢复")
            raise Refused(obstacles.sentence(step, way, found, self.row_named))

    def hindrance(self, step: StepInfo, way: Way) -> str:
        """Why `step` cannot be undone (or redone) as things are, in a sentence; empty when it can.

        A record that would be there twice is noticed only when it is tried.
        """
        records = self.schema.records
        try:
            undo.vet(step, self.actor, way)
            self._refuse(step, way, obstacles.first_obstacle(step, way, records))
            self._refuse(step, way, obstacles.broken_links(step, way, records))
        except Refused as refused:
            return str(refused)
        return ""

    def keep_for_good(self, step: StepInfo) -> None:
        """Let nobody undo `step` or anything before it: what a file is founded with."""
        with database.write_lock:
            self._vet()
            undo.raise_floor(step.seq)

    def undoable(self) -> StepInfo | None:
        """The step Ctrl+Z would undo."""
        return undo.undoable(self.actor)

    def redoable(self) -> StepInfo | None:
        """The step Ctrl+Shift+Z would do again."""
        return undo.redoable(self.actor)

    def last_step(self) -> StepInfo | None:
        """The latest step of anybody."""
        return next(iter(journal.steps(1)), None)

    def step_of(self, number: int) -> StepInfo | None:
        """The step with a number that `step` gave; None if it changed nothing."""
        return journal.info(number)

    def first_step(self) -> StepInfo | None:
        """The step with which the file begins."""
        return journal.first()

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
        return search.find(self.schema.records, text, limit)

    def setting(self, key: str, default: str = "") -> str:
        """A setting of this court (its name, rule defaults), kept in its file."""
        value = settings.setting(key)
        return default if value is None else value

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting: with the step under way, else as a step of its own, if it is another value."""
        if self.setting(key) != value or settings.setting(key) is None:
            with self.step(_("更改设置")):
                settings.put_setting(key, value)

    def tally(self, key: str) -> int:
        """How far something has been counted; it never goes back, not even when a step is undone."""
        return settings.tally(key)

    def tallies(self, prefix: str) -> dict[str, int]:
        """How far everything has been counted whose key begins with `prefix`."""
        return settings.tallies(prefix)

    def raise_tally(self, key: str, count: int) -> None:
        """Something has been counted as far as `count`; inside a step."""
        settings.raise_tally(key, count)

    def memo(self, key: str, default: str = "") -> str:
        """What is remembered to make work easier (mappings, corrections), or from one step to the next; no record is
        changed by it."""
        value = settings.memo(key)
        return default if value is None else value

    def keep_memo(self, key: str, value: str) -> None:
        """Remember something for next time; memos are not part of the journal."""
        with database.write_lock:
            self._vet()
            with database.full_disk_told():
                settings.put_memo(key, value)
        self.written()

    def rebuild_search(self) -> None:
        """Make all search keys anew; they follow from the records."""
        with database.write_lock:
            self._vet()
            with database.full_disk_told(), database.atomic(dialect.WRITING):
                search.rebuild_all(self.schema.records)
        self.written()

    def close(self) -> None:
        """Stop listening to the file, which `opening.close_store` closes."""
        self._listeners.clear()


__all__ = ["Store", "WriteOutsideStep"]


def user_name() -> str:
    """Who is at the computer, as the system says; some systems know users by number only."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return _("未知用户")
