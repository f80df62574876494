"""What is put away in a low window, and comes back in a higher one."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.kit.qt.look.low_window import LOW, LowWindow


def shown(qtbot, height):
    window, page = QWidget(), QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(page)
    follower, heard = LowWindow(page), []
    follower.changed.connect(heard.append)
    window.resize(600, height)
    window.show()
    return window, page, follower, heard


def test_a_window_becomes_low_and_high_again(qtbot):
    window, _page, follower, heard = shown(qtbot, LOW + 40)
    assert (follower.low, heard) == (False, [])
    window.resize(600, LOW - 1)
    window.resize(600, LOW - 40)
    assert (follower.low, heard) == (True, [True])
    window.resize(600, LOW)
    assert (follower.low, heard) == (False, [True, False])


def test_a_page_that_moves_to_another_window_follows_that_one(qtbot):
    window, page, follower, heard = shown(qtbot, LOW - 40)
    assert heard == [True]
    other = QWidget()
    qtbot.addWidget(other)
    other.resize(600, LOW + 40)
    other.show()
    QVBoxLayout(other).addWidget(page)
    page.show()
    assert not follower.low
    window.resize(600, LOW - 100)
    window.resize(600, LOW + 100)
    assert heard == [True, False]


def test_how_high_the_page_itself_is_does_not_matter(qtbot):
    _window, page, follower, heard = shown(qtbot, LOW - 40)
    page.setFixedHeight(LOW + 200)
    assert follower.low == (page.window().height() < LOW)
    assert heard[:1] == [True]
