"""A form that an action saves: what is refused is shown at its fields, and nothing typed is lost by leaving."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.attachments.panel import AttachmentsPanel
from cadre_desktop.kit.qt.forms.form import Form
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk


class FormPage(QWidget):
    """Saves and deletes in jobs what is in `form`. Each page says how by `writing`, `saved`, `reload`, `go_back` and
    `delete`; `unsaved` is the question before changes are lost."""

    def __init__(self, desk: ViewDesk, unsaved: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._unsaved_words = desk, unsaved

    @property
    def form(self) -> Form:
        """The form in front."""
        raise NotImplementedError

    def serve(self, form: Form) -> None:
        """Do what the buttons of `form` ask for."""
        form.save_wanted.connect(self.save)
        form.cancel_wanted.connect(self.give_up)
        form.delete_wanted.connect(self.delete)
        form.carry(AttachmentsPanel(self._desk))

    def save(self) -> None:
        """Save the form; problems are shown at their fields."""
        form = self.form
        if form.busy:
            return
        try:
            values = form.values()
            write = self.writing(values)
        except Refused as refused:
            form.show_problems(refused)
            return
        self.carry_out_saving(write, lambda refused: self.refused(refused, values))

    def carry_out_saving(self, write: Callable[[], Any], refused: Callable[[Refused], None]) -> None:
        """Save by `write`; why it is not done goes to `refused`."""
        carry_out(self._desk, _("正在保存"), write, self.saved, self, busy=self.form.set_busy, refused=refused)

    def refused(self, refused: Refused, values: Values) -> None:
        """Show why these values were not saved at their fields; a page may ask whether something is meant instead."""
        self.form.show_problems(refused)

    def writing(self, values: Values) -> Callable[[], Any]:
        """What writes `values`, in a job; its result goes to `saved`."""
        raise NotImplementedError

    def saved(self, result: Any) -> None:
        """Show what was saved, and say so."""
        raise NotImplementedError

    def reload(self) -> None:
        """Show again what was there before the changes."""
        raise NotImplementedError

    def may_leave(self) -> bool:
        """Ask about entries that are not saved; True when one may go on. While they are being saved nobody leaves."""
        if self.form.busy:
            return False
        if not self.form.dirty:
            return True
        if not self._desk.notices.ask(self._unsaved_words, _("放弃改动"), _("继续编辑"), danger=True):
            return False
        self.reload()
        return True

    def give_up(self) -> None:
        """取消."""
        self.leave()

    def leave(self) -> None:
        """Go back to where one came from, after asking."""
        if self.may_leave():
            self.go_back()

    def go_back(self) -> None:
        """Go back to where one came from; nothing is asked any more."""
        raise NotImplementedError

    def delete(self) -> None:
        """Delete what the form shows, after asking."""
        raise NotImplementedError

    def remove(self, question: str, remove: Callable[[], Any], removed: Callable[[Any], None], verb: str = "") -> None:
        """Ask `question` where there is one, and carry out `remove`."""
        if self.form.busy:
            return
        verb = verb or _("删除")
        if question and not self._desk.notices.ask(question, verb, _("取消"), danger=True):
            return
        carry_out(self._desk, _("正在删除"), remove, removed, self, busy=self.form.set_busy)
