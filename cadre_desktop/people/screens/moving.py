"""Asking where people move: court and department, typed and completed."""

from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.linked_pickers import tie_pickers
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Department, Person


class DestinationDialog(FieldDialog):
    """Court and department for a number of people."""

    def __init__(self, desk: ViewDesk, count: int, parent: QWidget):
        super().__init__(_("调整部门"), _("调整 {count} 人").format(count=count), parent, width=460)
        self.court = RecordInput(Court, desk.jobs)
        self.department = RecordInput(Department, desk.jobs)
        columns = (PERSON.column(Person.court), PERSON.column(Person.department))
        tie_pickers({"court": self.court, "department": self.department}, columns)
        self.lay_out(((_("法院"), self.court), (_("部门"), self.department)))
        self.chosen: tuple[int, int | None] | None = None

    def answer(self) -> None:
        """Take court and department; without a court it says so."""
        try:
            court, department = self.court.value(), self.department.value()
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        if court is None:
            self.wrong(_("请选择法院。"))
            return
        self.chosen = (court, department)
        self.accept()


def ask_destination(parent: QWidget, desk: ViewDesk, count: int) -> tuple[int, int | None] | None:
    """Court and department (None: none) as chosen, or None if it was cancelled."""
    dialog = DestinationDialog(desk, count, parent)
    dialog.exec()
    return dialog.chosen
