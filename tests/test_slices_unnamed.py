"""Whoever stands above the slices knows them by what they publish; only the list in slices.py names them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_contracts import PACKAGE, slices_in

from cadre_desktop.kit.store.record import table_name
from cadre_desktop.schema import SCHEMA, slices
from cadre_desktop.slices import SLICES
from cadre_desktop.window.tabs import TABS

BASES = {each.name for each in SLICES if each.base}
"""What the other slices stand on: whoever is above them may use it as they do."""

SLICE_NAMES = slices_in(PACKAGE) - BASES - {"overview"}
ABOVE = ("overview", "window", "cli", "checking.py", "schema.py", "start.py", "desk.py")
"""All but the demonstration court, which is written of everything there is."""

ROWS = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)')


def own_words(names: set[str]) -> dict[str, str]:
    """By the words that only a slice itself should use, its name: what it is called, and the keys of its kinds."""
    keys = {kind.key: name for name in names & set(slices()) for kind in slices()[name].kinds}
    return {**{name: name for name in names}, **keys}


def named_in(tree: ast.AST, names: set[str]) -> Iterator[str]:
    """What of these slices a file names: a module of theirs, a kind, a table."""
    words = own_words(names)
    tables = {table_name(record) for record in SCHEMA.records if record.__module__.split(".")[1] in names}
    for node in ast.walk(tree):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            modules = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            modules = [node.value]
            if node.value in words:
                yield node.value
            yield from (table for table in ROWS.findall(node.value) if table in tables)
        yield from (module for module in modules if re.match(r"cadre_desktop\.(\w+)", module) and part(module) in names)


def part(module: str) -> str:
    return module.split(".")[1]


def files_above() -> list[Path]:
    return [
        path
        for name in ABOVE
        for path in ([PACKAGE / name] if name.endswith(".py") else sorted((PACKAGE / name).rglob("*.py")))
    ]


def parsed(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_nobody_above_names_a_slice() -> None:
    assert len(SLICE_NAMES) >= 4 and len(files_above()) > 40
    found = {str(path.relative_to(PACKAGE)): sorted(set(named_in(parsed(path), SLICE_NAMES))) for path in files_above()}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("from cadre_desktop.contests.records import Contest", "cadre_desktop.contests.records"),
        ("def late():\n    from cadre_desktop import talent", "cadre_desktop.talent"),
        ("import cadre_desktop.courses.tab", "cadre_desktop.courses.tab"),
        ("import_module('cadre_desktop.welfare.actions')", "cadre_desktop.welfare.actions"),
        ("follow = kind.key == 'memberships'", "memberships"),
        ("database.value('SELECT count(*) FROM enrolment')", "enrolment"),
        ("from cadre_desktop.culture.published import PUBLISHED", "cadre_desktop.culture.published"),
        ("ORDER = ('people', 'culture')", "culture"),
    ],
)
def test_it_is_noticed_where_somebody_does(code: str, named: str) -> None:
    assert named in set(named_in(ast.parse(code), SLICE_NAMES | {"culture"}))


@pytest.mark.parametrize(
    "code", ["from cadre_desktop.people.records import Person", "kind.key == 'people'", "text = 'FROM people'"]
)
def test_what_all_stand_on_may_be_named(code: str) -> None:
    assert list(named_in(ast.parse(code), SLICE_NAMES)) == []


def test_every_slice_is_in_the_list() -> None:
    assert {each.name for each in SLICES} == slices_in(PACKAGE) - {"overview"}


def test_a_slice_is_shown_in_a_tab_of_its_own_or_of_another() -> None:
    shown = {each.name for each in SLICES if each.title}
    assert all((not each.title) == (each.shown_in in shown) for each in SLICES)


def test_the_tab_of_what_all_stand_on_comes_last() -> None:
    assert [plan.key for plan in TABS] == [
        "overview",
        "courses",
        "contests",
        "talent",
        "welfare",
        "people",
        "certificates",
    ]


def shown_texts(tree: ast.AST) -> Iterator[str]:
    """The texts of a file without its docstrings."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def higher_tabs(top: str) -> list[str]:
    """The words for tabs that a folder lies below, or beside: 人才库 is a thing too, and a tab only in its quotes."""
    higher = [each for each in SLICES if each.title and each.name != top and not each.base]
    return ["总览", *(f"“{each.title}”" for each in higher)]


def named_tabs(tree: ast.AST, top: str) -> list[str]:
    return [text for text in shown_texts(tree) if any(tab in text for tab in higher_tabs(top))]


def test_lower_layers_name_no_upper_tabs() -> None:
    lower = ["kit", "desk.py", *(each.name for each in SLICES)]
    files = {path: top for top in lower for path in ([PACKAGE / top], (PACKAGE / top).rglob("*.py"))[top != "desk.py"]}
    assert len(files) > 400
    assert [text for path, top in files.items() for text in named_tabs(parsed(path), top)] == []


def test_an_upper_tab_is_noticed_where_it_is_named() -> None:
    tree = ast.parse('"""到“技能竞赛”看。"""\ntext = _("请到“技能竞赛”启封。")\nother = _("到总览看")\n')
    assert named_tabs(tree, "people") == ["请到“技能竞赛”启封。", "到总览看"]
    assert named_tabs(tree, "contests") == ["到总览看"]
