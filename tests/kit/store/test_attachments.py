"""Files attached to rows: kept once, gone and back with their row, never changed beneath what is final."""

import random
import signal

import processes
import pytest
from toys import Club, Member

from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store import attachments, blobs, journal
from cadre_desktop.kit.store.attachments import Attachment, NewFile, attach, detach, of, rename, set_limits
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, damage, open_store
from cadre_desktop.kit.store.schema import Schema

ATTACHING = Schema(4, (Club, Member, Attachment))
PHOTO, LIST = NewFile("合影.jpg", b"a photo"), NewFile("签到表.xlsx", b"a list")


@pytest.fixture
def store(tmp_path, clock):
    opened = open_store(tmp_path / "toys.cadre", ATTACHING, "王祯", clock=clock, create_new=True)
    yield opened
    close_store(opened)


@pytest.fixture
def club(store):
    with store.step("建组"):
        return Club.add(title="少年庭").id


def names(key, record=Club):
    return [row.name for row in of(record, key)]


def test_several_come_in_one_step_and_go_with_it(store, club, clock):
    attached = attach(store, Club, club, [PHOTO, LIST])
    assert attached.refused == ()
    assert names(club) == ["合影.jpg", "签到表.xlsx"]
    first = of(Club, club)[0]
    assert (first.size, first.added, attachments.content(first)) == (7, clock.today(), b"a photo")
    assert attachments.counts(Club, [club, 7]) == {club: 2}
    assert attachments.counts(Member, [club]) == {}
    store.undo()
    assert names(club) == []
    store.redo()
    assert names(club) == ["合影.jpg", "签到表.xlsx"]


def test_the_journal_has_only_the_hash(store, club):
    attach(store, Club, club, [NewFile("谈话.txt", "只在附件里的一句话".encode())])
    lines = " ".join(now or "" for (now,) in database.rows("SELECT now FROM change"))
    assert "只在附件里" not in lines
    assert blobs.name_of("只在附件里的一句话".encode()) in lines


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (NewFile("空.txt", b""), "空文件"),
        (NewFile("大.bin", b"x" * (attachments.MEGABYTE + 1)), "上限 1 MB"),
        (NewFile("同.jpg", PHOTO.content), "内容和已有的附件“合影.jpg”相同"),
    ],
)
def test_a_bad_file_is_told_and_those_beside_it_come(store, club, bad, words):
    set_limits(store, 1, 2)
    attached = attach(store, Club, club, [PHOTO, bad, LIST], [Problem("“丢失.doc”没有添加：找不到这个文件。")])
    assert len(attached.keys) == 2
    assert "丢失" in attached.refused[0].message
    assert words in attached.refused[1].message
    with pytest.raises(Refused, match=words):
        attach(store, Club, club, [bad])


def test_all_of_a_record_together_have_a_limit(store, club):
    set_limits(store, 1, 1)
    half = attachments.MEGABYTE * 3 // 5
    attach(store, Club, club, [NewFile("一", b"1" * half)])
    with pytest.raises(Refused, match="超过 1 MB"):
        attach(store, Club, club, [NewFile("二", b"2" * half)])
    assert names(club) == ["一"]


@pytest.mark.parametrize(("file", "record"), [(0, 1), (501, 600), (20, 10)])
def test_limits_that_make_no_sense_are_refused(store, file, record):
    with pytest.raises(Refused):
        set_limits(store, file, record)
    assert attachments.limits(store) == attachments.AttachmentLimits()


@pytest.mark.parametrize("value", ["", "-3", "很多", "1e9", "9" * 40])
def test_limits_that_somebody_has_spoiled_are_the_usual_ones(store, value):
    store.set_setting("attachments.file_mb", value)
    assert attachments.limits(store).file == attachments.AttachmentLimits().file


@pytest.mark.parametrize(
    ("value", "pixels"), [("3000", 3000), ("", 2000), ("-1", 2000), ("7", 500), ("99999999", 20_000)]
)
def test_how_far_pictures_are_scaled_is_a_setting(store, value, pixels):
    store.set_setting("attachments.picture_px", value)
    assert attachments.limits(store).picture == pixels
    set_limits(store, 10, 20)
    assert attachments.limits(store).picture == pixels
    set_limits(store, 10, 20, 1600)
    assert attachments.limits(store).picture == 1600
    for wrong in (499, 20_001):
        with pytest.raises(Refused, match="500 到 20000 像素"):
            set_limits(store, 10, 20, wrong)


