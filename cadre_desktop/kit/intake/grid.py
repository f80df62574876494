"""Finding the tables in a sheet as people really make them: titles above, merged headings, totals and notes between,
a second table under the first, lines that name the department of those below.

Bulk data stays in the lists calamine gave: a row's values are the sheet's own list unless something had to be filled
in. How the lines of a table are distinguished is in `lines`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import attrgetter

from cadre_desktop.kit.documents.workbook import Cell, MergedRange, Rows, Sheet, Workbook
from cadre_desktop.kit.documents.xlsx_parts import column_letters
from cadre_desktop.kit.intake.header import Header, find_header
from cadre_desktop.kit.intake.headings import Heading, known_forms, normal
from cadre_desktop.kit.intake.lines import Lines, NoData, TableRow, names_somebody, sort_lines
from cadre_desktop.kit.intake.no_data import DITTO, Reason, Section, reason_of, section_of
from cadre_desktop.kit.intake.overlooked import Overlooked, overlooked
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused


@dataclass
class Table:
    """A table of a sheet.

    header_row: Excel row of the lowest heading; matched: how many headings are known; titles: what is above its
    header, the top line first.

    Every line of the table that is not blank is in `rows` or in `no_data`, its titles and its header among the latter;
    the tables of a sheet hold all its lines. overlooked: those in `no_data` that look like records.
    """

    sheet: Sheet
    header_row: int
    headings: list[Heading]
    rows: list[TableRow]
    no_data: list[NoData] = field(default_factory=list)
    matched: int = 0
    titles: tuple[str, ...] = ()
    overlooked: list[Overlooked] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Lines read: records and lines recognised as none; two records side by side count two."""
        return len(self.rows) + len(self.no_data)

    def cell_name(self, row: TableRow, heading: Heading) -> str:
        """Excel's name of a record's cell, such as D7."""
        columns = (heading.column_index, *heading.repeats)
        column = columns[row.block] if row.block < len(columns) else heading.column_index
        return f"{column_letters(column)}{row.number}"


def tables_of(sheet: Sheet, known_headings: Iterable[str]) -> list[Table]:
    """The tables of one sheet from top to bottom, recognised by known headings or synonyms; none if no row looks like a
    header. Lines under a header that is about other things are in the table above it, as no data."""
    known = known_forms(known_headings)
    tables: list[Table] = []
    start = 0
    while start < len(sheet.rows) and (header := find_header(sheet, known, start)) is not None:
        lines = sort_lines(sheet, header, known, start)
        tables.append(_table(sheet, header, lines, known))
        start = lines.end
    return tables


def _table(sheet: Sheet, header: Header, lines: Lines, known: frozenset[str]) -> Table:
    table = Table(sheet, header.bottom + 1, header.headings, lines.rows, lines.no_data, header.matched, lines.titles)
    _fill_down(sheet, header, table, lines.end)
    if lines.dittos:
        _fill_dittos(table, lines.dittos)
    if len(header.blocks) > 1:
        _split_blocks(header, table)
    table.overlooked = overlooked(sheet.rows, table.headings, header.number_column, table.rows, table.no_data)
    for title, same, said in _NAMED_BY_LINES:
        if title in known:
            _put_said(table, title, same, list(map(said, table.rows)))
    return table


_NAMED_BY_LINES: tuple[tuple[str, frozenset[str], Callable[[TableRow], str]], ...] = (
    (
        "单位",
        frozenset({"单位", "法院", "所在单位", "工作单位", "单位名称", "法院名称", "所在法院"}),
        attrgetter("unit"),
    ),
    ("部门", frozenset({"部门", "所在部门", "部门名称", "庭室", "科室", "处室", "内设机构"}), attrgetter("section")),
    ("状态", frozenset({"状态", "人员状态", "在职状态", "在岗状态"}), attrgetter("status")),
)
"""What lines between the records name, the headings it usually has, and its index in a row."""


def _put_said(table: Table, title: str, same: frozenset[str], said: list[str]) -> None:
    """Write what lines between the records say (their department) into the column that is for it, where that is blank;
    a table that has none gets one."""
    if not any(said):
        return
    heading = next((each for each in table.headings if normal(each.lower or each.text) in same), None)
    if heading is None:
        table.headings.append(Heading(title, len(table.rows[0].values)))
        pairs = zip(table.rows, said, strict=True)
        table.rows = [row._replace(values=[*row.values, text]) for row, text in pairs]
        return
    copied: set[int] = set()
    for index, text in enumerate(said):
        if text and table.rows[index].values[heading.column_index] == "":
            _put(table, index, heading.column_index, text, copied)


def find_table(sheet: Sheet, known_headings: Iterable[str]) -> Table | None:
    """The best table of a sheet; None if it has none."""
    return min(tables_of(sheet, known_headings), key=_rank, default=None)


def find_tables(workbook: Workbook, known_headings: Iterable[str]) -> list[Table]:
    """The tables of all visible sheets, best first: most known headings, then most rows."""
    known = list(known_headings)
    found = [table for sheet in workbook.sheets if sheet.visible for table in tables_of(sheet, known)]
    return sorted(found, key=_rank)


def _rank(table: Table) -> tuple[int, int]:
    return -table.matched, -len(table.rows)


def choose_table(workbook: Workbook, known_headings: Iterable[str], sheet: str | None = None) -> Table:
    """The best table of the workbook, or that of the sheet asked for, even a hidden one.

    Raises Refused if there is none, or no such sheet.
    """
    known = list(known_headings)
    if sheet is not None:
        tables = sorted(tables_of(workbook.sheet(sheet), known), key=_rank)
    else:
        tables = find_tables(workbook, known)
    if not tables:
        message = _("“{file}”里没有找到表头；请确认有一行写着“{headings}”等列标题，再试。")
        raise Refused(message.format(file=workbook.path.name, headings=_("、").join(known[:3])))
    return tables[0]


