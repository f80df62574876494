"""Descriptions of printers as makers write them: plain, translated, in other encodings, and broken."""

import pytest
from own_cups import ppd

from cadre_desktop.kit.spool.ppd import read_description

TRAYS = """*PPD-Adobe: "4.3"
*OpenUI *InputSlot/Paper Source: PickOne
*DefaultInputSlot: Tray1
*InputSlot Tray1/Tray 1: "<</MediaPosition 0>>setpagedevice"
*InputSlot Tray2/{label}: "
<</MediaPosition 1>>setpagedevice"
*End
*CloseUI: *InputSlot
"""


def test_a_printer_is_read_with_its_papers_and_choices():
    found = read_description(ppd().encode())
    assert {name: tuple(round(side) for side in size) for name, size in found.papers.items()} == {
        "A4": (210, 297),
        "A3": (297, 420),
        "B5": (182, 257),
    }
    assert list(found.groups) == ["PageSize", "PageRegion", "InputSlot", "Duplex", "ColorModel"]
    tray = found.groups["InputSlot"]
    assert (tray.title, tray.choices, tray.usual) == ("Tray", {"Tray1": "Upper", "Tray2": "Lower"}, "Tray1")


def test_code_that_goes_over_several_lines_is_no_choice():
    found = read_description(TRAYS.format(label="Tray 2").encode())
    assert found.groups["InputSlot"].choices == {"Tray1": "Tray 1", "Tray2": "Tray 2"}
    assert found.groups["InputSlot"].title == "Paper Source"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_chinese_is_read_as_it_was_written(encoding):
    found = read_description(TRAYS.format(label="下纸盒").encode(encoding))
    assert found.groups["InputSlot"].choices["Tray2"] == "下纸盒"


def test_bytes_written_as_numbers_are_read():
    numbers = "下纸盒".encode().hex()
    found = read_description(TRAYS.format(label=f"<{numbers}>").encode())
    assert found.groups["InputSlot"].choices["Tray2"] == "下纸盒"


@pytest.mark.parametrize("language", ["zh_CN", "zh"])
def test_translations_are_taken(language):
    text = TRAYS.format(label="Tray 2") + (
        f'*{language}.Translation InputSlot/进纸处: ""\n*{language}.InputSlot Tray2/二号纸盒: ""\n'
        f'*{language}.InputSlot Tray7/没有的: ""\n*de.InputSlot Tray1/Fach: ""\n'
    )
    tray = read_description(text.encode()).groups["InputSlot"]
    assert (tray.title, tray.choices) == ("进纸处", {"Tray1": "Tray 1", "Tray2": "二号纸盒"})


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_like(ending):
    found = read_description(TRAYS.format(label="Tray 2").replace("\n", ending).encode())
    assert list(found.groups["InputSlot"].choices) == ["Tray1", "Tray2"]


@pytest.mark.parametrize(
    "value",
    ['"x y"', '"595"', '"0 842"', '"1 2 3"', '"1.2.3 4"', '""'],
    ids=["words", "one", "none", "three", "dots", "empty"],
)
def test_a_paper_that_cannot_be_measured_is_left_out(value):
    assert read_description(f"*PaperDimension A4: {value}\n".encode()).papers == {}


@pytest.mark.parametrize("data", [b"", b"<html><body>404</body></html>", bytes(range(256)) * 9, b"\xff\xfe*\x00O"])
def test_of_something_that_is_no_description_nothing_is_left(data):
    found = read_description(data)
    assert found.groups == {} and found.papers == {}
