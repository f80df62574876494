"""A file of the user's choice written from a screen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Patterns
from cadre_desktop.kit.qt.talk.carrying_out import work_on
from cadre_desktop.kit.qt.talk.file_names import file_name, workbooks
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk


def save_as(
    desk: ViewDesk,
    owner: QObject,
    title: str,
    name: str,
    write: Callable[[Path, Progress], object],
    told: str,
    *,
    label: str = "",
    patterns: Patterns = (),
    suffix: str = ".xlsx",
) -> None:
    """Ask where to, offering `name` with the `suffix`, and write there in a job; then say `told`.

    `title` heads the question. In `told` {path} is the file's name and {count} what `write` has returned.
    """
    path = desk.notices.choose_save(title, file_name(name, suffix), patterns or workbooks())
    if path is None:
        return

    def done(count: object) -> None:
        number = f"{count:,}" if isinstance(count, int) else ""
        desk.notices.tell(told.format(path=path.name, count=number))

    unknown = _("文件写不进去，请换一个位置。")
    words = label or _("正在导出")
    work_on(desk, words, lambda progress: write(path, progress), done, owner, trouble=unknown)
