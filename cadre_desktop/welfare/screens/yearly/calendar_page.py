"""The year of welfare: its days with events, deadlines and what is due of every kind, and beside them one day or its
month."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QLabel, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.day_list import DayList
from cadre_desktop.kit.qt.look.action_button import ActionButton, MenuButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.people.working_days import day_words
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.published import PUBLISHED
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.screens.yearly.year_table import YearModel, YearTable, sort_of_day
from cadre_desktop.welfare.yearly.calendar_paper import days_words
from cadre_desktop.welfare.yearly.days import DayLine, YearDays, read_year

_TABLES = frozenset(record._meta.table_name for record in PUBLISHED.records) | {"calendar_day", "person"}
_KINDS = {kind.key: kind for kind in PUBLISHED.kinds}
_SIDE, _SIDE_LEAST, _CHOICE = 290, 180, 130
"""Px."""
_AHEAD = 60
"""Days that the calendar file of the coming days has."""
_LINE = int(Qt.ItemDataRole.UserRole)


class YearCalendarPage(Workplace):
    """Read when it is first looked at, and again when something has changed that it shows."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self.day = today = desk.clock.today()
        self.model = YearModel(YearDays(today.year), today, self)
        self.table = YearTable(self.model)
        self.care = ChoiceInput([(kind.value, _(kind.label)) for kind in WelfareKind], empty=True, nothing=None)
        self.care.setItemText(0, _("全部项目"))
        self._papers = Papers(desk, self)
        self._build()
        self.care.changed.connect(self.refresh)
        self.table.day_wanted.connect(self.show_day)
        self.table.opened.connect(self._open_day)
        self.list.itemActivated.connect(lambda item: self._open(item.data(_LINE)))
        self.list.itemClicked.connect(lambda item: self._open(item.data(_LINE)))
        desk.changes.happened.connect(self._changed)

    def _build(self) -> None:
        self.note = ElidedLabel()
        set_role(self.note, "muted")
        self.care.setAccessibleName(_("项目"))
        self.care.setFixedWidth(_CHOICE)
        head = FoldingRow(8)
        head.left.addWidget(self.care)
        head.left.addWidget(self.note, 1)
        head.give_left_the_rest()
        files = QMenu(self)
        self.whole = files.addAction(_("全年的日历文件…"))
        self.whole.triggered.connect(lambda _checked=False: self._export_year())
        self.coming = files.addAction(_("今后 {days} 天的日历文件…").format(days=_AHEAD))
        self.coming.triggered.connect(lambda _checked=False: self._export_coming())
        self.print = QAction(icon("print"), _("打印"), self)
        self.print.setShortcut("Ctrl+P")
        self.print.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.print.triggered.connect(lambda _checked=False: self.print_year())
        self.addAction(self.print)
        head.right.addWidget(MenuButton("export", _("导出日历"), files, self, "Alt+E"))
        head.right.addWidget(ActionButton(self.print))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addWidget(head)
        both = row_in(column, 1)
        both.setSpacing(12)
        both.addWidget(self.table, 1)
        both.addWidget(self._side())
        self.work_in(self.table)

    def _side(self) -> QWidget:
        side = QWidget()
        set_role(side, "card")
        side.setMinimumWidth(_SIDE_LEAST)
        side.setMaximumWidth(_SIDE)
        self.day_title, self.list = QLabel(), DayList(_("当天或当月的活动和到期事项"))
        set_role(self.day_title, "heading")
        self.day_title.setWordWrap(True)
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 12, 10, 12)
        column.setSpacing(8)
        column.addWidget(self.day_title)
        column.addWidget(self.list, 1)
        return side

    @property
    def year(self) -> YearDays:
        """The year in front."""
        return self.model.year

    def show_year(self, year: int | None) -> None:
        """Look at another year; of all years at this one."""
        today = self._desk.clock.today()
        wanted = year or today.year
        if wanted != self.day.year:
            self.day = today if wanted == today.year else date(wanted, 1, 1)
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if not tables.isdisjoint(_TABLES):
            self.refresh()

    def refresh(self) -> None:
        """Read the year again, or as soon as it is seen."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        year, care = self.day.year, self.care.value()
        kind = WelfareKind(care) if care else None
        self._desk.jobs.run(
            _("正在读取日历"),
            lambda _progress: read_year(year, kind),
            self._put,
            keep_latest=f"welfare year {id(self)}",
            owner=self,
        )

    def _put(self, year: YearDays) -> None:
        day = self.day
        self.model.put(year)
        found = {line for lines in year.lines.values() for line in lines}
        events = sum(line.is_event for line in found)
        words = _("{year} 年：{worked} 个工作日，{events} 场活动，{due} 项到期").format(
            year=year.year, worked=year.worked, events=events, due=len(found) - events
        )
        self.note.set_text("　".join(filter(None, (words, year.remark))))
        self.show_day(day)

    def show_day(self, day: date) -> None:
        """Look at a day: what is on it, or where nothing is what is in its month."""
        self.day = day
        index = self.model.index_of(day)
        if index.isValid() and index != self.table.currentIndex():
            self.table.setCurrentIndex(index)
        lines = self.year.lines.get(day, ())
        self.day_title.setText(f"{day_words(day)}　{sort_of_day(self.year, day)}")
        self.list.clear()
        for line in lines:
            self._add(line.text, line)
        if lines:
            return
        month = self.year.of_month(day.month)
        words = _("这一天没有安排。{month} 月：") if month else _("{month} 月没有安排。")
        self._say(words.format(month=day.month))
        for line in month:
            self._add(f"{days_words(line, day.month)} {line.text}", line)

    def _say(self, words: str) -> None:
        nothing = QListWidgetItem(words, self.list)
        nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        nothing.setForeground(tokens().color("muted"))

    def _add(self, words: str, line: DayLine) -> None:
        item = QListWidgetItem("\n".join((words, _(line.care.label))), self.list)
        item.setToolTip(item.text())
        item.setData(_LINE, line)

    def _open_day(self, day: date) -> None:
        """What is on a day: its only row, or where there are several the list of them."""
        lines = self.year.lines.get(day, ())
        if len(lines) == 1:
            self._open(lines[0])
        elif lines:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _open(self, line: DayLine | None) -> None:
        if line is not None:
            kind = _KINDS.get(line.kind_key, WELFARE_EVENT)
            self._desk.open_rows(line.kind_key, Listing(kind, (Condition("t.id = ?", (line.key,), line.told),)))

    def print_year(self) -> None:
        """The year on one sheet, in the preview."""
        from cadre_desktop.welfare.yearly.calendar_paper import print_year

        year, organisation = self.year, self._desk.organisation()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_year(path, year, organisation, setup)

        self._papers.lay_out(_("{year}年暖警日历").format(year=year.year), "welfare year", write)

    def _export_year(self) -> None:
        from cadre_desktop.welfare.yearly.ics import write_year

        year, now = self.year.year, self._desk.clock.now()
        self._export(_("{year}年暖警日历").format(year=year), lambda path, _progress: write_year(path, year, now))

    def _export_coming(self) -> None:
        from cadre_desktop.welfare.yearly.ics import write_days

        now = self._desk.clock.now()
        first = now.date()
        title = _("今后 {days} 天暖警日历").format(days=_AHEAD)
        last = first + timedelta(days=_AHEAD)
        self._export(title, lambda path, _progress: write_days(path, title, first, last, now))

    def _export(self, name: str, write: object) -> None:
        told = _("已写出 {count} 个日程到“{path}”，手机和 Outlook 打开即可加入日历。")
        patterns = ((_("日历文件"), "*.ics"),)
        save_as(self._desk, self, _("导出日历"), name, write, told, patterns=patterns, suffix=".ics")  # type: ignore[arg-type]
