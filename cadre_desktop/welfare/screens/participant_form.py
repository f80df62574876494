"""What is kept of one participant, in the place of the event's form."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.editors import Surroundings
from cadre_desktop.kit.qt.forms.form import Form
from cadre_desktop.kit.qt.forms.form_page import FormPage
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.welfare.actions import save_participant, strike
from cadre_desktop.welfare.kinds import CONFIDENTIAL_PARTICIPANT, PARTICIPANT
from cadre_desktop.welfare.name_list import kind_of
from cadre_desktop.welfare.records import Participant

_FIXED = frozenset({Participant.person.name, Participant.event.name})


def _without_names(kind: Kind) -> Kind:
    """Whom it is about is in the heading and is not changed."""
    columns = tuple(replace(column, in_form=column.in_form and column.name not in _FIXED) for column in kind.columns)
    return replace(kind, columns=columns)


class ParticipantForm(FormPage):
    """`left` says that it is done with. Of confidential events there is no field for remarks."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, _("参加情况有改动还没有保存。"), parent)
        self._row: Participant | None = None
        around = Surroundings(desk.jobs, desk.notices)
        self._general = Form(_without_names(PARTICIPANT), around)
        self._confidential = Form(_without_names(CONFIDENTIAL_PARTICIPANT), around)
        self._stack = Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        for form in (self._general, self._confidential):
            self._stack.addWidget(form)
            form.delete_button.setText(_("移出名单"))
            self.serve(form)

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
        """Save the form; problems are at their fields."""
        if self._row is not None:
            super().save()

    def writing(self, values: Values) -> Callable[[], Participant]:
        assert self._row is not None
        store, key = self._desk.store, self._row.id
        return lambda: save_participant(store, key, values)

    def saved(self, result: Any) -> None:
        self.form.load(result)
        self.left.emit()

    def reload(self) -> None:
        self.form.load(self._row)

    def go_back(self) -> None:
        self.left.emit()

    def delete(self) -> None:
        row, store = self._row, self._desk.store
        if row is not None:
            self.remove("", lambda: strike(store, [row.id]), self._struck)

    def _struck(self, _count: object) -> None:
        self._row = None
        self.form.load(None)
        self.left.emit()
