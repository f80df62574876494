"""What a word for a department means, and names that are easily taken for others."""

import pytest

from cadre_desktop.people.likeness import means_department, open_forms, parted_unit, sound


@pytest.mark.parametrize(
    ("word", "name", "meant"),
    [
        ("刑庭", "刑事审判第一庭", True),
        ("刑一庭", "刑事审判第一庭", True),
        ("刑一庭", "刑事审判第二庭", False),
        ("民庭", "刑事审判庭", False),
        ("审监庭", "审判监督庭", True),
        ("执行局", "执行局", True),
        ("行装处", "司法行政装备管理处", True),
        ("庭", "刑事审判庭", False),
        ("刑庭", "", False),
        ("", "刑事审判庭", False),
    ],
)
def test_departments_are_meant_by_their_short_forms(word, name, meant):
    assert means_department(word, name) is meant


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ("青山法院刑庭", ("青山法院", "刑庭")),
        ("青山", ("青山", "")),
        ("刑庭", ("", "刑庭")),
        ("中院", ("中院", "")),
        ("中级人民法院执行局", ("中级人民法院", "执行局")),
    ],
)
def test_a_word_is_parted_into_court_and_department(unit, parts):
    assert parted_unit(unit) == parts


def alike(one, other):
    return bool(open_forms(one) & open_forms(other))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("王小明", "王晓明", True), ("王小明", "王明", True), ("王明", "王明明", True), ("王小明", "李晓东", False)],
)
def test_names_that_differ_in_one_character(one, other, near):
    assert alike(one, other) is near


@pytest.mark.parametrize(("one", "other"), [("王祯", "王珍"), ("陈静", "陈劲"), ("张世平", "张思萍"), ("林芳", "林帆")])
def test_names_that_sound_alike(one, other):
    assert sound(one) == sound(other)


def test_names_that_do_not_sound_alike():
    assert sound("王祯") != sound("王伟")
