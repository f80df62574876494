"""A projector that is pulled out, plugged in late, or becomes another size while the board is open."""

import pytest
from board_cases import opener, press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cadre_desktop.contests.board.screens import board_control

K = Qt.Key


@pytest.fixture
def alone(qtbot, desk, small):
    """The board with one screen: the hall's window fills it."""
    return opener(qtbot, desk, small)


@pytest.fixture
def plugged(alone, monkeypatch, qtbot):
    """Both windows, and a projector that can be pulled out and plugged in."""
    there = {"now": True}
    monkeypatch.setattr(board_control, "wall_of", lambda screens, _desk: screens[0] if there["now"] else None)

    def plug(now):
        there["now"] = now
        (app.screenAdded if now else app.screenRemoved).emit(app.primaryScreen())
        QApplication.processEvents()

    app = QApplication.instance()
    return plug, alone


def test_without_the_projector_its_window_covers_nothing_and_comes_back_with_it(plugged):
    plug, opened = plugged
    windows = opened()
    press(windows, K.Key_Space)
    plug(False)
    assert windows.presenter.isVisible() and not windows.hall.isVisible()
    assert "投影仪断开了" in windows.presenter.note.text()
    before = windows.board.hall()
    QTest.keyClick(windows.presenter, K.Key_Space)  # the presenter goes on
    assert windows.board.hall() != before
    windows.hall.setGeometry(0, 0, 640, 360)  # as Qt and the desktop may leave it
    plug(True)
    assert windows.hall.isFullScreen() and windows.hall.isVisible()
    assert windows.hall.geometry() == windows.hall.screen().geometry()
    assert "投影仪" not in windows.presenter.note.text()
    assert windows.hall.view.slide == windows.board.hall()


def test_a_projector_that_comes_late_is_filled_and_the_presenter_gets_his_screen(alone, monkeypatch):
    windows = alone()
    assert windows.control.alone and not windows.presenter.isVisible()
    monkeypatch.setattr(board_control, "wall_of", lambda screens, _desk: screens[0])
    windows.hall.setGeometry(0, 0, 640, 360)
    QApplication.instance().screenAdded.emit(QApplication.primaryScreen())
    QApplication.processEvents()
    assert windows.hall.geometry() == windows.hall.screen().geometry()
    assert windows.presenter.isVisible() and not windows.control.alone


def test_who_wants_a_window_keeps_it_whatever_the_screens_do(plugged):
    plug, opened = plugged
    windows = opened()
    press(windows, K.Key_F11)
    for now in (False, True):
        plug(now)
        assert windows.hall.isVisible() and not windows.hall.isFullScreen()
    press(windows, K.Key_F11)
    plug(False)
    QTest.keyClick(windows.presenter, K.Key_F11)  # on the screen that is left
    assert windows.hall.isVisible() and not windows.hall.isFullScreen()
    assert "投影仪" not in windows.presenter.note.text()
    plug(True)
    assert not windows.hall.isFullScreen()


def test_as_a_window_the_wall_is_no_larger_than_the_screen(alone, monkeypatch):
    windows = alone()
    room = windows.hall.screen().availableSize()
    monkeypatch.setattr(board_control, "_WINDOW", (room.width() * 2, room.height() * 2))
    press(windows, K.Key_F11)
    assert windows.hall.width() < room.width() and windows.hall.height() < room.height()


def test_a_projector_that_changes_its_size_is_filled(plugged, monkeypatch):
    _plug, opened = plugged
    windows = opened()
    windows.hall.setGeometry(0, 0, 640, 360)
    windows.hall.screen().geometryChanged.emit(windows.hall.screen().geometry())
    QApplication.processEvents()
    assert windows.hall.geometry() == windows.hall.screen().geometry()


def test_screens_that_change_after_the_board_was_closed_are_nothing_to_it(plugged):
    plug, opened = plugged
    windows = opened()
    windows.control.close()
    plug(False)
    plug(True)
    assert windows.control.over and not windows.hall.isVisible()
