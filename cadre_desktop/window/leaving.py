"""Leaving the program: what was written is backed up, and the file is closed."""

from PySide6.QtWidgets import QApplication

from cadre_desktop.kit import remains
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.window.file.program import Program


def leave(program: Program) -> None:
    """Back up what was written, close the file and end the program."""
    if program.window is not None:
        program.window.hide()
    if program.session.store is not None:
        _save_on_leaving(program)
    if program.window is not None:
        program.window.hide()  # and show nothing of the file any more
    program.session.close()
    if program.qt_jobs:
        program.qt_jobs.close()
    remains.tidy()
    app = QApplication.instance()
    if app:
        app.quit()


def _save_on_leaving(program: Program) -> None:
    from cadre_desktop.kit.store.whereabouts import Gone
    from cadre_desktop.window.file.second_backup_talk import fill_on_leaving

    program.watch.end()
    if not program.watch.may_leave():
        return
    try:
        if program.session.needs_backup():
            program.session.backup(_("退出"))
    except Gone as gone:
        program.notices.refused(gone)
    except (Refused, OSError) as error:
        program.notices.warn(_("退出前的备份没有成功，数据本身已保存。请检查磁盘空间后再备份。"), str(error))
    else:
        fill_on_leaving(program)
