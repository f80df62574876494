"""The pools at the left of the tab, each with how many members it has."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.action_button import ActionButton
from cadre_desktop.kit.qt.field_base import set_role
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.kit.qt.theme import tokens
from cadre_desktop.talent.figures import members_by
from cadre_desktop.talent.records import Pool

WIDTH = 220
_KEY = int(Qt.ItemDataRole.UserRole)
_COUNT = _KEY + 1
_LINES = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
_WORDS = int(_LINES) | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PoolList(QFrame):
    """`chosen` tells the pool looked at (its key, None for all); the `…_wanted` ask for a pool's form, `refreshed`
    tells that the pools were read again."""

    chosen = Signal(object)
    new_wanted = Signal()
    edit_wanted = Signal(object)
    refreshed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        set_role(self, "card")
        self.list = QListWidget()
        self.list.setProperty("role", "bare")
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("人才库"))
        self.new = self._action(_("新增人才库"), "add", "Ctrl+Shift+M", self.new_wanted.emit)
        self.edit = self._action(_("编辑"), "edit", "Ctrl+Shift+E", lambda: self.edit_wanted.emit(self.key))
        self.edit.setToolTip(_("查看和修改所选人才库的入库条件"))
        self._build()
        self.setFixedWidth(WIDTH)
        self.list.currentItemChanged.connect(lambda *_items: self._moved())
        self.list.itemActivated.connect(lambda _item: self.edit.trigger())
        self.refresh()
        desk.changes.happened.connect(self._changed)

    def _action(self, words: str, icon_name: str, keys: str, run: Any) -> QAction:
        action = QAction(icon(icon_name), words, self)
        action.setShortcut(keys)
        action.triggered.connect(lambda _checked=False: run())
        self.addAction(action)
        return action

    def _build(self) -> None:
        heading = QLabel(_("人才库"))
        set_role(heading, "heading")
        heading.setContentsMargins(14, 0, 0, 0)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(6, 0, 6, 0)
        buttons.addWidget(ActionButton(self.new, "quiet"))
        buttons.addStretch()
        buttons.addWidget(ActionButton(self.edit, "quiet"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 8)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    @property
    def key(self) -> int | None:
        """The pool looked at, None for all."""
        item = self.list.currentItem()
        key: int | None = item.data(_KEY) if item is not None else None
        return key

    @property
    def count(self) -> int:
        """How many pools there are."""
        return self.list.count() - 1

    def choose(self, key: int | None) -> None:
        """Look at a pool, or at all."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.setCurrentRow(row)

    def refresh(self) -> None:
        """Read the pools and their counts again; the same one stays chosen as long as it is there."""
        before = self.key
        counts = members_by(None, "t.pool_id")
        pools = list(Pool.select().order_by(Pool.id))
        self.list.blockSignals(True)
        self.list.clear()
        self._add(None, _("全部人才库"), sum(counts.values()))
        for pool in pools:
            self._add(pool.id, pool.name, counts.get(pool.id, 0))
        self.list.setCurrentRow(0)
        self.choose(before)
        self.list.blockSignals(False)
        self.edit.setEnabled(self.key is not None)
        self.refreshed.emit()
        if self.key != before:
            self.chosen.emit(self.key)

    def _add(self, key: int | None, name: str, count: int) -> None:
        item = QListWidgetItem(name)
        item.setData(_KEY, key)
        item.setData(_COUNT, count)
        item.setToolTip(_("{pool}：在库 {count} 人").format(pool=name, count=count))
        self.list.addItem(item)

    def _moved(self) -> None:
        self.edit.setEnabled(self.key is not None)
        self.chosen.emit(self.key)

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "pool", "membership"):
            self.refresh()


class _Delegate(QStyledItemDelegate):
    """The name in as many lines as it needs, the count at the right in a softer colour."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Any = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        name, cell.text = cell.text, ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setPen(tokens().color("selection_text" if selected else "text"))
        painter.drawText(_room(cell.rect), _WORDS, name)
        painter.setPen(tokens().color("selection_text" if selected else "muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(cell.rect.adjusted(0, 0, -12, 0), right, f"{index.data(_COUNT):,}")
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        room = _room(QRect(0, 0, WIDTH - 4, 200))
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        return QSize(WIDTH - 4, metrics.boundingRect(room, _WORDS, index.data()).height() + 16)


def _room(rect: QRect) -> QRect:
    """Where a name may stand: the count takes the right edge."""
    return rect.adjusted(12, 0, -52, 0)
