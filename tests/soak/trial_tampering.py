"""Rows, the journal and what hangs on them are changed past the program by plain SQL; the check tells, and repairs."""

import random
import shutil
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from cadre_desktop.checking import check_store
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.repairs import repair
from cadre_desktop.schema import SCHEMA
from tests.soak import doing
from tests.soak.trials import Found, Tally

FILES = 12
"""Files that are changed in one run."""
_ACTIONS = 40
_JOURNAL = {
    "step": ("label", "actor", "at", "kind", "previous", "hash"),
    "change": ("table_name", "row", "op", "was", "now"),
    "setting": ("key", "value"),
}
"""Tables of the journal, and their columns of which a change means something."""


def trial(lot: random.Random, folder: Path) -> Found:
    """Change copies of a file with some work in it by one statement each, triggers away and put back."""
    tally = Tally()
    whole = folder / "院.cadre"
    store = doing.found(whole)
    for _action in range(_ACTIONS):
        doing.act(lot, store)
    close_store(store)
    for number in range(FILES):
        path = folder / str(number) / "院.cadre"
        path.parent.mkdir()
        shutil.copyfile(whole, path)
        what, is_row = _tamper(lot, path)
        _check(path, what, is_row, tally)
        shutil.rmtree(path.parent)
    return tally.found


def _tamper(lot: random.Random, path: Path) -> tuple[str, bool]:
    """One change by plain SQL; answers what, and whether it is to a record's row."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    filled = [
        table_name(record)
        for record in SCHEMA.records
        if connection.execute(f'SELECT count(*) FROM "{table_name(record)}"').fetchone()[0]
    ]
    is_row = lot.random() < 0.7
    table = lot.choice(filled if is_row else sorted(_JOURNAL))
    what = _change(lot, connection, table, is_row)
    for _name, sql in triggers:
        connection.execute(sql)
    connection.close()
    return what, is_row


def _change(lot: random.Random, connection: Any, table: str, is_row: bool) -> str:
    rows = [row for (row,) in connection.execute(f'SELECT rowid FROM "{table}" ORDER BY rowid')]
    row = lot.choice(rows)
    if lot.random() < 0.2:
        connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
        return f"{table} {row} deleted"
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    chosen = [(name, kind) for _place, name, kind, *_rest in columns if name in _JOURNAL.get(table, (name,))]
    name, kind = lot.choice([(name, kind) for name, kind in chosen if name != "id"])
    old = connection.execute(f'SELECT "{name}" FROM "{table}" WHERE rowid = ?', (row,)).fetchone()[0]
    new = (old or 0) + lot.choice((1, -1, 1000)) if kind == "INTEGER" else (old or "") + lot.choice(("x", " ", "1"))
    connection.execute(f'UPDATE OR IGNORE "{table}" SET "{name}" = ? WHERE rowid = ?', (new, row))
    if connection.execute("SELECT changes()").fetchone()[0] == 0:  # a unique value, which the file itself keeps
        connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
        return f"{table} {row} deleted"
    return f"{table} {row}: {name} {old!r} to {new!r}"


def _check(path: Path, what: str, is_row: bool, tally: Tally) -> None:
    tally.count("rows" if is_row else "journal")
    store = open_store(path, SCHEMA, "李静")
    report = check_store(store)
    if tally.expect(not report.sound, f"not noticed: {what}") and is_row:
        try:
            repair(store)
        except Refused as refused:
            tally.wrong(f"not repaired: {what}: {refused}")
        else:
            rest = check_store(store).trouble
            tally.expect(not rest, f"still there after the repair: {what}: {rest[:2]}")
    close_store(store)
