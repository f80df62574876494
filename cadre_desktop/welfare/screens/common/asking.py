"""A question with a day, a person, texts or choices in it whose outcome is written."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog


class AskingDialog(FieldDialog):
    """`fields` are name, title and input; those in `needed` are not left empty. `write` is called with what was said,
    by name, in a job; `told` says what came of it."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        verb: str,
        fields: Sequence[tuple[str, str, Any]],
        write: Callable[[dict[str, Any]], Any],
        parent: QWidget,
        *,
        needed: Sequence[str] = (),
        above: str = "",
        told: str = "",
    ):
        super().__init__(title, verb, parent, width=480)
        self._desk, self._write, self._needed, self._told = desk, write, tuple(needed), told
        self.inputs: Mapping[str, Any] = {name: field for name, _title, field in fields}
        self._titles = {name: heading for name, heading, _field in fields}
        self.lay_out([(heading, field) for _name, heading, field in fields], above=above)

    def answer(self) -> None:
        """Write it; what is wrong is said."""
        said: dict[str, Any] = {}
        for name, field in self.inputs.items():
            mark_wrong(field, False)
            try:
                said[name] = field.value()
            except Unclear as unclear:
                mark_wrong(field, True)
                self.wrong(str(unclear))
                return
            if name in self._needed and said[name] in (None, ""):
                mark_wrong(field, True)
                self.wrong(_("请填写“{title}”。").format(title=self._titles[name]))
                return
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: self._write(said),
            self._written,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        for problem in refused.problems:
            if problem.field in self.inputs:
                mark_wrong(self.inputs[problem.field], True)
        self.wrong(str(refused))

    def _written(self, _result: object) -> None:
        self.accept()
        if self._told:
            self._desk.notices.tell(self._told)
