"""Certificates are signed with their numbers, once and for all: what is printed, printed again, or may be on paper."""

import json
import shutil
from dataclasses import replace
from datetime import datetime

import pytest
from proofs import COURT, PASSWORD, draft
from test_certificates_interrupted import Died

from cadre_desktop.certificates.actions import drafted, hand_out, issue, valid
from cadre_desktop.certificates.being_printed import on_their_way
from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.life import reissue
from cadre_desktop.certificates.printings import Giving
from cadre_desktop.certificates.prints import issued_paper, print_drafts, print_issued
from cadre_desktop.certificates.proof import wrapping
from cadre_desktop.certificates.proof.signing import forget, make_key, replace_key, unlock
from cadre_desktop.certificates.proof.verdicts import ProofVerdict
from cadre_desktop.certificates.proof.verifying import verifier_of
from cadre_desktop.certificates.queueing import enqueue
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import add_template, make_usual
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.documents.code_reading import codes_on
from cadre_desktop.kit.documents.design.elements import CodeElement
from cadre_desktop.kit.documents.scans import read_scan, scanned_pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(wrapping, "COST", 2)


@pytest.fixture
def key(court):
    """The court's key, in hand."""
    return make_key(court, PASSWORD, PASSWORD)


def design(court, name="荣誉证书", **more):
    """The usual page of honours is a designed one."""
    page = replace(built_in("honour"), **more)
    make_usual(court, add_template(court, CertificateKind.HONOUR, name, page))
    return page


def handed(store, *drafts, write=lambda _rows: None, giving=Giving.PAPER):
    return hand_out(store, "发证", lambda: issue(store, drafts), write, giving)


def again(row):
    return IssuedCertificate.by_key(row.id)


def codes(path):
    return [code.text for page in scanned_pages(path.name, read_scan(path)) for code in codes_on(page)]


@pytest.mark.parametrize("designed", [False, True])
def test_what_is_handed_out_is_genuine_and_printed_again_it_is_the_same_page(court, key, tmp_path, designed):
    if designed:
        design(court)
    rows = handed(court, draft(), draft("李静"), write=lambda rows: print_issued(tmp_path / "a.pdf", rows))
    found = [verified.finding for verified in verifier_of(court).file(tmp_path / "a.pdf")]
    assert [(each.verdict, each.name, each.issuer) for each in found] == [
        (ProofVerdict.GENUINE, "王祯", COURT),
        (ProofVerdict.GENUINE, "李静", COURT),
    ]
    forget(court)  # nobody is asked for a reprint
    hand_out(
        court, "补印", lambda: valid([row.id for row in rows]), lambda rows: print_issued(tmp_path / "b.pdf", rows)
    )
    assert codes(tmp_path / "b.pdf") == codes(tmp_path / "a.pdf") == [again(row).proof for row in rows]


@pytest.mark.parametrize("designed", [False, True])
@pytest.mark.parametrize("has_key", [False, True])
def test_without_the_key_in_hand_the_code_has_the_plain_facts(court, tmp_path, designed, has_key):
    if has_key:
        make_key(court, PASSWORD, PASSWORD)
        forget(court)
    if designed:
        design(court)
    (row,) = handed(court, draft(), write=lambda rows: print_issued(tmp_path / "a.pdf", rows))
    assert row.proof == "" and codes(tmp_path / "a.pdf") == [f"{row.number}|王祯|业务能手|2023年6月1日"]
    (found,) = verifier_of(court).file(tmp_path / "a.pdf")
    assert found.finding.word == "没有签名" and "内容相符" in found.finding.sentence


def test_a_page_without_a_code_for_it_gets_no_proof(court, key):
    others = tuple(each for each in built_in("honour").elements if not isinstance(each, CodeElement))
    design(court, elements=others)
    assert [row.proof for row in handed(court, draft())] == [""]
    own = CodeElement(x=20.0, y=20.0, width=25.0, height=25.0, text="{number}")
    design(court, "自带文字", elements=(*others, own))
    assert [row.proof for row in handed(court, draft("李静"))] == [""]


def test_what_was_printed_without_a_signature_stays_so_and_what_nobody_has_seen_is_signed(court):
    printed, (registered,) = handed(court, draft())[0], issue(court, [draft("李静")])
    (filed,) = handed(court, draft("欧阳文博"), giving=Giving.FILE)
    (waiting,) = handed(court, draft("单雄信"), write=lambda rows: enqueue(court, "证书", rows), giving=Giving.QUEUE)
    make_key(court, PASSWORD, PASSWORD)
    keys = [row.id for row in (printed, registered, filed, waiting)]
    made = hand_out(court, "补印", lambda: valid(keys), lambda _rows: None)
    assert [bool(row.proof) for row in made] == [False, True, False, True]
    assert [bool(again(row).proof) for row in made] == [False, True, False, True]
    court.undo()
    assert again(registered).proof == ""


def test_the_proof_is_given_and_taken_back_with_the_number(court, key):
    (row,) = handed(court, draft())
    court.undo()
    assert IssuedCertificate.select().count() == 0
    court.redo()
    assert again(row).proof == row.proof != ""


