"""The structure of a day out of the window: to a workbook and on paper."""

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.saving import save_as
from cadre_desktop.people.structure.report import StructureReport


class StructureOutput:
    """Two actions for the report that `follow` has been told of."""

    def __init__(self, desk: Desk, page: QWidget):
        self._desk, self._page = desk, page
        self._papers = Papers(desk, page)
        self._report: StructureReport | None = None
        self.export_action = QAction(icon("export"), _("导出"), page)
        self.export_action.setToolTip(_("把这一天的全部表格导出为工作簿"))
        self.export_action.triggered.connect(lambda _on=False: self.export())
        self.print_action = QAction(icon("print"), _("打印"), page)
        self.print_action.setToolTip(_("领导职务、各单位、编制员额，各自成页"))
        self.print_action.triggered.connect(lambda _on=False: self.print_all())

    def follow(self, report: StructureReport) -> None:
        """Mean this report from now on."""
        self._report = report

    def export(self) -> None:
        """All tables as a workbook."""
        from cadre_desktop.people.structure.book import write_structure
        from cadre_desktop.people.structure.tables import title_of

        report = self._report
        if report is None:
            return

        def write(path: Path, _progress: Progress) -> None:
            write_structure(path, report)

        save_as(self._desk, self._page, _("导出工作簿"), title_of(report), write, _("已导出到“{path}”。"))

    def print_all(self) -> None:
        """All tables in the preview."""
        from cadre_desktop.people.structure.prints import print_structure
        from cadre_desktop.people.structure.tables import title_of

        report, organisation = self._report, self._desk.organisation()
        if report is None:
            return

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_structure(path, report, organisation, setup)

        self._papers.lay_out(title_of(report), "structure", write)
