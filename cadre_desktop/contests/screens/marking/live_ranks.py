"""The rank list beside the marking grid: it follows every mark, and points at the entrant whose sheet is in front."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cadre_desktop.contests.naming import visible
from cadre_desktop.contests.results import TrackResult
from cadre_desktop.contests.rules.points import fixed_text
from cadre_desktop.contests.rules.totals import total_decimals
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    RIGHT,
    TALL_HEADER,
    TOLD,
    GridTable,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.theme import tokens

_WIDTH, _WORDS = 242, 112
"""In px: with ranks, and with nothing but words."""
_ROOM = 900
"""In px, of grid and ranks: on a narrower page the marks have it all."""
_RANK, _TOTAL = 54, 72
_NAMED = 1
_PAUSE = 100
"""Milliseconds the cursor rests on a sheet before the list points there."""
Line = tuple[int, int | None, int | None, str]
"""Entrant, rank, total in thousandths, and for an entrant without a rank only the reason."""


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


class RankModel(QAbstractTableModel):
    """Places in order, then those without one. Texts are made when they are shown, so that any number costs nothing."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.result: TrackResult | None = None
        self.lines: list[Line] = []
        self.provisional = False

    def put(self, result: TrackResult | None, provisional: bool = False) -> None:
        """Show another result; of the same entrants only the lines that are others are shown anew."""
        if provisional != self.provisional:
            self.provisional = provisional
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        lines = [] if result is None else _lines(result)
        if len(lines) != len(self.lines):
            self.beginResetModel()
            self.result, self.lines = result, lines
            self.endResetModel()
            return
        other = [row for row, line in enumerate(lines) if line != self.lines[row]]
        self.result, self.lines = result, lines
        if other:
            self.dataChanged.emit(self.index(other[0], 0), self.index(other[-1], 2))

    def row_of(self, entrant: int | None) -> int:
        """The row of an entrant, -1 for none."""
        return next((row for row, line in enumerate(self.lines) if line[0] == entrant), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        rank = _("暂定\n名次") if self.provisional else _("名次")
        return heading((rank, _("选手"), _("总分")), section, orientation, role, left=(_NAMED,))

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or self.result is None:
            return None
        entrant, rank, _total, reason = self.lines[index.row()]
        if role == DISPLAY:
            return self._text(self.lines[index.row()], index.column())
        if role == ALIGNMENT:
            return (CENTRE, LEFT, RIGHT)[index.column()]
        if role == FOREGROUND and rank is None:
            return tokens().color("muted")
        if role in TOLD:
            one = self.result.competitors[entrant]
            return "\n".join(filter(None, (f"{one.name}　{one.unit}".strip(), reason)))
        return None

    def _text(self, line: Line, column: int) -> str:
        entrant, rank, total, _reason = line
        assert self.result is not None
        if column == _NAMED:
            return self.result.competitors[entrant].name
        if column == 0:
            return "—" if rank is None else str(rank)
        return "—" if total is None else fixed_text(total, self._decimals)

    @property
    def _decimals(self) -> int:
        assert self.result is not None
        return total_decimals(self.result.rules.events)


def _lines(result: TrackResult) -> list[Line]:
    lines: list[Line] = [
        (ranked.standing.entry.entrant, ranked.rank, ranked.standing.total.value, "")
        for ranked in result.ranking.ranked
    ]
    return lines + [(gone.standing.entry.entrant, None, None, gone.reason) for gone in result.ranking.unranked]


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
        self.table.set_widths((_RANK, 0, _TOTAL), stretched=_NAMED)
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
