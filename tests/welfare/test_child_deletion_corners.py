"""Nothing is left of a deleted child where it is easily forgotten: beside copies, in what is remembered of
workbooks, in a file that somebody is reading."""

import lzma
import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from deleted_children import NOW, TITLE, fill, left
from sqlcipher3 import dbapi2

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.store import backup, journal, replay
from cadre_desktop.kit.store.attachments import NewFile, attach
from cadre_desktop.kit.store.blob_folder import BlobFolder
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.erased_copies import Erasure, clear_folder
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.child_care.copies import Copies, copies_known
from cadre_desktop.welfare.child_care.deleting import MEMOS, clear_again, delete_children, extent, pending
from cadre_desktop.welfare.child_care.finding import doomed_of, naming
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, Child
from cadre_desktop.window import opening


@pytest.fixture
def care(court):
    court.clock = FixedClock(NOW)
    return fill(court)


def test_a_wal_beside_a_copy_goes_with_what_is_in_it(court, care, tmp_path):
    with court.step("改"):
        Child.update(emergency_contact="接孩人").where(Child.name == "童小甲").execute()
    wal = court.path.with_name(court.path.name + "-wal")
    assert wal.stat().st_size
    stamp = f"{backup.stem_of(court.path)}-损坏-20240301-090000.cadre"
    folder = backup.folder_of(court.path)
    folder.mkdir()
    for target in (court.path.with_name(stamp), folder / "拷来的.cadre"):
        shutil.copyfile(court.path, target)
        shutil.copyfile(wal, target.with_name(target.name + "-wal"))
    done = delete_children(court, care.id, TITLE, Copies())
    assert done.trouble == "" and left(tmp_path) == []
    backup.verify(folder / "拷来的.cadre")


def test_a_damaged_copy_goes_with_what_is_beside_it(court, care, tmp_path):
    made = backup.make(court.path, "手动", NOW)
    made.path.write_bytes(b"x" * 5000)
    made.path.with_name(made.path.name + "-wal").write_bytes("童小甲".encode())
    delete_children(court, care.id, TITLE, Copies())
    assert left(tmp_path) == []


