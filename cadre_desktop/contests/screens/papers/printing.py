"""The menu of what can be printed of the contest and track in front, and written to workbooks."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.certificate_preview import show_certificates
from cadre_desktop.certificates.screens.template_choice import TemplateChoiceDialog, choosing_template
from cadre_desktop.contests.actions.awarding import certificates_label, draft_certificates, issue_certificates
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.rules.publication import Publication
from cadre_desktop.contests.screens.papers.printable import (
    CARDS,
    GROUPS,
    RESULTS,
    SHEETS,
    PrintableSheet,
    Ready,
    needs_any_entrants,
    needs_any_marks,
    needs_seal,
)
from cadre_desktop.contests.screens.papers.publish_dialog import ask_publication
from cadre_desktop.contests.screens.papers.workbooks import SUMMARY, WORKBOOKS, save_workbook
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.actions import own_court

if TYPE_CHECKING:
    from cadre_desktop.contests.summary import Summary


class ContestPrintMenu(QMenu):
    """The sheets of the contest and track that `looked_at` returns, certificates, and workbooks.

    What cannot be printed yet is grey and says in a few words what is lacking.
    """

    def __init__(self, desk: Desk, looked_at: Callable[[], tuple[Contest, Track] | None], parent: QWidget):
        super().__init__(_("打印"), parent)
        self._desk, self._looked_at = desk, looked_at
        self._papers = Papers(desk, parent)
        self._lacks: list[tuple[QAction, str, Callable[[Ready], str]]] = []
        self.sheets: dict[str, QAction] = {}
        for group in GROUPS:
            self._heading(_(group))
            for sheet in SHEETS:
                if sheet.group == group:
                    self.sheets[sheet.title] = self._offer(_(sheet.title), sheet.lacks, self._printer(sheet))
            if group == RESULTS:
                self.summary = self._offer(_("各院获奖情况…"), needs_any_entrants, self.show_summary)
                self.publication = self._offer(_("公示…"), needs_any_marks, self.publish)
                self.certificates = self._offer(_("荣誉证书"), needs_seal, self.print_certificates)
                self.certificates.setIcon(icon("certificate"))
                self.template = self.addAction(_("证书模板…"))
                self.template.triggered.connect(lambda _on=False: self.choose_template())
        self.addSeparator()
        self.books = self.addMenu(icon("export"), _("导出工作簿"))
        self.workbooks = {
            book.title: self._offer(f"{_(book.title)}…", book.lacks, self._saver(book.title), self.books)
            for book in WORKBOOKS
        }
        self.aboutToShow.connect(self.follow)

    def _heading(self, words: str) -> None:
        """A word between the groups, which cannot be chosen."""
        if not self.isEmpty():
            self.addSeparator()
        self.addAction(words).setEnabled(False)

    def _offer(
        self, words: str, lacks: Callable[[Ready], str], run: Callable[[], None], menu: QMenu | None = None
    ) -> QAction:
        action = (menu or self).addAction(words)
        action.triggered.connect(lambda _on=False: run())
        self._lacks.append((action, words, lacks))
        return action

    def _printer(self, sheet: PrintableSheet) -> Callable[[], None]:
        return lambda: self.print(sheet)

    def _saver(self, title: str) -> Callable[[], None]:
        return lambda: self.save_workbook(title)

    def follow(self) -> None:
        """Grey out what cannot be done yet, with the reason beside it."""
        chosen = self._looked_at()
        ready = Ready.of(*chosen) if chosen is not None else None
        for action, words, lacks in self._lacks:
            reason = lacks(ready) if ready is not None else _("还没有赛道")
            action.setEnabled(not reason)
            action.setText(f"{words}\t{reason}" if reason else words)
        for sheet in SHEETS:
            self.sheets[sheet.title].setVisible(ready is None or sheet.wanted(ready))

    def print(self, sheet: PrintableSheet) -> None:
        """Lay out one sheet and show it."""
        chosen = self._looked_at()
        if chosen is not None:
            contest, track = chosen
            question = sheet.asks(Ready.of(contest, track))
            if question and not self._desk.notices.ask(question, _("打印"), _("取消")):
                return
            where = contest.name if sheet.whole else track.name
            key = "table cards" if sheet.title == CARDS else f"contest {sheet.title}"
            self._papers.lay_out(
                f"{where} {_(sheet.title)}",
                key,
                lambda path, setup, _progress: sheet.write(path, contest, track, setup),
            )

    def publish(self) -> None:
        """Ask how to publish the results, and show the list for the notice board."""
        chosen = self._looked_at()
        if chosen is not None:
            how = ask_publication(self._desk, *chosen, self)
            if how is not None:
                self.show_publication(chosen[0], how)

    def show_publication(self, contest: Contest, how: Publication) -> None:
        """Lay out the list for the notice board, and show it."""
        own, today = own_court(self._desk.store), self._desk.clock.today()
        issuer = own.name if own else ""

        def write(path: Path) -> object:
            from cadre_desktop.contests.prints.publishing import publish

            return publish(path, contest, how, issuer, today)

        self._papers.show(f"{contest.name} {_('公示')}", write)

    def show_summary(self) -> None:
        """Show who took part and who won, by court and track."""
        chosen = self._looked_at()
        if chosen is not None:
            from cadre_desktop.contests.summary import summary_of

            contest = chosen[0]
            carry_out(self._desk, _("正在汇总"), lambda: summary_of(contest), self._show_summary, self, writes=False)

    def _show_summary(self, summary: "Summary") -> None:
        from cadre_desktop.contests.screens.papers.summary_dialog import SummaryDialog

        dialog = SummaryDialog(self._desk, summary, self.parentWidget())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.print_wanted.connect(lambda: self._print_summary(summary))
        dialog.export_wanted.connect(lambda: self.save_workbook(SUMMARY.title))
        dialog.open()

    def _print_summary(self, summary: "Summary") -> None:
        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            from cadre_desktop.contests.prints.summary_prints import print_summary

            return print_summary(path, summary, setup)

        self._papers.lay_out(f"{summary.contest.name} {_('获奖情况汇总')}", "contest summary", write)

    def print_certificates(self) -> None:
        """Show how the certificates of all who hold an award will look; printed or saved they get their numbers."""
        chosen, store = self._looked_at(), self._desk.store
        if chosen is None:
            return
        contest = chosen[0]

        pages = CertificatePages(
            store,
            certificates_label(contest),
            drafts=lambda: draft_certificates(store, contest),
            issue=lambda entrants: issue_certificates(store, contest, entrants),
            key=lambda row: int(row.source or 0),
        )
        remark = _("样张，供核对；打印或保存时才给出编号，再次打印的记一次补印。")
        tools = (choosing_template(self._desk, CertificateKind.HONOUR, contest.id, contest.name),)
        show_certificates(self._desk, self._papers, f"{contest.name} {_('荣誉证书')}", pages, remark, tools)

    def choose_template(self) -> None:
        """Ask which template the contest's certificates are issued with."""
        chosen, desk = self._looked_at(), self._desk
        if chosen is not None:
            contest, parent = chosen[0], self.parentWidget()
            TemplateChoiceDialog(desk, CertificateKind.HONOUR, contest.id, contest.name, lambda: None, parent).open()

    def save_workbook(self, title: str) -> None:
        """Write one of the workbooks to a file of the user's choice."""
        chosen = self._looked_at()
        if chosen is not None:
            book = next(book for book in WORKBOOKS if book.title == title)
            save_workbook(self._desk, book, chosen[0], self)
