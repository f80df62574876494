"""Those proposed with their reasons, and those who cannot go with why, as tables."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from cadre_desktop.courses.proposing.proposal import Excluded, ListedPerson, Proposed
from cadre_desktop.courses.proposing.rules import score_text
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    LEFT,
    NOWHERE,
    RIGHT,
    SPOKEN,
    TIP,
    GridTable,
    Index,
    heading,
)

_PROPOSED = (N_("序号"), N_("姓名"), N_("法院"), N_("部门"), N_("得分"), N_("推荐理由"))
_EXCLUDED = (N_("姓名"), N_("法院"), N_("部门"), N_("不能推荐的原因"))
_HEADER = 34
"""Px: all titles have one line."""
_RANK, _SCORE = 0, 4
_NAMES = ((78, 132), (84, 124), (84, 150))
"""Px of name, court and department, at least and at most."""


class _ProposedRows(QAbstractTableModel):
    """Rows of texts under titles."""

    def __init__(self, titles: Sequence[str], parent: QWidget):
        super().__init__(parent)
        self._titles = titles
        self.texts: list[tuple[str, ...]] = []
        self.keys: list[int] = []

    def put(self, keys: list[int], texts: list[tuple[str, ...]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.keys, self.texts = keys, texts
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.texts)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role in (DISPLAY, TIP):
            return self.texts[index.row()][index.column()]
        return LEFT if role == ALIGNMENT else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading([_(title) for title in self._titles], section, orientation, role, range(len(self._titles)))


class ProposedRows(_ProposedRows):
    """Those proposed; who is among the chosen already has a tick at the rank."""

    def __init__(self, parent: QWidget):
        super().__init__(_PROPOSED, parent)
        self._chosen: Collection[int] = ()

    def tick(self, chosen: Collection[int]) -> None:
        """Say who is among the chosen."""
        self._chosen = chosen
        if self.keys:
            self.dataChanged.emit(self.index(0, _RANK), self.index(len(self.keys) - 1, _RANK))

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        column = index.column()
        if role == ALIGNMENT and column in (_RANK, _SCORE):
            return CENTRE if column == _RANK else RIGHT
        if column == _RANK and self.keys[index.row()] in self._chosen:
            rank = self.texts[index.row()][_RANK]
            if role == DISPLAY:
                return f"✓ {rank}"
            if role in (TIP, SPOKEN):
                return _("{rank}，已加入右边的名单").format(rank=rank)
        return super().data(index, role)


class PeopleTable(GridTable):
    """Whole rows are selected, several at a time; `taken` carries the rows on which Enter was pressed, or the one that
    was clicked twice."""

    taken = Signal()

    def __init__(self, name: str, model: _ProposedRows):
        super().__init__(name)
        self.rows = model
        self.setModel(model)
        self.horizontalHeader().setFixedHeight(_HEADER)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.opened.connect(lambda _index: self.taken.emit())

    @property
    def selected_keys(self) -> list[int]:
        """The people of the rows selected, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.keys[row] for row in rows]

    def widths_of_names(self, first: int) -> list[int]:
        """Px of name, court and department, of which the name is the `first` column."""
        return [self.wanted_width(first + position, *bounds) for position, bounds in enumerate(_NAMES)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # that is the page's: it carries out the choice
        else:
            super().keyPressEvent(event)


class ProposedTable(PeopleTable):
    """Those proposed, the first to be sent first."""

    def __init__(self, parent: QWidget):
        self.model_of_rows = ProposedRows(parent)
        super().__init__(_("推荐人选"), self.model_of_rows)
        self._set_widths()

    def _set_widths(self) -> None:
        self.set_widths((54, *self.widths_of_names(1), 60, 200), stretched=5)

    def put(self, people: Sequence[Proposed]) -> None:
        """Show other people; the first is the current row."""
        self.rows.put(
            [each.who.key for each in people],
            [(str(each.rank), *_who(each.who), score_text(each.score), each.words) for each in people],
        )
        self._set_widths()
        _stand_on_first(self)


class ExcludedTable(PeopleTable):
    """Those of the group who cannot go."""

    def __init__(self, parent: QWidget):
        super().__init__(_("不能推荐的人"), _ProposedRows(_EXCLUDED, parent))
        self._set_widths()

    def _set_widths(self) -> None:
        self.set_widths((*self.widths_of_names(0), 200), stretched=3)

    def put(self, people: Sequence[Excluded]) -> None:
        """Show other people."""
        self.rows.put([each.who.key for each in people], [(*_who(each.who), each.why) for each in people])
        self._set_widths()
        _stand_on_first(self)


def _who(who: ListedPerson) -> tuple[str, str, str]:
    return who.name, who.court_short, who.department


def _stand_on_first(table: PeopleTable) -> None:
    """The arrows go on from the first row; nothing is selected yet."""
    if table.rows.rowCount():
        first: QModelIndex = table.rows.index(0, 0)
        table.selectionModel().setCurrentIndex(first, table.selectionModel().SelectionFlag.NoUpdate)
