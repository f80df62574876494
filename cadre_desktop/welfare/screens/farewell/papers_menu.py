"""The papers of those who are chosen: the album in two sizes, and a menu with the others."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.screens.certificate_preview import show_certificates
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.farewell import papers
from cadre_desktop.welfare.farewell.album import album_title, print_album
from cadre_desktop.welfare.farewell.cards import print_invitations, print_speeches
from cadre_desktop.welfare.farewell.certifying import certificates_label, draft_certificates, issue_certificates
from cadre_desktop.welfare.farewell.records import Farewell
from cadre_desktop.welfare.farewell.seat_plan import print_seat_plan
from cadre_desktop.welfare.screens.farewell.steps_dialog import StepsDialog


class PapersMenu:
    """Two buttons with their menus, for the farewells (keys) that `follow` was told of; the first is in front."""

    def __init__(self, desk: Desk, page: QWidget):
        self._desk, self._page = desk, page
        self._papers = Papers(desk, page)
        self._farewells: list[int] = []
        self.album_button = QPushButton(icon("picture"), _("纪念册"))
        self.print_button = QPushButton(icon("print"), _("打印"))
        albums, prints = QMenu(page), QMenu(page)
        self.album_button.setMenu(albums)
        self.print_button.setMenu(prints)
        self._offer(albums, _("A4 纪念册(&A)"), lambda: self.print_album(False))
        self._offer(albums, _("方形纪念册(&S)"), lambda: self.print_album(True))
        self._offer(prints, _("仪式议程(&O)"), lambda: self._of_event(_("荣退仪式议程"), papers.print_order))
        self._offer(prints, _("议程设置…(&T)"), lambda: StepsDialog(desk, page).open())
        prints.addSeparator()
        self._offer(prints, _("主持词(&H)"), lambda: self._of_event(_("荣退仪式主持词"), papers.print_host_text))
        self._offer(prints, _("工作履历(&L)"), lambda: self._of_people(_("工作履历"), papers.print_career_lines))
        self._offer(prints, _("退休感言(&G)"), lambda: self._of_people(_("退休感言"), print_speeches))
        self._offer(prints, _("请柬(&I)"), self.print_invitations)
        self._offer(prints, _("座次图(&M)"), self.print_seats)
        self._offer(prints, _("照片清单(&P)"), self.print_photo_list)
        self._offer(prints, _("荣退纪念证书(&C)"), self.print_certificates)
        self.follow([])

    @staticmethod
    def _offer(menu: QMenu, words: str, run: Callable[[], Any]) -> None:
        menu.addAction(words).triggered.connect(lambda _on=False: run())

    def follow(self, farewells: Sequence[int]) -> None:
        """Mean these from now on."""
        self._farewells = list(farewells)
        for button in (self.album_button, self.print_button):
            button.setEnabled(bool(farewells))

    def print_album(self, square: bool) -> None:
        """Show the album of the first who is chosen."""
        farewell = self._farewells[0]
        name = Person.by_key(Farewell.by_key(farewell).__data__["person"]).name
        self._papers.show(album_title(name), lambda path: print_album(path, farewell, square=square))

    def _of_people(self, title: str, write: Callable[[Path, Sequence[int]], object]) -> None:
        farewells = list(self._farewells)
        self._papers.show(title, lambda path: write(path, farewells))

    def _event(self) -> int:
        """The ceremony of the first who has one. Raises Refused where nobody has."""
        found = Farewell.select(Farewell.event).where(Farewell.id.in_(self._farewells), Farewell.event.is_null(False))
        row = found.first()
        if row is None:
            raise Refused(_("选中的人还没有选荣退仪式，请先在“材料”里选定仪式并保存。"))
        return int(row.__data__["event"])

    def _of_event(self, title: str, write: Callable[[Path, int], object]) -> None:
        self._papers.show(title, lambda path: write(path, self._event()))

    def print_invitations(self) -> None:
        """The invitations of those chosen."""
        farewells = list(self._farewells)
        self._papers.show(_("荣退仪式请柬"), lambda path: print_invitations(path, self._event(), farewells))

    def print_photo_list(self) -> None:
        """The photos of the first who is chosen."""
        farewell = self._farewells[0]
        self._papers.show(_("照片清单"), lambda path: papers.print_photo_list(path, farewell))

    def print_seats(self) -> None:
        """Who sits where at the ceremony."""

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_seat_plan(path, self._event(), setup)

        self._papers.lay_out(_("荣退仪式座次图"), "farewell seats", write)

    def print_certificates(self) -> None:
        """Show the certificates of those chosen; printed or saved they get their numbers."""
        store, farewells = self._desk.store, list(self._farewells)
        pages = CertificatePages(
            store,
            certificates_label(),
            drafts=lambda: draft_certificates(store, farewells),
            issue=lambda wanted: issue_certificates(store, farewells, wanted),
            key=lambda row: int(row.source or 0),
        )
        remark = _("样张，供核对；打印或保存时才给出编号，再次打印的记一次补印。")
        show_certificates(self._desk, self._papers, _("荣退纪念证书"), pages, remark)
