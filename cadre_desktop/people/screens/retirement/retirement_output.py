"""The list of retirements out of the window: letters, the list and the approval list, on paper and as workbooks."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.people.retirement.due_list import DueList, Retiree
from cadre_desktop.people.retirement.letter_settings import letter_months


class RetirementOutput:
    """Three buttons with their menus, for the list that `follow` has been told of."""

    def __init__(self, desk: Desk, page: QWidget):
        self._desk, self._page = desk, page
        self._papers = Papers(desk, page)
        self._listed: DueList | None = None
        self._chosen: Callable[[], list[Retiree]] = list
        self._selected: Callable[[], list[Retiree]] = list
        self.export_button = QPushButton(icon("export"), _("导出"))
        self.print_button = QPushButton(icon("print"), _("打印"))
        self.letters_button = QPushButton(icon("print"), _("通知"))
        self.letters_button.setToolTip(_("给选中的人打印通知，一人一份；没有选中的，给今天该发的人"))
        exports, prints, self._letters = QMenu(page), QMenu(page), QMenu(page)
        menus = ((self.export_button, exports), (self.print_button, prints), (self.letters_button, self._letters))
        for button, menu in menus:
            button.setMenu(menu)
        self._offer(exports, _("退休预告名单…"), self.export_list)
        self._offer(exports, _("退休审批名单…"), self.export_approval)
        self._offer(prints, _("退休预告名单"), self.print_list)
        self._offer(prints, _("退休审批名单"), self.print_approval)
        self._letters.aboutToShow.connect(self._offer_letters)

    @staticmethod
    def _offer(menu: QMenu, words: str, run: Callable[[], None]) -> None:
        menu.addAction(words).triggered.connect(lambda _on=False: run())

    def _offer_letters(self) -> None:
        """The letters by the setting of the day."""
        from cadre_desktop.people.retirement.papers import letter_title

        self._letters.clear()
        months = letter_months()
        for number in months:
            words = _("{title}（前 {months} 个月）").format(title=letter_title(number, months), months=number)
            self._offer(self._letters, words, partial(self.print_letters, number))

    def follow(
        self, listed: DueList, chosen: Callable[[], list[Retiree]], selected: Callable[[], list[Retiree]]
    ) -> None:
        """Mean this list from now on; `chosen` says who is selected, or shown; `selected` who is selected alone."""
        self._listed, self._chosen, self._selected = listed, chosen, selected

    @property
    def _shown(self) -> DueList | None:
        """The list with those who are chosen alone."""
        if self._listed is None:
            return None
        return DueList(self._listed.day, self._listed.until, tuple(self._chosen()))

    def print_list(self) -> None:
        """The list of those chosen."""
        from cadre_desktop.people.retirement.papers import list_title, print_list

        listed, organisation = self._shown, self._desk.organisation()
        if listed is None:
            return

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_list(path, listed, organisation, setup)

        self._papers.lay_out(list_title(listed), "retirement list", write)

    def print_approval(self) -> None:
        """The approval form's columns of those chosen."""
        from cadre_desktop.people.retirement.papers import approval_title, print_approval

        listed, organisation = self._shown, self._desk.organisation()
        if listed is None:
            return

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_approval(path, listed.people, organisation, setup)

        self._papers.lay_out(approval_title(), "retirement approval", write)

    def print_letters(self, number: int) -> None:
        """Letters to those selected; without any, to those shown to whom this letter is due today."""
        from cadre_desktop.people.retirement.papers import due_letters, letter_title, print_letters

        listed, months = self._shown, letter_months()
        if listed is None:
            return
        people, day = self._selected() or due_letters(listed, number, months), listed.day
        if not people:
            words = _("今天没有人该收到这份通知；要另外打印的，请先选中人。")
            self._desk.notices.tell(words)
            return
        self._papers.show(letter_title(number, months), lambda path: print_letters(path, people, number, months, day))

    def export_list(self) -> None:
        """The list of those chosen, as a workbook."""
        from cadre_desktop.people.retirement.papers import list_title, write_list

        listed = self._shown
        if listed is not None:
            self._save(list_title(listed), lambda path: write_list(path, listed))

    def export_approval(self) -> None:
        """The approval form's columns of those chosen, as a workbook."""
        from cadre_desktop.people.retirement.papers import approval_title, write_approval

        listed = self._shown
        if listed is not None:
            self._save(approval_title(), lambda path: write_approval(path, listed.people))

    def _save(self, name: str, write: Callable[[Path], object]) -> None:
        told = _("已导出 {count} 人到“{path}”。")
        save_as(self._desk, self._page, _("导出工作簿"), name, lambda path, _progress: write(path), told)
