"""What happened to the mark in the current cell, in view under the grid: who, when, from what to what, and why."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.contests.actions.confirming import mark_history
from cadre_desktop.contests.sheets import Spot
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import set_role

_PAUSE = 250
"""Milliseconds the cursor rests before the history is read."""
_TOLD = 3
"""How many changes are in view, the newest first."""


class MarkHistoryLabel(QLabel):
    """The latest changes of a mark that was changed at all; hidden otherwise."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._asked: tuple[int, Spot] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self.read)
        set_role(self, "muted")
        self.hide()

    def ask(self, event: int | None, spot: Spot | None) -> None:
        """Say what happened to another cell as soon as the cursor rests there; without a cell nothing is said."""
        self._asked = None if event is None or spot is None else (event, spot)
        self.hide()
        self._rest.start()

    def read(self) -> None:
        """Read the history of the cell asked for, now."""
        self._rest.stop()
        if self._asked is None:
            return
        event, spot = self._asked
        self._desk.jobs.run(
            _("正在读取评分"),
            lambda _progress: [change.sentence() for change in mark_history(event, spot)],
            self._arrived,
            keep_latest=f"mark history {id(self)}",
            owner=self,
        )

    def _arrived(self, sentences: list[str]) -> None:
        self.setText("\n".join(sentences[:_TOLD]))
        self.setVisible(len(sentences) > 1)
