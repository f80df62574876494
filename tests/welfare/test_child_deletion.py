"""What is known of a period's children is deleted so that nothing of it is left anywhere the program writes."""

from datetime import timedelta

import pytest
from deleted_children import NOW, SECRET, TITLE, everything, fill, left

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, journal, replay, second_place
from cadre_desktop.kit.store.attachments import Attachment
from cadre_desktop.kit.store.erased_copies import brought_back
from cadre_desktop.kit.store.opening import close_store, open_store, restore
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.child_care.agenda import DUE_DATES
from cadre_desktop.welfare.child_care.copies import Copies, copies_known
from cadre_desktop.welfare.child_care.deleting import (
    clear_again,
    delete_children,
    extent,
    pending,
)
from cadre_desktop.welfare.child_care.figures import FIGURES
from cadre_desktop.welfare.child_care.records import CarePeriod, Child
from cadre_desktop.welfare.common.records import Disclosure


@pytest.fixture
def care(court):
    court.clock = FixedClock(NOW)
    period = fill(court)
    court.keep_memo("import.corrections.children.", '{"name": {"童小甲甲": "童小甲"}}')
    return period


def test_nothing_of_a_child_is_left_in_file_journal_or_backups(court, care, tmp_path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    number = second_place.mark(stick)
    made = backup.make(court.path, "手动", NOW)
    second_place.fill(court.path, stick, made, backup.station_of(court.path))
    backup.make(court.path, "修复前", NOW + timedelta(hours=1))
    (backup.folder_of(court.path) / "留存").mkdir()
    kept = backup.folder_of(court.path) / "留存" / "年前.cadre"
    backup.copy(court.path, kept)
    head = journal.head()
    assert left(tmp_path) == list(SECRET)
    copies = copies_known(court, {"second_place": {"folder": str(stick), "mark": number}}.get)
    told = extent(court, care.id, copies)
    assert (told.children, told.pick_ups, told.days, told.attachments, told.backups) == (3, 1, 1, 1, 3)

    done = delete_children(court, care.id, TITLE, copies)
    assert left(tmp_path) == []
    assert done.trouble == "" and done.cleared.rewritten == 4 and pending() == []
    assert "暑期娃".encode() in everything(tmp_path), "those of another period stay"
    assert Child.select().count() == 1 and Attachment.select().count() == 0
    assert {row.reason for row in Disclosure.select()} == {"（已按规定清除）", "核对签到"}
    assert journal.has(head) and journal.broken_link() is None
    assert list(replay.differences(SCHEMA.records)) == []
    row = CarePeriod.by_key(care.id)
    assert (row.deleted, row.children) == (NOW.date(), 2)


def test_rewritten_backups_are_whole_and_bring_no_child_back(court, care, tmp_path):
    made = backup.make(court.path, "手动", NOW)
    whole = tmp_path / "别处.cadre"
    backup.copy(court.path, whole)
    head = backup.last_step(made.path)
    delete_children(court, care.id, TITLE, Copies())
    backup.verify(made.path)
    assert backup.last_step(made.path) == head
    assert brought_back(made.path) == []
    (told,) = brought_back(whole)
    assert told == f"删除“{TITLE}”的子女信息（2024-03-20）"
    path = court.path
    close_store(court)
    restore(path, made.path, SCHEMA, "王祯", NOW)
    again = open_store(path, SCHEMA, "王祯", clock=FixedClock(NOW))
    try:
        assert [row.name for row in Child.select()] == ["暑期娃"]
        assert journal.broken_link() is None
        assert list(replay.differences(SCHEMA.records)) == []
        assert [due.text for due in DUE_DATES[0].overdue(NOW.date())] == [f"子女信息到期未删除：{TITLE}"]
        for step in journal.steps():
            if step.label in ("导入报名", "改名", "删一人"):
                assert "已按规定清除" in again.hindrance(step, "undo")
    finally:
        close_store(again)


def test_it_is_never_undone(court, care):
    delete_children(court, care.id, TITLE, Copies())
    step = journal.steps(1)[0]
    assert (step.label, step.kind) == (f"删除“{TITLE}”的子女信息", "erase")
    with pytest.raises(Refused, match="不能撤销"):
        court.undo(step)
    for label in ("导入报名", "改名", "删一人"):
        earlier = next(each for each in journal.steps() if each.label == label)
        assert "已按规定清除" in court.hindrance(earlier, "undo")
        assert "已按规定清除" in court.hindrance(earlier, "redo")
    assert all(name not in each.label for each in journal.steps() for name in SECRET)


def test_what_is_refused(court, care):
    with pytest.raises(Refused, match=f"请照原样输入期次名称“{TITLE}”"):
        delete_children(court, care.id, "寒假", Copies())
    other = CarePeriod.get(CarePeriod.title == "2024年暑期托辅")
    with pytest.raises(Refused, match="才结束"):
        delete_children(court, other.id, other.title, Copies())
    with pytest.raises(Refused, match="没有中断的清除"):
        clear_again(court, care.id, Copies())
    delete_children(court, care.id, TITLE, Copies())
    with pytest.raises(Refused, match="已于 2024-03-20 删除"):
        delete_children(court, care.id, TITLE, Copies())


def test_a_child_that_was_moved_to_another_period_stays(court, care):
    other = CarePeriod.get(CarePeriod.title == "2024年暑期托辅")
    with court.step("转期"):
        Child.update(period=other, number=9).where(Child.name == "娃小乙").execute()
    delete_children(court, care.id, TITLE, Copies())
    assert {row.name for row in Child.select()} == {"娃小乙", "暑期娃"}


def test_the_count_stays_in_the_figure(court, care):
    from cadre_desktop.kit.published import Period

    asked = Period(2024, NOW.date())
    (figure,) = (each for each in FIGURES if each.key == "child_care_children")
    before = figure.count(asked)
    delete_children(court, care.id, TITLE, Copies())
    assert figure.count(asked) == before == 2


def test_a_place_that_is_not_there_is_named_and_waited_for(court, care, tmp_path):
    away = {"second_place": {"folder": str(tmp_path / "没插上"), "mark": "0" * 32}, "recent": [str(court.path)]}
    done = delete_children(court, care.id, TITLE, copies_known(court, away.get))
    assert str(tmp_path / "没插上") in done.sentence and "接上第二备份位置后，请再清除一次" in done.sentence
    assert pending() == [care.id]
    overdue = [due.text for due in DUE_DATES[0].overdue(NOW.date())]
    assert overdue == [f"子女信息还没有清除完，请再清除一次：{TITLE}"]
    assert clear_again(court, care.id, Copies()).trouble == ""
    assert pending() == [] and list(DUE_DATES[0].overdue(NOW.date())) == []


def test_copies_that_are_known_are_named_and_damaged_backups_go(court, care, tmp_path):
    copy = tmp_path / "拷贝.cadre"
    backup.copy(court.path, copy)
    made = backup.make(court.path, "手动", NOW)
    made.path.write_bytes("童小甲".encode() * 5000)
    copies = copies_known(court, {"recent": [str(court.path), str(copy), str(tmp_path / "无.cadre")]}.get)
    done = delete_children(court, care.id, TITLE, copies)
    assert str(copy) in done.sentence and "移除 1 份" in done.sentence
    assert not made.path.exists()


def test_what_cannot_be_swept_is_said_and_can_be_finished(court, care, monkeypatch):
    def busy() -> None:
        raise Refused("忙。")

    with monkeypatch.context() as patched:
        patched.setattr("cadre_desktop.kit.store.erasing.sweep", busy)
        done = delete_children(court, care.id, TITLE, Copies())
    assert done.sentence.endswith("忙。") and pending() == [care.id]
    assert clear_again(court, care.id, Copies()).trouble == ""
    assert left(court.path.parent) == []
