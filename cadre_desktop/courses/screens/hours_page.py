"""Training hours of everybody on the staff: what is asked, what is done, what lacks today and at the year's end."""

from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cadre_desktop.courses.hours.behind import rows_behind
from cadre_desktop.courses.hours.grouping import DIMENSIONS, group_of, grouped, summary
from cadre_desktop.courses.hours.rule_settings import regulation
from cadre_desktop.courses.hours.sheet import HoursSheet, read_sheet
from cadre_desktop.courses.hours.touched import TABLES, people_touched
from cadre_desktop.courses.hours.what_if import CourseOffered, WhatIf, courses_offered, what_if
from cadre_desktop.courses.rules import format_hours, format_sum
from cadre_desktop.courses.screens.hours_filters import HoursFilters
from cadre_desktop.courses.screens.hours_model import GroupModel, HoursModel, window_fields, year_fields
from cadre_desktop.courses.screens.hours_output import HoursOutput
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.low_window import LowWindow
from cadre_desktop.kit.qt.look.page_tabs import SectionButtons
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.store.state import At, state_now

YEAR, WINDOW, GROUPS = range(3)
"""The views: the year's targets, the sliding window, sums by groups."""
_GROUP_WIDTHS = (240, 90, 90, 100, 110, 110, 110)
_COURSE_WIDTH, _COURSE_MOST = 190, 340
_NAME_WIDTHS = (84, 150)
"""The least and the most px of the names."""


class _Read(NamedTuple):
    """The lines, where the journal stood before they were read, and the courses that people may still join."""

    sheet: HoursSheet
    at: At
    courses: list[CourseOffered]


