"""Attachments from the command line: added, listed, written out, and what is refused."""

import json

import pytest

from cadre_desktop.cli.parser import run
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.records import Court
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def own(db):
    store = open_store(db, SCHEMA, "王祯")
    key = Court.get().id
    close_store(store)
    return key


def lines_of(capsys, *arguments):
    code = run(["attachments", *map(str, arguments)])
    return code, *capsys.readouterr()


def test_added_listed_and_written_out(db, own, tmp_path, capsys):
    good, empty = tmp_path / "批复.txt", tmp_path / "空.txt"
    good.write_bytes(b"yes")
    empty.write_bytes(b"")
    code, out, _err = lines_of(capsys, "add", "courts", own, good, empty, "--db", db)
    assert code == 1
    assert "“空.txt”是空文件" in out
    assert "已添加 1 个附件" in out
    code, out, _err = lines_of(capsys, "list", "courts", own, "--db", db, "--json")
    (told,) = json.loads(out)
    assert (code, told["name"], told["size"]) == (0, "批复.txt", 3)
    assert "共 1 个附件，3 B" in lines_of(capsys, "list", "courts", own, "--db", db)[1]
    code, out, _err = lines_of(capsys, "export", "courts", own, tmp_path, "--db", db)
    assert code == 0
    assert (tmp_path / "批复 (2).txt").read_bytes() == b"yes"
    assert good.read_bytes() == b"yes"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "nothing", "1"), "没有记录种类"),
        (("list", "courts", "7"), "没有编号为 7 的法院"),
        (("limit", "--file", "0", "--record", "5"), "应在 1 到"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(db, arguments, words, capsys):
    code, _out, err = lines_of(capsys, *arguments, "--db", db)
    assert code == 1
    assert words in err


def test_limits_hold_from_then_on(db, own, tmp_path, capsys):
    large = tmp_path / "大.bin"
    large.write_bytes(b"x" * (1 << 21))
    assert lines_of(capsys, "limit", "--file", 1, "--record", 5, "--db", db)[0] == 0
    code, _out, err = lines_of(capsys, "add", "courts", own, large, "--db", db)
    assert code == 1
    assert "超过单个附件的上限 1 MB" in err
