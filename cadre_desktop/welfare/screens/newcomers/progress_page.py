"""带教与转正: mentors, the half-year talk, and the end of probation."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput, TextInput
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.newcomers.mentoring import end_pair, note_quarter, pair_up
from cadre_desktop.welfare.newcomers.papers import print_conversion_forms
from cadre_desktop.welfare.newcomers.probation import decide, record_talk
from cadre_desktop.welfare.newcomers.progress import ProgressLine, progress_of
from cadre_desktop.welfare.newcomers.rules import ProbationResult
from cadre_desktop.welfare.screens.common.asking import AskingDialog
from cadre_desktop.welfare.screens.common.text_table import TextCell, TextModel, TextTable
from cadre_desktop.welfare.screens.newcomers.batch_page import BatchPage

_WIDTHS = (84, 96, 100, 110, 80, 200, 130, 110, 100)


class ProgressPage(BatchPage):
    """What is done is done to the rows selected, or to the one with the cursor."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, parent)
        self.model = TextModel(left=(0, 1, 5), parent=self)
        self.table = TextTable(_("带教与转正"), self.model)
        self.menu(
            _("带教"),
            (_("结对导师…"), self.pair),
            (_("季度记录…"), self.note),
            (_("期满意见…"), self.finish_pair),
        )
        self.button(_("半年谈话…"), self.talk)
        self.button(_("转正结论…"), self.conclude)
        self.button(
            _("打印考核表"), self.print_forms, _("试用期满转正考核表，选中的每人一页"), primary=True, keys="Ctrl+P"
        )
        self.put_table(self.table)

    def read(self, key: int) -> list[ProgressLine]:
        return progress_of(key)

    def show_read(self, found: Any) -> None:
        lines: list[ProgressLine] = found or []
        titles = (
            *(_("姓名"), _("法院"), _("报到日期"), _("导师"), _("记录"), _("初任培训")),
            *(_("半年谈话"), _("试用期满"), _("结论")),
        )
        self.model.put(titles, [line.newcomer for line in lines], [self._cells(line) for line in lines])
        name, mentor = (self.table.wanted_width(column, _WIDTHS[column], 150) for column in (0, 3))
        self.table.set_widths((name, *_WIDTHS[1:3], mentor, *_WIDTHS[4:]), stretched=5)
        if lines and not self.table.currentIndex().isValid():
            self.table.go_to(0, 0)
        words = _("{people} 人，已结对 {paired} 人，已参训 {trained} 人")
        paired, trained = sum(bool(line.mentor) for line in lines), sum(bool(line.induction) for line in lines)
        self.counts.setText(words.format(people=len(lines), paired=paired, trained=trained) if lines else "")
        self.follow_rows(len(lines))

    def _cells(self, line: ProgressLine) -> list[TextCell]:
        today = self.desk.clock.today()
        notes = _("{count} 次").format(count=line.notes) if line.notes else ""
        talk = TextCell(line.talked.isoformat(), "good") if line.talked else _due(line.talk_due, today)
        ends = _due(line.probation_ends, today)
        if line.result is not None:
            ends = TextCell(line.probation_ends.isoformat() if line.probation_ends else "")
        return [
            TextCell(line.name),
            TextCell(line.court),
            TextCell(line.reported.isoformat()),
            TextCell(line.mentor),
            TextCell(_("已出师") if line.ended else notes),
            TextCell(line.induction),
            talk,
            ends,
            TextCell(_(line.result.label) if line.result is not None else ""),
        ]

    def _one(self) -> int | None:
        keys = self.table.selected_keys
        if not keys:
            self.desk.notices.warn(_("请先选中一个人。"))
        return keys[0] if keys else None

    def _day(self) -> DateInput:
        day = DateInput()
        day.set_value(self.desk.clock.today())
        return day

    def pair(self) -> None:
        """Ask for a mentor and a plan."""
        key, store = self._one(), self.desk.store
        if key is not None:
            fields = (
                ("mentor", _("导师"), RecordInput(Person, self.desk.jobs)),
                ("day", _("结对日期"), self._day()),
                ("plan", _("培养计划"), LongTextInput(5)),
            )
            AskingDialog(
                self.desk,
                _("结对导师"),
                _("结对"),
                fields,
                lambda said: pair_up(store, key, said["mentor"], said["day"], said["plan"]),
                self,
                needed=("mentor", "day"),
                above=_("结对一年；一位导师同时最多带两名新人。"),
            ).open()

    def note(self) -> None:
        """Ask for the note of a quarter."""
        key, store = self._one(), self.desk.store
        if key is not None:
            fields = (("day", _("日期"), self._day()), ("note", _("记录"), LongTextInput(5)))
            AskingDialog(
                self.desk,
                _("导师季度记录"),
                _("登记"),
                fields,
                lambda said: note_quarter(store, key, said["day"], said["note"]),
                self,
                needed=("day", "note"),
            ).open()

    def finish_pair(self) -> None:
        """Ask for the mentor's opinion at the end."""
        key, store = self._one(), self.desk.store
        if key is not None:
            fields = (("day", _("结束日期"), self._day()), ("opinion", _("期满意见"), LongTextInput(5)))
            AskingDialog(
                self.desk,
                _("导师期满意见"),
                _("结束带教"),
                fields,
                lambda said: end_pair(store, key, said["day"], said["opinion"]),
                self,
                needed=("day",),
            ).open()

    def talk(self) -> None:
        """Ask when the half-year talk was."""
        key, store = self._one(), self.desk.store
        if key is not None:
            fields = (("day", _("谈话日期"), self._day()), ("opinion", _("谈话情况"), LongTextInput(4)))
            AskingDialog(
                self.desk,
                _("半年谈话"),
                _("登记"),
                fields,
                lambda said: record_talk(store, key, said["day"], said["opinion"]),
                self,
                needed=("day",),
            ).open()

    def conclude(self) -> None:
        """Ask how the probation of those selected ended."""
        keys, store = self.table.selected_keys, self.desk.store
        if self._one() is None:
            return
        result = ChoiceInput(ProbationResult.table(), empty=False)
        result.set_value(ProbationResult.CONFIRMED.value)
        fields = (
            ("result", _("结论"), result),
            ("decided", _("结论日期"), self._day()),
            ("document", _("文号"), TextInput()),
            ("until", _("延长到"), DateInput()),
        )

        def write(said: dict[str, Any]) -> int:
            chosen = ProbationResult(said["result"])
            return decide(store, keys, chosen, said["decided"], said["document"], said["until"])

        AskingDialog(
            self.desk,
            _("转正结论（{count} 人）").format(count=len(keys)),
            _("登记"),
            fields,
            write,
            self,
            needed=("result", "decided"),
        ).open()

    def print_forms(self) -> None:
        """The form at the end of probation of those selected."""
        keys = self.table.selected_keys
        if self._one() is not None:
            self.papers.show(_("试用期满转正考核表"), lambda path: print_conversion_forms(path, keys))


def _due(day: date | None, today: date) -> TextCell:
    """A day that is still to come, red once it is past."""
    if day is None:
        return TextCell("")
    return TextCell(_("应 {day}").format(day=day.isoformat()), "bad" if day < today else "")
