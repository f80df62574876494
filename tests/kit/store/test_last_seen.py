"""A file that lacks its last steps is told from one that is merely not the newest copy."""

import json
import shutil
from datetime import timedelta

import pytest
from toys import TOYS, Club

from cadre_desktop.kit.store import backup, journal
from cadre_desktop.kit.store.last_seen import LastSeen
from cadre_desktop.kit.store.opening import close_store, open_store


@pytest.fixture
def seen(tmp_path):
    return LastSeen(tmp_path / "last_seen.json")


def add(store, title):
    with store.step(title):
        Club.add(title=title)


def opened(path, clock):
    return open_store(path, TOYS, "王祯", clock=clock)


@pytest.fixture
def stump(store, seen, clock):
    """A closed file without the last two of its three steps, which were noted; no backup has them."""
    add(store, "甲")
    close_store(store)
    whole = store.path.read_bytes()
    clock.moment += timedelta(hours=1)
    store = opened(store.path, clock)
    add(store, "乙")
    clock.moment += timedelta(hours=1)
    add(store, "丙")
    seen.note(store.path)
    close_store(store)
    store.path.write_bytes(whole)
    return store.path


def lacking(path, seen, clock):
    store = opened(path, clock)
    found = seen.lacking(path)
    close_store(store)
    return found


def test_what_is_missing_how_much_and_since_when(stump, seen, clock):
    found = lacking(stump, seen, clock)
    assert found.sentence == (
        "“toys.cadre”缺少最近的 2 步操作：本机上次见到它时，最后一步是 2023-03-01 11:30 的“丙”；"
        "这个文件只到 2023-03-01 09:30 的“甲”。多半是复制时漏了旁边的“toys.cadre-wal”，或换成了较早的副本。"
    )
    assert found.backup is None
    assert "没有找到含有这些操作的备份" in found.way_out


def test_a_file_that_is_whole_or_has_gone_on_is_none(store, seen, clock):
    assert seen.lacking(store.path) is None
    add(store, "甲")
    seen.note(store.path)
    assert seen.lacking(store.path) is None
    add(store, "乙")
    store.undo()
    assert seen.lacking(store.path) is None


def test_a_file_with_no_step_at_all(store, seen, clock):
    close_store(store)
    empty = store.path.read_bytes()
    store = opened(store.path, clock)
    add(store, "甲")
    seen.note(store.path)
    close_store(store)
    store.path.write_bytes(empty)
    assert "这个文件只到建库的时候" in lacking(store.path, seen, clock).sentence


def test_the_backup_that_has_it_is_found(stump, seen, clock):
    stump_bytes = stump.read_bytes()
    backup.make(stump, "手动", clock.now())  # the stump itself: does not have it
    store = opened(stump, clock)
    add(store, "别的")
    close_store(store)
    assert lacking(stump, seen, clock).backup is None
    stump.write_bytes(stump_bytes)
    store = opened(stump, clock)
    add(store, "丁")
    seen.note(stump)
    clock.moment += timedelta(minutes=1)
    made = backup.make(stump, "退出", clock.now())
    close_store(store)
    stump.write_bytes(stump_bytes)
    (backup.folder_of(stump) / "toys-20240101-000000-坏.cadre").write_bytes(b"damaged")
    found = lacking(stump, seen, clock)
    assert found.backup == made
    assert found.way_out == f"{made.at:%Y-%m-%d %H:%M} 的备份（退出）里有这些操作，可以恢复它。"


def test_one_that_went_another_way_is_told_without_a_number(stump, seen, clock):
    store = opened(stump, clock)
    for title in ("丁", "戊"):
        add(store, title)
    assert "缺少最近的操作" in seen.lacking(stump).sentence
    close_store(store)


def test_a_copy_elsewhere_is_held_against_the_newest_until_it_was_noted_there(stump, seen, clock, tmp_path):
    other = tmp_path / "别处" / "副本.cadre"
    other.parent.mkdir()
    shutil.copyfile(stump, other)
    assert lacking(other, seen, clock) is not None
    store = opened(other, clock)
    seen.note(other)
    close_store(store)
    assert lacking(other, seen, clock) is None
    assert lacking(stump, seen, clock) is not None


def test_what_is_replaced_on_purpose_is_accepted(stump, seen, clock):
    seen.accept(stump)
    assert lacking(stump, seen, clock) is None


def test_accepting_a_file_that_was_never_seen_keeps_nothing(tmp_path, seen):
    seen.accept(tmp_path / "没见过.cadre")
    assert not (tmp_path / "last_seen.json").exists()


def test_another_court_is_another_matter(stump, seen, clock, tmp_path):
    store = open_store(tmp_path / "另一个.cadre", TOYS, "王祯", create_new=True)
    assert seen.lacking(store.path) is None
    close_store(store)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": [{"b": 1}]}', '{"a": 5}'])
def test_a_file_that_cannot_be_read_costs_only_the_warning(stump, seen, clock, tmp_path, text, caplog):
    (tmp_path / "last_seen.json").write_text(text, encoding="utf-8")
    assert lacking(stump, seen, clock) is None
    assert "not read" in caplog.text
    store = opened(stump, clock)
    seen.note(stump)
    assert json.loads((tmp_path / "last_seen.json").read_text(encoding="utf-8"))
    close_store(store)


def test_a_folder_that_cannot_be_written_costs_only_the_warning(store, tmp_path, caplog):
    LastSeen(tmp_path / "没有" / "last_seen.json").note(store.path)
    assert "not saved" in caplog.text


def test_only_the_latest_places_are_kept(store, seen, tmp_path):
    add(store, "甲")
    for number in range(20):
        seen.note(tmp_path / f"{number}.cadre")
    (places,) = json.loads((tmp_path / "last_seen.json").read_text(encoding="utf-8")).values()
    assert [place["path"] for place in places] == [str(tmp_path / f"{number}.cadre") for number in range(19, 7, -1)]
    assert journal.has(places[0]["hash"])
