"""A store of two toy records."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from toys import TOYS

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2023, 3, 1, 9, 30))


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    opened = open_store(tmp_path / "toys.cadre", TOYS, "王祯", clock=clock, create_new=True)
    yield opened
    close_store(opened)
