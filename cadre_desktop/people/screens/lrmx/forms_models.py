"""The tables of the forms on their way in: the forms, and beside the chosen one what it says otherwise."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt, Signal

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import ALIGNMENT, DISPLAY, FOREGROUND, LEFT, NOWHERE, TIP, Index, heading
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.people.lrmx.comparing import Difference
from cadre_desktop.people.lrmx.intake import FormsIntake

_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_TAKE = 0
"""The column with the box."""


class FormsModel(QAbstractTableModel):
    """A line for each form: whose it is, its file, and what becomes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.intake: FormsIntake | None = None
        self._titles = (_("姓名"), _("文件"), _("情况"))

    def put(self, intake: FormsIntake) -> None:
        """Show other forms."""
        self.beginResetModel()
        self.intake = intake
        self.endResetModel()

    def refresh(self) -> None:
        """What becomes of the forms has changed."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self._titles) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self.intake is None else len(self.intake.forms)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if self.intake is None or role not in (DISPLAY, TIP, FOREGROUND, ALIGNMENT):
            return None
        if role == ALIGNMENT:
            return LEFT
        form = self.intake.forms[index.row()]
        if role == FOREGROUND:
            return tokens().color(self.intake.state(index.row())[1]) if index.column() == 2 else None
        if role == TIP and index.column() == 1:
            return form.source.where
        return (form.name, form.source.name, self.intake.state(index.row())[0])[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(self._titles, section, orientation, role, range(3))


class DifferencesModel(QAbstractTableModel):
    """A line for each difference, with a box for what is taken. `chosen` carries the keys that are taken now."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Difference] = ()
        self.taken: set[str] = set()
        self._titles = (_("采用"), _("项目"), _("档案里"), _("表里"))

    def put(self, rows: Sequence[Difference], taken: frozenset[str]) -> None:
        """Show the differences of another form."""
        self.beginResetModel()
        self.rows, self.taken = rows, set(taken)
        self.endResetModel()

    def take(self, keys: set[str]) -> None:
        """Other differences are taken."""
        self.taken = keys
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self._titles) - 1))
        self.chosen.emit(frozenset(keys))

    def toggle(self, row: int) -> None:
        """The other way round for one of them."""
        self.take(self.taken ^ {self.rows[row].key})

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        box = Qt.ItemFlag.ItemIsUserCheckable if index.column() == _TAKE else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | box

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        each = self.rows[index.row()]
        is_taken = each.key in self.taken
        if role == _CHECK and index.column() == _TAKE:
            return Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked
        if role in (DISPLAY, TIP):
            words = _("采用") if is_taken else _("保留原值") if each.filled else _("不采用")
            return (words, each.title, each.ours, each.theirs)[index.column()]
        if role == FOREGROUND and index.column() > 1 and is_taken != (index.column() == len(self._titles) - 1):
            return tokens().color("muted")
        return LEFT if role == ALIGNMENT else None

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        if role != _CHECK or index.column() != _TAKE:
            return False
        self.toggle(index.row())
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(self._titles, section, orientation, role, range(4))
