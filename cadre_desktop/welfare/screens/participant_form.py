"""What is kept of one participant, in the place of the event's form."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.editors import Surroundings
from cadre_desktop.kit.qt.form import Form
from cadre_desktop.welfare.actions import kind_of, save_participant, strike
from cadre_desktop.welfare.kinds import CONFIDENTIAL_PARTICIPANT, PARTICIPANT
from cadre_desktop.welfare.records import Participant

_FIXED = frozenset({Participant.person.name, Participant.event.name})


def _without_names(kind: Kind) -> Kind:
    """Whom it is about stands in the heading and is not changed."""
    columns = tuple(replace(column, in_form=column.in_form and column.name not in _FIXED) for column in kind.columns)
    return replace(kind, columns=columns)


class ParticipantForm(QWidget):
    """`left` tells that it is done with. Of confidential events there is no field for remarks."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._row: Participant | None = None
        around = Surroundings(desk.jobs, desk.notices)
        self._general = Form(_without_names(PARTICIPANT), around)
        self._confidential = Form(_without_names(CONFIDENTIAL_PARTICIPANT), around)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        for form in (self._general, self._confidential):
            self._stack.addWidget(form)
            form.delete_button.setText(_("移出名单"))
            form.save_wanted.connect(self.save)
            form.cancel_wanted.connect(self._leave)
            form.delete_wanted.connect(self._strike)

    @property
    def form(self) -> Form:
        """The form in front."""
        return self._confidential if self._stack.currentIndex() else self._general

    def open(self, key: int) -> None:
        """Show a participant."""
        row: Any = Participant.by_key(key)
        self._row = row
        self._stack.setCurrentIndex(int(kind_of(row.event).confidential))
        self.form.load(row)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.form.focus_first()

    def save(self) -> None:
        """Save the form; problems stand at their fields."""
        if self._row is None:
            return
        try:
            self.form.load(save_participant(self._desk.store, self._row.id, self.form.values()))
        except Refused as refused:
            self.form.show_problems(refused)
            return
        self.left.emit()

    def may_leave(self) -> bool:
        """Ask about entries that are not saved."""
        if not self.form.dirty:
            return True
        text = _("参加情况有改动还没有保存。")
        if not self._desk.notices.ask(text, _("放弃改动"), _("继续编辑"), danger=True):
            return False
        self.form.load(self._row)
        return True

    def _leave(self) -> None:
        if self.may_leave():
            self.left.emit()

    def _strike(self) -> None:
        if self._row is None:
            return
        try:
            strike(self._desk.store, [self._row.id])
        except Refused as refused:
            self._desk.notices.refused(refused)
            return
        self._row = None
        self.form.load(None)
        self.left.emit()
