"""The page where people are put into a batch: those who joined this year first, or pasted names."""

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.choosing import Group
from cadre_desktop.people.pasting import Barred
from cadre_desktop.people.screens.choosing_page import ChoosingPage
from cadre_desktop.welfare.newcomers.enlisting import batch_now, take_on

_HELD = "t.id NOT IN (SELECT person_id FROM newcomer WHERE batch_id = ?)"


class NewcomersChoosing(ChoosingPage):
    """Puts those chosen into the batch it was opened for."""

    def __init__(self, desk: Desk):
        self._batch: int | None = None
        super().__init__(desk, "newcomer choosing", _("加入新入职人员"), _("加入批次"), None)

    def open(self, batch: int) -> None:
        """Begin for a batch."""
        self._batch = batch
        self.note.setText(batch_now(batch).title)
        self.chooser.group.set_value(Group.NEWCOMERS)
        self.chooser.begin(Barred(Condition(_HELD, (batch,)), _("已在这一批")))

    def follow(self) -> None:
        count = len(self.chooser.chosen)
        self.confirm.setText(_("加入 {count} 人").format(count=count) if count else _("加入批次"))
        self.confirm.setEnabled(count > 0)

    def carry_out(self) -> None:
        store, batch, people = self._desk.store, self._batch, self.chooser.chosen
        if batch is None or not people:
            return
        told = _("{count} 人已加入，并建立入职清单，可按 Ctrl+Z 撤销。")
        carry_out(
            self._desk,
            _("正在加入"),
            lambda: take_on(store, batch, people),
            lambda count: self.finish(told.format(count=count)),
            self,
        )
