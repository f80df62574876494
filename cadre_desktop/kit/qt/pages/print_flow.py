"""From the button to the paper: ask for a printer, give it the pages, see that it has them, and say what becomes of
them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from cadre_desktop.kit.documents.pages import Paper, reduction
from cadre_desktop.kit.jobs import Jobs, Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.pages.print_dialog import open_print_dialog
from cadre_desktop.kit.qt.pages.printing import CUPS, PrintOrder, Question, Remembered, Source, job_options
from cadre_desktop.kit.qt.pages.relaying import Doubt, HandOut, Settle, no_doubt, stays
from cadre_desktop.kit.qt.talk.settings import Settings
from cadre_desktop.kit.spool.libcups import library
from cadre_desktop.kit.spool.queue import NotPrinted, Sent, Unconfirmed, look, send, take_back, watch
from cadre_desktop.kit.spool.standing import JobStanding
from cadre_desktop.kit.troubles import known_trouble

_BETWEEN_MS, _LOOKS = 3000, 40
"""How often and how many times a job is looked at: for two minutes, in which most jobs are printed, since a tray may
run empty or paper may jam."""
_WAITING_MS, _WAITING_LOOKS = 15_000, 240
"""How often and how many times a job is looked at that waits for paper or its printer: for an hour, since somebody may
take the printer away."""
_SHRUNK = 0.995
"""Pages that are reduced by less are as good as in their real size."""


@dataclass(frozen=True)
class Delivered:
    """Pages that a printer, a print server (`sent`) or a file has got. `scale`: of the most reduced page; `doubt`:
    why nobody knows whether the server has `sent`."""

    count: int
    scale: float = 1.0
    sent: Sent | None = None
    file: str = ""
    doubt: str = ""


def printer_source() -> Source:
    """Where this computer's printers are known."""
    if library() is not None:
        return CUPS
    from cadre_desktop.kit.qt.pages.system_printers import SYSTEM

    return SYSTEM


def deliver(path: Path, title: str, order: PrintOrder, progress: Progress) -> Delivered:
    """Give the pages of a PDF to where `order` wants them; on any thread.

    A print server gets the PDF itself, in one job with all that was chosen; other printers get drawings. Raises
    NotPrinted or another OSError when nothing will be printed, Refused when a file cannot be written.
    """
    if order.file:
        return copy_to(path, Path(order.file), order.numbers)
    if order.drawn is not None:
        from cadre_desktop.kit.qt.pages.raster_printing import draw_pages

        return Delivered(draw_pages(path, order.drawn(), order.numbers, progress, order.fill))
    from cadre_desktop.kit.documents.pages import on_paper

    progress.check()
    count = len(order.numbers)
    ready = on_paper(path.read_bytes(), order.numbers, order.paper.size, order.fill)
    try:
        sent = send(order.queue, title, job_options(order, ready.across), ready.data, progress)
    except Unconfirmed as error:
        return Delivered(count, ready.scale, error.sent, doubt=str(error))
    return Delivered(count, ready.scale, sent)


def copy_to(path: Path, goal: Path, numbers: Sequence[int]) -> Delivered:
    """Write these pages of a PDF to another file. Raises Refused or another OSError when it cannot be written."""
    from cadre_desktop.kit.documents.atomic import write_atomically
    from cadre_desktop.kit.documents.pages import on_paper

    write_atomically(goal, on_paper(path.read_bytes(), numbers).data)
    return Delivered(len(numbers), file=goal.name)


def _take_back(found: Sequence[Delivered]) -> None:
    """Cancel what a printer has got of certificates that could not be noted; OSError where some may be on paper."""
    for sent in (delivered.sent for delivered in found if delivered.sent is not None):
        try:
            if not take_back(sent):
                text = _("这次发放没有登记成功，打印任务已取消，但打印机“{printer}”可能已印出一部分，印出的作废。")
                raise OSError(text.format(printer=sent.printer))
        except NotPrinted as still_there:
            text = _("这次发放没有登记成功，而打印任务撤不回来。请到打印机“{printer}”的队列里取消它，印出的作废。")
            raise OSError(text.format(printer=sent.printer)) from still_there


def give_out(
    shown: Path, path: Path, numbers: Sequence[int], hand_out: HandOut, give: Callable[[Path], Delivered | None]
) -> Delivered | None:
    """Have `hand_out` make these pages (from 0, in rising order) of the paper that is `shown` final and write them to
    `path`, then have `give` print or save that file; returns what `give` returns.

    Runs in a writing job; what is not given is not noted as handed out. Raises as `hand_out` and `give`.
    """
    part, found = path.with_name(f"{path.stem} part.pdf"), []

    def deliver_now() -> None:
        from cadre_desktop.kit.documents.pages import with_pages

        path.write_bytes(with_pages(shown.read_bytes(), numbers, part.read_bytes()))
        found.append(give(path))

    try:
        hand_out(part, deliver_now, numbers)
    except Exception:
        _take_back([delivered for delivered in found if delivered is not None])
        raise
    finally:
        part.unlink(missing_ok=True)
    return found[0]


