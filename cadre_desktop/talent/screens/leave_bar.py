"""Leaving a pool: a line above the list asks for the day and the reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.talent.actions import leave
from cadre_desktop.talent.rules import ExitReason


class LeaveBar(QWidget):
    """Shown by `ask`; hides itself when all is done or given up. `done` says that people have left."""

    done = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._keys: list[int] = []
        self.words = QLabel()
        set_role(self.words, "heading")
        self.day = DateInput()
        self.day.setFixedWidth(116)
        self.reason = ChoiceInput(ExitReason.table())
        self.reason.setFixedWidth(116)
        self.reason.setAccessibleName(_("出库原因"))
        self.confirm = dressed(QPushButton(), "primary")
        self.confirm.setToolTip(_("确定出库（回车）"))
        self.confirm.clicked.connect(self.carry_out)
        self.cancel = QPushButton(_("取消"))
        self.cancel.setToolTip(_("取消（Esc）"))
        self.cancel.clicked.connect(self.hide)
        self._build()
        self.hide()

    def _build(self) -> None:
        card = QFrame()
        set_role(card, "card")
        around = QVBoxLayout(self)
        around.setContentsMargins(16, 12, 16, 0)
        around.addWidget(card)
        row = QHBoxLayout(card)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addStretch(1)
        for title, field in ((_("出库日期"), self.day), (_("原因"), self.reason)):
            label = QLabel(title)
            set_role(label, "muted")
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
        row.addWidget(self.cancel)
        row.addWidget(self.confirm)

    def ask(self, memberships: list[int]) -> None:
        """Ask for day and reason of these memberships' end."""
        if not memberships:
            return
        self.day.set_value(self._desk.clock.today())
        self.reason.set_value("")
        self.aim(memberships)
        self.show()
        self.reason.setFocus()

    def aim(self, memberships: list[int]) -> None:
        """Mean these memberships from now on."""
        self._keys = memberships
        self.words.setText(_("选中的 {count} 人出库").format(count=len(memberships)))
        self.confirm.setText(_("出库 {count} 人").format(count=len(memberships)))

    def carry_out(self) -> None:
        """Let them leave; what is missing is said."""
        try:
            day = self.day.value()
        except Unclear as unclear:
            self._desk.notices.refused(Refused(Problem(str(unclear), field="left")))
            return
        if day is None or not self.reason.value():
            self._desk.notices.refused(Refused(_("请填写出库日期和原因。")))
            return
        keys, reason, store = self._keys, ExitReason(self.reason.value()), self._desk.store
        carry_out(self._desk, _("正在出库"), lambda: leave(store, keys, day, reason), self._left, self)

    def _left(self, count: int) -> None:
        self.hide()
        self._desk.notices.tell(_("{count} 人已出库，可按 Ctrl+Z 撤销。").format(count=count))
        self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.carry_out()
        else:
            super().keyPressEvent(event)
