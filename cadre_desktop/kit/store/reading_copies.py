"""Reading copies of a court's file: whether they are whole, how far they have come, and what lies beside them."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import dialect, lean_copy
from cadre_desktop.kit.store.blob_folder import BLOBS, BlobFolder
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.lean_copy import BlobBeside
from cadre_desktop.kit.troubles import known_trouble, tells_damage


class CannotRead(Refused):
    """The file to be copied is damaged or none of ours."""


class BlobsMissing(CannotRead):
    """Photos or attachments of the lean copy `source` are found nowhere; `missing` are their hashes. Nothing was
    changed."""

    def __init__(self, source: Path, missing: Iterable[str]):
        self.source, self.missing = source, tuple(missing)
        words = _("“{name}”的照片和附件另放在旁边的文件夹“{folder}”里，其中 {count} 项没有找到或已损坏。")
        super().__init__(words.format(name=source.name, folder=BLOBS, count=len(self.missing)))


def is_open(file: Path) -> bool:
    return database.location is not None and database.location.path == file


def blobs_of(path: Path) -> list[BlobBeside]:
    """What lies beside a backup; nothing for a whole one. Raises Refused when it cannot be read."""
    if not lean_copy.is_lean(path):
        return []
    with opened(path, "ro") as connection:
        return lean_copy.beside(connection)


def lacking(path: Path) -> list[str]:
    """The hashes of what should lie beside a backup but does not, or not in its size. Raises Refused when it cannot be
    read."""
    folder = BlobFolder(path.parent)
    return [blob.name for blob in blobs_of(path) if folder.size(blob.name) != blob.size]


def verify(path: Path, steps: int = 0) -> None:
    """Open a backup and check it whole, that it has at least `steps` steps, and that what should lie beside it does;
    raises Refused if not."""
    with opened(path) as connection:
        trouble = connection.execute(dialect.damage_check()).fetchone()[0]
        found = connection.execute("SELECT count(*) FROM step").fetchone()[0]
    if trouble != "ok" or found < steps:
        raise CannotRead(_("“{name}”不完整，请另选一份备份。").format(name=path.name))
    if missing := lacking(path):
        raise BlobsMissing(path, missing)


def head(path: Path) -> str:
    """The hash of the last step in `path`, whose chain covers all steps; empty when there is none."""
    with opened(path, "ro") as connection:
        row = connection.execute(f"SELECT hash FROM step ORDER BY {dialect.FIRST_IS_OLDEST} DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def last_step(path: Path) -> tuple[int, str]:
    """`seq` and hash of the last step in `path`; `seq` is 0 in files of before version 4, the hash empty when
    there is no step. Raises Refused when it cannot be read."""
    with opened(path, "ro") as connection:
        numbered = connection.execute(dialect.has_column("step", "seq")).fetchone()
        seq = "seq" if numbered else "0"
        row = connection.execute(
            f"SELECT {seq}, hash FROM step ORDER BY {dialect.FIRST_IS_OLDEST} DESC LIMIT 1"
        ).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def holds(path: Path, step: str) -> bool:
    """Whether a backup can be read and has the step with this hash."""
    try:
        with opened(path, "ro") as connection:
            return connection.execute("SELECT 1 FROM step WHERE hash = ?", (step,)).fetchone() is not None
    except Refused:  # of no use then
        return False


def station_of(path: Path) -> str:
    """The UUID of the court's file that `path` is a copy of. Raises Refused when it cannot be read."""
    with opened(path, "ro") as connection:
        row = connection.execute("SELECT uuid FROM station WHERE own = 1").fetchone()
    return str(row[0]) if row else ""


@contextlib.contextmanager
def opened(path: Path, mode: str = "rw") -> Iterator[Any]:
    """A connection of its own; what goes wrong on it becomes a sentence where it is known."""
    if not path.is_file():
        raise Refused(_("找不到文件“{name}”。").format(name=path))
    with told(path):
        connection = dbapi2.connect(uri_of(path, mode), uri=True, isolation_level=None)
        try:
            yield connection
        finally:
            connection.close()


def uri_of(path: Path, mode: str = "rw") -> str:
    """The name of a file for SQLite; one that is open for reading alone is not to change."""
    how = "immutable=1" if is_open(path) and database.frozen else f"mode={mode}"
    return f"{path.resolve().as_uri()}?{how}"


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Trouble with the database at `path` as a sentence."""
    try:
        yield
    except (dbapi2.DatabaseError, UnicodeDecodeError) as error:
        if tells_damage(error):
            raise CannotRead(_("“{name}”已损坏，或不是数据文件，请另选一份备份。").format(name=path.name)) from error
        if sentence := known_trouble(error):
            raise Refused(sentence) from error
        raise
