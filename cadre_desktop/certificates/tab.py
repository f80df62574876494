"""The certificates tab: what was issued, and the templates it is issued with; a template's designer in their place."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.layouts import bring_own_fonts, with_own_fonts
from cadre_desktop.certificates.registers.number_series import NUMBER_SERIES
from cadre_desktop.certificates.registers.print_queue import PRINT_SHEET
from cadre_desktop.certificates.registers.templates import TEMPLATE, CertificateTemplate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.print_queue_view import PrintQueuePage
from cadre_desktop.certificates.screens.register_alerts import RegisterAlerts
from cadre_desktop.certificates.screens.register_view import CertificatesView
from cadre_desktop.certificates.screens.series_view import SeriesView
from cadre_desktop.certificates.screens.templates_view import TemplatesView
from cadre_desktop.certificates.templating import design_of, save_designed
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.sections import Sections
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.tabs.tab import Tab
from cadre_desktop.kit.qt.talk.carrying_out import carry_out

if TYPE_CHECKING:
    from cadre_desktop.certificates.designing.real_list import RealList
    from cadre_desktop.certificates.screens.designer.designer_page import DesignerPage
    from cadre_desktop.certificates.screens.listing.issuing_page import IssuingPage
    from cadre_desktop.certificates.screens.listing.people_page import ListPeoplePage


class CertificatesTab(Tab):
    """The lists are chosen above; while a template is designed its page has the whole tab."""

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self.register, self.templates, self.series = CertificatesView(desk), TemplatesView(desk), SeriesView(desk)
        self.queue = PrintQueuePage(desk)
        self.views: dict[str, KindView] = {
            CERTIFICATE.key: self.register,
            TEMPLATE.key: self.templates,
            PRINT_SHEET.key: self.queue.view,
            NUMBER_SERIES.key: self.series,
        }
        self.alerts = RegisterAlerts(desk)
        self.register.search.setPlaceholderText(_("编号 / 持证人 / 称号"))
        self.sections = Sections((_("证书登记"), _("证书模板"), _("打印队列"), _("编号格式")))
        self.lists = Stack()
        for view in (self.register, self.templates, self.queue, self.series):
            self.lists.addWidget(view)
        self.designer: DesignerPage | None = None
        self.list_page: IssuingPage | None = None
        self.people_page: ListPeoplePage | None = None
        self.stack = Stack()
        front = self._front = Tab()
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 10, 0, 0)
        head = row_in(column)
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.sections)
        head.addStretch()
        head.addWidget(self.alerts)
        column.addWidget(self.lists, 1)
        self.stack.addWidget(front)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
        self.sections.chosen.connect(self._bring)
        self.templates.design_wanted.connect(self.open_designer)
        self.register.list_wanted.connect(self.open_list)
        self.alerts.corrected_wanted.connect(self._show_corrected)
        for asking in (self.alerts, self.register):
            asking.numbers_wanted.connect(self._account_for_numbers)
            asking.last_wanted.connect(self._ask_last_numbers)
        self._bring(0)

    def _bring(self, index: int) -> None:
        self.sections.show_section(index)
        self.lists.setCurrentIndex(index)

    def _bring_list(self, kind_key: str) -> KindView:
        self._bring(list(self.views).index(kind_key))
        return self.views[kind_key]

    def _show_corrected(self) -> None:
        self._bring_list(CERTIFICATE.key)
        self.register.show_corrected()

    def _account_for_numbers(self) -> None:
        from cadre_desktop.certificates.screens.numbers_dialogs import NumbersDialog

        def told(count: int) -> None:
            self._desk.notices.tell(_("登记了 {count} 个空号。").format(count=count))

        NumbersDialog(self._desk, told, self).exec()

    def _ask_last_numbers(self) -> None:
        from cadre_desktop.certificates.screens.numbers_dialogs import LastNumbersDialog

        def told(count: int) -> None:
            self.alerts.look()
            self._desk.notices.tell(_("核对完毕，登记了 {count} 个空号。").format(count=count))

        LastNumbersDialog(self._desk, told, self).exec()

    def open_list(self) -> None:
        """Go to the page on which certificates are issued to those of a list; what is on it is still there."""
        from cadre_desktop.certificates.screens.listing.issuing_page import IssuingPage

        if self.list_page is None:
            self.list_page = IssuingPage(self._desk)
            self.list_page.left.connect(self._leave_list)
            self.list_page.people_wanted.connect(self._choose_people)
            self.stack.addWidget(self.list_page)
        self.stack.setCurrentWidget(self.list_page)
        self.list_page.begin()

    def _leave_list(self) -> None:
        self.stack.setCurrentWidget(self._front)
        self._bring_list(CERTIFICATE.key).table.setFocus()

    def _choose_people(self) -> None:
        from cadre_desktop.certificates.screens.listing.people_page import ListPeoplePage

        assert self.list_page is not None
        if self.people_page is None:
            self.people_page = ListPeoplePage(self._desk)
            self.people_page.chosen.connect(self.list_page.take_people)
            self.people_page.left.connect(self.open_list)
            self.stack.addWidget(self.people_page)
        self.stack.setCurrentWidget(self.people_page)
        self.people_page.open()

    def open_designer(self, key: int) -> None:
        """Open a template in the designer, once it is read with those whose certificates it is looked at with."""
        from cadre_desktop.certificates.designing.real_list import real_list

        if not self._may_go():
            return
        template = CertificateTemplate.by_key(key)

        def read() -> "tuple[Design, RealList]":
            design = design_of(template)
            bring_own_fonts(design)
            return design, real_list(CertificateKind(template.kind))

        def show(found: "tuple[Design, RealList]") -> None:
            self._show_designer(key, *found)

        carry_out(self._desk, _("正在打开模板"), read, show, self, writes=False)

    def _show_designer(self, key: int, shown: Design, listed: "RealList") -> None:
        from cadre_desktop.certificates.screens.designer.design_draft import DesignDraft
        from cadre_desktop.certificates.screens.designer.design_files import DesignFiles
        from cadre_desktop.certificates.screens.designer.designer_page import DesignerPage

        files = DesignFiles()

        def keep(design: Design) -> None:
            design = with_own_fonts(design, [words.facts for words in listed.people])
            save_designed(self._desk.store, CertificateTemplate.by_key(key), design, dict(files.new_in(design)))

        self._close_designer()
        self.designer = page = DesignerPage(self._desk, shown, keep, listed.people, files=files, photo=listed.photo)
        page.closed.connect(self._close_designer)
        DesignDraft(self._desk, key, page).offer()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def _close_designer(self) -> None:
        self.stack.setCurrentWidget(self._front)
        if self.designer is not None:
            self.stack.removeWidget(self.designer)
            self.designer.deleteLater()
            self.designer = None
        self._bring_list(TEMPLATE.key).table.setFocus()

    def show_listing(self, kind_key: str, listing: Listing) -> None:
        """Show the rows of a listing in their list."""
        if self._may_go():
            self._close_designer()
            self._bring_list(kind_key).show_listing(listing)

    def begin(self, kind_key: str) -> None:
        """Begin a new template; the register is filled by issuing, or by a workbook of the paper register."""
        if not self._may_go():
            return
        self._close_designer()
        self._bring_list(kind_key)
        if kind_key == TEMPLATE.key:
            self.templates.begin()
        elif kind_key == NUMBER_SERIES.key:
            self.series.new()

    def import_file(self, path: Path, key: str) -> None:
        """Take in a workbook of the paper register that was dropped."""
        from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog

        ImportDialog(self._desk, self._bring_list(key).kind, path, self).exec()

    def may_leave(self) -> bool:
        """Whether nothing would be lost; asks about a design that is not saved, and a list that is not issued."""
        return self._may_go() and (self.list_page is None or self.list_page.may_leave())

    def _may_go(self) -> bool:
        """As `may_leave`, where the tab stays and the list with it."""
        if self.designer is not None and not self.designer.may_leave():
            return False
        return all(view.may_leave() for view in self.views.values())
