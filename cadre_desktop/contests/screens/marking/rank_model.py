"""The ranks of a track as a table, with the little that fits beside the marking grid."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QWidget

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
    TOLD,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.theme import tokens

NAMED = 1
"""The column of the entrants."""
Line = tuple[int, int | None, int | None, str]
"""Entrant, rank, total in thousandths, and for an entrant without a rank only the reason."""


class RankModel(QAbstractTableModel):
    """Entrants by rank, then those without one. Texts are made when they are shown, so that their number costs
    nothing."""

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
        return heading((rank, _("选手"), _("总分")), section, orientation, role, left=(NAMED,))

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
        if column == NAMED:
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
