"""The demonstration court, written twice by processes of their own while other tests run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_on_its_way import DemoOnItsWay

from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.schema import SCHEMA


@pytest.fixture(scope="session")
def demo_files(demo_on_its_way: DemoOnItsWay | None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two files, written through the command line by processes with different hash seeds."""
    writing = demo_on_its_way or DemoOnItsWay(tmp_path_factory.mktemp("demo"))
    return writing.wait()


@pytest.fixture
def demo(demo_files: tuple[Path, Path]) -> Iterator[Store]:
    """The demonstration court, open; tests only read it."""
    store = open_store(demo_files[0], SCHEMA, "王祯")
    yield store
    close_store(store)
