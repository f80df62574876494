"""The settings of training in one place: who completes a course, what a platform's minutes make, and what is asked of
whom – the numbers of the regulation, from which rank on, and what reduces a target."""

from collections.abc import Iterator

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLayout, QPushButton, QWidget

from cadre_desktop.courses.hours.regulation import LADDERS, NUMBERS, known, usual
from cadre_desktop.courses.hours.rule_settings import texts_set
from cadre_desktop.courses.screens.weights_dialog import WeightsDialog
from cadre_desktop.courses.training_settings import RULES, RuleSetting, rules_set, set_training, usual_rules
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.number_fields import CountInput, FixedInput, HoursInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog, remark
from cadre_desktop.kit.typed import typed_fixed
from cadre_desktop.people.registers.absences import AbsenceClass

_CERTAINTY = {
    "sourced": N_("有条文"),
    "high": N_("请核对"),
    "medium": N_("参考值"),
    "own": N_("本程序自定"),
}
"""How sure a value is that the program comes with."""
_FIELD = 176
_WIDTH = 640


class TrainingSettingsDialog(FieldDialog):
    """A field for each; beside it how sure the usual value is, and at the mouse what it rests on."""

    def __init__(self, desk: Desk, parent: QWidget):
        super().__init__(_("培训设置"), _("保存"), parent, width=_WIDTH)
        self._desk = desk
        self._before, self._rules_before = texts_set(desk.store), rules_set(desk.store)
        self.rules: dict[str, TextInput | CountInput] = {}
        self.numbers: dict[str, FixedInput] = {}
        self.levels: dict[str, ChoiceInput] = {}
        self.absences: dict[str, QCheckBox] = {}
        self.flags: dict[str, QCheckBox] = {}
        self.weights = QPushButton(_("推荐人选的分值…"))
        self.defaults = dressed(QPushButton(_("恢复默认值")), "quiet")
        for button in (self.weights, self.defaults):
            button.setAutoDefault(False)
        rows: list[tuple[str, QWidget | QLayout | None]] = [
            (_("结业和折算"), None),
            *(row for rule in RULES for row in self._rule_rows(rule)),
            ("", _alone(self.weights)),
            (_("学时任务"), None),
            *((_(number.title), self._number(number.key)) for number in NUMBERS),
            *((_("{title}从").format(title=_(ladder.title)), self._level(ladder.key)) for ladder in LADDERS),
            (_("扣减任务的离岗"), self._absences()),
            ("", self._flag("committee", _("支部副书记、委员与书记的学时相同"))),
            ("", self._flag("retirement", _("到了退休年龄的月份起不再计任务"))),
        ]
        self.defaults.setToolTip(_("各项填回程序的默认值，保存后才生效"))
        self.defaults.clicked.connect(self._show_usual)
        self.weights.clicked.connect(lambda: WeightsDialog(desk, lambda: None, self).exec())
        self.lay_out(
            rows,
            beside=self.defaults,
            above=_("这里是本院培训的规定。鼠标停在右边的字上，看依据是什么。保存是一步，可按 Ctrl+Z 撤销。"),
            below=_(
                "各序列从所选的一级起（含）按五年计，其余按年计；学时和天数按缺得少的算。改了学时任务，今年和近五年的缺额马上重算。"
            ),
        )

    def _with_certainty(self, field: QWidget, entry: dict[str, str], usual_words: str) -> QWidget:
        """The field, and beside it how sure its usual value is."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(field)
        words = _("默认 {usual}，{certainty}").format(usual=usual_words, certainty=_(_CERTAINTY[entry["certainty"]]))
        label = QLabel(words)
        label.setToolTip(entry["source"])
        field.setToolTip(entry["source"])
        set_role(label, "muted")
        row.addWidget(label, 1)
        return holder

    def _rule_rows(self, rule: RuleSetting) -> Iterator[tuple[str, QWidget]]:
        """The field, and what it rests on and what comes of changing it below."""
        yield _(rule.title), self._rule(rule)
        text = _("{source}。{after}").format(source=known()["rules"][rule.key]["source"], after=_(rule.after))
        yield "", remark(text)

    def _rule(self, rule: RuleSetting) -> QWidget:
        field = CountInput(_(rule.unit)) if rule.unit else TextInput()
        field.setFixedWidth(_FIELD)
        field.setAccessibleName(_(rule.title))
        self._fill_rule(field, self._rules_before[rule.key])
        self.rules[rule.key] = field
        entry = known()["rules"][rule.key]
        return self._with_certainty(field, entry, entry["usual"] or _("请假上限以外"))

    @staticmethod
    def _fill_rule(field: TextInput | CountInput, text: str) -> None:
        if isinstance(field, CountInput):
            field.set_value(typed_fixed(text, 0))
        else:
            field.set_value(text)

    def _show_usual(self) -> None:
        """Fill in what a court begins with; kept only when it is saved."""
        texts = usual()
        for key, rule in self.rules.items():
            self._fill_rule(rule, usual_rules()[key])
        for number in NUMBERS:
            self.numbers[number.key].set_value(typed_fixed(texts[number.key], number.decimals))
        for key, level in self.levels.items():
            level.set_value(texts[f"level.{key}"])
        for key, box in self.absences.items():
            box.setChecked(key in texts["absences"].split(","))
        for key, box in self.flags.items():
            box.setChecked(texts[key] == "yes")
        self._mark()

    def _number(self, key: str) -> QWidget:
        number = next(each for each in NUMBERS if each.key == key)
        field = HoursInput() if number.decimals else CountInput(_(number.unit))
        field.setFixedWidth(_FIELD)
        field.setAccessibleName(_(number.title))
        field.set_value(typed_fixed(self._before[key], number.decimals))
        self.numbers[key] = field
        return self._with_certainty(field, known()["numbers"][key], usual()[key])

    def _level(self, key: str) -> QWidget:
        ladder = next(each for each in LADDERS if each.key == key)
        field = ChoiceInput(ladder.steps(), empty=True)
        field.setFixedWidth(_FIELD)
        field.setAccessibleName(_("{title}从").format(title=_(ladder.title)))
        field.set_value(self._before[f"level.{key}"])
        self.levels[key] = field
        return self._with_certainty(field, known()["levels"][key], dict(ladder.steps())[usual()[f"level.{key}"]])

    def _absences(self) -> QWidget:
        holder, chosen = QWidget(), self._before["absences"].split(",")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, each in enumerate(AbsenceClass):
            box = QCheckBox(_(each.label))
            box.setChecked(each in chosen)
            self.absences[each] = box
            grid.addWidget(box, number // 3, number % 3)
        return holder

    def _flag(self, key: str, words: str) -> QCheckBox:
        box = self.flags[key] = QCheckBox(words)
        box.setChecked(self._before[key] == "yes")
        box.setToolTip(known()[key]["source"])
        return box

    @property
    def texts(self) -> dict[str, str]:
        """What is chosen now. A field with no number has its text."""
        texts = {key: field.lineEdit().text() for key, field in self.numbers.items()}
        texts |= {f"level.{key}": str(field.value() or "") for key, field in self.levels.items()}
        texts |= {key: "yes" if box.isChecked() else "no" for key, box in self.flags.items()}
        return texts | {"absences": ",".join(key for key, box in self.absences.items() if box.isChecked())}

    @property
    def rule_texts(self) -> dict[str, str]:
        """What is chosen of the rules beside the hours."""
        lines = {key: field.lineEdit() if isinstance(field, CountInput) else field for key, field in self.rules.items()}
        return {key: line.text().strip() for key, line in lines.items()}

    def answer(self) -> None:
        """Keep what has changed; what is wrong is shown in the dialog."""
        self._mark()
        hours = {key: text for key, text in self.texts.items() if text != self._before[key]}
        rules = {key: text for key, text in self.rule_texts.items() if text != self._rules_before[key]}
        store = self._desk.store
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: set_training(store, hours, rules),
            lambda _nothing: self.accept(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=self._refused,
        )

    def _mark(self) -> None:
        """Mark the numbers that are none."""
        for field in self.numbers.values():
            try:
                mark_wrong(field, field.value() is None)
            except Unclear:
                mark_wrong(field, True)
        for each in self.rules.values():
            mark_wrong(each, False)
        self.problem.hide()

    def _refused(self, refused: Refused) -> None:
        wrong = {problem.field for problem in refused.problems}
        for key, field in self.rules.items():
            mark_wrong(field, key in wrong)
        self.wrong(str(refused))


def _alone(button: QPushButton) -> QHBoxLayout:
    """A button as wide as its words, not as the fields."""
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    return row
