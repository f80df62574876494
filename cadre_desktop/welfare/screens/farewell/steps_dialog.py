"""The steps of a ceremony, one a line."""

from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.welfare.farewell.steps import set_steps, steps


class StepsDialog(FieldDialog):
    """Asks for another order; an empty one means the usual one."""

    def __init__(self, desk: ViewDesk, parent: QWidget | None = None):
        super().__init__(_("荣退仪式议程"), _("保存"), parent, width=520)
        self._desk = desk
        self.text = LongTextInput(11)
        self.text.set_value("\n".join(steps()))
        self.lay_out([(_("议程"), self.text)], below=_("一行一项；清空后保存，就恢复通常的议程。"))

    def answer(self) -> None:
        """Keep the order."""
        store, text = self._desk.store, self.text.value()
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: set_steps(store, text),
            lambda _none: self.accept(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )
