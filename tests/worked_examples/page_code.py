"""Takes the code out of docs/worked-examples.md and puts it into a copy of the program."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HOUSE = Path(__file__).parents[2]
PAGE = HOUSE / "docs" / "worked-examples.md"
_BLOCK = re.compile(r"^<!-- (?P<mark>.+?) -->\n```\w+\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
_PLACE = re.compile(r"in: (?P<file>\S+), (?P<how>after|instead of the line that begins): (?P<line>.+)")


class PageBlock(NamedTuple):
    """A block of code and the mark above it, which says what to do with it."""

    mark: str
    code: str


def blocks(version: int) -> list[PageBlock]:
    """The blocks of the page in their order, written for the version N. ValueError for code without a mark."""
    page = PAGE.read_text(encoding="utf-8")
    found = [PageBlock(*match) for match in _BLOCK.findall(page)]
    if len(found) != page.count("\n```") // 2:
        raise ValueError("a block of code has no mark that says what it is")
    forms = {"N": str(version), "vNNNN": f"v{version:04}"}
    return [PageBlock(*(re.sub(r"\b(?:N|vNNNN)\b", lambda n: forms[n[0]], part) for part in block)) for block in found]


def copied_house(folder: Path) -> Path:
    """A copy of the program without what the examples add."""
    house = folder / "house"
    shutil.copytree(HOUSE / "cadre_desktop", house / "cadre_desktop", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("main.py", "pyproject.toml"):
        shutil.copyfile(HOUSE / name, house / name)
    (house / "resources").symlink_to(HOUSE / "resources", target_is_directory=True)
    return house


def put_in(house: Path, all_blocks: list[PageBlock]) -> None:
    """Do what the marks say. ValueError if a line that is named is not there."""
    for mark, code in all_blocks:
        if mark.startswith("new: "):
            path = house / mark.removeprefix("new: ")
            if path.exists():
                raise ValueError(f"{path} is there already")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(code, encoding="utf-8")
        elif place := _PLACE.fullmatch(mark):
            path = house / place["file"]
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path.write_text("".join(_changed(lines, place, code)), encoding="utf-8")


def _changed(lines: list[str], place: re.Match[str], code: str) -> Iterator[str]:
    done = False
    for line in lines:
        stripped = line.strip()
        wanted = stripped == place["line"] if place["how"] == "after" else line.startswith(place["line"])
        if done or not wanted:
            yield line
            continue
        done = True
        yield from (line, code) if place["how"] == "after" else (code,)
    if not done:
        raise ValueError(f"{place['file']} has no line {place['line']}")
