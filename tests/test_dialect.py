"""SQL that is SQLite's alone is written in `kit.store.dialect` and nowhere else, as the program's texts show."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cadre_desktop.kit.store import dialect

PACKAGE = Path(__file__).parents[1] / "cadre_desktop"
SEAM = PACKAGE / "kit" / "store" / "dialect.py"
FROZEN = PACKAGE / "versions"
"""What brings older files up to date, which are SQLite's whatever comes later."""

ALONE = {
    "JSON": r"\bjson_\w+\(|->>",
    "IS with a value": r"\bIS (NOT )?(?!NULL|NOT\b)",
    "STRICT": r"\bSTRICT\b|\bWITHOUT ROWID\b",
    "rowid": r"\browid\b|\b_rowid_\b",
    "COLLATE": r"\bCOLLATE\b|\bNOCASE\b",
    "PRAGMA": r"\bPRAGMA\b|\bpragma_",
    "triggers": r"\b(CREATE|DROP) TRIGGER\b|\bRAISE\(",
    "INSERT OR": r"\b(INSERT|UPDATE) OR\b|\bREPLACE INTO\b",
    "the catalogue": r"\bsqlite_\w+",
    "GLOB": r"\bGLOB\b",
    "functions": (
        r"\b(group_concat|printf|unhex|hex|randomblob|zeroblob|octet_length|instr|ifnull|iif|total|typeof|unicode|glob"
        r"|likely|unlikely|likelihood|changes|total_changes|last_insert_rowid|strftime|julianday|unixepoch)\("
    ),
    "bytes": r"\bBLOB\b|(?<![\w'])x'[0-9a-fA-F]*(?:'|$)",
    "parts of a transaction": r"^(SAVEPOINT|RELEASE|ROLLBACK TO) ",
    "ways to begin": r"^(IMMEDIATE|EXCLUSIVE|DEFERRED)$|\bBEGIN (IMMEDIATE|EXCLUSIVE|DEFERRED)\b",
    "the file": r"\bVACUUM\b|\bATTACH\b|\bREINDEX\b|\bANALYZE\b|\bEXPLAIN QUERY\b",
    "the planner": r"\bINDEXED BY\b|\bLIMIT -1\b",
    "full text": r"\bUSING fts\d|\bMATCH \?|\bAUTOINCREMENT\b",
}
"""By what they are called; what only SQLite understands, or understands otherwise than other databases."""

ALIKE = {"literal", "greater", "any_of", "of_greatest"}
"""Of the dialect what looks like any SQL: a quoted text, and `max`, which SQLite has with a meaning of its own."""


def strings(path: Path) -> Iterator[ast.Constant]:
    """The texts in a file, also the parts of f-strings; not the docstrings, be they of modules or of values."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node


def kinds(text: str) -> list[str]:
    """What of SQLite alone is in a text."""
    return [kind for kind, pattern in ALONE.items() if re.search(pattern, text)]


def test_what_is_sqlites_alone_is_written_in_the_dialect_only():
    files = [path for path in PACKAGE.rglob("*.py") if path != SEAM and FROZEN not in path.parents]
    assert len(files) > 100
    strays = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {', '.join(found)} in {node.value!r}"
        for path in sorted(files)
        for node in strings(path)
        if (found := kinds(node.value))
    ]
    assert strays == []


def spoken() -> dict[str, str]:
    """All that the dialect gives, by its name: its texts, and what its functions make of some words."""
    found = {name: given for name, given in vars(dialect).items() if name.isupper() and isinstance(given, str)}
    for name, function in inspect.getmembers(dialect, inspect.isfunction):
        asked = [one for one in inspect.signature(function).parameters.values() if one.default is one.empty]
        found[name] = function(*map(_word, asked))
    return found


def _word(asked: inspect.Parameter) -> object:
    kind = str(asked.annotation)
    return {"a": "b"} if "Mapping" in kind else "a" if "str" in kind else 1


def test_each_word_of_the_dialect_would_be_found_elsewhere():
    """So that what the test above looks for is no less than what the dialect has."""
    said = spoken()
    assert said.keys() >= ALIKE
    assert {name for name, text in said.items() if not kinds(text)} == ALIKE


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('x = "SELECT value FROM json_each(?)"', ["JSON"]),
        ("x = f\"{c}.now ->> '$.{name}'\"", ["JSON"]),
        ('x = "WHERE judge_id IS ?"', ["IS with a value"]),
        ("x = f'a IS {b}'", ["IS with a value"]),
        ("x = f'a IS NOT {b}'", ["IS with a value"]),
        ('x = "a IS NULL AND b IS NOT NULL"', []),
        ('x = "ON DELETE RESTRICT"', []),
        ('def x():\n    """PRAGMA is SQLite\'s."""', []),
        ('X = 1\n"""As `PRAGMA`."""', []),
        ("x = f\"CAST(x'{y}' AS TEXT)\"", ["bytes"]),
        ('x = ("INSERT OR IGNORE INTO a"\n  " SELECT 1")', ["INSERT OR"]),
    ],
)
def test_the_eye_that_looks_for_it_sees(code, found, tmp_path):
    path = tmp_path / "one.py"
    path.write_text(code, encoding="utf-8")
    assert [kind for node in strings(path) for kind in kinds(node.value)] == found
