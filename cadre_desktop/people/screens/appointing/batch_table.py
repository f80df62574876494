"""The lines of an appointment batch as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    TIP,
    GridTable,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.people.appointing.lines import BatchLine

_REASON = 6


class BatchLineModel(QAbstractTableModel):
    """A line for each person."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[BatchLine] = ()
        self._titles = (
            _("姓名"),
            _("单位"),
            _("现任职务"),
            _("任命为"),
            _("免去"),
            _("晋升职级、等级"),
            _("理由"),
        )

    def put(self, lines: Sequence[BatchLine]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line = self.lines[index.row()]
        if role in (DISPLAY, TIP):
            texts = (line.name, line.unit, line.now, line.to, line.removed, line.raised, line.reason)
            lacks = index.column() == 3 and not (line.to or line.removed or line.raised)
            return _("（待填）") if lacks else texts[index.column()]
        if role == ALIGNMENT:
            return LEFT
        if role == FOREGROUND and not (line.to or line.removed or line.raised):
            return tokens().color("muted")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(self._titles, section, orientation, role, range(len(self._titles)))


class LineTable(GridTable):
    """Several lines may be selected."""

    def __init__(self, model: BatchLineModel):
        super().__init__(_("任免名单"))
        self._model = model
        self.setModel(model)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.set_widths((84, 180, 170, 190, 180, 130, 0), stretched=_REASON)

    def selected_keys(self) -> list[int]:
        """The lines that are selected."""
        return [self._model.lines[index.row()].key for index in self.selectionModel().selectedRows()]
