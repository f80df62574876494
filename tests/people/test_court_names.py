"""Courts by the names people write: derived from full and short names, for Baotou and for any other city."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.intake.links import RecordNames
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.people.court_names import as_written, called, court_in
from cadre_desktop.people.records import Court, courts_in
from cadre_desktop.people.rules import courts_of_baotou

BAOTOU = {court.short: (court.name, court.short) for court in courts_of_baotou()}
BY_NAME = called(BAOTOU)

WRITTEN = {
    "包头中院": "包头市中级人民法院 包头市中级法院 包头中级法院 中级人民法院 中级法院 中院 市中院 包头市中院",
    "昆区法院": "包头市昆都仑区人民法院 昆都仑区人民法院 昆都仑区法院 昆都仑法院 昆都仑区 昆都仑 昆区人民法院 "
    "昆区法院 昆区 包头市昆区法院 包头昆区法院 包头市昆都仑区",
    "青山法院": "包头市青山区人民法院 包头市青山区法院 青山区人民法院 青山区法院 青山法院 青山人民法院 青山区 青山",
    "东河法院": "东河院 包头市东河区人民法院 东河区法院 东河法院 东河区 东河 包头市东河法院",
    "九原法院": "九原区人民法院 九原区法院 九原法院 九原区 九原 包头九原法院",
    "石拐法院": "石拐区人民法院 石拐区法院 石拐法院 石拐区 石拐 包头市石拐区法院",
    "白云矿区法院": "白云鄂博矿区人民法院 白云鄂博矿区法院 白云鄂博法院 白云矿区法院 白云矿区 白云区法院 白云法院 "
    "白云 包头市白云矿区人民法院",
    "土右旗法院": "土默特右旗人民法院 土默特右旗法院 土右旗人民法院 土右旗法院 土右旗 土右 土右法院 "
    "包头市土默特右旗人民法院 包头市土右旗法院 土右旗院",
    "固阳法院": "固阳县人民法院 固阳县法院 固阳法院 固阳县 固阳 包头市固阳县人民法院",
    "达茂旗法院": "达尔罕茂明安联合旗人民法院 达尔罕茂明安联合旗法院 达茂旗人民法院 达茂旗法院 达茂法院 达茂旗 达茂 "
    "达茂联合旗法院 包头市达茂旗人民法院",
    "稀土高新区法院": "包头稀土高新技术产业开发区人民法院 稀土高新技术产业开发区法院 包头稀土高新区人民法院 "
    "稀土高新区人民法院 稀土高新区法院 稀土高新区 高新区法院 高新区人民法院 高新区 包头市稀土高新区法院",
}


@pytest.mark.parametrize(("short", "texts"), WRITTEN.items(), ids=WRITTEN.keys())
def test_courts_of_baotou_as_people_write_them(short, texts):
    assert {text: BY_NAME.get(fold(text)) for text in texts.split()} == {text: [short] for text in texts.split()}


def test_all_eleven_courts_are_tried():
    assert WRITTEN.keys() == BAOTOU.keys()


@pytest.mark.parametrize(
    "text", ["青区", "达旗", "昆", "包头", "包头市", "法院", "人民法院", "区法院", "临河区法院", "内蒙古", "土左旗"]
)
def test_what_means_none_of_them_or_any(text):
    assert not BY_NAME.get(fold(text))


def test_no_name_of_one_court_is_anothers():
    assert {name: keys for name, keys in BY_NAME.items() if len(keys) > 1} == {}


ELSEWHERE = {
    "呼市": ("呼和浩特市中级人民法院", "呼市中院"),
    "回民": ("呼和浩特市回民区人民法院", ""),
    "通辽": ("通辽市中级人民法院", ""),
    "科区": ("通辽市科尔沁区人民法院", ""),
    "科左中": ("科尔沁左翼中旗人民法院", ""),
    "莫旗": ("莫力达瓦达斡尔族自治旗人民法院", "莫旗法院"),
    "锡盟": ("锡林郭勒盟中级人民法院", ""),
    "锡市": ("锡林浩特市人民法院", ""),
    "高院": ("内蒙古自治区高级人民法院", ""),
    "海淀": ("北京市海淀区人民法院", ""),
    "峨山": ("峨山彝族自治县人民法院", ""),
}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("中院", ["呼市", "通辽", "锡盟"]),
        ("市中院", ["呼市", "通辽"]),
        ("盟中院", ["锡盟"]),
        ("呼市中院", ["呼市"]),
        ("通辽中院", ["通辽"]),
        ("锡林郭勒盟中级法院", ["锡盟"]),
        ("回民区法院", ["回民"]),
        ("呼和浩特回民区人民法院", ["回民"]),
        ("科尔沁区法院", ["科区"]),
        ("科尔沁", ["科区"]),
        ("科区法院", ["科区"]),
        ("科左中旗法院", ["科左中"]),
        ("科尔", ["科区", "科左中"]),
        ("莫旗", ["莫旗"]),
        ("莫力达瓦旗法院", ["莫旗"]),
        ("锡林浩特法院", ["锡市"]),
        ("高院", ["高院"]),
        ("自治区高院", ["高院"]),
        ("内蒙古高院", ["高院"]),
        ("海淀法院", ["海淀"]),
        ("峨山县法院", ["峨山"]),
        ("峨山彝族自治县法院", ["峨山"]),
    ],
)
def test_courts_of_other_cities(text, keys):
    found = called(ELSEWHERE).get(fold(text))
    assert found == keys


@pytest.mark.parametrize(
    ("text", "courts"),
    [
        ("包头市青山区人民法院2023年干警花名册", ["青山法院"]),
        ("青山法院", ["青山法院"]),
        ("（九原区）", ["九原法院"]),
        ("单位：土右旗人民法院", ["土右旗法院"]),
        ("昆区法院花名册（最终版）.xlsx", ["昆区法院"]),
        ("内蒙古自治区包头市东河区人民法院", ["东河法院"]),
        ("包头市中级人民法院", ["包头中院"]),
        ("包 头 市 中 级 人 民 法 院", ["包头中院"]),
        ("包头市2023年干警", []),
        ("全市法院干警花名册", []),
        ("两级法院", []),
        ("花名册", []),
        ("", []),
        ("九原区法院与石拐区法院", ["九原法院", "石拐法院"]),
        ("包头市中级人民法院转发青山区人民法院", ["包头中院", "青山法院"]),
        ("青山、昆区", ["青山法院", "昆区法院"]),
    ],
)
def test_the_courts_a_title_names(text, courts):
    assert court_in(text, BAOTOU) == courts


@given(
    st.sampled_from(sorted(BAOTOU)),
    st.sampled_from(["", "2023年", "（2）"]),
    st.sampled_from(["", "干警花名册", "在职.xlsx"]),
)
def test_a_full_name_anywhere_names_its_court_alone(short, before, after):
    assert court_in(before + BAOTOU[short][0] + after, BAOTOU) == [short]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("内蒙古自治区包头市青山区人民法院", "包头市青山区人民法院"),
        ("内蒙古包头市青山区人民法院", "包头市青山区人民法院"),
        ("青山区人民法院（本部）", "青山区人民法院"),
        ("青 山 法 院", "青山法院"),
        ("（九原区）", "（九原区）"),
        ("内蒙古自治区", "内蒙古自治区"),
    ],
)
def test_what_stands_around_a_name_is_left_out(text, plain):
    assert as_written(text) == plain


def test_a_link_to_a_court_understands_them(court):
    keys = {row.short_name: row.id for row in Court.select()}
    names = RecordNames(Court, [])
    for short, texts in WRITTEN.items():
        assert {names.find(text) for text in texts.split()} == {keys[short]}
    assert names.find("内蒙古自治区包头市青山区人民法院") == keys["青山法院"]
    assert names.find("临河区法院") is None
    assert courts_in("包头市达茂旗法院在职名单", [(key, row.name) for row in Court.select() for key in (row.id,)]) == [
        keys["达茂旗法院"]
    ]
    assert names.told_in("青山区、昆区干警") == [keys["青山法院"], keys["昆区法院"]]


@pytest.mark.parametrize("text", ["本院", "我院", "本 院", "院机关"])
def test_our_court_is_the_sheets_own(court, text):
    own = Court.get(Court.short_name == "青山法院").id
    assert RecordNames(Court, [], own).find(text) == own
    with pytest.raises(Unclear, match="看不出"):
        RecordNames(Court, []).find(text)


def test_a_name_that_fits_two_is_asked_about_with_both(court):
    with court.step("又一个青山"):
        Court.add(name="呼伦贝尔市青山区人民法院", short_name="", level="grassroots")
    with pytest.raises(Unclear, match="“青山区法院”可能是包头市青山区人民法院或呼伦贝尔市青山区人民法院"):
        RecordNames(Court, []).find("青山区法院")
    assert RecordNames(Court, []).find("包头市青山区法院") == Court.get(Court.short_name == "青山法院").id
