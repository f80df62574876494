"""What an upgrade is made of: SQL, or a frozen Python step where SQL alone cannot say it."""

from collections.abc import Callable, Iterable
from typing import Any

from cadre_desktop.kit.store.database import database


class OldFile:
    """The open file amid its upgrade, as a frozen Python step is handed it.

    There are no models of an earlier version, so a step speaks SQL. Nothing here is ever removed or changed in its
    meaning: released versions depend on it.
    """

    def run(self, statement: str, *parameters: Any) -> None:
        """Carry out a statement."""
        database.run(statement, *parameters)

    def rows(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return database.rows(statement, *parameters)

    def run_many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Carry out a statement for each of `rows`."""
        database.executemany(statement, rows)

    def new_keys(self, count: int) -> range:
        """`count` fresh keys of this station, for rows that the step makes."""
        given = "UPDATE station SET counter = counter + ? WHERE own = 1 RETURNING number, counter"
        number, counter = database.rows(given, count)[0]
        first = number << 32 | counter - count + 1
        return range(first, first + count)


Step = str | Callable[[OldFile], None]
"""A plain SQL statement, or a function that imports nothing of the program: frozen once released."""

Steps = tuple[Step, ...]
"""What makes a version of the one before, in its order."""