def test_one_that_is_issued_anew_is_signed_anew(court, key):
    (row,) = handed(court, draft())
    ((_old, new),) = reissue(court, [row.id], "破损")
    said = verifier_of(court).text(new.proof)[0].finding
    assert (said.verdict, said.number) == (ProofVerdict.GENUINE, new.number)
    assert verifier_of(court).text(row.proof)[0].finding.verdict is ProofVerdict.VOID


def ended(store, *drafts):
    """The program ends while a printer has the certificates; returns the proofs that are on paper."""
    paper = []

    def write(rows):
        paper.extend((row.serial, row.proof) for row in rows)
        raise Died

    with pytest.raises(Died):
        handed(store, *drafts, write=write)
    assert IssuedCertificate.select().count() == 0
    return paper


def test_what_may_be_on_paper_has_the_same_proof_again(court, key):
    paper = ended(court, draft(), draft("李静"))
    assert all(proof for _serial, proof in paper)
    forget(court)
    with pytest.raises(Refused, match="请输入签名口令再打印"):
        handed(court, draft())
    assert len(on_their_way(court)) == 2
    unlock(court, PASSWORD)
    made = handed(court, draft("李静"), draft())
    assert [(row.serial, row.proof) for row in made] == paper[::-1]


def test_what_may_be_on_paper_unsigned_is_not_signed_and_the_next_is(court):
    (paper,) = ended(court, draft())
    make_key(court, PASSWORD, PASSWORD)
    one, other = handed(court, draft(), draft("李静"))
    assert ((one.serial, one.proof), bool(other.proof)) == (paper, True) and paper[1] == ""


def test_with_another_key_what_may_be_on_paper_is_genuine_twice(court, key):
    ((serial, proof),) = ended(court, draft())
    replace_key(court, "another 2", "another 2")
    (row,) = handed(court, draft())
    assert row.serial == serial and row.proof != proof
    verdicts = [verifier_of(court).text(each)[0].finding.verdict for each in (proof, row.proof)]
    assert verdicts == [ProofVerdict.GENUINE] * 2


def test_what_is_kept_of_numbers_on_their_way_says_that_they_were_signed_and_no_name(court, key):
    ended(court, draft())
    kept = json.loads(court.memo("on_its_way.certificates"))
    assert kept[0][-1] is True and "王" not in json.dumps(kept, ensure_ascii=False)


@pytest.mark.parametrize("designed", [False, True])
def test_a_sample_shows_a_code_where_it_will_be_which_proves_nothing(court, key, tmp_path, designed):
    if designed:
        design(court)
    print_drafts(tmp_path / "样张.pdf", drafted(court, [draft()]))
    (row,) = handed(court, draft(), write=lambda rows: print_issued(tmp_path / "证书.pdf", rows))
    (sample,), (real,) = codes(tmp_path / "样张.pdf"), codes(tmp_path / "证书.pdf")
    assert set(sample) == set("样张") and real == row.proof
    assert box(tmp_path / "样张.pdf") == pytest.approx(box(tmp_path / "证书.pdf"), abs=3)
    (found,) = verifier_of(court).file(tmp_path / "样张.pdf")
    assert found.finding.verdict is ProofVerdict.UNKNOWN
    print_drafts(tmp_path / "补印.pdf", [again(row)])
    assert codes(tmp_path / "补印.pdf") == [sample]


def box(path):
    """The corners of the code on the first page, in pixels."""
    import zxingcpp

    (found,) = zxingcpp.read_barcodes(next(iter(scanned_pages(path.name, read_scan(path)))))
    corners = found.position
    return [corners.top_left.x, corners.top_left.y, corners.bottom_right.x, corners.bottom_right.y]


def test_neither_key_nor_password_comes_to_a_page_the_journal_or_the_log(tmp_path, new_court, capfd):
    path = tmp_path / new_court.name
    shutil.copyfile(new_court, path)
    store = open_store(path, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))
    key = make_key(store, PASSWORD, PASSWORD)
    with pytest.raises(Died):
        handed(store, draft("李静"), write=lambda rows: ended_while(rows, tmp_path))
    handed(store, draft(), draft("李静"), write=lambda rows: print_issued(tmp_path / "a.pdf", rows))
    (tmp_path / "plain.txt").write_bytes(issued_paper(valid([row.id for row in IssuedCertificate.select()])).data())
    close_store(store)
    raw = key.private.private_bytes_raw()
    secrets = [raw, raw.hex().encode(), raw.hex().upper().encode(), str(int.from_bytes(raw)).encode()]
    secrets += [wrapping._text(raw).encode(), PASSWORD.encode()]
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert [secret for secret in secrets for each in files if secret in each.read_bytes()] == []
    out = "".join(capfd.readouterr())
    assert PASSWORD not in out and raw.hex() not in out


def ended_while(rows, folder):
    print_issued(folder / "on paper.pdf", rows)
    raise Died
