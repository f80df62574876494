"""What a text element says, and how it comes to fit its box: smaller down to its floor, then in lines, then named."""

import pytest
from design_pages import design, page, printed, style, text
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents.design.elements import SealElement
from cadre_desktop.kit.documents.design.printing import problems_of
from cadre_desktop.kit.documents.design.texts import said, set_text
from cadre_desktop.kit.problems import Refused, Unclear

FACTS = {"name": "王祯", "sex": "", "birth": "", "number": "7号", "award": "", "hours": "40"}


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        ("{name}同志：", "王祯同志："),
        ("特发此证。", "特发此证。"),
        ("", ""),
        ("获奖：{award}", ""),
        ("{name}\n获奖：{award}\n特发此证", "王祯\n特发此证"),
        ("获奖等次\n{award}", ""),
        ("{name}[，{sex}][，{birth}生]。", "王祯。"),
        ("[共{hours}学时，]准予结业。", "共40学时，准予结业。"),
        ("[{sex}{hours}]", "40"),
        ("[不变]{name}", "[不变]王祯"),
        ("a[b] [{award}]", ""),
        ("〔2023〕{number}", "〔2023〕7号"),
    ],
)
def test_what_has_no_fact_is_left_out(pattern, meant):
    assert said(pattern, FACTS) == meant


def test_what_a_fact_says_is_no_pattern():
    assert said("{name}", {**FACTS, "name": "{award}[{sex}]"}) == "{award}[{sex}]"


@pytest.mark.parametrize("pattern", ["{nobody}", "{name}\n{nobody}", "{name}[{nobody}]", "{award}{nobody}"])
def test_a_field_that_there_is_not_is_named_wherever_it_is(pattern):
    with pytest.raises(Unclear, match="nobody"):
        said(pattern, FACTS)


def test_a_text_keeps_its_size_where_it_fits():
    assert set_text(text("王祯"), "王祯").style.size == 20.0


def test_a_long_text_becomes_smaller_before_it_is_wrapped():
    element = text("", width=100.0, floor=9.0)
    found = set_text(element, "孛儿只斤·额尔德尼巴雅尔同志：")

    assert found.paragraphs == [["孛儿只斤·额尔德尼巴雅尔同志："]]
    assert 9.0 <= found.style.size <= 20.0
    assert found.style.length("孛儿只斤·额尔德尼巴雅尔同志：") <= 100.0


def test_at_its_floor_it_is_wrapped_where_the_box_is_high_enough():
    element = text("", width=40.0, height=30.0, floor=14.0)
    found = set_text(element, "包头市昆都仑区人民法院立案庭（诉讼服务中心）")

    assert found.lines > 1
    assert found.across(element.leading) <= 30.0
    assert all(found.style.length(line) <= 40.0 + found.style.em / 2 for lines in found.paragraphs for line in lines)


def test_then_it_is_named_with_the_person_and_the_element():
    element = text("{name}获奖", width=40.0, height=8.0, floor=14.0, label="称谓")
    drawn = design(element)
    facts = {"name": "包头市昆都仑区人民法院立案庭（诉讼服务中心）"}

    (problem,) = problems_of([page(drawn, facts)])

    assert str(problem).startswith("包头市昆都仑区人民法院立案庭（诉讼服务中心）的“称谓”放不下")
    assert "最小字号 14 磅" in str(problem) and "请" in str(problem)


def test_everybody_whose_text_does_not_fit_is_named_once():
    drawn = design(text("{name}", width=30.0, height=8.0, floor=14.0, label="姓名"), text("{name}", y=100.0))
    people = [{"name": name} for name in ("王祯", "孛儿只斤·额尔德尼巴雅尔", "达尔罕茂明安联合旗人民法院", "李洋")]

    named = [str(each) for each in problems_of([page(drawn, facts) for facts in people])]

    assert [each.partition("的“")[0] for each in named] == ["孛儿只斤·额尔德尼巴雅尔", "达尔罕茂明安联合旗人民法院"]
    with pytest.raises(Refused) as refused:
        printed(*(page(drawn, facts) for facts in people))
    assert [str(each) for each in refused.value.problems] == named


def test_a_character_that_no_face_has_is_named_with_the_person_and_what_to_do():
    drawn = design(
        text("{name}同志"),
        SealElement(x=0.0, y=0.0, width=90.0, height=30.0, issuer="法院", date="{day}", style=style()),
    )

    named = [str(each) for each in problems_of([page(drawn, {"name": "王\U0003fffd祯", "day": "\ue123"})])]

    assert len(named) == 2
    assert all(each.startswith("王\U0003fffd祯的“") and "字体文件夹" in each for each in named)
    assert "\U0003fffd" in named[0] and "\ue123" in named[1]


def test_an_issuer_that_has_no_room_is_named():
    drawn = design(SealElement(x=0.0, y=0.0, width=30.0, height=30.0, issuer="法院" * 20, date="今天", style=style()))

    assert "落款" in str(problems_of([page(drawn)])[0])


@given(
    st.text("王祯额尔德尼。，“”（）A1 ", min_size=1, max_size=120),
    st.floats(12, 150),
    st.floats(5, 90),
    st.booleans(),
    st.booleans(),
)
def test_whatever_is_set_fits_its_box_or_is_refused(words, width, height, wraps, vertical):
    element = text(words, width=width, height=height, wraps=wraps, vertical=vertical, floor=10.0)
    measure, room = (height, width) if vertical else (width, height)
    try:
        found = set_text(element, words)
    except Refused:
        return
    style_, lines = found.style, [line for lines in found.paragraphs for line in lines]
    assert 10.0 <= style_.size <= 20.0
    assert len(lines) == 1 or found.across(element.leading) <= room + 0.01
    widest = max(style_.length(line) for line in lines)
    assert widest <= max(measure, style_.em) + style_.em * 0.5 + 0.01  # a mark may end in its empty half
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
