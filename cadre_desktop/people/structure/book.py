"""The structure of a day as a workbook: a sheet for leaders, units, quotas and remarks; numbers are numbers."""

from pathlib import Path

from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.people.structure.report import StructureReport
from cadre_desktop.people.structure.tables import (
    FigureTable,
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
    sheets = [(_spec(table), [[cell.value for cell in row] for row in table.rows]) for table in tables]
    said = [title_of(report), report.court_title or _("全部法院"), year_words(report), notes(report)]
    remarks = SheetSpec(_("说明"), [OutColumn(_("说明"), 100)])
    write_tables(path, [*sheets, (remarks, [(text,) for text in said])])


def _spec(table: FigureTable) -> SheetSpec:
    return SheetSpec(table.title, [_column(table, index) for index in range(len(table.headings))], frozen=table.words)


def _column(table: FigureTable, index: int) -> OutColumn:
    width = 22 if index < table.words else 11
    return OutColumn(table.headings[index].replace("\n", ""), width, "int" if _numbers(table, index) else "text")


def _numbers(table: FigureTable, column: int) -> bool:
    return not any(isinstance(row[column].value, str) for row in table.rows)