class HoursPage(Workplace):
    """A table of the people on the staff in the year in front; a number opened shows the rows behind it.

    Read when it is first looked at. What has changed since is reckoned anew for the people concerned alone.
    """

    read = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._year: int | None = None
        self._read: _Read | None = None
        self.what_if: WhatIf | None = None
        self._shown_fields: list[str] = []
        self.views = SectionButtons((_("任务与完成"), _("近五年"), _("汇总")))
        self.filters = HoursFilters()
        self.courses = ChoiceInput((), empty=True, nothing=None)
        self.by = ChoiceInput([(each.key, _(each.title)) for each in DIMENSIONS], empty=False)
        self.words, self.what_if_words = QLabel(), QLabel()
        self.unfold = QPushButton(icon("filter"), _("筛选"))
        self.model, self.groups = HoursModel(self), GroupModel(self)
        self.table, self.group_table = GridTable(_("学时")), GridTable(_("学时汇总"))
        self.empty = EmptyState("course", _("没有要列出的人"), _("这一年没有在册的人，或者没有人符合所选的条件。"))
        self.output = HoursOutput(desk, self)
        self._build()
        self._connect()
        LowWindow(self).changed.connect(self._fold)

    @property
    def year(self) -> int:
        """The year looked at."""
        return self._year or self._desk.clock.today().year

    @property
    def sheet(self) -> HoursSheet | None:
        """The lines as they are shown: with the course that is tried out, if there is one."""
        if self.what_if is not None:
            return self.what_if.sheet
        return self._read.sheet if self._read else None

    @property
    def view(self) -> int:
        """Which view is in front."""
        return next(position for position in (YEAR, WINDOW, GROUPS) if self.views.button(position).isChecked())

    def _build(self) -> None:
        self.settings_action = QAction(icon("settings"), _("设置…"), self)
        self.settings_action.setToolTip(_("任务的学时和天数、从哪一级起按五年、结业和请假的比例、1 学时多少分钟"))
        head = FoldingRow(spacing=8)
        head.left.addWidget(self.views)
        head.left.addWidget(self.by)
        head.right.addWidget(ActionButton(self.settings_action))
        head.right.addWidget(self.output.export_button)
        head.right.addWidget(self.output.print_button)
        self.by.setAccessibleName(_("按什么汇总"))
        self.by.setFixedWidth(112)
        self.by.set_value(DIMENSIONS[0].key)
        self.by.hide()
        self._offer_courses(head.left)
        head.give_left_the_rest()
        for words in (self.words, self.what_if_words):
            set_role(words, "muted")
            words.setWordWrap(True)
        self.what_if_words.hide()
        self.unfold.setCheckable(True)
        self.unfold.setToolTip(_("显示或收起筛选条件"))
        self.unfold.toggled.connect(self.filters.setVisible)
        self.unfold.hide()
        self.stack = Stack()
        for table, model in ((self.table, self.model), (self.group_table, self.groups)):
            table.setModel(model)
            self.stack.addWidget(table)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.group_table.set_widths(_GROUP_WIDTHS, stretched=0)
        set_role(self.empty, "card")
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 14)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.filters)
        said = row_in(column)
        said.setSpacing(8)
        said.addWidget(self.words, 1)
        said.addWidget(self.unfold)
        column.addWidget(self.what_if_words)
        column.addWidget(self.stack, 1)
        self.work_in(self.table)
        follow_layout(self)

    def _offer_courses(self, row: QHBoxLayout) -> None:
        """The courses that can be tried out, beside the views."""
        self.courses.setMinimumWidth(_COURSE_WIDTH)
        self.courses.setMaximumWidth(_COURSE_MOST)
        self.courses.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.courses.setAccessibleName(_("试算参加的班次"))
        self.courses.setToolTip(_("选中的人（没有选的，表里全部的人）如果参加这个班次，年末还缺多少"))
        label = QLabel(_("试算参加"))
        label.setBuddy(self.courses)
        set_role(label, "muted")
        row.addSpacing(8)
        row.addWidget(label)
        row.addWidget(self.courses, 3)
        row.addStretch(1)

    def _connect(self) -> None:
        self.views.chosen.connect(lambda _index: self.show_lines())
        self.by.changed.connect(self.show_lines)
        self.filters.changed.connect(self.show_lines)
        self.courses.changed.connect(self.try_course)
        self.table.opened.connect(self.open_rows)
        self.group_table.opened.connect(self._open_group)
        self.settings_action.triggered.connect(self._ask_settings)
        self._desk.changes.happened.connect(self._changed)

    def _fold(self, low: bool) -> None:
        """On a low window the filters are folded away behind a button that says how many are chosen."""
        self.unfold.setVisible(low)
        self.filters.setVisible(not low or self.unfold.isChecked())

    def show_year(self, year: int | None) -> None:
        """Look at another year; None for this one."""
        if year != self._year:
            self._year, self._read = year, None
            self._give_up_course()
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read what is not known yet, or has changed; only while somebody looks."""
        if not self.isVisible():
            return
        store, year, today, known = self._desk.store, self.year, self._desk.clock.today(), self._read

        def work() -> _Read:
            at = state_now()
            touched = people_touched(known.at) if known is not None and known.sheet.today == today else None
            if known is None or touched is None:
                return _Read(read_sheet(store, year, today), at, courses_offered(year))
            if not touched:
                return known._replace(at=at)
            some = read_sheet(store, year, today, touched)
            return _Read(known.sheet.renewed(touched, some), at, known.courses)

        self._desk.jobs.run(
            _("正在计算学时"),
            lambda _progress: work(),
            self._show,
            keep_latest=f"hours {id(self)}",
            owner=self,
        )

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *TABLES):
            self.refresh()

    def _show(self, read: _Read) -> None:
        same = self._read is not None and read.sheet is self._read.sheet
        self._read = read
        offered = [
            (each.key, _("{title}（{hours} 学时）").format(title=each.title, hours=format_hours(each.hours)))
            for each in read.courses
        ]
        self.courses.set_choices(offered)
        self.courses.setItemText(0, _("选一个班次试算…") if offered else _("没有可以试算的班次"))
        if not same:
            self.try_course()
        self.read.emit()

    def show_lines(self) -> None:
        """Show the lines that meet the filters in the view in front."""
        sheet = self.sheet
        if sheet is None:
            return
        current, column = self.current_person, self.table.currentIndex().column()
        indexes = self.filters.indexes(sheet)
        fields = window_fields(sheet.window) if self.view == WINDOW else year_fields()
        self.model.put(sheet, indexes, fields)
        self._set_widths()
        everybody = group_of(sheet, _("合计"), indexes)
        dimension = next(each for each in DIMENSIONS if each.key == self.by.value())
        self.groups.put(dimension, [*grouped(sheet, dimension, indexes), everybody] if self.view == GROUPS else [])
        self.by.setVisible(self.view == GROUPS)
        reviewed = sum(sheet.flag(position, "review") for position in indexes)
        self.words.setText(summary(everybody, reviewed, format_sum))
        chosen = self.filters.count
        self.unfold.setText(_("筛选（{count}）").format(count=chosen) if chosen else _("筛选"))
        table = self.group_table if self.view == GROUPS else self.table
        self.stack.setCurrentWidget(table if indexes else self.empty)
        self.work_in(table)
        if current is not None and self.model.row_of(current) >= 0:
            self.table.setCurrentIndex(self.model.index(self.model.row_of(current), column))
        self.output.follow(sheet, self.model.order, lambda: self.current_person, self.chosen_people)

    def _set_widths(self) -> None:
        """Once for each view: what somebody has drawn wider stays."""
        shown = [field.key for field in self.model.fields]
        if shown != self._shown_fields:
            self._shown_fields = shown
            name = self.table.wanted_width(0, *_NAME_WIDTHS)
            self.table.set_widths([name, *(field.width for field in self.model.fields[1:])])

    @property
    def current_person(self) -> int | None:
        """The key of the person whose line the cursor is in."""
        sheet, row = self.model.sheet, self.table.currentIndex().row()
        return sheet.members[self.model.order[row]].key if sheet and 0 <= row < len(self.model.order) else None

    def chosen_people(self) -> list[int]:
        """The keys of the people whose lines are selected; of all lines shown where none or one is."""
        sheet = self.model.sheet
        if sheet is None:
            return []
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        indexes = [self.model.order[row] for row in rows] if len(rows) > 1 else self.model.order
        return [sheet.members[position].key for position in indexes]

    def open_rows(self, index: QModelIndex) -> None:
        """Show the rows behind a number, or the person behind a word."""
        sheet, field = self.model.sheet, self.model.fields[index.column()]
        if sheet is None:
            return
        key = "onsite_done" if field.key == "window" else field.key
        listing = rows_behind(sheet, self.model.order[index.row()], key if field.number else "onsite_done")
        if listing is not None:
            self._desk.open_rows(listing.kind.key, listing)

    def _open_group(self, index: QModelIndex) -> None:
        """The people of a group."""
        if index.row() < len(self.groups.groups) - 1:
            self.views.check(YEAR)
            self.filters.choose(self.by.value(), self.groups.groups[index.row()].value)
        else:
            self.views.check(YEAR)
            self.show_lines()

    def try_course(self) -> None:
        """Show what would come of it if those selected were in the course chosen."""
        read, course = self._read, self.courses.value()
        offered = next((each for each in read.courses if each.key == course), None) if read else None
        if read is None or offered is None:
            self._give_up_course()
            self.show_lines()
            return
        store, people = self._desk.store, self._people_to_try(read)
        self._desk.jobs.run(
            _("正在试算"),
            lambda _progress: what_if(read.sheet, offered, people, regulation(store)),
            self._show_what_if,
            keep_latest=f"what if {id(self)}",
            owner=self,
        )

    def _people_to_try(self, read: _Read) -> Collection[int]:
        if self.model.sheet is None:
            return [member.key for member in read.sheet.members]
        return self.chosen_people()

    def _show_what_if(self, found: WhatIf) -> None:
        self.what_if = found
        words = _("若这 {people} 人再参加“{course}”（{hours} 学时）：全部人员中年末还缺的")
        fewer, same = _("由 {before} 人减为 {after} 人，"), _("仍为 {after} 人，")
        words += fewer if found.short_after < found.short_before else same
        self.what_if_words.setText(
            words.format(
                people=f"{found.people:,}",
                course=found.course.title,
                hours=format_hours(found.course.hours),
                before=f"{found.short_before:,}",
                after=f"{found.short_after:,}",
            )
            + _("共少缺 {less} 学时。").format(less=format_sum(found.lacking_before - found.lacking_after))
        )
        self.what_if_words.show()
        self.show_lines()

    def _give_up_course(self) -> None:
        self.what_if = None
        self.what_if_words.hide()

    def _ask_settings(self) -> None:
        from cadre_desktop.courses.screens.training_settings_dialog import TrainingSettingsDialog

        TrainingSettingsDialog(self._desk, self).exec()
