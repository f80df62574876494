"""The marks of a course keyed down the list: first mark, retake, and what they come to; saved in one step."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QWidget

from cadre_desktop.courses.closing import enrolments_of
from cadre_desktop.courses.completion import has_passed, mark_problem
from cadre_desktop.courses.examining import FoundMarks, Marks, marks_of, read_marks, record_marks
from cadre_desktop.courses.records import Course
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    EDIT,
    FOREGROUND,
    NOWHERE,
    TOLD,
    GridTable,
    Index,
    copied_rows,
)
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog

_HEADINGS = (N_("姓名"), N_("法院"), N_("成绩"), N_("补考成绩"), N_("结论"))
_WIDTHS = (90, 120, 90, 90, 200)
FIRST, RETAKE, _CONCLUSION = 2, 3, 4
_HEIGHT = 250
_ROWS = 12
_BESIDE = 310
"""Rows that the table has where there is room, and the px of the dialog beside it."""
_SHOWN = 4
"""So many rows of a workbook that could not be read are listed."""


class Examinee(NamedTuple):
    """Somebody in the list: the key of the enrolment, name and court."""

    entry: int
    name: str
    court: str


class MarksModel(QAbstractTableModel):
    """Marks as typed; `marks` are all of them by enrolment."""

    def __init__(
        self, people: Sequence[Examinee], marks: Mapping[int, Marks], pass_mark: str, parent: QObject | None = None
    ):
        super().__init__(parent)
        self.people, self.marks, self._pass_mark = people, dict(marks), pass_mark

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return _(_HEADINGS[section]) if orientation == Qt.Orientation.Horizontal and role == DISPLAY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        read = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return read | Qt.ItemFlag.ItemIsEditable if index.column() in (FIRST, RETAKE) else read

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        person = self.people[index.row()]
        marks = self.marks[person.entry]
        if role == ALIGNMENT:
            return CENTRE
        if role in (DISPLAY, EDIT):
            return (person.name, person.court, *marks, self.conclusion(marks))[index.column()]
        if role in TOLD:
            return self.conclusion(marks)
        wrong = mark_problem(*marks, self._pass_mark) or (marks.result and not self._passes(marks))
        return tokens().color("bad") if role == FOREGROUND and index.column() == _CONCLUSION and wrong else None

    def conclusion(self, marks: Marks) -> str:
        """What the marks come to, or what is wrong with them."""
        wrong = mark_problem(*marks, self._pass_mark)
        if wrong or not marks.result:
            return wrong
        if not self._pass_mark:
            return _("没有合格分数")
        if self._passes(marks):
            return _("补考合格") if marks.retake else _("合格")
        return _("不合格") if marks.retake else _("不合格，可补考一次")

    def _passes(self, marks: Marks) -> bool:
        return not self._pass_mark or any(has_passed(text, self._pass_mark) for text in marks if text)

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        entry = self.people[index.row()].entry
        name = Marks._fields[index.column() - FIRST]
        self.marks[entry] = self.marks[entry]._replace(**{name: str(value).strip()})
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), _CONCLUSION))
        return True

    def take(self, marks: Mapping[int, Marks]) -> None:
        """Put in marks that were read from a workbook."""
        self.marks |= marks
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, _CONCLUSION))


class MarksTable(GridTable):
    """Typing writes into a cell, Enter goes on to the next person, and cells copied from Excel are pasted."""

    def __init__(self, model: MarksModel, parent: QWidget | None = None):
        super().__init__(_("成绩"), parent)
        self.setModel(model)
        self.set_widths(_WIDTHS, stretched=_CONCLUSION)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setMinimumHeight(_HEIGHT)
        self.want_rows(_ROWS, _BESIDE)
        self.itemDelegate().closeEditor.connect(self._ended)
        if model.rowCount():
            self.setCurrentIndex(model.index(0, FIRST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        typed = index.isValid() and index.column() in (FIRST, RETAKE)
        if event.matches(QKeySequence.StandardKey.Paste) and typed:
            self._paste(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and typed:
            self.model().setData(index, "")
        elif self.state() == QAbstractItemView.State.EditingState:  # then Enter only ends that
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _ended(self, _editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:  # Enter; Qt still has to let go of the editor
            QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        index = self.currentIndex()
        if index.row() + 1 < self.model().rowCount():
            self.setCurrentIndex(index.siblingAtRow(index.row() + 1))

    def _paste(self, at: Index) -> None:
        for down, texts in enumerate(copied_rows()):
            for right, text in enumerate(texts[: RETAKE + 1 - at.column()]):
                index = self.model().index(at.row() + down, at.column() + right)
                if index.isValid():
                    self.model().setData(index, text)


class MarksDialog(FieldDialog):
    """Everybody in a course with the marks; what is wrong is told at its row, and nothing is saved then."""

    def __init__(self, desk: Desk, course: Course, parent: QWidget):
        super().__init__(_("录入成绩"), _("保存"), parent, width=640)
        self._desk, self._course = desk, Course.by_key(course.id)
        held = marks_of(self._course)
        people = [
            Examinee(row.id, row.person.name, (row.court.short_name or row.court.name) if row.court else "")
            for row in enrolments_of(self._course)
            if row.id in held
        ]
        self.model = MarksModel(people, held, self._course.pass_mark, self)
        self.table = MarksTable(self.model)
        self.read = QPushButton(_("从工作簿读取…"))
        self.read.setAutoDefault(False)
        self.read.clicked.connect(self._choose)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.hide()
        set_role(self.told, "problem")
        self.go.setDefault(False)  # Enter in the list goes on to the next person
        self.go.setAutoDefault(False)
        needed = _("合格分数 {mark}，不合格的可补考一次；").format(mark=self._course.pass_mark)
        words = needed if self._course.pass_mark else _("这个班次没有填合格分数，成绩只作登记；")
        above = words + _("写分数或优秀、良好、合格、不合格、缺考，回车到下一人，可从 Excel 粘贴。")
        below = QHBoxLayout()
        below.addWidget(self.read)
        below.addStretch(1)
        self.lay_out((("", self.table), ("", below), ("", self.told)), above=above)
        self.table.setFocus()

    def _choose(self) -> None:
        path = self._desk.notices.choose_open(_("读取成绩"), ((_("工作簿"), "*.xlsx *.xls *.ods *.csv"),))
        if path is not None:
            course = self._course
            carry_out(
                self._desk,
                _("正在读成绩"),
                lambda: read_marks(course, path),
                self._put,
                self,
                writes=False,
                refused=lambda refused: self.wrong(str(refused)),
            )

    def _put(self, found: FoundMarks) -> None:
        """Show the marks read; they are saved like typed ones."""
        self.model.take(found.marks)
        lines = [_("读取 {read} 行，成绩 {count} 个。").format(read=found.read, count=len(found.marks))]
        lines += [self._line(problem) for problem in found.problems[:_SHOWN]]
        if len(found.problems) > _SHOWN:
            lines.append(_("还有 {count} 行没有读入。").format(count=len(found.problems) - _SHOWN))
        self.told.setText("\n".join(lines))
        self.told.show()

    @staticmethod
    def _line(problem: Problem) -> str:
        return _("第 {row} 行：{message}").format(row=problem.row, message=problem.message)

    def answer(self) -> None:
        """Save them; what is wrong is told, and nothing is saved."""
        store, course, marks = self._desk.store, self._course, dict(self.model.marks)
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: record_marks(store, course, marks),
            self._saved,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _saved(self, count: int) -> None:
        self.accept()
        self._desk.notices.tell(_("已登记 {count} 人的成绩，可按 Ctrl+Z 撤销。").format(count=count))
