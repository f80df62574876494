"""Photos and scans, kept once each under the SHA-256 of their content; records and journal carry only the hash."""

import hashlib

from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.database import database


def name_of(content: bytes) -> str:
    """The hash under which `content` is kept."""
    return hashlib.sha256(content).hexdigest()


def put(content: bytes) -> str:
    """Keep `content` and return its hash (hex)."""
    name = name_of(content)
    with database.write_lock:
        database.run(f"{dialect.unless_there('blob')} VALUES (?, ?)", name, content)
    return name


def bring_back(content: bytes) -> None:
    """Keep `content` again that has been lost, also where something else is kept in its place."""
    name = name_of(content)
    with database.write_lock:
        database.run("DELETE FROM blob WHERE hash = ?", name)
        put(content)


def get(name: str) -> bytes | None:
    """The content with this hash, or None."""
    content = database.value("SELECT content FROM blob WHERE hash = ?", name)
    return None if content is None else bytes(content)
