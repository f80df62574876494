"""``certificates issue --sign``: signed with the password from a file or typed, which comes nowhere else."""

import sys
from datetime import datetime
from pathlib import Path

import pytest

from cadre_desktop.certificates.proof import wrapping
from cadre_desktop.certificates.proof.signing import make_key
from cadre_desktop.certificates.proof.verdicts import ProofVerdict
from cadre_desktop.certificates.proof.verifying import verifier_of
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.cli.parser import run
from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.records import Court
from cadre_desktop.schema import SCHEMA

PASSWORD = "正确的 password 1"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(wrapping, "COST", 2)


def said(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def course(db: Path) -> int:
    """A course that somebody has completed, in a court with a key."""
    store = open_store(db, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))
    home = Court.get(Court.name == "包头市中级人民法院").id
    person = next(iter(add_people(store, [{"court": home, "name": "王祯", "category": "judge", "status": "serving"}])))
    key = save_course(store, {"title": "书记员培训班", "starts": "2023-03-01", "ends": "2023-03-03", "hours": 240}).id
    enrol(store, Course.by_key(key), [person])
    record_results(store, [row.id for row in Enrolment.select()], status=EnrolmentStatus.COMPLETED)
    close_course(store, Course.by_key(key))
    make_key(store, PASSWORD, PASSWORD)
    close_store(store)
    return key


def signed(db: Path) -> list[bool]:
    store = open_store(db, SCHEMA, "王祯")
    found = [bool(row.proof) for row in IssuedCertificate.select()]
    close_store(store)
    return found


def issue_signed(capsys, db, course, file, pdf):
    asked = ("--course", course, "--sign", "--password-file", file, pdf)
    return said(capsys, "certificates", "issue", *asked, "--db", db)


@pytest.mark.parametrize("content", [f"{PASSWORD}\r\n".encode(), f"\ufeff{PASSWORD}".encode(), PASSWORD.encode("gbk")])
def test_the_password_is_in_a_file(capsys, db, course, tmp_path, content):
    (tmp_path / "口令.txt").write_bytes(content)
    pdf = tmp_path / "证书.pdf"
    issued = issue_signed(capsys, db, course, tmp_path / "口令.txt", pdf)
    assert issued[0] == 0, issued
    assert signed(db) == [True]
    store = open_store(db, SCHEMA, "王祯")
    (found,) = verifier_of(store).file(pdf)
    assert found.finding.verdict is ProofVerdict.GENUINE
    close_store(store)
    (tmp_path / "口令.txt").unlink()
    assert [each for each in tmp_path.rglob("*") if each.is_file() and PASSWORD.encode() in each.read_bytes()] == []


def test_the_password_is_typed(capsys, db, course, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSWORD)
    arguments = ("certificates", "issue", "--course", course, "--sign", tmp_path / "证书.pdf", "--db", db)
    assert said(capsys, *arguments)[0] == 0
    assert signed(db) == [True]


def test_without_sign_nothing_is_asked_and_nothing_signed(capsys, db, course, tmp_path):
    assert said(capsys, "certificates", "issue", "--course", course, tmp_path / "证书.pdf", "--db", db)[0] == 0
    assert signed(db) == [False]


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("falsch 123", "口令不对"),
        ("", "第一行是空的"),
        (None, "读不了"),
    ],
)
def test_without_the_right_password_no_number_is_given(capsys, db, course, tmp_path, password, words):
    file = tmp_path / "口令.txt"
    if password is not None:
        file.write_text(password, "utf-8")
    pdf = tmp_path / "证书.pdf"
    code, _out, err = issue_signed(capsys, db, course, file, pdf)
    assert code == 1 and words in err and signed(db) == [] and not pdf.exists()


def test_without_a_terminal_the_file_is_asked_for(capsys, db, course, tmp_path, monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    arguments = ("certificates", "issue", "--course", course, "--sign", tmp_path / "证书.pdf", "--db", db)
    code, _out, err = said(capsys, *arguments)
    assert code == 1 and "--password-file" in err and signed(db) == []


def test_a_court_without_a_key_and_a_password_without_signing_are_said(capsys, db, tmp_path):
    (tmp_path / "口令.txt").write_text(PASSWORD, "utf-8")
    common = ("--password-file", tmp_path / "口令.txt", tmp_path / "证书.pdf", "--db", db)
    code, _out, err = said(capsys, "certificates", "issue", "--course", 7, "--sign", *common)
    assert code == 1 and "还没有签名密钥" in err
    code, _out, err = said(capsys, "certificates", "issue", "--course", 7, *common)
    assert code == 2 and "要与 --sign 同用" in err
