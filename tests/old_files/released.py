"""The files of released versions, kept compressed: a court of a hundred tables is mostly empty pages."""

import lzma
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlcipher3 import dbapi2

HERE = Path(__file__).parent
ENDING = ".cadre.xz"


def _sample(number: int) -> Path:
    """Where the file of a version is kept, be it there or not."""
    return HERE / f"version-{number}{ENDING}"


def versions_kept() -> list[int]:
    """The versions of which a file is kept."""
    return sorted(int(path.name.removesuffix(ENDING).removeprefix("version-")) for path in HERE.glob(f"*{ENDING}"))


def unpack(number: int, folder: Path) -> Path:
    """Write the file of a version into `folder`; returns where it is."""
    path = folder / f"version-{number}.cadre"
    path.write_bytes(lzma.decompress(_sample(number).read_bytes()))
    return path


def pack(made: Path, number: int) -> Path:
    """Keep a closed file as that of a version; returns where. Raises FileExistsError if there is one: it was released,
    and never changes."""
    path = _sample(number)
    with path.open("xb") as kept:
        kept.write(lzma.compress(made.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    return path


def built(rows: Callable[[str], Sequence[Sequence[object]]]) -> dict[tuple[str, str], object]:
    """How a file is built, of which `rows` asks: tables by their columns and links, triggers by their words, all else
    by its SQL. The order of columns may differ."""
    found: dict[tuple[str, str], object] = {}
    for kind, name, sql in rows("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"):
        if kind == "table":
            columns = sorted(row[1:] for row in rows(f'PRAGMA table_xinfo("{name}")'))
            links = sorted(row[2:] for row in rows(f'PRAGMA foreign_key_list("{name}")'))
            found[kind, name] = (columns, links, "STRICT" in sql, "WITHOUT ROWID" in sql)
        elif kind == "trigger":
            found[kind, name] = sorted(re.findall(r"\w+", sql))
        else:
            found[kind, name] = " ".join(sql.split())
    return found


def content(path: Path) -> dict[str, object]:
    """Everything in a closed file, as plain SQLite reads it: its version, how it is built, the rows of every table.

    Reading may tidy up: what a process that was killed has left beside the file is taken up, or thrown away.
    """
    connection = dbapi2.connect(str(path))
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        built_so = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
        tables = [name for kind, name, _sql in built_so if kind == "table"]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {"version": version, "built": built_so, **rows}
    finally:
        connection.close()
