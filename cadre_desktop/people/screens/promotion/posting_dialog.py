"""Posting a promotion to the dossier: from which day, by which document."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.people.promotion.posting import Promoted, post_promotions
from cadre_desktop.people.promotion.reading import RankCandidate
from cadre_desktop.people.promotion.rules import label_of

_NAMED = 8


class PostingDialog(FieldDialog):
    """The day from which those selected have what they go up to, and the document."""

    def __init__(self, desk: ViewDesk, people: Sequence[RankCandidate], day: date, parent: QWidget):
        super().__init__(_("晋升结果记入档案"), _("记入 {count} 人").format(count=len(people)), parent, width=520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._people = desk, tuple(people)
        self.day, self.document_number = DateInput(), TextInput()
        self.day.set_value(min(day, desk.clock.today()))
        words = _("{name}：{held}→{to}")
        names = [
            words.format(name=one.name, held=label_of(one.route.came_from), to=label_of(one.route.to))
            for one in people[:_NAMED]
        ]
        if len(people) > _NAMED:
            names.append(_("等 {count} 人").format(count=len(people)))
        self.lay_out(
            ((_("任职日期"), self.day), (_("文号"), self.document_number)),
            above="\n".join(names),
            below=_("原职级（等级）到前一天为止，新职级从这一天起；人员表同时更新。一步，可按 Ctrl+Z 撤销。"),
        )

    def answer(self) -> None:
        """Post it; what is wrong is said in the dialog."""
        self.problem.hide()
        try:
            day = self.day.value()
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        mark_wrong(self.day, day is None)
        if day is None:
            self.wrong(_("请填写任职日期。"))
            return
        promoted = [Promoted(one.key, one.route.what, one.route.to) for one in self._people]
        store, number = self._desk.store, self.document_number.value()
        carry_out(
            self._desk,
            _("正在记入档案"),
            lambda: post_promotions(store, promoted, day, number),
            self._done,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _done(self, count: int) -> None:
        self._desk.notices.tell(_("已把 {count} 人的晋升记入任职任级经历。").format(count=count))
        self.accept()
