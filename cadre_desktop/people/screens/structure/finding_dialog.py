"""People by conditions on any day: age, years in post and to retirement, and what the filters of the list lack."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.people.rules import Sex
from cadre_desktop.people.structure.as_of import read_staff
from cadre_desktop.people.structure.finding import PeopleWanted, Span, vet_wanted, wanted_listing
from cadre_desktop.people.structure.rules import Lead, Schooling


class SpanInput(QWidget):
    """From so many to so many years; either may be left free."""

    def __init__(self, what: str, unit: str):
        super().__init__()
        self.low, self.high = CountInput(unit), CountInput(unit)
        self.low.setAccessibleName(_("{what}，不小于").format(what=what))
        self.high.setAccessibleName(_("{what}，不大于").format(what=what))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.low, 1)
        row.addWidget(QLabel(_("至")))
        row.addWidget(self.high, 1)
        self.setFocusProxy(self.low)

    def value(self) -> Span:
        """Both limits; raises Unclear for what is no number."""
        return self.low.value(), self.high.value()


class FindingDialog(FieldDialog):
    """`done` receives the list of those found."""

    def __init__(self, desk: ViewDesk, done: Callable[[Listing], None], parent: QWidget):
        super().__init__(_("按条件查找"), _("查找"), parent, width=480)
        self._desk, self._done = desk, done
        self.day = DateInput()
        self.day.set_value(desk.clock.today())
        self.ages, self.years_in_post = SpanInput(_("年龄"), _("岁")), SpanInput(_("任现职"), _("年"))
        self.retires = CountInput(_("年内"))
        self.choices = {
            "sex": ChoiceInput(Sex.table()),
            "schooling": ChoiceInput(Schooling.table()),
            "political": ChoiceInput(code_table("political")),
            "lead": ChoiceInput(Lead.table()),
            "rank": ChoiceInput(code_table("ranks")),
            "judge_grade": ChoiceInput(code_table("judge_grades")),
        }
        self.eighties = QCheckBox(_("80后（1980 至 1989 年出生）"))
        self.on_staff = QCheckBox(_("只找当日在册的人"))
        self.on_staff.setChecked(True)
        titles = (_("性别"), _("学历"), _("政治面貌"), _("领导职务"), _("职级"), _("法官等级"))
        chosen = list(zip(titles, self.choices.values(), strict=True))
        rows: list[tuple[str, QWidget]] = [
            (_("哪一天"), self.day),
            (_("年龄"), self.ages),
            ("", self.eighties),
            *chosen,
            (_("任现职年限"), self.years_in_post),
            (_("到龄退休"), self.retires),
            ("", self.on_staff),
        ]
        self.lay_out(rows, above=_("各项都要满足；不填的不作要求。所问的事实没有登记的人不会找出来。"))

    def _asked(self) -> PeopleWanted:
        return PeopleWanted(
            day=self.day.value() or self._desk.clock.today(),
            ages=self.ages.value(),
            years_in_post=self.years_in_post.value(),
            retires_within=self.retires.value(),
            eighties=self.eighties.isChecked(),
            on_staff=self.on_staff.isChecked(),
            **{name: field.value() for name, field in self.choices.items()},
        )

    def answer(self) -> None:
        """Find them; what is wrong is said in the dialog."""
        try:
            wanted = self._asked()
            vet_wanted(wanted)
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        except Refused as refused:
            wrong = {problem.field for problem in refused.problems}
            for name, field in (("ages", self.ages), ("years_in_post", self.years_in_post)):
                mark_wrong(field.low, name in wrong)
            self.wrong(str(refused))
            return
        today = self._desk.clock.today()
        carry_out(
            self._desk,
            _("正在查找"),
            lambda: wanted_listing(read_staff(wanted.day, today), wanted),
            self._show,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            writes=False,
        )

    def _show(self, listing: Listing) -> None:
        self.accept()
        self._done(listing)
