"""Workbooks on their way in: what was read and what has to be put right is shown before it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.qt.imports.import_parts import band
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
from cadre_desktop.kit.qt.lists.table import ROW_HEIGHT
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import repolish, set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.kit.qt.talk.sizing import resize_within_screen
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.qt.talk.working_dialog import WorkingDialog

T = TypeVar("T")
_HEADINGS = (N_("出处"), N_("行"), N_("列"), N_("内容"), N_("要改正的"))
_WIDTHS = (112, 52, 88, 120)
_MOST_FITTED = 400
_PADDING = 12
_WORDS, _CELL = 60, 24
"""Widths in a workbook, in characters."""


@dataclass(frozen=True)
class IntakeReport:
    """What would come of the workbooks: `summary` in a sentence, what is to be put right, and the verb to go on with.

    Without `go` there is nothing to take in. `content` says in a line what there is.
    """

    summary: str
    problems: Sequence[Problem]
    go: str
    content: str = ""


class TakeInDialog(WorkingDialog):
    """`check` reads the workbooks and reports, writing nothing; `take` writes, and returns what to say and what came.

    Both run in jobs. `taken` carries what came.
    """

    taken = Signal(object)

    def __init__(
        self,
        desk: ViewDesk,
        title: str,
        check: Callable[[Progress], IntakeReport],
        take: Callable[[Progress], tuple[str, Any]],
        parent: QWidget | None = None,
    ):
        super().__init__(desk, parent)
        self.setWindowTitle(title)
        self.setMinimumSize(560, 240)
        resize_within_screen(self, 940, 560)
        self._take = take
        self.report: IntakeReport | None = None
        self.model = _ProblemModel()
        self._build()
        self.follow()
        self._try(_("正在核对"), check, self._show)

    def _build(self) -> None:
        self._band, self.summary = band("neutral")
        self.table = GridTable(_("要改正的"))
        self.table.setModel(self.model)
        self.table.setWordWrap(True)
        self.table.set_widths((*_WIDTHS, 0), stretched=len(_WIDTHS))
        self.table.horizontalHeader().setFixedHeight(ROW_HEIGHT)
        self.table.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.fine = QLabel()
        set_role(self.fine, "muted")
        self.fine.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.fine.setContentsMargins(12, 2, 12, 0)
        self.fine.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(self._band)
        column.addWidget(self.table, 1)
        column.addWidget(self.fine, 1)
        self._buttons(row_in(column))
        self.table.hide()

    def _buttons(self, row: QHBoxLayout) -> None:
        self.export = QPushButton(_("导出清单…"))
        self.export.setToolTip(_("把要改正的写成工作簿，可以发回填报的人"))
        self.export.clicked.connect(self._export)
        self._cancel, self.go = QPushButton(_("取消")), dressed(QPushButton(), "primary")
        self._cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.advance)
        row.setSpacing(10)
        row.addWidget(self.export)
        row.addStretch()
        for widget in (*self.waiting, self._cancel, self.go):
            row.addWidget(widget)
        for button in (self.export, self._cancel):
            button.setAutoDefault(False)
        self.go.setDefault(True)

    def _show(self, report: IntakeReport) -> None:
        self.report = report
        tone = "neutral" if not report.problems else "warning" if report.go else "bad"
        self.summary.setText(report.summary)
        self._band.setProperty("tone", tone)
        repolish(self._band)
        self._band.show()
        self.model.put(report.problems)
        self.table.setVisible(bool(report.problems))
        self._fit_rows()
        self.fine.setText("\n\n".join(filter(None, (_("没有要改正的。"), report.content))))
        self.go.setText(report.go or _("没有可以导入的"))
        self.follow()
        (self.go if report.go else self._cancel).setFocus()

    def _fit_rows(self) -> None:
        """Sentences of several lines have room; of very many problems each is on one line, whole in its hint."""
        self.table.setWordWrap(self.model.rowCount() <= _MOST_FITTED)
        for row in range(min(self.model.rowCount(), _MOST_FITTED)):
            self.table.setRowHeight(row, max(ROW_HEIGHT, self.table.sizeHintForRow(row) + _PADDING))

    def follow(self) -> None:
        super().follow()
        self.fine.setVisible(self.report is not None and not self.report.problems)
        self.go.setVisible(self.report is not None)
        self.go.setEnabled(not self.at_work and self.report is not None and bool(self.report.go))
        self.export.setVisible(self.report is not None and bool(self.report.problems))

    def advance(self) -> None:
        """Take in what can be taken in."""
        self._try(_("正在导入"), self._take, self._taken)

    def _try(self, label: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Run a job that writes, if only to take it back; what is refused is said, and without a result it closes."""
        self.run(label, work, done, given_up=self.reject, writes=True, trouble=_("文件读写不成，请换一个位置再试。"))

    def _taken(self, outcome: tuple[str, Any]) -> None:
        told, result = outcome
        self.desk.notices.tell(told)
        self.taken.emit(result)
        self.accept()

    def _export(self) -> None:
        name = _("{title}要改正的").format(title=self.windowTitle())
        problems, told = self.model.problems, _("已把 {count} 处写到“{path}”。")
        save_as(self.desk, self, _("导出清单"), name, lambda path, _progress: write_problems(path, problems), told)


def write_problems(path: Path, problems: Sequence[Problem]) -> int:
    """Write what has to be put right to a workbook; returns how many lines. Raises Refused for a file in use."""
    from cadre_desktop.kit.documents.out_column import OutColumn
    from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table

    columns = [OutColumn(_(title), _CELL) for title in _HEADINGS[:-1]] + [OutColumn(_(_HEADINGS[-1]), _WORDS)]
    return write_table(path, SheetSpec(_(_HEADINGS[-1]), columns), map(_texts, problems))


def _texts(problem: Problem) -> tuple[str, ...]:
    row = "" if problem.row is None else str(problem.row)
    return problem.sheet, row, problem.column, problem.value, problem.message


class _ProblemModel(QAbstractTableModel):
    """A line for each problem."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: Sequence[Problem] = ()
        self._texts: list[tuple[str, ...]] = []

    def put(self, problems: Sequence[Problem]) -> None:
        """Show other problems."""
        self.beginResetModel()
        self.problems, self._texts = problems, [_texts(problem) for problem in problems]
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, _parent: Index = NOWHERE) -> int:
        return len(_HEADINGS)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role in (DISPLAY, TIP):
            return self._texts[index.row()][index.column()]
        if role == ALIGNMENT:
            return RIGHT if index.column() == 1 else LEFT
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if role == ALIGNMENT:
            return LEFT
        return heading([_(title) for title in _HEADINGS], section, orientation, role)
