"""The ranks beside the marking grid, where there is room for both."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

_ROOM = 900
"""In px, of grid and ranks: on a narrower page the marks have it all."""


class WithRanks(QWidget):
    """What is put into `left`, with the ranks beside it when they are wanted and there is room for both, or when
    somebody has asked for them here. `shown` says whether the ranks are shown."""

    shown = Signal(bool)

    def __init__(self, ranks: QWidget):
        super().__init__()
        self._ranks = ranks
        self._wanted = self._asked = False
        ranks.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.left = QVBoxLayout()
        line.addLayout(self.left, 1)
        line.addWidget(ranks)

    @property
    def roomy(self) -> bool:
        """Whether there is room for both."""
        return self.width() >= _ROOM

    def want(self, wanted: bool) -> None:
        """Whether the ranks are wanted where there is room."""
        self._wanted = wanted
        self._fit()

    def ask(self, asked: bool) -> None:
        """Whether the ranks are to be there though the marks need the room."""
        self._asked = asked
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self._wanted if self.roomy else self._asked
        if shown == self._ranks.isHidden():
            self._ranks.setVisible(shown)
            self.shown.emit(shown)
