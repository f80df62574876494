"""Heads of the chain outside the file: how they are kept, thinned, typed and compared."""

import os
from datetime import timedelta

import pytest
from toys import TOYS, Club

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import anchors, backup, journal
from cadre_desktop.kit.store.anchors import Anchor
from cadre_desktop.kit.store.opening import close_store, open_store, restore


def write(store, *titles: str) -> None:
    for title in titles:
        with store.step("建组"):
            Club.add(title=title)


def kept(store) -> list[tuple[int, str]]:
    return [(anchor.seq, anchor.hash) for anchor in anchors.around(store.path)]


def test_the_code_names_the_place_and_the_beginning_of_the_hash(store):
    assert (anchors.code_now(), anchors.foot_now()) == ("", "")
    write(store, "甲", "乙")
    code = anchors.code_now()
    place, *digits = code.split("-")
    assert (place, "".join(digits)) == ("2", journal.head()[: anchors.SHOWN])
    assert anchors.foot_now() == f"操作记录码：{code}"
    assert anchors.holds(anchors.read(code))
    assert anchors.holds(anchors.read(journal.head()))
    assert anchors.read(code).code == code
    assert not anchors.holds(Anchor(2, "0" * 16, "假"))
    assert not anchors.holds(Anchor(3, journal.head(), "以后"))
    assert not anchors.holds(Anchor(0, "0" * 64, "假"))


def test_each_head_is_kept_once_and_for_the_owner_alone(store, clock):
    anchors.note(store.path, clock.now())
    assert not anchors.beside(store.path).exists()
    write(store, "甲")
    for _time in range(2):
        anchors.note(store.path, clock.now())
    write(store, "乙")
    anchors.note(store.path, clock.now())
    assert [seq for seq, _hash in kept(store)] == [1, 2]
    assert os.name == "nt" or anchors.beside(store.path).stat().st_mode & 0o777 == 0o600


def test_of_very_many_the_last_of_each_day_stay_longest(store, clock, monkeypatch):
    monkeypatch.setattr(anchors, "_KEPT", 6)
    for number in range(12):
        write(store, str(number))
        anchors.note(store.path, clock.now() + timedelta(days=number // 4))
    seqs = [seq for seq, _hash in kept(store)]
    assert len(seqs) <= 6
    assert seqs[-3:] == [10, 11, 12]
    assert {4, 8} <= set(seqs)


def test_what_was_given_up_on_purpose_counts_no_more(store, clock):
    write(store, "甲")
    anchors.note(store.path, clock.now())
    anchors.give_up(store.path, clock.now())
    assert kept(store) == []
    write(store, "乙")
    anchors.note(store.path, clock.now())
    assert [seq for seq, _hash in kept(store)] == [2]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", "不是\n一行\n".encode(), b"1 2\n", b"x y z\n"])
def test_a_file_of_heads_of_any_shape_stops_nothing(store, clock, content):
    anchors.beside(store.path).write_bytes(content)
    assert kept(store) == []
    write(store, "甲")
    anchors.note(store.path, clock.now())
    assert [seq for seq, _hash in kept(store)] == [1]


def test_a_folder_that_takes_nothing_costs_a_warning(store, clock, caplog):
    write(store, "甲")
    anchors.beside(store.path).mkdir()
    anchors.note(store.path, clock.now())
    assert "heads not kept" in caplog.text


def test_the_last_step_of_a_backup_is_told_with_its_place(store, clock):
    made = backup.make(store.path, "空", clock.now())
    assert backup.last_step(made.path) == (0, "")
    with store.step("建组"):
        Club.add(title="刑一庭")
    made = backup.make(store.path, "满", clock.now())
    assert backup.last_step(made.path) == (1, journal.head())


def test_what_was_given_up_stays_so_however_many_come_after(store, clock, monkeypatch):
    """Also where more heads of that day are kept than have room."""
    monkeypatch.setattr(anchors, "_KEPT", 6)
    write(store, "甲")
    anchors.note(store.path, clock.now() - timedelta(days=1))
    anchors.give_up(store.path, clock.now())
    for number in range(12):
        write(store, str(number))
        anchors.note(store.path, clock.now())
    assert 1 not in [seq for seq, _hash in kept(store)]
    assert kept(store)[-1] == (13, journal.head())
    assert all(map(anchors.holds, anchors.given(str(anchors.beside(store.path)))))


def test_a_backup_of_a_day_to_come_is_given_up_too(store, clock):
    """The clock was wrong when it was made: the order of making counts."""
    write(store, "甲")
    older = backup.make(store.path, "手动", clock.now())
    write(store, "乙")
    backup.make(store.path, "手动", clock.now() + timedelta(days=30))
    close_store(store)
    restore(store.path, older.path, TOYS, "王祯", clock.now())
    reopened = open_store(store.path, TOYS, "王祯", clock=clock)
    assert kept(reopened) == []
    with pytest.raises(Refused, match="没有可以核对的操作记录码"):
        anchors.given(str(anchors.beside(store.path)))
    write(reopened, "丙")
    backup.make(store.path, "手动", clock.now() - timedelta(days=30))
    assert kept(reopened) == [(2, journal.head())]


def test_a_new_file_is_not_measured_by_one_of_its_name_that_was_there_before(store, clock):
    write(store, "甲")
    anchors.note(store.path, clock.now())
    backup.make(store.path, "手动", clock.now())
    close_store(store)
    store.path.unlink()
    again = open_store(store.path, TOYS, "王祯", clock=clock, create_new=True)
    assert kept(again) == []
    write(again, "乙")
    anchors.note(store.path, clock.now())
    assert [seq for seq, _hash in kept(again)] == [1]
    assert all(map(anchors.holds, anchors.around(store.path)))
