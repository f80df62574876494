"""Entrants and awards of a contest by court, as a table."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt

from cadre_desktop.contests.summary import Summary, Unit
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    FONT,
    LEFT,
    NOWHERE,
    RIGHT,
    TIP,
    Index,
    broken,
    heading,
)
from cadre_desktop.kit.qt.look.theme import ui_font
from cadre_desktop.kit.rosters import short_names
from cadre_desktop.people.records import Court

_UNIT = 0
"""The column of the courts."""


class SummaryModel(QAbstractTableModel):
    """A line for each court and one for all; entrants, awards, and then each track."""

    def __init__(self, summary: Summary):
        super().__init__()
        self._summary = summary
        self._lines: list[tuple[Unit | None, str]] = [*summary.units, (None, _("合计"))]
        self._first_track = len(summary.titles) + 3
        tracks = [broken(track.name.partition("（")[0] or track.name) for track in summary.tracks]
        self._titles = [_("单位"), _("参赛"), *map(broken, summary.titles), _("获奖合计"), *tracks]
        short = short_names(Court)
        self._texts = [[short.get(name) or name, *self._numbers(unit)] for unit, name in self._lines]

    def counted(self, index: Index) -> tuple[Unit | None, int | None]:
        """The court and track that a cell is about; None for all."""
        at = index.column() - self._first_track
        return self._lines[index.row()][0], self._summary.tracks[at].id if at >= 0 else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == TIP and index.column() == _UNIT:
            return self._lines[index.row()][1]
        if role == DISPLAY:
            return self._texts[index.row()][index.column()]
        if role == ALIGNMENT:
            return LEFT if index.column() == _UNIT else RIGHT
        if role == FONT and index.row() == len(self._lines) - 1:
            return ui_font(bold=True)
        return None

    def _numbers(self, unit: Unit | None) -> Iterator[str]:
        count = self._summary.count(unit)
        yield str(count.entrants)
        yield from (str(count.awards[title]) for title in self._summary.titles)
        yield str(count.awarded)
        for track in self._summary.tracks:
            part = self._summary.count(unit, track.id)
            yield f"{part.awarded}/{part.entrants}" if part.entrants else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == ALIGNMENT and section == _UNIT:
            return LEFT
        if role == TIP and section >= self._first_track:
            return self._summary.tracks[section - self._first_track].name
        return heading(self._titles, section, orientation, role)
