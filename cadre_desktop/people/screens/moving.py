"""Asking where people move: court and department, typed and completed."""

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields import set_role
from cadre_desktop.kit.qt.linked_pickers import tie_pickers
from cadre_desktop.kit.qt.record_picker import RecordPicker
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Department, Person


class DestinationDialog(QDialog):
    """Court and department for a number of people."""

    def __init__(self, desk: Desk, count: int, parent: QWidget):
        super().__init__(parent)
        self.setWindowTitle(_("调整部门"))
        self.setMinimumWidth(460)
        self.court = RecordPicker(Court, desk.jobs)
        self.department = RecordPicker(Department, desk.jobs)
        columns = (PERSON.column(Person.court), PERSON.column(Person.department))
        tie_pickers({"court": self.court, "department": self.department}, columns)
        self.problem = QLabel()
        set_role(self.problem, "problem")
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(_("法院"), self.court)
        form.addRow(_("部门"), self.department)
        cancel, move = QPushButton(_("取消")), QPushButton(_("调整 {count} 人").format(count=count))
        move.setProperty("kind", "primary")
        move.setDefault(True)
        cancel.clicked.connect(self.reject)
        move.clicked.connect(self._check)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(move)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)
        self.chosen: tuple[int, int | None] | None = None

    def _check(self) -> None:
        try:
            court, department = self.court.value(), self.department.value()
        except Unclear as unclear:
            self.problem.setText(str(unclear))
            return
        if court is None:
            self.problem.setText(_("请选择法院。"))
            return
        self.chosen = (court, department)
        self.accept()


def ask_destination(parent: QWidget, desk: Desk, count: int) -> tuple[int, int | None] | None:
    """Court and department (None: none) as chosen, or None if it was cancelled."""
    dialog = DestinationDialog(desk, count, parent)
    dialog.exec()
    return dialog.chosen
