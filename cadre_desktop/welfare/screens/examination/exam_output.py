"""The papers and workbooks of a round. Lists with names come out only once a reason was written down."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import MenuButton
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.welfare.examination.reading import Batch
from cadre_desktop.welfare.examination.records import ExamRound
from cadre_desktop.welfare.records import WelfareEvent


class ExamOutput:
    """A button with a menu. `shown_first` carries out what it is given once names may be seen."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        exam_round: Callable[[], ExamRound | None],
        batch: Callable[[], Batch | None],
        shown_first: Callable[[Callable[[], None]], None],
    ):
        self._desk, self._page = desk, page
        self._round, self._batch, self._shown_first = exam_round, batch, shown_first
        self._papers = Papers(desk, page)
        menu = QMenu(page)
        self.actions = {
            "notice": self._offer(menu, _("体检通知"), lambda: self.print_notice(each_court=False)),
            "notices": self._offer(menu, _("体检通知（每院一份，列部门）"), lambda: self.print_notice(each_court=True)),
            "call": self._offer(menu, _("通知名单"), lambda: self.print_list("call")),
            "call book": self._offer(menu, _("通知名单导出 Excel…"), lambda: self.export_list("call")),
            "sign-in": self._offer(menu, _("本批签到表"), self.print_sign_in),
            "reminder": self._offer(menu, _("未检提醒名单"), lambda: self.print_list("reminder")),
            "reminder book": self._offer(menu, _("未检提醒名单导出 Excel…"), lambda: self.export_list("reminder")),
        }
        self.button = MenuButton("print", _("打印"), menu, page, "Alt+P")

    @staticmethod
    def _offer(menu: QMenu, words: str, run: Callable[[], None]) -> object:
        action = menu.addAction(words)
        action.triggered.connect(lambda _on=False: run())
        return action

    def print_notice(self, *, each_court: bool) -> None:
        """The notice, without names."""
        from cadre_desktop.welfare.examination.papers import notice_title, print_notice

        chosen, organisation, today = self._round(), self._desk.organisation(), self._desk.clock.today()
        if chosen is not None:
            self._papers.show(
                notice_title(chosen),
                lambda path: print_notice(path, chosen, organisation, today, each_court=each_court),
            )

    def print_list(self, which: str) -> None:
        """The call list, or who was not examined."""
        self._shown_first(lambda: self._print_list(which))

    def _print_list(self, which: str) -> None:
        from cadre_desktop.welfare.examination.papers import lines_of, list_title, print_list

        chosen, organisation, today = self._round(), self._desk.organisation(), self._desk.clock.today()
        if chosen is None:
            return

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_list(path, chosen, lines_of(chosen, which, today), which, organisation, setup)

        self._papers.lay_out(list_title(chosen, which), f"exam {which}", write)

    def export_list(self, which: str) -> None:
        """The same as a workbook."""
        self._shown_first(lambda: self._export_list(which))

    def _export_list(self, which: str) -> None:
        from cadre_desktop.welfare.examination.papers import lines_of, list_title, write_list

        chosen, today = self._round(), self._desk.clock.today()
        if chosen is not None:
            told = _("已导出 {count} 人到“{path}”。")
            name = list_title(chosen, which)
            save_as(
                self._desk,
                self._page,
                _("导出工作簿"),
                name,
                lambda path, _progress: write_list(path, lines_of(chosen, which, today), which),
                told,
            )

    def print_sign_in(self) -> None:
        """The sign-in sheet of the batch that is looked at."""
        self._shown_first(self._print_sign_in)

    def _print_sign_in(self) -> None:
        from cadre_desktop.welfare.prints import print_event_sign_in

        batch = self._batch()
        if batch is None:
            return
        event = WelfareEvent.by_key(batch.event)

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_event_sign_in(path, event, setup)

        self._papers.lay_out(_("{title}签到表").format(title=event.title), "welfare sign-in", write)
