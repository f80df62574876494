"""The contests at the left of the tab, the latest first, with their year and state."""

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
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.rules import ContestStatus
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.action_button import ActionButton
from cadre_desktop.kit.qt.chip import draw_chip
from cadre_desktop.kit.qt.field_base import set_role
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.kit.qt.theme import tokens

WIDTH = 206
_KEY = int(Qt.ItemDataRole.UserRole)
_YEAR, _STATUS = _KEY + 1, _KEY + 2
_WORDS = Qt.TextFlag.TextWrapAnywhere | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_FOOT = 34
"""Height of the line with year and state."""


class ContestList(QFrame):
    """`chosen` tells the key of the contest looked at, None when there is none."""

    chosen = Signal(object)
    new_wanted = Signal()
    edit_wanted = Signal()
    import_wanted = Signal()
    template_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        set_role(self, "card")
        self.list = QListWidget()
        self.list.setProperty("role", "bare")
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("竞赛"))
        self.new = self._action(_("新建竞赛"), "add", "Ctrl+Shift+M", self.new_wanted)
        self.edit = self._action(_("编辑"), "edit", "Ctrl+Shift+E", self.edit_wanted)
        self.edit.setToolTip(_("修改竞赛的名称、日期和主办单位"))
        self.take_in = self._action(_("导入竞赛工作簿…"), "import", "", self.import_wanted)
        self.template = self._action(_("空白工作簿模板…"), "new-file", "", self.template_wanted)
        self._build()
        self.setFixedWidth(WIDTH)
        self.refresh()
        self.list.currentItemChanged.connect(lambda *_items: self.chosen.emit(self.key))
        desk.changes.happened.connect(self._changed)

    def _action(self, words: str, icon_name: str, keys: str, wanted: Any) -> QAction:
        action = QAction(icon(icon_name), words, self)
        if keys:
            action.setShortcut(keys)
        action.triggered.connect(lambda _checked=False: wanted.emit())
        self.addAction(action)
        return action

    def _build(self) -> None:
        heading = QLabel(_("竞赛"))
        set_role(heading, "heading")
        heading.setContentsMargins(14, 0, 0, 0)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(6, 0, 6, 0)
        buttons.addWidget(ActionButton(self.new, "quiet"))
        buttons.addStretch()
        buttons.addWidget(ActionButton(self.edit, "quiet"))
        buttons.addWidget(self._more())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 8)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def _more(self) -> QToolButton:
        menu = QMenu(self)
        menu.addActions([self.take_in, self.template])
        more = QToolButton()
        more.setIcon(icon("more"))
        more.setToolTip(_("导入竞赛工作簿"))
        more.setAccessibleName(_("更多"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more.setMenu(menu)
        return more

    @property
    def key(self) -> int | None:
        """The contest looked at."""
        item = self.list.currentItem()
        key: int | None = item.data(_KEY) if item is not None else None
        return key

    def choose(self, key: int) -> None:
        """Look at a contest."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_KEY) == key:
                self.list.setCurrentRow(row)

    def refresh(self) -> None:
        """Read the contests again; the same one stays chosen as long as it is there."""
        before = self.key
        self.list.blockSignals(True)
        self.list.clear()
        for contest in Contest.select().order_by(Contest.year.desc(), Contest.starts.desc(), Contest.id.desc()):
            self._add(contest)
        self.list.setCurrentRow(0 if self.list.count() else -1)
        if before is not None:
            self.choose(before)
        self.list.blockSignals(False)
        self.edit.setEnabled(self.key is not None)
        if self.key != before:
            self.chosen.emit(self.key)

    def _add(self, contest: Contest) -> None:
        item = QListWidgetItem(contest.name)
        item.setData(_KEY, contest.id)
        item.setData(_YEAR, contest.year)
        item.setData(_STATUS, contest.status)
        item.setToolTip(contest.name)
        self.list.addItem(item)

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "contest"):
            self.refresh()


class _Delegate(QStyledItemDelegate):
    """The name in as many lines as it needs, beneath it the year and the state as a chip."""

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
        foot = QRect(cell.rect.left() + 12, cell.rect.bottom() - _FOOT, cell.rect.width() - 20, _FOOT - 4)
        painter.setPen(tokens().color("selection_text" if selected else "muted"))
        year = _("{year} 年").format(year=index.data(_YEAR))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, year)
        painter.restore()
        status = ContestStatus(index.data(_STATUS))
        width = cell.fontMetrics.horizontalAdvance(year) + 10
        draw_chip(painter, QRectF(foot).adjusted(width, 0, 0, 0), _(status.label), status.tone)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        words = metrics.boundingRect(_room(QRect(0, 0, WIDTH - 4, 200)), _WORDS, index.data())
        return QSize(WIDTH - 4, words.height() + 10 + _FOOT)


def _room(rect: QRect) -> QRect:
    return rect.adjusted(12, 8, -8, 0)
