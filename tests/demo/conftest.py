"""The demonstration court, written once for all tests here, and once more by another process beside it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cadre_desktop.demo.court import write_demo
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.schema import SCHEMA

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two files: one written here, one through the command line by a process with another hash seed."""
    folder = tmp_path_factory.mktemp("demo")
    ours, theirs = folder / "一.cadre", folder / "二.cadre"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    command = [sys.executable, "main.py", "demo", "--db", str(theirs)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as other:
        write_demo(ours)
        assert other.wait(timeout=300) == 0
    return ours, theirs


@pytest.fixture
def demo(demo_files: tuple[Path, Path]) -> Iterator[Store]:
    """The demonstration court, open; tests only read it."""
    store = open_store(demo_files[0], SCHEMA, "王祯")
    yield store
    close_store(store)
