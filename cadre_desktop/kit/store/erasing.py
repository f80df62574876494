"""Erasing what the journal holds of rows, where law asks for it, by a dated step that nobody can undo.

Each change keeps its position, its table and its row; its content and its salt are replaced by the digest that the
chain covers. So chain and anchors hold, and nobody can find out by trying what was there. What the rows are afterwards
is written down anew ('E'), so that they can still be compared with the journal. Names of steps are no content of
changes and are kept. Backups made before still have what was erased: see `erased_copies`.
"""

import json
from collections.abc import Collection, Mapping

import peewee

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import chain, dialect, journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.troubles import known_trouble

Rows = Mapping[type[Record], Collection[int]]
"""Keys by record."""

_OF_ROWS = f"table_name = ? AND row IN {dialect.LISTED}"


def write_down(step: int, rows: Rows) -> None:
    """Write down what rows are now, or that they are gone: their history begins with that. Inside a step."""
    for record, keys in rows.items():
        wanted = json.dumps(sorted(keys))
        database.run(journal.whole_rows(record, "E", f"t.id IN {dialect.LISTED}"), wanted)
        there = f'SELECT 1 FROM "{table_name(record)}" WHERE id = ?'
        for key in sorted(keys):
            if database.value(there, key) is None:
                journal.write_line(step, table_name(record), key, "E", None)


def erase(step: int, rows: Rows) -> int:
    """Erase the content of all changes of rows but those that `write_down` has just written; returns how many.

    Raises Refused for changes written before version 4: their step's hash covers the content itself.
    """
    count = 0
    for record, keys in rows.items():
        given = table_name(record), json.dumps(sorted(keys))
        plain = database.rows(
            f"SELECT s.label FROM change c JOIN step s ON s.id = c.step WHERE s.schema < ? AND {_OF_ROWS} LIMIT 1",
            chain.SALTED,
            *given,
        )
        if plain:
            raise Refused(_("“{step}”是程序升级以前的步骤，其中的内容不能单独清除。").format(step=plain[0][0]))
        found = chain.digests(f"{_OF_ROWS} AND NOT (op = 'E' AND step = ?)", *given, step)
        database.executemany(chain.REPLACE, iter(found))
        count += len(found)
    return count


def overwrite() -> None:
    """From now on what is deleted is overwritten with zeros in the file, until the file is closed."""
    database.run(dialect.OVERWRITE_DELETED)


def sweep() -> None:
    """Remove what was erased from the free parts of the file, where moved pages have left it, and from the -wal as far
    as nobody is reading it; outside a transaction.

    Raises Refused where that cannot be done; the step is kept.
    """
    try:
        with database.write_lock:
            database.run(dialect.work_in_memory(False))  # the file may be larger than the memory
            try:
                database.run(dialect.WRITE_ANEW)
            finally:
                database.run(dialect.work_in_memory(True))
            if database.value(dialect.COPY_BACK_WHOLE):  # who reads an earlier state keeps it in the file
                raise Refused(_not_swept(_("有程序正在读这个文件")))
    except peewee.OperationalError as error:
        raise Refused(_not_swept(known_trouble(error) or error)) from error


def _not_swept(why: object) -> str:
    text = _("内容已经清除，这一步已记下；但文件的空闲部分里可能还有残留，没有清理成（{why}）。请再清除一次。")
    return text.format(why=why)
