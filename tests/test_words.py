"""The words of the code: one word for one thing, docstrings in plain English, no comments that only part a file."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "cadre_desktop"
FILES = sorted(PACKAGE.rglob("*.py"))

PLACE = {"place", "places"}
"""A word for venue, position, index, rank, offset, seat and more: each of them has a name of its own."""

HARD_TO_READ = re.compile(
    r"(?:^|[.;:] |, and )(answers|answer|stand|tell)\b(?! (?:and|of|to|are|that)\b)|(?<!`)\b(stands|tells)\b",
    re.IGNORECASE,
)
"""A function returns, a text is somewhere, a signal says or carries. Answers may be the subject of a sentence."""


def name_of(path: Path) -> str:
    """The name of a file from the package on: ``kit/store/step.py``, ``checking.py``."""
    return path.relative_to(PACKAGE).as_posix()


@cache
def text_of(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


parsed = cache(ast.parse)
"""Each file is parsed once for all checks."""


def stored_fields(tree: ast.Module) -> set[int]:
    """The lines on which a record names its columns: those names are in files, in workbooks and in the journal."""
    return {
        line.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for line in node.body
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Call) and "Field" in ast.unparse(line.value.func)
    }


def given_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name that a file gives, with its line: of variables, parameters, functions, classes and attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.Attribute(attr=name, ctx=ast.Store(), value=ast.Name(id="self")):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name
            case _:
                pass


def named_place(text: str) -> list[str]:
    """Names that say no more than "place", but for those of stored columns."""
    tree = parsed(text)
    stored = stored_fields(tree)
    found = {
        (line, name) for line, name in given_names(tree) if name.strip("_").lower() in PLACE and line not in stored
    }
    return [f"{line}: {name}" for line, name in sorted(found) if line not in stored]


def docstrings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts that say what a module, a class, a function or a name is, with their first lines."""
    for node in ast.walk(tree):
        for line in getattr(node, "body", ()) if not isinstance(node, ast.Lambda | ast.IfExp) else ():
            if (
                isinstance(line, ast.Expr)
                and isinstance(line.value, ast.Constant)
                and isinstance(line.value.value, str)
            ):
                yield line.lineno, " ".join(line.value.value.split())


def hard_docstrings(text: str) -> list[str]:
    """Docstrings in which a function "answers", a thing "stands" or a signal "tells"."""
    found = ((line, HARD_TO_READ.search(words)) for line, words in docstrings(parsed(text)))
    return [f"{line}: {hit[1] or hit[2]}" for line, hit in sorted(found) if hit]


def section_comments(text: str) -> list[str]:
    """Comments of one line alone between blank lines: they say about no line why it is as it is."""
    lines = text.splitlines()
    return [
        f"{number + 1}: {line.strip()}"
        for number, line in enumerate(lines[1:-1], 1)
        if line.lstrip().startswith("#") and not lines[number - 1].strip() and not lines[number + 1].strip()
    ]


def class_names(text: str) -> list[str]:
    """The names of the classes of a file; ``Meta`` is peewee's."""
    return [node.name for node in ast.walk(parsed(text)) if isinstance(node, ast.ClassDef) and node.name != "Meta"]


CHECKS = (named_place, hard_docstrings, section_comments)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_file_keeps_to_the_words(check) -> None:
    found = [f"{name_of(path)}:{hit}" for path in FILES for hit in check(text_of(path))]
    assert found == []


def test_no_two_classes_share_a_name() -> None:
    homes = defaultdict(list)
    for path in FILES:
        for name in class_names(text_of(path)):
            homes[name].append(name_of(path))
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("place = 1", ["1: place"]),
        ("for place, row in rows: pass", ["1: place"]),
        ("def find(_place): pass", ["1: _place"]),
        ("def places(): pass", ["1: places"]),
        ("class _Places: pass", ["1: _Places"]),
        ("import venue as place", ["1: place"]),
        ("class Page:\n    place: int = 0", ["2: place"]),
        ("class Page:\n    def __init__(self):\n        self._place = 0", ["3: _place"]),
        ("found = {place: 1 for place in rows}", ["1: place"]),
        ("found = [1 for (place, _row) in rows if (places := 1)]", ["1: place", "1: places"]),
    ],
)
def test_a_name_that_is_just_place_is_seen(code, lines) -> None:
    assert named_place(code) == lines


@pytest.mark.parametrize(
    "code",
    [
        "class Course(Record):\n    place = TextField()\n    places = CountField(since=5)",
        "query.order_by(Court.place)",
        'Court.add(name="九原", place=3)',
        "row.places = quota",
        'text.format(place="四楼")',
        "workplace = replaced = place_holder = 1",
    ],
)
def test_stored_columns_and_other_words_may_be(code) -> None:
    assert named_place(code) == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Answers how many.", True),
        ("Stands at the foot of the page.", True),
        ("Tells the local time.", True),
        ("Write the file; answers its pages.", True),
        ("Bring it to the place. Answers where it lies.", True),
        ("`changed` carries the year: tells another choice.", True),
        ("A comb that stands in its corner.", True),
        ("Whether that step tells more.", True),
        ("`stands`: whether it is in force.", False),
        ("Returns how many.", False),
        ("Lays it out, and answers what there was to choose.", True),
        ("Answers to the questions of an import.", False),
        ("What somebody answered.", False),
        ("Whether an answer is still lacking.", False),
    ],
)
def test_docstrings_that_need_a_second_reading_are_seen(text, seen) -> None:
    for code in (f'"""{text}"""', f'def f():\n    """{text}"""', f'class C:\n    x = 1\n    """{text}"""'):
        assert bool(hard_docstrings(code)) == seen


def test_a_docstring_of_several_lines_is_read_as_one() -> None:
    assert hard_docstrings('"""Write a list;\nanswers how many."""') == ["1: answers"]


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("a = 1\n\n# What is shown.\n\nb = 1", True),
        ("class C:\n    a = 1\n\n    # ---- painting ----\n\n    b = 1", True),
        ("a = 1\n\n# The lock comes first, or two write at once.\nb = 1", False),
        ("a = 1  # in mm\n\nb = 1", False),
        ("a = 1\n\n# It is longer:\n# two lines that say why.\n\nb = 1", False),
    ],
)
def test_comments_that_only_part_a_file_are_seen(code, seen) -> None:
    assert bool(section_comments(code)) == seen


def test_names_of_classes_are_found_wherever_they_are() -> None:
    code = "class A:\n    class B:\n        pass\n    class Meta:\n        pass\ndef f():\n    class C:\n        pass"
    assert sorted(class_names(code)) == ["A", "B", "C"]
