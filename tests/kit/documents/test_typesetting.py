import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.punctuation import overhang
from cadre_desktop.kit.documents.typesetting import Style, balanced, fitted, wrap

STYLE = Style(Role.SONG, 72 / 2.54)  # one em is a centimetre
LETTER = "在“双创·致远”系列培训班（第三期）学习期间，刻苦钻研、成绩突出，被评为“优秀班干部”。"


def test_one_em_is_a_centimetre() -> None:
    assert STYLE.length("王祯") == pytest.approx(20)


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    for centimetres in range(5, 30):
        lines = wrap(LETTER, STYLE, centimetres * 10)
        assert "".join(lines) == LETTER
        assert not any(line[0] in "，。、”）" for line in lines)
        assert not any(line[-1] in "“（" for line in lines)


def test_a_closing_mark_may_hang_its_empty_half_over_the_edge() -> None:
    assert wrap("刻苦钻研，成绩突出", STYLE, 45) == ["刻苦钻研，", "成绩突出"]


def test_words_and_dates_stay_together() -> None:
    assert wrap("于2024年3月15日", STYLE, 25)[0] == "于"
    assert wrap("编号ABC", STYLE, 30) == ["编号", "ABC"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = wrap("A" * 50, STYLE, 60)

    assert "".join(lines) == "A" * 50
    assert all(STYLE.length(line) <= 60 for line in lines)


def test_the_last_character_has_company() -> None:
    assert wrap("一二三四五六七", STYLE, 60) == ["一二三四五", "六七"]


def test_line_breaks_are_kept() -> None:
    assert wrap("甲\n乙", STYLE, 60) == ["甲", "乙"]
    assert wrap("", STYLE, 60) == [""]


@settings(deadline=None, max_examples=150)
@example(text="0 00—《", centimetres=3)
@given(text=st.text("王祯，。、“”（）《》……——·2024年ab C", max_size=80), centimetres=st.integers(3, 20))
def test_nothing_is_lost_and_every_line_fits(text: str, centimetres: int) -> None:
    lines = wrap(text, STYLE, centimetres * 10)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(STYLE.length(line) - overhang(line) * 10 <= centimetres * 10 + 0.01 for line in lines)


@pytest.mark.parametrize("text", ["王", "包头稀土高新技术产业开发区人民法院" * 3])
def test_fitted_text_is_never_too_long(text: str) -> None:
    assert fitted(text, STYLE, 100).length(text) <= 100.001


def test_what_fits_is_left_alone() -> None:
    assert fitted("王祯", STYLE, 100) is STYLE


def test_a_little_too_long_becomes_smaller_before_narrower() -> None:
    assert fitted("一" * 11, STYLE, 100).stretch == 1
    assert fitted("一" * 15, STYLE, 100).stretch == 0.85


def test_a_heading_breaks_after_a_word() -> None:
    assert balanced("关于表彰全市法院优秀学员的决定名册", STYLE, 120) == ["关于表彰全市法院", "优秀学员的决定名册"]


def test_a_long_heading_has_even_lines() -> None:
    lines = balanced("一" * 25, STYLE, 100)

    assert [len(line) for line in lines] == [9, 9, 7]
