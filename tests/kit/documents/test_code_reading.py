"""Codes on a page: all of them, each once, row by row; what is cut is seen, and a seal or a stain does not matter."""

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from cadre_desktop.kit.documents.code_reading import codes_on


def code(text, module=8, level="L"):
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    return Image.fromarray(__import__("numpy").asarray(made.to_image(scale=module, add_quiet_zones=True)))


def page(*placed, size=(1600, 1200), mode="L"):
    whole = Image.new(mode, size, "white")
    for picture, place in placed:
        whole.paste(picture, place)
    return whole


def texts(whole):
    return [each.text for each in codes_on(whole)]


ONE, TWO, THREE, FOUR = (str(number) * 200 for number in (1, 2, 3, 4))


def test_all_are_found_row_by_row():
    placed = ((code(FOUR), (900, 640)), (code(TWO), (900, 40)), (code(THREE), (40, 660)), (code(ONE), (40, 60)))
    assert texts(page(*placed)) == [ONE, TWO, THREE, FOUR]


def test_two_of_one_text_are_two():
    assert texts(page((code(ONE), (40, 40)), (code(ONE), (900, 40)))) == [ONE, ONE]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_however_the_page_lies(turn):
    assert texts(page((code(ONE), (300, 200))).rotate(turn, expand=True)) == [ONE]


def test_a_code_of_which_a_part_is_lacking_is_seen():
    whole = page((code(ONE), (40, 40)), (code(TWO), (900, 40)))
    ImageDraw.Draw(whole).rectangle((1060, 40, 1400, 130), fill="white")
    found = texts(whole)
    assert found[0] == ONE and found[1:] in ([""], [])
    stained = page((code(TWO), (40, 40)))
    ImageDraw.Draw(stained).rectangle((150, 150, 330, 330), fill="white")
    assert texts(stained) == [""]


@pytest.mark.parametrize("where", [(150, 150, 330, 330), (160, 60, 300, 420), (160, 200, 420, 290)])
def test_however_a_code_is_covered_it_is_one(where):
    for text in (ONE, THREE):
        covered = page((code(text), (40, 40)), (code(TWO), (900, 40)))
        ImageDraw.Draw(covered).rectangle(where, fill="white")
        assert texts(covered) == ["", TWO]


def test_a_small_stain_is_corrected():
    whole = page((code(ONE), (40, 40)))
    ImageDraw.Draw(whole).ellipse((200, 200, 220, 220), fill="black")
    assert texts(whole) == [ONE]


def test_a_red_seal_over_it_is_seen_through():
    whole = page((code(ONE, module=6), (300, 200)), mode="RGB")
    draw = ImageDraw.Draw(whole)
    seal = Image.new("RGB", whole.size, (200, 20, 20))
    mask = Image.new("L", whole.size, 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((250, 150, 700, 600), outline=230, width=60)
    draw.regular_polygon((470, 370, 130), 5, fill=230)
    dark = Image.composite(Image.blend(whole, seal, 0.9), whole, mask)
    sealed = Image.composite(dark, whole, mask)
    assert texts(sealed) == [ONE]


def test_a_page_without_a_code_has_none():
    whole = page()
    ImageDraw.Draw(whole).text((100, 100), "no code here", fill="black")
    assert texts(whole) == []
    assert texts(Image.new("L", (3, 2), 128)) == []
    assert texts(Image.effect_noise((700, 500), 90)) == []


@pytest.mark.parametrize("level", [128, 0, 255])
def test_an_even_page_has_none(level):
    assert texts(Image.new("RGB", (2400, 2100), (level, level, level))) == []


def test_a_faint_code_on_a_large_page_is_found():
    whole = page((code(ONE, module=6), (2900, 1900)), size=(3600, 2600))
    faint = whole.point(lambda value: 200 + value * 5 // 255)
    assert texts(faint) == [ONE]


def test_it_can_be_stopped_between_attempts():
    class Enough(Exception):
        pass

    def check():
        raise Enough

    with pytest.raises(Enough):
        codes_on(page(), check)
    assert [each.text for each in codes_on(page((code(ONE), (40, 40))), check)] == [ONE]  # nothing more to be tried


@pytest.mark.parametrize("size", [(65_535, 1), (40_000, 2), (2, 33_000), (70_000, 8), (3, 90_000)])
def test_a_strip_that_is_longer_than_can_be_read_has_no_code(size):
    assert texts(page(size=size)) == []


def lined(size=(3508, 2481), row=70, column=330):
    """A ruled page full of characters that are something dark in a box, as 回 and 国 are."""
    whole = Image.new("L", size, "white")
    draw = ImageDraw.Draw(whole)
    for number, top in enumerate(range(150, size[1] - 150, row)):
        for place, left in enumerate(range(200, size[0] - 400, column)):
            draw.rectangle((left, top, left + column, top + row), outline="black", width=2)
            for sign in range(1 + (number * 5 + place * 3) % 7):
                x, y = left + 10 + sign * 44, top + 16
                draw.rectangle((x, y, x + 36, y + 36), outline="black", width=4)
                draw.rectangle((x + 10, y + 14, x + 26, y + 22), fill="black")
    return whole


def test_what_is_written_in_a_table_is_no_code():
    assert texts(lined()) == []


def test_a_code_on_a_page_of_a_table_is_found_and_a_covered_one_seen():
    for cover, found in (((0, 0, 0, 0), [ONE]), ((2310, 1210, 2490, 1390), [""])):
        whole = lined()
        whole.paste(code(ONE), (2200, 1100))
        ImageDraw.Draw(whole).rectangle(cover, fill="white")
        assert texts(whole) == found
