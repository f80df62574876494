"""Deciding by which base people retire and whether earlier or later; when letters go out."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput, MonthInput
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput, TextInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.people.registers.retirement_decisions import RetirementBase, RetirementChoice
from cadre_desktop.people.retirement.deciding import DecisionEntered, decide
from cadre_desktop.people.retirement.due_list import Retiree
from cadre_desktop.people.retirement.letter_settings import letters_text, set_letters
from cadre_desktop.people.retirement.rules import (
    FEMALE_60,
    LETTERS,
    MALE_60,
    OWN_WISH_SOURCE,
    least_contribution,
    own_wish,
    retirement,
)
from cadre_desktop.people.rules import Sex

_NAMED = 6
_NOTES_HEIGHT = 64


class DecideDialog(FieldDialog):
    """Base, choice, month, notice and document for one person or several; what follows is said while it is chosen."""

    def __init__(self, desk: ViewDesk, people: Sequence[Retiree], parent: QWidget):
        super().__init__(_("认定退休时间"), _("认定 {count} 人").format(count=len(people)), parent, width=560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._people = desk, tuple(people)
        one = people[0]
        self.base = ChoiceInput(self._bases(), empty=True)
        self.choice = ChoiceInput(self._choices(), empty=False)
        self.month, self.notified, self.decided = MonthInput(), DateInput(), DateInput()
        self.document_number, self.notes = TextInput(), LongTextInput()
        self.notes.setFixedHeight(_NOTES_HEIGHT)
        self.follows = QLabel()
        self.follows.setWordWrap(True)
        set_role(self.follows, "muted")
        self.decided.set_value(desk.clock.today())
        if all(each.chosen.base == one.chosen.base and not each.open for each in people):
            self.base.set_value(one.chosen.base)
        self.choice.set_value(one.chosen.choice if len(people) == 1 else RetirementChoice.STATUTORY)
        if len(people) == 1:
            self.month.set_value(one.chosen.month)
            self.notified.set_value(one.chosen.notified)
        names = "、".join(each.name for each in people[:_NAMED])
        more = _(" 等 {count} 人").format(count=len(people)) if len(people) > _NAMED else ""
        self.lay_out(
            (
                (_("改革前退休年龄"), self.base),
                (_("退休方式"), self.choice),
                (_("选定年月"), self.month),
                (_("书面告知日期"), self.notified),
                ("", self.follows),
                (_("认定日期"), self.decided),
                (_("依据（文号）"), self.document_number),
                (_("备注"), self.notes),
            ),
            above=names + more,
            below=_("改革前的退休年龄看岗位和文件，不能只看性别。认定以后，列表和提醒都按它计算。"),
        )
        for field in (self.base, self.choice):
            field.changed.connect(self._tell)
        self._tell()

    def _bases(self) -> list[tuple[str, str]]:
        """The bases that fit the sex of all of them."""
        men, women = (any(one.sex == sex for one in self._people) for sex in Sex)
        return [
            (str(base), _(base.label))
            for base in RetirementBase
            if not (men and base != MALE_60) and not (women and base == MALE_60)
        ]

    def _choices(self) -> list[tuple[str, str]]:
        """A later month only where all of them may agree on one."""
        may_be_late = all(one.late_allowed for one in self._people)
        late = (RetirementChoice.LATE, RetirementChoice.LATE_ENDED)
        return [(str(each), _(each.label)) for each in RetirementChoice if may_be_late or each not in late]

    def _tell(self) -> None:
        """What follows from the base for the first of them, and which fields matter."""
        chosen = self.choice.value() != RetirementChoice.STATUTORY
        self.month.setEnabled(chosen)
        self.notified.setEnabled(chosen)
        base, one = self.base.value(), self._people[0]
        if not base:
            self.follows.setText(one.proposal.why)
            return
        months = retirement(one.born, base)
        words = _("{name}：到龄 {statutory}（{age}），最早 {earliest}（缴费满 {months} 个月）")
        text = words.format(
            name=one.name,
            statutory=_dot(months.statutory),
            age=months.age,
            earliest=_dot(months.earliest),
            months=least_contribution(months.earliest.year),
        )
        if base == FEMALE_60:
            first, moved = own_wish(one.born)
            wish = _("；本人自愿的可自 {first}（55 岁也随改革延迟的，自 {moved}），请选“弹性提前”并填年月。{source}")
            text += wish.format(first=_dot(first), moved=_dot(moved), source=_(OWN_WISH_SOURCE))
        self.follows.setText(text)

    def answer(self) -> None:
        """Keep the decision; what is wrong is said in the dialog."""
        self.problem.hide()
        chosen = self.choice.value() != RetirementChoice.STATUTORY
        try:
            month = self.month.value() if chosen else None
            notified = self.notified.value() if chosen else None
            decided = self.decided.value()
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        if decided is None:
            mark_wrong(self.decided, True)
            self.wrong(_("请填写认定日期。"))
            return
        entered = DecisionEntered(
            str(self.base.value() or ""),
            decided,
            str(self.choice.value()),
            month,
            notified,
            self.document_number.value(),
            self.notes.value(),
        )
        keys, store = [one.key for one in self._people], self._desk.store
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: decide(store, keys, entered),
            self._done,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=self._refused,
        )

    def _done(self, count: int) -> None:
        self._desk.notices.tell(_("已认定 {count} 人的退休时间。").format(count=count))
        self.accept()

    def _refused(self, refused: Refused) -> None:
        fields = {"base": self.base, "choice": self.choice, "chosen": self.month, "notified": self.notified}
        wrong = {problem.field for problem in refused.problems}
        for name, field in fields.items():
            mark_wrong(field, name in wrong)
        self.wrong(str(refused))


def _dot(month: date) -> str:
    return f"{month:%Y.%m}"


class LettersDialog(FieldDialog):
    """How many months before somebody retires letters go out."""

    def __init__(self, desk: ViewDesk, parent: QWidget):
        super().__init__(_("退休提醒设置"), _("保存"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.letters = TextInput()
        self.letters.set_value(letters_text())
        usual = "、".join(map(str, LETTERS))
        self.lay_out(
            ((_("到龄前几个月发通知"), self.letters),),
            below=_(
                "用顿号隔开，一至三个，默认 {usual}（没有查到条文，按本单位习惯）。未来 30 天的安排按它提醒。"
            ).format(usual=usual),
        )

    def answer(self) -> None:
        """Keep the setting; what is wrong is said in the dialog."""
        store, text = self._desk.store, self.letters.value()
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: set_letters(store, text),
            lambda _nothing: self.accept(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )
