"""What a court's file contains: the records, and the numbered steps that bring older files up to date."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cadre_desktop.kit.store import journal, name_orders, search, undo
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name

APPLICATION_ID = 0x43414452  # "CADR" in the file's header: tells our files from other SQLite databases


@dataclass(frozen=True)
class Schema:
    """`given` are the records in an order in which foreign keys point backwards, or what makes them when they are
    first wanted: opening a file that is up to date needs none, and loading all of them takes longer than opening.

    `upgrades[n]` are the plain SQL statements that turn version n - 1 into n. They are frozen once released and
    never use the models, which are always those of the newest version.
    """

    version: int
    given: tuple[type[Record], ...] | Callable[[], tuple[type[Record], ...]]
    upgrades: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def records(self) -> tuple[type[Record], ...]:
        """All records."""
        return self.given() if callable(self.given) else self.given

    def record(self, table: str) -> type[Record]:
        """The record that lives in `table`."""
        return next(record for record in self.records if table_name(record) == table)


def create(schema: Schema) -> None:
    """Make all tables in an empty file; inside a transaction."""
    for statement in (journal.TABLES + search.TABLES).split(";"):
        if statement.strip():
            database.run(statement)
    for record in schema.records:
        record.create_table(safe=False)
    install_triggers(schema)
    name_orders.stamp()
    database.run(f"PRAGMA application_id = {APPLICATION_ID}")
    database.run(f"PRAGMA user_version = {schema.version}")


def install_triggers(schema: Schema) -> None:
    """Make the journal's triggers and the search scopes for the records as they are now."""
    for record in schema.records:
        for statement in journal.trigger_statements(record):
            database.run(statement)
    for statement in journal.own_trigger_statements():
        database.run(statement)
    search.register(schema.records)


def _drop_derived() -> None:
    """Drop what the models make and `install_triggers` makes again: it would be in the way of changing a table."""
    for kind, names in (("trigger", "journal_*"), ("index", "search_*")):
        found = database.rows("SELECT name FROM sqlite_master WHERE type = ? AND name GLOB ?", kind, names)
        for (name,) in found:
            database.run(f'DROP {kind} "{name}"')


def upgrade(schema: Schema, version: int) -> None:
    """Bring a file of `version` up to date in one exclusive transaction; a failure leaves it as it was.

    Foreign keys are off meanwhile (altering a parent table would delete its children by cascade) and everything is
    checked before the commit. An upgrade is no step: it is not in the journal, and older steps cannot be undone any
    more. The caller has made a verified backup.
    """
    database.run("PRAGMA foreign_keys = 0")
    try:
        with database.atomic("EXCLUSIVE"):
            _drop_derived()
            for number in range(version + 1, schema.version + 1):
                for statement in schema.upgrades[number]:
                    database.run(statement)
            orphans = database.rows("PRAGMA foreign_key_check")
            if orphans:
                raise UpgradeFailed(f"foreign key check: {orphans[:5]}")
            install_triggers(schema)
            search.rebuild_all(schema.records)
            undo.raise_floor()
            database.run(f"PRAGMA user_version = {schema.version}")
    finally:
        database.run("PRAGMA foreign_keys = 1")


class UpgradeFailed(RuntimeError):
    """An upgrade would have left rows that point nowhere; the file is untouched."""
