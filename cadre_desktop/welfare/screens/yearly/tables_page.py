"""A page of tables of figures of a year: read in a job, every number opens what it counts; on paper and as a
workbook."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.figure_table import FigureTable
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.figure_model import FigureModel
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.page_tabs import SectionButtons
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.welfare.published import PUBLISHED

_TABLES = frozenset(record._meta.table_name for record in PUBLISHED.records) | {"court", "person"}
_WORD, _LONGEST_WORD, _NUMBER, _MOST = 96, 240, 62, 170
"""Px."""


class TablesPage(Workplace):
    """A page says what it reads (`read`), which tables that makes, what it is called and what is said of it."""

    def __init__(self, desk: Desk, key: str, views: Sequence[str], parent: QWidget | None = None):
        super().__init__(parent)
        self.desk = desk
        self.year = desk.clock.today().year
        self.found: Any = None
        self._key, self._stale = key, True
        self.views = SectionButtons(views)
        if len(views) == 1:
            self.views.hide()  # never shown here: without a parent it would be a window that takes the keyboard
        self._papers = Papers(desk, self)
        self.words = QLabel()
        self.words.setWordWrap(True)
        set_role(self.words, "muted")
        self.model, self.table = FigureModel(self), GridTable(views[0])
        self.head = FoldingRow(8)
        self.export_action = self.action(_("导出"), "export", "Ctrl+E", self.export)
        self.print_action = self.action(_("打印"), "print", "Ctrl+P", self.print_all)
        self._build()
        self.views.chosen.connect(lambda _index: self.show_table())
        self.table.opened.connect(self._open)
        desk.changes.happened.connect(self._changed)

    def reading(self) -> Callable[[], Any]:
        """What reads the year, in a job."""
        raise NotImplementedError

    def tables(self) -> list[FigureTable]:
        """The tables of what was read."""
        raise NotImplementedError

    def title(self) -> str:
        """What the page is called, with its year."""
        raise NotImplementedError

    def said(self) -> str:
        """What is said of the tables."""
        return ""

    def action(self, words: str, icon_name: str, keys: str, run: Callable[[], None]) -> QAction:
        """One more command of the page."""
        action = QAction(icon(icon_name), words, self)
        if keys:
            action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _on=False: run())
        self.addAction(action)
        return action

    def add_controls(self) -> None:
        """Put what a page has of its own into `head`, before the table, as Tab goes."""

    def _build(self) -> None:
        self.head.left.addWidget(self.views)
        self.add_controls()
        for action in (self.export_action, self.print_action):
            self.head.right.addWidget(ActionButton(action))
        self.table.setModel(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        self.work_in(self.table)

    def show_year(self, year: int | None) -> None:
        """Look at another year; of all years at this one."""
        self.year = year or self.desk.clock.today().year
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
        read = self.reading()
        self.desk.jobs.run(
            _("正在统计"), lambda _progress: read(), self._put, keep_latest=f"{self._key} {id(self)}", owner=self
        )

    def _put(self, found: Any) -> None:
        self.found = found
        self.show_table()

    def show_table(self) -> None:
        """Show the table of the view in front."""
        if self.found is None:
            return
        tables = self.tables()
        index = next(index for index in range(len(tables)) if self.views.button(index).isChecked())
        table = tables[index]
        self.model.put(table)
        self.table.setAccessibleName(table.title)
        self.words.setText(self.said())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # once the table has its width

    def _fit(self) -> None:
        """Give the columns the room there is; what is left over goes to the words."""
        table = self.model.table
        if table is None:
            return
        words = [self.table.wanted_width(column, _WORD, _LONGEST_WORD) for column in range(table.words)]
        numbers = len(table.headings) - table.words
        room = self.table.viewport().width() - sum(words)
        number = max(_NUMBER, min(_MOST, room // numbers))
        spare = max(0, room - numbers * number) // len(words)
        self.table.set_widths([*(width + spare for width in words), *[number] * numbers])

    def _open(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell.rows is not None and cell.value:
            rows = cell.rows()
            self.desk.open_rows(rows.kind.key, rows)

    def export(self) -> None:
        """All tables as a workbook."""
        from cadre_desktop.welfare.yearly.table_paper import write_book

        if self.found is None:
            return
        tables, said = self.tables(), [self.title(), self.said()]

        def write(path: Path, _progress: Progress) -> None:
            write_book(path, tables, said)

        save_as(self.desk, self, _("导出工作簿"), self.title(), write, _("已导出到“{path}”。"))

    def print_all(self) -> None:
        """All tables in the preview."""
        from cadre_desktop.welfare.yearly.table_paper import print_tables

        if self.found is None:
            return
        tables, title, said, organisation = self.tables(), self.title(), self.said(), self.desk.organisation()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_tables(path, title, tables, organisation, said, setup)

        self._papers.lay_out(title, self._key, write)
