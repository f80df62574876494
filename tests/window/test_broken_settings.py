"""Settings that were damaged or written by anybody never stop a start; they are set aside and said."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.jobs import InlineJobs
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.store.last_seen import LAST_SEEN
from cadre_desktop.window.frame.main_window import MainWindow
from cadre_desktop.window.launch import Launcher
from cadre_desktop.window.tabs import TABS
from cadre_desktop.window.welcome import Welcome

BROKEN = {
    "cut off": b'{"actor": "\xe7\x8e',
    "no text": b"\xff\xfe\x00",
    "empty": b"",
    "a list": b"[1]",
    "a number": b"7",
    "nothing": b"null",
    "deep": b"[" * 100_000,
    "zeroes": bytes(4096),
}
ODD: tuple[Any, ...] = (None, -1, 10**30, float("nan"), True, "\ud800", [None], {"a": [{}]})
DEEP: tuple[Any, ...] = (None, 7, "x", [[[]]], {"a": [{}]})


@pytest.fixture
def shown() -> list[Any]:
    """The tabs that are shown before and after the new start."""
    return []


@pytest.fixture
def every_tab(started: Launcher, shown: list[Any]) -> None:
    """All of them, so that each has something to remember."""
    shown.extend(TABS)
    for plan in TABS:
        started.window.tab(plan)


@pytest.fixture
def again(started: Launcher, tmp_path: Path, notices: RecordedNotices, shown: list[Any]) -> Any:
    """Starts the program anew over the same folder, with the file that was open last."""
    made: list[Launcher] = []

    def start(db: Path | None = None) -> Launcher:
        launcher = Launcher(tmp_path, FixedClock(datetime(2023, 6, 1, 9, 0)), InlineJobs(), notices)
        made.append(launcher)
        launcher.start(db)
        if isinstance(launcher.window, MainWindow):
            launcher.window.ready.emit()
            for plan in shown:
                launcher.window.tab(plan)
        return launcher

    started.window.remember()
    started.session.close()
    yield start
    for launcher in made:
        launcher.window.hide()
        launcher.window.deleteLater()
        launcher.session.close()


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_set_aside_and_said(again, tmp_path, notices, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    launcher = again()
    page = launcher.window.centralWidget()
    assert isinstance(page, Welcome)
    assert "设置文件已损坏" in page.problem.text()
    assert (tmp_path / "settings-损坏1.json").read_bytes() == content
    launcher.settings.put("a", 1)
    assert FileSettings(path).get("a") == 1


def test_where_a_file_is_opened_it_is_said_over_it(again, tmp_path, notices):
    (tmp_path / "settings.json").write_bytes(b"{")
    again(next(tmp_path.glob("*.cadre")))
    assert ["设置文件已损坏" in text for text in notices.texts].count(True) == 1


def test_a_folder_in_its_place_is_set_aside_too(again, tmp_path):
    (tmp_path / "settings.json").unlink()
    (tmp_path / "settings.json").mkdir()
    again()
    assert (tmp_path / "settings-损坏1.json").is_dir()


def test_what_was_set_aside_before_is_not_written_over(tmp_path, caplog):
    path = tmp_path / "settings.json"
    for content in (b"{1", b"{2"):
        path.write_bytes(content)
        assert FileSettings(path).told()
    assert [each.read_bytes() for each in sorted(tmp_path.glob("*损坏*"))] == [b"{1", b"{2"]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_a_value_of_another_sort_is_as_good_as_none(every_tab, again, tmp_path, odd):
    path = tmp_path / "settings.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    assert len(values) > 10, "the tabs remember things"
    path.write_text(json.dumps({**dict.fromkeys(values, odd), "theme": odd, "second_place": odd}), encoding="utf-8")
    launcher = again(next(tmp_path.glob("*.cadre")))
    assert isinstance(launcher.window, MainWindow)
    launcher.window.remember()
    launcher.leave()


@pytest.mark.parametrize("odd", DEEP, ids=repr)
def test_also_deep_within_a_value(every_tab, again, tmp_path, odd):
    path = tmp_path / "settings.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    broken = {
        key: dict.fromkeys(value, odd) if isinstance(value, dict) else [odd] if isinstance(value, list) else value
        for key, value in values.items()
    }
    path.write_text(json.dumps(broken), encoding="utf-8")
    assert isinstance(again(next(tmp_path.glob("*.cadre"))).window, MainWindow)


@pytest.mark.parametrize("content", [*BROKEN.values(), b'{"a": [{"path": 1}]}', b'{"a": [7]}', b'{"a": {"b": 1}}'])
def test_a_broken_memory_of_states_costs_the_warning_only(again, tmp_path, content):
    (tmp_path / LAST_SEEN).write_bytes(content)
    launcher = again(next(tmp_path.glob("*.cadre")))
    assert isinstance(launcher.window, MainWindow)
    launcher.leave()
