"""From the key to the printed page and back: what a picture of the page proves."""

from dataclasses import replace

import pytest
from proofs import COURT, PASSWORD, draft, page_with, picture

from cadre_desktop.certificates.actions import cancel, issue
from cadre_desktop.certificates.proof import wrapping
from cadre_desktop.certificates.proof.key_files import read_key_file, write_key_file
from cadre_desktop.certificates.proof.key_list import accept_keys, own_keys
from cadre_desktop.certificates.proof.signing import make_key, prove
from cadre_desktop.certificates.proof.verdicts import ProofVerdict
from cadre_desktop.certificates.proof.verifying import Verifier, verifier_of
from cadre_desktop.certificates.registers.signing_keys import SigningKey
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.documents.design.printing import print_designs


@pytest.fixture
def signed(court, monkeypatch):
    """A certificate of the court and its proof."""
    monkeypatch.setattr(wrapping, "COST", 2)
    (row,) = issue(court, [draft()])
    return row, prove(court, row, make_key(court, PASSWORD, PASSWORD))


def test_a_printed_certificate_is_genuine_until_it_is_void(court, signed, tmp_path):
    row, proof = signed
    print_designs(tmp_path / "证书.pdf", [page_with(proof)])
    picture([page_with(proof)]).save(tmp_path / "扫描.png")
    for name in ("证书.pdf", "扫描.png"):
        (found,) = verifier_of(court).file(tmp_path / name)
        finding = found.finding
        assert (finding.verdict, finding.word, finding.issuer) == (ProofVerdict.GENUINE, "真实有效", COURT)
        assert (finding.number, finding.name, finding.title, finding.day) == (
            row.number,
            "王祯",
            "业务能手",
            "2023年6月1日",
        )
        assert "台账里有这份证书" in finding.sentence and "不证明这张纸是原件" in finding.advice
    cancel(court, [row.id], "姓名写错")
    (found,) = verifier_of(court).file(tmp_path / "扫描.png")
    assert (found.finding.verdict, found.finding.word) == (ProofVerdict.VOID, "已作废")
    assert "2023年6月1日作废：姓名写错" in found.finding.sentence


def test_another_computer_needs_the_public_key_alone(court, signed, tmp_path):
    _row, proof = signed
    write_key_file(tmp_path / "包头.cadre-key", own_keys())
    keys = [key.known for key in read_key_file(tmp_path / "包头.cadre-key")]
    (found,) = Verifier(keys).content("扫描.png", _png(picture([page_with(proof)]), tmp_path))
    assert (found.finding.verdict, found.finding.issuer) == (ProofVerdict.GENUINE, COURT)
    assert "没有该法院的台账" in found.finding.sentence
    (found,) = Verifier([]).text(proof)
    assert (found.finding.verdict, found.finding.issuer) == (ProofVerdict.FOREIGN, "")


def test_a_lost_key_of_this_court_is_judged_by_the_register_wherever_it_comes_from(court, signed, tmp_path):
    row, proof = signed
    write_key_file(tmp_path / "本院.cadre-key", own_keys())
    keys = read_key_file(tmp_path / "本院.cadre-key")
    with court.step("恢复"):  # to a backup of before
        SigningKey.delete().execute()
    cancel(court, [row.id], "姓名写错")
    assert verifier_of(court).text(proof)[0].finding.verdict is ProofVerdict.FOREIGN
    assert verifier_of(court, keys).text(proof)[0].finding.verdict is ProofVerdict.VOID
    accept_keys(court, keys)
    assert verifier_of(court).text(proof)[0].finding.verdict is ProofVerdict.VOID


def _png(page, folder):
    page.save(folder / "x.png")
    return (folder / "x.png").read_bytes()


@pytest.mark.parametrize("kind", CertificateKind)
def test_a_certificate_of_any_kind_is_genuine(court, monkeypatch, kind):
    monkeypatch.setattr(wrapping, "COST", 2)
    (row,) = issue(court, [replace(draft(), kind=kind)])
    key = make_key(court, PASSWORD, PASSWORD)
    (found,) = verifier_of(court).text(prove(court, row, key))
    assert found.finding.verdict is ProofVerdict.GENUINE and found.finding.number == row.number
    cancel(court, [row.id], "停发")
    (found,) = verifier_of(court).text(prove(court, row, key))
    assert found.finding.verdict is ProofVerdict.VOID
