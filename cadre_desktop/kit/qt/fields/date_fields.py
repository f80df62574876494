"""Days and months: typed in any usual form, or picked from a calendar."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cadre_desktop.kit.display import date_text
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.calendar_popup import CalendarPopup
from cadre_desktop.kit.qt.look.field_guards import plain_keys
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.typed import typed_date, typed_month


class DateInput(QLineEdit):
    """A day, or None. The calendar opens by its button, F4 or Alt+Down; Up and Down move by a day."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        plain_keys(self)
        self.setPlaceholderText(self._pattern())
        self.setAccessibleName(_("日期"))
        self._open = QAction(icon("calendar"), _("打开日历（F4）"), self)
        self._open.triggered.connect(self.open_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self.changed)
        self.editingFinished.connect(self._tidy)

    def value(self) -> date | None:
        """The day; raises `Unclear` for text that is no date."""
        return typed_date(self.text())

    def set_value(self, value: date | None) -> None:
        self.setText(self._written(value) if value else "")

    def open_calendar(self) -> None:
        """Show the calendar beneath the field."""
        calendar = CalendarPopup(self._readable() or date.today(), self)
        calendar.chosen.connect(self._take)
        calendar.show_below(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and alt):
            self.open_calendar()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and (day := self._readable()):
            self._take(self._moved(day, 1 if event.key() == Qt.Key.Key_Up else -1))
        else:
            super().keyPressEvent(event)

    def _pattern(self) -> str:
        return _("年-月-日")

    def _written(self, value: date) -> str:
        return date_text(value)

    def _moved(self, day: date, step: int) -> date:
        return date.fromordinal(min(max(1, day.toordinal() + step), date.max.toordinal()))

    def _readable(self) -> date | None:
        try:
            return self.value()
        except Unclear:
            return None

    def _take(self, day: date) -> None:
        self.set_value(day)
        self.changed.emit()

    def _tidy(self) -> None:
        """What can be read is written in the usual form; what cannot stays as typed, to be put right."""
        day = self._readable()
        if day:
            self.set_value(day)


class MonthInput(DateInput):
    """A month as its first day, or None, written 1985.03 as personnel forms do."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_("年月"))

    def value(self) -> date | None:
        return typed_month(self.text())

    def _pattern(self) -> str:
        return _("年.月")

    def _written(self, value: date) -> str:
        return date_text(value, month=True)

    def _moved(self, day: date, step: int) -> date:
        months = min(max(12, day.year * 12 + day.month - 1 + step), 9999 * 12 + 11)
        return date(months // 12, months % 12 + 1, 1)
