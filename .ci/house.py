"""Draws the house from its own code: `resources/pictures/house.svg`, with ``--check`` only whether it is up to date.

Floors are the layers of the import-linter contracts, from the top down; imports point downwards only. In each box stand
the name, the files and the lines of code.
"""

import re
import sys
import tomllib
from html import escape
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cadre_desktop"
PICTURE = ROOT / "resources" / "pictures" / "house.svg"
COLUMNS = (
    (
        ("The house: imports point downwards", PACKAGE, "cadre_desktop"),
        ("The rooms of kit.qt", PACKAGE / "kit" / "qt", "kit.qt"),
    ),
    (("The rooms of the contests", PACKAGE / "contests", "contests, the largest slice"),),
    (("The floors of the kit", PACKAGE / "kit", "kit"),),
)
COLUMN, MARGIN, BOX, GAP, HEAD, MOST = 420, 16, 38, 6, 34, 4
TEXT = 'font-family="sans-serif" text-anchor="middle"'


class Box(NamedTuple):
    """A module or folder of a floor."""

    name: str
    files: int
    lines: int


def floors(contract: str, folder: Path) -> list[list[Box]]:
    """The boxes of each layer that are there, the highest layer first."""
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(each["layers"] for each in configured["contracts"] if each["name"] == contract)
    return [[box for name in re.findall(r"\w+", layer) if (box := _box(folder, name))] for layer in layers]


def _box(folder: Path, name: str) -> Box | None:
    files = [folder / f"{name}.py"] if (folder / f"{name}.py").exists() else sorted((folder / name).rglob("*.py"))
    full = [text for text in (file.read_text(encoding="utf-8") for file in files) if text]
    return Box(name, len(full), sum(text.count("\n") for text in full)) if full else None


def drawing(title: str, rows: list[list[Box]], left: int, top: int) -> tuple[list[str], int]:
    """One storey of the picture, and where the next begins."""
    heading = 'font-family="sans-serif" font-size="14" font-weight="bold" fill="#1f2933"'
    parts = [f'<text x="{left}" y="{top + 20}" {heading}>{escape(title)}</text>']
    top += HEAD
    for row in filter(None, rows):
        for begin in range(0, len(row), MOST):
            some = row[begin : begin + MOST]
            width = (COLUMN - GAP * (len(some) - 1)) / len(some)
            for index, box in enumerate(some):
                parts += _drawn(box, left + index * (width + GAP), top, width)
            top += BOX + (GAP if begin + MOST >= len(row) else 0)
    return parts, top + 10


def _drawn(box: Box, left: float, top: int, width: float) -> list[str]:
    middle = left + width / 2
    lines = f"{box.lines:,} lines" if width > COLUMN / 3 else f"{box.lines:,}"
    words = lines if box.files == 1 else f"{box.files} files, {lines}"
    colours = 'rx="4" fill="#f5f7fa" stroke="#9aa5b1"'
    return [
        f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{BOX}" {colours}/>',
        f'<text x="{middle:.1f}" y="{top + 17}" font-size="12" fill="#1f2933" {TEXT}>{escape(box.name)}</text>',
        f'<text x="{middle:.1f}" y="{top + 31}" font-size="10" fill="#52606d" {TEXT}>{words}</text>',
    ]


def picture() -> str:
    """The whole picture as SVG."""
    parts: list[str] = []
    height = 0
    for index, column in enumerate(COLUMNS):
        top = 0
        for contract, folder, title in column:
            storey, top = drawing(title, floors(contract, folder), MARGIN + index * (COLUMN + 2 * MARGIN), top)
            parts += storey
        height = max(height, top)
    width = len(COLUMNS) * (COLUMN + 2 * MARGIN)
    size = f'width="{width}" height="{height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}">'
    return "\n".join([head, f'<rect {size} fill="#ffffff"/>', *parts, "</svg>", ""])


def main(check: bool) -> int:
    """Draw it, or tell whether it has to be drawn again."""
    drawn = picture()
    if check:
        current = PICTURE.exists() and _shape(PICTURE.read_text(encoding="utf-8")) == _shape(drawn)
        print("house: up to date" if current else "house: run python .ci/house.py")
        return 0 if current else 1
    PICTURE.write_text(drawn, encoding="utf-8")
    return 0


def _shape(svg: str) -> str:
    """Without the numbers of lines, which every commit changes."""
    return re.sub(r">[^<]*\d</text>|>[^<]* lines</text>", "></text>", svg)


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
