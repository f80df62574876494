"""What a court's file contains: the records, and the numbered statements that bring older files up to date."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import journal, name_orders, replay, search, undo
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name

APPLICATION_ID = 0x43414452  # "CADR" in the file's header: tells our files from other SQLite databases


@dataclass(frozen=True)
class Schema:
    """`given` are the records in an order in which foreign keys point backwards, or what makes them when they are
    first wanted: opening a file that is up to date needs none, and loading all of them takes longer than opening.

    `upgrades[n]` are the plain SQL statements that turn version n - 1 into n. They are frozen once released and
    never use the models, which are always those of the newest version.

    `triggers` is what `fingerprint` says of the triggers that these records have, so that a file can be looked at
    without loading them; without it they are loaded.
    """

    version: int
    given: tuple[type[Record], ...] | Callable[[], tuple[type[Record], ...]]
    upgrades: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    triggers: str = ""

    @cached_property
    def records(self) -> tuple[type[Record], ...]:
        """All records."""
        return self.given() if callable(self.given) else self.given

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
    return dict(database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))


def fingerprint(triggers: Mapping[str, str]) -> str:
    """SHA-256 (hex) of triggers by name."""
    return sha256(json.dumps(sorted(triggers.items())).encode()).hexdigest()


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
    for statement in triggers_of(schema).values():
        database.run(statement)
    search.register(schema.records)


def _drop_derived() -> None:
    """Drop what the models make and `install_triggers` makes again: it would be in the way of changing a table."""
    for kind, names in (("trigger", "journal_*"), ("index", "search_*")):
        found = database.rows("SELECT name FROM sqlite_master WHERE type = ? AND name GLOB ?", kind, names)
        for (name,) in found:
            database.run(f'DROP {kind} "{name}"')


def upgrade(schema: Schema, version: int, actor: str, at: str) -> None:
    """Bring a file of `version` up to date in one exclusive transaction; a failure leaves it as it was.

    Foreign keys are off meanwhile (altering a parent table would delete its children by cascade) and everything is
    checked before the commit. An upgrade is a step: it says what it changed, so that the journal goes on telling what
    every row has to be. What somebody has changed past the program is not written down with it, or a check would call
    it sound. It cannot be undone, nor can older ones any more. The caller has made a verified backup.
    """
    database.run("PRAGMA foreign_keys = 0")
    try:
        with database.atomic("EXCLUSIVE"):
            strange = replay.made_by_no_step(schema.records)
            _drop_derived()
            for number in range(version + 1, schema.version + 1):
                for statement in schema.upgrades[number]:
                    database.run(statement)
            orphans = database.rows("PRAGMA foreign_key_check")
            if orphans:
                raise UpgradeFailed(f"foreign key check: {orphans[:5]}")
            install_triggers(schema)
            search.rebuild_all(schema.records)
            _write_down_upgrade(schema, version, actor, at, strange)
            undo.raise_floor()
            database.run(f"PRAGMA user_version = {schema.version}")
    finally:
        database.run("PRAGMA foreign_keys = 1")


def _write_down_upgrade(
    schema: Schema, version: int, actor: str, at: str, strange: Collection[tuple[str, int]]
) -> None:
    """As a step: the new version, photos of before they were journalled, and every row that is not as the journal has
    it, be it changed by this upgrade or by one that an earlier program has done without writing it down. Of rows that
    are `strange`, since no step made them what they are, only what upgrades have added."""
    found = list(replay.differences(schema.records))
    station, counter = database.rows(
        "UPDATE station SET counter = counter + 1 WHERE own = 1 RETURNING number, counter"
    )[0]
    step = station << 32 | counter
    journal.begin(step)
    journal.write_line(step, "schema", schema.version, "U", {"version": schema.version}, {"version": version})
    database.run(
        "INSERT OR IGNORE INTO blob_waiting SELECT hash FROM blob WHERE hash NOT IN"
        " (SELECT now ->> 'hash' FROM change WHERE table_name = 'blob' AND now IS NOT NULL)"
    )
    for table, row, wanted, is_ in found:
        if wanted is None or is_ is None:
            if (table, row) in strange:
                continue
            journal.write_line(step, table, row, "I" if wanted is None else "D", is_, wanted)
        else:
            changed = [name for name in is_ if name not in wanted or wanted[name] != is_[name]]
            if (table, row) in strange:
                changed = [name for name in changed if name not in wanted]
            if not changed:
                continue
            was = {name: wanted.get(name) for name in changed}
            journal.write_line(step, table, row, "U", {name: is_[name] for name in changed}, was)
    label = _("数据文件升级到第 {version} 版").format(version=schema.version)
    journal.finish(journal.StepEntry(step, station, schema.version, label, actor, at, "upgrade"))


class UpgradeFailed(RuntimeError):
    """An upgrade would have left rows that point nowhere; the file is untouched."""
