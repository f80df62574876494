"""The days of a year as a table: a row for each month, and in a day how much is on it."""

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import DISPLAY, NOWHERE, SPOKEN, TOLD, Index
from cadre_desktop.kit.qt.look.theme import tokens, ui_font
from cadre_desktop.people.working_days import day_words
from cadre_desktop.welfare.yearly.days import YearDays

_MONTH, _LEAST_ROW, _LEAST_COLUMN = 46, 24, 20
"""Px of the months' names, and of the smallest cell."""
_TWO_LINES, _MARK_WIDTH, _MARK_HEIGHT = 34, 24, 18
_SMALL = 8.25
_MANY = 100
_MOST_TOLD = 12
"""Lines of a day that its tooltip has."""
_LONGEST = 31


class YearModel(QAbstractTableModel):
    """Twelve rows of as many days as a month has."""

    def __init__(self, year: YearDays, today: date, parent: QObject | None = None):
        super().__init__(parent)
        self.year, self.today = year, today

    def put(self, year: YearDays) -> None:
        """Show another year, or the same anew."""
        self.beginResetModel()
        self.year = year
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 12

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else _LONGEST

    def day(self, index: Index) -> date | None:
        """The day of a cell; None beyond the end of a month."""
        try:
            return date(self.year.year, index.row() + 1, index.column() + 1)
        except ValueError:
            return None

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day; none where it is of another year."""
        return self.index(day.month - 1, day.day - 1) if day.year == self.year.year else QModelIndex()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role != DISPLAY:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return str(section + 1)
        return _("{month}月").format(month=section + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self.day(index) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        day = self.day(index) if index.isValid() else None
        if day is None:
            return None
        if role == DISPLAY:
            count = len(self.year.lines.get(day, ()))
            return str(count) if count else ""
        if role == SPOKEN or role in TOLD:
            return self.words(day)
        return None

    def words(self, day: date) -> str:
        """A day in words, for the mouse and for readers: whether it is worked, and what is on it."""
        lines = self.year.lines.get(day, ())
        told = [f"{day_words(day)}　{sort_of_day(self.year, day)}", *(line.text for line in lines[:_MOST_TOLD])]
        if len(lines) > _MOST_TOLD:
            told.append(_("另有 {count} 项").format(count=len(lines) - _MOST_TOLD))
        return "\n".join(told)


def sort_of_day(year: YearDays, day: date) -> str:
    """放假（春节）, 调休上班（春节）, 休息日, 工作日."""
    special = year.special.get(day)
    if special is None:
        return _("休息日") if year.is_free(day) else _("工作日")
    words = _("放假") if special.free else _("调休上班")
    return _("{words}（{name}）").format(words=words, name=special.name) if special.name else words


class YearTable(QTableView):
    """`day_wanted` carries the day to which the cursor went, `opened` the one on which Enter was pressed."""

    day_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, model: YearModel, parent: QWidget | None = None):
        super().__init__(parent)
        self.days = model
        self.setAccessibleName(_("年历"))
        self.setModel(model)
        self.setItemDelegate(_YearDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header, least in ((self.horizontalHeader(), _LEAST_COLUMN), (self.verticalHeader(), _LEAST_ROW)):
            header.setMinimumSectionSize(least)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().hide()
        self.verticalHeader().setFixedWidth(_MONTH)
        self.setMinimumSize(_MONTH + _LONGEST * _LEAST_COLUMN + 2, 2 + 12 * _LEAST_ROW)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.day(index)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        day = self.days.day(current) if current.isValid() else None
        if day is not None:
            self.day_wanted.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self.days.day(self.currentIndex()) if self.currentIndex().isValid() else None
        if day is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(day)
        else:
            super().keyPressEvent(event)


class _YearDelegate(QStyledItemDelegate):
    """Draws a day: its ground says whether it is worked, a mark with a number how much is on it."""

    def __init__(self, table: YearTable):
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model, look, area = self._table.days, tokens(), QRect(option.rect)  # type: ignore[attr-defined]
        day = model.day(index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        plain = "background" if day is None else "header" if model.year.is_free(day) else "card"
        painter.fillRect(area, look.color("selection" if chosen and day else plain))
        painter.setPen(look.color("line"))
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if day is not None:
            self._day(painter, area, day, len(model.year.lines.get(day, ())))
            if chosen and self._table.hasFocus():
                painter.setPen(look.color("focus"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(area.adjusted(0, 0, -2, -1))
        painter.restore()

    def _day(self, painter: QPainter, area: QRect, day: date, count: int) -> None:
        """The number of the day, in a frame on today; below it how much is on it, or 休 or 班. In a low row what is on
        the day is told by a mark behind its number alone."""
        look, special = tokens(), self._table.days.year.special.get(day)
        middle, low = Qt.AlignmentFlag.AlignCenter, area.height() < _TWO_LINES
        upper = area if low else area.adjusted(0, 2, 0, -area.height() // 2)
        if low and count:
            self._mark(painter, upper, str(day.day))
        else:
            painter.setPen(look.color("muted" if self._table.days.year.is_free(day) else "text"))
            painter.setFont(ui_font(_SMALL, bold=day == self._table.days.today))
            painter.drawText(upper, middle, str(day.day))
        if day == self._table.days.today:
            painter.setPen(look.color("button"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(1, 1, -3, -2))
        if low:
            return
        lower = area.adjusted(0, area.height() // 2 - 2, 0, -2)
        if count:
            self._mark(painter, lower, str(count) if count < _MANY else f"{_MANY - 1}+")
        elif special is not None:
            painter.setPen(look.color("good" if special.free else "warning"))
            painter.setFont(ui_font(_SMALL))
            painter.drawText(lower, middle, _("休") if special.free else _("班"))

    @staticmethod
    def _mark(painter: QPainter, area: QRect, text: str) -> None:
        mark = QRect(0, 0, min(area.width() - 4, _MARK_WIDTH), min(area.height() - 2, _MARK_HEIGHT))
        mark.moveCenter(area.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().color("button"))
        painter.drawRoundedRect(mark, 4, 4)
        painter.setPen(tokens().color("on_button"))
        painter.setFont(ui_font(_SMALL, bold=True))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, text)
