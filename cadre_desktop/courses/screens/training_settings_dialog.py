"""What the court asks of whom: the numbers of the regulation, from which rank on, and what reduces a target."""

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLayout, QWidget

from cadre_desktop.courses.hours.regulation import LADDERS, NUMBERS, known, usual
from cadre_desktop.courses.hours.rule_settings import set_texts, texts_set
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.number_fields import CountInput, FixedInput, HoursInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
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
        super().__init__(_("学时设置"), _("保存"), parent, width=_WIDTH)
        self._desk = desk
        self._before = texts_set(desk.store)
        self.numbers: dict[str, FixedInput] = {}
        self.levels: dict[str, ChoiceInput] = {}
        self.absences: dict[str, QCheckBox] = {}
        self.flags: dict[str, QCheckBox] = {}
        rows: list[tuple[str, QWidget | QLayout]] = [
            *((_(number.title), self._number(number.key)) for number in NUMBERS),
            *((_("{title}从").format(title=_(ladder.title)), self._level(ladder.key)) for ladder in LADDERS),
            (_("扣减任务的离岗"), self._absences()),
            ("", self._flag("committee", _("支部副书记、委员与书记的学时相同"))),
            ("", self._flag("retirement", _("到了退休年龄的月份起不再计任务"))),
        ]
        self.lay_out(
            rows,
            above=_("县处级及以上按五年 550 学时或 3 个月，其余每年 90 学时或 12 天；缺学时的按缺得少的算。"),
            below=_("各序列从所选的一级起（含）按五年计。鼠标停在右边的字上，看依据是什么。"),
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

    def answer(self) -> None:
        """Keep what has changed; what is wrong is shown in the dialog."""
        for field in self.numbers.values():
            try:
                mark_wrong(field, field.value() is None)
            except Unclear:
                mark_wrong(field, True)
        changed = {key: text for key, text in self.texts.items() if text != self._before[key]}
        store = self._desk.store
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: set_texts(store, changed),
            lambda _nothing: self.accept(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )
