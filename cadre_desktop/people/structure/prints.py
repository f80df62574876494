"""The structure of a day on paper: leaders, units, quotas, each on pages of its own with date, unit and signatures."""

from pathlib import Path

from cadre_desktop.kit.documents.arranging import print_all_arranged
from cadre_desktop.kit.documents.figure_table import FigureTable, rows_on_paper
from cadre_desktop.kit.documents.paper import A4_LANDSCAPE
from cadre_desktop.kit.documents.roster import Roster, Section
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.anchors import foot_now
from cadre_desktop.people.structure.report import StructureReport
from cadre_desktop.people.structure.tables import (
    PAPER,
    leaders_table,
    notes,
    quota_table,
    title_of,
    tried_mark,
    units_table,
    year_words,
)

_WORD_MM, _NUMBER_MM, _ROW_MM = 34.0, 12.5, 6.4


def print_structure(path: Path, report: StructureReport, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Write it as a PDF file; returns what there was to choose. OSError when the file cannot be written."""
    sections = [
        _section(report, leaders_table(report), organisation, year_words(report) + notes(report)),
        _section(report, units_table(report, PAPER), organisation, notes(report)),
        _section(report, quota_table(report), organisation, _quota_notes()),
    ]
    return print_all_arranged(path, title_of(report), sections, setup)


def _quota_notes() -> str:
    counted = _("在编人数不含聘用制、劳务派遣和机关工勤人员；没有录入编制的，员额占比按在编人数计；")
    return counted + _("括号内为三类人员的比例要求。")


def _section(report: StructureReport, table: FigureTable, organisation: str, said: str) -> Section:
    words = table.words - 1 if table.parted else table.words
    headings = [heading.replace("\n", "") for heading in table.headings[1 if table.parted else 0 :]]
    columns = [RosterColumn(heading, _WORD_MM) for heading in headings[:words]]
    columns += [RosterColumn(heading, _NUMBER_MM, "right") for heading in headings[words:]]
    roster = Roster(
        title=f"{report.court_title}{table.title}" + tried_mark(report),
        columns=columns,
        organisation=_("编制单位：{name}").format(name=organisation),
        date=_("截至 {day}").format(day=report.day.isoformat()),
        notes=said,
        numbered=False,
        row=_ROW_MM,
        foot=foot_now(),
        banded=_("法院") if table.parted else "",
        size=A4_LANDSCAPE,
    )
    return roster, rows_on_paper(table)
