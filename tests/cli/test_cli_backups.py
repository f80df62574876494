"""Backups with photos on the command line: one whole file by hand, lean ones before imports, checked and restored."""

import json
import random
import shutil
from datetime import date

import pytest
from test_cli import lines_of

from cadre_desktop.kit.store import backup, blobs, lean_copy
from cadre_desktop.kit.store.blob_folder import BLOBS, BlobFolder
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import SCHEMA

NAMES = ("王祯", "李静", "阿拉坦", "文静", "单雄信", "解缙", "查良镛")


@pytest.fixture
def staffed(db):
    """A file with people who have photos."""
    store = open_store(db, SCHEMA, "王祯")
    own = Court.get().id
    add_people(store, [{"court": own, "name": name, "sex": "male", "born": date(1985, 3, 1)} for name in NAMES])
    with store.step("照片"):
        for person in Person.select():
            photo = blobs.put(random.Random(person.name).randbytes(9_000))
            Person.update(photo=photo).where(Person.id == person.id).execute()
    close_store(store)
    return db


def photos(path) -> list[bool]:
    store = open_store(path, SCHEMA, "王祯")
    found = [blobs.get(person.photo) is not None for person in Person.select()]
    close_store(store)
    return found


@pytest.fixture
def lean(capsys, staffed, roster):
    """The backup that an import has made."""
    assert lines_of(capsys, "import", "people", roster, "--db", staffed)[0] in {0, 1}
    (made,) = backup.backups(staffed)
    assert lean_copy.is_lean(made.path)
    return made.path


def test_a_copy_by_hand_is_one_whole_file(capsys, staffed, tmp_path):
    (tmp_path / "U盘").mkdir()
    assert lines_of(capsys, "backup", tmp_path / "U盘" / "备份.cadre", "--db", staffed)[0] == 0
    assert [path.name for path in (tmp_path / "U盘").iterdir()] == ["备份.cadre"]
    assert lines_of(capsys, "restore", tmp_path / "U盘" / "备份.cadre", "--db", tmp_path / "U盘" / "院.cadre")[0] == 0
    assert photos(tmp_path / "U盘" / "院.cadre") == [True] * len(NAMES)


def test_a_lean_one_is_restored_whole(capsys, lean, tmp_path):
    assert lines_of(capsys, "restore", lean, "--db", tmp_path / "新.cadre")[0] == 0
    assert photos(tmp_path / "新.cadre") == [True] * len(NAMES)


def test_where_photos_are_missing_it_says_whose_and_how_to_do_without(capsys, lean, tmp_path):
    (tmp_path / "别处").mkdir()
    carried, target = shutil.copy(lean, tmp_path / "别处"), tmp_path / "别处" / "院.cadre"
    code, out, err = lines_of(capsys, "restore", carried, "--db", target)
    assert (code, out) == (1, "")
    assert "其中 7 项没有找到" in err and "--without-missing" in err
    assert all(name in err for name in NAMES)
    assert not target.exists()
    assert lines_of(capsys, "restore", carried, "--db", target, "--without-missing")[0] == 0
    assert photos(target) == [False] * len(NAMES)
    code, out, _err = lines_of(capsys, "check", "--db", target)
    assert code == 1
    assert "有 7 张照片或附件缺失或已损坏" in out


@pytest.mark.parametrize("command", [("journal",), ("check",), ("figures", "--year", "2023"), ("backup", "x.cadre")])
def test_no_command_works_in_a_lean_one(capsys, lean, command):
    before = lean.read_bytes()
    code, _out, err = lines_of(capsys, *command, "--db", lean)
    assert code == 1
    assert "是一份备份" in err
    assert lean.read_bytes() == before


def test_the_check_tells_what_is_missing_beside_backups_and_the_repair_mends_it(capsys, staffed, lean):
    folder = BlobFolder(lean.parent)
    first = sorted(folder.names())[0]
    folder.path_of(first).write_bytes(b"damaged")
    code, out, _err = lines_of(capsys, "check", "--json", "--db", staffed)
    assert code == 1
    (trouble,) = json.loads(out)["trouble"]
    assert BLOBS in trouble and "1 项缺失或已损坏" in trouble
    _code, out, _err = lines_of(capsys, "check", "--repair", "--json", "--db", staffed)
    assert json.loads(out)["mended"] == ["备份旁的 1 项照片或附件已补上"]
    assert folder.read(first) is not None
    assert lines_of(capsys, "check", "--db", staffed)[0] == 0


def test_a_lean_one_is_an_anchor(capsys, staffed, lean):
    assert lines_of(capsys, "check", "--anchor", lean, "--db", staffed)[0] == 0
    assert lines_of(capsys, "check", "--anchor", lean.parent, "--db", staffed)[0] == 0
