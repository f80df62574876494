"""Changing a design: each change is another value, and nothing but what was meant is another than before."""

from dataclasses import replace
from itertools import pairwise

import pytest
from designs import BODY, CODE, LINE, NAME, NAMES, NUMBER, PHOTO, SEAL, TITLE, honour, people
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.certificates.designing import adding, editing
from cadre_desktop.certificates.designing.copying import are_elements, copied, read_copied
from cadre_desktop.certificates.designing.editing import Work, box_of, seen_box
from cadre_desktop.certificates.designing.fields import SAMPLES, labels_of, offered, with_labels, with_names
from cadre_desktop.certificates.designing.history import History
from cadre_desktop.certificates.designing.people import (
    longest_name,
    most_text,
    name_in,
    rarest_name,
    rarity,
    shortest_name,
)
from cadre_desktop.certificates.designing.sheets import OWN, is_across, laid, sheet_key, sheet_names
from cadre_desktop.certificates.facts import FIELDS
from cadre_desktop.kit.documents.design.elements import read_design
from cadre_desktop.kit.documents.design.sheets import SHEETS
from cadre_desktop.kit.problems import Unclear

ALL = range(len(honour().elements))


def work(*chosen: int) -> Work:
    return Work(honour()).choosing(chosen)


def unchanged(before: Work, after: Work, but: set[int]) -> bool:
    """Whether all elements but these are as before."""
    pairs = enumerate(zip(before.elements, after.elements, strict=True))
    return all(was == now for index, (was, now) in pairs if index not in but)


def test_the_name_is_moved_by_three_millimetres_and_nothing_else() -> None:
    before = work(NAME)
    after = editing.moved(before, 3.0, 0.0)
    assert after.elements[NAME] == replace(before.elements[NAME], x=53.0)
    assert unchanged(before, after, {NAME})
    assert after.chosen == {NAME}


def test_positions_are_round_numbers_after_many_small_moves() -> None:
    at = work(NAME)
    for _time in range(7):
        at = editing.moved(at, 0.1, -0.1)
    assert (at.elements[NAME].x, at.elements[NAME].y) == (50.7, 75.3)


def test_a_line_may_have_no_height_and_others_may_not() -> None:
    flat = editing.reshaped(work(), LINE, editing.Box(10.0, 10.0, 30.0, 0.0))
    assert flat.elements[LINE].height == 0.0
    assert editing.reshaped(work(), NAME, editing.Box(10.0, 10.0, 0.2, 5.0)).elements[NAME].width == editing.LEAST


def test_an_angle_is_less_than_a_whole_turn() -> None:
    at = work()
    assert editing.reshaped(at, NAME, box_of(at.elements[NAME]), -90.0).elements[NAME].turn == 270.0
    assert editing.reshaped(at, NAME, box_of(at.elements[NAME]), 359.99).elements[NAME].turn == 0.0


def test_a_field_of_the_style_is_changed_where_there_is_one() -> None:
    after = editing.changed(work(NAME, SEAL, PHOTO), {"style.size": 30.0, "label": "大字"})
    assert [after.elements[index].style.size for index in (NAME, SEAL)] == [30.0, 30.0]
    assert after.elements[PHOTO] == replace(honour().elements[PHOTO], label="大字")


def test_one_element_is_aligned_with_the_sheet_and_several_with_each_other() -> None:
    alone = editing.arranged(work(CODE), "centre")
    assert seen_box(alone.elements[CODE]).middle[0] == pytest.approx(148.5)
    both = editing.arranged(work(CODE, SEAL), "top")
    assert both.elements[CODE].y == both.elements[SEAL].y == 132.0


def test_turned_elements_are_aligned_by_what_they_take() -> None:
    at = editing.reshaped(work(CODE), NUMBER, box_of(honour().elements[NUMBER]), 90.0)
    found = editing.arranged(at.choosing({CODE, NUMBER}), "left")
    lefts = {round(seen_box(found.elements[index]).x, 2) for index in (CODE, NUMBER)}
    assert len(lefts) == 1


def test_elements_are_spread_at_equal_distances() -> None:
    found = editing.spread(work(CODE, PHOTO, NUMBER), "y")
    boxes = sorted((seen_box(found.elements[index]) for index in (CODE, PHOTO, NUMBER)), key=lambda box: box.middle[1])
    gaps = [after.y - before.bottom for before, after in pairwise(boxes)]
    assert gaps[0] == pytest.approx(gaps[1], abs=0.02)


def test_a_group_is_centred_as_a_whole() -> None:
    found = editing.centred_on_sheet(work(CODE, SEAL), "x")
    left = min(found.elements[index].x for index in (CODE, SEAL))
    right = max(box_of(found.elements[index]).right for index in (CODE, SEAL))
    assert (left + right) / 2 == pytest.approx(148.5)
    assert found.elements[SEAL].x - found.elements[CODE].x == 97.0


