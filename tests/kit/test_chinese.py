"""Search keys, pinyin with surname readings, stroke order, numerals."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.chinese import (
    KEY_LENGTH,
    NAME_SPELLINGS,
    STARTS,
    TEXT_SPELLINGS,
    chinese_date,
    chinese_month,
    chinese_number,
    chinese_year,
    fold,
    initials,
    name_keys,
    pinyin,
    query_key,
    spread_name,
    stroke_key,
    text_keys,
)

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
NAMES = st.text(HAN, min_size=2, max_size=8)


def is_found(name: str, query: str) -> bool:
    return any(key.startswith(query_key(query)) for key in name_keys(name))


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("王祯", "王祯 王 祯 w wz z wang wangz wangzhen WangZhen zhen ｗｚ"),
        ("单立", "单立 shanli danli sl dl li"),
        ("单于飞", "chanyufei danyufei shanyufei cyf syf yufei"),
        ("乐正文", "yuezhengwen lezhengwen yzw lzw"),
        ("尉迟恭", "yuchigong weichigong chigong ycg"),
        ("欧阳修", "ouyangxiu oyx yangxiu"),
        ("翟墨", "zhaimo dimo zm dm"),
        ("解缙", "xiejin jiejin"),
        ("吕布", "lvbu lubu lübu lb"),
        ("阿拉坦·巴特尔", "阿拉坦·巴 阿拉坦巴特尔 巴特尔 alatan bateer altbte bte"),
        ("娜仁格日勒", "narengerile gerile gerilei nuoren nrgrl"),
        ("王晟", "wangsheng wangcheng"),
        ("爱新觉罗溥仪", "aixinjueluo puyi axjlpy"),
    ],
)
def test_name_is_found_by(name: str, queries: str) -> None:
    missed = [query for query in queries.split() if not is_found(name, query)]
    assert missed == []


@pytest.mark.parametrize(
    ("name", "query"), [("王祯", "wangzhang"), ("王祯", "祯王"), ("王祯", "zw"), ("李六", "lilu6")]
)
def test_name_is_not_found_by(name: str, query: str) -> None:
    assert not is_found(name, query)


def test_surname_readings_count_at_the_head_only() -> None:
    assert is_found("仇和", "qiuhe")
    assert not is_found("李仇", "liqiu")


def test_keys_of_a_name_are_its_suffixes_in_characters_pinyin_and_initials() -> None:
    assert name_keys("王祯") == {"王祯", "祯", "wangzhen", "zhen", "wz"}


def test_nothing_has_no_keys() -> None:
    assert name_keys("") == name_keys(" · ") == text_keys("《》") == frozenset()


@given(NAMES)
def test_every_part_of_a_name_finds_it(name: str) -> None:
    assert all(is_found(name, name[start:]) for start in range(len(name)))
    assert is_found(name, pinyin(name))
    assert is_found(name, initials(name))


@given(st.text(max_size=60))
def test_keys_are_folded_short_and_few(text: str) -> None:
    keys = text_keys(text)
    assert all(key and len(key) <= KEY_LENGTH for key in keys)
    assert len(keys) <= STARTS * (1 + 2 * TEXT_SPELLINGS)
    assert len(name_keys(text)) <= STARTS * (1 + 2 * max(NAME_SPELLINGS, 3))


def test_a_title_is_found_from_any_word_on() -> None:
    keys = text_keys("《2023年全市法院院长会议》（AI 专题）")
    for query in ("2023年", "2023nqs", "法院", "fayuan", "院长会议", "yuanzhanghuiyi", "hya", "ai专题", "专题"):
        assert any(key.startswith(query_key(query)) for key in keys), query


def test_a_long_query_is_cut_as_its_key_is() -> None:
    title = "增强基层党组织政治功能和组织功能达标示范专题培训班第二期开班动员"
    assert query_key(title) in text_keys(title)


def test_only_the_beginning_of_a_long_text_is_searched() -> None:
    keys = text_keys("一" * STARTS + "二三四")
    assert "一二三四" in keys
    assert "二三四" not in keys


def test_beyond_the_limit_later_characters_keep_their_usual_reading() -> None:
    keys = text_keys("长长长长")
    assert "zhangzhangzhangzhang" in keys
    assert "changchangzhangzhang" in keys
    assert "zhangzhangchangchang" not in keys


@pytest.mark.parametrize(
    ("name", "reading", "letters"),
    [
        ("王祯", "wang zhen", "wz"),
        ("单立", "shan li", "sl"),
        ("曾国", "zeng guo", "zg"),
        ("单于飞", "chan yu fei", "cyf"),
        ("单于", "shan yu", "sy"),
        ("澹台明", "tan tai ming", "ttm"),
        ("欧阳修", "ou yang xiu", "oyx"),
        ("查干巴拉", "cha gan ba la", "cgbl"),
        ("解·阿木", "jie a mu", "jam"),
        ("吕布", "lv bu", "lb"),
        ("李", "li", "l"),
        ("", "", ""),
    ],
)
def test_pinyin_and_initials(name: str, reading: str, letters: str) -> None:
    assert (pinyin(name), initials(name)) == (reading, letters)


def test_pinyin_sorts_by_syllable() -> None:
    assert sorted(["林安", "李宁", "连安"], key=pinyin) == ["李宁", "连安", "林安"]


def test_fold_keeps_letters_digits_and_characters_in_one_form() -> None:
    assert fold(" Ａb１ 王·祯（女）") == "ab1王祯女"


def test_stroke_order_of_surnames() -> None:
    names = ["欧阳修", "王祯", "丁一", "于飞", "乙一", "王一", "刘备"]
    assert sorted(names, key=stroke_key) == ["乙一", "丁一", "于飞", "王一", "王祯", "刘备", "欧阳修"]


def test_shorter_name_first_and_unknown_characters_last() -> None:
    assert stroke_key("王一") < stroke_key("王一丁")
    assert stroke_key("龘") < stroke_key("\U00020000") < stroke_key("\U00020001")
    assert stroke_key("阿拉坦·巴") == stroke_key("阿拉坦巴")


@given(st.lists(st.text(st.one_of(HAN, st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF)), max_size=4)))
def test_sqlite_sorts_stroke_keys_as_python_does(names: list[str]) -> None:
    with sqlite3.connect(":memory:") as database:
        database.create_function("strokes", 1, stroke_key, deterministic=True)
        database.execute("CREATE TABLE names (name TEXT)")
        database.executemany("INSERT INTO names VALUES (?)", [(name,) for name in names])
        rows = [row[0] for row in database.execute("SELECT name FROM names ORDER BY strokes(name), name")]
    database.close()
    assert rows == sorted(names, key=lambda name: (stroke_key(name), name))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (7, "七"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (305, "三百零五"),
        (1010, "一千零一十"),
        (10_000, "一万"),
        (10_289, "一万零二百八十九"),
        (110_000, "十一万"),
        (100_000_000, "一亿"),
        (100_000_001, "一亿零一"),
        (100_001_000, "一亿零一千"),
        (100_010_000, "一亿零一万"),
        (999_999_999_999, "九千九百九十九亿九千九百九十九万九千九百九十九"),
    ],
)
def test_chinese_number(number: int, text: str) -> None:
    assert chinese_number(number) == text


@pytest.mark.parametrize("number", [-1, 10**12])
def test_number_outside_the_range(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese_number(number)


def value_of(text: str) -> int:
    """Read Chinese numerals back, section by section."""
    total = section = digit = 0
    for character in "一" + text if text.startswith("十") else text:
        if character in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(character)
        elif character in "十百千":
            section, digit = section + digit * 10 ** (1 + "十百千".index(character)), 0
        else:
            total, section, digit = total + (section + digit) * (10_000 if character == "万" else 10**8), 0, 0
    return total + section + digit


@given(st.integers(0, 10**12 - 1))
def test_chinese_numbers_read_back(number: int) -> None:
    text = chinese_number(number)
    assert value_of(text) == number
    assert "零零" not in text
    assert number == 0 or not text.endswith("零")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2024, 3, 1), "二〇二四年三月一日"),
        (date(2020, 12, 31), "二〇二〇年十二月三十一日"),
        (date(2010, 10, 20), "二〇一〇年十月二十日"),
    ],
)
def test_chinese_date(day: date, text: str) -> None:
    assert chinese_date(day) == text
    assert text.startswith(chinese_month(day))
    assert chinese_month(day).startswith(chinese_year(day.year))


@pytest.mark.parametrize(("name", "spread"), [("王祯", "王　祯"), ("欧阳修", "欧阳修"), ("Li", "Li"), ("李", "李")])
def test_two_characters_are_spread(name: str, spread: str) -> None:
    assert spread_name(name) == spread
