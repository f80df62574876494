"""Tables of figures of a year, on paper and as a workbook."""

from collections.abc import Sequence
from pathlib import Path

from cadre_desktop.kit.documents.arranging import print_all_arranged
from cadre_desktop.kit.documents.figure_table import FigureTable, rows_on_paper, sheet_of
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster, Section
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _

_WORD_MM, _NUMBER_MM, _ROW_MM = 30.0, 18.0, 7.0


def print_tables(
    path: Path, title: str, tables: Sequence[FigureTable], organisation: str, said: str, setup: Setup | None = None
) -> PaperOffer:
    """Write them as a PDF file, each on pages of its own; returns what there was to choose."""
    sections = [_section(title, table, organisation, said, len(tables) > 1) for table in tables]
    return print_all_arranged(path, title, sections, setup)


def _section(title: str, table: FigureTable, organisation: str, said: str, several: bool) -> Section:
    first = 1 if table.parted else 0
    headings = [heading.replace("\n", "") for heading in table.headings]
    columns = [RosterColumn(heading, _WORD_MM) for heading in headings[first : table.words]]
    columns += [RosterColumn(heading, _NUMBER_MM, "right") for heading in headings[table.words :]]
    roster = Roster(
        title=_("{title}（{part}）").format(title=title, part=table.title) if several else title,
        columns=columns,
        organisation=_("编制单位：{name}").format(name=organisation) if organisation else "",
        notes=said,
        numbered=False,
        row=_ROW_MM,
        banded=headings[0] if table.parted else "",
    )
    return roster, rows_on_paper(table)


def write_book(path: Path, tables: Sequence[FigureTable], said: Sequence[str]) -> None:
    """Write them as a workbook, a sheet each, and what is said of them on a last one. Raises Refused if the file is
    open elsewhere, OSError for trouble with the disk."""
    remarks = SheetSpec(_("说明"), [OutColumn(_("说明"), 100)])
    write_tables(path, [*map(sheet_of, tables), (remarks, [(text,) for text in said if text])])
