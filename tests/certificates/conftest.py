"""A desk for screens of certificates: a real store, jobs at once, recorded notices."""

import pytest

from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.clock import SystemClock
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.qt.talk.settings import FileSettings


@pytest.fixture
def desk(qapp, court, notices, tmp_path):
    settings = FileSettings(tmp_path / "settings.json")
    return Desk(court, InlineJobs(), notices, settings, SystemClock(), Changes(court))
