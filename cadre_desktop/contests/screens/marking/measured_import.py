"""Measured marks in from a list of their own, shown before they are written, and the list out to be filled in."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cadre_desktop.contests.records import Contest
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.imports.take_in import IntakeReport, TakeInDialog
from cadre_desktop.kit.qt.talk.file_names import tables
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.kit.store import backup

if TYPE_CHECKING:
    from cadre_desktop.contests.exchange.measured_marks import Measured


def measured_import(desk: Desk, contest: Contest, event: str, path: Path, parent: QWidget | None) -> TakeInDialog:
    """A dialog on what a list of measured marks would bring to an event; its `taken` carries how many marks."""
    store = desk.store

    def check(_progress: Progress) -> IntakeReport:
        from cadre_desktop.contests.exchange.measured_marks import read_measured

        return _report(read_measured(contest, event, path))

    def take(_progress: Progress) -> tuple[str, int]:
        from cadre_desktop.contests.exchange.measured_marks import read_measured, record_measured

        backup.make(store.path, _("导入前"), store.clock.now())
        count = record_measured(store, read_measured(contest, event, path))
        return _("已导入 {count} 个成绩。").format(count=count), count

    return TakeInDialog(desk, _("导入测量成绩 — {event}").format(event=event), check, take, parent)


def _report(found: "Measured") -> IntakeReport:
    words = _("读到 {read} 行：新的或改动的成绩 {count} 个，相同 {same} 个，未通过 {wrong} 行。")
    text = words.format(read=found.read, count=found.count, same=found.same, wrong=found.refused)
    return IntakeReport(text, found.problems, _("导入 {count} 个成绩").format(count=found.count) if found.count else "")


def import_measured(desk: Desk, contest: Contest, event: str, parent: QWidget) -> None:
    """Ask for the list, and show what it would bring."""
    path = desk.notices.choose_open(_("选择测量成绩表"), tables())
    if path is not None:
        measured_import(desk, contest, event, path, parent).open()


def save_measured_form(desk: Desk, contest: Contest, event: str, owner: QWidget) -> None:
    """Write the list to be filled in where the user says."""

    def write(path: Path, _progress: Progress) -> int:
        from cadre_desktop.contests.exchange.measured_marks import write_measured_form

        return write_measured_form(contest, event, path)

    name = _("{contest}{event}测量成绩表").format(contest=contest.name, event=event)
    save_as(desk, owner, _("导出测量成绩表"), name, write, _("已列出 {count} 名选手，保存为“{path}”。"))
