"""Copies of a court's file without the contents of its blobs, which lie once in the folder beside (`blob_folder`).

A lean copy has every table, index and trigger of the file, but in the table of blobs a mark with the size replaces each
content that lies beside. A content that is not what its name says cannot lie there and stays in the copy (with a sign
before it where it begins as a mark does). The header says that it is a lean copy, so neither this program nor an
earlier one takes it for a data file and loses photos unnoticed.

`VACUUM INTO` copies every page, so to leave the contents out afterwards would take as long as to copy them. Here the
new file is made table by table from one moment of the old one, in the way and order in which VACUUM does it; where
possible, the engine copies rows byte by byte.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.blob_folder import BlobFolder
from cadre_desktop.kit.store.blobs import name_of
from cadre_desktop.kit.store.schema import APPLICATION_ID

LEAN_ID = 0x43414442
"""CADB, in the header of a lean copy instead of `APPLICATION_ID`."""

_MARK = b"cadre-beside:"
_NO_MARK = _MARK + b"!"
_LONGEST_MARK = len(_MARK) + 20
_TABLE = "blob"
_MALFORMED = "malformed: a blob is none"
_SOURCE = "SELECT {what} FROM source.blob"

Rows = Iterable[tuple[str, bytes]]
"""Of the table of blobs: names, and contents or marks."""

Fill = Callable[[Any], Rows]
"""Makes the rows of that table from a connection on which the file to be copied is ``source``."""


@dataclass(frozen=True)
class BlobBeside:
    """A blob that lies beside a lean copy, and its size in bytes."""

    name: str
    size: int


def is_lean(path: Path) -> bool:
    """Whether a file says in its header that it is a lean copy; False where it cannot be read."""
    return application_of(path) == LEAN_ID


def application_of(path: Path) -> int:
    """Whose file it is by its header; 0 where that cannot be read."""
    try:
        with path.open("rb") as file:
            return int.from_bytes(file.read(72)[68:], "big")
    except OSError:
        return 0


def beside(connection: Any) -> list[BlobBeside]:
    """What lies beside the lean copy that a connection is to; nothing for a file of before there were blobs."""
    if connection.execute(dialect.has_column(_TABLE, "content")).fetchone() is None:
        return []
    short = connection.execute(f"SELECT hash, content FROM blob WHERE length(content) <= {_LONGEST_MARK}")
    return [BlobBeside(name, size) for name, content in short if (size := _size_of(content)) is not None]


def _size_of(content: Any) -> int | None:
    """The size of a blob instead of which a mark is kept; None for a content."""
    if not isinstance(content, bytes) or not content.startswith(_MARK) or not content[len(_MARK) :].isdigit():
        return None
    return int(content[len(_MARK) :])


def whole_in(connection: Any, name: str) -> bytes | None:
    """The blob of this name in the file that a connection is to; None where it is not whole in it."""
    try:
        found = connection.execute("SELECT content FROM blob WHERE hash = ?", (name,)).fetchone()
    except (dbapi2.DatabaseError, UnicodeDecodeError):  # a damaged file
        return None
    content = found[0] if found else None
    return content if isinstance(content, bytes) and name_of(content) == name else None


def has_blobs(connection: Any) -> bool:
    """Whether there is anything that could lie beside a copy."""
    if connection.execute(dialect.has_column(_TABLE, "content")).fetchone() is None:
        return False
    return connection.execute("SELECT 1 FROM blob LIMIT 1").fetchone() is not None


def setting_aside(folder: BlobFolder, read_again: Callable[[str], bool]) -> Fill:
    """For a lean copy: what lies in `folder` is left out, and what does not yet is put there first. Of what is there
    the blobs chosen by `read_again` are read whole, the others have to have the right size."""

    def lies_there(name: str, size: int) -> bool:
        return folder.size(name) == size and (not read_again(name) or folder.read(name) is not None)

    def rows(connection: Any) -> Rows:
        found = connection.execute(_SOURCE.format(what="hash, length(content)") + " ORDER BY hash").fetchall()
        if not all(isinstance(name, str) and isinstance(size, int) for name, size in found):
            raise dbapi2.DatabaseError(_MALFORMED)
        there = {name for name, size in found if lies_there(name, size)}
        fresh: dict[str, int] = {}

        def contents() -> Iterator[tuple[str, bytes]]:
            for name, size in found:
                if name not in there and folder.takes(name):
                    content = _content(connection, name)
                    if name_of(content) == name:
                        fresh[name] = size
                        yield name, content

        folder.keep(contents())
        sign = b"" if _application(connection) == LEAN_ID else _NO_MARK
        for name, size in found:
            if name in there or name in fresh:
                yield name, _MARK + str(size).encode()
            elif (whole := folder.read(name)) is not None:  # damaged in the file alone
                yield name, _MARK + str(len(whole)).encode()
            else:
                content = _content(connection, name)
                yield name, sign + content if content.startswith(_MARK) else content

    return rows


def _application(connection: Any) -> int:
    return int(connection.execute(dialect.of_source("application_id")).fetchone()[0])


def _content(connection: Any, name: str) -> bytes:
    found = connection.execute(_SOURCE.format(what="content") + " WHERE hash = ?", (name,)).fetchone()
    if found is None or not isinstance(found[0], bytes):
        raise dbapi2.DatabaseError(_MALFORMED)
    return found[0]


def bringing_back(find: Callable[[str], bytes | None], missing: list[str]) -> Fill:
    """For a whole file from a lean copy: blobs come from where they are found. Those that are not found have no row, so
    that they can come again, and are `missing`."""

    def rows(connection: Any) -> Rows:
        for name, content in connection.execute(_SOURCE.format(what="hash, content") + " ORDER BY hash"):
            if not isinstance(name, str) or not isinstance(content, bytes):
                raise dbapi2.DatabaseError(_MALFORMED)
            if _size_of(content) is None:
                yield name, content.removeprefix(_NO_MARK)
            elif (whole := find(name)) is not None:
                yield name, whole
            else:
                missing.append(name)

    return rows


def write(source: str, part: Path, fill: Fill, *, lean: bool) -> int:
    """Copy the file with the URI `source` to the empty file `part`, which is a lean copy or a whole file, with the rows
    that `fill` makes in the table of blobs, bring it to the disk and return the number of its steps. All is as it was
    at one moment.

    Raises the errors of the database; rows that do not fit their tables are damage, reported as such.
    """
    connection = dbapi2.connect(f"{part.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        for statement in dialect.UNTIL_IN_PLACE:
            connection.execute(statement)
        connection.execute(dialect.ATTACH_SOURCE, (source,))
        for setting in dialect.LAID_OUT_BY:
            _copy_setting(connection, setting)
        connection.execute("BEGIN")
        try:
            steps = int(connection.execute("SELECT count(*) FROM source.step").fetchone()[0])
            _copy_tables(connection, fill)
        except dbapi2.IntegrityError as error:
            raise dbapi2.DatabaseError(f"malformed: {error}") from error
        _copy_setting(connection, "user_version")
        connection.execute(dialect.of_main("application_id", LEAN_ID if lean else APPLICATION_ID))
        connection.execute("COMMIT")
    finally:
        connection.close()
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    return steps


def _copy_setting(connection: Any, setting: str) -> None:
    connection.execute(dialect.of_main(setting, connection.execute(dialect.of_source(setting)).fetchone()[0]))


def _copy_tables(connection: Any, fill: Fill) -> None:
    """Copy what ``source`` is built of and all it holds."""
    connection.execute(dialect.CATALOGUE_IS_WRITTEN)
    tables = connection.execute(dialect.SOURCE_TABLES).fetchall()
    for name, statement in tables:
        if (name,) not in connection.execute(dialect.MADE_BY_ENGINE).fetchall():
            connection.execute(statement)
    for (statement,) in connection.execute(dialect.SOURCE_INDEXES).fetchall():
        connection.execute(statement)
    for name, _statement in tables:
        if name == _TABLE:
            connection.executemany("INSERT INTO main.blob (hash, content) VALUES (?, ?)", fill(connection))
        else:
            _copy_rows(connection, name)
    connection.execute(dialect.COPY_OTHER_BUILD)


def _copy_rows(connection: Any, table: str) -> None:
    """Copy the rows of a table, with their row numbers where no column of the table has these."""
    quoted = '"' + table.replace('"', '""') + '"'
    columns = connection.execute(dialect.columns_of_source(table)).fetchall()
    keys = [kind.upper() for _name, kind, key, _hidden in columns if key]
    numbered = keys == ["INTEGER"] or connection.execute(dialect.is_keyed(table)).fetchone()[0]
    connection.execute(f"DELETE FROM main.{quoted}")  # what has come by itself
    if numbered and not any(hidden for *_column, hidden in columns):
        connection.execute(f"INSERT INTO main.{quoted} SELECT * FROM source.{quoted}")
        return
    names = ['"' + name.replace('"', '""') + '"' for name, _kind, _key, hidden in columns if not hidden]
    listed = ", ".join(names if numbered else [dialect.ROW, *names])
    connection.execute(f"INSERT INTO main.{quoted} ({listed}) SELECT {listed} FROM source.{quoted}")
