"""The few things a tab is about, as a list at its left: contests, talent pools. One is shown; below the list new ones
are made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
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

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.chip import Tone, draw_chip
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk

_ENTRY = int(Qt.ItemDataRole.UserRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
_WORDS = int(_WRAP) | int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_FOOT = 30
"""Height of the line with note and state."""
_COUNT = 40
"""Room for a count at the right."""


@dataclass(frozen=True)
class SideEntry:
    """One line: the name in as many lines as it needs, a `count` at its right; beneath it a `note` and a `state`."""

    key: int | None
    name: str
    tip: str = ""
    count: str = ""
    note: str = ""
    state: str = ""
    tone: Tone = ""


class SideList(QFrame):
    """Shows what `read` gives, again whenever one of the `tables` has changed; the same line stays chosen.

    `chosen` carries the key looked at (None: none, or the line for all), `refreshed` that the lines were read again;
    `new_wanted` and `edit_wanted` (with the key) ask for a form; a list whose lines are given has no words for a `new`
    one, and no buttons.
    """

    chosen = Signal(object)
    refreshed = Signal()
    new_wanted = Signal()
    edit_wanted = Signal(object)

    def __init__(
        self,
        desk: ViewDesk,
        title: str,
        new: str,
        width: int,
        read: Callable[[], Iterable[SideEntry]],
        tables: frozenset[str],
    ):
        super().__init__()
        self._read, self._tables = read, tables
        set_role(self, "card")
        self.heading = QLabel(title)
        set_role(self.heading, "heading")
        self.heading.setContentsMargins(14, 0, 0, 0)
        self.list = QListWidget()
        self.list.setProperty("role", "bare")
        self.list.setItemDelegate(_SideListDelegate(self.list, width - 4))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(title)
        self.new = self.action(new, "add", "Ctrl+Shift+M", self.new_wanted.emit)
        self.edit = self.action(_("编辑"), "edit", "Ctrl+Shift+E", lambda: self.edit_wanted.emit(self.key))
        self.new.setEnabled(bool(new))
        self.buttons = QHBoxLayout()
        self._build(bool(new))
        self.setFixedWidth(width)
        self.list.currentItemChanged.connect(lambda *_items: self._moved())
        self.list.itemActivated.connect(lambda _item: self.edit.trigger())
        self.refresh()
        desk.changes.happened.connect(self._changed)

    def action(self, words: str, icon_name: str, keys: str, run: Callable[[], object]) -> QAction:
        """A command of the list, by its keys too."""
        action = QAction(icon(icon_name), words, self)
        if keys:
            action.setShortcut(keys)
        action.triggered.connect(lambda _checked=False: run())
        self.addAction(action)
        return action

    def _build(self, grows: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 8)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        if not grows:
            return
        column.addLayout(self.buttons)
        self.buttons.setContentsMargins(6, 0, 6, 0)
        self.buttons.addWidget(ActionButton(self.new, "quiet"))
        self.buttons.addStretch()
        self.buttons.addWidget(ActionButton(self.edit, "quiet"))

    @property
    def key(self) -> int | None:
        """What is looked at, None for nothing or all."""
        item = self.list.currentItem()
        entry: SideEntry | None = item.data(_ENTRY) if item is not None else None
        return entry.key if entry else None

    def names(self) -> list[tuple[int | None, str]]:
        """The lines by key, for a menu where the list has no room."""
        entries = [self.list.item(row).data(_ENTRY) for row in range(self.list.count())]
        return [(entry.key, entry.name) for entry in entries]

    def choose(self, key: int | None) -> None:
        """Look at a line."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ENTRY).key == key:
                self.list.setCurrentRow(row)

    def refresh(self) -> None:
        """Read the lines again."""
        before = self.key
        self.list.blockSignals(True)
        self.list.clear()
        for entry in self._read():
            item = QListWidgetItem(entry.name)
            item.setData(_ENTRY, entry)
            item.setToolTip(entry.tip or entry.name)
            item.setData(_SPOKEN, "，".join(filter(None, (entry.name, entry.count, entry.note, entry.state))))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.choose(before)
        self.list.blockSignals(False)
        self.edit.setEnabled(self.new.isEnabled() and self.key is not None)
        self.refreshed.emit()
        if self.key != before:
            self.chosen.emit(self.key)

    def _moved(self) -> None:
        self.edit.setEnabled(self.new.isEnabled() and self.key is not None)
        self.chosen.emit(self.key)

    def _changed(self, tables: frozenset[str]) -> None:
        if not tables.isdisjoint(self._tables):
            self.refresh()


class _SideListDelegate(QStyledItemDelegate):
    """Draws an entry; `width` is the room that the list has for it."""

    def __init__(self, parent: QWidget, width: int):
        super().__init__(parent)
        self._width = width

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell: Any = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        cell.text = ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        entry: SideEntry = index.data(_ENTRY)
        selected = bool(cell.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setPen(tokens().color("selection_text" if selected else "text"))
        painter.drawText(_room(cell.rect, entry), _WORDS, entry.name)
        painter.setPen(tokens().color("selection_text" if selected else "muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(cell.rect.adjusted(0, 0, -12, 0), right, entry.count)
        foot = QRect(cell.rect.left() + 12, cell.rect.bottom() - _FOOT - 4, cell.rect.width() - 20, _FOOT)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, entry.note)
        painter.restore()
        if entry.state:
            room = cell.fontMetrics.horizontalAdvance(entry.note) + 10
            draw_chip(painter, QRectF(foot).adjusted(room, 0, 0, 0), entry.state, entry.tone)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry: SideEntry = index.data(_ENTRY)
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        words = metrics.boundingRect(_room(QRect(0, 0, self._width, 400), entry), _WORDS, entry.name)
        return QSize(self._width, words.height() + 16 + _foot(entry))


def _foot(entry: SideEntry) -> int:
    return _FOOT if entry.note or entry.state else 0


def _room(rect: QRect, entry: SideEntry) -> QRect:
    """Where the name may be: not where count and note are."""
    return rect.adjusted(12, 0, -12 - (_COUNT if entry.count else 0), -_foot(entry))
