"""The children of a period by number, and the days on which they came: keyed like every attendance grid."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    SPOKEN,
    TOLD,
    GridTable,
    Index,
)
from cadre_desktop.kit.qt.look.field_guards import plain_keys
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.welfare.child_care.attendance import ChildLine, PeriodSheet
from cadre_desktop.welfare.child_care.grades import grade_text
from cadre_desktop.welfare.child_care.rules import ChildPresence, Enrolled

FRONT = 5
"""Columns before the days: number, name, state, class, school year."""
_LEFT = (1, 3)
"""Those of words of differing length, which begin at the left."""
_AFTER = 2
_KEYS = {
    "1": (ChildPresence.PRESENT, False),
    " ": (ChildPresence.PRESENT, False),
    "2": (ChildPresence.PRESENT, True),
    "3": (ChildPresence.EXCUSED, False),
    "4": (ChildPresence.ABSENT, False),
}
_COLOURS = {ChildPresence.ABSENT: "bad", ChildPresence.EXCUSED: "warning"}
_WIDTHS = (52, 96, 74, 96, 72)
_DAY, _COUNT = 62, 84

Cells = Sequence[tuple[int, date]]
Noting = Callable[[Cells, ChildPresence | None, bool | None], None]
"""Writes for children and days what was keyed."""


class DayModel(QAbstractTableModel):
    """`masked`: no name is shown."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.sheet: PeriodSheet | None = None
        self.masked = True

    def put(self, sheet: PeriodSheet | None) -> None:
        """Show another period, or the same as it is now."""
        before = self._shape()
        self.sheet = sheet
        if self._shape() != before:
            self.beginResetModel()
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def _shape(self) -> object:
        sheet = self.sheet
        return sheet and (sheet.period.id, tuple(sheet.days), tuple(line.key for line in sheet.lines))

    def mask(self, masked: bool) -> None:
        """Hide the names, or show them."""
        self.masked = masked
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, FRONT - 1))

    @property
    def lines(self) -> Sequence[ChildLine]:
        return self.sheet.lines if self.sheet else ()

    @property
    def days(self) -> Sequence[date]:
        return self.sheet.days if self.sheet else ()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self.sheet is None else FRONT + len(self.days) + _AFTER

    def day_at(self, column: int) -> date | None:
        """The day of a column; None for another column."""
        return self.days[column - FRONT] if 0 <= column - FRONT < len(self.days) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == ALIGNMENT and section in _LEFT:
            return LEFT
        if orientation != Qt.Orientation.Horizontal or role != DISPLAY:
            return None
        if (day := self.day_at(section)) is not None:
            return f"{day.month}.{day.day}\n{_(_WEEK)[day.weekday()]}"
        front = (_("编号"), _("姓名"), _("状态"), _("班级"), _("年级"))
        return front[section] if section < FRONT else (_("出勤"), _("晚接"))[section - FRONT - len(self.days)]

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role == ALIGNMENT:
            return LEFT if column in _LEFT else CENTRE
        if role in (DISPLAY, SPOKEN):
            return self._text(line, column)
        if role in TOLD and column == 2:  # a reason may say that a family is in need
            return "" if self.masked else line.reason
        if role in TOLD:
            return self._told(line, column)
        if role == FOREGROUND:
            return self._colour(line, column)
        return None

    def _text(self, line: ChildLine, column: int) -> str:
        if (day := self.day_at(column)) is not None:
            presence = line.presence.get(day)
            if presence is None:
                return ""
            return _("晚接") if day in line.late else _(ChildPresence(presence).label)
        if column < FRONT:
            name = MASK if self.masked else line.name
            grade = MASK if self.masked else grade_text(line.grade)
            return (str(line.number), name, _(Enrolled(line.state).label), line.room, grade)[column]
        came = line.attended
        if column == FRONT + len(self.days):
            return f"{came.came}/{came.expected}" if came.expected else ""
        return str(came.late or "")

    def _told(self, line: ChildLine, column: int) -> str:
        """The text with what it is about: no colour says anything alone."""
        text = self._text(line, column)
        if (day := self.day_at(column)) is not None:
            return _("{month} 月 {day} 日：{text}").format(month=day.month, day=day.day, text=text) if text else ""
        least = (self.sheet.period.least_attendance or 0) if self.sheet else 0
        if column == FRONT + len(self.days) and self._colour(line, column):
            return _("出勤 {text}，不到 {least}%").format(text=text, least=least // 1000)
        if column > FRONT + len(self.days) and self._colour(line, column):
            return _("晚接 {text} 次，已算经常晚接").format(text=text)
        return text

    def _colour(self, line: ChildLine, column: int) -> Any:
        day = self.day_at(column)
        if day is not None:
            presence = line.presence.get(day, "")
            name = "warning" if day in line.late else _COLOURS.get(presence, "")  # type: ignore[call-overload]
            return tokens().color(name) if name else None
        came = line.attended
        last = column - FRONT - len(self.days)
        share, least = came.share, (self.sheet.period.least_attendance or 0) if self.sheet else 0
        wrong = (last == 0 and share is not None and share < least) or (last == 1 and came.often_late)
        return tokens().color("bad") if wrong else None


_WEEK = N_("一二三四五六日")


class DayTable(GridTable):
    """`noted` carries the cells, whether they were there (None: nothing is noted any more) and whether late."""

    noted = Signal(list, object, object)

    def __init__(self, model: DayModel, parent: QWidget | None = None):
        super().__init__(_("托辅出勤"), parent)
        self.day_model = model
        self.setModel(model)
        plain_keys(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        model.modelReset.connect(self._fit)

    def _fit(self) -> None:
        self.set_widths([*_WIDTHS, *[_DAY] * len(self.day_model.days), _COUNT, _COUNT])
        if self.day_model.rowCount() and self.day_model.days:
            self.setCurrentIndex(self.day_model.index(0, FRONT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        cells = self._cells()
        if not cells or control:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.noted.emit(cells, None, None)
        elif event.text() in _KEYS and event.text():
            self.noted.emit(cells, *_KEYS[event.text()])
            self._go_down()
        else:
            super().keyPressEvent(event)

    def _cells(self) -> list[tuple[int, date]]:
        chosen: list[Any] = list(self.selectedIndexes()) or [self.currentIndex()]
        found = []
        for index in chosen:
            day = self.day_model.day_at(index.column()) if index.isValid() else None
            if day is not None:
                found.append((self.day_model.lines[index.row()].key, day))
        return found

    def _go_down(self) -> None:
        index = self.currentIndex()
        if len(self.selectedIndexes()) <= 1 and index.row() + 1 < self.day_model.rowCount():
            self.setCurrentIndex(self.day_model.index(index.row() + 1, index.column()))
