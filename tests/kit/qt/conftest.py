"""A desk with toy records: real store, jobs at once, recorded notices."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from list_toys import TOYS
from PySide6.QtCore import QObject, Signal

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.settings import FileSettings
from cadre_desktop.kit.store.opening import close_store, open_store


class Changes(QObject):
    happened = Signal(frozenset)


@pytest.fixture
def toy_desk(qapp, tmp_path):
    clock = FixedClock(datetime(2023, 6, 1, 9, 0))
    store = open_store(tmp_path / "toys.cadre", TOYS, "王祯", clock=clock, create_new=True)
    changes, shown = Changes(), []
    store.subscribe(changes.happened.emit)
    yield SimpleNamespace(
        store=store,
        jobs=InlineJobs(),
        notices=RecordedNotices(),
        settings=FileSettings(tmp_path / "settings.json"),
        clock=clock,
        changes=changes,
        shown=shown,
        organisation=lambda: "木工行会",
        show_pdf=lambda path, title, relayable=None: shown.append((path, title)),
    )
    close_store(store)
