"""The statement of a proof: byte by byte as documented, and refused where a single byte is another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proofs import private_key, proof_of, said

from cadre_desktop.certificates.proof.statement import (
    CONTEXT,
    MARK,
    MOST_BYTES,
    SIGNATURE,
    DamagedStatement,
    LaterStatement,
    NoStatement,
    Statement,
    in_digits,
    read_digits,
    to_be_signed,
)
from cadre_desktop.certificates.proof.verdicts import KnownKey, ProofVerdict, judged
from cadre_desktop.certificates.proof.wrapping import key_id, public_of
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.documents.qrcode import digits_mask
from cadre_desktop.kit.problems import Unclear

KEYS = [KnownKey(public_of(private_key()), "包头中院")]
REFUSED = {ProofVerdict.ALTERED, ProofVerdict.FOREIGN, ProofVerdict.UNKNOWN}
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def as_digits(content, count=None):
    """Bytes as `in_digits` writes them, with whatever count is to be claimed."""
    whole = in_digits(CONTEXT + content[:-SIGNATURE], content[-SIGNATURE:])
    return whole if count is None else f"{MARK}{count:03}{whole[7:]}"


def content_of(digits):
    read = read_digits(digits)
    return read.signed.removeprefix(CONTEXT) + read.signature


def modules(digits):
    return int(digits_mask(digits).split()[2])


def test_the_bytes_are_as_documented():
    key = bytes(range(8))
    signed = to_be_signed(said(key_id=key, number="7号", name="𠮷田", title="奖", kind="award"))
    day = date(2023, 6, 1).toordinal().to_bytes(3, "big")
    number, name, title = b"\x03" + "7号".encode("gbk"), b"\x87" + "𠮷田".encode(), b"\x02" + "奖".encode("gbk")
    assert signed == b"cadre-desktop certificate\x00" + b"\x01\x04" + key + day + number + name + title
    content = signed.removeprefix(CONTEXT) + bytes(range(64))
    digits = in_digits(signed, bytes(range(64)))
    assert digits[:7] == f"9067{len(content):03}" and int(digits[7:]) == int.from_bytes(content, "big")


@pytest.mark.parametrize("kind", [kind.value for kind in CertificateKind])
def test_every_kind_of_certificate_has_its_number(kind):
    assert read_digits(proof_of(said(kind=kind))).statement.kind == kind


def test_a_kind_of_a_later_program_is_said_to_be_none():
    assert read_digits(proof_of(said(kind="of tomorrow"))).statement.kind == ""


@given(texts, texts, texts, st.dates(), st.binary(min_size=8, max_size=8))
def test_what_is_written_is_read(number, name, title, issued, key):
    statement = Statement("honour", number, name, title, issued, key)
    read = read_digits(in_digits(to_be_signed(statement), b"s" * SIGNATURE))
    assert read.signature == b"s" * SIGNATURE
    found = read.statement
    assert (found.number, found.name, found.issued, found.key) == (number, name, issued, key)
    assert found.says_title(title) and (found.title == title or found.title.endswith("…"))


def test_an_ordinary_one_has_45_modules_and_none_more_than_57():
    assert modules(proof_of(said())) <= 45
    longest = said(
        number="号" * 30, name="达尔罕茂明安联合旗人民法院" * 4, title="二〇二三年度全市法院审判业务专家" * 9
    )
    digits = proof_of(longest)
    assert len(content_of(digits)) in (MOST_BYTES, MOST_BYTES - 1) and modules(digits) == 57
    found = read_digits(digits).statement
    assert found.name == longest.name and found.title.endswith("…") and found.says_title(longest.title)
    assert not found.says_title("另一个称号")


def test_a_name_or_number_that_no_code_holds_is_refused_not_cut():
    with pytest.raises(Unclear, match=r"持证人“达+”太长"):
        proof_of(said(name="达" * 64))
    with pytest.raises(Unclear, match="编号和持证人太长"):
        proof_of(said(name="达" * 63, number="号" * 63))


def test_digits_are_read_however_they_were_copied():
    digits = proof_of(said())
    wide = digits.translate({ord(str(number)): chr(0xFF10 + number) for number in range(10)})
    broken = "\n".join(digits[start : start + 40] for start in range(0, len(digits), 40))
    for text in (wide, broken, f"　{digits} \r\n"):
        assert judged(text, KEYS).verdict is ProofVerdict.GENUINE


@pytest.mark.parametrize("other", range(1, 256))
def test_a_single_other_byte_anywhere_is_refused(other):
    """Each byte of statement and signature changed to every other value, as by somebody who writes a code anew."""
    content = content_of(proof_of(said()))
    assert judged(as_digits(content), KEYS).verdict is ProofVerdict.GENUINE
    for at in range(len(content)):
        altered = content[:at] + bytes([content[at] ^ other]) + content[at + 1 :]
        assert judged(as_digits(altered), KEYS).verdict in REFUSED, (at, other)


def test_a_single_other_digit_anywhere_is_refused():
    digits = proof_of(said())
    for at, digit in enumerate(digits):
        for other in set("0123456789") - {digit}:
            found = judged(digits[:at] + other + digits[at + 1 :], KEYS)
            assert found.verdict in REFUSED, (at, other)


def test_every_cut_and_every_surplus_is_refused():
    digits = proof_of(said())
    cut = [judged(digits[:end], KEYS) for end in range(40, len(digits))]
    assert {found.verdict for found in cut} == {ProofVerdict.ALTERED}
    assert all("少了一截" in found.sentence for found in cut)
    assert judged(digits + "0", KEYS).verdict is ProofVerdict.ALTERED
    content = content_of(digits)
    for surplus in (b"\x00", b"\x00\x00", b"\x02\xc4\xe3"):
        longer = content[:-SIGNATURE] + surplus + content[-SIGNATURE:]
        assert judged(as_digits(longer), KEYS).verdict is ProofVerdict.ALTERED


@pytest.mark.parametrize("version", [2, 3, 200, 255])
def test_a_later_version_is_told_as_such(version):
    later = as_digits(bytes([version]) + b"something else altogether" * 6)
    with pytest.raises(LaterStatement, match="更新的程序"):
        read_digits(later)
    found = judged(later, KEYS)
    assert (found.verdict, found.word) == (ProofVerdict.UNKNOWN, "版本较新")


@pytest.mark.parametrize(
    "text", ["", " ", "9067", "90671234567890", "6901234567892", "https://example.com", "王祯|业务能手", "－９"]
)
def test_any_other_text_is_none_of_ours(text):
    with pytest.raises(NoStatement):
        read_digits(text)
    assert judged(text, KEYS).verdict is ProofVerdict.UNKNOWN


@given(st.one_of(st.text(), st.text("0123456789", min_size=30, max_size=700).map(lambda digits: MARK + digits)))
def test_no_text_is_too_odd_for_a_verdict(text):
    assert judged(text, KEYS).verdict in REFUSED


@given(st.binary(min_size=78, max_size=300))
def test_no_bytes_are_too_odd_for_a_verdict(content):
    assert judged(as_digits(b"\x01" + content), KEYS).verdict in REFUSED


def test_a_day_that_is_none_and_a_text_that_is_none_are_refused():
    body = bytearray(content_of(proof_of(said())))
    body[10:13] = b"\xff\xff\xff"
    with pytest.raises(DamagedStatement):
        read_digits(as_digits(bytes(body)))
    body = bytearray(content_of(proof_of(said())))
    body[14:16] = b"\xff\xff"
    with pytest.raises(DamagedStatement):
        read_digits(as_digits(bytes(body)))


def test_what_another_use_of_the_key_signs_is_no_proof():
    """The signature is of `CONTEXT` and the statement, so a signature of the bare bytes does not do."""
    key, statement = private_key(), said()
    signed = to_be_signed(statement)
    digits = in_digits(signed, key.sign(signed.removeprefix(CONTEXT)))
    assert judged(digits, KEYS).verdict is ProofVerdict.ALTERED


def test_a_key_of_the_same_id_that_did_not_sign_proves_nothing():
    other = private_key(b"o")
    statement = said(key_id=key_id(public_of(private_key())))
    assert judged(proof_of(statement, other), KEYS).verdict is ProofVerdict.ALTERED
