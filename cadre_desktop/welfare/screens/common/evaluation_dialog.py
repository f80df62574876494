"""Asks how many gave each answer to the questions about an event; shows what share was satisfied."""

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.welfare.common.evaluating import ANSWERS, Evaluated, evaluation_of, save_evaluation
from cadre_desktop.welfare.records import WelfareEvent

_COUNT, _SHARE = 78, 110
"""Px."""


class EvaluationDialog(FieldDialog):
    """Questions down, answers across; saved in one step."""

    def __init__(self, desk: Desk, event: WelfareEvent, parent: QWidget | None = None):
        super().__init__(_("活动评价"), _("保存"), parent, 620)
        self._desk, self._event = desk, event
        self.counts: dict[str, list[CountInput]] = {}
        self.shares: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for column, answer in enumerate(ANSWERS, 1):
            grid.addWidget(QLabel(_(answer)), 0, column)
        grid.addWidget(QLabel(_("满意率")), 0, len(ANSWERS) + 1)
        for row, found in enumerate(evaluation_of(event), 1):
            self._add(grid, row, found)
        words = _("填“{event}”收回的评价表里，各选项有多少份。不记录是谁填的。")
        self.lay_out([("", grid)], above=words.format(event=event.title))
        self._tell()

    def _add(self, grid: QGridLayout, row: int, found: Evaluated) -> None:
        grid.addWidget(QLabel(found.question), row, 0)
        fields = self.counts[found.question] = []
        for column, (answer, count) in enumerate(zip(ANSWERS, found.counts, strict=True), 1):
            field = CountInput()
            field.setFixedWidth(_COUNT)
            field.setAccessibleName(f"{found.question} {_(answer)}")
            if count:
                field.set_value(count)
            field.changed.connect(self._tell)
            fields.append(field)
            grid.addWidget(field, row, column)
        self.shares[found.question] = QLabel()
        self.shares[found.question].setMinimumWidth(_SHARE)
        grid.addWidget(self.shares[found.question], row, len(ANSWERS) + 1)

    def _tell(self) -> None:
        """What share is satisfied, and of how many sheets."""
        for question, fields in self.counts.items():
            try:
                found = Evaluated(question, tuple(field.value() or 0 for field in fields))
            except Unclear:
                self.shares[question].setText("")
                continue
            words = _("{share}，{sheets} 份").format(share=found.satisfied, sheets=found.sheets)
            self.shares[question].setText(words if found.sheets else "")

    def answer(self) -> None:
        try:
            counts = {question: [field.value() for field in fields] for question, fields in self.counts.items()}
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        store, event = self._desk.store, self._event
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: save_evaluation(store, event, counts),
            lambda _nothing: self.accept(),
            self,
            refused=lambda refused: self.wrong(str(refused)),
        )
