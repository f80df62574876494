"""Tab and Shift+Tab reach every control of every page once, in the order in which one reads."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from tour import Stop, described
from walking import against_reading, begin, controls, reached_by_arrows, walked


def faults(stop: Stop) -> list[str]:
    """What is wrong with Tab in the window of a stop."""
    begin(stop.widget)
    if QApplication.focusWidget() is None:
        return [f"{stop.name}: its window is not in front"]
    seen = walked(stop.widget)
    missed = [each for each in controls(stop.widget) if each not in seen and not reached_by_arrows(each, seen)]
    wrong = [f"not reached: {described(each)}" for each in missed]
    wrong += [f"cannot be used: {described(each)}" for each in seen if each not in controls(stop.widget)]
    steps = list(against_reading(seen))
    wrong += steps if len(steps) > 1 else []
    back = walked(stop.widget, backwards=True)
    wrong += [] if back == [seen[0], *reversed(seen[1:])] else ["Shift+Tab goes another way"]
    return [f"{stop.name}: {each}" for each in wrong]


class Windows(QObject):
    """Notes what is shown as a window of its own though it is a part of one: it would flash, and take the keyboard away
    from the page that is being read."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, QMainWindow | QDialog) and watched.parentWidget() is None:
            self.seen.append(described(watched))
        return False
