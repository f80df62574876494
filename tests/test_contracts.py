"""What import-linter's contracts in pyproject.toml are about: a new slice, room or module cannot escape them."""

import ast
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "cadre_desktop"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
ROOMS = ("records", "kinds", "actions", "tab")
"""Whoever has one of these rooms, as a file or as a folder, is a slice."""

HUB = {"certificates", "people", "overview"}
"""Slices that others stand on, or that look at others; no other slice may know its siblings."""

WITH_SCREENS = {"tab", "screens", "analysis", "board"}
"""Rooms in which Qt may be imported, or that have screens of their own."""

FILE_MEDIAN, FUNCTION_MEDIAN = 120, 6


def contracts(kind: str, package: Path = ROOT) -> list[dict[str, Any]]:
    """The contracts of a kind, as they are written."""
    configured = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))
    return [one for one in configured["tool"]["importlinter"]["contracts"] if one["type"] == kind]


def named(title: str) -> dict[str, Any]:
    """The one contract that begins with `title`."""
    (found,) = (
        one
        for kind in ("layers", "independence", "forbidden", "acyclic_siblings")
        for one in contracts(kind)
        if one["name"].startswith(title)
    )
    return found


def slices_in(package: Path) -> set[str]:
    """The folders that have a room of a slice."""
    return {
        folder.name
        for folder in package.iterdir()
        if folder.is_dir() and any((folder / f"{room}.py").is_file() or (folder / room).is_dir() for room in ROOMS)
    }


def escaped(slices: set[str]) -> list[str]:
    """What the contracts do not say of some of these slices."""
    missing = []
    in_rooms = {
        container.removeprefix("cadre_desktop.")
        for one in contracts("layers")
        if one.get("exhaustive") and {"records", "(records)"} & {part for row in one["layers"] for part in split(row)}
        for container in one["containers"]
    }
    independent = {name.removeprefix("cadre_desktop.") for name in named("No slice knows another")["modules"]}
    missing += [f"{name} in the rooms of a slice" for name in sorted(slices - in_rooms)]
    missing += [f"{name} in the contract of independence" for name in sorted(slices - HUB - independent)]
    missing += [f"{name}, of which there is no folder" for name in sorted((in_rooms | independent) - slices)]
    for title, rooms in (("Rules are pure", {"rules"}), ("Qt only in", rooms_without_qt())):
        patterns = named(title)["source_modules"]
        modules = (f"cadre_desktop.{name}.{room}" for name in sorted(slices) for room in sorted(rooms))
        missing += [f"{module} in “{title}”" for module in modules if not covered(module, patterns)]
    return missing


def split(layer: str) -> list[str]:
    """The modules of one layer."""
    return [part.strip() for part in layer.replace(":", "|").split("|")]


def covered(module: str, patterns: list[str]) -> bool:
    """Whether a module, or a package it is in, is one of the patterns; a star is one part of a name."""
    parts = module.split(".")
    return any(
        len(pattern) <= len(parts) and all(star in ("*", part) for star, part in zip(pattern, parts, strict=False))
        for pattern in (text.split(".") for text in patterns)
    )


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_every_slice_is_in_every_contract() -> None:
    found = slices_in(PACKAGE)
    assert {"courses", "contests", "people"} <= found
    assert escaped(found) == []


@pytest.mark.parametrize("room", ["records.py", "kinds.py", "actions", "tab.py"])
def test_a_new_slice_does_not_escape(tmp_path: Path, room: str) -> None:
    new = tmp_path / "culture" / room
    new.parent.mkdir()
    new.write_text("") if room.endswith(".py") else new.mkdir()
    (tmp_path / "notes").mkdir()
    assert slices_in(tmp_path) == {"culture"}
    assert escaped(slices_in(PACKAGE) | slices_in(tmp_path)) == [
        "culture in the rooms of a slice",
        "culture in the contract of independence",
    ]


def test_a_slice_that_is_gone_leaves_no_name_behind() -> None:
    told = "talent, of which there is no folder"
    assert told in escaped(slices_in(PACKAGE) - {"talent"})


def test_independent_slices_are_beside_each_other_in_the_house() -> None:
    independent = {name.rpartition(".")[2] for name in named("No slice knows another")["modules"]}
    (layer,) = (row for row in named("The house")["layers"] if independent & set(split(row)))
    assert set(split(layer)) == independent


def rooms_without_qt() -> set[str]:
    """The rooms of slices in which there are no screens, by the contracts that place them."""
    rows = [*named("The rooms of a slice")["layers"], *named("The rooms of the contests")["layers"]]
    return {part.strip("()") for row in rows for part in split(row)} - WITH_SCREENS


def test_what_shows_no_qt_is_held_to_it() -> None:
    listed = {pattern.removeprefix("cadre_desktop.*.") for pattern in named("Qt only in")["source_modules"]}
    assert sorted(rooms_without_qt() - listed) == []


def test_rooms_are_exhaustive() -> None:
    """Only then a new module has to be placed."""
    assert [one["name"] for one in contracts("layers") if not one.get("exhaustive")] == []


def test_circles_are_watched_over_everywhere() -> None:
    assert named("No circles")["ancestors"] == ["cadre_desktop"]


def test_no_module_needs_itself() -> None:
    """A circle raises CycleError, which names it."""
    names = set(map(module_of, FILES))
    graph = {module_of(path): needed(path) & names - {module_of(path)} for path in FILES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(FILES)


def needed(path: Path) -> set[str]:
    """The modules a file imports, at its top or later."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_half_of_all_files_are_short() -> None:
    """Lines that are not blank."""
    lengths = [sum(map(bool, map(str.strip, path.read_text(encoding="utf-8").splitlines()))) for path in FILES]
    assert median(lengths) <= FILE_MEDIAN


def test_half_of_all_functions_are_very_short() -> None:
    lengths = [
        (node.end_lineno or 0) - node.lineno + 1
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert median(lengths) <= FUNCTION_MEDIAN


def test_no_two_classes_share_a_name() -> None:
    """Whoever reads `Sheet` somewhere would have to look up which of them is meant."""
    found: dict[str, list[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(str(path.relative_to(PACKAGE)))
    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}
