"""How names are read, found and sorted by pinyin."""

import hashlib
import json
import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.chinese import stroke_key
from cadre_desktop.kit.names import (
    EDITION,
    KEY_LENGTH,
    NAME_MIXTURES,
    NAME_SPELLINGS,
    STARTS,
    TEXT_SPELLINGS,
    initials,
    name_keys,
    pinyin,
    pinyin_key,
    query_key,
    text_keys,
)
from cadre_desktop.kit.resources import resource

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
        ("乌力吉", "wulj wuliji wlj wliji wulij wlji wli wul liji lji lj"),
        ("阿拉坦巴特尔", "alatanbte alatbte altanbateer altbter altbater batee bte"),
        ("皇甫松", "huangfusong huangpusong hfs huangfs"),
        ("么晓红", "yaoxiaohong yxh mexiaohong"),
        ("粘立人", "nianliren zhanliren nlr zlr"),
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
    assert name_keys("王祯") == {"王祯", "祯", "wangzhen", "zhen", "wzhen"}


def test_mixtures_cost_two_keys_in_a_name_of_three_characters() -> None:
    syllables = {"wuliji", "wlji", "wulji", "wliji", "liji", "lji", "ji"}
    assert name_keys("乌力吉") == {"乌力吉", "力吉", "吉"} | syllables


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
    assert len(name_keys(text)) <= STARTS * (1 + 2 * NAME_SPELLINGS + NAME_MIXTURES)


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


SURNAMES = json.loads(resource("codes", "surnames.json").read_text(encoding="utf-8"))


READINGS = """
么:yao 幺:yao 贠:yun 员:yun 粘:nian 逄:pang 逢:pang 佴:nai 角:jue 柜:gui 镡:tan 铫:yao 单:shan 仇:qiu 区:ou 曾:zeng
任:ren 盖:ge 查:zha 解:xie 朴:piao 翟:zhai 缪:miao 乜:nie 覃:qin 阚:kan 隗:wei 能:nai 召:shao 撒:sa 莘:shen 炅:gui
炔:gui 啜:chuai 隽:juan 蔚:yu 圈:juan 肖:xiao 要:yao 干:gan 華:hua 區:ou
"""


@pytest.mark.parametrize(("surname", "reading"), [pair.split(":") for pair in READINGS.split()])
def test_a_surname_has_its_own_reading_and_is_found_by_every_other(surname: str, reading: str) -> None:
    name = f"{surname}立"
    assert pinyin(name) == f"{reading} li"
    others = {each.rstrip("12345") for each in SURNAMES["surnames"][surname]}
    missed = [other for other in others | {reading} if not is_found(name, f"{other}li")]
    assert missed == []


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("尉迟恭", "yu chi gong"),
        ("万俟卨", "mo qi xie"),
        ("长孙无忌", "zhang sun wu ji"),
        ("单于飞", "chan yu fei"),
        ("澹台明", "tan tai ming"),
        ("令狐冲", "ling hu chong"),
        ("毌丘俭", "guan qiu jian"),
        ("夹谷安", "jia gu an"),
        ("吐谷浑立", "tu yu hun li"),
        ("尉遲恭", "yu chi gong"),
        ("查干·乌拉", "cha gan wu la"),
        ("万俟·乌拉", "wan si wu la"),
        ("解·立", "jie li"),
    ],
)
def test_compound_surnames_and_names_with_a_dot_that_have_none(name: str, reading: str) -> None:
    assert pinyin(name) == reading


def test_the_table_is_one_of_syllables_with_tones() -> None:
    for table in ("surnames", "characters"):
        for text, readings in SURNAMES[table].items():
            assert all(re.fullmatch("[a-z]+[1-5]", reading) for reading in readings), text
            assert len(set(readings)) == len(readings), text
            assert len(text) == 1 or len(readings) == len(text), text


NAMES_IN_ORDER = [
    "安娜",
    "李四",
    "李一",
    "利三",
    "连安",
    "林安",
    "单立",
    "汪洋",
    "王薇",
    "王维",
    "王伟",
    "王炜",
    "王卫",
    "乌力吉",
    "吴凡",
    "张伟",
    "张勇",
    "章伟",
]


def test_pinyin_order_keeps_a_surname_together_and_homophones_by_tone_then_strokes() -> None:
    assert sorted(sorted(NAMES_IN_ORDER), key=pinyin_key) == NAMES_IN_ORDER
    assert pinyin_key("王一") < pinyin_key("王一凡")
    assert pinyin_key("阿拉坦·巴") == pinyin_key("阿拉坦巴")


@given(st.lists(st.text(st.one_of(HAN, st.sampled_from("aB1·㛃䶮𬱖〇")), max_size=4)))
def test_sqlite_sorts_by_pinyin_as_python_does(names: list[str]) -> None:
    database = sqlite3.connect(":memory:")
    database.create_function("pinyin_key", 1, pinyin_key, deterministic=True)
    database.execute("CREATE TABLE names (name TEXT)")
    database.executemany("INSERT INTO names VALUES (?)", [(name,) for name in names])
    rows = [row[0] for row in database.execute("SELECT name FROM names ORDER BY pinyin_key(name), name")]
    database.close()
    assert rows == sorted(names, key=lambda name: (pinyin_key(name), name))


def test_keys_of_this_edition_are_what_they_were() -> None:
    """Files remember by which edition their keys were made: when this fails, raise EDITION and note the new digest."""
    surnames = [*SURNAMES["surnames"], *SURNAMES["compound"]]
    characters = resource("codes", "stroke_order.txt").read_text(encoding="utf-8").split()
    names = [f"{surname}立" for surname in surnames] + [f"王{one}" for text in characters for one in text]
    names += ["阿拉坦·巴特尔", "娜仁格日勒", "欧阳修", "爱新觉罗溥仪", "Li 明", "王1"]
    digest = hashlib.sha256()
    for name in names:
        line = (name, pinyin_key(name), stroke_key(name), *sorted(name_keys(name)), *sorted(text_keys(name)))
        digest.update("\t".join(line).encode())
    assert (EDITION, digest.hexdigest()[:16]) == (2, "5f52edb3e3d4f684")
