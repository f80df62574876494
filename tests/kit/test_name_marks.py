"""Names as people write them: dots, breaks, invisible signs, marks beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.chinese import DOTS
from cadre_desktop.kit.intake import clean
from cadre_desktop.kit.name_marks import name_and_marks, named_in
from cadre_desktop.people.rules import check_name

UNSEEN = [
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u200f",
    "\u2066",
    "\u180e",
    "\ufe00",
    "\U000e0100",
    "\u3164",
]


@pytest.mark.parametrize("dot", sorted(DOTS), ids=lambda dot: f"{ord(dot):04x}")
def test_every_dot_that_looks_like_one_becomes_it(dot):
    assert clean.name(f"巴图{dot}孟克") == clean.name(f"巴图 {dot} 孟克") == ("巴图·孟克", "")
    assert check_name(f"巴图{dot}孟克") == "巴图·孟克"


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"{ord(sign):04x}")
def test_signs_without_a_width_go(sign):
    assert clean.name(f"王{sign}可心{sign}") == ("王可心", "")
    assert check_name(f"王{sign}可心") == "王可心"


@pytest.mark.parametrize(
    "typed", ["陈\n一鸣", "陈\r\n一鸣", "陈　一 鸣", "陈\t一鸣", " 陈一鸣\u00a0", "陈\u200b\n一鸣", "陈\u2003一鸣"]
)
def test_breaks_and_blanks_inside_a_name_go(typed):
    assert clean.name(typed) == ("陈一鸣", "")


@pytest.mark.parametrize(
    ("typed", "name", "marks"),
    [
        ("王祯", "王祯", ()),
        ("*王祯", "王祯", ("*",)),
        ("＊王祯", "王祯", ("＊",)),
        ("王祯*", "王祯", ("*",)),
        ("王祯**", "王祯", ("*",)),
        ("※ 王 祯", "王祯", ("※",)),
        ("★王祯☆", "王祯", ("★", "☆")),
        ("王祯（女）", "王祯", ("女",)),
        ("王祯(女,蒙古族)", "王祯", ("女", "蒙古族")),
        ("王祯【借调】*", "王祯", ("借调", "*")),
        ("（挂职）王祯", "王祯", ("挂职",)),
        ("王祯 试用期*", "王祯", ("试用期", "*")),
        ("王祯试用期", "王祯", ("试用期",)),
        ("王祯 挂职", "王祯", ("挂职",)),
        ("阿拉坦•巴特尔（借调）", "阿拉坦·巴特尔", ("借调",)),
        ("欧阳文博", "欧阳文博", ()),
        ("王●", "王", ("●",)),
        ("王○○", "王○○", ()),
        ("王□", "王□", ()),
        ("***", "***", ()),
        ("（女）", "（女）", ()),
        ("", "", ()),
        ("John Smith", "John Smith", ()),
    ],
)
def test_names_and_marks(typed, name, marks):
    assert name_and_marks(typed) == (name, marks)


@given(
    st.sampled_from(["王祯", "阿拉坦·巴特尔", "欧阳文博", "𠮷田惠"]),
    st.lists(st.sampled_from(["*", "※", "（借调）", "(女)", "【挂职】"]), max_size=2),
    st.lists(st.sampled_from(["*", "★", "（试用期）", "(女)", " 挂职"]), max_size=3),
)
def test_whatever_marks_stand_around_a_name_it_is_found(name, before, after):
    read, marks = name_and_marks("".join(before) + name + "".join(after))
    assert read == name
    assert bool(marks) == bool(before or after)


def test_the_longest_name_counts_and_none_inside_it():
    called = {"青山区": [1], "青山区人民法院": [1], "山区": [2], "昆区": [3, 4], "甲": [5]}
    assert named_in("青山区人民法院、昆区", called) == [1, 3, 4]
    assert named_in("甲山区", called) == [2]
