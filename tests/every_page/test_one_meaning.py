"""Keys that two things wait for are found. Whether there are any: `test_every_page`."""

from meanings import doubled
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget
from tour import Stop


def test_keys_given_twice_are_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    inside = QPushButton(window)
    window.show()
    for place, words in ((window, "一"), (inside, "二")):
        action = QAction(words, place)
        action.setShortcut("Ctrl+D")
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        place.addAction(action)
    assert doubled(Stop("窗口", window)) == ["窗口: Ctrl+D: 一, 二"]
