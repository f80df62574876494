"""What trainings are called: other writing of the same, and what is probably meant by another title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.people.training_titles import are_alike, title_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新任法官培训班（第一期）", "新任法官培训班(第1期)"),
        ("新任法官培训班第十二期", "新任法官培训班 第12期"),
        ("新任法官培训班第二十期", "新任法官培训班（20期）"),
        ("“凝心铸魂”政治轮训班", "《凝心铸魂》政治轮训班"),
        ("2023年度执行培训班", "执行培训班"),
        ("ＷＴＯ规则培训", "wto规则 培训"),
        ("能力提升班（二）", "能力提升班(2)"),
    ],
)
def test_other_writing_is_the_same(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)
    assert are_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("全区法院执行业务培训班", "法院执行业务培训班", True),
        ("执行业务培训班", "执行业务能力培训班", True),
        ("执行业务培训班第一期", "执行业务培训班第二期", False),
        ("执行业务培训班", "党性教育轮训", False),
        ("执行", "全市法院系统执行业务骨干能力提升培训班", False),
        ("网上专题班", "网上专题班1", True),
        ("执行业务培训班", "执行业务培训班第二期", True),
        ("内蒙古干部网络学院网上专题班1", "内蒙古干部网络学院网上专题班其他课程", False),
        ("三一重工参访", "二一重工参访", True),
    ],
)
def test_similar_titles_are_told_from_others(one: str, other: str, alike: bool) -> None:
    assert are_alike(one, other) is alike
    assert are_alike(other, one) is alike


@given(st.text(max_size=30))
def test_any_title_has_a_key_that_stays(title: str) -> None:
    assert title_key(title) == title_key(title_key(title)) or not title_key(title)
    assert are_alike(title, title)
