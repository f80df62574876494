"""Bringing a file of an earlier version up to date: the frozen steps of each version, all in one transaction."""

from collections.abc import Collection

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import dialect, journal, replay, search, undo
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.old_file import OldFile, Steps
from cadre_desktop.kit.store.schema import Schema, install_triggers


class UpgradeFailed(RuntimeError):
    """An upgrade would have left rows that point nowhere; the file is untouched."""


def _drop_derived() -> None:
    """Drop triggers and what else `install_triggers` makes again from the models: a table cannot be changed while they
    are there."""
    for kind, names in (("trigger", "journal_*"), ("index", "search_*")):
        found = database.rows(dialect.NAMED_ALIKE, kind, names)
        for (name,) in found:
            database.run(f'DROP {kind} "{name}"')


def upgrade(schema: Schema, version: int, actor: str, at: str) -> None:
    """Bring a file of `version` up to date in one exclusive transaction; a failure leaves it as it was.

    Foreign keys are off meanwhile (altering a parent table would delete its children by cascade) and everything is
    checked before the commit. An upgrade is a step: what it changes is in the journal, which so still says what every
    row has to be. What somebody has changed past the program is not written down with it, or a check would call that
    sound. An upgrade cannot be undone, and no older step any more. The caller has made a verified backup.
    """
    database.run(dialect.check_links(False))
    try:
        with database.atomic(dialect.ALONE):
            strange = replay.made_by_no_step(schema.records)
            _drop_derived()
            for number in range(version + 1, schema.version + 1):
                _take(schema.steps_to(number))
            orphans = database.rows(dialect.LINKS_CHECK)
            if orphans:
                raise UpgradeFailed(f"foreign key check: {orphans[:5]}")
            install_triggers(schema)
            search.rebuild_all(schema.records)
            _write_down_upgrade(schema, version, actor, at, strange)
            undo.raise_floor()
            database.run(dialect.set_version(schema.version))
    finally:
        database.run(dialect.check_links(True))


def _take(steps: Steps) -> None:
    """Carry out the steps of one version."""
    for step in steps:
        if isinstance(step, str):
            database.run(step)
        else:
            step(OldFile())


def _write_down_upgrade(
    schema: Schema, version: int, actor: str, at: str, strange: Collection[tuple[str, int]]
) -> None:
    """Write down as a step: the new version, photos from before photos were journalled, and every row that is not as
    the journal has it, whether this upgrade changed it or an upgrade by an earlier program, which did not write it
    down. Of rows that are `strange`, which no step made what they are, only what upgrades have added is written."""
    found = list(replay.differences(schema.records))
    station, counter = database.rows(
        "UPDATE station SET counter = counter + 1 WHERE own = 1 RETURNING number, counter"
    )[0]
    step = station << 32 | counter
    journal.begin(step)
    journal.write_line(step, "schema", schema.version, "U", {"version": schema.version}, {"version": version})
    database.run(
        f"{dialect.unless_there('blob_waiting')} SELECT hash FROM blob WHERE hash NOT IN"
        f" (SELECT {dialect.in_json('now', 'hash')} FROM change WHERE table_name = 'blob' AND now IS NOT NULL)"
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
