"""What is done with the attachments of one record, each in a job: add, save, look at, rename, remove."""

from collections.abc import Callable, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.documents.attached_files import export, file_names, read_files
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _, quoted
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.qt.attachments.pictures import MOST_READ, Fitted, as_png, fitted
from cadre_desktop.kit.qt.attachments.viewer import AttachmentViewer, Viewable, can_be_viewed, opened
from cadre_desktop.kit.qt.talk.carrying_out import carry_out, work_on
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.store import attachments
from cadre_desktop.kit.store.attachments import Attached, Attachment, NewFile
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.store import Store

Source = Callable[[Progress], tuple[list[NewFile], list[Problem]]]
"""Reads, in a job, what is to be attached; and says of each file that cannot be why."""


class Added(NamedTuple):
    """What became of files: the attached ones, pictures that were scaled, and the names of files that could not be
    attached."""

    attached: Attached
    scaled: int
    unread: tuple[str, ...]


def local_files(data: QMimeData) -> list[Path]:
    """The files on this computer that are being dropped or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class Attaching:
    """Serves the row `key` of `record`; `panel` owns the jobs, `busy` says whether one of them is writing, and `added`
    is called when something was attached."""

    def __init__(self, desk: ViewDesk, panel: QWidget, busy: Callable[[bool], None], added: Callable[[], None]):
        self._desk, self._panel, self._busy, self._tell_added = desk, panel, busy, added
        self.record: type[Record] | None = None
        self.key = 0

    def add_files(self, paths: Sequence[Path], original: bool) -> None:
        """Attach files from the disk; pictures are scaled unless the `original` is wanted."""
        allowed = attachments.limits(self._desk.store)
        most = allowed.file if original else max(allowed.file, MOST_READ)

        def source(progress: Progress) -> tuple[list[NewFile], list[Problem]]:
            def heard(count: int) -> None:
                progress.check()
                progress.report(count, len(paths))

            return read_files(paths, most, allowed, heard)

        if paths:
            self._add(source, original)

    def add_image(self, image: QImage, original: bool) -> None:
        """Attach a picture that was copied elsewhere."""
        name = _("粘贴的图片") + ".png"
        self._add(lambda _progress: ([NewFile(name, as_png(image))], []), original)

    def _add(self, source: Source, original: bool) -> None:
        assert self.record is not None
        store, record, key = self._desk.store, self.record, self.key
        longest = attachments.limits(store).picture

        def work(progress: Progress) -> Added:
            files, problems = source(progress)
            found = []
            for file in files:
                progress.check()
                found.append(Fitted(file) if original else fitted(file, longest))
            attached = attachments.attach(store, record, key, [each.file for each in found], problems)
            unread = tuple(each.file.name for each in found if each.unread)
            return Added(attached, sum(each.scaled for each in found), unread)

        work_on(self._desk, _("正在添加附件"), work, self._added, self._panel, writes=True, busy=self._busy)

    def _added(self, added: Added) -> None:
        self._tell_added()
        words = []
        if count := len(added.attached.keys):
            words.append(_("已添加 {count} 个附件，可按 Ctrl+Z 撤销。").format(count=count))
        if back := added.attached.brought_back:
            words.append(_("{names}的内容原来缺失，已补回。").format(names="、".join(map(quoted, back))))
        if added.scaled:
            words.append(_("其中 {count} 张图片已缩小保存。").format(count=added.scaled))
        if added.unread:
            text = _("{names}不能当作图片读取，已按原样保存。")
            words.append(text.format(names="、".join(map(quoted, added.unread))))
        if refused := added.attached.refused:
            words.append(_("另有 {count} 个没有添加。").format(count=len(refused)))
            self._desk.notices.warn("".join(words), "\n".join(map(str, refused)))
        else:
            self._desk.notices.tell("".join(words))

    def view(self, row: Attachment) -> None:
        """Show a picture or a PDF; ask where to save anything else."""
        if not can_be_viewed(row.name):
            self.save(row)
            return

        def work(_progress: Progress) -> Viewable:
            try:
                return opened(row.name, attachments.content(row))
            except ValueError as error:
                text = _("“{name}”打不开，可能已损坏或设有口令；可以另存后用其他程序查看。")
                raise Refused(text.format(name=row.name)) from error

        work_on(self._desk, _("正在打开附件"), work, lambda document: self._show(row, document), self._panel)

    def _show(self, row: Attachment, document: Viewable) -> None:
        window = AttachmentViewer(self._panel, row.name, document, self._desk.jobs, lambda: self.save(row))
        window.show()

    def save(self, row: Attachment) -> None:
        """Ask for a file, and write one attachment to it."""
        (name,) = file_names([row.name])
        suffix = PurePath(name).suffix
        kinds = [(_("原格式"), f"*{suffix}")] if suffix else [(_("所有文件"), "*")]
        path = self._desk.notices.choose_save(_("另存附件"), name, kinds)
        if path is not None:
            self._write(lambda _progress: write_atomically(path, attachments.content(row)), str(path))

    def save_several(self, rows: Sequence[Attachment]) -> None:
        """Ask for a folder, and write attachments into it; what is there stays."""
        folder = self._desk.notices.choose_folder(_("选择保存附件的文件夹")) if rows else None
        if folder is None:
            return

        def work(progress: Progress) -> object:
            def heard(count: int) -> None:
                progress.check()
                progress.report(count, len(rows))

            return export(rows, folder, heard)

        self._write(work, str(folder))

    def _write(self, work: Callable[[Progress], object], where: str) -> None:
        done = _("已保存到 {path}").format(path=where)
        trouble = _("附件没有全部保存，请换一个位置再试。")
        work_on(
            self._desk,
            _("正在保存附件"),
            work,
            lambda _result: self._desk.notices.tell(done),
            self._panel,
            trouble=trouble,
        )

    def rename(self, row: Attachment) -> None:
        """Ask for another name; the suffix stays if it is left out."""
        wanted = self._desk.notices.ask_text(_("改名"), _("附件的名称"), row.name)
        if wanted is None:
            return
        suffix = PurePath(row.name).suffix
        name = wanted if not wanted.strip() or PurePath(wanted).suffix else wanted.strip() + suffix
        self._change(lambda store: attachments.rename(store, row.id, name))

    def annotate(self, row: Attachment) -> None:
        """Ask for a remark."""
        remark = self._desk.notices.ask_text(_("写说明"), _("附件的说明"), row.remark, blank=True)
        if remark is not None:
            self._change(lambda store: attachments.annotate(store, row.id, remark))

    def remove(self, rows: Sequence[Attachment]) -> None:
        """Take attachments off the record; it can be undone, so nothing is asked."""
        keys = [row.id for row in rows]
        done = _("已移除 {count} 个附件，可按 Ctrl+Z 撤销。").format(count=len(keys))
        if keys:
            self._change(lambda store: attachments.detach(store, keys), lambda: self._desk.notices.tell(done))

    def _change(self, action: Callable[[Store], object], then: Callable[[], None] = lambda: None) -> None:
        store = self._desk.store
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: action(store),
            lambda _result: then(),
            self._panel,
            busy=self._busy,
        )
