"""A court's file with the full schema, for tests of slices and of the window."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from demo_on_its_way import DemoOnItsWay, copied, written_once
from hypothesis import settings
from writing_jobs import refuse_steps_of_the_window

from cadre_desktop.kit import remains
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.schema import SCHEMA

# No example is timed; a change is judged by the same examples every time, new ones are looked for by hand.
settings.register_profile("court", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("court")


@cache
def _due_collections() -> Any:
    from cadre_desktop.kit.qt.talk.collecting import DueCollections

    return DueCollections()


@pytest.fixture(autouse=True)
def no_widget_and_no_key_outlives_its_test() -> Iterator[None]:
    """Carry out what `deleteLater` has promised: outside an event loop Qt would keep every widget of the whole run.

    Let go of Ctrl, Shift and Alt: a clicked Ctrl+Enter holds Ctrl for Qt until the next key, and a held Ctrl changes
    what selecting a row means.
    """
    yield
    if "PySide6.QtWidgets" in sys.modules:
        from PySide6.QtCore import QCoreApplication, QEvent, Qt
        from PySide6.QtGui import QGuiApplication

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.disable()  # as the program does it: widgets in cycles go in this thread, never in one of a job
        _due_collections().collect()
        if QGuiApplication.instance() and QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
            from PySide6.QtTest import QTest
            from PySide6.QtWidgets import QWidget

            QTest.keyClick(QWidget(), Qt.Key.Key_Shift)


@pytest.fixture(autouse=True)
def no_screen_writes_while_the_window_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """See `writing_jobs`."""
    refuse_steps_of_the_window(monkeypatch)


@pytest.fixture(scope="session")
def new_court(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file as every test of a slice begins with; making it anew each time would cost a minute of the run."""
    path = tmp_path_factory.mktemp("court") / "包头中院.cadre"
    clock = FixedClock(datetime(2023, 6, 1, 9, 0))
    store = open_store(path, SCHEMA, "王祯", clock=clock, create_new=True, name="包头市中级人民法院")
    found_courts(store, "包头市中级人民法院")
    close_store(store)
    return path


@pytest.fixture(scope="session", autouse=True)
def demo_on_its_way(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoOnItsWay | None]:
    """Begins to write the demonstration court with the first test, if any test asks for it.

    Where several processes share the tests, the first that needs it begins then, and the others wait for it.
    """
    if "PYTEST_XDIST_WORKER" in os.environ or not any(
        "demo_files" in item.fixturenames for item in request.session.items if isinstance(item, pytest.Function)
    ):
        yield None
        return
    writing = DemoOnItsWay(tmp_path_factory.mktemp("demo"))
    yield writing
    writing.stop()


@pytest.fixture(scope="session")
def demo_files(demo_on_its_way: DemoOnItsWay | None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two files of the demonstration court, written through the command line by processes with different hash seeds."""
    if demo_on_its_way is not None:
        return demo_on_its_way.wait()
    shared = tmp_path_factory.getbasetemp().parent / "demo"  # beside the folders of the processes
    return copied(written_once(shared), tmp_path_factory.mktemp("demo"))


@pytest.fixture
def court(tmp_path: Path, new_court: Path) -> Iterator[Store]:
    """A file of Baotou Intermediate People's Court with its 1+10 courts, on 1 June 2023."""
    path = tmp_path / new_court.name
    shutil.copyfile(new_court, path)
    store = open_store(path, SCHEMA, "王祯", clock=FixedClock(datetime(2023, 6, 1, 9, 0)))
    yield store
    close_store(store)


@pytest.fixture
def notices() -> RecordedNotices:
    """What the user is told and asked; answers are queued."""
    return RecordedNotices()


@pytest.fixture
def launcher(qtbot: Any, tmp_path: Path, notices: RecordedNotices) -> Iterator[Any]:
    """The program with its window, not started yet: in a folder of its own, on 1 June 2023, jobs run at once."""
    from cadre_desktop.window.launch import Launcher

    made = Launcher(tmp_path, FixedClock(datetime(2023, 6, 1, 9, 0)), InlineJobs(), notices)
    yield made
    if made.window is not None:
        made.window.hide()
        made.window.deleteLater()
    made.session.close()
    remains.forget()


@pytest.fixture
def started(launcher: Any) -> Any:
    """The program with a new file of Baotou's intermediate court open in the main window."""
    launcher.start()
    launcher.create("包头市中级人民法院", "王祯")
    return launcher
