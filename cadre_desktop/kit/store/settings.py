"""What a court's file keeps beside its records: settings, what only ever counts up, and small memories.

Settings change what comes out of the file (how grave a conflict is taken, what is on a certificate). They are
journalled and undone like rows. Tallies are journalled and never go back: the number of a certificate that was printed
stays given, also when its issue is undone. Memos make work easier, or are kept from one step to the next (what is on
its way to a printer). They change no record and are not journalled.
"""

from cadre_desktop.kit.store.database import database


def setting(key: str) -> str | None:
    """A setting, or None."""
    value = database.value("SELECT value FROM setting WHERE key = ?", key)
    return None if value is None else str(value)


def put_setting(key: str, value: str) -> None:
    """Keep a setting; inside a step."""
    _put("setting", key, value)


def tally(key: str) -> int:
    """How far something has been counted; 0 at first."""
    return int(database.value("SELECT value FROM tally WHERE key = ?", key) or 0)


def tallies(prefix: str) -> dict[str, int]:
    """Every tally whose key begins with `prefix`."""
    rows = database.rows("SELECT key, value FROM tally WHERE substr(key, 1, ?) = ?", len(prefix), prefix)
    return {str(key): int(value) for key, value in rows}


def raise_tally(key: str, count: int) -> None:
    """Something has been counted as far as `count`; inside a step."""
    if count > tally(key):
        _put("tally", key, str(count))


def _put(table: str, key: str, value: str) -> None:
    known = database.value(f"SELECT id FROM {table} WHERE key = ?", key)
    if known is None:
        database.run(f"INSERT INTO {table} VALUES (?, ?, ?)", database.new_keys(1)[0], key, value)
    else:
        database.run(f"UPDATE {table} SET value = ? WHERE id = ?", value, known)


def memo(key: str) -> str | None:
    """A memo, or None."""
    value = database.value("SELECT value FROM memo WHERE key = ?", key)
    return None if value is None else str(value)


def put_memo(key: str, value: str) -> None:
    """Keep a memo."""
    database.run("INSERT INTO memo VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
