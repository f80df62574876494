"""One form for comparing, stroke order, numerals, dates."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.chinese import (
    chinese_date,
    chinese_month,
    chinese_number,
    chinese_year,
    fold,
    spread_name,
    stroke_key,
)
from cadre_desktop.kit.resources import resource

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


def test_fold_keeps_letters_digits_and_characters_in_one_form() -> None:
    assert fold(" Ａb１ 王·祯（女）") == "ab1王祯女"


def test_stroke_order_of_surnames() -> None:
    names = ["欧阳修", "王祯", "丁一", "于飞", "乙一", "王一", "刘备"]
    assert sorted(names, key=stroke_key) == ["乙一", "丁一", "于飞", "王一", "王祯", "刘备", "欧阳修"]


def strokes_of(character: str) -> int:
    """By the table: each line is one number of strokes."""
    lines = resource("codes", "stroke_order.txt").read_text(encoding="utf-8").splitlines()
    return next(int(line.split("\t")[0]) for line in lines if character in line)


@pytest.mark.parametrize(
    ("character", "strokes"), [("㛃", 9), ("䶮", 9), ("𬱖", 11), ("〇", 1), ("一", 1), ("馨", 20), ("龘", 48)]
)
def test_characters_beyond_the_standard_stand_among_their_strokes(character: str, strokes: int) -> None:
    assert strokes_of(character) == strokes


def test_a_publication_by_strokes_has_rare_characters_in_their_places() -> None:
    names = ["王一", "王㛃", "王䶮", "王𬱖", "王馨", "王龘"]
    assert sorted(sorted(names), key=stroke_key) == names


def test_each_line_is_one_number_of_strokes_and_each_character_stands_once() -> None:
    lines = [
        line.split("\t") for line in resource("codes", "stroke_order.txt").read_text(encoding="utf-8").splitlines()
    ]
    assert [int(line[0]) for line in lines] == sorted({int(line[0]) for line in lines})
    characters = "".join(line[1] + line[2] for line in lines)
    assert len(characters) == len(set(characters)) == 29_339
    assert len("".join(line[1] for line in lines)) == 20_897
    assert [character for character in characters if not fold(character)] == []


def test_shorter_name_first_and_unknown_characters_last() -> None:
    assert stroke_key("王一") < stroke_key("王一丁")
    assert stroke_key("龘") < stroke_key("\U0003106c") < stroke_key("\U0002ebf0") < stroke_key("\U0002ebf1")
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
