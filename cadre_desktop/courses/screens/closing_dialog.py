"""Before a course is closed: what is missing for it, and what becomes of everybody with the reason in words."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.courses.actions import close_course
from cadre_desktop.courses.closing import Closing, ClosingLine
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import format_hours
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    TOLD,
    GridTable,
    Index,
)
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog

_HEADINGS = (N_("姓名"), N_("法院"), N_("结果"), N_("计入学时"), N_("理由"))
_WIDTHS = (108, 100, 66, 76, 256)
_REASON = 4
_HEIGHT = 190
"""Px that the table has at least."""
_ROWS = 10
_BESIDE = 270
"""Rows that it has where there is room, and the px of the dialog beside it and the sentences."""
_SHOWN = 6
"""So many things missing are listed; the rest is counted."""


class OutcomesModel(QAbstractTableModel):
    """What becomes of people: who does not complete the course first, since these are looked at."""

    def __init__(self, lines: Sequence[ClosingLine], parent: QObject | None = None):
        super().__init__(parent)
        self.lines = sorted(lines, key=lambda line: line.status.counted)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return _(_HEADINGS[section]) if orientation == Qt.Orientation.Horizontal and role == DISPLAY else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        line = self.lines[index.row()]
        if role == ALIGNMENT:
            return LEFT if index.column() == _REASON else CENTRE
        if role == FOREGROUND:
            return tokens().color("bad") if line.undecided or not line.status.counted else None
        if role in TOLD:
            return line.reason
        status = _("未定") if line.undecided else _(line.status.label)
        hours = format_hours(line.hours) if line.hours else ""
        return (line.name, line.court, status, hours, line.reason)[index.column()] if role == DISPLAY else None


class ClosingDialog(FieldDialog):
    """Closes the course when nothing is missing; `done` is told the person-times."""

    def __init__(self, desk: Desk, course: Course, closing: Closing, done: Callable[[int], None], parent: QWidget):
        super().__init__(_("结班"), _("结班"), parent, width=696)
        self._desk, self._course, self._done = desk, course, done
        self.closing = closing
        self.missing, self.notes = QLabel("\n".join(_missing(closing))), QLabel("\n".join(closing.notes))
        set_role(self.missing, "problem" if closing.problems else "muted")
        set_role(self.notes, "muted")
        for label in (self.missing, self.notes):
            label.setWordWrap(True)
        self.table = GridTable(_("每个人的结果"))
        self.table.setModel(OutcomesModel(closing.lines, self))
        self.table.set_widths(_WIDTHS, stretched=_REASON)
        self.table.setMinimumHeight(_HEIGHT)
        told = 2 * len(closing.problems[: _SHOWN + 1]) + 2 * len(closing.notes)  # most sentences take two lines
        self.table.want_rows(_ROWS, _BESIDE + told * self.fontMetrics().lineSpacing())
        rows: list[tuple[str, QWidget]] = [("", self.missing)]
        rows += [("", self.notes)] if closing.notes else []
        above = _("结业标准：{rule}{people}。").format(rule=closing.rule.words, people=closing.words)
        self.lay_out([*rows, ("", self.table)], above=above)
        self.go.setEnabled(not closing.problems)
        self.go.setToolTip(_("先补齐上面列出的，再结班") if closing.problems else "")
        if not closing.problems:  # in the list Enter means its line, and nothing would come of it
            self.go.setFocus()

    def answer(self) -> None:
        """Close it; what has changed meanwhile is told here."""
        store, course = self._desk.store, self._course
        carry_out(
            self._desk,
            _("正在结班"),
            lambda: close_course(store, course),
            self._closed,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _closed(self, count: int) -> None:
        self.accept()
        self._done(count)


def _missing(closing: Closing) -> list[str]:
    """A line for each thing that is missing, or that nothing is."""
    if not closing.problems:
        return [_("✓ 日期、学时、考勤和成绩都已齐全。")]
    lines = [f"✗ {problem.message}" for problem in closing.problems[:_SHOWN]]
    rest = len(closing.problems) - _SHOWN
    return [*lines, _("还有 {count} 项没有补齐。").format(count=rest)] if rest > 0 else lines
