"""kill -9 at a moment drawn by lot: what was told to be committed is there, and nothing half."""

import random
import signal

import processes
import pytest
from toys import TOYS, Club, Member

from cadre_desktop.kit.store import journal, search
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, damage, open_store

ROWS = 40

STEPS = """
import random
lot = random.Random(int(sys.argv[2]))
store = open_store(path, TOYS, "王祯")
done = 0
while True:
    with store.step(f"第{done}步"):
        club = Club.add(title=f"第{done}组")
        names = ["".join(lot.choices("王李张单解欧阳文博静", k=3)) for _row in range(40)]
        Member.add_many([{"club": club.id, "name": name, "points": done} for name in names])
        Member.update(points=Member.points + 1).where(Member.club == club).execute()
    if done % 5 == 4:
        store.undo()
        store.redo()
    done += 1
    say(done)
"""

UNDOING = """
store = open_store(path, TOYS, "王祯")
while True:
    store.undo()
    say("undone")
    store.redo()
    say("redone")
"""

CLOSING = """
store = open_store(path, TOYS, "王祯")
with store.step("一步"):
    Club.add(title="一组")
say("committed")
close_store(store)
say("closed")
"""


def assert_sound() -> None:
    assert damage() is None
    assert journal.broken_link() is None
    assert journal.strays() == 0
    assert database.value("SELECT step FROM journal_now") is None
    assert database.rows("PRAGMA foreign_key_check") == []
    assert all(search.is_current(record) for record in TOYS.records)


@pytest.mark.parametrize("seed", range(6))
def test_killed_between_or_within_steps(store, seed):
    close_store(store)
    lot = random.Random(seed)
    process = processes.start(STEPS, store.path, seed)
    told = 0
    for _step in range(lot.randint(1, 25)):
        told = int(processes.heard(process))
    for _moment in range(lot.randrange(2_000)):  # a little later, by work instead of by the clock
        lot.random()
    told = int(([str(told), *processes.kill(process)])[-1])
    assert process.returncode == -signal.SIGKILL
    again = open_store(store.path, TOYS, "王祯")
    assert_sound()
    clubs = {club.id: club.title for club in Club.select()}
    assert set(clubs.values()) >= {f"第{number}组" for number in range(told)}
    assert len(clubs) - told in {0, 1}
    for club, title in clubs.items():
        points = [member.points for member in Member.select().where(Member.club == club)]
        assert points == [int(title[1:-1]) + 1] * ROWS
    again.undo()
    assert_sound()
    close_store(again)


@pytest.mark.parametrize("seed", range(3))
def test_killed_while_undoing(store, seed):
    with store.step("批量"):
        club = Club.add(title="刑一庭")
        Member.add_many([{"club": club.id, "name": f"王{number}"} for number in range(400)])
    close_store(store)
    process = processes.start(UNDOING, store.path)
    for _step in range(random.Random(seed).randint(1, 12)):
        processes.heard(process)
    processes.kill(process)
    again = open_store(store.path, TOYS, "王祯")
    assert_sound()
    assert Member.select().count() in {0, 400}
    assert (again.undoable() is None) == (Member.select().count() == 0)
    close_store(again)


@pytest.mark.parametrize("word", ["committed", "closed"])
def test_killed_while_closing(store, word):
    close_store(store)
    process = processes.start(CLOSING, store.path)
    while processes.heard(process) != word:
        pass
    processes.kill(process)
    again = open_store(store.path, TOYS, "王祯")
    assert [club.title for club in Club.select()] == ["一组"]
    assert_sound()
    close_store(again)


def test_a_new_file_killed_before_its_first_checkpoint_opens(tmp_path):
    code = """
store = open_store(path, TOYS, "王祯", create_new=True)
with store.step("一步"):
    Club.add(title="一组")
say("committed")
wait()
"""
    path = tmp_path / "院.cadre"
    process = processes.start(code, path)
    assert processes.heard(process) == "committed"
    processes.kill(process)
    assert path.with_name("院.cadre-wal").stat().st_size > 0
    store = open_store(path, TOYS, "王祯")
    assert [club.title for club in Club.select()] == ["一组"]
    assert_sound()
    close_store(store)
