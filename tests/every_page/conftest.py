"""The main window with the demonstration court and with an empty one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from tour import Tour, opened

from cadre_desktop.kit.qt.look.theme import apply_theme


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """The program's own look, which decides how large everything is."""
    apply_theme(qapp, "light")


@pytest.fixture
def full(launcher: Any, demo_files: tuple[Path, Path], tmp_path: Path) -> Iterator[Tour]:
    """The tour of the demonstration court, which it changes: a copy."""
    path = tmp_path / "演示法院.cadre"
    shutil.copyfile(demo_files[0], path)
    launcher.session.actor = "演示员"
    launcher.open(path)
    yield opened(launcher)


@pytest.fixture
def empty(started: Any) -> Tour:
    """The tour of a court in which nothing has been written yet."""
    return opened(started)


@pytest.fixture(params=["full", "empty"])
def tour(request: pytest.FixtureRequest) -> Tour:
    """One tour after the other."""
    found: Tour = request.getfixturevalue(request.param)
    return found
