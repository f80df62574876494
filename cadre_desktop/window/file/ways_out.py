"""The ways out when a file cannot be opened, or not whole: the newest backup, the one with all steps, or as it is."""

from pathlib import Path
from typing import TYPE_CHECKING

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup
from cadre_desktop.kit.store.last_seen import Lacking
from cadre_desktop.kit.store.opening import restore
from cadre_desktop.kit.troubles import known_trouble
from cadre_desktop.schema import SCHEMA
from cadre_desktop.window.file.without_photos import Declined, restored

if TYPE_CHECKING:
    from cadre_desktop.window.file.program import Program


def offer_whole(launcher: "Program", path: Path, lacking: Lacking) -> None:
    """Offer the backup that has all steps, or else the file as it is."""
    text = f"{lacking.sentence}\n{lacking.way_out}"
    if lacking.backup:
        if launcher.notices.ask(text, _("恢复备份"), _("不恢复")):
            _restore(launcher, path, lacking.backup.path)
            return
        text = lacking.sentence
    question = _("{text}\n要打开这个不完整的文件吗？在里面做的操作，以后不能与缺少的那些合在一起。")
    if launcher.notices.ask(question.format(text=text), _("仍要打开"), _("不打开"), danger=True):
        launcher.open(path, as_it_is=True)


def offer_rescue(launcher: "Program", path: Path, sentence: str) -> bool:
    """Offer the newest backup instead of a file that cannot be opened; returns whether it was taken."""
    found = backup.backups(path)
    if not found or not launcher.notices.ask(
        _("{sentence}\n最近的备份：{at:%Y-%m-%d %H:%M}。要恢复它吗？").format(sentence=sentence, at=found[0].at),
        _("恢复备份"),
        _("取消"),
    ):
        return False
    _restore(launcher, path, found[0].path)
    return True


def _restore(launcher: "Program", path: Path, source: Path) -> None:
    """Replace a file by a backup and open it; when the backup is no good, that is said."""

    def restore_it(without: bool) -> object:
        now = launcher.clock.now()
        return restore(path, source, SCHEMA, launcher.session.actor, now, without_missing=without)

    try:
        restored(launcher.notices, restore_it)
    except Declined:
        launcher.show_welcome()
    except Refused as refused:
        launcher.not_opened(refused)
    except OSError as error:
        launcher.not_opened(Refused(known_trouble(error) or str(error)))
    else:
        launcher.open(path, as_it_is=True)
