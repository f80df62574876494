"""Choosing many for an event's list by court, department, category, age, or because they retire or are new."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.qt.action_button import dressed
from cadre_desktop.kit.qt.carrying_out import carry_out
from cadre_desktop.kit.qt.field_base import set_role
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.people.choosing import Group
from cadre_desktop.people.screens.chooser import PeopleChooser
from cadre_desktop.welfare.actions import Invited, invite, kind_of
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind

_USUAL_GROUP = {WelfareKind.RETIREMENT_CEREMONY: Group.RETIRING, WelfareKind.ONBOARDING: Group.NEWCOMERS}
"""Whom one looks for first for an event of this kind."""


class InvitePage(QWidget):
    """`left` tells that the page is done with."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._event: WelfareEvent | None = None
        self.title, self.note, self.room = QLabel(), QLabel(), QLabel()
        self.confirm = dressed(QPushButton(), "primary")
        self.chooser = PeopleChooser(desk, "invitation", self._below())
        self._build()
        self.chooser.changed.connect(self._show_chosen)
        self.chooser.given_up.connect(self.left)
        self.confirm.clicked.connect(self.carry_out)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.carry_out)

    def _below(self) -> QWidget:
        set_role(self.room, "muted")
        self.room.setWordWrap(True)
        self.confirm.setToolTip(_("加入名单（Ctrl+回车）"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.room)
        column.addWidget(self.confirm)
        return holder

    def _build(self) -> None:
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("返回（Esc）"))
        back.setAccessibleName(_("返回"))
        back.clicked.connect(self.left)
        self.title.setText(_("加入人员"))
        set_role(self.title, "title")
        set_role(self.note, "muted")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(back)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.chooser, 1)

    def open(self, event: WelfareEvent) -> None:
        """Begin to choose people who are not on the event's list."""
        self._event = event
        self.note.setText(event.title)
        self.chooser.group.set_value(_USUAL_GROUP.get(kind_of(event), Group.STAFF))
        listed = "SELECT person_id FROM participant WHERE event_id = ?"
        self.chooser.begin(Condition(f"t.id NOT IN ({listed})", (event.id,)))

    def _show_chosen(self) -> None:
        if self._event is None:
            return
        count, places = len(self.chooser.chosen), self._event.places
        self.confirm.setText(_("加入 {count} 人").format(count=count) if count else _("加入名单"))
        self.confirm.setEnabled(count > 0)
        self.room.setVisible(places is not None)
        if places is not None:
            listed = Participant.select().where(Participant.event == self._event).count()
            self.room.setText(
                _("名额 {places} 人，还可加入 {left} 人。").format(places=places, left=max(0, places - listed))
            )

    def carry_out(self) -> None:
        """Put those chosen on the list."""
        event, people, store = self._event, self.chooser.chosen, self._desk.store
        if event is not None and people:
            carry_out(self._desk, _("正在加入"), lambda: invite(store, event, people), self._invited, self)

    def _invited(self, invited: Invited) -> None:
        self._desk.notices.tell(_("{count} 人已加入名单，可按 Ctrl+Z 撤销。").format(count=len(invited.new)))
        self.left.emit()
