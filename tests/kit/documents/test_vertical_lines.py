"""Lines from top to bottom: characters upright in the middle, marks where they belong, text that copies as it was."""

import pytest
from design_pages import design, origins, page, printed, rendered, style, text
from ink import boxes, finds, texts

from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.typesetting import Style
from cadre_desktop.kit.documents.vertical import pieces

LEFT, TOP, WIDE, HIGH = 100.0, 30.0, 60.0, 150.0
EM = 20.0 * 25.4 / 72


def column(words: str, role: str = "SONG", **given) -> bytes:
    usual = {"x": LEFT, "y": TOP, "width": WIDE, "height": HIGH, "vertical": True, "align": "centre"}
    return printed(page(design(text(words, style=style(20.0, role), **{**usual, **given}))))


def test_characters_follow_each_other_downwards_in_the_middle():
    found = origins(column("荣誉证书𠮷"))  # a line with a rare character says where each is

    assert [each[0] for each in found] == list("荣誉证书𠮷")
    for number, (_character, x, y) in enumerate(found):
        assert x == pytest.approx(LEFT + WIDE / 2 - EM / 2, abs=0.05)
        assert y == pytest.approx(TOP + EM * (number + 0.5 + 0.36), abs=0.05)


@pytest.mark.parametrize("role", ["SONG", "TITLE", "KAI", "HEI", "FANGSONG"])
@pytest.mark.parametrize(
    "words",
    ["荣誉证书", "在“竞赛”中，荣获：一等奖！", "孛儿只斤·额尔德尼", "二〇二三年（第3届）《审判》", "包头——呼和浩特……"],
)
def test_a_line_is_copied_and_found_as_it_was_written(words, role):
    data = column(words, role)

    assert texts(data) == [words]
    assert finds(data, words[:3])


@pytest.mark.parametrize("role", ["SONG", "KAI"])
def test_rare_characters_are_copied_too(role):
    copied = texts(column("欧阳𠮷（㛃）", role))[0]

    assert "".join(copied.split()) == "欧阳𠮷（㛃）"


def test_letters_and_digits_are_turned_together():
    long = Style(Role.SONG, 20).length("2023")
    found = {piece.text: piece for piece in pieces("共2023年A组", Style(Role.SONG, 20))}

    assert found["2023"].turned and found["A"].turned
    assert not found["年"].turned
    assert found["2023"].ems * EM == pytest.approx(long)


def test_commas_and_full_stops_are_at_the_upper_right():
    for role in ("SONG", "TITLE", "KAI", "HEI"):
        picture = rendered(column("国，国。", role), dpi=254).convert("L")
        middle = (LEFT + WIDE / 2) * 10
        for number in (1, 3):
            top = (TOP + EM * number) * 10
            cell = picture.crop((int(middle - EM * 5), int(top), int(middle + EM * 5), int(top + EM * 10)))
            left, upper, right, lower = cell.point(lambda value: 255 if value < 128 else 0).getbbox()
            assert left > EM * 4.4 and lower < EM * 5.6, (role, number, left, upper, right, lower)


def test_brackets_and_quotation_marks_lie_across():
    for bracket in "（《〔【“”）》〕】":
        picture = rendered(column(f"国{bracket}国"), dpi=254).convert("L")
        middle, top = (LEFT + WIDE / 2) * 10, (TOP + EM) * 10
        cell = picture.crop((int(middle - EM * 5), int(top + 3), int(middle + EM * 5), int(top + EM * 10 - 3)))
        left, upper, right, lower = cell.point(lambda value: 255 if value < 128 else 0).getbbox()
        assert right - left > lower - upper or bracket in "“”", bracket


def test_neighbouring_marks_are_closed_up():
    apart = [piece.along for piece in pieces("好”。国", Style(Role.SONG, 20))]

    assert apart == pytest.approx([0.0, 1.0, 1.5, 2.5])


@pytest.mark.parametrize(
    ("align", "axis"), [("left", LEFT + EM / 2), ("centre", LEFT + WIDE / 2), ("right", LEFT + WIDE - EM / 2)]
)
def test_a_line_is_where_it_is_wanted_across(align, axis):
    first = boxes(column("国", align=align))[0]

    assert (first.left + first.right) / 2 == pytest.approx(axis, abs=0.4)


@pytest.mark.parametrize(
    ("where", "top"), [("top", TOP), ("middle", TOP + (HIGH - 2 * EM) / 2), ("bottom", TOP + HIGH - 2 * EM)]
)
def test_a_line_is_where_it_is_wanted_between_top_and_foot(where, top):
    first = boxes(column("国国", vertical_align=where))[0]

    assert first.top == pytest.approx(top, abs=EM * 0.15)


def test_lines_follow_each_other_from_right_to_left():
    words = "".join(chr(0x4E00 + number * 7) for number in range(50))
    found = origins(column(words, wraps=True, floor=20.0, leading=1.5, align="right"))

    assert [each[0] for each in found] == list(words)
    lines = sorted({round(x, 1) for _character, x, _y in found}, reverse=True)
    assert len(lines) == 3
    assert lines[0] - lines[1] == pytest.approx(EM * 1.5, abs=0.1)
    assert found[0][1] > found[-1][1]


def test_justified_lines_are_as_long_as_the_box():
    words = "𠮷" + "国" * 44
    found = origins(column(words, wraps=True, floor=20.0, align="justified"))
    first_line = [y for _character, x, y in found if x == pytest.approx(found[0][1], abs=0.01)]

    assert first_line[-1] - first_line[0] == pytest.approx(HIGH - EM, abs=0.05)
    assert texts(column(words, wraps=True, floor=20.0, align="justified"))[0].replace("\r\n", "") == words


def test_a_line_in_a_turned_element_turns_with_it():
    upright = boxes(column("国", turn=0.0))[0]
    turned = boxes(column("国", turn=90.0, vertical_align="middle"))[0]

    assert upright.top < turned.top
    assert (turned.left + turned.right) / 2 == pytest.approx(LEFT + WIDE / 2, abs=1.0)
