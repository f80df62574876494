"""Hours out of the window: to workbooks and on paper."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from cadre_desktop.courses.hours.sheet import HoursSheet
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.saving import save_as


class HoursOutput:
    """Two buttons with their menus, for the lines that `follow` has been told of."""

    def __init__(self, desk: Desk, page: QWidget):
        self._desk, self._page = desk, page
        self._papers = Papers(desk, page)
        self._sheet: HoursSheet | None = None
        self._indexes: Sequence[int] = ()
        self._person: Callable[[], int | None] = lambda: None
        self._people: Callable[[], Sequence[int]] = lambda: ()
        self.export_button = QPushButton(icon("export"), _("导出"))
        self.print_button = QPushButton(icon("print"), _("打印"))
        self.exports, self.prints = QMenu(page), QMenu(page)
        self.export_button.setMenu(self.exports)
        self.print_button.setMenu(self.prints)
        self._offer(self.exports, _("表里的人…"), self.export_lines)
        self._offer(self.exports, _("年度培训统计…"), self.export_yearly)
        self._offer(self.exports, _("培训统计表…"), self.export_courses)
        self._offer(self.exports, _("学时证明（光标所在的人）…"), self.export_transcript)
        self._offer(self.prints, _("学时证明（光标所在的人）"), self.print_transcript)
        self._offer(self.prints, _("年度培训统计"), self.print_yearly)
        self._offer(self.prints, _("培训统计表"), self.print_courses)
        everybody = self._offer(self.prints, _("学时证明（选中的几人或表里全部）"), self.print_transcripts)
        everybody.setToolTip(_("每人一份，按表里的次序；没有选中几行的，表里每个人一份"))

    @staticmethod
    def _offer(menu: QMenu, words: str, run: Callable[[], None]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _on=False: run())
        return action

    def follow(
        self,
        sheet: HoursSheet,
        indexes: Sequence[int],
        person: Callable[[], int | None],
        people: Callable[[], Sequence[int]],
    ) -> None:
        """Mean these lines from now on; `person` says whose line the cursor is in, `people` whose are selected, or
        all."""
        self._sheet, self._indexes, self._person, self._people = sheet, indexes, person, people

    @property
    def _shown(self) -> HoursSheet | None:
        return self._sheet.taking(self._indexes) if self._sheet is not None else None

    def _one(self) -> HoursSheet | None:
        """The line the cursor is in; without one it is said what to do."""
        sheet, person = self._sheet, self._person()
        index = None if sheet is None or person is None else sheet.location_of(person)
        if sheet is None or index is None:
            self._desk.notices.tell(_("请先选中要出具学时证明的人。"))
            return None
        return sheet.taking([index])

    def _save(self, name: str, write: Callable[[Path], object]) -> None:
        def written(path: Path, _progress: Progress) -> object:
            return write(path)

        save_as(self._desk, self._page, _("导出工作簿"), name, written, _("已导出到“{path}”。"))

    def export_lines(self) -> None:
        """The lines shown, as a workbook."""
        from cadre_desktop.courses.hours.told import write_hours

        sheet = self._shown
        if sheet is not None:
            self._save(_("{year}年学时").format(year=sheet.year), lambda path: write_hours(path, sheet))

    def export_yearly(self) -> None:
        """The year's sheet of the people shown, as a workbook."""
        from cadre_desktop.courses.hours.yearly import write_yearly, yearly_title

        sheet = self._shown
        if sheet is not None:
            self._save(yearly_title(sheet.year), lambda path: write_yearly(path, sheet))

    def export_courses(self) -> None:
        """The return of the year's courses, as a workbook."""
        from cadre_desktop.courses.hours.course_return import return_title, whole_year, write_return

        sheet = self._sheet
        if sheet is not None:
            period = whole_year(sheet.year)
            self._save(return_title(period), lambda path: write_return(path, period))

    def export_transcript(self) -> None:
        """The transcript of the person the cursor is in, as a workbook."""
        from cadre_desktop.courses.hours.transcript import transcript_title, write_transcript

        one = self._one()
        if one is not None:
            self._save(f"{one.members[0].name}{transcript_title()}", lambda path: write_transcript(path, one))

    def print_transcript(self) -> None:
        """The transcript of the person the cursor is in."""
        from cadre_desktop.courses.hours.transcript import print_transcript, transcript_title

        one, organisation = self._one(), self._desk.organisation()
        if one is not None:
            title = f"{one.members[0].name}{transcript_title()}"
            self._papers.show(title, lambda path: print_transcript(path, one, organisation))

    def print_transcripts(self) -> None:
        """The transcripts of those selected, or of everybody shown, in one file."""
        from cadre_desktop.courses.hours.transcript import print_transcript, transcript_title

        sheet, organisation = self._sheet, self._desk.organisation()
        indexes = [] if sheet is None else [sheet.location_of(person) for person in self._people()]
        if sheet is None or not indexes:
            self._desk.notices.tell(_("表里没有人，没有学时证明可以打印。"))
            return
        chosen = sheet.taking(index for index in indexes if index is not None)
        title = _("{title}（{count} 人）").format(title=transcript_title(), count=len(chosen.members))
        self._papers.show(title, lambda path: print_transcript(path, chosen, organisation))

    def print_yearly(self) -> None:
        """The year's sheet of the people shown."""
        from cadre_desktop.courses.hours.yearly import print_yearly, yearly_title

        sheet, organisation = self._shown, self._desk.organisation()
        if sheet is None:
            return

        def write(path: Path, setup: Setup, progress: Progress) -> PaperOffer:
            return print_yearly(path, sheet, organisation, setup)

        self._papers.lay_out(yearly_title(sheet.year), "hours yearly", write)

    def print_courses(self) -> None:
        """The return of the year's courses; month or quarter is chosen in the preview."""
        from cadre_desktop.courses.hours.course_return import print_return, return_title, whole_year

        sheet, organisation = self._sheet, self._desk.organisation()
        if sheet is None:
            return

        def write(path: Path, setup: Setup, progress: Progress) -> PaperOffer:
            return print_return(path, sheet.year, organisation, sheet.today, setup)

        self._papers.lay_out(return_title(whole_year(sheet.year)), "hours return", write)
