"""Readers see what is committed and never wait; writers wait for each other; no thread outlives its file."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import peewee
import pytest
from toys import TOYS, Club

from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.database import WriteOutsideStep, database
from cadre_desktop.kit.store.opening import close_store, open_store

T = TypeVar("T")


@pytest.fixture
def other():
    """A thread of its own with its own connection."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def within(pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    """The result of `work` in the other thread; a deadlock fails instead of hanging."""
    return pool.submit(work).result(timeout=20)


def titles() -> list[str]:
    return [club.title for club in Club.select().order_by(Club.id)]


def test_a_reader_sees_only_what_is_committed_and_does_not_wait(store, other):
    with store.step("一"):
        Club.add(title="甲")
    with store.step("二"):
        Club.add(title="乙")
        assert titles() == ["甲", "乙"]
        assert within(other, titles) == ["甲"]
        assert within(other, lambda: store.find("乙")) == []
        assert within(other, lambda: [step.label for step in journal.steps()]) == ["一"]
    assert within(other, titles) == ["甲", "乙"]


def test_a_reader_under_way_keeps_its_view_and_holds_up_no_writer(store, other):
    with store.step("多"):
        Club.add_many([{"title": str(number)} for number in range(5_000)])

    def begin():
        cursor = database.run("SELECT title FROM club ORDER BY id")
        return cursor, [cursor.fetchone()]

    cursor, rows = within(other, begin)
    with store.step("再"):
        Club.add_many([{"title": "新"}] * 5_000)
    assert len(rows + within(other, cursor.fetchall)) == 5_000
    assert within(other, lambda: database.value("SELECT count(*) FROM club")) == 10_000


def test_two_writers_are_served_one_after_the_other(store):
    meet, errors = threading.Barrier(2), []

    def work(name: str) -> None:
        meet.wait()
        try:
            for number in range(20):
                with store.step(name):
                    first = Club.add(title=f"{name}{number}")
                    second = Club.add(title=f"{name}{number}")
                    assert second.id == first.id + 1
        except BaseException as error:  # noqa: BLE001 - told in the test's own thread
            errors.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "甲乙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(titles()) == sorted(f"{name}{number}" for name in "甲乙" for number in range(20) for _two in "12")
    assert {step.label for step in journal.steps()} == {"甲", "乙"}
    assert len(journal.steps()) == 40
    assert journal.broken_link() is None


def test_the_step_of_one_thread_is_none_of_anothers(store, other):
    with store.step("我的"), pytest.raises(WriteOutsideStep):
        within(other, lambda: Club.add(title="别人的"))
    assert titles() == []


def test_listeners_are_called_when_others_may_write_again(store, other):
    def listen(tables: frozenset[str]) -> None:
        if threading.current_thread() is threading.main_thread():
            within(other, write)

    def write() -> None:
        with store.step("别的线程"):
            Club.add(title="乙")

    store.subscribe(listen)
    with store.step("我的"):
        Club.add(title="甲")
    assert titles() == ["甲", "乙"]


def test_closing_waits_for_a_step_of_another_thread(store, other):
    inside, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with store.step("慢"):
            Club.add(title="甲")
            inside.set()
            may_end.wait(20)
            Club.add(title="乙")

    writing = other.submit(slow)
    assert inside.wait(20)
    threading.Timer(0.05, may_end.set).start()
    close_store(store)
    assert writing.done()
    writing.result()
    again = open_store(store.path, TOYS, "王祯")
    assert titles() == ["甲", "乙"]
    close_store(again)


def test_a_thread_never_reads_the_file_of_before(store, other, tmp_path):
    with store.step("一"):
        Club.add(title="甲院的")
    assert within(other, titles) == ["甲院的"]
    following = open_store(tmp_path / "乙.cadre", TOYS, "李静", create_new=True)
    assert within(other, titles) == []
    with following.step("二"):
        Club.add(title="乙院的")
    assert within(other, titles) == ["乙院的"]
    close_store(following)
    with pytest.raises(peewee.InterfaceError):
        within(other, titles)


def test_a_file_is_whole_without_its_wal_once_the_threads_have_ended(store):
    with ThreadPoolExecutor(2) as pool:
        with store.step("一"):
            Club.add(title="甲")
        for _time in range(4):
            assert within(pool, titles) == ["甲"]
    close_store(store)
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


def test_a_step_left_open_by_an_error_in_another_thread_blocks_nobody(store, other):
    def fail() -> None:
        with store.step("坏"):
            Club.add(title="x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        within(other, fail)
    with store.step("好"):
        Club.add(title="甲")
    assert within(other, titles) == ["甲"]
