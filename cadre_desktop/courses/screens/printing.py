"""Printing a course from the screen: laid out in the background, then shown in the print preview."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.certificate_preview import show_certificates
from cadre_desktop.certificates.screens.template_choice import TemplateChoiceDialog, choosing_template
from cadre_desktop.courses.certifying import certificates_label, draft_certificates, issue_certificates
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import not_ended
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.papers import Papers

Write = Callable[[Path, Course, Setup, Listing], PaperOffer]

CERTIFICATES = N_("结业证书")
TEMPLATE = N_("证书模板…")


def _roster(path: Path, course: Course, setup: Setup, listing: Listing) -> PaperOffer:
    from cadre_desktop.courses.prints import print_course_roster

    return print_course_roster(path, course, setup, listing)


def _sign_in(path: Path, course: Course, setup: Setup, listing: Listing) -> PaperOffer:
    from cadre_desktop.courses.prints import print_course_sign_in

    return print_course_sign_in(path, course, setup, listing)


def _cards(path: Path, course: Course, setup: Setup, listing: Listing) -> PaperOffer:
    from cadre_desktop.courses.prints import print_course_cards

    return print_course_cards(path, course, setup, listing)


def _feedback(path: Path, course: Course, setup: Setup, _listing: Listing) -> PaperOffer:
    from cadre_desktop.courses.feedback_prints import print_feedback

    return print_feedback(path, course, setup)


@dataclass(frozen=True)
class CourseSheet:
    """Something to print for a course, and the name under which its layout is remembered."""

    title: str
    key: str
    write: Write
    keys: str


SHEETS = (
    CourseSheet(N_("花名册"), "course roster", _roster, "Ctrl+P"),
    CourseSheet(N_("签到表"), "course sign-in", _sign_in, "Ctrl+Shift+P"),
    CourseSheet(N_("桌牌"), "table cards", _cards, "Ctrl+Alt+P"),
    CourseSheet(N_("满意度汇总"), "course feedback", _feedback, ""),
)
"""With the keys that the sheets of a welfare event have."""


class CoursePrintMenu(QMenu):
    """The sheets and certificates of the course that `course` returns; `listing` is the list of its people in front,
    whose order and rows the sheets have."""

    def __init__(
        self, desk: Desk, course: Callable[[], Course | None], listing: Callable[[], Listing], parent: QWidget
    ):
        super().__init__(_("打印"), parent)
        self.setIcon(icon("print"))
        self._desk, self._course, self._listing = desk, course, listing
        self._papers = Papers(desk, parent)
        self.sheets: dict[str, QAction] = {}
        for sheet in SHEETS:
            self._offer(sheet.title, self._printer(sheet), parent, sheet.keys)
        self._offer(CERTIFICATES, self.print_certificates, parent)
        self._offer(TEMPLATE, self.choose_template, parent)

    def _offer(self, title: str, run: Callable[[], None], page: QWidget, keys: str = "") -> None:
        action = self.addAction(_(title))
        action.triggered.connect(lambda _on=False: run())
        if keys:
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            page.addAction(action)
        self.sheets[title] = action

    def _printer(self, sheet: CourseSheet) -> Callable[[], None]:
        return lambda: self.print(sheet)

    def print(self, sheet: CourseSheet) -> None:
        """Lay out one sheet and show it."""
        course, listing = self._course(), self._listing()
        if course is not None:
            self._papers.lay_out(
                f"{course.title}{_(sheet.title)}",
                sheet.key,
                lambda path, setup, _progress: sheet.write(path, course, setup, listing),
            )

    def print_certificates(self) -> None:
        """Show how the certificates will look; printed or saved they get their numbers, once the course has ended."""
        course, store = self._course(), self._desk.store
        if course is None:
            return

        pages = CertificatePages(
            store,
            certificates_label(course),
            drafts=lambda: draft_certificates(store, course),
            issue=lambda enrolments: issue_certificates(store, course, enrolments),
            key=lambda row: int(row.source or 0),
        )
        early = not_ended(course.title, course.ends or course.starts, self._desk.clock.today())
        remark = early or _("样张，供核对；打印或保存时才给出编号，再次打印的记一次补印。")
        tools = (choosing_template(self._desk, CertificateKind.COMPLETION, course.id, course.title),)
        show_certificates(self._desk, self._papers, f"{course.title}{_(CERTIFICATES)}", pages, remark, tools)

    def choose_template(self) -> None:
        """Ask which template the course's certificates are issued with."""
        course, desk = self._course(), self._desk
        if course is not None:
            kind, parent = CertificateKind.COMPLETION, self.parentWidget()
            TemplateChoiceDialog(desk, kind, course.id, course.title, lambda: None, parent).open()
