"""The connection all records are bound to: peewee on the sqlcipher3 driver.

sqlcipher3 brings one SQLite (3.53) to every platform; without a key it writes plain SQLite files. A process has
one open court database at a time; each thread gets a connection of its own (WAL: readers never wait).
"""

import json
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import peewee
from sqlcipher3 import dbapi2

from cadre_desktop.kit.chinese import stroke_key
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.whereabouts import FileLocation

wrapped_errors: Any = peewee.__dict__["__exception_wrapper__"]  # not in peewee's stubs


class CourtDatabase(peewee.SqliteDatabase):
    """peewee's SQLite database on sqlcipher3. Unopened until `switch`.

    `era` counts the files opened so far. A thread closes a connection of an earlier era, so that it never reads the
    file that was open before.
    """

    def __init__(self) -> None:
        super().__init__(None, pragmas=dialect.SETTINGS)
        self.write_lock = threading.RLock()
        self.key_source: Callable[[int], range] | None = None
        self.era = 0
        self.location: FileLocation | None = None
        self.taken_back = 0
        """How often a part of a step that goes on was taken back."""
        self.frozen = ""
        """Why the open file can only be read, in a sentence; empty when it can be written to."""

    def switch(self, path: Path | None, frozen: str = "") -> None:
        """Let go of the present file, after a step under way in another thread has ended, and connect to `path`, which
        has to be there (an empty file becomes a database); `frozen` says why it is only to be read."""
        with self.write_lock:
            if not self.is_closed():
                self._let_go()
            self.era += 1
            self.location = None if path is None else FileLocation(path)
            self.frozen = frozen
            self.init(None if path is None else str(path), pragmas=dialect.SETTINGS)
            if path is not None:
                self.connect()

    def _let_go(self) -> None:
        """Close. A file that was only moved gets what is in the -wal first: SQLite would leave that where the file
        was."""
        location, whole = self.location, False
        if location is not None and location.trouble():
            with suppress(peewee.DatabaseError):  # the disk was taken away too
                whole = self.value(dialect.COPY_BACK_WHOLE) == 0
        self.close()
        if location is not None and whole:
            location.drop_wal()

    def vet_location(self) -> None:
        """Raise Gone unless the open file still lies where it was opened: what is written would be lost."""
        if self.location is not None:
            self.location.vet()

    def is_closed(self) -> bool:
        """Whether this thread has no connection to the present file."""
        state: Any = self._state  # type: ignore[attr-defined]
        if not state.closed and state.era != self.era:
            state.conn.close()
            state.reset()
        return bool(state.closed)

    def _connect(self) -> Any:
        """Connect this thread, unless another file lies there by now: the threads would read different files."""
        self.vet_location()
        name = f"{Path(self.database).absolute().as_uri()}?immutable=1" if self.frozen else self.database
        connection = dbapi2.connect(name, timeout=5, isolation_level=None, uri=bool(self.frozen))
        try:
            self.vet_location()
            self._add_conn_hooks(connection)  # type: ignore[attr-defined]
        except BaseException:
            connection.close()
            raise
        self._state.era = self.era  # type: ignore[attr-defined]
        return connection

    @contextmanager
    def full_disk_told(self) -> Iterator[None]:
        """Around writing: report a full disk as such. SQLite says I/O error where a disk has no room for the index of
        the -wal, which would be taken for a broken disk."""
        try:
            yield
        except peewee.OperationalError as error:
            if self.location is not None and means_full(error, self.location.path):
                raise peewee.OperationalError("database or disk is full") from error
            raise

    def rollback(self) -> None:
        """Roll back, unless SQLite has done so itself (on a full disk), which would hide the first error."""
        if self._begun():
            super().rollback()

    def _begun(self) -> bool:
        state: Any = self._state  # type: ignore[attr-defined]
        return bool(state.conn.in_transaction)

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part of the transaction under way: all of it is written, or nothing."""
        self.run(dialect.BEGIN_PART)
        try:
            yield
        except BaseException:
            if self._begun():
                self.run(dialect.TAKE_BACK_PART)
                self.run(dialect.KEEP_PART)
                self.taken_back += 1
            raise
        self.run(dialect.KEEP_PART)

    def new_keys(self, count: int) -> range:
        """`count` fresh keys of this station. Only inside a step."""
        if self.key_source is None or not self.in_transaction():
            raise WriteOutsideStep
        return self.key_source(count)

    def schema_version(self) -> int:
        """A number that changes with every change of tables, indexes and triggers. Asked before every step, so not by
        way of peewee, which takes longer than the query."""
        peewees: Any = self
        return int(peewees.connection().execute(dialect.BUILD).fetchone()[0])

    def run(self, statement: str, *parameters: Any) -> Any:
        """Execute plain SQL and return the cursor."""
        execute: Any = self.execute_sql
        return execute(statement, parameters)

    def executemany(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a prepared statement for each of `rows` (peewee has no such call: it builds one long INSERT)."""
        connection: Any = self
        with wrapped_errors:
            connection.cursor().executemany(statement, rows)

    def rows(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of a plain SQL query."""
        cursor = self.run(statement, *parameters)
        with wrapped_errors:
            return list(cursor.fetchall())

    def value(self, statement: str, *parameters: Any) -> Any:
        """The first column of the first row of a plain SQL query, or None."""
        cursor = self.run(statement, *parameters)
        with wrapped_errors:
            row = cursor.fetchone()
        return row[0] if row else None


_NEEDED = 1 << 16
"""Bytes on the disk that SQLite needs for the index of the -wal."""


def means_full(error: Exception, path: Path) -> bool:
    """Whether an error with the database at `path` means that there is no room on its disk."""
    text = str(error).lower()
    if "disk is full" in text:
        return True
    with suppress(OSError):
        return "disk i/o error" in text and shutil.disk_usage(path.parent).free < _NEEDED
    return False


class WriteOutsideStep(RuntimeError):
    """A record was written outside `store.step`: a bug, since such a write could be neither undone nor audited."""

    def __init__(self) -> None:
        super().__init__("records are written inside store.step(…) only")


database = CourtDatabase()


def listed(values: Iterable[int | str]) -> str:
    """What is handed over for `dialect.LISTED`."""
    return json.dumps(list(values))


def _known(key: Callable[[str], str]) -> Callable[[str | None], str | None]:
    """As `key`; None for a link that points nowhere."""
    return lambda name: None if name is None else key(name)


for _key in (pinyin_key, stroke_key):  # for names that are sorted without a field kept for it
    database.register_function(_known(_key), _key.__name__, 1, deterministic=True)
