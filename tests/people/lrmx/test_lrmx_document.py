"""A .lrmx or .lrm is read by the names of its elements, and written again with nothing but the change."""

import base64
import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.lrmx.document import LrmxDocument
from cadre_desktop.people.lrmx.old_document import OldDocument, outside_gbk
from tests.people.lrmx.lrmx_samples import RESUME, form, old_form, picture

TEXTS = st.text("白示例a <&>]\n'\"．·😀", max_size=20).map(str.strip)
NAMES = st.sampled_from(["XingMing", "JianLi", "ZhuanYeJiShuZhiWu", "ChuShengDi", "BenDiZiDuan", "Version"])


def test_a_form_is_read_by_the_names_of_its_elements() -> None:
    document = LrmxDocument(form())
    assert document.text("XingMing") == "白示例"
    assert document.text("JianLi") == RESUME
    assert document.text("BenDiZiDuan") == "本地&字段"
    assert document.text("ZhuanYeJiShuZhiWu") == document.text("ChuShengDi") == ""
    assert base64.b64decode(document.photo_text) == picture()
    assert "JiaTingChengYuan" not in document.values()


@given(st.dictionaries(NAMES, TEXTS))
def test_what_is_written_is_read_again_and_the_rest_is_untouched(values: dict[str, str]) -> None:
    before = LrmxDocument(form())
    after = LrmxDocument(before.changed(values))
    assert after.values() == {**before.values(), **{n: t for n, t in values.items() if t or n in before.bounds}}


def test_only_the_lines_of_changed_elements_differ() -> None:
    content = form()
    changed = LrmxDocument(content).changed({"XingMing": "白例", "ZhuanYeJiShuZhiWu": "无", "ChuShengDi": "某市"})
    lines = difflib.ndiff(content.decode().splitlines(), changed.decode().splitlines())
    assert [line for line in lines if line[0] in "+-"] == [
        "-     <XingMing>白示例</XingMing>",
        "+     <XingMing>白例</XingMing>",
        "+     <ChuShengDi>某市</ChuShengDi>",
        "-     <ZhuanYeJiShuZhiWu />",
        "+     <ZhuanYeJiShuZhiWu>无</ZhuanYeJiShuZhiWu>",
    ]


def test_nothing_changed_is_the_file_itself() -> None:
    document = LrmxDocument(form())
    assert document.changed(document.values()) is document.content


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_any_coding_is_read_and_kept(coding: str) -> None:
    content = form(head=f"<?xml version='1.0' encoding='{coding.removesuffix('-sig')}'?>").decode().encode(coding)
    document = LrmxDocument(content)
    assert document.text("XingMing") == "白示例"
    assert LrmxDocument(document.changed({"XingMing": "白㐂😀"})).text("XingMing") == "白㐂😀"
    assert LrmxDocument(document.changed({"XingMing": "白例"})).changed({"XingMing": "白示例"}) == content


def test_gbk_that_calls_itself_utf8_is_read() -> None:
    assert LrmxDocument(form().decode().encode("gb18030")).text("MinZu") == "蒙古族"


@pytest.mark.parametrize("named", ["utf-16", "hex", "base64", "rot13", "zlib", "ascii", "big5", "x-none"])
def test_a_declaration_that_is_wrong_or_names_no_coding_of_texts_keeps_nobody_from_reading(named: str) -> None:
    content = form(head=f"<?xml version='1.0' encoding='{named}'?>")
    assert LrmxDocument(content).text("XingMing") == "白示例"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是完整的 XML"),
        (b"PK\x03\x04 not a form", "不是完整的 XML"),
        (form()[:-30], "不是完整的 XML"),
        (form(head='<!DOCTYPE Person [<!ENTITY x "x">]>'), "DOCTYPE"),
        (form(head='<!DOCTYPE Person SYSTEM "file:///etc/passwd">'), "DOCTYPE"),
        (b"<html><body/></html>", "不是干部任免审批表"),
        (b"<Person><Name>x</Name></Person>", "没有“姓名”"),
    ],
)
def test_what_is_no_form_is_refused_with_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        LrmxDocument(content)
    assert len(refused.value.problems) == 1


def test_an_element_written_twice_is_named() -> None:
    content = form().replace(b"</Person>", "<XingMing>别人</XingMing></Person>".encode())
    document = LrmxDocument(content)
    assert (document.text("XingMing"), document.repeated) == ("白示例", ["XingMing"])


def test_an_old_form_is_read_by_the_same_names() -> None:
    document = OldDocument(old_form())
    assert document.text("XingMing") == "白示例"
    assert document.text("JianLi") == RESUME
    assert document.text("QuanRiZhiJiaoYu_XueWei") == "法学学士"
    assert document.text("ZaiZhiJiaoYu_XueLi") == ""
    assert document.text("ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi") == "某政法大学法律硕士"
    assert document.changed(document.values()) is document.content


@given(
    st.dictionaries(st.sampled_from(["XingMing", "JianLi", "ZaiZhiJiaoYu_XueLi"]), st.text("白a\n ，").map(str.strip))
)
def test_an_old_form_is_written_again_with_nothing_but_the_change(values: dict[str, str]) -> None:
    before = OldDocument(old_form())
    after = OldDocument(before.changed(values))
    assert after.values() == {**before.values(), **values}
    assert after.changed(before.values()) == before.content


def test_an_old_form_that_is_none_is_refused() -> None:
    for content, said in ((b'"a","b"', "读到 2 项"), (b"", "读到 0 项"), (b"\xff\xff\xff", "不是 GBK")):
        with pytest.raises(Refused, match=said):
            OldDocument(content)


def test_characters_that_an_old_form_cannot_carry_are_known() -> None:
    assert outside_gbk("白㐂例😀") == "㐂😀"
