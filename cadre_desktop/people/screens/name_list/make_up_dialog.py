"""Who was not there and has nothing to make it up in yet; those selected are put into another session."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.name_list.attending import Cell, make_up
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.presence_sheet import PresenceSheet, make_up_targets
from cadre_desktop.people.screens.name_list.ticked_list import TickedList


class MakeUpDialog(FieldDialog):
    """People and what they missed, all ticked at first, and the session into which they go."""

    def __init__(self, desk: Desk, names: NameListOf, event: Any, sheet: PresenceSheet, masked: bool, parent: QWidget):
        said = names.words.said
        super().__init__(said(_("安排{make_up}")), said(_("安排{make_up}")), parent, width=560)
        self._desk, self._names = desk, names
        words = _("{name}（{court}）　{session}　{said}")
        self.people = TickedList(
            (
                (session.key, line.entry),
                words.format(
                    name=MASK if masked else line.name,
                    court=line.court,
                    session=session.words,
                    said=sheet.said[session.key, line.entry].told(_(names.absence)),
                ),
            )
            for line, session in sheet.to_make_up
        )
        targets = make_up_targets(names, event, desk.clock.today())
        self.target = ChoiceInput(targets, nothing=None)
        self.target.setItemText(0, _("请选择…"))
        below = said(_("没有合适的{session}时，先“新增{session}”并勾选“{make_up}”。出勤登记后，缺的那一次就算补上。"))
        below += _("缺课学时随之减少。") if names.hours is not None else ""
        self.lay_out(((_("没到的人"), self.people), (_("补到"), self.target)), below=below)

    @property
    def chosen(self) -> Sequence[Cell]:
        """The cells missed that are ticked."""
        return self.people.ticked

    def answer(self) -> None:
        """Put them into the session; what is refused is shown in the dialog."""
        target, chosen, names, store = self.target.value(), self.chosen, self._names, self._desk.store
        if not chosen:
            self.wrong(self._names.words.said(_("请勾选要{make_up}的人。")))
        elif target is None:
            self.wrong(self._names.words.said(_("请选择补到哪一{session}。")))
        else:
            carry_out(
                self._desk,
                names.words.said(_("正在安排{make_up}")),
                lambda: make_up(store, names, chosen, target),
                self._done,
                self,
                busy=lambda busy: self.go.setEnabled(not busy),
                refused=lambda refused: self.wrong(str(refused)),
            )

    def _done(self, count: int) -> None:
        self._desk.notices.tell(self._names.words.said(_("{count} 人已安排{make_up}，可按 Ctrl+Z 撤销。"), count=count))
        self.accept()
