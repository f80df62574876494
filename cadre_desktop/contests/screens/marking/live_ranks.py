"""The rank list beside the marking grid: it follows every mark, and points at the entrant whose sheet is in front."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget

from cadre_desktop.contests.naming import visible
from cadre_desktop.contests.results import TrackResult
from cadre_desktop.contests.screens.marking.rank_model import NAMED, RankModel
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import TALL_HEADER, GridTable
from cadre_desktop.kit.qt.look.field_base import set_role

_WIDTH, _WORDS = 242, 112
"""In px: with ranks, and with nothing but words."""
_RANK, _TOTAL = 54, 72
_PAUSE = 100
"""Milliseconds the cursor rests on a sheet before the list points there."""


class LiveRanks(QWidget):
    """Shows a track as far as it may be seen; nothing in it takes the cursor away from the sheets."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.model = RankModel(self)
        self.table = GridTable(_("即时名次"))
        self.table.setModel(self.model)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.words = QLabel(_("拆封匹配以后，这里即时排出名次。"))
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        set_role(self.words, "muted")
        self.words.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.words, 1)
        self.setFixedWidth(_WIDTH)
        self.table.horizontalHeader().setFixedHeight(TALL_HEADER)
        self.table.set_widths((_RANK, 0, _TOTAL), stretched=NAMED)
        self._entrant: int | None = None
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self.follow)

    def put(self, result: TrackResult, provisional: bool = False) -> None:
        """Show a track's result as it is now; `provisional` ranks may still change."""
        seen = visible(result)
        self.table.setVisible(seen is not None)
        self.words.setVisible(seen is None)
        self.setFixedWidth(_WIDTH if seen is not None else _WORDS)
        self.model.put(seen, provisional)
        self.follow()

    def point(self, entrant: int | None) -> None:
        """Point at an entrant, as soon as the cursor rests there: a held key passes many."""
        if entrant != self._entrant:
            self._entrant = entrant
            self._rest.start()

    def level(self, height: int) -> None:
        """Keep the headings as high as those of the sheets beside them."""
        self.table.horizontalHeader().setFixedHeight(height)

    def follow(self) -> None:
        """Point at the entrant now."""
        row = self.model.row_of(self._entrant)
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.selectRow(row)
