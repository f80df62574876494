"""PDFs that a screen lays out and shows, and that are deleted with it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit import remains
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.pages.relaying import (
    Before,
    Doubt,
    DraftPaper,
    PaperTool,
    Relayable,
    Write,
    at_once,
    no_doubt,
    stays,
)
from cadre_desktop.kit.qt.talk.carrying_out import carry_out, work_on
from cadre_desktop.kit.qt.talk.file_names import file_name
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk


def _written_already(_path: Path, _setup: Setup, _progress: Progress) -> PaperOffer:
    """Nothing can be chosen of a paper that is written."""
    return PaperOffer()


class Papers(QObject):
    """Lays out PDFs in jobs and shows them. The files are deleted with `owner`, so that no names are left on the
    disk."""

    def __init__(self, desk: ViewDesk, owner: QWidget):
        super().__init__(owner)
        self._desk = desk
        self._folder: TemporaryDirectory[str] | None = None

    def show(
        self, title: str, write: Callable[[Path], object], doubt: Doubt = no_doubt, *, fleeting: bool = False
    ) -> None:
        """Show what `write` writes to the path it is given; what it refuses is said. `doubt` speaks against
        printing it; what is `fleeting` is deleted as soon as nobody looks at it any more."""
        path = self._folder_of_drafts() / file_name(title, ".pdf")
        left = partial(self._delete, path) if fleeting else stays
        plain = doubt is no_doubt and not fleeting
        more = () if plain else (Relayable(_written_already, doubt=doubt, left=left),)
        carry_out(
            self._desk,
            _("正在排版{title}").format(title=title),
            lambda: write(path),
            lambda _pages: self._desk.show_pdf(path, title, *more),
            self,
            writes=False,
        )

    def lay_out(self, title: str, key: str, write: Write) -> None:
        """Show what `write` lays out as it was set up the last time; in the preview it can be set up otherwise."""
        self._show(title, Relayable(write, key, self._desk.settings))

    def show_draft(
        self,
        title: str,
        paper: DraftPaper,
        remark: str,
        key: str = "",
        tools: Sequence[PaperTool] = (),
        before: Before = at_once,
    ) -> None:
        """Show a draft; what is printed or saved then is handed out, in a writing job, once `before` has gone on. What
        is chosen of it is remembered under `key` then."""

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return paper.draft(path, setup)

        relayable = Relayable(
            write,
            key,
            self._desk.settings,
            hand_out=paper.hand_out,
            hand_out_file=paper.hand_out_file,
            before=before,
            settle=paper.settle,
            remark=remark,
            doubt=paper.doubt,
            tools=tools,
        )
        self._show(title, relayable)

    def _show(self, title: str, relayable: Relayable) -> None:
        path = self._folder_of_drafts() / file_name(title, ".pdf")
        work_on(
            self._desk,
            _("正在排版{title}").format(title=title),
            lambda progress: relayable.lay_out(path, progress),
            lambda _nothing: self._desk.show_pdf(path, title, relayable),
            self,
            trouble=_("文件写不进去，请换一个位置。"),
        )

    def _delete(self, path: Path) -> None:
        """In a job of its own, behind one that may be printing the file. What another program still holds open goes
        with the folder."""

        def work(_progress: Progress) -> None:
            with suppress(OSError):
                path.unlink(missing_ok=True)

        self._desk.jobs.run(_("正在清除"), work, lambda _nothing: None)

    def forget(self) -> None:
        """Delete what was laid out so far: nothing of it may be left."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _folder_of_drafts(self) -> Path:
        if self._folder is None:
            self._folder = folder = TemporaryDirectory(prefix="cadre-", ignore_cleanup_errors=True)
            remains.begun(Path(folder.name))
            self.destroyed.connect(partial(folder.cleanup))  # the bound method alone would not keep the folder
        return Path(self._folder.name)
