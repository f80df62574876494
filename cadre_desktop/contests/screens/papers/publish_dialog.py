"""Asking how a result list is published: whom it lists in which order, how long it hangs, and who takes objections."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.contests.prints.on_paper import is_sealed
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.rules.publication import NameOrder, Publication
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog, remark
from cadre_desktop.kit.qt.talk.settings import part
from cadre_desktop.people.registers.calendar_days import work_calendar
from cadre_desktop.people.working_days import NOTICE_DAYS

_REMEMBERED = "contest publication"
_ALL = 0
_WEEKDAYS = N_("一二三四五六日")


class PublishDialog(FieldDialog):
    """`chosen` is the answer once the dialog was accepted; who takes objections is remembered for the next time."""

    def __init__(self, desk: Desk, contest: Contest, track: Track, parent: QWidget | None = None):
        super().__init__(_("公示"), _("预览"), parent, width=500)
        self.chosen: Publication | None = None
        self._desk = desk
        known = desk.settings.get(_REMEMBERED, {})
        today = desk.clock.today()
        self._calendar = work_calendar()
        self.tracks = ChoiceInput([(_ALL, _("全部赛道")), (track.id, track.name)], empty=False)
        self.tracks.set_value(_ALL)
        self.order = ChoiceInput([(order.value, _(order.value)) for order in NameOrder], empty=False)
        self.order.set_value(part(known, "order", NameOrder.STROKES.value))
        self.whom = ChoiceInput([(False, _("获奖选手")), (True, _("全部有名次的选手"))], empty=False, nothing=None)
        self.whom.set_value(False)
        self.first, self.last = DateInput(), DateInput()
        self.first.set_value(today)
        self.last.set_value(self._calendar.term(today).last)
        self.contact, self.phone = TextInput(), TextInput()
        self.contact.set_value(part(known, "contact", ""))
        self.phone.set_value(part(known, "phone", ""))
        self.contact.setPlaceholderText(contest.organiser or _("主办单位"))
        self.days, self.warned = remark(""), QLabel()
        self.days.setToolTip(_("周末、节假日不计，调休上班的计入；按“节假日与调休”里的安排算"))
        self._build(is_sealed(contest))
        self.first.changed.connect(self._move_end)
        self.last.changed.connect(self._tell_days)
        self._tell_days()

    def _build(self, sealed: bool) -> None:
        term = QHBoxLayout()
        term.setSpacing(8)
        term.addWidget(self.first, 1)
        term.addWidget(QLabel(_("至")))
        term.addWidget(self.last, 1)
        rows = (
            (_("范围"), self.tracks),
            (_("名单"), self.whom),
            (_("排列"), self.order),
            (_("公示期"), term),
            ("", self.days),
            (_("受理单位"), self.contact),
            (_("联系电话"), self.phone),
        )
        self.lay_out(rows, above="" if sealed else _("成绩还没有封存，打印的是草稿，会注明不得张贴。"))
        self.tell_above_buttons(self.warned)

    def _move_end(self) -> None:
        """A term that begins on another day is as long as it should be."""
        try:
            first = self.first.value()
        except Unclear:
            return
        if first is not None:
            self.last.set_value(self._calendar.term(first).last)
        self._tell_days()

    def _tell_days(self) -> None:
        try:
            first, last = self.first.value(), self.last.value()
        except Unclear:
            first = last = None
        if first is None or last is None or last < first:
            self.days.clear()
            self.warned.hide()
            return
        days = self._calendar.term_days(first, last)
        text = _("自公示次日起 {days} 个工作日，到 {last}（周{weekday}）为止。")
        self.days.setText(text.format(days=days, last=day_text(last), weekday=_(_WEEKDAYS)[last.weekday()]))
        words = []
        if days < NOTICE_DAYS:
            words.append(_("评先评优公示一般不少于 {usual} 个工作日。").format(usual=NOTICE_DAYS))
        estimated = self._calendar.remark(first, last)
        words += [_("{remark}，请核对。").format(remark=estimated)] if estimated else []
        self.warned.setText("".join(words))
        self.warned.setVisible(bool(words))

    def answer(self) -> None:
        """Take the answer, or say what is wrong with it."""
        try:
            first, last = self.first.value(), self.last.value()
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        if first is None or last is None:
            self.wrong(_("请填写公示之日和公示的最后一天。"))
        elif last < first:
            self.wrong(_("公示结束日期早于公示之日，请核对。"))
        else:
            track = self.tracks.value()
            self.chosen = Publication(
                first,
                last,
                NameOrder(self.order.value()),
                self.contact.value(),
                self.phone.value(),
                (track,) if track != _ALL else (),
                bool(self.whom.value()),
            )
            known = {"order": self.order.value(), "contact": self.chosen.contact, "phone": self.chosen.phone}
            self._desk.settings.put(_REMEMBERED, known)
            self.accept()


def ask_publication(desk: Desk, contest: Contest, track: Track, parent: QWidget) -> Publication | None:
    """How to publish, or None if it was given up."""
    dialog = PublishDialog(desk, contest, track, parent)
    dialog.exec()
    return dialog.chosen
