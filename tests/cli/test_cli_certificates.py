"""Whether certificates would be the same pages again, asked on the command line."""

import json
from datetime import date
from pathlib import Path

import pytest

from cadre_desktop.certificates import layouts
from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.cli.parser import run
from cadre_desktop.kit.documents import fonts
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA


def said(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def issued(db: Path) -> Path:
    store = open_store(db, SCHEMA, "王祯")
    common = {"issued": date(2023, 6, 1), "issuer": "包头中院", "placeholders": {"activity": "竞赛"}}
    issue(store, [Draft(CertificateKind.HONOUR, name, "业务能手", **common) for name in ("王祯", "李静")])
    close_store(store)
    return db


def test_certificates_that_would_be_the_same_are_counted(capsys, issued, monkeypatch):
    monkeypatch.setattr(layouts, "_read_so_far", {})
    assert said(capsys, "certificates", "--check", "--db", issued)[:2] == (0, "2 份有效证书，补印都是原样。\n")
    code, out, _err = said(capsys, "certificates", "--check", "--json", "--db", issued)
    assert (code, json.loads(out)) == (0, {"count": 2, "troubles": []})


def test_each_that_would_be_another_page_is_named(capsys, issued, monkeypatch):
    monkeypatch.setattr(fonts, "file_print", lambda role: (f"{role.name}.ttf", "0" * 64))
    code, out, _err = said(capsys, "certificates", "--check", "--json", "--db", issued)
    told = json.loads(out)
    assert code == 1 and told["count"] == len(told["troubles"]) == 2
    code, out, _err = said(capsys, "certificates", "--check", "--db", issued)
    assert code == 1 and out.splitlines() == told["troubles"]
    assert "〔2023〕1号发放时用的字体" in out and "〔2023〕2号发放时用的字体" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["certificates", "--course", "7"], "缺少参数：FILE.pdf"),
        (["certificates", "--course", "7", "--check"], "不能与"),
        (["certificates", "x.pdf"], "需要其中一个参数"),
    ],
)
def test_wrong_use(capsys, db, arguments, words):
    code, _out, err = said(capsys, *arguments, "--db", db)
    assert code == 2 and words in err
