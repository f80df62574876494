"""The room of a tab in the main window."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Room(QWidget):
    """The room of a tab, empty until the tab is built. On a small or much enlarged screen the tab scrolls in it instead
    of pushing the window over the edge.

    What scrolls is made with the tab: the first word about a frame's shape makes Qt for Python build all enumerations
    of its widgets, a fifth of the time until the window is shown.
    """

    def __init__(self, title: str):
        super().__init__()
        self.tab_title = title

    def fill(self, tab: QWidget) -> None:
        """Put the tab in its room."""
        from cadre_desktop.kit.qt.talk.page_area import PageArea

        area = PageArea(tab)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        area.show()  # at once: what a layout takes in is shown when the event loop comes by
        tab.show()
