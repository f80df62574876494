"""What must hold about the code itself: where Qt may stand, how big things get, what the window loads to start."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "cadre_desktop"
FILES = sorted(PACKAGE.rglob("*.py"))
CODE = [*FILES, ROOT / "main.py", *sorted((ROOT / ".ci").glob("*.py")), *sorted((ROOT / "tests").rglob("*.py"))]
HEAVY = ("reportlab", "pypdfium2", "python_calamine", "xlsxwriter", "pypinyin", "zxingcpp", "numpy", "cryptography")
"""What takes long to import, so nothing that the first tab needs may."""

READS_FILES = ("peewee", "sqlcipher3")
"""What reads a court's file takes as long to load as all of the window, so it is loaded when the frame stands."""

BLOCKED_QT = """
import importlib, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(f"{name} is out of bounds here")

sys.meta_path.insert(0, NoQt())
for module in sys.argv[1:]:
    importlib.import_module(module)
print(*sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))))
"""
LOADED = """
import importlib, sys
for module in sys.argv[1:]:
    importlib.import_module(module)
print(*sys.modules)
"""
BUILT = """
import sys
from cadre_desktop.cli.parser import build
build()
print(*sys.modules)
"""


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def shows_qt(path: Path) -> bool:
    """Whether Qt may be imported there: kit.qt, tabs, screens, the window and the desk."""
    parts = path.relative_to(PACKAGE).parts
    return (
        parts[:2] == ("kit", "qt") or parts[0] in {"window", "desk.py"} or parts[-1] == "tab.py" or "screens" in parts
    )


def run_python(code: str, *arguments: str) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def calls(path: Path) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def imported(path: Path) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""


def test_everything_but_the_screens_works_without_qt() -> None:
    modules = [module_name(path) for path in FILES if not shows_qt(path)]
    assert "cadre_desktop.courses.actions" in modules
    assert run_python(BLOCKED_QT, *modules).strip() == ""


def test_qt_is_imported_only_where_it_belongs() -> None:
    strays = [
        place(path, node)
        for path in FILES
        if not shows_qt(path) and path.name != "start.py"  # which asks whether Qt can be loaded at all
        for node, name in imported(path)
        if name.split(".")[0] in {"PySide6", "shiboken6"}
    ]
    assert strays == []


@pytest.mark.parametrize("module", ["cadre_desktop.window.launch", "cadre_desktop.overview.tab"])
def test_the_window_starts_without_heavy_libraries(module: str) -> None:
    loaded = {name.split(".")[0] for name in run_python(LOADED, module).split()}
    assert "PySide6" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_the_frame_of_the_window_stands_before_what_reads_files_is_loaded() -> None:
    loaded = {name.split(".")[0] for name in run_python(LOADED, "cadre_desktop.window.launch").split()}
    assert loaded.isdisjoint(READS_FILES)


@pytest.mark.parametrize("module", ["cadre_desktop.start", "cadre_desktop.cli.parser"])
def test_the_command_line_starts_without_qt(module: str) -> None:
    loaded = {name.split(".")[0] for name in run_python(LOADED, module).split()}
    assert loaded.isdisjoint({"PySide6", *HEAVY})


def test_declaring_the_commands_loads_nothing_they_need() -> None:
    """All of them are declared before it is known which one is wanted."""
    loaded = {name.split(".")[0] for name in run_python(BUILT).split()}
    assert "argparse" in loaded
    assert loaded.isdisjoint({"PySide6", *HEAVY, *READS_FILES})


def test_no_file_is_over_400_lines() -> None:
    long = [str(path.relative_to(ROOT)) for path in CODE if path.read_text(encoding="utf-8").count("\n") > 400]
    assert long == []


def test_no_function_is_over_50_lines() -> None:
    long = [
        f"{place(path, node)} {node.name}"
        for path in CODE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 50
    ]
    assert long == []


def test_packages_say_nothing_themselves() -> None:
    """An `__init__.py` that imports a tab would load Qt although every import looks innocent."""
    assert [str(path) for path in FILES if path.name == "__init__.py" and path.read_text(encoding="utf-8")] == []


