"""The people chosen so far, one line each, with what speaks against somebody beneath the name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QStyle, QStyledItemDelegate, QWidget
from PySide6.QtWidgets import QStyleOptionViewItem as Option

from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED

_LINE = 34
_TWO_LINES = 52
_REASON = int(Qt.ItemDataRole.UserRole)
_DETAILS = _REASON + 1
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Chosen:
    """Somebody who was chosen: `details` distinguish people of one name."""

    key: int
    name: str
    details: str


def chosen_people(keys: Iterable[int]) -> list[Chosen]:
    """The lines for people (keys), in the order given."""
    import json

    wanted = list(keys)
    found = database.rows(
        "SELECT p.id, p.name, coalesce(nullif(c.short_name, ''), c.name), coalesce(d.name, '') FROM person p"
        " JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id"
        f" WHERE p.id IN {LISTED}",
        json.dumps(wanted),
    )
    lines = {
        key: Chosen(key, name, " · ".join(filter(None, (court, department)))) for key, name, court, department in found
    }
    return [lines[key] for key in wanted if key in lines]


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.lines: list[Chosen] = []
        self.reasons: Mapping[int, str] = {}

    def put(self, lines: list[Chosen], reasons: Mapping[int, str]) -> None:
        """Show other lines, those with a reason against them first."""
        self.beginResetModel()
        self.reasons = reasons
        self.lines = sorted(lines, key=lambda line: line.key not in reasons)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.lines[index.row()]
        reason = self.reasons.get(line.key, "")
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(filter(None, (f"{line.name}　{line.details}", reason)))
        return {_REASON: reason, _DETAILS: line.details}.get(role)


class Basket(QListView):
    """`dropped` says that Delete was pressed on the selected lines."""

    dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_BasketDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def keys(self) -> list[int]:
        """The people in it."""
        return [line.key for line in self._lines.lines]

    def put(self, lines: list[Chosen], reasons: Mapping[int, str]) -> None:
        """Show other people; `reasons` say by key what speaks against somebody."""
        self._lines.put(lines, reasons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.dropped.emit([self._lines.lines[index.row()].key for index in self.selectedIndexes()])
        else:
            super().keyPressEvent(event)


class _BasketDelegate(QStyledItemDelegate):
    """The name, softer where somebody is from, and beneath in the colour of trouble what speaks against it."""

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        cell: Any = Option(option)
        self.initStyleOption(cell, index)
        cell.text = ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        reason = index.data(_REASON)
        area = cell.rect.adjusted(10, 4 if reason else 0, -8, 0)
        area.setHeight(22 if reason else cell.rect.height())
        painter.save()
        self._words(painter, cell, area, "text", index.data())
        taken = cell.fontMetrics.horizontalAdvance(index.data()) + 12
        self._words(painter, cell, area.adjusted(taken, 0, 0, 0), "muted", index.data(_DETAILS))
        if reason:
            self._words(painter, cell, area.translated(0, 21), "bad", reason)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, cell: Any, area: Any, tone: str, text: str) -> None:
        painter.setPen(tokens().color(tone))
        shortened = cell.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shortened)

    def sizeHint(self, option: Option, index: Index) -> QSize:
        return QSize(120, _TWO_LINES if index.data(_REASON) else _LINE)
