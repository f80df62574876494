"""A store of toys with links two steps deep."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from roster_toys import ROSTER_TOYS

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store


@pytest.fixture
def roster(tmp_path: Path) -> Iterator[Store]:
    clock = FixedClock(datetime(2023, 3, 1, 9, 30))
    store = open_store(tmp_path / "roster.cadre", ROSTER_TOYS, "王祯", clock=clock, create_new=True)
    yield store
    close_store(store)
