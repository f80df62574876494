"""The month of training: its weeks with courses and sessions, and beside them what is on one day and what clashes."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QLabel, QListWidgetItem, QMenu, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.courses.records import Course
from cadre_desktop.courses.screens.month_table import MonthModel, MonthTable, entry_words, special_words
from cadre_desktop.courses.screens.sessions_intake import sessions_dialog
from cadre_desktop.courses.timetable.months import Entry, Month, bounds, empty_month, read_month
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.lists.day_list import DayList
from cadre_desktop.kit.qt.look.action_button import ActionButton, MenuButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.qt.talk.file_names import tables
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.people.working_days import day_words

_TABLES = ("course", "session", "enrolment", "lecturer", "calendar_day", "welfare_event", "person")
_SIDE, _SIDE_LEAST = 300, 220
"""Px of what is on one day, beside the weeks."""
_COURSE = int(Qt.ItemDataRole.UserRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_YEARS = range(1900, 2201)


class CalendarPage(QWidget):
    """`opened` asks for a course (its key), `year_shown` says that a month of another year is looked at."""

    opened = Signal(object)
    year_shown = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self.day = today = desk.clock.today()
        self.model = MonthModel(empty_month(today.year, today.month), today, self)
        self.table = MonthTable(self.model)
        self.today = self._action(_("今天"), "calendar", self._show_today)
        self.today.setShortcut("Ctrl+Home")
        self.today.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.today)
        self.whole = self._action(_("整月的日历文件…"), "export", self._export_month)
        self.single = self._action("", "export", self._export_course)
        self.take_in = self._action(_("导入课次…"), "import", self._take_in)
        self.give = self._action(_("本月班次的课次表…"), "export", self._give_sessions)
        self.give.setToolTip(_("已有的课次各一行；还没有课次的班次留一行待填，填好可以再导入"))
        self._build()
        self.table.day_wanted.connect(self.show_day)
        self.table.month_wanted.connect(self.step)
        self.table.opened.connect(self._open_day)
        self.list.itemActivated.connect(lambda item: self.opened.emit(item.data(_COURSE)))
        desk.changes.happened.connect(self._changed)

    def _action(self, words: str, icon_name: str, run: Callable[[], None]) -> QAction:
        action = QAction(icon(icon_name), words, self)
        action.triggered.connect(lambda _checked=False: run())
        return action

    def _build(self) -> None:
        self.title, self.note = QLabel(), ElidedLabel()
        set_role(self.title, "title")
        set_role(self.note, "muted")
        head = FoldingRow(8)
        head.left.addWidget(self._arrow("chevron-left", _("上个月（PgUp）"), -1))
        head.left.addWidget(self.title)
        head.left.addWidget(self._arrow("chevron-right", _("下个月（PgDn）"), 1))
        head.left.addSpacing(6)
        head.left.addWidget(self.note, 1)
        head.give_left_the_rest()
        files = QMenu(self)
        files.addActions([self.whole, self.single])
        files.aboutToShow.connect(self._follow)
        self.files = MenuButton("export", _("导出日历"), files, self, "Alt+E")
        sheets = QMenu(self)
        sheets.setToolTipsVisible(True)
        sheets.addActions([self.take_in, self.give])
        self.sheets = MenuButton("", _("课次表"), sheets, self, "Alt+K")
        head.right.addWidget(ActionButton(self.today))
        head.right.addWidget(self.sheets)
        head.right.addWidget(self.files)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addWidget(head)
        both = row_in(column, 1)
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(self._side())

    def _arrow(self, icon_name: str, words: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(words)
        button.setAccessibleName(words.partition("（")[0])
        button.clicked.connect(lambda _checked=False: self.step(step))
        return button

    def _side(self) -> QWidget:
        side = QWidget()
        set_role(side, "card")
        side.setMinimumWidth(_SIDE_LEAST)
        side.setMaximumWidth(_SIDE)
        self.day_title, self.list = QLabel(), DayList(_("当天的班次、课次和冲突"))
        set_role(self.day_title, "heading")
        self.day_title.setWordWrap(True)
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 12, 10, 12)
        column.setSpacing(8)
        column.addWidget(self.day_title)
        column.addWidget(self.list, 1)
        return side

    @property
    def month(self) -> Month:
        """The month in front."""
        return self.model.month

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def show_year(self, year: int | None) -> None:
        """Look at the same month of another year."""
        if year is not None:
            self.step(12 * (year - self.day.year))

    def step(self, months: int) -> None:
        """Look at the month so many further, on the same day of it as far as there is one."""
        year, month = divmod(12 * self.day.year + self.day.month - 1 + months, 12)
        if year in _YEARS:
            _first, last = bounds(year, month + 1)
            self.show_day(last.replace(day=min(self.day.day, last.day)))

    def show_day(self, day: date) -> None:
        """Look at a day, in its month."""
        if day.year not in _YEARS:
            return
        before, self.day = self.day, day
        if (day.year, day.month) == (before.year, before.month):
            self._show_day()
            return
        self.refresh()
        if day.year != before.year:
            self.year_shown.emit(day.year)

    def _show_today(self) -> None:
        self.model.today = self._desk.clock.today()
        self.show_day(self.model.today)
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the month again, or as soon as it is seen."""
        year, month = self.day.year, self.day.month
        self.title.setText(_("{year} 年 {month} 月").format(year=year, month=month))
        self._stale = not self.isVisible()
        if not self._stale:
            self._desk.jobs.run(
                _("正在读取日历"),
                lambda _progress: read_month(year, month),
                self._put,
                keep_latest=f"calendar {id(self)}",
                owner=self,
            )

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *_TABLES):
            self.refresh()

    def _put(self, month: Month) -> None:
        self.model.put(month)
        words = [_("{count} 个工作日").format(count=month.worked)]
        words += [_("{courses} 个班次、{sessions} 次课").format(courses=month.courses, sessions=month.sessions)]
        clashes = sum(month.has(hint.day) for hint in month.hints)
        words += [_("{count} 处冲突").format(count=clashes)] if clashes else []
        words += [month.remark] if month.remark else []
        self.note.set_text("　".join(words))
        self._show_day()

    def _show_day(self) -> None:
        index = self.model.index_of(self.day)
        if index.isValid() and index != self.table.currentIndex():
            self.table.setCurrentIndex(index)
        day, month = self.day, self.month
        special = special_words(month, day) or (_("休息日") if month.is_free(day) else _("工作日"))
        self.day_title.setText(f"{day_words(day)}　{special}")
        self.list.clear()
        for hint in month.hints_of(day):
            words = _("冲突：{words}").format(words=hint.words)
            item = QListWidgetItem(words)
            item.setToolTip(words)
            item.setData(_COURSE, hint.courses[0])
            item.setForeground(tokens().color("warning"))
            self.list.addItem(item)
        for entry in month.entries.get(day, ()):
            item = QListWidgetItem(_lines(entry))
            item.setToolTip(_lines(entry))
            item.setData(_COURSE, entry.course)
            item.setData(_SPOKEN, entry_words(entry))
            self.list.addItem(item)
        if not month.entries.get(day):
            nothing = QListWidgetItem(_("这一天没有班次"), self.list)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setForeground(tokens().color("muted"))

    def _open_day(self, day: date) -> None:
        """The course of a day, or where it has several the list of them."""
        courses = {entry.course for entry in self.month.entries.get(day, ())}
        if len(courses) == 1:
            self.opened.emit(courses.pop())
        elif courses:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    @property
    def course(self) -> Course | None:
        """The course chosen in the list of the day, or the only one of the day."""
        item = self.list.currentItem()
        courses = {entry.course for entry in self.month.entries.get(self.day, ())}
        key = item.data(_COURSE) if item is not None else courses.pop() if len(courses) == 1 else None
        return Course.get_or_none(Course.id == key) if key is not None else None

    def _follow(self) -> None:
        course = self.course
        self.single.setEnabled(course is not None)
        words = _("所选班次的日历文件…") if course is None else _("“{title}”的日历文件…").format(title=course.title)
        self.single.setText(words)

    def _take_in(self) -> None:
        """Ask for a workbook of sessions and show what it would bring."""
        path = self._desk.notices.choose_open(_("导入课次"), tables())
        if path is not None:
            sessions_dialog(self._desk, path, self).exec()

    def _give_sessions(self) -> None:
        from cadre_desktop.courses.timetable.session_book import write_sessions

        days = sorted(day for day in self.month.entries if self.month.has(day))
        keys = dict.fromkeys(entry.course for day in days for entry in self.month.entries[day])
        name = _("{year}年{month}月课次表").format(year=self.day.year, month=self.day.month)
        told = _("已导出 {count} 行到“{path}”，改好可以再导入。")
        courses = [Course.by_key(key) for key in keys]
        save_as(self._desk, self, _("导出课次表"), name, lambda path, _progress: write_sessions(path, courses), told)

    def _export_month(self) -> None:
        from cadre_desktop.courses.timetable.ics import write_month

        year, month, now = self.day.year, self.day.month, self._desk.clock.now()
        name = _("{year}年{month}月培训日历").format(year=year, month=month)
        self._export(name, lambda path, _progress: write_month(path, year, month, now))

    def _export_course(self) -> None:
        from cadre_desktop.courses.timetable.ics import write_course

        course, now = self.course, self._desk.clock.now()
        if course is not None:
            write = partial(write_course, course=course, now=now)
            self._export(course.title, lambda path, _progress: write(path))

    def _export(self, name: str, write: Callable[[Path, Progress], int]) -> None:
        told = _("已写出 {count} 个日程到“{path}”，手机和 Outlook 打开即可加入日历。")
        patterns = ((_("日历文件"), "*.ics"),)
        save_as(self._desk, self, _("导出日历"), name, write, told, patterns=patterns, suffix=".ics")


def _lines(entry: Entry) -> str:
    """What is on a day, in a line or two: 上午 9:00–11:30 财产查控 / 执行实务培训班 · 王祯 · 三楼会议室."""
    course = entry.title if entry.about != entry.title else ""
    beside = " · ".join(filter(None, (course, entry.lecturer, entry.venue)))
    return "\n".join(filter(None, (f"{entry.times} {entry.about}", beside)))
