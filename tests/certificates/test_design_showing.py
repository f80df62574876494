"""What the designer shows of elements is what is printed; what cannot be printed is named."""

from dataclasses import replace

import numpy as np
import pytest
from designs import BODY, LINE, NAME, NAMES, PHOTO, SEAL, TITLE, honour, people

from cadre_desktop.certificates.designing.samples import sample_words, shown_words
from cadre_desktop.certificates.designing.showing import (
    drawn_alone,
    drawn_ground,
    faults,
    faults_of_all,
    look_of,
)
from cadre_desktop.kit.documents.design.elements import CodeElement
from cadre_desktop.kit.documents.design.printing import DesignedPage, designs_paper
from cadre_desktop.kit.documents.pages import Pages, Picture
from cadre_desktop.kit.jobs import Progress, Stopped

DPI = 96.0
PIXELS = DPI / 25.4


def pixels(picture: Picture) -> np.ndarray:
    return np.frombuffer(picture.rgba, np.uint8).reshape(picture.height, picture.width, 4).astype(float)


def laid_over(sheet: np.ndarray, picture: Picture, middle: tuple[float, float]) -> None:
    """Paint an element's picture over a sheet, about its middle in mm."""
    ink = pixels(picture)
    left = round(middle[0] * PIXELS - picture.width / 2)
    top = round(middle[1] * PIXELS - picture.height / 2)
    part = sheet[top : top + picture.height, left : left + picture.width]
    ink = ink[: part.shape[0], : part.shape[1]]
    covered = ink[..., 3:] / 255
    part[..., :3] = part[..., :3] * (1 - covered) + ink[..., :3] * covered


STRONG, WEAK = 150, 40


def inked(page: np.ndarray, ground: np.ndarray, least: int) -> np.ndarray:
    """Where a page differs by so much from what is beneath."""
    return np.abs(page[..., :3] - ground[..., :3]).mean(axis=2) > least


def spread(mask: np.ndarray) -> np.ndarray:
    """A mask and the pixels next to it: a picture is laid on whole pixels, and so up to half of one from its own."""
    around = np.pad(mask, 1)
    high, wide = mask.shape
    parts = [around[down : down + high, across : across + wide] for down in range(3) for across in range(3)]
    return np.logical_or.reduce(parts)


@pytest.mark.parametrize("turn", [0.0, 30.0, 90.0])
def test_elements_over_the_ground_are_the_printed_page(turn) -> None:
    design, words = honour(), people()[1]
    elements = tuple(replace(each, turn=turn, x=each.x + 60.0, y=each.y + 60.0) for each in design.elements)
    design = replace(design, sheet=(420.0, 330.0), elements=elements)  # where what is turned is not cut off
    seen = pixels(drawn_ground(design, words, DPI)).copy()
    for element, drawn in zip(elements, drawn_alone(design, elements, words, DPI), strict=True):
        laid_over(seen, drawn.picture, (element.x + element.width / 2, element.y + element.height / 2))
    with Pages(designs_paper([DesignedPage(design, words)]).data()) as pages:
        printed = pixels(pages.picture(0, DPI))
    ground = pixels(drawn_ground(design, words, DPI))
    assert inked(printed, ground, STRONG).sum() > 5000
    for one, other in ((seen, printed), (printed, seen)):
        assert not (inked(one, ground, STRONG) & ~spread(inked(other, ground, WEAK))).any()


def test_a_picture_is_of_the_size_that_it_says() -> None:
    design = honour()
    for drawn in drawn_alone(design, design.elements, people()[0], DPI):
        assert drawn.picture.width == pytest.approx(drawn.width * PIXELS, abs=0.05)
        assert drawn.picture.height == pytest.approx(drawn.height * PIXELS, abs=0.05)


def test_a_code_without_a_proof_is_blank_and_with_a_sample_it_is_not() -> None:
    design, code = honour(), CodeElement(x=0.0, y=0.0, width=25.0, height=25.0)
    words = people()[0]
    assert [drawn_alone(design, [code], each, DPI)[0].blank for each in (words, shown_words(words))] == [True, False]


def test_one_look_wherever_it_is_and_whatever_else_the_person_has() -> None:
    name, (first, second) = honour().elements[NAME], people()[:2]
    assert look_of(name, first) == look_of(replace(name, x=7.0, y=9.0, preprinted=True), first)
    assert look_of(name, first) != look_of(name, second)
    assert look_of(name, first) == look_of(name, replace(first, facts=first.facts | {"title": "标兵"}))
    line, photo = (honour().elements[index] for index in (LINE, PHOTO))
    assert look_of(line, first) == look_of(line, second)
    assert look_of(photo, first) != look_of(photo, replace(first, photo=b"x"))


def test_a_text_that_does_not_fit_is_named_and_still_seen() -> None:
    name = replace(honour().elements[NAME], width=20.0, height=6.0, floor=20.0)
    design, words = replace(honour(), elements=(name,)), people()[1]
    found = faults(honour(), name, words)
    assert len(found) == 1
    assert "放不下" in found[0]
    assert "{姓名}{称谓}" in found[0]
    assert not drawn_alone(design, [name], words, DPI)[0].blank


def test_a_field_that_there_is_no_more_is_named_and_still_seen() -> None:
    body = replace(honour().elements[BODY], text="在{course_of_old}中")
    assert faults(honour(), body, people()[0]) == [
        "“在{course_of_o…”里的字段“course_of_old”没有了，请删去或换成别的字段。"
    ]
    assert not drawn_alone(honour(), [body], people()[0], DPI)[0].blank


def test_a_character_that_no_face_has_is_named_with_what_to_do() -> None:
    found = faults(honour(), honour().elements[NAME], people()[5])
    assert len(found) == 1
    assert "\U000323af" in found[0]
    assert "TTF" in found[0]
    assert faults(honour(), honour().elements[NAME], people()[4]) == []


def test_a_seal_names_what_its_lines_lack() -> None:
    seal = replace(honour().elements[SEAL], issuer="{issuer}", date="\U000323af")
    assert "\U000323af" in faults(honour(), seal, people()[0])[0]
    assert "gone" in faults(honour(), replace(seal, issuer="{gone}"), people()[0])[0]


def test_one_that_cannot_be_drawn_does_not_take_the_others_along() -> None:
    broken = replace(honour().elements[TITLE], style=replace(honour().elements[TITLE].style, role="NOBODY"))
    drawn = drawn_alone(honour(), [broken, honour().elements[NAME]], people()[0], DPI)
    assert drawn[0] is None
    assert "NOBODY" in faults(honour(), broken, people()[0])[0]
    assert not drawn[1].blank


def test_everybody_is_looked_through_and_named() -> None:
    found = faults_of_all(honour(), people(), len(people()), Progress())
    assert [(person, index) for person, index, _sentence in found] == [(NAMES.index("赵\U000323af"), NAME)]
    assert found[0][2].startswith("赵\U000323af的")


def test_looking_through_everybody_can_be_stopped() -> None:
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        faults_of_all(honour(), people(), len(people()), progress)


def test_a_sheet_without_a_background_has_no_ground() -> None:
    assert drawn_ground(replace(honour(), background=None), sample_words(), DPI) is None
