"""Files attached to rows that are final: more may come, and what was there at the end stays."""

import random

import pytest
from toys import Club, Member

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import Attachment, NewFile, attach, detach, of, rename
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import Final
from cadre_desktop.kit.store.schema import Schema

PHOTO, LIST = NewFile("合影.jpg", b"a photo"), NewFile("签到表.xlsx", b"a list")


@pytest.fixture
def store(tmp_path, clock):
    schema = Schema(4, (Club, Member, Attachment))
    opened = open_store(tmp_path / "toys.cadre", schema, "王祯", clock=clock, create_new=True)
    yield opened
    close_store(opened)


@pytest.fixture
def club(store):
    with store.step("建组"):
        return Club.add(title="少年庭").id


def names(key, record=Club):
    return [row.name for row in of(record, key)]


@pytest.fixture
def closable(store, club, monkeypatch):
    """A member of a club that is final while its title is 封存, with a file that was there before."""
    monkeypatch.setattr(Club, "final", Final({"title": "= '封存'"}))
    with store.step("加人"):
        member = Member.add(club=club, name="王祯").id
    (key,) = attach(store, Member, member, [PHOTO]).keys
    return member, key


def title(store, club, words):
    with store.step(words):
        Club.update(title=words).where(Club.id == club).execute()


def test_what_is_final_takes_more_and_keeps_what_it_had(store, club, closable):
    member, before = closable
    attaching = store.undoable()
    assert attachments.closed_with(store, Member, member) is None
    title(store, club, "封存")
    (scan,) = attach(store, Member, member, [LIST]).keys
    (sheet,) = attach(store, Club, club, [LIST]).keys
    assert attachments.closed_with(store, Member, member) == {before}
    assert attachments.closed_with(store, Club, club) == frozenset()
    changes = (
        lambda: detach(store, [scan, before]),
        lambda: rename(store, before, "别的"),
        lambda: attachments.annotate(store, before, "后来写的"),
    )
    for change in changes:
        with pytest.raises(Refused, match=r"“合影\.jpg”在这条记录定下来.*已经附上") as told:
            change()
        assert "签到表" not in str(told.value)
    with pytest.raises(Refused, match="已经定下来"):
        store.undo(attaching)
    assert names(member, Member) == ["合影.jpg", "签到表.xlsx"]
    rename(store, scan, "签字的签到表.xlsx")
    attachments.annotate(store, scan, "扫描件")
    assert detach(store, [scan, sheet]) == 2
    store.undo()
    assert names(member, Member) == ["合影.jpg", "签字的签到表.xlsx"]
    assert attachments.closed_with(store, Member, member) == {before}


def test_adding_after_closing_is_undone_as_any_step(store, club, closable):
    member, before = closable
    title(store, club, "封存")
    attach(store, Member, member, [LIST])
    store.undo()
    assert names(member, Member) == ["合影.jpg"]
    store.redo()
    assert names(member, Member) == ["合影.jpg", "签到表.xlsx"]
    assert attachments.closed_with(store, Member, member) == {before}


def test_who_closes_again_closes_with_what_came_meanwhile(store, club, closable):
    member, before = closable
    title(store, club, "封存")
    (scan,) = attach(store, Member, member, [LIST]).keys
    title(store, club, "重开")
    assert attachments.closed_with(store, Member, member) is None
    detach(store, [before])
    title(store, club, "封存")
    assert attachments.closed_with(store, Member, member) == {scan}
    with pytest.raises(Refused, match="签到表"):
        detach(store, [scan])


def test_closing_undone_and_done_again_counts_from_the_last_time(store, club, closable):
    member, before = closable
    title(store, club, "封存")
    store.undo()
    assert attachments.closed_with(store, Member, member) is None
    store.redo()
    (scan,) = attach(store, Member, member, [LIST]).keys
    assert attachments.closed_with(store, Member, member) == {before}
    assert detach(store, [scan]) == 1


def test_what_was_taken_off_before_closing_and_put_back_later_was_not_there(store, club, closable):
    member, before = closable
    detach(store, [before])
    title(store, club, "封存")
    (again,) = attach(store, Member, member, [PHOTO]).keys
    assert attachments.closed_with(store, Member, member) == frozenset()
    assert detach(store, [again]) == 1


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_done_in_whatever_order_nothing_leaves_a_final_row_that_it_was_closed_with(
    store, club, closable, seed
):
    member, _key = closable
    lot, held = random.Random(seed), set()
    for number in range(14):
        rows = {row.id for row in of(Member, member)}
        assert held <= rows
        roll = lot.random()
        if roll < 0.35:
            attach(store, Member, member, [NewFile(f"{number}.txt", f"{seed} {number}".encode())])
        elif roll < 0.7 and rows:
            wanted = lot.sample(sorted(rows), lot.randint(1, min(2, len(rows))))
            try:
                detach(store, wanted)
                assert held.isdisjoint(wanted)
            except Refused:
                assert not held.isdisjoint(wanted)
        else:
            held = set() if held or Club.get().title == "封存" else rows
            title(store, club, "重开" if Club.get().title == "封存" else "封存")
        kept = attachments.closed_with(store, Member, member)
        assert (set(kept) if kept is not None else None) == (held if Club.get().title == "封存" else None)