def test_while_somebody_reads_the_file_it_is_not_through(court, care, tmp_path):
    database.run("PRAGMA busy_timeout = 0")
    reader = dbapi2.connect(str(court.path), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM child").fetchone()
    done = delete_children(court, care.id, TITLE, Copies())
    assert "再清除一次" in done.trouble and pending() == [care.id]
    reader.close()
    assert clear_again(court, care.id, Copies()).trouble == "" and left(tmp_path) == []


def test_contents_beside_copies_go_whatever_else_lies_there(court, care, tmp_path):
    made = backup.make(court.path, "手动", NOW)
    folder = backup.folder_of(court.path)
    (folder / "旧的").mkdir()
    made.path.rename(folder / "旧的" / made.path.name)
    other = dbapi2.connect(str(folder / "别的.cadre"))
    other.execute("CREATE TABLE a (b)")
    other.close()
    assert BlobFolder(folder).names()
    done = delete_children(court, care.id, TITLE, Copies())
    assert left(tmp_path) == [] or ("别的.cadre" in done.trouble and pending() == [care.id])
    if done.trouble:
        (folder / "别的.cadre").unlink()
        assert clear_again(court, care.id, Copies()).trouble == ""
    assert left(tmp_path) == []


def test_what_was_remembered_of_headings_goes(court, care, tmp_path):
    for kind in ("children", "child-pick-ups", "child-days"):
        court.keep_memo(f"import.mapping.{kind}", '{"x": {"童小甲": "name"}}')
    backup.make(court.path, "手动", NOW)
    delete_children(court, care.id, TITLE, Copies())
    assert left(tmp_path) == []


def test_what_is_attached_to_the_period_and_its_classes_goes_too(court, care, tmp_path):
    with court.step("建班"):
        room = CareClass.add(period=care, title="一班")
    attach(court, CarePeriod, care.id, [NewFile("童小甲签到.txt", "童小甲到".encode())])
    attach(court, CareClass, room.id, [NewFile("名单.txt", "娃小乙".encode())])
    backup.make(court.path, "手动", NOW)
    delete_children(court, care.id, TITLE, Copies())
    assert left(tmp_path) == [] and CarePeriod.by_key(care.id).deleted == NOW.date()


def test_names_in_texts_of_the_period_and_its_classes_become_stars(court, care, tmp_path):
    with court.step("建班"):
        room = CareClass.add(period=care, title="一班", room="活动室，娃小乙坐前排")
    early = backup.make(court.path, "手动", NOW).path
    with court.step("备注"):
        CarePeriod.update(notes="童小甲对花生过敏").where(CarePeriod.id == care.id).execute()
    late = backup.make(court.path, "手动", NOW + timedelta(hours=1)).path
    assert extent(court, care.id, Copies()).texts == 2
    done = delete_children(court, care.id, TITLE, Copies())
    assert done.trouble == "" and left(tmp_path) == []
    assert CarePeriod.by_key(care.id).notes == "＊＊对花生过敏"
    assert CareClass.by_key(room.id).room == "活动室，＊＊坐前排"
    assert not early.exists() and not late.exists() and "已移除 2 份" in done.sentence
    assert [made.reason for made in backup.backups(court.path)] == ["清除后"]
    assert journal.broken_link() is None and list(replay.differences(SCHEMA.records)) == []


def test_copies_beside_the_file_and_backups_of_its_former_name_are_known(court, care, tmp_path):
    beside = court.path.with_name("包头中院 - 副本.cadre")
    backup.copy(court.path, beside)
    former = tmp_path / "旧名-备份"
    former.mkdir()
    backup.copy(court.path, former / "旧名-20240101-090000-第1份-手动.cadre")
    strange = former / "别院.cadre"
    strange.write_bytes(b"")
    copies = copies_known(court, lambda _key, default=None: default)
    assert copies.others == (beside,) and copies.folders == (former,)
    of_its_own = backup.make(beside, "手动", NOW).path
    assert copies_known(court, lambda _key, default=None: default).others == (beside, of_its_own.parent)
    shutil.rmtree(of_its_own.parent)
    done = delete_children(court, care.id, TITLE, copies)
    beside.unlink()
    assert str(beside) in done.sentence and left(tmp_path) == []


def test_files_of_another_sort_among_the_backups_are_named(court, care, tmp_path):
    backup.make(court.path, "手动", NOW + timedelta(days=1))
    packed = backup.folder_of(court.path) / "备份打包.zip"
    packed.write_bytes("童小甲".encode())
    done = delete_children(court, care.id, TITLE, Copies())
    assert str(packed) in done.sentence and done.trouble == ""


def test_what_was_interrupted_goes_on_when_the_file_is_opened_again(started, notices, tmp_path, monkeypatch):
    """Also where the program was killed right after the step."""
    store = started.session.store
    store.clock = FixedClock(NOW)
    period = fill(store)
    backup.make(store.path, "手动", NOW)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr("cadre_desktop.welfare.child_care.deleting._finish", _killed)
        delete_children(store, period.id, TITLE, Copies())
    assert pending() == [period.id] and left(backup.folder_of(store.path)) != []
    started.open(store.path)
    assert pending() == [period.id]
    opening.go_on_with_unfinished(started)
    assert pending() == [] and left(tmp_path) == []
    told = notices.messages[-1].text
    assert told.startswith("上次的删除没有做完，已接着清除。") and TITLE in told and "已改写 1 份备份" in told
    count = len(notices.messages)
    opening.go_on_with_unfinished(started)
    assert len(notices.messages) == count


def _killed(*_given):
    raise KeyboardInterrupt


def test_backups_of_every_version_are_looked_through(tmp_path):
    """Those of before there was child care are left alone."""
    for packed in sorted(Path(__file__).parents[1].joinpath("old_files").glob("*.cadre.xz")):
        (tmp_path / packed.stem).write_bytes(lzma.decompress(packed.read_bytes()))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with closing(dbapi2.connect(str(tmp_path / "version-9.cadre"))) as connection:
        period, name = connection.execute("SELECT period_id, name FROM child").fetchone()
    cleared = clear_folder(tmp_path, Erasure(doomed_of(period), MEMOS, naming(period)))
    assert (cleared.seen, cleared.rewritten, cleared.removed, cleared.left) == (len(before), 1, 0, ())
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert [key for key in before if before[key] != after[key]] == ["version-9.cadre"]
    assert name.encode() not in after["version-9.cadre"]