def test_every_folder_is_a_package() -> None:
    folders = {path.parent for path in FILES}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_module_names_say_what_is_in_them() -> None:
    assert [str(path) for path in CODE if path.stem in {"utils", "helpers", "misc", "common"}] == []


def test_translated_texts_are_whole_sentences() -> None:
    """An f-string is put together before it is looked up, so no catalogue could hold it."""
    wrong = [
        place(path, call)
        for path in FILES
        for call in calls(path)
        if isinstance(call.func, ast.Name) and call.func.id in {"_", "N_"} and isinstance(call.args[0], ast.JoinedStr)
    ]
    assert wrong == []


def test_texts_are_looked_up_when_shown_not_when_imported() -> None:
    """`_()` at the top of a module would freeze the language of the start; declarations mark with `N_()`."""
    wrong = [place(path, node) for path in FILES for node in looked_up_early(tree_of(path))]
    assert wrong == []


def looked_up_early(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            yield node
        yield from looked_up_early(node)


OUTLIVES_PAGES = {"happened", "reported", "busy", "theme_changed", "focusChanged"}
"""Signals of what lives as long as the file or the program is open."""


def test_what_outlives_a_page_calls_its_slots_and_no_bare_function() -> None:
    """Qt lets go of a slot with its page; a lambda would reach for widgets that are gone, long after."""
    bare = [
        place(path, call)
        for path in FILES
        for call in calls(path)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "connect"
        and (getattr(call.func.value, "attr", None) or getattr(call.func.value, "id", "")) in OUTLIVES_PAGES
        and not isinstance(call.args[0], ast.Attribute)
    ]
    assert bare == []


def test_tests_wait_for_what_happens_never_for_time() -> None:
    wrong = [
        place(path, call)
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for call in calls(path)
        if ast.unparse(call.func) in {"time.sleep", "sleep", "qtbot.wait", "QTest.qWait"}
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_locked_requirements_hold_every_dependency_and_no_address(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    if "dev" in name:
        wanted += project["optional-dependencies"]["dev"]
    text = (ROOT / name).read_text(encoding="utf-8")
    pinned = {line.partition("==")[0] for line in text.splitlines() if "==" in line}
    bare = {requirement.replace(">", "=").replace("<", "=").partition("=")[0].lower() for requirement in wanted}
    assert bare <= pinned
    assert "://" not in text
    assert text.count("==") <= text.count("--hash=sha256:")


def test_the_lock_is_installed_as_it_stands_wherever_it_is_installed() -> None:
    """A pip that resolves a lock breaks as soon as a newer version of a locked package is published."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    scripts = [(ROOT / ".ci" / name).read_text(encoding="utf-8") for name in ("run", "lock")]
    lines = [part for text in (readme, *scripts) for part in re.split(r"&&|;|\n|`", text) if "-r requirements" in part]
    assert len(lines) == 6
    assert [part for part in lines if not {"--no-deps", "--require-hashes"} <= set(part.split())] == []


def test_the_readme_names_every_system_library_the_program_can_miss() -> None:
    from cadre_desktop.start import MISSING

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    window_command = readme.partition("<!-- command: window -->")[2].partition("<!--")[0]
    assert set(MISSING.values()) - set(window_command.split()) == set()


def test_the_journal_is_asked_in_the_store_alone():
    """Its order, its erased contents and its tables beside the records are known there."""
    asked = re.compile(r"\b(FROM|JOIN|INTO|UPDATE) (step|change|received_step|received_change|journal_now)\b")
    beside = {"store", "versions"}  # older versions are brought up to date by SQL of their own
    files = [path for path in (ROOT / "cadre_desktop").rglob("*.py") if beside.isdisjoint(path.parts)]
    assert [path for path in files if asked.search(path.read_text(encoding="utf-8"))] == []


def test_no_key_goes_through_a_signal_of_an_int():
    """Qt's int has 32 bits and a key of a file has 63: a signal that asks for a row carries an object."""
    whole = re.compile(r"(\w+_wanted) = Signal\([^)]*\bint\b")
    files = (ROOT / "cadre_desktop").rglob("*.py")
    found = {name for path in files for name in whole.findall(path.read_text(encoding="utf-8"))}
    assert found == {"month_wanted", "move_wanted"}
