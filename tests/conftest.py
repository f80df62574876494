"""A court's file with the full schema, for tests of slices and of the window."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def court(tmp_path: Path) -> Iterator[Store]:
    """A new file of Baotou Intermediate People's Court with its 1+10 courts, on 1 June 2023."""
    clock = FixedClock(datetime(2023, 6, 1, 9, 0))
    store = open_store(
        tmp_path / "包头中院.cadre", SCHEMA, "王祯", clock=clock, create_new=True, name="包头市中级人民法院"
    )
    found_courts(store, "包头市中级人民法院")
    yield store
    close_store(store)