def test_a_name_that_is_there_gets_a_number(store, club):
    attach(store, Club, club, [NewFile("a.JPG", b"1"), NewFile("A.jpg", b"2"), NewFile("a.jpg", b"3")])
    assert names(club) == ["a.JPG", "A (2).jpg", "a (3).jpg"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\资料\\名单.doc", "名单.doc"),
        ("/tmp/x/名单.doc", "名单.doc"),
        ("一\n二.txt", "一 二.txt"),
        ("\udcff.txt", "?.txt"),
        ("   ", "未命名"),
        ("字" * 300 + ".pdf", "字" * 251 + ".pdf"),
    ],
)
def test_names_are_kept_as_people_can_read_them(given, kept):
    assert attachments.stored_name(given) == kept


def test_renaming(store, club):
    one, two = attach(store, Club, club, [PHOTO, LIST]).keys
    rename(store, one, " 开班  合影.jpg ")
    assert names(club) == ["开班 合影.jpg", "签到表.xlsx"]
    for name, words in (("", "请填写"), ("签到表.XLSX", "已有名为"), ("字" * 256, "最多 255")):
        with pytest.raises(Refused, match=words):
            rename(store, one, name)
    store.undo()
    assert names(club)[0] == "合影.jpg"
    detach(store, [two])
    with pytest.raises(Refused, match="已经移除"):
        rename(store, two, "晚了.txt")


def test_deleting_the_row_takes_them_along_and_undoing_brings_them_back(store, club):
    attach(store, Club, club, [PHOTO])
    with store.step("删组"):
        Club.delete().where(Club.id == club).execute()
    assert Attachment.select().count() == 0
    store.undo()
    assert names(club) == ["合影.jpg"]
    store.redo()
    assert Attachment.select().count() == 0


def test_the_row_stays_as_long_as_a_later_step_has_attached_to_it(store, club):
    making = store.undoable()
    attach(store, Club, club, [PHOTO])
    with pytest.raises(Refused, match="添加 1 个附件"):
        store.undo(making)
    store.undo()
    store.undo(making)
    with pytest.raises(Refused, match="不在了"):
        attach(store, Club, club, [PHOTO])


def test_erasing_a_row_erases_what_was_ever_attached_to_it(store, club):
    with store.step("加人"):
        child, other = (Member.add(club=club, name=name).id for name in ("未成年甲", "王祯"))
    gone, *_rest = attach(store, Member, child, [NewFile("病历.txt", b"health"), NewFile("名单.txt", b"shared")]).keys
    attach(store, Member, other, [NewFile("名单.txt", b"shared")])
    detach(store, [gone])
    with store.erasing("按规定清除 1 人", {Member: [child]}):
        Member.delete().where(Member.id == child).execute()
    assert blobs.get(blobs.name_of(b"health")) is None
    assert blobs.get(blobs.name_of(b"shared")) == b"shared"
    assert names(other, Member) == ["名单.txt"]
    left = b"".join(p.read_bytes() for p in store.path.parent.glob("toys.cadre*") if p.is_file())
    assert "病历".encode() not in left
    assert b"health" not in left
    assert journal.broken_link() is None
    assert journal.blobs_kept() == {blobs.name_of(b"shared")}


@pytest.mark.parametrize("lost", ["DELETE FROM blob", "UPDATE blob SET content = x'00'"])
def test_whose_content_is_lost_gets_it_back_by_being_added_again(store, club, lost):
    attach(store, Club, club, [NewFile("合影.jpg", b"one"), NewFile("通知.pdf", b"two")])
    guards = database.rows("SELECT name, sql FROM sqlite_master WHERE name IN ('journal_blob_U', 'journal_blob_D')")
    for name, _statement in guards:
        database.run(f"DROP TRIGGER {name}")
    database.run(lost)
    for _name, statement in guards:
        database.run(statement)
    back = attach(store, Club, club, [NewFile("另一个名字.jpg", b"one"), NewFile("新.pdf", b"three")])
    assert (len(back.keys), back.brought_back, back.refused) == (1, ("合影.jpg",), ())
    assert names(club) == ["合影.jpg", "通知.pdf", "新.pdf"]
    assert attach(store, Club, club, [NewFile("通知.pdf", b"two")]).brought_back == ("通知.pdf",)
    assert [attachments.content(row) for row in attachments.of(Club, club)] == [b"one", b"two", b"three"]
    with pytest.raises(Refused, match="相同"):
        attach(store, Club, club, [NewFile("通知.pdf", b"two")])


