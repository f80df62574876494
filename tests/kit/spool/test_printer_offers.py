"""What printers offer, in words, of what the print server says and what their descriptions do."""

import pytest
from own_cups import ppd

from cadre_desktop.kit.spool.offers import STANDARD, Offers, offers_of, sides_offered

KNOWN = {
    "media-supported": ["iso_a4_210x297mm", "na_letter_8.5x11in", "custom_max_1000x1000mm", "Photo"],
    "media-default": ["iso_a4_210x297mm"],
    "sides-supported": ["one-sided", "two-sided-long-edge", "two-sided-short-edge"],
    "sides-default": ["two-sided-long-edge"],
    "print-color-mode-supported": ["monochrome", "color"],
    "print-color-mode-default": ["color"],
    "number-up-supported": [1, 2, 4],
    "job-hold-until-supported": ["no-hold", "indefinite", "night"],
    "job-sheets-supported": ["none", "standard", "our-own"],
}


def named(offers, keyword):
    return next((option for option in offers.options if option.keyword == keyword), None)


def group(keyword, usual, *choices):
    lines = [f"*OpenUI *{keyword}/{keyword}: PickOne", f"*Default{keyword}: {usual}"]
    lines += [f'*{keyword} {choice}: ""' for choice in choices]
    return "\n".join([*lines, f"*CloseUI: *{keyword}", ""])


def test_papers_are_those_of_the_description():
    offers = offers_of(KNOWN, ppd().encode())
    assert [paper.name for paper in offers.papers] == ["A4", "A3", "B5"] and offers.usual_paper == "A4"


def test_without_a_description_papers_are_read_from_their_names():
    offers = offers_of(KNOWN, b"")
    assert [(paper.name, paper.label) for paper in offers.papers] == [
        ("iso_a4_210x297mm", "A4"),
        ("na_letter_8.5x11in", "LETTER"),
    ]
    assert offers.papers[1].size == pytest.approx((215.9, 279.4)) and offers.usual_paper == "iso_a4_210x297mm"


def test_a_printer_that_says_nothing_has_the_papers_of_every_office():
    offers = offers_of({}, b"")
    assert offers.papers == STANDARD and offers.usual_paper == "A4" and offers.sides is None and offers.tray is None


def test_a_usual_paper_that_there_is_not_gives_way_to_the_first():
    assert offers_of({"media-default": ["iso_a9_1x1mm"]}, b"").usual_paper == "A4"


@pytest.mark.parametrize(
    ("long", "short", "values"),
    [
        (True, True, ["one-sided", "two-sided", "two-sided-long-edge", "two-sided-short-edge"]),
        (True, False, ["one-sided", "two-sided-long-edge"]),
        (False, True, ["one-sided", "two-sided-short-edge"]),
        (False, False, None),
    ],
)
def test_sides_are_those_the_printer_can_turn(long, short, values):
    option = sides_offered(long, short, "one-sided")
    assert (None if option is None else [value for value, _label in option.choices]) == values


@pytest.mark.parametrize(("usual", "taken"), [("two-sided-long-edge", "two-sided-long-edge"), ("x", "one-sided")])
def test_the_usual_sides_are_the_printers(usual, taken):
    assert offers_of({**KNOWN, "sides-default": [usual]}, b"").sides.usual == taken


def test_options_of_the_driver_are_offered_in_chinese_where_they_are_known():
    text = group("InputSlot", "Auto", "Auto", "Tray2", "Cassette3", "Special")
    text += group("ColorModel", "Gray", "Gray", "RGB") + group("StapleLocation", "None", "None", "UpperLeft")
    offers = offers_of(KNOWN, text.encode())
    assert [label for _value, label in offers.tray.choices] == ["自动选择", "纸盒 2", "纸盒 3", "Special"]
    colour, staple = named(offers, "ColorModel"), named(offers, "StapleLocation")
    assert (colour.title, colour.choices, colour.usual) == ("颜色", (("Gray", "黑白"), ("RGB", "彩色")), "Gray")
    assert (staple.title, staple.choices[0]) == ("装订", ("None", "无"))
    assert named(offers, "print-color-mode") is None  # the driver's own says it already


def test_what_leaves_no_choice_is_not_offered():
    text = group("MediaType", "Plain", "Plain") + group("Resolution", "900dpi", "300dpi", "600dpi")
    offers = offers_of({}, text.encode())
    assert named(offers, "MediaType") is None and named(offers, "Resolution") is None


def test_the_server_s_own_options_are_offered_with_every_driver():
    offers = offers_of(KNOWN, b"")
    assert [option.keyword for option in offers.more] == [
        *("print-color-mode", "number-up", "number-up-layout", "job-hold-until", "job-sheets", "job-priority")
    ]
    assert named(offers, "job-sheets").choices[2] == ("our-own", "our-own")
    assert named(offers, "number-up").choices == (("1", "1"), ("2", "2"), ("4", "4"))


@pytest.mark.parametrize("counts", [[1], [2, 4], []])
def test_several_pages_on_a_sheet_need_a_server_that_knows_it(counts):
    assert named(offers_of({**KNOWN, "number-up-supported": counts}, b""), "number-up") is None


def test_every_usual_choice_is_among_the_choices():
    for data in (b"", ppd().encode()):
        for option in offers_of(KNOWN, data).options:
            assert option.usual in dict(option.choices)


@pytest.mark.parametrize(("wanted", "taken"), [("Tray2", "Tray2"), ("Tray9", "Tray1"), (None, "Tray1")])
def test_what_was_wanted_is_taken_where_it_is_there(wanted, taken):
    assert offers_of({}, ppd().encode()).tray.among(wanted) == taken


def test_nothing_is_offered_of_which_nothing_is_known():
    assert Offers().options == ()
