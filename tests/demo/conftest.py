"""The demonstration court, open to be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.schema import SCHEMA


@pytest.fixture
def demo(demo_files: tuple[Path, Path]) -> Iterator[Store]:
    """The demonstration court, open; tests only read it."""
    store = open_store(demo_files[0], SCHEMA, "王祯")
    yield store
    close_store(store)
