"""A new batch of a round, or a make-up batch for those who stayed away."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.number_fields import CountInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.welfare.examination.moving import add_batch, make_up, to_make_up
from cadre_desktop.welfare.examination.reading import batches_of
from cadre_desktop.welfare.examination.records import ExamRound


class ExamBatchDialog(FieldDialog):
    """`done` is called with the sentence that says what was done."""

    def __init__(
        self, desk: Desk, exam_round: ExamRound, done: Callable[[str], None], parent: QWidget, *, again: bool = False
    ):
        super().__init__(_("补检批次") if again else _("新增批次"), _("安排补检") if again else _("新增"), parent, 480)
        self._desk, self._round, self._done, self._again = desk, exam_round, done, again
        batches = batches_of(exam_round.id)
        self.title, self.day, self.capacity = TextInput(), DateInput(), CountInput(_("人"))
        self.venue, self.hospital = TextInput(), TextInput()
        words = _("{title}补检") if again else _("{title}第 {number} 批")
        self.title.set_value(words.format(title=exam_round.title, number=len(batches) + 1))
        if batches:
            self.venue.set_value(batches[-1].venue)
            self.hospital.set_value(batches[-1].hospital)
            if not again:
                self.capacity.set_value(batches[-1].capacity)
        self.capacity.setToolTip(_("不填表示名额不限"))
        above = ""
        if again:
            count = len(to_make_up(exam_round.id, desk.clock.today()))
            above = _("到期的批次里有 {count} 人没有体检，按原来的套餐排入这一批。").format(count=count)
        rows = (
            (_("批次名称"), self.title),
            (_("日期"), self.day),
            (_("地点"), self.venue),
            (_("体检机构"), self.hospital),
            (_("名额"), self.capacity),
        )
        self.lay_out(rows, above=above)

    def answer(self) -> None:
        try:
            day, capacity = self.day.value(), self.capacity.value()
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        if day is None:
            self.wrong(_("请填写体检的日期。"))
            self.day.setFocus()
            return
        values: dict[str, Any] = {
            "title": self.title.value().strip(),
            "starts": day,
            "place": self.venue.value().strip(),
            "provider": self.hospital.value().strip(),
            "places": capacity,
        }
        if not self._again and self._round.__data__.get("court"):
            values["court"] = self._round.__data__.get("court")
        carry_out(
            self._desk,
            _("正在新增批次"),
            lambda: self._write(values),
            self._written,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _write(self, values: dict[str, Any]) -> str:
        if self._again:
            count = make_up(self._desk.store, self._round, values)
            return _("{count} 人已排入补检批次，可按 Ctrl+Z 撤销。").format(count=count)
        add_batch(self._desk.store, self._round, values)
        return _("已新增批次，可以按规则分组，或打开批次加入人员。")

    def _written(self, words: str) -> None:
        self._done(words)
        self.accept()
