"""Whom filled nomination forms nominate, before they are put on the list; who is not known stays in view."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.nominations import FilledForms, Nominating, nominate
from cadre_desktop.people.screens.name_list.ticked_list import TickedList


class NominationsDialog(FieldDialog):
    """Those nominated, all ticked at first; `done` is told what came of it."""

    def __init__(
        self,
        desk: Desk,
        names: NameListOf,
        event: Any,
        found: FilledForms,
        done: Callable[[Nominating], None],
        parent: QWidget,
    ):
        super().__init__(_("推荐表"), _("加入名单"), parent, width=620)
        self._desk, self._names, self._event, self._done = desk, names, event, done
        self.people = TickedList((one, f"{one.words}　{one.reason}") for one in found.sure)
        told = [f"{one.where}：{one.words}，{one.why}" for one in found.open]
        self.unclear = QLabel("\n".join([problem.message for problem in found.problems] + told))
        self.unclear.setWordWrap(True)
        set_role(self.unclear, "problem")
        rows: list[tuple[str, QWidget]] = [(_("已认出"), self.people)]
        if self.unclear.text():
            rows.append((_("没有读入"), self.unclear))
        above = _("推荐 {count} 人；各法院名额之内的加入名单，超出的按次序列为候补。").format(count=len(found.sure))
        self.lay_out(rows, above=above)
        self.go.setEnabled(bool(found.sure))

    def answer(self) -> None:
        """Put those ticked on the list; what is refused is told here."""
        names, event, store, chosen = self._names, self._event, self._desk.store, self.people.ticked
        if not chosen:
            self.wrong(_("没有勾选任何人；不需要加入请按“取消”。"))
            return
        carry_out(
            self._desk,
            _("正在加入"),
            lambda: nominate(store, names, event, chosen),
            self._added,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _added(self, done: Nominating) -> None:
        self.accept()
        self._done(done)


def nominating_words(done: Nominating, *, masked: bool = False) -> str:
    """加入 8 人，候补 2 人，1 人已在名单里. Of a masked list it is not said who was on it."""
    if masked:
        count = done.listed + done.waiting + len(done.already)
        return _("推荐的 {count} 人都在名单上了，可按 Ctrl+Z 撤销。").format(count=count)
    words = [_("加入 {count} 人").format(count=done.listed)]
    words += [_("候补 {count} 人").format(count=done.waiting)] if done.waiting else []
    words += [_("{count} 人已在名单里").format(count=len(done.already))] if done.already else []
    return "，".join(words) + _("。可按 Ctrl+Z 撤销。")
