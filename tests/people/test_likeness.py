"""What a word for a court or department means, and names that are easily taken for others."""

import pytest

from cadre_desktop.people.likeness import means_court, means_department, open_forms, parted_place, sound
from cadre_desktop.people.rules import courts_of_baotou

WORDS = {
    "包头市中级人民法院": ("中院", "包头中院", "市中院", "包头市中级法院"),
    "包头市青山区人民法院": ("青山", "青山法院", "青山区法院", "青山区人民法院", "包头市青山区法院"),
    "包头市昆都仑区人民法院": ("昆区", "昆区法院", "昆都仑区法院"),
    "达尔罕茂明安联合旗人民法院": ("达茂旗法院", "达茂旗"),
    "土默特右旗人民法院": ("土右旗法院", "土右"),
    "包头稀土高新技术产业开发区人民法院": ("稀土高新区法院", "高新区法院"),
    "包头市白云鄂博矿区人民法院": ("白云矿区法院", "白云法院"),
}


@pytest.mark.parametrize(("name", "word"), [(name, word) for name, words in WORDS.items() for word in words])
def test_courts_are_meant_by_signs_of_their_names_and_no_others(name, word):
    meant = [court.name for court in courts_of_baotou() if means_court(word, court.name, court.short)]
    assert meant == [name]


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
    ("place", "parts"),
    [
        ("青山法院刑庭", ("青山法院", "刑庭")),
        ("青山", ("青山", "")),
        ("刑庭", ("", "刑庭")),
        ("中院", ("中院", "")),
        ("中级人民法院执行局", ("中级人民法院", "执行局")),
    ],
)
def test_a_word_is_parted_into_court_and_department(place, parts):
    assert parted_place(place) == parts


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
