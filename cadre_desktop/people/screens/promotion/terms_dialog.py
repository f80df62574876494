"""The terms of promotion that a court may set otherwise, with what each rests on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLayout, QPushButton, QWidget

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.people.promotion.ladder import FLAGS, NUMBERS, entry_of, title_of, usual_terms
from cadre_desktop.people.promotion.term_settings import set_terms, term_texts

_CERTAINTY = {
    "sourced": N_("有条文"),
    "high": N_("请核对"),
    "medium": N_("参考值"),
    "own": N_("没有查到条文"),
}
"""How sure a value is that the program comes with."""
_FIELD, _WIDTH = 132, 620


class TermsDialog(FieldDialog):
    """A field for each; beside it how sure the usual value is, and at the mouse what it rests on."""

    def __init__(self, desk: ViewDesk, parent: QWidget):
        super().__init__(_("职级晋升设置"), _("保存"), parent, width=_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._before = term_texts(desk.store)
        self.fields: dict[str, TextInput] = {}
        self.ceilings: dict[str, ChoiceInput] = {}
        self.flags: dict[str, QCheckBox] = {}
        defaults = dressed(QPushButton(_("恢复默认值")), "quiet")
        defaults.setAutoDefault(False)
        defaults.setToolTip(_("各项填回程序的默认值，保存后才生效"))
        defaults.clicked.connect(self._show_usual)
        judges = [key for key in self._before if key.startswith("judge.")]
        ceilings = [key for key in self._before if key.startswith("ceiling.")]
        rows: list[tuple[str, QWidget | QLayout | None]] = [
            (_("职级"), None),
            *((title_of(key), self._number(key)) for key, _title in NUMBERS),
            *(("", self._flag(key)) for key, _title in FLAGS),
            (_("法官等级"), None),
            *((title_of(key), self._number(key)) for key in judges),
            *((title_of(key), self._ceiling(key)) for key in ceilings),
        ]
        self.lay_out(
            rows,
            beside=defaults,
            above=_(
                "职级的年限按公务员职务与职级并行规定；这里是可以按本院、本省规定改的。鼠标停在右边的字上，看依据。"
            ),
            below=_("法官等级的年限不填的，不按年限，列为“待核”。保存是一步，可按 Ctrl+Z 撤销。"),
        )

    def _beside(self, field: QWidget, key: str) -> QWidget:
        """The field, and beside it how sure its usual value is."""
        entry = entry_of(key)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(field)
        usual = self._usual_words(key, entry["usual"])
        label = QLabel(_("默认 {usual}，{certainty}").format(usual=usual, certainty=_(_CERTAINTY[entry["certainty"]])))
        set_role(label, "muted")
        for widget in (label, field):
            widget.setToolTip(entry["source"])
        field.setAccessibleName(title_of(key))
        row.addWidget(label, 1)
        return holder

    @staticmethod
    def _usual_words(key: str, text: str) -> str:
        if not text:
            return _("不填")
        return code_table("judge_grades").label(text) if key.startswith("ceiling.") else text

    def _number(self, key: str) -> QWidget:
        field = self.fields[key] = TextInput()
        field.setFixedWidth(_FIELD)
        field.set_value(self._before[key])
        return self._beside(field, key)

    def _ceiling(self, key: str) -> QWidget:
        grades = [(item.value, item.label) for item in code_table("judge_grades")]
        field = self.ceilings[key] = ChoiceInput(grades, empty=True)
        field.setFixedWidth(_FIELD)
        field.set_value(self._before[key])
        return self._beside(field, key)

    def _flag(self, key: str) -> QCheckBox:
        box = self.flags[key] = QCheckBox(title_of(key))
        box.setChecked(self._before[key] == "yes")
        box.setToolTip(entry_of(key)["source"])
        return box

    def _show_usual(self) -> None:
        """Fill in what a court begins with; kept only when it is saved."""
        usual = usual_terms()
        for key, field in self.fields.items():
            field.set_value(usual[key])
        for key, choice in self.ceilings.items():
            choice.set_value(usual[key])
        for key, box in self.flags.items():
            box.setChecked(usual[key] == "yes")

    @property
    def texts(self) -> dict[str, str]:
        """What is chosen now."""
        texts = {key: field.value().strip() for key, field in self.fields.items()}
        texts |= {key: str(choice.value() or "") for key, choice in self.ceilings.items()}
        return texts | {key: "yes" if box.isChecked() else "no" for key, box in self.flags.items()}

    def answer(self) -> None:
        """Keep what has changed; what is wrong is shown in the dialog."""
        self.problem.hide()
        changed = {key: text for key, text in self.texts.items() if text != self._before[key]}
        store = self._desk.store
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: set_terms(store, changed),
            lambda _nothing: self.accept(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        wrong = {problem.field for problem in refused.problems}
        for key, field in self.fields.items():
            mark_wrong(field, key in wrong)
        self.wrong(str(refused))
