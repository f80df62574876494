"""A workbook of sessions on its way in: what it would bring, and what is to be put right or pointed out."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from cadre_desktop.courses.timetable.session_book import SessionsRead, read_sessions, record_sessions
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.imports.take_in import IntakeReport, TakeInDialog
from cadre_desktop.kit.store import backup as backups


def sessions_dialog(desk: Desk, path: Path, parent: QWidget | None = None) -> TakeInDialog:
    """The dialog that reads a workbook of sessions and takes it in. Raises nothing: what is refused it says."""
    read: list[SessionsRead] = []

    def check(_progress: Progress) -> IntakeReport:
        found = read_sessions(path)
        read[:] = [found]
        text = _("新增 {new} 次课，修改 {changed} 次，相同 {same} 次；未通过 {refused} 行。")
        counts = {"new": len(found.new), "changed": len(found.changed), "same": found.same, "refused": found.refused}
        go = _("导入 {count} 次课").format(count=found.count) if found.count else ""
        new = {course.title for course, _values in found.new}
        courses = new | {course.title for course, _values, _key in found.changed}
        return IntakeReport(text.format(**counts), (*found.problems, *found.remarks), go, _("、").join(sorted(courses)))

    def take(_progress: Progress) -> tuple[str, int]:
        backups.make(desk.store.path, _("导入前"), desk.clock.now())
        count = record_sessions(desk.store, read[0])
        return _("导入了 {count} 次课，可按 Ctrl+Z 撤销。").format(count=count), count

    return TakeInDialog(desk, _("导入课次"), check, take, parent)
