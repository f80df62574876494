"""What is said of a code, by the keys and the register at hand."""

from dataclasses import replace
from datetime import date

import pytest
from proofs import private_key, proof_of, said

from cadre_desktop.certificates.proof.verdicts import KnownKey, ProofVerdict, RegisterLine, judged, unreadable
from cadre_desktop.certificates.proof.verifying import Verifier
from cadre_desktop.certificates.proof.wrapping import public_of

OWN = KnownKey(public_of(private_key()), "包头中院", own=True)
LINE = RegisterLine("honour", "王祯", "业务能手", date(2023, 6, 1))
NUMBER = said().number
OLD_CODE = f"{NUMBER}|王祯|业务能手|2023年6月1日"


def by_register(line, text=None):
    return judged(text or proof_of(said()), [OWN], lambda number: line if number == NUMBER else None)


def test_the_five_verdicts_have_their_words_and_tones():
    assert [(each.value, each.label, each.tone) for each in ProofVerdict] == [
        ("genuine", "真实有效", "good"),
        ("void", "已作废", "bad"),
        ("altered", "内容被改动", "bad"),
        ("foreign", "其他法院", "warning"),
        ("unknown", "不是本程序的证书", "neutral"),
    ]


def test_the_register_is_asked_for_the_courts_own():
    found = by_register(LINE)
    assert (found.verdict, found.issuer, found.number) == (ProofVerdict.GENUINE, "包头中院", NUMBER)
    assert "不证明这张纸是原件" in found.advice


def test_a_void_one_is_void_though_its_signature_is_right():
    found = by_register(LINE._replace(cancelled=date(2024, 1, 2), reason="姓名写错。"))
    assert found.verdict is ProofVerdict.VOID
    assert found.sentence == "签名属实，但这份证书已于2024年1月2日作废：姓名写错。"
    assert "收回" in found.advice


def test_one_the_register_does_not_have_is_not_genuine():
    found = by_register(None)
    assert (found.verdict, found.word) == (ProofVerdict.VOID, "没有登记")


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"name": "王桢"}, "持证人登记为“王桢”"),
        ({"title": "办案标兵"}, "称号登记为“办案标兵”"),
        ({"issued": date(2023, 6, 2)}, "日期登记为2023年6月2日"),
        ({"kind": "appointment"}, "类别登记的是另一种"),
    ],
)
def test_one_that_differs_from_the_register_is_not_genuine(other, words):
    found = by_register(LINE._replace(**other))
    assert (found.verdict, found.word) == (ProofVerdict.ALTERED, "与登记不符")
    assert words in found.sentence and "收回" in found.advice


def test_a_title_that_was_cut_is_still_the_one_registered():
    title = "二〇二三年度全市法院审判业务专家" * 9
    assert by_register(LINE._replace(title=title), proof_of(said(title=title))).verdict is ProofVerdict.GENUINE


def test_another_court_is_foreign_until_its_key_is_known():
    other = private_key(b"o")
    text = proof_of(said(other), other)
    found = judged(text, [OWN], lambda _number: LINE)
    assert (found.verdict, found.issuer, found.name) == (ProofVerdict.FOREIGN, "", "王祯")
    assert "导入" in found.advice and "没有证明" in found.sentence
    theirs = KnownKey(public_of(other), "呼和浩特中院")
    found = judged(text, [OWN, theirs], lambda _number: None)  # the register is not theirs
    assert (found.verdict, found.issuer) == (ProofVerdict.GENUINE, "呼和浩特中院")
    assert "请向该法院核实" in found.sentence


def test_a_retired_key_still_proves_what_it_signed_and_nothing_later():
    retired = replace(OWN, own=False, retired=date(2024, 1, 1))
    assert judged(proof_of(said()), [retired]).verdict is ProofVerdict.GENUINE
    found = judged(proof_of(said(issued=date(2024, 1, 2))), [retired])
    assert (found.verdict, found.word) == (ProofVerdict.VOID, "密钥已停用")


def test_an_own_retired_key_is_judged_by_the_register():
    retired = replace(OWN, retired=date(2023, 1, 1))
    assert judged(proof_of(said()), [retired], lambda _number: LINE).verdict is ProofVerdict.GENUINE


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (LINE, "内容相符，没有作废"),
        (LINE._replace(cancelled=date(2024, 1, 2)), "已于2024年1月2日作废"),
        (LINE._replace(name="李静"), "登记的是李静，业务能手"),
    ],
)
def test_a_code_of_before_proves_nothing_and_is_looked_up(line, words):
    found = by_register(line, OLD_CODE)
    assert (found.verdict, found.word, found.name) == (ProofVerdict.UNKNOWN, "没有签名", "王祯")
    assert words in found.sentence and "谁都能照样做一个" in found.sentence


def test_a_code_of_before_that_is_not_registered_is_none_of_ours():
    assert by_register(None, OLD_CODE).word == "不是本程序的证书"
    assert judged(OLD_CODE, [OWN]).word == "不是本程序的证书"


def test_one_that_cannot_be_read_says_what_to_do():
    found = unreadable()
    assert (found.verdict, found.word) == (ProofVerdict.UNKNOWN, "读不出") and "四周的白边" in found.advice


def test_pasted_text_may_hold_several_proofs_and_line_breaks():
    one, two = proof_of(said()), proof_of(said(number="包头中院荣证字〔2023〕8号"))
    wrapped = "\n".join(one[start : start + 60] for start in range(0, len(one), 60))
    found = Verifier([OWN]).text(f"{wrapped}\n\n{two}\n")
    assert [each.finding.number[-2:] for each in found] == ["7号", "8号"]
    assert {each.finding.verdict for each in found} == {ProofVerdict.GENUINE}
    assert Verifier([OWN]).text("  \n ") == []


@pytest.mark.parametrize("blank", ["\n", " ", "\r\n", "\u2028", "\x0b"])
def test_blank_text_of_any_length_is_looked_through_once(blank):
    one = proof_of(said())
    found = Verifier([OWN]).text(f"{blank * 1_000_000}\n  {one}")
    assert [each.finding.verdict for each in found] == [ProofVerdict.GENUINE]
