"""An upgrade that stops, wherever it is: the file is the old one, whole, and the next opening upgrades it.

What a killed process leaves is what lies on the disk at that moment. So the disk is looked at before each statement of
an upgrade, with next to no memory for pages, or all would be written at the end; and processes are killed indeed.
"""

import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import peewee
import pytest
from next_version import NEXT, NEXT_SCHEMA
from released import content, unpack

from cadre_desktop.checking import check_store
from cadre_desktop.kit.store.database import CourtDatabase, database
from cadre_desktop.kit.store.opening import close_database, close_store, open_store
from cadre_desktop.kit.store.schema import Schema
from cadre_desktop.kit.store.upgrading import upgrade
from cadre_desktop.schema import SCHEMA, VERSION

HERE = Path(__file__).parent
UPGRADES = {
    **{f"{number} to {VERSION}": (number, SCHEMA) for number in range(1, VERSION)},
    f"{VERSION} to {NEXT}": (VERSION, NEXT_SCHEMA),
}
PAGES = 10
"""Of 4 KB, that a connection keeps in memory."""


def listen(monkeypatch: pytest.MonkeyPatch, heard: Callable[[str], object]) -> None:
    """Tell `heard` each statement before it is carried out, also those that triggers and `executemany` carry out."""
    connect: Any = CourtDatabase._connect

    def listened(self: CourtDatabase) -> object:
        connection = connect(self)
        connection.execute(f"PRAGMA cache_size = {PAGES}")
        connection.set_trace_callback(heard)
        return connection

    monkeypatch.setattr(CourtDatabase, "_connect", listened)


@dataclass
class Disk:
    """Keeps what lies on the disk of a file and its -wal, whenever it has changed."""

    path: Path
    folder: Path
    statements: list[str] = field(default_factory=list)
    kept: dict[int, Path] = field(default_factory=dict)
    """Copies, by how many statements had been carried out by then."""
    _last: tuple[object, ...] = ()

    def heard(self, statement: str) -> None:
        """Look at the disk before a statement."""
        files = [file for ending in ("", "-wal") if (file := self.path.with_name(self.path.name + ending)).exists()]
        now = tuple(zlib.crc32(file.read_bytes()) for file in files)  # clocks of disks are too slow to tell
        if now != self._last:
            self._last = now
            copy = self.folder / str(len(self.statements)) / self.path.name
            copy.parent.mkdir(parents=True)
            for file in files:
                shutil.copyfile(file, copy.with_name(file.name))
            self.kept[len(self.statements)] = copy
        self.statements.append(statement)


def _copied(path: Path) -> Path:
    """A file with its -wal under another name, to be read there: reading tidies up."""
    other = path.with_name(f"other-{path.name}")
    for ending in ("", "-wal"):
        if (file := path.with_name(path.name + ending)).exists():
            shutil.copyfile(file, other.with_name(other.name + ending))
    return other


def thinned(kept: dict[int, Path], versions: int) -> Iterator[tuple[int, Path]]:
    """All copies of an upgrade by one version; of one by several each tenth and the last, as the steps of each version
    are looked at one by one in the upgrade from the version before it.
    """
    last = len(kept) - 1
    return (each for at, each in enumerate(kept.items()) if versions == 1 or at % 10 == 0 or at == last)


@pytest.fixture
def opened() -> Iterator[Callable[[Path, Schema], None]]:
    """Opens a file, by which it is upgraded, and sees that it is sound then."""

    def open_it(path: Path, schema: Schema) -> None:
        store = open_store(path, schema, "王祯")
        assert database.value("PRAGMA user_version") == schema.version
        assert check_store(store).sound
        close_store(store)

    yield open_it
    close_database()


@pytest.mark.parametrize("way", UPGRADES)
def test_at_each_statement_the_disk_holds_the_old_file_or_the_new_one(way, tmp_path, monkeypatch, opened):
    number, schema = UPGRADES[way]
    path = unpack(number, tmp_path)
    before = content(path)
    disk = Disk(path, tmp_path / "kept")
    with monkeypatch.context() as listening:
        listen(listening, disk.heard)
        close_store(open_store(path, schema, "王祯"))
    begun = disk.statements.index("BEGIN EXCLUSIVE")
    done = disk.statements.index("COMMIT", begun)
    carried_out = {" ".join(statement.split()) for statement in disk.statements[begun:done]}
    plain = [step for version in range(number + 1, schema.version + 1) for step in schema.steps_to(version)]
    assert {" ".join(step.split()) for step in plain if isinstance(step, str)} <= carried_out
    amid = [copy for count, copy in disk.kept.items() if begun < count <= done]
    assert len(amid) > len(plain)  # it is really written meanwhile
    for count, copy in thinned(disk.kept, schema.version - number):
        found = content(_copied(copy))
        assert found == before if count <= done else found["version"] == schema.version
    for copy in (amid[0], amid[len(amid) // 2], amid[-1]):
        opened(copy, schema)


@pytest.mark.parametrize("way", UPGRADES)
def test_an_upgrade_that_fails_at_any_step_leaves_the_file_and_may_be_tried_again(way, tmp_path, opened):
    number, schema = UPGRADES[way]
    path = unpack(number, tmp_path)
    before = content(path)
    database.switch(path)

    def fail(_file: object) -> None:
        raise peewee.OperationalError("database or disk is full")

    steps = {version: schema.steps_to(version) for version in range(number + 1, schema.version + 1)}
    for version, of_it in steps.items():
        # Every step of the next version, and some of each that follows: an upgrade from there looks at all of these.
        end = len(of_it)
        for place in range(end + 1) if version == number + 1 else (0, end // 2, end):
            failing = {**steps, version: (*of_it[:place], fail, *of_it[place:])}
            with pytest.raises(peewee.OperationalError):
                upgrade(Schema(schema.version, schema.given, failing), number, "王祯", "2023-06-01T09:00:00")
            assert database.value("PRAGMA foreign_keys") == 1
    database.switch(None)
    assert content(path) == before
    opened(path, schema)


KILLED = """
import os, sys
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from next_version import NEXT, NEXT_SCHEMA
from cadre_desktop.kit.store.database import CourtDatabase
from cadre_desktop.kit.store.opening import open_store
from cadre_desktop.schema import SCHEMA
connect = CourtDatabase._connect
def listened(self):
    connection = connect(self)
    connection.execute("PRAGMA cache_size = 10")
    connection.set_trace_callback(lambda statement: os._exit(9) if statement.startswith(sys.argv[4]) else None)
    return connection
CourtDatabase._connect = listened
open_store(Path(sys.argv[3]), NEXT_SCHEMA if f"version-{NEXT - 1}." in sys.argv[3] else SCHEMA, "王祯")
"""


AMID = ("ALTER TABLE", "CREATE INDEX", "PRAGMA foreign_key_check", "COMMIT")


@pytest.mark.parametrize(("statement", "way"), [*zip(AMID, cycle(UPGRADES), strict=False)])
def test_a_process_that_is_killed_amid_an_upgrade(statement, way, tmp_path, opened):
    number, schema = UPGRADES[way]
    path = unpack(number, tmp_path)
    before = content(path)
    command = [sys.executable, "-c", KILLED, str(HERE.parents[1]), str(HERE), str(path), statement]
    done = subprocess.run(command, env=os.environ, check=False)
    assert done.returncode == 9
    assert content(_copied(path)) == before
    opened(path, schema)