class PrintFlow:
    """Printing from `view`, a document called `title`. What takes long is done in jobs; the window never waits.

    With `settings` the printer used last is offered first. `hands_out`: the pages that are printed are given out and
    counted; `settle` notes for good whether they were printed (a file, only where `files_settle`); `doubt` is what
    speaks against printing them. `owed`: pages that were given out but may not have been printed, so that to print them
    again is still the same printing.

    A printer takes longer than anybody looks at a preview, so a job is followed as long as the program can run jobs,
    and what becomes of it is said wherever notices are shown then.
    """

    def __init__(self, view: QWidget, title: str, jobs: Jobs, notices: Notices, settings: Settings | None = None):
        self._view, self._title, self._jobs, self._notices = view, title, jobs, notices
        self._lasting: QObject = jobs if isinstance(jobs, QObject) else view
        self._settings = settings
        self.owed: set[int] = set()
        self.hands_out = False
        self.files_settle = True
        self.settle: Settle = stays
        self.doubt: Doubt = no_doubt
        self._copies = 1
        self._newest: dict[int, Sent | None] = {}

    def ask(self, sizes: Sequence[Paper], current: int, then: Callable[[PrintOrder], None]) -> None:
        """Ask for a printer and how to print, and go on with what is wanted."""

        def wanted(order: PrintOrder) -> None:
            if order.drawn is not None and not order.numbers:  # the system's own dialog lets that through
                text = _("没有选中任何一页，所以没有打印。这份文件共 {count} 页，请重选页码。")
                self._notices.warn(text.format(count=len(sizes)))
            elif self._fits(order, sizes):
                then(order)

        question = Question(self._title, list(sizes), current)
        remembered = Remembered(self._settings)
        open_print_dialog(self._view, question, printer_source(), self._jobs, self._notices, remembered, wanted)

    def _fits(self, order: PrintOrder, sizes: Sequence[Paper]) -> bool:
        """Whether the pages have room on the paper, or may be reduced, and nothing else speaks against it: asked
        before a sheet is wasted."""
        paper = order.paper.size if order.queue else None
        doubt = "" if order.file else self.doubt(order.printer, order.fill, paper)
        if doubt and not self._notices.ask(doubt, _("照样打印"), _("不打印")):
            return False
        scale = (
            1.0
            if order.file or order.fill
            else reduction([sizes[number] for number in order.numbers], order.paper.size)
        )
        if scale >= _SHRUNK:
            return True
        text = _(
            "有的页面比所选的纸（{paper}）大，打印时会缩小到 {scale}。要原来的大小，请换纸，或换一台能用大纸的打印机。"
        )
        text = text.format(paper=order.paper.label, scale=f"{scale:.0%}")
        return self._notices.ask(text, _("缩小打印"), _("不打印"))

    def print(self, path: Path, order: PrintOrder) -> None:
        """Print these pages, which are given out already where they have to be, and say what becomes of them."""

        def failed(error: BaseException) -> None:
            self._owe(order.numbers)
            self.failed(error)

        self._jobs.run(
            _("正在打印"),
            lambda progress: deliver(path, self._title, order, progress),
            lambda delivered: self.follow(delivered, order.numbers),
            failed,
        )

    def give(self, path: Path, order: PrintOrder, progress: Progress) -> Delivered | None:
        """Give these pages to a print server or a file, on any thread; None where printers have no server to ask, so
        that it is printed afterwards, with `print`. Raises as `deliver`."""
        self._copies = order.copies
        return deliver(path, self._title, order, progress) if order.queue or order.file else None

    def owing(self, delivered: Delivered | None, numbers: Sequence[int]) -> Delivered | None:
        """Note in the step that hands these pages out that they are owed until it is confirmed who has them, or until
        they are printed afterwards; returns `delivered`."""
        if delivered is None or delivered.sent is not None:
            self.settle(numbers, False, self._copies) if self._copies > 1 else self.settle(numbers, False)
        return delivered

    def _owe(self, numbers: Iterable[int]) -> None:
        """These pages did not come to paper for certain."""
        if self.hands_out:
            self.owed |= set(numbers)
            self._note(numbers, printed=False)

    def _settled(self, numbers: Iterable[int]) -> None:
        """These pages came to paper, or will."""
        self.owed -= set(numbers)
        if self.hands_out:
            self._note(numbers, printed=True)

    def _note(self, numbers: Iterable[int], printed: bool) -> None:
        settle, pages = self.settle, sorted(set(numbers))
        self._jobs.run(
            _("正在登记"), lambda _progress: settle(pages, printed), lambda _done: None, self.failed, writes=True
        )

    def to_hand_out(self, numbers: Iterable[int], as_file: bool = False) -> list[int]:
        """Those of these pages that are given out, once more, when they are printed or saved."""
        if as_file and not self.files_settle:
            return sorted(set(numbers))
        return sorted(set(numbers) - self.owed) if self.hands_out else []

    def follow(self, delivered: Delivered, numbers: Sequence[int]) -> None:
        """See what became of these delivered pages, and say so."""
        sent = delivered.sent
        self._newest.update(dict.fromkeys(numbers, sent))
        if sent is None:
            if self.files_settle or not delivered.file:
                self._settled(numbers)
            self._told(delivered)
        elif delivered.doubt:
            self._warn_of(sent, JobStanding(delivered.doubt, lost=True))
            self._look_later(sent, _LOOKS, doubted=True)
        else:
            self._jobs.run(
                _("正在确认打印机已接收"),
                lambda progress: watch(sent, progress),
                lambda found: self._stands(delivered, sent, found),
            )

    def _pages_of(self, sent: Sent) -> set[int]:
        """The pages of a job that were not printed again since: those are owed, or not, by what came of that."""
        return {number for number, newest in self._newest.items() if newest == sent}

    def _stands(self, delivered: Delivered, sent: Sent, found: JobStanding) -> None:
        if found.trouble:
            self._warn_of(sent, found)
            if found.silent:
                self._look_later(sent, _LOOKS, doubted=True)
            elif not found.lost:
                self._look_later(sent, _WAITING_LOOKS, said=found.trouble)
            return
        self._settled(self._pages_of(sent))
        if found.later:
            text = _("已放入打印机“{printer}”的队列，共 {count} 页；任务暂缓打印，到所选的时间或放行后才出纸。")
            self._notices.tell(text.format(printer=sent.printer, count=delivered.count))
        else:
            self._told(delivered)
            if not found.settled:
                self._look_later(sent, _LOOKS)

    def _look_later(self, sent: Sent, looks: int, doubted: bool = False, said: str = "") -> None:
        """See some more times whether a job that is being printed gets stuck; of one that is `doubted` and was said to
        be, what the server knows of it once it answers again; of one that waits, for the reason `said`, whether it is
        lost after all."""
        if looks and isValid(self._lasting):
            pause = _WAITING_MS if said else _BETWEEN_MS
            QTimer.singleShot(pause, self._lasting, lambda: self._look_again(sent, looks, doubted, said))

    def _look_again(self, sent: Sent, looks: int, doubted: bool, said: str) -> None:
        def seen(found: JobStanding) -> None:
            if found.silent:
                if not doubted:
                    self._warn_of(sent, found)
                self._look_later(sent, looks - 1, doubted=True)
            elif found.trouble:
                if found.trouble != said:
                    self._warn_of(sent, found)
                if not found.lost:
                    self._look_later(sent, looks - 1 if said else _WAITING_LOOKS, said=found.trouble)
            else:
                if doubted:
                    self._told_found(sent)
                if not found.settled:
                    self._look_later(sent, looks - 1)

        label = _("正在等打印服务恢复") if doubted else _("正在确认打印机已接收")
        self._jobs.run(label, lambda _progress: look(sent), seen, owner=self._lasting)

    def _told_found(self, sent: Sent) -> None:
        """That a job which was in doubt is there."""
        self._settled(self._pages_of(sent))
        text = _("打印服务已恢复，打印机“{printer}”收到了这项任务，不必再打印一次。")
        self._notices.tell(text.format(printer=sent.printer))

    def _warn_of(self, sent: Sent, found: JobStanding) -> None:
        pages, again = self._pages_of(sent), ""
        if found.lost:
            self._owe(pages)
        else:
            self._settled(pages)
        if self.owed & pages:
            again = _("编号已经给出，再打印不会另给编号，也不多记一次。")
        self._notices.warn(found.trouble + again)

    def _told(self, delivered: Delivered) -> None:
        if delivered.file:
            self._notices.tell(_("已保存为 {name}。").format(name=delivered.file))
            return
        if delivered.sent is not None:
            text = _("已送往打印机“{printer}”，共 {count} 页。")
            text = text.format(printer=delivered.sent.printer, count=delivered.count)
        else:
            text = _("已送往打印机，共 {count} 页。").format(count=delivered.count)
        if delivered.scale < _SHRUNK:
            text += _("所选的纸比页面小，已缩小到 {scale}。").format(scale=f"{delivered.scale:.0%}")
        self._notices.tell(text)

    def failed(self, error: BaseException) -> None:
        """Say what stood in the way; what is no known trouble is raised on."""
        if isinstance(error, Refused):
            self._notices.refused(error)
        elif isinstance(error, NotPrinted):
            self._notices.warn(str(error))
        elif isinstance(error, OSError):
            self._notices.warn(known_trouble(error) or str(error))
        else:
            raise error
