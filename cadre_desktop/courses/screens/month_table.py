"""The weeks of a month as a table: a cell is a day, with what is on it, 休 or 班, and a mark where things clash."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from cadre_desktop.courses.timetable.months import Entry, Month
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.grid_table import DISPLAY, NOWHERE, SPOKEN, TOLD, Index
from cadre_desktop.kit.qt.look.theme import tokens, ui_font
from cadre_desktop.people.working_days import day_words

_WEEKDAYS = N_("一二三四五六日")
_HEAD, _LEAST_ROW, _LEAST_COLUMN = 26, 26, 60
"""Px of the names of the weekdays, and of the smallest cell: its day, with how much is on it beside that."""
_DAY_LINE, _LINE, _SIDE = 20, 16, 6
_SMALL = 8.25
_FOR_BOTH = 110
"""Px of a line that has room for the beginning of a title and its end."""
_MOST_TOLD = 12
"""Lines of a day that its tooltip has."""
_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class MonthModel(QAbstractTableModel):
    """The days of a month by weeks."""

    def __init__(self, month: Month, today: date, parent: QObject | None = None):
        super().__init__(parent)
        self.month, self.today = month, today

    def put(self, month: Month) -> None:
        """Show another month, or the same anew."""
        self.beginResetModel()
        self.month = month
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.month.days) // 7

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else 7

    def day(self, index: Index) -> date:
        """The day of a cell."""
        return self.month.first + timedelta(days=7 * index.row() + index.column())

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day; none where the weeks do not have it."""
        number = (day - self.month.first).days
        return self.index(number // 7, number % 7) if 0 <= number < 7 * self.rowCount() else QModelIndex()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == DISPLAY:
            return _(_WEEKDAYS)[section]
        return None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        day = self.day(index)
        if role == DISPLAY:
            return str(day.day)
        if role == SPOKEN or role in TOLD:
            return self.words(day)
        return None

    def words(self, day: date) -> str:
        """A day in words, for the mouse and for readers: its special kind, what is on it, and what clashes."""
        entries, hints = self.month.entries.get(day, ()), self.month.hints_of(day)
        lines = ["　".join(filter(None, (day_words(day), special_words(self.month, day))))]
        lines += [entry_words(entry) for entry in entries[:_MOST_TOLD]]
        if len(entries) > _MOST_TOLD:
            lines.append(_("另有 {count} 项").format(count=len(entries) - _MOST_TOLD))
        lines += [_("冲突：{words}").format(words=hint.words) for hint in hints[:_MOST_TOLD]]
        return "\n".join(lines)


def special_words(month: Month, day: date) -> str:
    """放假（春节）, 调休上班（春节）; "" for a day like any other."""
    special = month.special.get(day)
    if special is None:
        return ""
    words = _("放假") if special.free else _("调休上班")
    return _("{words}（{name}）").format(words=words, name=special.name) if special.name else words


def entry_words(entry: Entry) -> str:
    """9:00 财产查控 · 执行实务培训班."""
    course = f" · {entry.title}" if entry.about != entry.title else ""
    return " ".join(filter(None, (entry.when, entry.about))) + course


class MonthTable(QTableView):
    """`day_wanted` asks for another day, `month_wanted` for a month so many further, `opened` for what is on a day."""

    day_wanted = Signal(object)
    month_wanted = Signal(int)
    opened = Signal(object)

    def __init__(self, model: MonthModel, parent: QWidget | None = None):
        super().__init__(parent)
        self.days = model
        self.setAccessibleName(_("月历"))
        self.setModel(model)
        self.setItemDelegate(_DayDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header, least in ((self.horizontalHeader(), _LEAST_COLUMN), (self.verticalHeader(), _LEAST_ROW)):
            header.setMinimumSectionSize(least)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setFixedHeight(_HEAD)
        self.setMinimumSize(7 * _LEAST_COLUMN + 2, _HEAD + 6 * _LEAST_ROW)
        self.clicked.connect(lambda index: self.day_wanted.emit(model.day(index)))
        self.doubleClicked.connect(lambda index: self.opened.emit(model.day(index)))

    @property
    def day(self) -> date | None:
        """The day in which the cursor is."""
        index = self.currentIndex()
        return self.days.day(index) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, day = Qt.Key(event.key()), self.day
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.month_wanted.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif plain and day is not None and key in _KEYS:
            self.day_wanted.emit(day + timedelta(days=_KEYS[key]))
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            own = [each for each in self.days.month.days if self.days.month.has(each)]
            self.day_wanted.emit(own[0] if key == Qt.Key.Key_Home else own[-1])
        elif plain and day is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(day)
        else:
            super().keyPressEvent(event)


class _DayDelegate(QStyledItemDelegate):
    """Draws a day: number, 休 or 班, a mark where something clashes, and below as many lines as there is room for."""

    def __init__(self, table: MonthTable):
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = self._table.days
        day, area = model.day(index), QRect(option.rect)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        self._ground(painter, area, model.month, day, chosen)
        self._head(painter, area, model, day)
        self._lines(painter, area, model.month, day)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, month: Month, day: date, chosen: bool) -> None:
        look = tokens()
        plain = "background" if not month.has(day) else "stripe" if month.is_free(day) else "card"
        painter.fillRect(area, look.color("selection" if chosen else plain))
        painter.setPen(look.color("line"))
        painter.drawLine(area.topRight(), area.bottomRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if chosen and self._table.hasFocus():
            painter.setPen(look.color("focus"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _head(self, painter: QPainter, area: QRect, model: MonthModel, day: date) -> None:
        look, month = tokens(), model.month
        left = QRectF(area.left() + _SIDE, area.top() + 2, 20, _DAY_LINE - 2)
        weak = not month.has(day) or month.is_free(day)
        if day == model.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("button"))
            painter.drawRoundedRect(left, 4, 4)
        painter.setFont(ui_font(9, bold=True))
        painter.setPen(look.color("on_button" if day == model.today else "muted" if weak else "text"))
        today = Qt.AlignmentFlag.AlignCenter
        painter.drawText(left, today if day == model.today else _AT_LEFT, str(day.day))
        painter.setFont(ui_font(_SMALL))
        right = QRectF(left.right() + 2, left.top(), area.right() - left.right() - 6, left.height())
        special = month.special.get(day)
        if special is not None:
            painter.setPen(look.color("good" if special.free else "warning"))
            painter.drawText(right, _AT_LEFT, _("休") if special.free else _("班"))
        if month.hints_of(day):
            painter.setPen(look.color("bad"))
            painter.drawText(right, _AT_RIGHT, _("冲突"))
        elif (count := len(month.entries.get(day, ()))) > max(0, room := _room(area)) and room <= 1:
            painter.setPen(look.color("muted"))
            painter.drawText(right, _AT_RIGHT, _("{count} 项").format(count=count))

    def _lines(self, painter: QPainter, area: QRect, month: Month, day: date) -> None:
        entries = month.entries.get(day, ())
        room = _room(area)
        if not entries or room < 1:
            return
        entries = sorted(entries, key=lambda entry: entry.session is None)  # of what lasts all day the rest is left out
        alone = room == 1 and not month.hints_of(day)  # then the day says beside its number how many there are
        shown = entries if len(entries) <= room else entries[: 1 if alone else room - 1]
        lines = [(" ".join(filter(None, (entry.when, entry.about))), entry.session is None) for entry in shown]
        if len(shown) < len(entries) and not alone:
            text = _("另有 {count} 项") if shown else _("{count} 项")
            lines.append((text.format(count=len(entries) - len(shown)), True))
        font = ui_font(_SMALL)
        painter.setFont(font)
        metrics, width = QFontMetricsF(font), area.width() - 2 * _SIDE
        for number, (line, weak) in enumerate(lines):
            painter.setPen(tokens().color("muted" if weak or not month.has(day) else "text"))
            position = QRectF(area.left() + _SIDE, area.top() + _DAY_LINE + number * _LINE, width, _LINE)
            painter.drawText(position, _AT_LEFT, metrics.elidedText(line, shortened_at(line, width), width))


def shortened_at(line: str, width: float) -> Qt.TextElideMode:
    """Where a line gives way: not at its end where that alone distinguishes it, as （第二期）, unless there is room
    for nothing else."""
    told_by_end = line.endswith(("）", ")", "期")) and width > _FOR_BOTH  # not shown
    return Qt.TextElideMode.ElideMiddle if told_by_end else Qt.TextElideMode.ElideRight


def _room(area: QRect) -> int:
    """How many lines a cell has below its day."""
    return (area.height() - _DAY_LINE - 2) // _LINE