def test_a_content_that_was_altered_is_not_given_out(store, club):
    attach(store, Club, club, [PHOTO])
    database.run("DROP TRIGGER journal_blob_U")
    database.run("UPDATE blob SET content = x'00'")
    with pytest.raises(Refused, match="缺失或已损坏"):
        attachments.content(of(Club, club)[0])


@pytest.mark.parametrize("seed", range(12))
def test_any_sequence_of_steps_can_be_walked_back_and_forth(store, club, seed):
    lot = random.Random(seed)
    seen = [_state(club)]
    for number in range(12):
        rows = of(Club, club)
        if rows and lot.random() < 0.4:
            detach(store, [row.id for row in lot.sample(rows, lot.randint(1, len(rows)))])
        elif rows and lot.random() < 0.4:
            rename(store, lot.choice(rows).id, f"改{number}.txt")
        else:
            files = [NewFile(f"{n}.txt", f"{seed} {number} {n}".encode()) for n in range(lot.randint(1, 3))]
            attach(store, Club, club, files)
        seen.append(_state(club))
    for before in seen[-2::-1]:
        store.undo()
        assert _state(club) == before
    for after in seen[1:]:
        store.redo()
        assert _state(club) == after
    assert journal.broken_link() is None


def _state(club):
    return [(row.id, row.name, attachments.content(row)) for row in of(Club, club)]


KILLED = """
from cadre_desktop.kit.store.attachments import Attachment, NewFile, attach
from cadre_desktop.kit.store.schema import Schema
store = open_store(path, Schema(4, (Club, Member, Attachment)), "王祯")
club = Club.get().id
number = 0
while True:
    attach(store, Club, club, [NewFile(f"{number} {n}", f"{number} {n}".encode() * 40_000) for n in range(4)])
    number += 1
    say(number)
"""


@pytest.mark.parametrize("seed", range(4))
def test_killed_while_attaching(store, club, seed):
    close_store(store)
    lot = random.Random(seed)
    process = processes.start(KILLED, store.path)
    told = 0
    for _step in range(lot.randint(1, 6)):
        told = int(processes.heard(process))
    for _moment in range(lot.randrange(20_000)):  # a little later, by work instead of by the clock
        lot.random()
    told = int([str(told), *processes.kill(process)][-1])
    assert process.returncode == -signal.SIGKILL
    open_store(store.path, ATTACHING, "王祯")
    assert damage() is None
    assert journal.broken_link() is None
    rows = of(Club, club)
    assert len(rows) // 4 - told in {0, 1}
    assert len(rows) % 4 == 0
    assert {row.content_hash for row in rows} == {name for (name,) in database.rows("SELECT hash FROM blob")}
    assert all(attachments.content(row) for row in rows)


def test_what_was_removed_does_not_come_back_to_a_row_that_is_gone(store, club):
    (key,) = attach(store, Club, club, [PHOTO]).keys
    detach(store, [key])
    removal = store.undoable()
    with store.step("删除小组"):
        Club.delete().where(Club.id == club).execute()
    assert "删除了它要用到的" in store.hindrance(removal, "undo")
    with pytest.raises(Refused, match="请先撤销那一步"):
        store.undo(removal)
    store.undo()
    store.undo(removal)
    assert names(club) == ["合影.jpg"]


def test_what_was_added_does_not_come_back_to_a_row_that_is_gone(store, club):
    attach(store, Club, club, [PHOTO])
    adding = store.undo()
    with store.step("删除小组"):
        Club.delete().where(Club.id == club).execute()
    with pytest.raises(Refused, match="删除了它要用到的"):
        store.redo(adding)
    assert Attachment.select().count() == 0


def test_what_was_removed_does_not_come_back_to_a_row_that_was_erased(store, club):
    (key,) = attach(store, Club, club, [PHOTO]).keys
    other = attach(store, Club, _second(store), [LIST]).keys[0]
    detach(store, [key])
    removal = store.undoable()
    with store.erasing("依法清除", {Club: [club]}):
        Club.delete().where(Club.id == club).execute()
    with pytest.raises(Refused, match="按规定清除"):
        store.undo(removal)
    assert [row.id for row in Attachment.select()] == [other]


def _second(store):
    with store.step("再建一组"):
        return Club.add(title="家事庭").id
