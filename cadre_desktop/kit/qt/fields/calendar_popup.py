"""A calendar in Chinese beneath a field."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from cadre_desktop.kit.qt.look.theme import tokens


class CalendarPopup(QFrame):
    """A calendar in Chinese, Monday first, that closes when a day is chosen, on Escape or a click elsewhere."""

    chosen = Signal(date)

    def __init__(self, day: date, parent: QWidget):
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget(self)
        self.calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self._calm_colours()
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.calendar)
        self.setProperty("role", "popup")
        self.resize(300, 270)

    def show_below(self, field: QWidget) -> None:
        """Appear beneath `field`, or above it where the screen ends."""
        screen = field.screen().availableGeometry()
        corner = field.mapToGlobal(QPoint(0, field.height() + 2))
        if corner.y() + self.height() > screen.bottom():
            corner = field.mapToGlobal(QPoint(0, -self.height() - 2))
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        self.move(corner)
        self.show()
        self.calendar.setFocus()

    def _choose(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()

    def _calm_colours(self) -> None:
        """Qt paints weekends in a glaring red; muted says enough."""
        muted = QTextCharFormat()
        muted.setForeground(tokens().color("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, muted)
        self.calendar.setHeaderTextFormat(muted)
