"""Cycles that hold widgets are collected in the window's thread, never in the thread of a job."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject, QTimer

from cadre_desktop.kit.qt.talk.collecting import CollectsHere, DueCollections


class Held(QObject):
    """Something with a timer that is held by nothing but itself."""

    def __init__(self, gone):
        super().__init__()
        self.own = self
        timer = QTimer(self)
        timer.start(60_000)
        self.destroyed.connect(lambda: gone.append(threading.current_thread()))


@pytest.fixture
def collector():
    was_on, parent = gc.isenabled(), QObject()
    gc.collect()
    yield CollectsHere(parent)
    if was_on:
        gc.enable()


def many_objects():
    return [[number] for number in range(50_000)]


def test_a_thread_that_makes_many_objects_collects_nothing(qapp, collector):
    gone, kept = [], []
    Held(gone)
    thread = threading.Thread(target=lambda: kept.extend(many_objects()))
    thread.start()
    thread.join()
    assert gone == [] and len(kept) == 50_000
    DueCollections().collect()
    assert gone == [threading.main_thread()]


def test_it_is_done_by_itself(qapp, qtbot, collector):
    gone = []
    Held(gone)
    kept = many_objects()
    qtbot.waitUntil(lambda: gone == [threading.main_thread()])
    assert len(kept) == 50_000


class Cycle:
    def __init__(self, gone):
        self.own, self.gone = self, gone

    def __del__(self):
        self.gone.append(self)


def test_little_that_is_new_is_left_alone(collector):
    gc.collect()
    assert DueCollections().collect() == -1


def test_what_has_grown_old_goes_once_enough_is_new(collector):
    gone, kept = [], []
    Cycle(gone)
    gc.collect(0)  # by now it belongs to the middle generation
    due = DueCollections()
    kept.append([[number] for number in range(1_000)])
    assert due.collect() == 1 and len(gone) == 1
    kept.append([[number] for number in range(80_000)])
    assert due.collect() == 2


def test_full_collections_rest_twenty_times_as_long_as_they_took(collector):
    ticks = iter([0.0, 2.0, 41.0, 42.1, 43.0])
    due, kept = DueCollections(lambda: next(ticks)), []

    def after_many():
        kept.append([[number] for number in range(80_000)])
        return due.collect()

    assert [after_many(), after_many(), after_many()] == [2, 1, 2]
