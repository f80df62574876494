"""The yearly review of a whole pool: a line for everybody, grades by the keys 1 to 4, kept in one step."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    EDIT,
    FOREGROUND,
    LEFT,
    NOWHERE,
    SPOKEN,
    TOLD,
    GridTable,
    Index,
)
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.registers.reviews import ReviewGrade
from cadre_desktop.talent.screens.stage_dialog import DatedDialog
from cadre_desktop.talent.stages.reviewing import Reviewed, ReviewLine, review_sheet, save_reviews

_TITLES = (N_("姓名"), N_("法院"), N_("职务"), N_("上年"), N_("本年等次"), N_("评语"))
_WIDTHS = (84, 110, 100, 70, 90, 260)
GRADE, REMARKS = 4, 5
_ROWS, _BESIDE = 14, 330
_GRADES = list(ReviewGrade)
_COLOURS = {"good": "good", "warning": "warning", "bad": "bad"}


class ReviewModel(QAbstractTableModel):
    """The sheet as it is being filled in; `said` is what is said of each membership."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.lines: list[ReviewLine] = []
        self.said: dict[int, Reviewed] = {}

    def put(self, lines: list[ReviewLine]) -> None:
        """Begin with another sheet."""
        self.beginResetModel()
        self.lines = lines
        self.said = {line.membership: Reviewed(line.grade, line.remarks) for line in lines}
        self.endResetModel()

    @property
    def changed(self) -> bool:
        """Whether something is said otherwise than it is kept."""
        return any(self.said[line.membership] != (line.grade, line.remarks) for line in self.lines)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return _(_TITLES[section]) if orientation == Qt.Orientation.Horizontal and role == DISPLAY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        read = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return read | Qt.ItemFlag.ItemIsEditable if index.column() == REMARKS else read

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line = self.lines[index.row()]
        said = self.said[line.membership]
        if role == ALIGNMENT:
            return LEFT if index.column() == REMARKS else CENTRE
        if role in (DISPLAY, EDIT):
            return (line.name, line.court, line.post, _label(line.before), _label(said.grade), said.remarks)[
                index.column()
            ]
        if role in (SPOKEN, *TOLD) and index.column() in (GRADE, GRADE - 1):
            title, grade = _(_TITLES[index.column()]), said.grade if index.column() == GRADE else line.before
            return _("{name}，{title} {grade}").format(name=line.name, title=title, grade=_label(grade) or _("未定"))
        if role == FOREGROUND and index.column() in (GRADE, GRADE - 1):
            grade = said.grade if index.column() == GRADE else line.before
            tone = ReviewGrade(grade).tone if grade else ""
            return tokens().color(_COLOURS[tone]) if tone in _COLOURS else None
        return None

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        key = self.lines[index.row()].membership
        if index.column() == REMARKS:
            self.said[key] = self.said[key]._replace(remarks=str(value).strip())
        else:
            self.said[key] = self.said[key]._replace(grade=str(value))
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), REMARKS))
        return True


def _label(grade: str) -> str:
    return _(ReviewGrade(grade).label) if grade else ""


class ReviewTable(GridTable):
    """1 to 4 set the grade and go on to the next line, Delete takes it away; typing elsewhere writes the remarks."""

    def __init__(self, model: ReviewModel, parent: QWidget | None = None):
        super().__init__(_("年度评议"), parent)
        self.setModel(model)
        self.set_widths(_WIDTHS, stretched=REMARKS)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setMinimumHeight(170)
        self.want_rows(_ROWS, _BESIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        editing = self.state() == QAbstractItemView.State.EditingState
        number = event.text()
        if editing or not index.isValid() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif number in ("1", "2", "3", "4"):
            self.model().setData(index.siblingAtColumn(GRADE), _GRADES[int(number) - 1].value)
            self._go_on()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.model().setData(index.siblingAtColumn(GRADE if index.column() != REMARKS else REMARKS), "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(index.siblingAtColumn(REMARKS))
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        index = self.currentIndex()
        if index.row() + 1 < self.model().rowCount():
            self.setCurrentIndex(index.siblingAtRow(index.row() + 1))


class ReviewDialog(DatedDialog):
    """The sheet of a pool and a year; `done` receives how many memberships were changed."""

    def __init__(self, desk: Desk, pool: Pool, done: Any, parent: QWidget):
        super().__init__(desk, _("{pool}年度评议").format(pool=pool.name), _("保存"), done, parent)
        self.setMinimumWidth(680)
        self._width = 860
        self._pool = pool
        today = desk.clock.today()
        years = range(today.year, today.year - 4, -1)
        self.year = ChoiceInput([(year, str(year)) for year in years], empty=False, nothing=None)
        self.year.set_value(today.year)
        self._shown_year = today.year
        self.model = ReviewModel(self)
        self.table = ReviewTable(self.model)
        self.counts = QLabel()
        set_role(self.counts, "muted")
        self.go.setDefault(False)
        self.go.setAutoDefault(False)  # Enter in the table writes the remarks
        keys = "，".join(f"{number} {_(grade.label)}" for number, grade in enumerate(_GRADES, 1))
        self.lay_out(
            ((_("年度"), self.year), (_("评议日期"), self.day), ("", self.table)),
            above=_("按数字键定等次（{keys}），自动到下一人；Delete 清除，回车写评语。").format(keys=keys),
            beside=self.counts,
        )
        self.year.changed.connect(self._other_year)
        self.model.dataChanged.connect(self._count)
        self._load()
        self.table.setFocus()

    def _load(self) -> None:
        self.model.put(review_sheet(self._pool, self.year.value()))
        self._shown_year = self.year.value()
        if self.model.lines:
            self.table.setCurrentIndex(self.model.index(0, GRADE))
        self._count()

    def _other_year(self) -> None:
        if self.model.changed and not self._desk.notices.ask(
            _("这一年的评议还没有保存，换年度会丢掉。"), _("换年度"), _("留下")
        ):
            self.year.set_value(self._shown_year)
            return
        self._load()

    def _count(self) -> None:
        graded = [each.grade for each in self.model.said.values() if each.grade]
        parts = [f"{_(grade.label)} {graded.count(grade.value)}" for grade in _GRADES]
        text = _("共 {all} 人，已评 {done} 人：{parts}")
        self.counts.setText(text.format(all=len(self.model.lines), done=len(graded), parts="，".join(parts)))

    def answer(self) -> None:
        """Keep the sheet; what is wrong is said."""
        day = self.day_said()
        if day is None:
            return
        store, pool, year, said = self._desk.store, self._pool, self.year.value(), dict(self.model.said)
        self.write(_("正在保存评议"), lambda: save_reviews(store, pool, year, day, said))
