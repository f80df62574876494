"""Writes `resources/translations/cadre.pot`, the catalogue of all texts people see; `--check` asks if it is current.

Texts are those passed to `_()` or marked with `N_()`, what the declarations of records show (the title of a Kind; the
title, section and hint of a Column), and the labels of the code tables in `resources/codes`. In the folders where
people see everything (SEEN), `--check` also refuses Chinese text that the catalogue would miss since nobody marked it;
a line ends with ``# not shown`` where the text is what workbooks say or people type.
"""

import ast
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cadre_desktop"
CODES = ROOT / "resources" / "codes"
POT = ROOT / "resources" / "translations" / "cadre.pot"
PLACES = {"_": 0, "N_": 0, "Column": 1, "through": 2, "Kind": 2}
"""Which positional argument of a call is a text for people."""
KEYWORDS = {"Column": {"title", "section", "hint"}, "through": {"title", "hint"}, "Kind": {"title", "unit"}}
"""The same by keyword."""
SEEN = (
    "kit/qt/",
    "window/",
    "cli/",
    "overview/",
    "/screens/",
    "/terminal/",
    "/tab.py",
    "/command_line.py",
    "kit/outputs.py",
    "desk.py",
    "slices.py",
    "start.py",
)
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
CHINESE = re.compile(r"[\u3400-\u9fff]")


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def shown_arguments(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that are texts for people."""
    name = name_of(call)
    if name in PLACES:
        place = PLACES[name]
        yield from call.args[place : place + 1]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in KEYWORDS.get(name, ()))


def constants(node: ast.expr) -> Iterator[ast.Constant]:
    """The texts an argument can be: one text, or either side of ``a if x else b``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def marked(tree: ast.AST) -> list[ast.Constant]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [constant for call in calls for argument in shown_arguments(call) for constant in constants(argument)]


def docstrings(tree: ast.AST) -> set[int]:
    """Texts that stand alone: docstrings of modules, functions, classes and attributes."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def unmarked(tree: ast.AST) -> Iterator[ast.Constant]:
    """Chinese texts that nobody marked; other spellings in `also=` are file contract, not shown."""
    known = {id(constant) for constant in marked(tree)} | docstrings(tree)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        for keyword in call.keywords:
            if keyword.arg == "also":
                known.update(id(node) for node in ast.walk(keyword.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in known:
            yield from [node] if CHINESE.search(node.value) else []


def sources() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def texts() -> Iterator[tuple[str, str]]:
    """Every text with the file it stands in."""
    for path, tree in sources():
        yield from ((constant.value, path) for constant in marked(tree))
    for file in sorted(CODES.glob("*.json")):
        items = json.loads(file.read_text(encoding="utf-8")).get("items", [])
        yield from ((item[1], file.relative_to(ROOT).as_posix()) for item in items if isinstance(item, list))


def catalogue() -> str:
    """The catalogue as it should be: sorted, with files but neither lines nor dates, so that changes stay small."""
    places: dict[str, set[str]] = defaultdict(set)
    for text, path in texts():
        places[text].add(path)
    catalog = Catalog()
    for message in sorted(places):
        catalog.add(message, locations=[(path, 0) for path in sorted(places[message])])
    written = io.BytesIO()
    write_po(written, catalog, width=0, omit_header=True, include_lineno=False)
    return HEADER + written.getvalue().decode()


def messages(text: str) -> set[str]:
    return {str(message.id) for message in read_po(io.BytesIO(text.encode())) if message.id}


def complaints() -> Iterator[str]:
    """What is wrong with the committed catalogue and with the texts people see."""
    wanted = messages(catalogue())
    kept = messages(POT.read_text(encoding="utf-8")) if POT.exists() else set()
    yield from (f"{POT.name} lacks: {message!r}" for message in sorted(wanted - kept))
    yield from (f"{POT.name} has, but nothing uses: {message!r}" for message in sorted(kept - wanted))
    for path, tree in sources():
        lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        for node in unmarked(tree) if any(part in path for part in SEEN) else ():
            if not lines[node.lineno - 1].endswith("# not shown"):
                yield f"{path}:{node.lineno} not marked with _(): {node.value!r}"


def main() -> int:
    if "--check" not in sys.argv:
        POT.parent.mkdir(parents=True, exist_ok=True)
        POT.write_text(catalogue(), encoding="utf-8")
        return 0
    found = list(complaints())
    print("\n".join(found) or "translations: the catalogue is up to date")
    if found:
        print("Write it anew with: python .ci/translations.py", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
