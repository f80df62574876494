"""Who took part and who won by court and track, on the screen; every number of entrants opens the people it counts."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.contests.summary import Summary, Unit
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    FONT,
    LEFT,
    NOWHERE,
    RIGHT,
    TIP,
    GridTable,
    Index,
    broken,
    heading,
)
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.theme import ui_font
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.kit.rosters import short_names
from cadre_desktop.people.records import Court

_UNIT, _ENTRANTS = 0, 1
_WIDTHS = (150, 60, 76, 84)
"""px of the court, the entrants, an award or a track, all awards."""


class SummaryDialog(QDialog):
    """Courts by tracks; Enter or two clicks on a number of entrants, or on a track, opens the list behind it.

    `print_wanted` and `export_wanted` ask for the same on paper and as a workbook.
    """

    print_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, desk: Desk, summary: Summary, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(_("各院获奖情况"))
        self.setMinimumSize(560, 240)
        resize_within_screen(self, 1180, 560)
        self._desk, self._summary = desk, summary
        self.model = SummaryModel(summary)
        self.table = GridTable(self.windowTitle())
        self.table.setModel(self.model)
        others = [_WIDTHS[2]] * (self.model.columnCount() - 3)
        titles = len(summary.titles)
        self.table.set_widths([_WIDTHS[0], _WIDTHS[1], *others[:titles], _WIDTHS[3], *others[titles:]])
        self.table.opened.connect(self.open_rows)
        hint = QLabel(_("赛道各格是获奖人数/参赛人数；双击参赛人数或赛道一格，列出是哪些人。"))
        set_role(hint, "muted")
        hint.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.print = QPushButton(icon("print"), _("打印"))
        self.export = QPushButton(icon("export"), _("导出…"))
        close = QPushButton(_("关闭"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        foot.addWidget(hint, 1)
        for button, slot in (
            (self.print, self._print),
            (self.export, self.export_wanted),
            (close, self.accept),
        ):
            button.clicked.connect(slot)
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.table.setFocus()

    def _print(self) -> None:
        """The preview has the window to itself."""
        self.accept()
        self.print_wanted.emit()

    def open_rows(self, index: QModelIndex) -> None:
        """Show the entrants that a cell counts."""
        unit, track = self.model.counted(index)
        wanted = index.column() == _ENTRANTS or track is not None
        if wanted and self._summary.count(unit, track).entrants:
            self.accept()
            self._desk.open_rows("entrants", self._summary.entrants(unit, track))


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
