"""The second folder for backups is chosen and filled, and what prevents it is said."""

from pathlib import Path
from typing import TYPE_CHECKING

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.troubles import known_trouble

if TYPE_CHECKING:
    from cadre_desktop.window.file.program import Program


def choose(launcher: "Program") -> bool:
    """Ask for the folder; returns whether there is a second one now. What cannot be written to is said."""
    second = launcher.session.second
    folder = launcher.notices.choose_folder(_("选择第二备份位置（另一个硬盘或 U 盘上的文件夹）"))
    if folder is None:
        return False
    question = _("“{folder}”与数据文件在同一个盘上：这个盘坏了，数据和备份会一起丢失。最好选另一个硬盘或 U 盘。")
    if second.shares_disk(folder) and not launcher.notices.ask(
        question.format(folder=folder), _("仍用这里"), _("不用"), danger=True
    ):
        return False
    try:
        second.choose(folder)
    except Refused as refused:
        launcher.notices.refused(refused)
        return False
    except OSError as error:
        words = _("“{folder}”里不能写入，请另选一个文件夹。")
        launcher.notices.warn(words.format(folder=folder), known_trouble(error) or str(error))
        return False
    return True


def back_up_there(launcher: "Program") -> None:
    """The menu's command: a fresh backup beside the file and in the second folder, which is asked for at first."""
    session = launcher.session
    if session.store is None or (session.second.folder is None and not choose(launcher)):
        return
    if not session.second.is_there:
        sentence = _("{away}\n也可以改用别的位置。").format(away=session.second.away)
        if not launcher.notices.ask(sentence, _("改用别的位置…"), _("知道了")) or not choose(launcher):
            return

    def work() -> Path:
        if session.needs_backup():
            session.backup(_("手动"))
        return session.second.fill()

    def done(path: Path) -> None:
        launcher.notices.tell(_("已备份到第二位置并检查无误：{path}").format(path=path))

    launcher.jobs.run(_("正在备份到第二位置"), lambda _progress: work(), done)


def fill_on_leaving(launcher: "Program") -> None:
    """Copy the newest backup to the second folder if that can be reached; what goes wrong is said."""
    session = launcher.session
    if session.store is None or session.demo or not session.second.is_there:
        return
    try:
        if backup.backups(session.store.path):
            session.second.fill()
    except (Refused, OSError) as error:
        words = _("没有备份到第二位置“{folder}”；数据和数据文件旁的备份都已保存。")
        launcher.notices.warn(words.format(folder=session.second.folder), known_trouble(error) or str(error))
