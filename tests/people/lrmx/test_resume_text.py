"""Résumés of the forms: read, written again to the letter, and what looks wrong in them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.people.lrmx.resume_text import (
    WrittenLine,
    parse_resume,
    rebuild_resume,
    resume_troubles,
    rewritten,
)

SAMPLE = """2006.09--2010.07  某大学法学院法学专业学习
2010.07--2016.05  某区人民法院书记员
                  （其间：2013.09--2015.06 某大学在职法律硕士专业学习；
                  2014.03--2014.06 借调某市中级人民法院）
2016.05--2019.03  某区人民法院民事审判第一庭
                  员额法官
2019.03--         某区人民法院民事审判第一庭庭长"""

WORDS = st.text("某区人民法院书记员（）：、，Ab1", min_size=1, max_size=12)
MONTHS = st.dates(date(1950, 1, 1), date(2060, 1, 1)).map(lambda day: day.replace(day=1))
HEADS = WORDS.filter(lambda text: text[0] not in "1")
BELOW = st.lists(WORDS.filter(lambda text: text[0] not in "（("), max_size=2)
NOTES = st.lists(WORDS, max_size=2).map(lambda rest: "\n".join(("（其间", *rest)) if rest else "")
LINES = st.builds(
    lambda starts, ends, head, below, notes: WrittenLine(starts, ends, "\n".join((head, *below)), notes),
    MONTHS,
    st.none() | MONTHS,
    HEADS,
    BELOW,
    NOTES,
)


def test_a_resume_is_read_with_open_end_and_side_notes() -> None:
    first, clerk, judge, head = parse_resume(SAMPLE)
    assert (first.starts, first.ends, first.text) == (date(2006, 9, 1), date(2010, 7, 1), "某大学法学院法学专业学习")
    assert clerk.notes.split("\n") == [
        "（其间：2013.09--2015.06 某大学在职法律硕士专业学习；",
        "2014.03--2014.06 借调某市中级人民法院）",
    ]
    assert judge.text == "某区人民法院民事审判第一庭\n员额法官"
    assert (head.starts, head.ends) == (date(2019, 3, 1), None)
    assert resume_troubles(parse_resume(SAMPLE)) == []


@given(st.lists(LINES, max_size=6))
def test_what_is_written_is_read_again(lines: list[WrittenLine]) -> None:
    text = rebuild_resume(lines)
    assert parse_resume(text) == lines
    assert rebuild_resume(parse_resume(text)) == text


def test_the_sample_is_written_again_to_the_letter() -> None:
    assert rebuild_resume(parse_resume(SAMPLE)) == SAMPLE


@pytest.mark.parametrize(
    "written",
    ["2016.05-2019.03 庭长", "2016.5—2019.3 庭长", "２０１６.05－2019.03　庭长", "2016年5月至2019年3月，庭长"],
)
def test_other_ways_of_writing_months_are_read(written: str) -> None:
    (line,) = parse_resume(written)
    assert (line.starts, line.ends) == (date(2016, 5, 1), date(2019, 3, 1))
    assert "庭长" in line.text


def test_until_now_is_an_open_end() -> None:
    assert parse_resume("2021.11--至今  庭长") == [WrittenLine(date(2021, 11, 1), None, "庭长")]


@given(st.text("2019.03--0 \n（其间）庭至今", max_size=60))
def test_no_letter_of_any_text_is_lost(text: str) -> None:
    lines = parse_resume(text)
    assert "".join("".join(line.raw for line in lines).split()) == "".join(text.split())
    assert rewritten(text, lines) == text


def test_only_the_changed_line_is_written_anew() -> None:
    text = "2010.7-2016.5 书记员\n2016.05--至今 法官"
    lines = parse_resume(text)
    lines[1] = WrittenLine(date(2016, 5, 1), date(2019, 3, 1), "法官")
    lines.append(WrittenLine(date(2019, 3, 1), None, "庭长"))
    assert rewritten(text, lines) == "2010.7-2016.5 书记员\n2016.05--2019.03  法官\n2019.03--         庭长"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2010.07--2012.11  甲\n2012.05--2016.05  乙", "时间重叠"),
        ("2012.11--2010.07  甲", "止于起始之前"),
        ("2012.11--2013.07  甲\n2010.11--2012.07  乙", "早于上一行"),
        ("2010.07--         甲\n2012.05--2016.05  乙", "没有止月"),
        ("某大学毕业", "没有起止年月"),
        ("2010.07--2012.11  甲\n2012.13--2016.05  乙", "读不懂的年月"),
    ],
)
def test_what_looks_wrong_is_kept_and_said_once(text: str, said: str) -> None:
    (trouble,) = resume_troubles(parse_resume(text))
    assert said in trouble
    assert rebuild_resume(parse_resume(text)).replace(" ", "") == text.replace(" ", "")
