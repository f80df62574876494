"""The program with its window, in a folder of its own, with recorded notices and jobs that run at once."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.window.launch import Launcher

COURT = "包头市中级人民法院"


@pytest.fixture
def notices() -> RecordedNotices:
    return RecordedNotices()


@pytest.fixture
def launcher(qtbot, tmp_path: Path, notices: RecordedNotices) -> Iterator[Launcher]:
    """Not started yet."""
    made = Launcher(tmp_path, FixedClock(datetime(2023, 6, 1, 9, 0)), InlineJobs(), notices)
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.session.close()


@pytest.fixture
def started(launcher: Launcher) -> Launcher:
    """With a new file of Baotou's intermediate court open in the main window."""
    launcher.start()
    launcher.create(COURT, "王祯")
    return launcher
