"""A backup that is opened, from the stick on a new computer, becomes a data file there and stays as it is."""

from pathlib import Path

import pytest

from cadre_desktop.people.records import Court
from cadre_desktop.window.frame.main_window import MainWindow
from cadre_desktop.window.launch import Launcher
from cadre_desktop.window.welcome import Welcome


@pytest.fixture
def copy(started: Launcher, tmp_path: Path) -> Path:
    """A backup on a stick; the computer it was made on is gone."""
    (tmp_path / "U盘").mkdir()
    with started.session.store.step("改名"):
        Court.update(short_name="改过").execute()
    started.session.second.choose(tmp_path / "U盘")
    started.session.backup("退出")
    found = started.session.second.fill()
    path = started.session.store.path
    started.session.close()
    path.unlink()
    return found


def test_it_is_restored_to_a_data_file_of_this_computer(started, copy, notices, tmp_path):
    before = copy.read_bytes()
    notices.answer(True)
    started.open(copy)
    assert isinstance(started.window, MainWindow)
    assert started.session.store.path == tmp_path / "包头市中级人民法院.cadre"
    assert {court.short_name for court in Court.select()} == {"改过"}
    assert copy.read_bytes() == before


def test_where_there_is_a_file_of_that_name_it_gets_another(started, copy, notices, tmp_path):
    (tmp_path / "包头市中级人民法院.cadre").write_bytes(b"mine")
    notices.answer(True)
    started.open(copy)
    assert started.session.store.path.name == "包头市中级人民法院2.cadre"
    assert (tmp_path / "包头市中级人民法院.cadre").read_bytes() == b"mine"


def test_declined_nothing_is_opened(started, copy, notices):
    notices.answer(False)
    started.open(copy)
    assert started.session.store is None
    assert isinstance(started.window.centralWidget(), Welcome)


def test_one_that_is_damaged_is_told(started, copy, notices):
    copy.write_bytes(b"\xff" * 5000)
    notices.answer(True)
    started.open(copy)
    assert started.session.store is None
    assert "损坏" in started.window.centralWidget().problem.text()


def test_a_data_file_that_is_only_called_so_is_opened(started, tmp_path):
    path = tmp_path / "院-20230301-093000-我的.cadre"
    started.session.open(path, create_new=True, name="院")
    started.session.close()
    started.open(path)
    assert started.session.store.path == path
