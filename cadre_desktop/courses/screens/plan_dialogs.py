"""Taking last year's plan over, and putting courses into lines: what is ticked is done in one step."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from cadre_desktop.courses.planning.assigning import ItemProposal, assign_lines
from cadre_desktop.courses.planning.copying import Copied, copy_plan
from cadre_desktop.courses.records import PlanItem
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.screens.name_list.ticked_list import TickedList

_NAMED = 5
"""So many courses that fit nowhere are named with the reason."""


def planned_years() -> list[int]:
    """The years that have a plan, latest first."""
    return [year for (year,) in database.rows("SELECT DISTINCT year FROM plan_item ORDER BY year DESC")]


class CopyPlanDialog(FieldDialog):
    """From which of the `years` lines are taken over into `year`, which of them, and whether with their budget; `done`
    is told what came of it."""

    def __init__(self, desk: Desk, year: int, years: Sequence[int], done: Callable[[Copied], None], parent: QWidget):
        super().__init__(_("复制计划到 {year} 年").format(year=year), _("复制"), parent, width=560)
        self._desk, self._year, self._done = desk, year, done
        self.source = ChoiceInput([(each, _("{year} 年").format(year=each)) for each in years], empty=False)
        self.source.set_value(year - 1 if year - 1 in years else years[0])
        self.lines = TickedList(())
        self.budget = QCheckBox(_("经费预算照抄"))
        self.budget.setChecked(True)
        self.source.changed.connect(self._show_lines)
        self._show_lines()
        below = _("月份、期数、人数照抄；名称里的年份换成 {year} 年。不勾选“经费预算照抄”的，预算留空待填。")
        rows = ((_("从哪一年"), self.source), (_("计划项目"), self.lines), ("", self.budget))
        self.lay_out(rows, below=below.format(year=year))

    def _show_lines(self) -> None:
        query = PlanItem.select().where(PlanItem.year == self.source.value())
        words = ((line.id, _words(line)) for line in query.order_by(PlanItem.number, PlanItem.id))
        self.lines.show_lines(words)

    def answer(self) -> None:
        """Copy what is ticked; what is refused is said in the dialog."""
        source, year, keep, store = self.source.value(), self._year, self.budget.isChecked(), self._desk.store
        items = self.lines.ticked
        if not items:
            self.wrong(_("没有勾选任何项目；不需要复制请按“取消”。"))
            return
        carry_out(
            self._desk,
            _("正在复制"),
            lambda: copy_plan(store, source, year, items, keep_budget=keep),
            self._copied,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _copied(self, copied: Copied) -> None:
        self.accept()
        self._done(copied)


def _words(line: PlanItem) -> str:
    when = _("{month}月").format(month=line.month) if line.month else _("不定月份")
    return _("{title}　{when}　{count} 期").format(title=line.title, when=when, count=line.courses or 0)


class AssignDialog(FieldDialog):
    """Which courses go into which lines, as proposed: those whose title speaks for it are ticked at first. `done` is
    told how many were put in."""

    def __init__(self, desk: Desk, proposals: Sequence[ItemProposal], done: Callable[[int], None], parent: QWidget):
        super().__init__(_("班次对应计划项目"), _("对应"), parent, width=680)
        self._desk, self._done = desk, done
        fitting = [each for each in proposals if each.item is not None]
        words = _("{course}　→　{line}（{reason}）")
        self.courses = TickedList(
            (each, words.format(course=each.title, line=each.line, reason=each.reason)) for each in fitting
        )
        for row, each in enumerate(fitting):
            if not each.sure:
                self.courses.item(row).setCheckState(Qt.CheckState.Unchecked)
        above = _("按名称、系列和月份提出，勾选的才对应；只有系列和月份相合的没有先勾选。")
        self.lay_out(((_("班次"), self.courses),), above=above, below=_left_words(proposals))

    def answer(self) -> None:
        """Keep what is ticked; what is refused is said in the dialog."""
        chosen = {each.course: each.item for each in self.courses.ticked}
        store = self._desk.store
        if not chosen:
            self.wrong(_("没有勾选任何班次；不需要对应请按“取消”。"))
            return
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: assign_lines(store, chosen),
            self._kept,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _kept(self, count: int) -> None:
        self.accept()
        self._done(count)


def _left_words(proposals: Sequence[ItemProposal]) -> str:
    """The courses for which no line is proposed, the first of them with the reason."""
    left = [each for each in proposals if each.item is None]
    if not left:
        return ""
    named = "；".join(f"{each.title}：{each.reason}" for each in left[:_NAMED])
    text = _("另有 {count} 个班次要在班次的“计划项目”一栏里选：{named}。")
    more = _("等") if len(left) > _NAMED else ""
    return text.format(count=len(left), named=named + more)
