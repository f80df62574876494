"""The court's key: made once, kept wrapped, unlocked once a run, replaced; and nothing of it anywhere in the clear."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from proofs import COURT, PASSWORD, draft

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.proof import wrapping
from cadre_desktop.certificates.proof.key_list import own_keys
from cadre_desktop.certificates.proof.signing import (
    change_password,
    current_key,
    forget,
    in_hand,
    make_key,
    prove,
    replace_key,
    unlock,
)
from cadre_desktop.certificates.proof.statement import read_digits
from cadre_desktop.certificates.proof.verdicts import ProofVerdict
from cadre_desktop.certificates.proof.verifying import verifier_of
from cadre_desktop.certificates.proof.wrapping import fingerprint, public_of, unwrapped, wrapped
from cadre_desktop.certificates.registers.signing_keys import SigningKey
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

KEPT = (
    '{"kdf": "scrypt", "cipher": "AES-256-GCM", "nonce": "AAAAAAAAAAAAAAAA", "key": "AAAA", "salt": "AAAA",'
    ' "n": N, "r": 8, "p": 1}'
)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """What a third of a second takes each time is not for tests."""
    monkeypatch.setattr(wrapping, "COST", 2)


def verdict(store, proof):
    (found,) = verifier_of(store).text(proof)
    return found.finding.verdict


def test_the_first_key_is_made_in_the_name_of_the_court(court):
    assert current_key(court) is None and in_hand(court) is None
    key = make_key(court, PASSWORD, PASSWORD)
    row = current_key(court)
    assert (row.issuer, row.public_key, row.retired) == (COURT, key.public_key, None)
    assert in_hand(court) == key
    assert journal.steps(1)[0].label == "设置签名密钥"
    with pytest.raises(Refused, match="已有签名密钥"):
        make_key(court, PASSWORD, PASSWORD)


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        (" " * 9, " " * 9, "至少 8 个字符"),
        ("1234567", "1234567", "至少 8 个字符"),
        ("12345678", "12345679", "两次输入的口令不一样"),
        ("", "", "至少"),
    ],
)
def test_a_poor_password_makes_no_key(court, password, again, words):
    with pytest.raises(Refused, match=words):
        make_key(court, password, again)
    assert current_key(court) is None


def test_the_password_is_asked_once_a_run(court):
    key = make_key(court, PASSWORD, PASSWORD)
    forget(court)
    assert in_hand(court) is None
    with pytest.raises(Refused, match="口令不对") as refused:
        unlock(court, PASSWORD + " ")
    assert refused.value.problems[0].field == "password" and in_hand(court) is None
    assert unlock(court, PASSWORD) == key == in_hand(court)


def test_full_width_letters_of_an_input_method_are_the_same_password(court):
    make_key(court, "ｐａｓｓｗｏｒｄ１", "ｐａｓｓｗｏｒｄ１")
    forget(court)
    assert unlock(court, "password1")


def test_with_the_file_the_key_is_gone(tmp_path, new_court):
    path = tmp_path / new_court.name
    shutil.copyfile(new_court, path)
    store = open_store(path, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))
    make_key(store, PASSWORD, PASSWORD)
    close_store(store)
    assert in_hand(store) is None
    again = open_store(path, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))
    assert in_hand(again) is None and current_key(again) is not None
    close_store(again)


def test_neither_key_nor_password_is_anywhere_on_the_disk(tmp_path, new_court, capfd):
    """In the data file with its journal, in backups, in the log: only what is of no use without the password."""
    path = tmp_path / new_court.name
    shutil.copyfile(new_court, path)
    store = open_store(path, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))
    key = make_key(store, PASSWORD, PASSWORD)
    other = "另一个 password 2"
    change_password(store, PASSWORD, other, other)
    (row,) = issue(store, [draft()])
    prove(store, row, key)
    forget(store)
    with pytest.raises(Refused):
        unlock(store, PASSWORD)
    close_store(store)
    raw = key.private.private_bytes_raw()
    secrets = [raw, raw.hex().encode(), raw.hex().upper().encode(), wrapping._text(raw).encode()]
    secrets += [PASSWORD.encode(), other.encode()]
    files = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert any(key.public_key.encode() in each.read_bytes() for each in files)
    assert [secret for secret in secrets for each in files if secret in each.read_bytes()] == []
    out = "".join(capfd.readouterr())
    assert raw.hex() not in repr(key) + out and PASSWORD not in out and "private" not in repr(key)


def test_exports_have_nothing_of_keys(court):
    from cadre_desktop.schema import kinds

    assert SigningKey not in {kind.record for kind in kinds().values()}


@pytest.mark.parametrize("part", ["salt", "nonce", "key", "n", "r", "p"])
def test_what_is_kept_is_authenticated_as_a_whole(part):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    facts = json.loads(wrapped(key, PASSWORD))
    if isinstance(facts[part], int):
        facts[part] = {"n": 4, "r": 4, "p": 1}[part]
    else:
        raw = bytearray(wrapping._bytes(facts[part]))
        raw[0] ^= 1
        facts[part] = wrapping._text(bytes(raw))
    with pytest.raises(Refused, match="口令不对"):
        unwrapped(json.dumps(facts), public_of(key), PASSWORD)
    assert public_of(unwrapped(wrapped(key, PASSWORD), public_of(key), PASSWORD)) == public_of(key)


def test_a_key_that_was_put_beside_another_public_key_is_refused():
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    one, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    with pytest.raises(Refused, match="口令不对"):
        unwrapped(wrapped(one, PASSWORD), public_of(other), PASSWORD)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ("", "已损坏"),
        ("[]", "已损坏"),
        ("{}", "更新的程序"),
        ('{"kdf": "argon2id", "cipher": "AES-256-GCM"}', "更新的程序"),
        ('{"kdf": "scrypt", "cipher": "AES-256-GCM"}', "已损坏"),
        ('{"kdf": "scrypt", "cipher": "AES-256-GCM", "nonce": "?", "key": "?"}', "已损坏"),
        (KEPT.replace("N", "1099511627776"), "已损坏"),
        (KEPT.replace("N", '"2"'), "已损坏"),
        (KEPT.replace("N", "3"), "已损坏"),
    ],
)
def test_what_is_damaged_or_of_a_later_program_is_said_to_be_so(kept, words):
    with pytest.raises(Refused, match=words):
        unwrapped(kept, "00" * 32, PASSWORD)


def test_a_proof_is_the_same_again_and_says_what_is_registered(court):
    (row,) = issue(court, [draft()])
    key = make_key(court, PASSWORD, PASSWORD)
    proof = prove(court, row, key)
    assert proof == prove(court, row, key)
    found = read_digits(proof).statement
    assert (found.kind, found.number, found.name, found.title, found.issued) == (
        row.kind,
        row.number,
        "王祯",
        "业务能手",
        row.issued,
    )
    assert verdict(court, proof) is ProofVerdict.GENUINE


def test_what_has_no_number_or_too_long_a_name_is_not_signed(court):
    (row,) = issue(court, [draft("达" * 70)])
    key = make_key(court, PASSWORD, PASSWORD)
    with pytest.raises(Refused, match="太长"):
        prove(court, row, key)
    row.number = ""
    with pytest.raises(Refused, match="没有编号"):
        prove(court, row, key)
    assert current_key(court).used is None


def test_a_key_that_has_signed_is_not_undone_beneath_its_proofs(court):
    make_key(court, PASSWORD, PASSWORD)
    court.undo()
    assert current_key(court) is None and in_hand(court) is None
    court.redo()
    key = in_hand(court)
    assert key is not None
    with court.step("发证"):
        (row,) = issue(court, [draft()])
        prove(court, row, key)
    made = next(step for step in journal.steps(10) if (step.kind, step.label) == ("do", "设置签名密钥"))
    with pytest.raises(Refused, match="发证"):
        court.undo(made)
    steps = len(journal.steps(100))
    prove(court, row, key)
    assert len(journal.steps(100)) == steps  # only the first is noted


def test_a_replaced_key_keeps_proving_and_the_new_one_signs(court):
    (row,) = issue(court, [draft()])
    with pytest.raises(Refused, match="还没有签名密钥"):
        replace_key(court, PASSWORD, PASSWORD)
    first = make_key(court, PASSWORD, PASSWORD)
    old = prove(court, row, first)
    second = replace_key(court, PASSWORD, PASSWORD)
    assert in_hand(court) == second != first
    assert [key.public_key for key in own_keys()] == [second.public_key, first.public_key]
    assert [key.retired is None for key in own_keys()] == [True, False]
    with pytest.raises(Refused, match="已停用或撤销"):
        prove(court, row, first)
    new = prove(court, row, second)
    assert new != old
    assert [verdict(court, proof) for proof in (old, new)] == [ProofVerdict.GENUINE] * 2


def test_another_password_for_the_same_key(court):
    key = make_key(court, PASSWORD, PASSWORD)
    for old, new, again, words in (
        ("wrong one", "87654321", "87654321", "口令不对"),
        (PASSWORD, "8765", "8765", "至少"),
        (PASSWORD, "87654321", "8765432l", "不一样"),
    ):
        with pytest.raises(Refused, match=words):
            change_password(court, old, new, again)
    change_password(court, PASSWORD, "87654321", "87654321")
    forget(court)
    with pytest.raises(Refused, match="口令不对"):
        unlock(court, PASSWORD)
    assert unlock(court, "87654321") == key


def test_a_fingerprint_is_read_in_groups_of_four():
    shown = fingerprint("00" * 32)
    assert shown.startswith("6668 7AAD F862 BD77") and len(shown.split()) == 16


def test_issuing_loads_no_cryptography_until_something_is_signed():
    code = "import sys, cadre_desktop.certificates.proof.signing; print('cryptography' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
