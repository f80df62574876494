"""Printing a course from the screen: laid out in the background, then shown in the print preview."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from cadre_desktop.courses.actions import issue_certificates
from cadre_desktop.courses.records import Course
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.kit.store.store import Store

Write = Callable[[Store, Path, Course], None]


def _roster(_store: Store, path: Path, course: Course) -> None:
    from cadre_desktop.courses.prints import print_course_roster

    print_course_roster(path, course)


def _sign_in(_store: Store, path: Path, course: Course) -> None:
    from cadre_desktop.courses.prints import print_course_sign_in

    print_course_sign_in(path, course)


def _cards(_store: Store, path: Path, course: Course) -> None:
    from cadre_desktop.courses.prints import print_course_cards

    print_course_cards(path, course)


def _certificates(store: Store, path: Path, course: Course) -> None:
    from cadre_desktop.courses.prints import print_completion_certificates

    print_completion_certificates(path, issue_certificates(store, course))


@dataclass(frozen=True)
class Sheet:
    """Something to print for a course; `writes` tells that numbers are given out for it."""

    title: str
    write: Write
    writes: bool = False


SHEETS = (
    Sheet(N_("名册"), _roster),
    Sheet(N_("签到表"), _sign_in),
    Sheet(N_("桌牌"), _cards),
    Sheet(N_("结业证书"), _certificates, writes=True),
)


class PrintMenu(QMenu):
    """The sheets of the course that `course` answers."""

    def __init__(self, desk: Desk, course: Callable[[], Course | None], parent: QWidget):
        super().__init__(_("打印"), parent)
        self.setIcon(icon("print"))
        self._desk, self._course = desk, course
        self._folder: TemporaryDirectory[str] | None = None
        self.sheets: dict[str, QAction] = {}
        for sheet in SHEETS:
            action = self.addAction(_(sheet.title))
            action.triggered.connect(lambda _on=False, sheet=sheet: self.print(sheet))
            self.sheets[sheet.title] = action

    def print(self, sheet: Sheet) -> None:
        """Lay out one sheet and show it."""
        course = self._course()
        if course is None:
            return
        title = f"{course.title}{_(sheet.title)}"
        path = self._place() / (re.sub(r'[\\/:*?"<>|\s]+', " ", title).strip() + ".pdf")
        store = self._desk.store

        def work(_progress: Progress) -> Path:
            sheet.write(store, path, course)
            return path

        self._desk.jobs.run(
            _("正在排版{sheet}").format(sheet=_(sheet.title)),
            work,
            lambda written: self._desk.show_pdf(written, title),
            self._failed,
            writes=sheet.writes,
            owner=self,
        )

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Refused):
            raise error
        self._desk.notices.refused(error)

    def _place(self) -> Path:
        """A folder for printed sheets that goes when this menu goes: names do not stay behind on the disk."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="cadre-", ignore_cleanup_errors=True)
            self.destroyed.connect(self._folder.cleanup)
        return Path(self._folder.name)
