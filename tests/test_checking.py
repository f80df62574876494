"""Checking a court's file: each kind of trouble has its sentence, and stale search keys are mended."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from cadre_desktop.checking import check_store, repair
from cadre_desktop.kit.jobs import Progress, Stopped
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import anchors, backup, blobs, journal, search, second_place
from cadre_desktop.kit.store.attachments import NewFile, attach
from cadre_desktop.kit.store.blob_folder import BLOBS, BlobFolder
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.records import Court, Person


@pytest.fixture
def person(court):
    own = Court.get()
    (key,) = add_people(court, [{"court": own.id, "name": "王祯", "sex": "male", "born": date(1985, 3, 1)}])
    return Person.by_key(key)


def outside(statement: str) -> None:
    """A change past the program, as a stranger with a database tool makes it."""
    database.run("PRAGMA foreign_keys = 0")
    for name in ("court", "person"):
        for op in "IUD":
            database.run(f'DROP TRIGGER IF EXISTS "journal_{name}_{op}"')
    database.run(statement)
    database.run("PRAGMA foreign_keys = 1")


def test_a_sound_file_tells_how_much_there_is(court, person):
    report = check_store(court)
    assert report.sound
    assert report.trouble == ()
    assert report.steps == 2
    assert {title: count for title, count in report.counts.items() if count} == {"法院": 11, "人员": 1}
    assert report.head == anchors.code_now() == anchors.short(2, journal.head())
    assert report.lines == (f"操作 2 步；法院 11，人员 1。操作记录码 {report.head}。",)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM court WHERE id = (SELECT court_id FROM person)", "1 处引用指向不存在的记录"),
        ("UPDATE step SET actor = '别人' WHERE label LIKE '新增%'", "操作记录自“新增 1 人”"),
        ("INSERT INTO change VALUES (NULL, 7, 'person', 1, 'D', '{}', NULL, NULL, NULL)", "1 处变动不属于任何一步"),
        ("UPDATE person SET photo = 'abcdef'", "1 张照片或附件缺失"),
        ("DELETE FROM search_key WHERE key = 'wangzhen'", "查找索引与记录不符（person）"),
    ],
)
def test_each_kind_of_trouble_is_told(court, person, statement, words):
    outside(statement)
    report = check_store(court)
    assert not report.sound
    assert words in "".join(report.trouble)
    assert report.lines[: len(report.trouble)] == report.trouble


def test_looking_repairs_nothing_and_repairing_is_a_step(court, person):
    outside("UPDATE person SET name = '单雄信'")
    before = check_store(court).trouble
    assert f"人员“王祯”（person {person.id}）的“姓名”应为“王祯”，实为“单雄信”。" in before
    assert check_store(court).trouble == before
    mended = repair(court)
    assert Person.get().name == "王祯"
    assert "1 条记录恢复为操作记录中的内容" in mended
    assert check_store(court).trouble == ()
    last = journal.steps(1)[0]
    assert (last.label, last.kind) == ("修复数据", "repair")
    assert "不能撤销" in court.hindrance(last, "undo")
    assert repair(court) == []
    assert journal.steps(1)[0] == last


def test_what_somebody_writes_meanwhile_is_no_trouble(court, person, monkeypatch):
    """Somebody else writes while the chain is read, while photos are, and while search keys are."""

    def write(number):
        with court.step("改"):
            Person.update(post="庭长", photo=blobs.put(bytes([number]))).execute()

    def write_aside(number):
        write(number)
        database.close()

    def between(owner, name, number):
        once, known = iter([number]), getattr(owner, name)

        def and_somebody_writes(*given):
            found = known(*given)
            for each in once:
                aside.submit(write_aside, each).result()
            return found

        monkeypatch.setattr(owner, name, and_somebody_writes)

    write(0)
    with ThreadPoolExecutor(1) as aside:
        between(journal, "strays", 1)
        between(journal, "blobs_kept", 2)
        between(search, "is_current", 3)
        before = journal.count()
        assert check_store(court).trouble == ()
    assert journal.count() == before + 3


@pytest.mark.parametrize("table", ["blob_waiting", "received_step", "tally", "search_text"])
def test_without_tables_of_the_store_itself_nothing_is_checked_and_that_is_said(court, person, table):
    database.run(f"DROP TABLE {table}")
    with pytest.raises(Refused, match=f"表结构不完整：{table}。没有这些表就无法检查"):
        check_store(court)
    with pytest.raises(Refused, match="从备份恢复"):
        repair(court)


@pytest.mark.parametrize("kept", ["abc", "-1", "1 2", "９"])
def test_a_place_of_undoing_that_is_none_is_told_and_mended(court, person, kept):
    database.run("UPDATE memo SET value = ? WHERE key = 'undo_after'", kept)
    assert "“可以撤销到哪一步”被改动过。" in check_store(court).trouble
    assert court.undoable() is not None
    assert "可以撤销到哪一步" in repair(court)
    assert check_store(court).trouble == ()


def test_a_check_can_be_stopped_and_is_heard(court, person):
    heard = []
    progress = Progress(lambda *told: heard.append(told))
    assert check_store(court, progress=progress).sound
    assert heard == [(0, 13, "")]
    progress.stop()
    with pytest.raises(Stopped):
        check_store(court, progress=progress)


def test_a_photo_that_was_altered_is_missed(court, person):
    with court.step("照片"):
        Person.update(photo=blobs.put(b"a portrait")).execute()
    assert check_store(court).sound
    database.run("DROP TRIGGER journal_blob_U")
    database.run("UPDATE blob SET content = ?", b"another")
    assert "有 1 张照片或附件缺失或已损坏。" in check_store(court).trouble


class TestWhatLiesBesideBackups:
    """Photos that should lie beside backups are read, told where they are not whole, and come again where the file has
    them."""

    @pytest.fixture
    def place(self, court, person):
        """Where the photo of a person lies beside two backups."""
        with court.step("照片"):
            Person.update(photo=blobs.put(b"photo")).execute()
        made = [backup.make(court.path, "手动", court.clock.now()) for _time in range(2)]
        assert check_store(court).sound
        return BlobFolder(made[0].path.parent).path_of(blobs.name_of(b"photo"))

    @pytest.mark.parametrize("harm", [b"", b"phot", b"xhoto"])
    def test_it_is_told_and_mended(self, court, place, harm):
        place.write_bytes(harm) if harm else place.unlink()
        (told,) = check_store(court).trouble
        assert "1 项缺失或已损坏，2 份备份恢复时会缺它们" in told
        assert told.endswith("其中 1 项数据文件里还有，修复时会补上。")
        assert repair(court) == ["备份旁的 1 项照片或附件已补上"]
        assert place.read_bytes() == b"photo"
        assert check_store(court).sound
        assert repair(court) == []

    def test_what_the_file_has_no_more_cannot_be_mended(self, court, place):
        with court.step("照片没有了"):
            Person.update(photo="").execute()
            database.run("DELETE FROM blob")
        place.unlink()
        (told,) = check_store(court).trouble
        assert told.endswith("第2份-手动.cadre”。")
        assert repair(court) == []

    def test_a_second_place_is_looked_at_where_it_is_given(self, court, place, tmp_path):
        (tmp_path / "U盘").mkdir()
        made = backup.backups(court.path)[0]
        second_place.fill(court.path, tmp_path / "U盘", made, backup.station_of(court.path))
        (tmp_path / "U盘" / "包头中院-备份" / BLOBS / place.parent.name / place.name).unlink()
        assert check_store(court).sound
        there = second_place.backups_there(court.path, tmp_path / "U盘", backup.station_of(court.path))
        assert "U盘" in check_store(court, elsewhere=there).trouble[0]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DELETE FROM blob WHERE hash = (SELECT content_hash FROM attachment)", "人员有 1 个附件的内容缺失"),
        ("UPDATE blob SET content = x'00'", "人员有 1 个附件的内容缺失"),
        ("UPDATE attachment SET size = 7", "人员有 1 个附件的内容缺失"),
        ("UPDATE attachment SET record_key = 7", "1 个附件所属的人员已不存在"),
        ("UPDATE attachment SET record_table = 'elsewhere'", "1 个附件所属的elsewhere已不存在"),
    ],
)
def test_attachments_that_are_not_whole_are_told(court, person, statement, words):
    attach(court, Person, person.id, [NewFile("任职文件.txt", b"text")])
    assert check_store(court).sound
    for name in ("attachment_U", "blob_U", "blob_D"):
        database.run(f'DROP TRIGGER "journal_{name}"')
    outside(statement)
    assert words in "".join(check_store(court).trouble)
