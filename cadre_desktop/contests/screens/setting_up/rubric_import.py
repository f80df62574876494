"""The rubric of an event out to a workbook and in from one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cadre_desktop.contests.records import Event
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.imports.take_in import IntakeReport, TakeInDialog
from cadre_desktop.kit.qt.talk.file_names import tables
from cadre_desktop.kit.qt.talk.saving import save_as

if TYPE_CHECKING:
    from cadre_desktop.contests.exchange.rubric_book import RubricPlan

_SHOWN = 15
"""Lines of a rubric that the preview spells out."""


def rubric_import(desk: Desk, event: Event, path: Path, parent: QWidget | None = None) -> TakeInDialog:
    """A dialog on what a workbook would make of an event's rubric; with anything to put right it is not taken."""
    store = desk.store

    def check(_progress: Progress) -> IntakeReport:
        from cadre_desktop.contests.exchange.rubric_book import read_rubric

        return _report(path, read_rubric(event, path))

    def take(_progress: Progress) -> tuple[str, int]:
        from cadre_desktop.contests.exchange.rubric_book import read_rubric, take_rubric

        plan = read_rubric(event, path)
        take_rubric(store, event, plan)
        count = len(plan.lines)
        return _("评分细则已导入：{count} 项，满分 {full}。").format(count=count, full=plan.full), count

    return TakeInDialog(desk, _("导入评分细则"), check, take, parent)


def _report(path: Path, plan: "RubricPlan") -> IntakeReport:
    if plan.problems:
        words = _("“{file}”有 {count} 处要改正；评分细则整张导入，改好之前不变。")
        return IntakeReport(words.format(file=path.name, count=len(plan.problems)), plan.problems, "")
    words = _("“{file}”：{count} 个评分项，满分 {full}；新增 {new}，修改 {changed}，不变 {same}。")
    parts = {"file": path.name, "count": len(plan.lines), "full": plan.full}
    text = words.format(**parts, new=plan.new, changed=plan.changed, same=plan.same)
    if plan.gone:
        text += _("表里没有的将删去：{names}。").format(names=_("、").join(plan.gone))
    lines = (f"{line['place']}　{line['name']}　{plain_text(line['points'])}" for line in plan.lines[:_SHOWN])
    return IntakeReport(text, (), _("导入") if plan.differs else "", "\n".join(lines))


def choose_rubric(desk: Desk) -> Path | None:
    """The workbook to read, None when given up."""
    return desk.notices.choose_open(_("选择评分细则工作簿"), tables())


def save_rubric(desk: Desk, event: Event, owner: QWidget) -> None:
    """Write an event's rubric where the user says."""

    def write(path: Path, _progress: Progress) -> int:
        from cadre_desktop.contests.exchange.rubric_book import write_rubric

        return write_rubric(event, path)

    name, told = _("{event}评分细则").format(event=event.name), _("已导出 {count} 个评分项到“{path}”，改好后可以导入。")
    save_as(desk, owner, _("导出评分细则"), name, write, told)
