"""The tables of an analysis as a workbook, a sheet each."""

from collections.abc import Sequence
from pathlib import Path

from cadre_desktop.contests.analysis.analysis_tables import AnalysisHeading, TitledTable
from cadre_desktop.kit.documents.out_column import Kind, OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, sheet_titles, write_tables

_WIDTH = 2
"""Excel counts in half a Chinese character."""


def write_analysis(path: Path, tables: Sequence[TitledTable]) -> int:
    """Write the tables to a workbook; returns the number of rows. Raises Refused if the file is open elsewhere."""
    titles = sheet_titles(table.title for table in tables)
    return sum(
        write_tables(
            path,
            [
                (SheetSpec(title, [_column(one) for one in table.headings]), _rows(table))
                for title, table in zip(titles, tables, strict=True)
            ],
        )
    )


def _column(heading: AnalysisHeading) -> OutColumn:
    kind: Kind = "text" if heading.decimals is None else "decimal" if heading.decimals else "int"
    width = heading.ems * _WIDTH + 2
    return OutColumn(heading.text, width, kind, heading.decimals or 0, note=heading.tip)


def _rows(table: TitledTable) -> list[tuple[str | int | None, ...]]:
    words = [heading.decimals is None for heading in table.headings]
    return [
        tuple(cell.text if is_text else cell.number for cell, is_text in zip(row, words, strict=True))
        for row in table.rows
    ]
