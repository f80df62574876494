"""Who leads by the words of a post, bands of ages, shares."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.problems import Unclear
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.people.structure.rules import (
    Lead,
    Schooling,
    about_35_of,
    bands_of,
    lead_of,
    rulebook_of,
    share,
    share_text,
    shares_of,
)


@pytest.mark.parametrize(
    ("post", "lead"),
    [
        ("庭长", Lead.HEAD),
        ("民一庭庭长", Lead.HEAD),
        ("副庭长", Lead.DEPUTY),
        ("审判委员会委员、民事审判第一庭庭长", Lead.HEAD),
        ("副庭长（主持工作）", Lead.DEPUTY),
        ("庭长、四级高级法官", Lead.HEAD),
        ("办公室副主任兼保密办主任", Lead.HEAD),
        ("执行局局长", Lead.HEAD),
        ("执行局副局长", Lead.DEPUTY),
        ("司法警察支队政委", Lead.HEAD),
        ("副支队长", Lead.DEPUTY),
        ("院长", Lead.COURT),
        ("党组书记、院长", Lead.COURT),
        ("党组成员、副院长", Lead.COURT),
        ("副院长", Lead.COURT),
        ("党组成员、执行局局长", Lead.COURT),
        ("政治部主任", Lead.COURT),
        ("政治部副主任", Lead.DEPUTY),
        ("审判委员会专职委员", Lead.COURT),
        ("派驻纪检监察组组长", Lead.COURT),
        ("机关党委专职副书记", Lead.HEAD),
        ("审判委员会委员", None),
        ("审判员", None),
        ("一级主任科员", None),
        ("副主任科员", None),
        ("主任法医师", None),
        ("院长助理", None),
        ("法官助理", None),
        ("书记员", None),
        ("干部", None),
        ("", None),
    ],
)
def test_who_leads_is_read_from_the_words_of_the_post(post, lead):
    assert lead_of(post) is lead


@pytest.mark.parametrize(
    ("post", "level", "lead"),
    [
        ("部门负责人", "141", Lead.HEAD),
        ("部门负责人", "142", Lead.DEPUTY),
        ("", "131", Lead.HEAD),
        ("审判员", "142", None),  # 副科级审判员 leads nobody
        ("副庭长", "131", Lead.DEPUTY),  # the words go first
    ],
)
def test_the_level_of_a_post_counts_where_its_words_say_nothing(post, level, lead):
    assert lead_of(post, level) is lead


def test_whoever_leads_among_the_leaders_of_the_court_leads_the_court():
    assert lead_of("执行局局长", "", "院领导") is Lead.COURT
    assert lead_of("审判员", "", "院领导") is None


@given(st.lists(st.integers(16, 80), min_size=1, max_size=8, unique=True).map(sorted), st.integers(16, 100))
def test_every_age_is_in_one_band_and_bands_are_named_in_order(tops, age):
    bands = bands_of("，".join(map(str, tops)))
    assert len(bands.labels) == len(tops) + 1
    assert bands.of(age) == sum(age > top for top in tops)


@pytest.mark.parametrize("text", ["", "35,34", "35,35", "卅五", "35;40", "-1", "35,99"])
def test_bands_that_are_none_are_refused(text):
    with pytest.raises(Unclear, match="年龄段"):
        bands_of(text)


@pytest.mark.parametrize("text", ["39/46", "39/46/16", "a/b/c", "", "39/46/15/0"])
def test_shares_that_are_none_are_refused(text):
    with pytest.raises(Unclear, match="三类人员比例"):
        shares_of(text)


@pytest.mark.parametrize("text", ["", "29", "46", "三十六"])
def test_about_35_is_an_age(text):
    with pytest.raises(Unclear, match="35岁左右"):
        about_35_of(text)


def test_the_usual_rules_are_those_of_the_central_plan():
    usual = rulebook_of()
    assert [usual.shares[category] for category in StaffCategory] == [39, 46, 15]
    assert usual.about_35 == 36
    assert usual.bands.labels[:2] == ("35岁及以下", "36–40岁")
    assert usual.bands.labels[-1] == "56岁及以上"


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_the_nearest_whole_per_cent(part, whole):
    exact = Fraction(100 * part, whole)
    assert abs(share(part, whole) - exact) <= Fraction(1, 2)
    assert share_text(part, whole) == f"{share(part, whole)}%"


def test_a_share_of_nothing_is_none():
    assert share(0, 0) is None
    assert share_text(0, 0) == "—"


@pytest.mark.parametrize(
    ("code", "group"),
    [
        ("11", Schooling.POSTGRADUATE),
        ("21", Schooling.BACHELOR),
        ("31", Schooling.COLLEGE),
        ("1A", Schooling.POSTGRADUATE),
        ("33", Schooling.COLLEGE),
        ("35", Schooling.LOWER),
        ("39", Schooling.LOWER),
    ],
)
def test_education_is_put_together_by_its_code(code, group):
    assert Schooling.of(code) is group


def test_education_that_is_not_known_is_in_no_group():
    assert Schooling.of("") is None
