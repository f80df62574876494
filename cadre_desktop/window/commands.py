"""The file and tool commands of the menus, one function each."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:
    from cadre_desktop.kit.jobs import Progress
    from cadre_desktop.kit.store.store import Store
    from cadre_desktop.window.file.program import Program


def carry_out(launcher: "Program", command: str) -> None:
    """Run a command by the name its menu entry gives it; what is refused is said."""
    try:
        _COMMANDS[command](launcher)
    except Refused as refused:
        launcher.watch.refused(refused)


def _may_leave(launcher: "Program") -> bool:
    return bool(getattr(launcher.window, "may_leave", lambda: True)())


def _new(launcher: "Program") -> None:
    if _may_leave(launcher):
        launcher.show_welcome()


def _open(launcher: "Program") -> None:
    if _may_leave(launcher):
        launcher.choose_and_open()


def _reopen(launcher: "Program") -> None:
    path = getattr(launcher.window, "opened_path", None)
    if path is not None and _may_leave(launcher):
        launcher.open(path)


def _demo(launcher: "Program") -> None:
    if _may_leave(launcher):
        launcher.open_demo()


def _backup(launcher: "Program") -> None:
    def done(made: object) -> None:
        launcher.notices.tell(_("备份已完成并检查无误：{path}").format(path=getattr(made, "path", "")))

    launcher.jobs.run(_("正在备份"), lambda _progress: launcher.session.backup(_("手动")), done)


def _second(launcher: "Program") -> None:
    from cadre_desktop.window.file.second_backup_talk import back_up_there

    back_up_there(launcher)


def _restore(launcher: "Program") -> None:
    from cadre_desktop.window.file.restoring import RestoreDialog
    from cadre_desktop.window.file.without_photos import Declined, restored

    store = launcher.session.store
    if store is None or not _may_leave(launcher):
        return
    dialog = RestoreDialog(store.path, launcher.window, launcher.session.second.backups(store.path))
    if dialog.exec() and (chosen := dialog.chosen):
        if not _brings_back(launcher, chosen):
            return
        try:
            kept = restored(launcher.notices, lambda without: launcher.session.restore(chosen, without_missing=without))
        except Declined:
            return
        finally:
            if launcher.session.store is not store:  # opened again, also where nothing was restored
                launcher.show_main()
        launcher.notices.tell(
            _("已恢复备份；恢复前的数据保存在“{name}”。").format(name=kept.name) if kept else _("已恢复备份。")
        )


def _brings_back(launcher: "Program", chosen: Path) -> bool:
    """Whether to restore a copy, also where that would bring back what was erased by law."""
    from cadre_desktop.kit.store.erased_copies import brought_back

    erased = brought_back(chosen)
    if not erased:
        return True
    words = _("这份备份里还有已按规定清除的内容：{steps}。恢复会把它们带回来，恢复以后须再删除一次。仍要恢复吗？")
    return launcher.notices.ask(words.format(steps="、".join(erased)), _("仍要恢复"), _("不恢复"), danger=True)


def _journal(launcher: "Program") -> None:
    from cadre_desktop.window.journal.history import HistoryDialog

    if launcher.session.store is not None:
        HistoryDialog(launcher.session.store, launcher.jobs, launcher.notices, launcher.window).exec()


def _check(launcher: "Program") -> None:
    from cadre_desktop.checking import CheckReport, check_store

    store, session = launcher.session.store, launcher.session
    if store is None:
        return
    seen = session.last_seen.anchors(store.path) if session.last_seen else []

    def done(report: CheckReport) -> None:
        lines = "\n".join(report.lines)
        if report.sound:
            launcher.notices.tell(_("检查完毕，数据完好。{lines}").format(lines=lines.replace("\n", "；")))
            return
        found = _("检查发现问题，详情里有 {count} 条。请从备份恢复，或把详情交给管理员。").format(
            count=len(report.trouble)
        )
        launcher.notices.warn(found, lines)
        if launcher.notices.ask(
            _(
                "要修复可以修复的部分吗？记录会恢复为操作记录中的内容，索引和触发器会重做；"
                "修复记为一步，不能撤销，修复前先自动备份。"
            ),
            yes=_("修复"),
            no=_("不修复"),
            danger=True,
        ):
            _repair(launcher, store)

    def work(progress: "Progress") -> CheckReport:
        return check_store(store, seen, progress, session.second.backups(store.path))

    launcher.jobs.run(_("正在检查数据"), work, done, owner=launcher)


def _repair(launcher: "Program", store: "Store") -> None:
    from cadre_desktop.checking import repair

    def done(mended: list[str]) -> None:
        if mended:
            launcher.notices.tell(_("已修复：{what}。").format(what="；".join(mended)))
        else:
            launcher.notices.tell(_("没有可以修复的部分，请从备份恢复。"))

    def failed(error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        launcher.notices.refused(error)

    launcher.jobs.run(_("正在修复"), lambda _progress: repair(store), done, failed, writes=True, owner=launcher)


def _settings(launcher: "Program") -> None:
    from cadre_desktop.window.preferences import PreferencesDialog

    PreferencesDialog(launcher, launcher.window).exec()


def _theme(launcher: "Program") -> None:
    from PySide6.QtWidgets import QApplication

    from cadre_desktop.kit.qt.look.theme import apply_theme, tokens

    mode = "light" if tokens().dark else "dark"
    launcher.settings.put("theme", mode)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, "light" if mode == "light" else "dark")


def _keys(launcher: "Program") -> None:
    from cadre_desktop.window.help import KeysDialog

    if launcher.window is not None:
        KeysDialog(launcher.window).exec()


def _about(launcher: "Program") -> None:
    from cadre_desktop.window.help import about

    if launcher.window is not None:
        about(launcher.window)


_COMMANDS: dict[str, Callable[["Program"], None]] = {
    "new": _new,
    "open": _open,
    "reopen": _reopen,
    "demo": _demo,
    "backup": _backup,
    "second": _second,
    "restore": _restore,
    "journal": _journal,
    "check": _check,
    "settings": _settings,
    "theme": _theme,
    "keys": _keys,
    "about": _about,
}
