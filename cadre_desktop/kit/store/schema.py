"""What a court's file contains: the records, and the numbered steps that bring older files up to date."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from cadre_desktop.kit.store import dialect, journal, name_orders, search
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.old_file import Steps
from cadre_desktop.kit.store.record import Record, table_name

APPLICATION_ID = 0x43414452  # "CADR" in the file's header: tells our files from other SQLite databases


@dataclass(frozen=True)
class Schema:
    """`given` are the records in an order in which foreign keys point backwards, or what makes them when they are
    first wanted: opening a file that is up to date needs none, and loading all of them takes longer than opening.

    `upgrades[n]` are the steps that turn version n - 1 into n; given as what makes them, that is called when a file
    has to be upgraded. They are frozen once released and never use the models, which are always those of the newest
    version.

    `triggers` is what `fingerprint` says of the triggers that these records have, so that a file can be looked at
    without loading them; without it they are loaded.
    """

    version: int
    given: tuple[type[Record], ...] | Callable[[], tuple[type[Record], ...]]
    upgrades: Mapping[int, Steps] | Callable[[], Mapping[int, Steps]] = field(default_factory=dict)
    triggers: str = ""

    @cached_property
    def records(self) -> tuple[type[Record], ...]:
        """All records."""
        return self.given() if callable(self.given) else self.given

    def steps_to(self, version: int) -> Steps:
        """The steps that make a version of the one before."""
        return (self.upgrades() if callable(self.upgrades) else self.upgrades)[version]

    def record(self, table: str) -> type[Record]:
        """The record that lives in `table`."""
        return next(record for record in self.records if table_name(record) == table)

    @cached_property
    def trigger_print(self) -> str:
        """The `fingerprint` that the triggers of a file have to have."""
        return self.triggers or fingerprint(triggers_of(self))


def triggers_of(schema: Schema) -> dict[str, str]:
    """The SQL of all triggers by name, as the records want them."""
    statements = [*journal.own_trigger_statements()]
    for record in schema.records:
        statements += journal.trigger_statements(record)
    return {statement.split(None, 3)[2].strip('"'): statement for statement in statements}


def triggers_there() -> dict[str, str]:
    """The SQL of all triggers of the open file by name."""
    return dict(database.rows(dialect.TRIGGERS))


def fingerprint(triggers: Mapping[str, str]) -> str:
    """SHA-256 (hex) of triggers by name."""
    return sha256(json.dumps(sorted(triggers.items())).encode()).hexdigest()


def create(schema: Schema) -> None:
    """Make all tables in an empty file; inside a transaction."""
    for statement in (*journal.TABLES, *search.TABLES):
        database.run(statement)
    for record in schema.records:
        record.create_table(safe=False)
    install_triggers(schema)
    name_orders.stamp()
    database.run(dialect.set_application(APPLICATION_ID))
    database.run(dialect.set_version(schema.version))


def install_triggers(schema: Schema) -> None:
    """Make the journal's triggers and the search scopes for the records as they are now."""
    for statement in triggers_of(schema).values():
        database.run(statement)
    search.register(schema.records)
