"""Choosing a linked record by typing: name, pinyin, initials or the tail of a number, in the line itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import peewee
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cadre_desktop.kit.display import shown
from cadre_desktop.kit.editing import label_of
from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.store import search
from cadre_desktop.kit.store.fields import MonthField
from cadre_desktop.kit.store.record import Record

_WHOLE = r"[〇\u3400-\u9fff·•‧・]{2,}"
_SEVERAL = re.compile(rf"[\n\r\t\u2028、,，;；@]|\S\s+\S+\s+\S|{_WHOLE}\s+{_WHOLE}")
"""What distinguishes a list of names from one name, be it spread by a blank: 王 祯 is one, 王祯 李静 are two."""
_AT_ONCE = 4
"""So many characters that come together were pasted, by whatever way; input methods hand over a word."""
_READ = 200
_SHOWN = 30
_DETAILS = QRect(0, 0, 560, 400)
_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class RecordCandidate:
    """A record that may be meant: its key, its name, and what distinguishes it from others of the same name."""

    key: int
    name: str
    details: str


def telling_fields(record: type[Record]) -> tuple[Any, ...]:
    """What distinguishes records of one name: for a person the court, the department and the month of birth."""
    fields = record._meta.sorted_fields
    named = record.named[:1] or record.searched[:1]
    names = {field.name for field in named}  # fields cannot be compared: == makes an SQL expression of them
    links = [field for field in fields if isinstance(field, peewee.ForeignKeyField) and field.name not in names]
    months = [field for field in fields if isinstance(field, MonthField)][:1]
    return (*named, *links, *months)


def candidates(
    record: type[Record],
    fields: Sequence[Any],
    text: str,
    within: Mapping[Any, int | None],
    conditions: Sequence[Condition] = (),
) -> list[RecordCandidate]:
    """Records found by `text` (any, if it is empty) whose links are those of `within`: first names that begin with it,
    shorter ones before longer ones, people by pinyin."""
    kind = Kind(record, "", "", tuple(Column(field, "") for field in fields), order=record.named[:1])
    found = [Condition(f't."{field.column_name}" = ?', (key,)) for field, key in within.items() if key is not None]
    listing = Listing(kind, (*found, *conditions), brief=True)
    if text and record.searched:
        sql, parameters = search.condition(record, text, "t.id")
        listing = listing.where(Condition(sql, tuple(parameters)))
    elif text:
        listing = Listing(kind, listing.conditions, text)
    keys = listing.page(0, _READ if text else _SHOWN)
    lines = [_candidate(key, kind.columns, row) for key, row in zip(keys, listing.rows(keys), strict=True)]
    if text:
        lines.sort(key=lambda line: (not line.name.startswith(text), len(line.name)))
    return lines[:_SHOWN]


def _candidate(key: int, columns: Sequence[Column], row: Sequence[Any]) -> RecordCandidate:
    texts = [(value or "") if column.link else shown(column, value) for column, value in zip(columns, row, strict=True)]
    return RecordCandidate(key, texts[0], " · ".join(filter(None, texts[1:])))


class RecordInput(QLineEdit):
    """The key of a record, or None. Typing lists what is found beneath the line; Down lists without typing.

    `picked` carries a choice from the list; `changed` any change by the user. With `stays` off the line is emptied
    after each choice, so that several can be picked; `pasted` then carries a list of names that was pasted, or typed
    and ended with Enter. `value` raises Unclear for a name that was typed but not chosen. With `free` any text will do:
    `value` is None for one that was not chosen, and only a whole name is taken for the record it means.
    """

    picked = Signal(object)
    changed = Signal()
    pasted = Signal(str)
    filled = Signal()
    """Emitted when the program sets the value."""

    def __init__(
        self,
        record: type[Record],
        jobs: Jobs,
        *,
        fields: Sequence[Any] = (),
        conditions: Sequence[Condition] = (),
        stays: bool = True,
        free: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._record, self._jobs, self._stays, self._free = record, jobs, stays, free
        self._fields = tuple(fields) or telling_fields(record)
        self._conditions = tuple(conditions)
        self._within: dict[Any, int | None] = {}
        self._key: int | None = None
        self._asked = self._before = ""
        self.setPlaceholderText(hint or _("输入名称、拼音或首字母"))
        self._list = _Candidates(self)
        self._completer = self._make_completer()
        drop = QAction(icon("chevron-down", "muted"), _("列出可选的（↓）"), self)
        drop.triggered.connect(self.list_all)
        self.addAction(drop, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._edited)

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(self._list, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(9)
        completer.setWidget(self)
        popup = QListView()
        popup.setUniformItemSizes(True)
        completer.setPopup(popup)
        popup.setItemDelegate(_CandidateDelegate(popup))
        completer.activated[QModelIndex].connect(self._activated)  # type: ignore[index]
        return completer

    def value(self) -> int | None:
        """The chosen key; raises `Unclear` when a name was typed that means nobody or more than one."""
        if self._key is None and self.text().strip() and not self._free:
            raise Unclear(_("“{text}”没有对上，请从列出的里面选一个。").format(text=self.text().strip()))
        return self._key

    def set_value(self, value: int | None) -> None:
        self._key, self._before = value, ""
        self.setText(label_of(self._record, value) if value is not None else "")
        self.setCursorPosition(0)
        self.filled.emit()

    def set_text(self, text: str) -> None:
        """Show a text that means no record, where any will do."""
        self.set_value(None)
        self.setText(text)
        self.setCursorPosition(0)

    @property
    def within(self) -> dict[Any, int | None]:
        """The links that narrow the choice."""
        return dict(self._within)

    def set_within(self, within: Mapping[Any, int | None]) -> None:
        """Offer only records with these links; a choice that contradicts them is taken back."""
        self._within = dict(within)
        if self._key is not None and not self._fits(self._key):
            self.set_value(None)

    def _fits(self, key: int) -> bool:
        row = self._record.get_or_none(self._record.id == key)
        return row is not None and all(
            wanted is None or row.__data__[field.name] == wanted for field, wanted in self._within.items()
        )

    def list_all(self) -> None:
        """List what could be chosen without typing."""
        self.setFocus()
        self._search("" if self._key is not None else self.text().strip())

    @property
    def offered(self) -> list[RecordCandidate]:
        """What the list shows now."""
        return list(self._list.lines)

    @property
    def completer_popup(self) -> QWidget:
        """The list beneath the line; keys go to it while it is open."""
        return self._completer.popup()

    def _edited(self, text: str) -> None:
        came, self._before = len(text) - len(self._before), text
        if not self._stays and came >= _AT_ONCE and _SEVERAL.search(text.strip()):
            self._hand_over(text)
            return
        self._key = None
        self.changed.emit()
        if text.strip():
            self._search(text.strip())
        else:
            self._completer.popup().hide()

    def _search(self, text: str) -> None:
        self._asked = text
        record, fields, within, conditions = self._record, self._fields, dict(self._within), self._conditions
        self._jobs.run(
            _("正在查找"),
            lambda progress: candidates(record, fields, text, within, conditions),
            lambda found: self._offer(text, found),
            keep_latest=f"picker {id(self)}",
            owner=self,
        )

    def _offer(self, text: str, found: list[RecordCandidate]) -> None:
        if text != self._asked:
            return
        self._list.put(found)
        if not self.hasFocus():
            self._settle()
            return
        if not found:
            self._completer.popup().hide()
            return
        room = max(self.width(), min(_DETAILS.width(), self._list.width(self.fontMetrics())))
        self._completer.complete(QRect(0, 0, room, self.height()))
        if not self._free:  # Enter takes what was typed, not the first that is like it
            self._completer.popup().setCurrentIndex(self._list.index(0, 0))

    def _activated(self, index: QModelIndex) -> None:
        self._take(self._list.lines[index.row()])

    def _take(self, line: RecordCandidate) -> None:
        self._key = line.key
        self.setText(line.name)
        self.changed.emit()
        self.picked.emit(line.key)
        if not self._stays:
            self.set_value(None)

    def _settle(self) -> None:
        """A name typed out that means exactly one record needs no choosing."""
        text = self.text().strip()
        meant = [line for line in self._list.lines if line.name == text] or ([] if self._free else self._list.lines)
        if self._key is None and text and text == self._asked and len(meant) == 1:
            self._take(meant[0])

    def _hand_over(self, text: str) -> None:
        """A list of names is no choice from the list beneath."""
        self.set_value(None)
        self._asked = ""
        self._completer.popup().hide()
        self.pasted.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = QApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._completer.popup().isVisible():
            text = self.text()
        if not self._stays and _SEVERAL.search(text.strip()):
            self._hand_over(text)
        elif event.key() == Qt.Key.Key_Down and not self._completer.popup().isVisible():
            self.list_all()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._settle()


class _Candidates(QAbstractListModel):
    """The list beneath the line."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self.lines: list[RecordCandidate] = []

    def put(self, lines: list[RecordCandidate]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def width(self, metrics: Any) -> int:
        """How wide the widest line is."""
        return 40 + max((int(metrics.horizontalAdvance(line.name + line.details)) for line in self.lines), default=0)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        line = self.lines[index.row()]
        if role in (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)):
            return line.name
        if role in (int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleDescriptionRole)):
            return line.details
        return line if role == _ROLE else None


class _CandidateDelegate(QStyledItemDelegate):
    """The name, and beside it in a softer colour what distinguishes it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: RecordCandidate = index.data(_ROLE)
        cell: Any = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        cell.text = ""
        style = cell.widget.style() if cell.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        area = cell.rect.adjusted(8, 0, -8, 0)
        painter.save()
        painter.setPen(tokens().color("text"))
        painter.drawText(area, middle, line.name)
        area.setLeft(area.left() + cell.fontMetrics.horizontalAdvance(line.name) + 14)
        painter.setPen(tokens().color("muted"))
        details = cell.fontMetrics.elidedText(line.details, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, middle, details)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, 30)