def _fill_down(sheet: Sheet, header: Header, table: Table, end: int) -> None:
    """Give each record the value of a vertically merged cell that it is a part of."""
    tall = [merge for merge in sheet.merged if header.bottom < merge.top < end and merge.bottom > merge.top]
    if not tall:
        return
    positions = {row.number - 1: position for position, row in enumerate(table.rows)}
    copied: set[int] = set()
    for merge in tall:
        value = _cell(sheet.rows, merge)
        for index in range(merge.top + 1, merge.bottom + 1):
            position = positions.get(index)
            if value != "" and position is not None:
                _put(table, position, merge.left, value, copied)


def _put(table: Table, position: int, column: int, value: Cell, copied: set[int]) -> None:
    """Write into a record, whose values are the sheet's own until then."""
    if position not in copied:
        table.rows[position] = table.rows[position]._replace(values=table.rows[position].values.copy())
        copied.add(position)
    table.rows[position].values[column] = value


def _fill_dittos(table: Table, lines: set[int]) -> None:
    """Give 同上 and its like the value above, that of the record before; above the first record there is none."""
    copied: set[int] = set()
    for index, row in enumerate(table.rows):
        if row.number not in lines or not index:
            continue
        above = table.rows[index - 1].values
        for column, cell in enumerate(row.values):
            if isinstance(cell, str) and cell.strip() in DITTO:
                _put(table, index, column, above[column], copied)


def _cell(rows: Rows, merge: MergedRange) -> Cell:
    inside = merge.top < len(rows) and merge.left < len(rows[merge.top])
    return rows[merge.top][merge.left] if inside else ""


def _split_blocks(header: Header, table: Table) -> None:
    """Make a record of each filled block of every row, its values moved to the columns of the first block.

    Columns left of the blocks belong to all of them; a block that is blank or merely numbered is no record. What is
    beside the blocks once belongs to the only record of its row, and is a remark where there is none.
    """
    once = [heading.column_index for heading in header.headings if not heading.repeats]
    sections = _SectionsOfBlocks(header)
    rows: list[TableRow] = []
    for number, values, _block, section, unit, status in table.rows:
        sections.follow(section, unit, status)
        found, told = _blocks_of(header, values, sections)
        if len(found) == 1:
            own = next(iter(found.values()))
            for column in once:
                own[column] = values[column]
        elif not found and not told:
            told = [Reason.NOTE]
        rows += (TableRow(number, own, block, *sections.of(block)) for block, own in found.items())
        table.no_data += (NoData(number, reason) for reason in told)
    table.rows = rows
    table.no_data.sort(key=lambda none: none.row)


def _blocks_of(
    header: Header, values: list[Cell], sections: "_SectionsOfBlocks"
) -> tuple[dict[int, list[Cell]], list[Reason]]:
    """The blocks of a row that hold records, and why others that are not blank hold none."""
    found: dict[int, list[Cell]] = {}
    told: list[Reason] = []
    for block in range(len(header.blocks)):
        own = header.block_values(values, block)
        filled = [(column, own[column]) for column in header.block_columns if own[column] != ""]
        reason = reason_of(filled, header.number_column, header.left)
        if reason in (None, Reason.TITLE) and sections.enter(block, filled):
            reason = Reason.SECTION
        if reason is None:
            found[block] = own
        elif reason is not Reason.BLANK:
            told.append(reason)
    return found, told


class _SectionsOfBlocks:
    """The department, the court and the status that lines name for the records under them, in each block by itself:
    刑一庭 at the left and 民一庭 beside it. A line that speaks for all blocks goes before what stood in them."""

    def __init__(self, header: Header):
        names = (h.column_index for h in header.headings if names_somebody(normal(h.lower or h.text)))
        self._leftmost = max(next(names, -1), header.left, header.number_column)
        self._of_lines: tuple[str, str, str] | None = None
        self._own: dict[int, tuple[str, str, str]] = {}
        for block, said in header.named.items():
            self._say(block, said)

    def follow(self, section: str, unit: str, status: str) -> None:
        """Go on with a row for which lines of the whole table say this."""
        if self._of_lines is not None and self._of_lines != (section, unit, status):
            self._own = {}
        self._of_lines = section, unit, status

    def _say(self, block: int, said: Section) -> None:
        """A court's departments are named anew, and so are those of another group."""
        _section, unit, status = self.of(block)
        if said.status:
            self._own[block] = ("", unit, said.name)
        else:
            self._own[block] = ("", said.name, status) if said.wide else (said.name, unit, status)

    def enter(self, block: int, filled: list[tuple[int, Cell]]) -> bool:
        """Whether a block's cells (column in the first block, and value) are a section line, which then holds."""
        texts = [cell for _column, cell in filled if isinstance(cell, str)]
        if not 1 <= len(filled) <= 2 or len(texts) < len(filled) or filled[0][0] > self._leftmost:
            return False
        said = section_of(texts)
        if said is not None:
            self._say(block, said)
        return said is not None

    def of(self, block: int) -> tuple[str, str, str]:
        """The department, the court and the status of the records in a block."""
        of_lines = self._of_lines or ("", "", "")
        section, unit, status = self._own.get(block, of_lines)
        return section, unit or of_lines[1], status or of_lines[2]
