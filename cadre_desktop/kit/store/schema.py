"""What a court's file contains: the records, and the numbered steps that bring older files up to date."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cadre_desktop.kit.store import journal, search
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name

APPLICATION_ID = 0x43414452  # "CADR" in the file's header: tells our files from other SQLite databases


@dataclass(frozen=True)
class Schema:
    """`records` in an order in which foreign keys point backwards.

    `upgrades[n]` are the plain SQL statements that turn version n - 1 into n. They are frozen once released and
    never use the models, which are always those of the newest version.
    """

    version: int
    records: tuple[type[Record], ...]
    upgrades: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def record(self, table: str) -> type[Record]:
        """The record that lives in `table`."""
        return next(record for record in self.records if table_name(record) == table)


def create(schema: Schema) -> None:
    """Make all tables in an empty file; inside a transaction."""
    for statement in journal.TABLES.split(";"):
        if statement.strip():
            database.run(statement)
    for record in schema.records:
        record.create_table(safe=False)
    install_triggers(schema)
    database.run(f"PRAGMA application_id = {APPLICATION_ID}")
    database.run(f"PRAGMA user_version = {schema.version}")


def install_triggers(schema: Schema) -> None:
    """(Re)make the journal's triggers and the search scopes for the records as they are now."""
    old = database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_%'")
    for (name,) in old:
        database.run(f'DROP TRIGGER "{name}"')
    for record in schema.records:
        for statement in journal.trigger_statements(record):
            database.run(statement)
    search.register(schema.records)


def upgrade(schema: Schema, version: int) -> None:
    """Bring a file of `version` up to date in one exclusive transaction; a failure leaves it as it was.

    Foreign keys are off meanwhile (altering a parent table would delete its children by cascade) and everything is
    checked before the commit. The caller has made a verified backup.
    """
    database.run("PRAGMA foreign_keys = 0")
    try:
        with database.atomic("EXCLUSIVE"):
            for number in range(version + 1, schema.version + 1):
                for statement in schema.upgrades[number]:
                    database.run(statement)
            orphans = database.rows("PRAGMA foreign_key_check")
            if orphans:
                raise UpgradeFailed(f"foreign key check: {orphans[:5]}")
            install_triggers(schema)
            database.run(f"PRAGMA user_version = {schema.version}")
    finally:
        database.run("PRAGMA foreign_keys = 1")


class UpgradeFailed(RuntimeError):
    """An upgrade would have left rows that point nowhere; the file is untouched."""
