"""The files of the versions: frozen steps that import nothing, and make of each released file what the next one was."""

import ast
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from released import built, unpack, versions_kept
from sqlcipher3 import dbapi2

from cadre_desktop.kit.store.fields import added_column
from cadre_desktop.kit.store.old_file import OldFile
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.schema import SCHEMA, VERSION

FOLDER = Path(__file__).parents[2] / "cadre_desktop" / "versions"
FILES = sorted(FOLDER.glob("v*.py"))
RELEASED = versions_kept()


def frozen(path: Path) -> str:
    """SHA-256 (hex) of the file of a version, whatever the spaces in it."""
    return sha256(" ".join(path.read_text("utf-8").split()).encode()).hexdigest()


FROZEN = {
    "v0002": "8fd3798ab677a376588890fbbcedff9db8c88bbb1d96e843edfcd00836d71f8c",
    "v0003": "624d10c572b369a6e0ea1d9d757666d0318da9efc58ba59b7ff1020f2fb891ff",
    "v0004": "071017932f393c7c30597b3225d15a013fc4bf7f424e159429f380c5ec2a2b90",
    "v0005": "4bde9b45f90d20f3359da9d6b363f10d62a1548f70cfe3a3fc3bfa37e306c88d",
    "v0006": "6aa9aeafcd767aaa08bf06189836733cff4e161d4898d51a9256a0e7fa885369",
    "v0007": "60bfbd3dcfa217f71aa7afec68bda2a84231cd978c989972ab8c2ba4f56ca2ed",
    "v0008": "c5f976ec1d768b0bed79e113aa810fe2ca152b1a79ac78ef8ce59d63bbe4b7ef",
    "v0009": "c401989d927b9f435ddef7bbf7126233fa21d7024e29416048724851b3ec8fdb",
}
"""What `frozen` says of each version as it was released. Of courts' files some have been upgraded by it, others not
yet: changed steps would make two kinds of file of one version. A new version is put in here when it is released."""


def test_each_version_has_its_file():
    assert [path.stem for path in FILES] == [f"v{number:04}" for number in range(2, VERSION + 1)]
    assert all(SCHEMA.steps_to(number) for number in range(2, VERSION + 1))


def test_released_versions_are_as_they_were_released():
    assert {path.stem: frozen(path) for path in FILES} == FROZEN


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_version_imports_nothing_that_may_change(path):
    """Whatever it needs of the program it copies: models and rules are always those of today."""
    imports = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Import)]
    froms = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    names = [alias.name for node in imports for alias in node.names] + [node.module or "." for node in froms]
    strays = {name for name in names if name.split(".")[0] not in sys.stdlib_module_names}
    assert strays <= {OldFile.__module__}  # the type of what a Python step is handed


class _Plain(OldFile):
    """A released file as plain SQLite, without the program."""

    def __init__(self, path: Path):
        self.connection = dbapi2.connect(str(path), isolation_level=None)
        for kind, names in (("trigger", "journal_*"), ("index", "search_*")):
            found = "SELECT name FROM sqlite_master WHERE type = ? AND name GLOB ?"
            for (name,) in self.rows(found, kind, names):
                self.run(f'DROP {kind} "{name}"')

    def run(self, statement, *parameters):
        self.connection.execute(statement, parameters)

    def rows(self, statement, *parameters):
        return self.connection.execute(statement, parameters).fetchall()


@pytest.mark.parametrize("number", RELEASED[1:])
def test_the_steps_make_of_each_released_file_one_of_the_next_version(number, tmp_path):
    file, wanted = _Plain(unpack(number - 1, tmp_path)), _Plain(unpack(number, tmp_path))
    for step in SCHEMA.steps_to(number):
        file.run(step) if isinstance(step, str) else step(file)
    assert built(file.rows) == built(wanted.rows)
    file.connection.close()
    wanted.connection.close()


LATER = {
    f"{table_name(record)}.{field.column_name}": field
    for record in SCHEMA.records
    for field in record._meta.sorted_fields
    if field.since > 1
}


@pytest.mark.parametrize("name", LATER)
def test_a_column_is_added_by_the_version_it_says(name):
    """If this fails for a new column, what is expected is the line that the file of its version lacks."""
    assert added_column(LATER[name]) in SCHEMA.steps_to(LATER[name].since)


@pytest.mark.parametrize("number", RELEASED)
def test_columns_say_with_which_version_they_came(number, tmp_path):
    file = _Plain(unpack(number, tmp_path))
    names = [name for kind, name in built(file.rows) if kind == "table"]
    tables = {name: {row[1] for row in file.rows(f'PRAGMA table_xinfo("{name}")')} for name in names}
    file.connection.close()
    told = {
        table_name(record): {field.column_name for field in record._meta.sorted_fields if field.since <= number}
        for record in SCHEMA.records
        if table_name(record) in tables
    }
    assert {name: tables[name] for name in told} == told