def test_copies_are_beside_what_they_are_of_and_chosen() -> None:
    first = editing.duplicated(work(CODE))
    assert first.chosen == {len(ALL)}
    assert (first.elements[-1].x, first.elements[-1].y) == (53.0, 146.0)
    again = editing.pasted(first, [honour().elements[CODE]])
    assert (again.elements[-1].x, again.elements[-1].y) == (56.0, 149.0)


def test_what_is_pasted_on_a_smaller_sheet_is_on_it() -> None:
    small = Work(replace(honour(), sheet=(100.0, 100.0), elements=()))
    found = editing.pasted(small, [honour().elements[SEAL]])
    assert seen_box(found.elements[0]).touches(editing.Box(0.0, 0.0, 100.0, 100.0))


@pytest.mark.parametrize(
    ("change", "order"),
    [
        (editing.to_front, [0, 2, 4, 5, 6, 7, 1, 3]),
        (editing.to_back, [1, 3, 0, 2, 4, 5, 6, 7]),
        (editing.raised, [0, 2, 1, 4, 3, 5, 6, 7]),
        (editing.lowered, [1, 0, 3, 2, 4, 5, 6, 7]),
    ],
)
def test_the_order_of_elements(change, order) -> None:
    found = change(work(1, 3))
    assert list(found.elements) == [honour().elements[index] for index in order]
    assert {found.elements[index] for index in found.chosen} == {honour().elements[index] for index in (1, 3)}


def test_the_highest_is_not_raised_and_the_lowest_not_lowered() -> None:
    assert editing.raised(work(7)).design == honour()
    assert editing.lowered(work(0, 1)).design == honour()


@pytest.mark.parametrize("sheet", [(420.0, 297.0), (250.0, 176.0), (370.0, 260.0), (260.0, 185.0)])
def test_on_a_larger_or_smaller_sheet_everything_is_larger_or_smaller(sheet) -> None:
    scale = min(sheet[0] / 297, sheet[1] / 210)
    found = editing.on_sheet(work(), sheet)
    for before, after in zip(honour().elements, found.elements, strict=True):
        if before not in (honour().elements[CODE],):
            assert after.width == pytest.approx(before.width * scale, abs=0.01)
            assert after.x - sheet[0] / 2 == pytest.approx((before.x - 148.5) * scale, abs=0.01)
    assert found.elements[NAME].style.size == pytest.approx(27.0 * scale, abs=0.25)
    assert found.elements[SEAL].seal == 42.0
    assert found.elements[CODE].width >= 23.0


def test_on_a_sheet_that_is_turned_texts_get_narrower_and_the_rest_keeps_its_size() -> None:
    found = editing.on_sheet(work(), (210.0, 297.0))
    assert found.elements[NAME].width == pytest.approx(197.0 * 210 / 297, abs=0.01)
    assert found.elements[NAME].style.size == 27.0
    assert (found.elements[PHOTO].width, found.elements[PHOTO].height) == (25.6, 32.0)
    assert editing.on_sheet(found, (297.0, 210.0)).elements[NAME] == honour().elements[NAME]


def test_a_sheet_that_is_measured_leaves_everything_as_large_as_it_is() -> None:
    found = editing.on_sheet(work(), (290.0, 205.0))
    assert [(each.width, each.height) for each in found.elements] == [
        (each.width, each.height) for each in honour().elements
    ]


def test_a_sheet_of_another_size_loses_nothing_off_its_edge() -> None:
    found = editing.on_sheet(work(), (210.0, 297.0))
    for element in found.elements:
        box = seen_box(element)
        assert box.x >= -0.01
        assert box.right <= 210.01 or box.width > 210.0
        assert box.bottom <= 297.01
    assert found.design.sheet == (210.0, 297.0)


far = st.floats(-40.0, 40.0)
KINDS_OF_CHANGE = st.one_of(
    st.tuples(far, far).map(lambda way: lambda at: editing.moved(at, *way)),
    st.sampled_from(["left", "middle", "bottom"]).map(lambda edge: lambda at: editing.arranged(at, edge)),
    st.floats(5.0, 60.0).map(lambda size: lambda at: editing.changed(at, {"style.size": size})),
    st.sampled_from(["x", "y"]).map(lambda axis: lambda at: editing.spread(at, axis)),
    st.sampled_from([(210.0, 297.0), (420.0, 285.0)]).map(lambda sheet: lambda at: editing.on_sheet(at, sheet)),
    st.sampled_from([editing.duplicated, editing.without, editing.to_front, editing.to_back, editing.lowered]),
)


def changes() -> st.SearchStrategy:
    """Any change of any of the kinds that commands make, of any elements."""
    some = st.frozensets(st.sampled_from(ALL), max_size=4)
    return st.tuples(some, KINDS_OF_CHANGE).map(lambda both: lambda at: both[1](at.choosing(both[0])))


