"""The structure of a day as a workbook: a sheet for leaders, units, quotas and remarks; numbers are numbers."""

from pathlib import Path

from cadre_desktop.kit.documents.figure_table import sheet_of
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.people.structure.report import StructureReport
from cadre_desktop.people.structure.tables import (
    leaders_table,
    notes,
    quota_table,
    title_of,
    units_table,
    year_words,
)


def write_structure(path: Path, report: StructureReport) -> None:
    """Write it. Raises Refused if the file is open elsewhere, OSError for trouble with the disk."""
    tables = [leaders_table(report), units_table(report), quota_table(report)]
    sheets = [sheet_of(table) for table in tables]
    said = [title_of(report), report.court_title or _("全部法院"), year_words(report), notes(report)]
    remarks = SheetSpec(_("说明"), [OutColumn(_("说明"), 100)])
    write_tables(path, [*sheets, (remarks, [(text,) for text in said])])
