"""Cycles that hold widgets are collected in the window's thread, never in the thread of a job."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject, QTimer

from cadre_desktop.kit.qt.talk.collecting import CollectsHere, collect_due


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
    collect_due()
    assert gone == [threading.main_thread()]


def test_it_is_done_by_itself(qapp, qtbot, collector):
    gone = []
    Held(gone)
    kept = many_objects()
    qtbot.waitUntil(lambda: gone == [threading.main_thread()])
    assert len(kept) == 50_000