@given(st.lists(changes(), max_size=12))
def test_whatever_is_done_can_be_kept_undone_and_redone(several) -> None:
    history: History[Work] = History(Work(honour()))
    seen = [history.present.design]
    for change in several:
        after = change(history.present)
        if after.design != history.present.design:
            history.take(after)
            seen.append(after.design)
        assert read_design(after.design.text.encode()) == after.design
        assert all(index < len(after.elements) for index in after.chosen)
    for design in reversed(seen[:-1]):
        assert history.undo().design == design
    assert not history.can_undo
    for design in seen[1:]:
        assert history.redo().design == design
    assert not history.can_redo


def test_changes_that_name_the_same_are_one_step() -> None:
    history = History(0)
    for value in (1, 2, 3):
        history.take(value, "move")
    history.take(10)
    history.take(11, "move")
    history.part()
    history.take(12, "move")
    assert [history.undo() for _time in range(5)] == [11, 10, 3, 0, 0]
    assert [history.redo() for _time in range(2)] == [3, 10]
    history.take(99, "move")
    assert not history.can_redo
    assert history.undo() == 10


def test_elements_go_through_the_clipboard_as_they_are() -> None:
    text = copied((297.0, 210.0), honour().elements)
    assert are_elements(text)
    assert read_copied(text) == honour().elements
    assert not are_elements("王祯同志：")


@pytest.mark.parametrize("spoil", [lambda text: text[:-5], lambda text: text.replace('"text"', '"later"', 1)])
def test_elements_of_a_newer_program_are_refused_with_a_sentence(spoil) -> None:
    with pytest.raises(Unclear, match="复制的元素"):
        read_copied(spoil(copied((297.0, 210.0), honour().elements)))


def test_fields_are_chinese_for_people_and_keep_their_names() -> None:
    labels = labels_of()
    pattern = "{name}{address}：在{activity}中{unknown}{"
    shown = with_labels(pattern, labels)
    assert shown == "{姓名}{称谓}：在{活动名称}中{unknown}{"
    assert with_names(shown, labels) == pattern
    assert with_names("{ 姓名 }{name}", labels) == "{name}{name}"


@given(st.lists(st.sampled_from([*FIELDS, "", "x"]), max_size=5), st.text("甲{}名 a", max_size=8))
def test_a_pattern_is_the_same_after_it_was_shown(names, text) -> None:
    labels = labels_of()
    pattern = with_names(text + "".join(f"{{{name}}}" for name in names), labels)
    assert with_names(with_labels(pattern, labels), labels) == pattern


def test_labels_differ_from_each_other() -> None:
    labels = labels_of([*FIELDS, "extra"])
    assert len(set(labels.values())) == len(FIELDS) + 1
    assert labels["extra"] == "extra"
    assert (labels["date"], labels["date_arabic"]) == ("落款日期（汉字）", "落款日期（数字）")
    assert offered(labels)["address"] == "称谓（同志、先生、女士）"
    assert list(SAMPLES) == list(FIELDS)


def test_the_hardest_names_of_a_list_are_found() -> None:
    facts = [words.facts for words in people()]
    assert NAMES[longest_name(facts)] == "阿拉坦·巴特尔苏日娜"
    assert NAMES[shortest_name(facts)] == "王祯"
    assert NAMES[rarest_name(facts)] in ("欧阳𬱖", "赵\U000323af")
    more = [facts[0], facts[2] | {"activity": "很长的活动名称" * 9}]
    assert name_in(more[most_text(more)]) == "李静"


@pytest.mark.parametrize(
    ("character", "level"), [("王", 0), ("·", 0), ("a", 0), ("祯", 1), ("瑄", 2), ("䶮", 3), ("𬱖", 4)]
)
def test_how_rare_a_character_is(character, level) -> None:
    assert rarity(character) == level


def test_sheets_are_known_whichever_way_they_lie() -> None:
    for key, size in SHEETS.items():
        assert sheet_key(size) == sheet_key(laid(size, True)) == key
        assert is_across(laid(size, True))
        assert not is_across(laid(size, False))
    assert sheet_key((200.0, 100.0)) == OWN
    assert dict(sheet_names())["A4"] == "A4（210×297）"


def test_new_elements_are_on_the_sheet() -> None:
    for sheet in ((297.0, 210.0), (60.0, 40.0)):
        new = [
            adding.new_text(sheet, "文字"),
            adding.new_photo(sheet),
            adding.new_code(sheet),
            adding.new_line(sheet),
            adding.new_seal(sheet),
            adding.new_picture(sheet, "0" * 64, 3.0),
        ]
        design = replace(honour(), sheet=sheet, elements=tuple(new))
        assert read_design(design.text.encode()) == design
        for element in new:
            box = seen_box(element)
            assert box.x >= 0
            assert box.right <= sheet[0] + 0.01
            assert box.bottom <= sheet[1] + 0.01


def test_elements_are_called_by_what_they_say() -> None:
    elements = honour().elements
    assert [adding.called(elements[index]) for index in (TITLE, NAME, CODE)] == ["标题", "{姓名}{称谓}：", "二维码"]
    assert adding.called(elements[BODY]).endswith("…")
