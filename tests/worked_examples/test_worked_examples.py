"""What docs/worked-examples.md says works: its code is put into a copy of the program and used."""

import lzma
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from page_code import HOUSE, blocks, copied_house, put_in

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.schema import VERSION

NEXT = VERSION + 1
_LONGEST = 240
"""Seconds after which a process of the copied program waits for somebody."""


class Built(NamedTuple):
    """The copied program with the examples in it, and a file of the version before."""

    house: Path
    file: Path

    def run(self, *arguments: object) -> str:
        """What a process with the copied program prints; it has to end well."""
        surroundings = {**os.environ, "PYTHONPATH": str(self.house), "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, *map(str, arguments)]
        done = subprocess.run(
            command,
            cwd=self.file.parent,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
            timeout=_LONGEST,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("examples")
    made = Built(copied_house(folder), folder / "演示.cadre")
    released = max((HOUSE / "tests" / "old_files").glob("version-*.cadre.xz"))
    made.file.write_bytes(lzma.decompress(released.read_bytes()))
    found = blocks(NEXT)
    put_in(made.house, found)
    (said,) = [code for mark, code in found if mark == "fingerprint"]
    code = re.search(r'-c "(.+)"', said)
    assert code is not None
    schema = made.house / "cadre_desktop" / "schema.py"
    words = schema.read_text(encoding="utf-8")
    printed = made.run("-c", code[1]).strip()
    schema.write_text(re.sub(r'(?<=^_TRIGGERS = ")\w+', printed, words, flags=re.MULTILINE), encoding="utf-8")
    assert printed in schema.read_text(encoding="utf-8") and printed not in words
    return made


def seen(mark: str) -> str:
    """All the code of the blocks with a mark."""
    return "".join(code for each, code in blocks(NEXT) if each == mark)


@pytest.fixture(scope="module")
def looked_at(built: Built) -> Built:
    """The examples, once what is to be seen in the window was seen."""
    script = built.file.parent / "see.py"
    script.write_text(seen("see"), encoding="utf-8")
    built.run(HOUSE / "tests" / "worked_examples" / "seeing.py", built.file, script)
    return built


def test_the_window_shows_them(looked_at: Built) -> None:
    assert (looked_at.file.parent / "screen.png").stat().st_size > 500


def test_the_command_line_knows_them(looked_at: Built) -> None:
    lines = [line.split() for line in seen("see on the command line").splitlines()]
    said = ""
    for _python, _main, *arguments in lines:
        given = [str(looked_at.file) if each == "FILE.cadre" else each for each in arguments]
        said += looked_at.run(looked_at.house / "main.py", *given)
    assert len(lines) == 3 and "已写出 1 页" in said
    with Pages(looked_at.file.parent / "特长.pdf") as pages:
        text = "".join(pages.text(0).split())
    assert "专业特长一览表" in text and "蒙汉双语审判" in text


def test_the_rules_of_the_house_hold_for_them(built: Built) -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache", "--no-logo"], cwd=built.house, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_page_that_names_what_is_not_there_is_noticed(tmp_path: Path) -> None:
    house = copied_house(tmp_path)
    (first, *_others) = [block for block in blocks(NEXT) if ", after: " in block.mark]
    with pytest.raises(ValueError, match="has no line"):
        put_in(house, [first._replace(mark=first.mark.rpartition(": ")[0] + ": no such line")])
