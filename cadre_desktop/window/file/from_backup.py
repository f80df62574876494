"""Opening a backup: it is made a data file of this computer first, so that the copy itself stays as it is."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.window.data_files import EXTENSION

if TYPE_CHECKING:
    from cadre_desktop.window.file.program import Program

_NAME = re.compile(rf"(.+)-\d{{8}}-\d{{6}}-.*{re.escape(EXTENSION)}")


def stem_in(path: Path) -> str:
    """The name of the data file that `path` is a backup of; empty for any other file."""
    name = _NAME.fullmatch(path.name)
    return name[1] if name and "备份" in path.parent.name else ""  # not shown


def is_backup(path: Path) -> bool:
    """Whether a file is called as a backup is, or is one that has its photos and attachments beside it, whatever it is
    called."""
    from cadre_desktop.kit.store.lean_copy import is_lean

    return path.is_file() and (bool(stem_in(path)) or is_lean(path))


def made_data_file(launcher: "Program", path: Path) -> Path | None:
    """A new data file with the content of the backup `path`, if the user wants that. Raises Refused when it is none."""
    from cadre_desktop.kit.store.opening import restore
    from cadre_desktop.schema import SCHEMA
    from cadre_desktop.window.file.session import new_file_for
    from cadre_desktop.window.file.without_photos import Declined, restored

    target = new_file_for(stem_in(path) or path.stem, launcher.folder)
    question = _("“{name}”是一份备份。直接在里面做事，这份备份就变了。要把它恢复成本机的数据文件“{target}”再打开吗？")
    if not launcher.notices.ask(question.format(name=path.name, target=target), _("恢复并打开"), _("不打开")):
        return None

    def restore_it(without: bool) -> object:
        now = launcher.clock.now()
        return restore(target, path, SCHEMA, launcher.session.actor, now, without_missing=without)

    try:
        restored(launcher.notices, restore_it)
    except Declined:
        return None
    except OSError as error:
        from cadre_desktop.kit.troubles import known_trouble

        raise Refused(known_trouble(error) or str(error)) from error
    return target
