"""Pages of which one is shown, taking only the room that this one needs."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """QStackedWidget is never smaller than its largest page, also while a small one is shown."""

    def minimumSizeHint(self) -> QSize:
        """What the page in front needs."""
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint().expandedTo(page.minimumSize())
