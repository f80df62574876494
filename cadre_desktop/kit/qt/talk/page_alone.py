"""A page that has the whole main window for a while: menus, tabs and status bar make room for its rows.

With large letters on a small screen they take a third of it. The menu bar is not hidden but gets no height: in a hidden
one Qt ignores the keys of commands, and Ctrl+Z has to work.
"""

from PySide6.QtWidgets import QMainWindow, QTabWidget, QWidget

_UNBOUNDED = (1 << 24) - 1
"""What Qt takes for any height."""


def give_page_the_window(page: QWidget, alone: bool) -> None:
    """Whether a page has the window that it is in to itself. Nothing happens in other windows than main windows."""
    window = page.window()
    if not isinstance(window, QMainWindow):
        return
    window.menuBar().setMaximumHeight(0 if alone else _UNBOUNDED)
    window.statusBar().setHidden(alone)
    tabs = window.centralWidget()
    if isinstance(tabs, QTabWidget):
        corner = tabs.cornerWidget()
        for part in filter(None, (tabs.tabBar(), corner)):
            part.setHidden(alone)
