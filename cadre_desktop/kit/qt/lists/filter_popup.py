"""The drop-down of one filter: values with counts, ticked, with a search line when there are many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing, value_text
from cadre_desktop.kit.qt.fields.search_input import add_glass
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.store.fields import CodeField, DateField, YearField

_LONG = 10
_MOST = 400
_ROW = 30
_COUNT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True)
class FilterChoice:
    """One line of a filter: values of one label (departments of one name in several courts) and how many rows."""

    label: str
    values: tuple[Any, ...]
    count: int


def choices(listing: Listing, column: Column) -> list[FilterChoice]:
    """What a column can be filtered by in `listing`: codes in their order, years newest first, others by count."""
    grouped: dict[str, list[tuple[Any, int]]] = {}
    for value, count in listing.counts(column):
        grouped.setdefault(value_text(column, value), []).append((value, count))
    found = [
        FilterChoice(label, tuple(value for value, _count in pairs), sum(count for _value, count in pairs))
        for label, pairs in grouped.items()
    ]
    return _ordered(column, found)[:_MOST]


def _ordered(column: Column, found: list[FilterChoice]) -> list[FilterChoice]:
    if isinstance(column.field, CodeField):
        order = {item.label: index for index, item in enumerate(column.field.codes)}
        return sorted(found, key=lambda choice: order.get(choice.label, len(order)))
    if isinstance(column.field, DateField | YearField):
        return sorted(found, key=lambda choice: str(choice.values[0]), reverse=True)
    return sorted(found, key=lambda choice: (not choice.label, -choice.count, choice.label))


class FilterPopup(QFrame):
    """Beneath its button; every tick takes effect at once. Esc or a click elsewhere closes it."""

    chosen = Signal(list)

    def __init__(self, parent: QWidget):
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("在列表中查找"))
        self.search.setAccessibleName(_("在列表中查找"))
        add_glass(self.search)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(_("可选的值"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_CountDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._tell)
        self.list.itemClicked.connect(self._clicked)
        self.list.installEventFilter(self)
        self.list.viewport().installEventFilter(self)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(6, 6, 6, 6)
        stack.setSpacing(6)
        stack.addWidget(self.search)
        stack.addWidget(self.list)
        self._pressed = ""

    def fill(self, lines: Sequence[FilterChoice], ticked: Iterable[Any]) -> None:
        """Offer `lines`, those ticked that hold one of the values `ticked`."""
        ticked = set(ticked)
        self.list.blockSignals(True)
        for line in lines:
            item = QListWidgetItem(line.label or _("（空）"))
            item.setData(Qt.ItemDataRole.UserRole, line.values)
            item.setData(_COUNT_ROLE, line.count)
            item.setData(_SPOKEN, _("{value}，{count} 行").format(value=item.text(), count=line.count))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Unchecked if ticked.isdisjoint(line.values) else Qt.CheckState.Checked
            item.setCheckState(state)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.search.setVisible(len(lines) > _LONG)
        self.list.setCurrentRow(0)

    def show_below(self, button: QWidget) -> None:
        """Appear beneath `button`, inside the screen."""
        texts = [self.list.item(row).text() for row in range(self.list.count())]
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=80)
        height = _ROW * min(max(1, self.list.count()), 12) + 18 + (44 if self.search.isVisibleTo(self) else 0)
        self.resize(min(420, max(200, widest + 130)), height)
        screen = button.screen().availableGeometry()
        corner = button.mapToGlobal(QPoint(0, button.height() + 2))
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - self.height())))
        self.move(corner)
        self.show()
        (self.search if self.search.isVisibleTo(self) else self.list).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search line into the list, Enter closes, a click on the words ticks."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = ""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.close()
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
        return False

    def _clicked(self, item: QListWidgetItem) -> None:
        """A click on the box itself has ticked it already."""
        if self._pressed != item.text():
            other = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if other else Qt.CheckState.Checked)
        self._pressed = ""

    def _narrow(self, text: str) -> None:
        from cadre_desktop.kit.names import query_key, text_keys

        wanted = query_key(text)
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(bool(wanted) and not any(key.startswith(wanted) for key in text_keys(item.text())))

    def _tell(self, item: QListWidgetItem) -> None:
        self._pressed = item.text()
        found: list[Any] = []
        for row in range(self.list.count()):
            if self.list.item(row).checkState() == Qt.CheckState.Checked:
                found.extend(self.list.item(row).data(Qt.ItemDataRole.UserRole))
        self.chosen.emit(found)


class _CountDelegate(QStyledItemDelegate):
    """The count at the right edge in a softer colour."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Any = QStyleOptionViewItem(option)
        count = f"{index.data(_COUNT_ROLE):,}"
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(tokens().color("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(cell.rect.adjusted(0, 0, -10, 0), right, count)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, _ROW)
