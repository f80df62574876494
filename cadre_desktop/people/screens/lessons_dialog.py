"""A lecturer's lessons and hours by year, beside the register of lecturers; on paper and as a workbook."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.fields.year_box import YearInput
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    LEFT,
    NOWHERE,
    RIGHT,
    TIP,
    GridTable,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.people.name_list.lesson_papers import hours_text, lessons_title, lessons_words, write_lessons
from cadre_desktop.people.name_list.lessons import Lesson, Lessons, lessons_of
from cadre_desktop.people.name_list.records import Lecturer

_WIDTHS = (92, 150, 0, 150, 130, 62)
"""px of the columns; the event takes what is left."""
_EVENT, _HOURS = 2, 5


class LessonsDialog(QDialog):
    """The lessons of one lecturer in the year chosen, or in all."""

    def __init__(self, desk: ViewDesk, lecturer: Lecturer, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._lecturer, self._lessons = desk, lecturer, Lessons((), 0)
        self.setWindowTitle(lessons_title(lecturer, None))
        self.setMinimumSize(560, 260)
        resize_within_screen(self, 900, 520)
        self._papers = Papers(desk, parent or self)
        self.model = _LessonModel()
        self.table = GridTable(self.windowTitle())
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS, stretched=_EVENT)
        self.year = YearInput(desk.clock.today().year)
        self.sums, self.unsure = ElidedLabel(), QLabel()
        self._build()
        self.year.changed.connect(self._show)
        desk.jobs.run(_("正在读取授课清单"), lambda _progress: lessons_of(lecturer), self._put, owner=self)

    def _build(self) -> None:
        set_role(self.sums, "muted")
        set_role(self.unsure, "warning")
        self.unsure.setWordWrap(True)
        self.unsure.hide()
        self.print = QPushButton(icon("print"), _("打印"))
        self.export = QPushButton(icon("export"), _("导出…"))
        close = QPushButton(_("关闭"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = row_in(column)
        head.setSpacing(12)
        head.addWidget(self.year)
        head.addWidget(self.sums, 1)
        column.addWidget(self.table, 1)
        column.addWidget(self.unsure)
        foot = row_in(column)
        foot.setSpacing(10)
        foot.addStretch()
        for button, run in ((self.print, self._print), (self.export, self._export), (close, self.accept)):
            button.clicked.connect(run)
            button.setAutoDefault(False)
            foot.addWidget(button)

    @property
    def shown(self) -> list[Lesson]:
        """The lessons in front."""
        return self._lessons.of(self.year.year)

    def _put(self, lessons: Lessons) -> None:
        self._lessons = lessons
        year = self._desk.clock.today().year
        self.year.offer(lessons.years, year if year in lessons.years else next(iter(lessons.years), year))
        text = _("另有 {count} 次只写了姓名，而师资库里有同名的人，没有计入；请在课次（场次）里选定是谁。")
        self.unsure.setText(text.format(count=lessons.unsure))
        self.unsure.setVisible(lessons.unsure > 0)
        self._show()
        self.table.setFocus()

    def _show(self) -> None:
        self.model.put(self.shown)
        self.sums.set_text(lessons_words(self.shown))
        for button in (self.print, self.export):
            button.setEnabled(bool(self.shown))

    def _print(self) -> None:
        """The preview has the window to itself."""
        lecturer, year, lessons, organisation = self._lecturer, self.year.year, self.shown, self._desk.organisation()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            from cadre_desktop.people.name_list.lesson_papers import print_lessons

            return print_lessons(path, lecturer, year, lessons, organisation, setup)

        self.accept()
        self._papers.lay_out(lessons_title(lecturer, year), "lessons", write)

    def _export(self) -> None:
        lecturer, year, lessons = self._lecturer, self.year.year, self.shown
        told = _("已导出 {count} 条到“{path}”。")
        name = lessons_title(lecturer, year)
        save_as(
            self._desk,
            self,
            _("导出授课清单"),
            name,
            lambda path, _progress: write_lessons(path, lecturer, year, lessons),
            told,
        )


class _LessonModel(QAbstractTableModel):
    """A line for each lesson."""

    def __init__(self) -> None:
        super().__init__()
        self._lessons: Sequence[Lesson] = ()
        self._titles = (_("日期"), _("时间"), _("班次（活动）"), _("授课内容"), _("地点"), _("学时"))

    def put(self, lessons: Sequence[Lesson]) -> None:
        """Show other lessons."""
        self.beginResetModel()
        self._lessons = lessons
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lessons)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(self._titles)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role in (DISPLAY, TIP):
            each = self._lessons[index.row()]
            when = each.when.partition(" ")[2]
            texts = (each.day.isoformat(), when, each.title, each.subject, each.venue, hours_text(each.hours))
            return texts[index.column()]
        if role == ALIGNMENT:
            return RIGHT if index.column() == _HOURS else LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(self._titles, section, orientation, role, range(_HOURS))
