"""Backgrounds that code draws: a version never changes, each is within its sheet and leaves room for words."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from design_pages import design, page, printed, rendered
from PIL import ImageChops, ImageStat

from cadre_desktop.kit.documents.design.elements import OrnamentBackground
from cadre_desktop.kit.documents.design.sheets import SHEETS
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.ornaments.catalogue import (
    ORNAMENTS,
    PLAIN_PART,
    TITLES,
    draw_ornament,
    plain_part,
    scale_on,
)
from cadre_desktop.kit.documents.paper import Paper

KEPT = Path(__file__).parent / "ornaments.txt"
"""A line for each ornament and sheet: name, version, width, height, SHA-256 of what is drawn. Run this file to add new
ones; those that are there stay, since certificates in people's hands look like them."""
NOMINAL = [(297.0, 210.0), (210.0, 297.0), (420.0, 210.0), (210.0, 210.0)]
ALL = list(ORNAMENTS)
ACROSS = (297.0, 210.0)


def operators(ornament, size):
    drawing = PageDrawing(Paper("").pen, *size)
    ORNAMENTS[ornament](drawing)
    return drawing.operators()


def kept_now() -> list[str]:
    return [
        f"{one.name} {one.version} {size[0]:g} {size[1]:g} {sha256(operators(one, size)).hexdigest()}"
        for one in ALL
        for size in NOMINAL
    ]


def test_what_a_version_draws_never_changes():
    assert KEPT.read_text(encoding="utf-8").splitlines() == kept_now()


@pytest.mark.parametrize("ornament", ALL, ids=str)
@pytest.mark.parametrize("size", NOMINAL)
def test_nothing_is_drawn_beyond_the_sheet(ornament, size):
    numbers = re.findall(r"(-?[\d.]+) (-?[\d.]+) (?=m\b|l\b|c\b|-?[\d.])", operators(ornament, size).decode())
    across = [float(x) / 72 * 25.4 for x, _y in numbers]
    assert min(across) >= -1.0 and max(across) <= max(size) + 1.0
    data = printed(page(design(sheet=size, background=OrnamentBackground(ornament))))
    picture = rendered(data, dpi=50.8)
    edge = [picture.getpixel((x, 3)) for x in range(picture.width)] + [
        picture.getpixel((3, y)) for y in range(picture.height)
    ]
    assert set(edge) == {(255, 255, 255)}  # printers of offices leave a margin


@pytest.mark.parametrize("ornament", ALL, ids=str)
@pytest.mark.parametrize("sheet", [*SHEETS.values(), *(size[::-1] for size in SHEETS.values())])
def test_words_can_be_read_over_what_an_ornament_leaves_free(ornament, sheet):
    data = printed(page(design(sheet=sheet, background=OrnamentBackground(ornament))))
    left, top, right, foot = (side * 2 for side in plain_part(ornament, sheet))
    free = rendered(data, dpi=50.8).convert("L").crop((int(left), int(top), int(right), int(foot)))
    most = 0.02 if ornament.name not in ("retirement", "award") else 0.16  # slopes and laurels at the foot

    dark = sum(free.histogram()[:170]) / (free.width * free.height)

    assert free.width > sheet[0] and free.height > sheet[1]
    assert dark < most


def test_ornaments_differ_and_each_has_a_title_and_a_part_for_words():
    pictures = [rendered(printed(page(design(background=OrnamentBackground(one)))), dpi=20) for one in ALL]
    for number, one in enumerate(pictures):
        for other in pictures[number + 1 :]:
            assert max(ImageStat.Stat(ImageChops.difference(one, other)).mean) > 5

    assert set(TITLES) == set(PLAIN_PART) == {one.name for one in ALL}
    assert len(set(TITLES.values())) == len(TITLES) >= 7


@pytest.mark.parametrize("ornament", ALL, ids=str)
def test_an_ornament_is_the_same_when_it_is_drawn_again(ornament):
    drawing = PageDrawing(Paper("").pen, *ACROSS)
    drawing.fill(0, 0, 1, 1, (0.1, 0.2, 0.3))
    draw_ornament(drawing, ornament)
    drawing.fill(0, 0, 1, 1, (0.1, 0.2, 0.3))

    assert operators(ornament, ACROSS) in drawing.operators()
    assert drawing.operators().endswith(b"f") and drawing.operators().count(b"0.100 0.200 0.300 rg") == 2


def test_an_ornament_is_as_strong_on_every_sheet():
    assert [scale_on(size) for size in ((210.0, 297.0), (297.0, 210.0), (420.0, 297.0), (105.0, 148.0))] == [
        1.0,
        1.0,
        pytest.approx(297 / 210),
        0.5,
    ]


if __name__ == "__main__":
    before = KEPT.read_text(encoding="utf-8").splitlines() if KEPT.exists() else []
    known = {line.rpartition(" ")[0] for line in before}
    new = [line for line in kept_now() if line.rpartition(" ")[0] not in known]
    KEPT.write_text("".join(f"{line}\n" for line in [*before, *new]), encoding="utf-8", newline="\n")
