"""The connection all records are bound to: peewee on the sqlcipher3 driver.

sqlcipher3 brings one SQLite (3.53) to every platform; without a key it writes plain SQLite files. A process has
one open court database at a time; each thread gets a connection of its own (WAL: readers never wait).
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any

import peewee
from sqlcipher3 import dbapi2

PRAGMAS = (
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("cache_size", -32000),
    ("temp_store", 2),
    ("busy_timeout", 5000),
)


wrapped_errors: Any = peewee.__dict__["__exception_wrapper__"]  # not in peewee's stubs


class CourtDatabase(peewee.SqliteDatabase):
    """peewee's SQLite database on sqlcipher3. Unopened until `init`."""

    def __init__(self) -> None:
        super().__init__(None, pragmas=PRAGMAS)
        self.write_lock = threading.RLock()
        self.key_source: Callable[[int], range] | None = None

    def _connect(self) -> Any:
        connection = dbapi2.connect(self.database, timeout=5, isolation_level=None)
        try:
            self._add_conn_hooks(connection)  # type: ignore[attr-defined]
        except BaseException:
            connection.close()
            raise
        return connection

    def new_keys(self, count: int) -> range:
        """`count` fresh keys of this station. Only inside a step."""
        if self.key_source is None:
            raise WriteOutsideStep
        return self.key_source(count)

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
        return list(self.run(statement, *parameters).fetchall())

    def value(self, statement: str, *parameters: Any) -> Any:
        """The first column of the first row of a plain SQL query, or None."""
        row = self.run(statement, *parameters).fetchone()
        return row[0] if row else None


class WriteOutsideStep(RuntimeError):
    """A record was written outside `store.step`: a bug, since such a write could be neither undone nor audited."""

    def __init__(self) -> None:
        super().__init__("records are written inside store.step(…) only")


database = CourtDatabase()
