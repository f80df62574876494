"""``certificates verify``: one verdict for each code, with a data file or with the public key alone."""

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from cadre_desktop.certificates.actions import cancel, issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.proof import wrapping
from cadre_desktop.certificates.proof.key_files import write_key_file
from cadre_desktop.certificates.proof.key_list import own_keys
from cadre_desktop.certificates.proof.signing import make_key, prove
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.cli.parser import run
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

COURT = "包头市中级人民法院"
NAMES = ("王祯", "李静")


def said(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


class Proven:
    """A data file with certificates, their proofs on one page, and the public key."""

    def __init__(self, db: Path):
        self.db, self.pdf, self.key = db, db.parent / "证书.pdf", db.parent / "包头.cadre-key"
        store = open_store(db, SCHEMA, "王祯")
        common = {"issued": date(2023, 6, 1), "issuer": COURT, "placeholders": {"activity": "竞赛"}}
        self.rows = issue(store, [Draft(CertificateKind.HONOUR, name, "业务能手", **common) for name in NAMES])
        key = make_key(store, "12345678", "12345678")
        self.proofs = [prove(store, row, key) for row in self.rows]
        write_key_file(self.key, own_keys())
        close_store(store)
        self.draw(self.proofs)

    def draw(self, proofs):
        paper = Paper("证书")
        page = paper.page()
        for number, proof in enumerate(proofs):
            page.qr(30 + 80 * number, 40, 25, proof)
        paper.save(self.pdf)

    def cancel(self, row):
        store = open_store(self.db, SCHEMA, "王祯")
        cancel(store, [row.id], "停发")
        close_store(store)


@pytest.fixture
def proven(db: Path, monkeypatch) -> Proven:
    monkeypatch.setattr(wrapping, "COST", 2)
    return Proven(db)


def row(verdict, number="", name="", issuer=""):
    return {"verdict": verdict, "number": number, "name": name, "issuer": issuer}


def test_all_genuine_is_0(capsys, proven):
    code, out, _err = said(capsys, "certificates", "verify", proven.pdf, "--json", "--db", proven.db)
    assert code == 0
    assert json.loads(out) == [row("genuine", each.number, each.name, COURT) for each in proven.rows]


def test_one_that_is_not_is_1(capsys, proven):
    proven.cancel(proven.rows[1])
    code, out, _err = said(capsys, "certificates", "verify", proven.pdf, "--json", "--db", proven.db)
    assert code == 1 and [each["verdict"] for each in json.loads(out)] == ["genuine", "void"]
    code, out, _err = said(capsys, "--db", proven.db, "certificates", "verify", proven.pdf)
    assert code == 1 and "证书.pdf　已作废　包头中院荣证字〔2023〕2号　李静　业务能手" in out and "作废：停发" in out
    assert "共 2 项。一页上有几份证书的，请数一数" in out


def test_the_public_key_alone_does(capsys, proven, monkeypatch):
    proven.db.unlink()
    code, out, _err = said(capsys, "certificates", "verify", proven.proofs[0], "--key", proven.key, "--json")
    assert (code, json.loads(out)) == (0, [row("genuine", proven.rows[0].number, "王祯", COURT)])
    code, out, _err = said(capsys, "certificates", "verify", proven.pdf, "--key", proven.key)
    assert code == 0 and out.count("真实有效") == 2 and "没有该法院的台账" in out


def test_with_the_key_of_another_court_it_is_foreign(capsys, proven, tmp_path):
    other = tmp_path / "另一家"
    other.mkdir()
    file = other / "库.cadre"
    store = open_store(file, SCHEMA, "王祯", create_new=True, name="呼和浩特市中级人民法院")
    close_store(store)
    code, out, _err = said(capsys, "certificates", "verify", proven.proofs[0], "--db", file, "--json")
    assert (code, json.loads(out)) == (1, [row("foreign", proven.rows[0].number, "王祯")])
    arguments = ("certificates", "verify", proven.proofs[0], "--db", file, "--key", proven.key, "--json")
    code, out, _err = said(capsys, *arguments)
    assert (code, json.loads(out)) == (0, [row("genuine", proven.rows[0].number, "王祯", COURT)])


def test_altered_and_unknown(capsys, proven):
    proof = proven.proofs[0]
    altered = proof[:-1] + str((int(proof[-1]) + 1) % 10)
    code, out, _err = said(capsys, "certificates", "verify", altered, "--key", proven.key, "--json")
    assert code == 1 and json.loads(out)[0]["verdict"] == "altered"
    code, out, _err = said(capsys, "certificates", "verify", "6901234567892", "--key", proven.key, "--json")
    assert (code, json.loads(out)) == (1, [row("unknown")])
    proven.draw(["https://example.com/"])
    code, out, _err = said(capsys, "certificates", "verify", proven.pdf, "--key", proven.key, "--json")
    assert (code, json.loads(out)) == (1, [row("unknown")])


def test_a_file_without_a_code_or_that_is_none_is_1_with_a_sentence(capsys, proven, tmp_path):
    proven.draw([])
    code, out, err = said(capsys, "certificates", "verify", proven.pdf, "--key", proven.key, "--json")
    assert (code, json.loads(out)) == (1, []) and "没有读到完整的二维码" in err
    code, _out, err = said(capsys, "certificates", "verify", tmp_path / "没有.png", "--key", proven.key)
    assert code == 1 and "没有" in err and "这个文件" in err
    bad = tmp_path / "坏.png"
    bad.write_bytes(b"no picture")
    code, out, err = said(capsys, "certificates", "verify", bad, proven.proofs[0], "--key", proven.key, "--json")
    assert code == 1 and [each["verdict"] for each in json.loads(out)] == ["genuine"] and "坏.png" in err
    code, _out, err = said(capsys, "certificates", "verify", proven.proofs[0], "--key", bad)
    assert code == 1 and "不是公钥文件" in err


@pytest.mark.parametrize("terminal", [True, False])
def test_on_a_terminal_the_page_that_is_read_is_shown(capsys, proven, monkeypatch, terminal):
    paper = Paper("证书")
    for number in range(3):
        page = paper.page()
        page.qr(30, 40, 25, proven.proofs[number % 2])
    paper.save(proven.pdf)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    code, out, err = said(capsys, "certificates", "verify", proven.pdf, "--db", proven.db)
    assert code == 0 and out.count("真实有效") == 3 and "正在读" not in out
    shown = [part for part in err.split("\r") if part.strip()]
    assert shown == (["正在读“证书.pdf”第 2 页…", "正在读“证书.pdf”第 3 页…"] if terminal else [])
    assert err.endswith(" \r") is terminal


def test_certificates_are_still_printed_by_one_word(capsys, proven):
    code, _out, err = said(capsys, "certificates", "--db", proven.db)
    assert code == 2 and "需要其中一个参数" in err
    code, out, _err = said(capsys, "certificates", "verify", "--help")
    assert code == 0 and "TEXT|IMAGE|PDF" in out
    code, _out, err = said(capsys, "certificates", "verify")
    assert code == 2 and "缺少参数" in err


def test_verifying_needs_no_window(proven):
    import subprocess

    code = (
        "import sys\n"
        "from cadre_desktop.cli.parser import run\n"
        "done = run(sys.argv[1:])\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]\n"
        "sys.exit(done)\n"
    )
    command = [sys.executable, "-c", code, "certificates", "verify", proven.pdf, "--key", proven.key]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_nothing_to_verify_is_said(proven, capsys, blank):
    code, _out, err = said(capsys, "certificates", "verify", "--db", proven.db, blank)
    assert code and "没有写出要验证的文字" in err


def test_a_text_longer_than_any_name_of_a_file_is_a_text(proven, capsys):
    code, out, _err = said(capsys, "certificates", "verify", "--db", proven.db, "荣证字" * 500 + "|王祯|业务能手|日")
    assert code == 1 and "不是本程序的证书" in out
