"""A button that shows confidential names, after a reason was typed and written down."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.welfare.common.disclosing import disclose


class ReasonDialog(FieldDialog):
    """Asks why names of `what` are to be shown; accepted only once that is written down."""

    def __init__(self, desk: Desk, what: str, parent: QWidget | None = None):
        super().__init__(_("显示姓名"), _("显示"), parent)
        self._desk, self._what = desk, what
        self.reason = TextInput()
        self.reason.setPlaceholderText(_("如 核对名单"))
        words = _("“{what}”的姓名平时隐藏。谁在什么时候因为什么查看，会记入修改历史。")
        self.lay_out([(_("查看原因"), self.reason)], above=words.format(what=what))

    def answer(self) -> None:
        store, what, reason = self._desk.store, self._what, self.reason.text()
        carry_out(
            self._desk,
            _("正在登记"),
            lambda: disclose(store, what, reason),
            lambda _row: self.accept(),
            self,
            refused=lambda refused: self.wrong(str(refused)),
        )


class RevealButton(QPushButton):
    """`revealed` carries whether the names may be seen now. `what` is the list, never a person's name; it may change as
    long as no names are shown."""

    revealed = Signal(bool)

    def __init__(self, desk: Desk, what: str, parent: QWidget | None = None):
        super().__init__(_("显示姓名"), parent)
        self._desk, self.what, self.shown = desk, what, False
        dressed(self, "quiet")
        self.setToolTip(_("姓名平时隐藏，写明原因后显示"))
        self.clicked.connect(lambda _checked=False: self.hide_names() if self.shown else self.ask())

    def ask(self, then: Callable[[], None] = lambda: None) -> None:
        """Show the names once a reason was given, and go on with `then`; at once where they are shown already."""
        if self.shown:
            then()
            return
        dialog = ReasonDialog(self._desk, self.what, self)
        dialog.accepted.connect(lambda: self._turn(True))
        dialog.accepted.connect(then)
        dialog.open()

    def allow(self, then: Callable[[], None]) -> None:
        """Go on with `then` (a paper, a workbook) once a reason was given; names that are hidden stay so on the
        screen."""
        if self.shown:
            then()
            return
        dialog = ReasonDialog(self._desk, self.what, self)
        dialog.accepted.connect(then)
        dialog.open()

    def hide_names(self) -> None:
        """Mask the names again."""
        if self.shown:
            self._turn(False)

    def _turn(self, shown: bool) -> None:
        self.shown = shown
        self.setText(_("隐藏姓名") if shown else _("显示姓名"))
        self.revealed.emit(shown)
