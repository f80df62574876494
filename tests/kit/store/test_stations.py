"""Two stations in one file, in both orders of their numbers: what is later is told by the file, never by numbers."""

from pathlib import Path

import pytest
from toys import TOYS, Club, Member

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import browsing, chain, journal, received, state
from cadre_desktop.kit.store.browsing import Asked
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_database, close_store, open_store

OWN, LOWER, HIGHER = 1000, 7, 2_000_000_000
BOTH = pytest.mark.parametrize("other", [LOWER, HIGHER])


@pytest.fixture
def court(tmp_path, clock):
    """A file of the station in the middle, with a club."""
    store = open_store(tmp_path / "本院.cadre", TOYS, "王祯", clock=clock, create_new=True, station=OWN)
    with store.step("建组"):
        Club.add(title="刑一庭")
    yield store
    close_store(store)


def goes_on_as(store, number: int):
    """The same file under another station's number, as when it goes on on another machine."""
    close_store(store)
    opened = open_store(store.path, TOYS, "王祯", clock=store.clock)
    database.run("UPDATE station SET own = 0")
    database.run("INSERT INTO station VALUES (?, ?, '另一台', 1, 0)", number, f"uuid-{number}")
    close_store(opened)
    return open_store(store.path, TOYS, "王祯", clock=store.clock)


def rename(store, title: str) -> None:
    with store.step(f"改为{title}"):
        Club.update(title=title).execute()


@BOTH
def test_the_latest_step_is_the_one_written_last(court, other):
    before = state.state_now()
    rename(court, "甲")
    store = goes_on_as(court, other)
    rename(store, "乙")
    store = goes_on_as(store, OWN + 1 if other > OWN else OWN - 1)
    rename(store, "丙")
    assert [step.label for step in journal.steps()] == ["改为丙", "改为乙", "改为甲", "建组"]
    assert [step.label for step in journal.steps(2, before=3)] == ["改为甲", "建组"]
    assert [line.step.label for line in browsing.page(Asked(), limit=1)] == ["改为丙"]
    assert store.last_step() == journal.steps(1)[0]
    assert journal.broken_link() is None
    assert state.state_now().seq == before.seq + 3
    assert len(state.values_since(before, "title", 9) or []) == 3
    close_store(store)


@BOTH
def test_undo_and_redo_go_backwards_in_the_order_of_writing(court, other):
    rename(court, "甲")
    store = goes_on_as(court, other)
    rename(store, "乙")
    assert "后来也改过" in store.hindrance(journal.steps()[1], "undo")
    assert [store.undo().label, store.undo().label] == ["改为乙", "改为甲"]
    assert Club.get().title == "刑一庭"
    assert [store.redo().label, store.redo().label] == ["改为甲", "改为乙"]
    assert Club.get().title == "乙"
    close_store(store)


@BOTH
def test_the_floor_and_what_was_seen_follow_the_file(court, other):
    store = goes_on_as(court, other)
    rename(store, "乙")
    store.keep_for_good(journal.steps()[0])
    store = goes_on_as(store, 500_000 if other == LOWER else 3)
    rename(store, "丙")
    assert store.undo().label == "改为丙"
    assert store.undoable() is None
    close_store(store)


def sent_by(path: Path, clock, number: int, titles: str) -> tuple[list[chain.Link], list[received.JournalLine]]:
    """What a court with this station number sends after one step for each title."""
    store = open_store(path, TOYS, "单雄信", clock=clock, create_new=not path.exists(), station=number)
    for title in titles:
        with store.step(f"建{title}"):
            Member.add(club=Club.add(title=title), name=title)
    run = received.run_after()
    close_store(store)
    return run


@pytest.fixture
def with_received(tmp_path, clock, court, request):
    """The file after it has kept three steps of another station and gone on."""
    number = request.param
    close_store(court)
    steps, changes = sent_by(tmp_path / "外院.cadre", clock, number, "甲乙丙")
    store = open_store(court.path, TOYS, "王祯", clock=clock)
    with store.step("接收") as step:
        received.keep(step, number, steps, changes)
    rename(store, "以后")
    yield store, number
    if store.is_open:
        close_store(store)


RECEIVED = pytest.mark.parametrize("with_received", [LOWER, HIGHER], indirect=True)


@RECEIVED
def test_received_chains_are_apart_and_whole(with_received):
    store, number = with_received
    assert [step.label for step in journal.steps()] == ["改为以后", "接收", "建组"]
    assert store.undoable() == journal.steps()[0]
    assert journal.broken_link() is None
    assert journal.strays() == 0
    assert received.senders() == [number]
    assert list(received.broken(number)) == []
    assert received.missing() == []
    assert [club.title for club in Club.select()] == ["以后"]


@RECEIVED
def test_the_step_that_kept_them_is_not_undone(with_received):
    store, _number = with_received
    kept = journal.steps()[1]
    store.undo()
    assert store.undoable() == journal.first()
    assert "不能撤销" in store.hindrance(kept, "undo")
    assert received.missing() == []


@RECEIVED
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE received_change SET now = json_set(now, '$.title', '假') WHERE table_name = 'club'",
        "UPDATE received_step SET actor = '别人' WHERE seq = 2",
        "DELETE FROM received_change WHERE table_name = 'member'",
        "DELETE FROM received_step WHERE seq = 2",
        "UPDATE received_step SET seq = seq + 5 WHERE seq = 3",
    ],
)
def test_tampering_with_a_received_chain_shows_there_and_not_in_ones_own(with_received, statement):
    _store, number = with_received
    database.run(statement)
    assert list(received.broken(number)) != []
    assert journal.broken_link() is None


@RECEIVED
def test_the_end_of_a_received_chain_cut_off_is_missed(with_received):
    _store, number = with_received
    database.run("DELETE FROM received_step WHERE seq = 3")
    assert list(received.broken(number)) == []
    assert received.missing() == [(number, 3)]


@RECEIVED
def test_the_beginning_of_a_received_chain_cut_off_is_missed(with_received):
    """What is left of it is a whole chain, since one may begin anywhere."""
    _store, number = with_received
    database.run("DELETE FROM received_change WHERE step = (SELECT id FROM received_step WHERE seq = 1)")
    database.run("DELETE FROM received_step WHERE seq = 1")
    assert list(received.broken(number)) == []
    assert received.missing() == [(number, 3)]
    assert received.strays() == 0


@RECEIVED
def test_what_was_never_received_is_told(with_received, tmp_path, clock):
    """Steps that go on where the received ones end, as their station would have made them; changes of no step."""
    store, number = with_received
    close_store(store)
    steps, _changes = sent_by(tmp_path / "外院.cadre", clock, number, "丁")
    open_store(store.path, TOYS, "王祯", clock=clock)
    assert received.strays() == 0
    columns = ", ".join("?" * 12)
    database.run(f"INSERT INTO received_step (sender, {chain.COLUMNS}) VALUES ({columns})", number, *steps[-1])
    assert received.missing() == []
    assert received.strays() == 1
    database.run("INSERT INTO received_change VALUES (?, 1, 7, 'club', 1, 'D', '{}', NULL, x'00', NULL)", number)
    assert received.strays() == 2
    close_database()


@RECEIVED
def test_a_run_has_to_go_on_where_the_last_ended(with_received, tmp_path, clock):
    store, number = with_received
    close_store(store)
    steps, changes = sent_by(tmp_path / "外院.cadre", clock, number, "丁戊")
    store = open_store(store.path, TOYS, "王祯", clock=clock)
    later = steps[4:], [line for line in changes if line.step == steps[4].id]
    for broken in (later, ([], []), ([steps[3]._replace(actor="别人")], changes)):
        with pytest.raises(Refused), store.step("接收") as step:
            received.keep(step, number, *broken)
    held = {link.seq for link in chain.links("received_step", "sender = ?", number)}
    assert held == {1, 2, 3}
    rest = steps[3:], [line for line in changes if line.step in {link.id for link in steps[3:]}]
    with store.step("接收") as step:
        received.keep(step, number, *rest)
    assert list(received.broken(number)) == []
    close_store(store)
