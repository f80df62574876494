"""Choosing many for an event's list by court, department, category, age, or because they retire or are new."""

from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.choosing import Group
from cadre_desktop.people.pasting import Barred
from cadre_desktop.people.screens.choosing_page import ChoosingPage
from cadre_desktop.welfare.actions import Invited, invite, kind_of
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind

_USUAL_GROUP = {WelfareKind.RETIREMENT_CEREMONY: Group.RETIRING, WelfareKind.ONBOARDING: Group.NEWCOMERS}
"""Whom one looks for first for an event of this kind."""


class InvitePage(ChoosingPage):
    """Puts those chosen on the list of an event."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        self._event: WelfareEvent | None = None
        self._masked = False
        self.room = QLabel()
        set_role(self.room, "muted")
        self.room.setWordWrap(True)
        super().__init__(desk, "invitation", _("加入人员"), _("加入名单"), self.room, parent)

    def open(self, event: WelfareEvent, *, masked: bool = False, text: str | None = None) -> None:
        """Begin to choose people who are not on the event's list, with a `text` of names to be pasted.

        While the names of the event are `masked` everybody is offered and nobody is said to be on the list already:
        whom one would miss among those offered takes part.
        """
        self._event, self._masked = event, masked
        self.note.setText(event.title)
        self.chooser.group.set_value(_USUAL_GROUP.get(kind_of(event), Group.STAFF))
        listed = "SELECT person_id FROM participant WHERE event_id = ?"
        there = Barred(Condition(f"t.id NOT IN ({listed})", (event.id,)), _("已在名单上"))
        self.chooser.begin(*(() if masked else (there,)), text=text)

    def follow(self) -> None:
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
        everybody = len(invited.new) + len(invited.already)
        text = _("所选 {count} 人都在名单上了，可按 Ctrl+Z 撤销。") if self._masked else _told(invited)
        self._desk.notices.tell(text.format(count=everybody))
        self.left.emit()


def _told(invited: Invited) -> str:
    text = _("{count} 人已加入名单，可按 Ctrl+Z 撤销。")
    if invited.already:
        text = _("{count} 人已加入名单，另有 {already} 人本来就在，可按 Ctrl+Z 撤销。")
    return text.format(count=len(invited.new), already=len(invited.already))
