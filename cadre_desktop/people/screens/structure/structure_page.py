"""How the staff is made up on any day: leaders by age, units, authorised posts, what the figures rest on; what if some
were appointed. Every number opens the people it counts."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.figure_model import FigureModel
from cadre_desktop.kit.qt.lists.grid_table import TALL_HEADER, GridTable
from cadre_desktop.kit.qt.look.action_button import ActionButton, dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.low_window import LowWindow
from cadre_desktop.kit.qt.look.page_tabs import SectionButtons
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.people.screens.structure.structure_charts import ChartsRow
from cadre_desktop.people.screens.structure.structure_output import StructureOutput
from cadre_desktop.people.structure.charts import ages_charts, composition_charts, leaders_charts, quota_charts
from cadre_desktop.people.structure.reading import TABLES, StructureAsked, read_asked
from cadre_desktop.people.structure.report import StructureReport, two_years_on, year_before
from cadre_desktop.people.structure.tables import (
    ages_table,
    composition_table,
    leaders_table,
    quota_table,
    remarks_table,
    year_words,
)
from cadre_desktop.people.structure.what_if import TrialAppointment

LEADERS, COMPOSITION, AGES, QUOTA, REMARKS = range(5)
"""The views."""
_TABLES = (leaders_table, composition_table, ages_table, quota_table, remarks_table)
_CHARTS = (leaders_charts, composition_charts, ages_charts, quota_charts, None)
_DATE, _COURT, _UNIT, _WORD, _LONG_WORD, _NUMBER, _WIDE, _MOST = 124, 150, 92, 118, 150, 58, 96, 88
"""Widths in px."""


class StructurePage(Workplace):
    """Read when it is first looked at, and again when something has changed that it shows."""

    read = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self.report: StructureReport | None = None
        self._stale = True
        self.trial: tuple[TrialAppointment, ...] = ()
        self.day, self.compared = DateInput(), DateInput()
        self.court = ChoiceInput((), empty=True, nothing=None)
        self.views = SectionButtons((_("领导职务"), _("人员构成"), _("年龄分布"), _("编制员额"), _("变动和说明")))
        self.words, self.trial_words = QLabel(), QLabel()
        self.end_trial = dressed(QPushButton(_("取消假设")), "quiet")
        self.model, self.table = FigureModel(self), GridTable(_("队伍结构"))
        self.charts = ChartsRow()
        self.output = StructureOutput(desk, self)
        self._build()
        self._connect()
        LowWindow(self).changed.connect(self.charts.fold)

    def _build(self) -> None:
        self.try_action = QAction(icon("people"), _("假设任命…"), self)
        self.try_action.setToolTip(_("选几个人和拟任职务，看年龄结构会怎样；不写入档案"))
        self.settings_action = QAction(icon("settings"), _("设置…"), self)
        self.settings_action.setToolTip(_("年龄段、“35岁左右”、三类人员比例"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._asking())
        head = FoldingRow(spacing=8)
        head.left.addWidget(self.views)
        for action in (self.try_action, self.settings_action, self.output.export_action, self.output.print_action):
            head.right.addWidget(ActionButton(action))
        column.addWidget(head)
        for words in (self.words, self.trial_words):
            set_role(words, "muted")
            words.setWordWrap(True)
        column.addWidget(self.words)
        tried = row_in(column)
        tried.addWidget(self.trial_words, 1)
        tried.addWidget(self.end_trial)
        self._show_trial()
        self.table.setModel(self.model)
        self.table.horizontalHeader().setFixedHeight(TALL_HEADER)
        column.addWidget(self.table, 3)
        column.addWidget(self.charts, 2)
        self.work_in(self.table)
        follow_layout(self)

    def _asking(self) -> QWidget:
        """The day, the day compared with, and the court."""
        today = self._desk.clock.today()
        self.day.set_value(today)
        self.court.setItemText(0, _("全部法院"))
        row = FoldingRow(spacing=8)
        self._labelled(row.left, _("截至"), self.day, _DATE)
        self.shortcuts = [
            self._shortcut(row.left, _("今天"), self._desk.clock.today),
            self._shortcut(row.left, _("上年末"), lambda: year_before(self._desk.clock.today())),
            self._shortcut(row.left, _("两年后如不调整"), lambda: two_years_on(self._desk.clock.today())),
        ]
        self._labelled(row.right, _("比较"), self.compared, _DATE)
        self.compared.setToolTip(_("与哪一天的领导职务相比；不填为上年末，将来的日子与今天比"))
        self._labelled(row.right, _("法院"), self.court, _COURT)
        return row

    @staticmethod
    def _labelled(row: QHBoxLayout, title: str, field: QWidget, width: int) -> None:
        label = QLabel(title)
        label.setBuddy(field)
        set_role(label, "muted")
        field.setAccessibleName(title)
        field.setFixedWidth(width)
        row.addWidget(label)
        row.addWidget(field)

    def _shortcut(self, row: QHBoxLayout, title: str, day: Callable[[], date]) -> QPushButton:
        button = dressed(QPushButton(title), "quiet")
        button.clicked.connect(lambda _on=False: self.show_day(day()))
        row.addWidget(button)
        return button

    def _connect(self) -> None:
        self.views.chosen.connect(lambda _index: self._show_table())
        for field in (self.day, self.compared):
            field.editingFinished.connect(self.refresh_asked)
            field.changed.connect(self._typed)
        self.court.changed.connect(self.refresh_asked)
        self.table.opened.connect(self._open)
        self.charts.wanted.connect(self._open_rows)
        self.try_action.triggered.connect(self._ask_whom)
        self.settings_action.triggered.connect(self._ask_settings)
        self.end_trial.clicked.connect(lambda _on=False: self.try_out(()))
        self._desk.changes.happened.connect(self._changed)

    @property
    def view(self) -> int:
        """Which view is in front."""
        return next(index for index in range(len(_TABLES)) if self.views.button(index).isChecked())

    def show_day(self, day: date) -> None:
        """Look at another day."""
        self.day.set_value(day)
        self.refresh_asked()

    def try_out(self, proposals: Sequence[TrialAppointment]) -> None:
        """Suppose that these people have those posts; nobody: what is on file."""
        self.trial = tuple(proposals)
        self.refresh_asked()

    def _typed(self) -> None:
        """A day picked from the calendar or by the arrow keys is looked at; one being typed when it is finished."""
        if not self.day.isModified() and not self.compared.isModified():
            self.refresh_asked()

    def _asked(self) -> StructureAsked | None:
        """What is asked for; None while a day cannot be read, which is then marked."""
        days = []
        for field in (self.day, self.compared):
            try:
                days.append(field.value())
                mark_wrong(field, False)
            except Unclear as unclear:
                mark_wrong(field, True)
                self.words.setText(str(unclear))
                return None
        day = days[0] or self._desk.clock.today()
        return StructureAsked(day, self._desk.clock.today(), self.court.value(), days[1], self.trial)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh_asked()

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *TABLES):
            self._stale = True
            if self.isVisible():
                self.refresh_asked()

    def refresh_asked(self) -> None:
        """Read what is asked for, while somebody looks."""
        asked, store = self._asked(), self._desk.store
        if asked is None or not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self._desk.jobs.run(
            _("正在统计"),
            lambda _progress: read_asked(store, asked),
            self._show,
            keep_latest=f"structure {id(self)}",
            owner=self,
        )

    def _show(self, report: StructureReport) -> None:
        self.report = report
        self.court.set_choices([(key, unit.short) for key, unit in report.units.courts.items()])
        self.court.setItemText(0, _("全部法院"))
        self.output.follow(report)
        self._show_trial()
        self._show_table()
        self.read.emit()

    def _show_trial(self) -> None:
        tried = self.report is not None and bool(self.report.trial)
        self.trial_words.setVisible(tried)
        self.end_trial.setVisible(tried)
        if self.report is not None and tried:
            words = _("假设：{who}。表中“试算前”是不作这项假设的情况；没有写入档案。")
            self.trial_words.setText(words.format(who="；".join(self.report.trial)))

    def _show_table(self) -> None:
        report = self.report
        if report is None:
            return
        self.model.put(_TABLES[self.view](report))
        table = self.model.table
        assert table is not None
        words = [_UNIT, self.table.wanted_width(1, _WORD, _LONG_WORD)] if table.parted else [_WORD]
        wide = ["\n" in heading for heading in table.headings[table.words :]]
        room = self.table.viewport().width() - sum(words) - _WIDE * sum(wide)
        number = max(_NUMBER, min(_MOST, room // max(1, wide.count(False))))
        self.table.set_widths([*words, *(_WIDE if each else number for each in wide)], stretched=0)
        make = _CHARTS[self.view]
        self.charts.show_charts(make(report) if make else [])
        self.words.setText(self._said(report))

    def _said(self, report: StructureReport) -> str:
        counted = _("{day} 在册 {people} 人。").format(
            day=report.day.isoformat(), people=f"{report.table.count(0, 'people'):,}"
        )
        grave = "".join(remark.text for remark in report.remarks if remark.grave)
        return counted + year_words(report) + grave

    def _open(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell.rows is not None and cell.value:
            self._open_rows(cell.rows())

    def _open_rows(self, rows: Listing) -> None:
        self._desk.open_rows(rows.kind.key, rows)

    def _ask_whom(self) -> None:
        from cadre_desktop.people.screens.structure.structure_dialogs import WhatIfDialog

        if self.report is not None:
            WhatIfDialog(self._desk, self.report.staff, self.report.units, self.try_out, self).open()

    def _ask_settings(self) -> None:
        from cadre_desktop.people.screens.structure.structure_dialogs import StructureSettingsDialog

        StructureSettingsDialog(self._desk, self.refresh_asked, self).open()
