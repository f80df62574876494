"""Public keys between courts: as a file, on a page, and accepted once."""

import json
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from proofs import private_key

from cadre_desktop.certificates.proof.key_files import SUFFIX, PublicKey, read_key_file, write_key_file
from cadre_desktop.certificates.proof.key_list import accept_keys, doubts, drop_key, known_keys, other_keys
from cadre_desktop.certificates.proof.key_page import print_key_page
from cadre_desktop.certificates.proof.wrapping import public_of
from cadre_desktop.certificates.registers.signing_keys import SigningKey
from cadre_desktop.kit.problems import Refused

KEY = PublicKey("呼和浩特市中级人民法院", public_of(private_key(b"h")), date(2023, 1, 2))
EARLIER = PublicKey(KEY.issuer, public_of(private_key(b"e")), date(2020, 1, 2), date(2023, 1, 2))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / f"呼和浩特{SUFFIX}"
    write_key_file(path, [KEY, EARLIER])
    return path


def changed(path, **values):
    data = json.loads(path.read_text(encoding="utf-8"))
    data["keys"][0] |= {name: value for name, value in values.items() if name in data["keys"][0]}
    data |= {name: value for name, value in values.items() if name in data}
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_keys_are_read_as_they_were_written(file):
    assert read_key_file(file) == [KEY, EARLIER]


def test_a_file_has_public_keys_alone(file):
    (row, _earlier) = json.loads(file.read_text(encoding="utf-8"))["keys"]
    assert set(row) == {"issuer", "public_key", "fingerprint", "made", "retired"}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"public_key": EARLIER.public_key}, "指纹对不上"),
        ({"fingerprint": EARLIER.fingerprint}, "指纹对不上"),
        ({"public_key": "zz"}, "指纹对不上"),
        ({"public_key": 7}, "指纹对不上"),
        ({"issuer": " "}, "指纹对不上"),
        ({"issuer": None}, "指纹对不上"),
        ({"made": "昨天"}, "指纹对不上"),
        ({"version": 2}, "更新的程序"),
        ({"format": "PEM"}, "不是公钥文件"),
        ({"keys": []}, "没有公钥"),
        ({"keys": {}}, "不是公钥文件"),
        ({"keys": [7]}, "指纹对不上"),
    ],
)
def test_what_is_damaged_or_altered_is_not_taken_in(file, values, words):
    with pytest.raises(Refused, match=words) as refused:
        read_key_file(changed(file, **values))
    assert "呼和浩特" in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b"-----BEGIN PUBLIC KEY-----", b"[" * 100_000, b" " * 1_000_001, b"7"],
)
def test_any_other_file_is_said_to_be_none(tmp_path, content):
    path = tmp_path / "照片.cadre-key"
    path.write_bytes(content)
    with pytest.raises(Refused, match="不是公钥文件"):
        read_key_file(path)


def test_keys_are_accepted_once_and_dropped_again(court, file):
    keys = read_key_file(file)
    accepted = accept_keys(court, keys)
    assert (accepted.new, accepted.known) == (2, 0)
    rows = other_keys()
    assert [(row.issuer, row.public_key, row.accepted) for row in rows] == [
        (KEY.issuer, KEY.public_key, date(2023, 6, 1)),
        (KEY.issuer, EARLIER.public_key, date(2023, 6, 1)),
    ]
    again = accept_keys(court, [replace(KEY, retired=date(2024, 1, 1))])
    assert (again.new, again.known) == (0, 1)
    assert other_keys()[0].retired == date(2024, 1, 1)
    assert [key.own for key in known_keys(court)] == [False, False]
    drop_key(court, rows[0].id)
    with pytest.raises(Refused, match="已经移除"):
        drop_key(court, rows[0].id)
    court.undo()
    assert len(other_keys()) == 2


def test_another_key_of_a_known_court_is_pointed_out(court, file):
    assert doubts([KEY]) == []
    accept_keys(court, [EARLIER])
    (words,) = doubts(read_key_file(file))
    assert "另一把公钥" in words and KEY.issuer in words
    accept_keys(court, [KEY])
    assert doubts([KEY, EARLIER]) == []


def test_the_courts_own_key_is_not_taken_for_anothers(court):
    with court.step("密钥"):
        SigningKey.add(public_key=KEY.public_key, issuer="包头市中级人民法院", made=date(2023, 1, 1), wrapped="")
    assert accept_keys(court, [KEY]).new == 0 and other_keys() == []


def test_an_own_key_that_was_lost_and_taken_in_again_asks_the_register(court):
    accept_keys(court, [PublicKey("包头市中级人民法院", KEY.public_key)])
    assert [key.own for key in known_keys(court)] == [True]


def test_the_page_has_the_fingerprint_and_nothing_private(tmp_path):
    path = tmp_path / "公钥页.pdf"
    assert print_key_page(path, [KEY]) == 1
    document = pypdfium2.PdfDocument(path)
    text = "".join(document[0].get_textpage().get_text_range().split())
    document.close()
    assert KEY.fingerprint.replace(" ", "") in text and KEY.public_key.upper() in text
    assert KEY.issuer in text and "2023年1月2日" in text
    assert print_key_page(path, [KEY, EARLIER]) == 2
