"""A workbook of several sheets as typed rows, and what is wrong with them, each at its sheet, row and column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from cadre_desktop.kit.documents.drop_downs import without_drop_downs
from cadre_desktop.kit.documents.workbook import Cell, Rows, Sheet, is_blank, read_workbook
from cadre_desktop.kit.intake import clean
from cadre_desktop.kit.intake.clean import Cleaned
from cadre_desktop.kit.intake.headings import normal
from cadre_desktop.kit.intake.memo import Memo
from cadre_desktop.kit.intake.readers import Reader, but_formula_zero, reader_of, text_of
from cadre_desktop.kit.intake.sheets.contract import BookContract, SheetContract
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.fields import FixedField
from cadre_desktop.kit.typed import comma_as_point

SEARCHED = 20
"""Rows from the top in which the headings are looked for."""

_LOWER = 2
"""From so many of them on a row below the headings is one of headings too."""

ALIKE = 0.55
"""From here on (of 1) a heading is taken for a misspelt one: 去最高 for 去高 is, 序号 for 工号 is not."""


@dataclass
class Findings:
    """What became of the rows: how many were read, which were refused, and everything there is to put right."""

    read: int = 0
    problems: list[Problem] = field(default_factory=list)
    refused_rows: set[tuple[str, int]] = field(default_factory=set)

    @property
    def refused(self) -> int:
        """How many rows were refused."""
        return len(self.refused_rows)

    def refuse(self, problem: Problem) -> None:
        """Leave the problem's row out."""
        self.problems.append(problem)
        self.refused_rows.add((problem.sheet, problem.row or 0))

    def tell(self, problem: Problem) -> None:
        """Something to put right with which the row is taken in all the same."""
        self.problems.append(problem)


class ContractRow(NamedTuple):
    """A row whose cells could all be read. number: as Excel counts; values: what its cells say, empty ones left out."""

    number: int
    values: dict[str, Any]

    def text(self, name: str) -> str:
        """A text, empty if the row says nothing."""
        return str(self.values.get(name) or "")


@dataclass
class ContractTable:
    """A sheet of the contract as it is in a workbook.

    header: Excel row of the headings; column_indexes: its columns (from 0) by name; others: what heads
    no column of the contract; cells: all rows that are not blank, by
    their Excel row; rows: those that could be read.
    """

    contract: SheetContract
    header: int = 1
    column_indexes: dict[str, int] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    cells: dict[int, list[Cell]] = field(default_factory=dict)
    rows: list[ContractRow] = field(default_factory=list)

    def problem(self, number: int, name: str, message: str) -> Problem:
        """A problem at a cell, or at the row if the sheet has no such column."""
        column = self.contract.columns[name].title if name else ""
        return Problem(message, name, self.contract.title, number, column, self.raw(number, name))

    def raw(self, number: int, name: str) -> str:
        """A cell as it is written; empty if the sheet has no such row or column."""
        cells, index = self.cells.get(number), self.column_indexes.get(name)
        return "" if cells is None or index is None else text_of(cells[index])


@dataclass
class Book:
    """A workbook read whole: its tables by the sheet's title, all of them, and what was found wrong."""

    tables: dict[str, ContractTable]
    findings: Findings

    def table(self, contract: SheetContract) -> ContractTable:
        """The table of a sheet; empty if the workbook has no such sheet."""
        return self.tables[contract.title]


def read_book(
    path: Path, contract: BookContract, bulk: Sequence[SheetContract] = (), progress: Progress | None = None
) -> Book:
    """Read all sheets of the contract; other sheets and unknown columns are passed over.

    Of the sheets named by `bulk` only the headings are made out; their cells are read by whoever asked.
    Raises Refused if the file cannot be read at all, or has none of the sheets.
    """
    workbook = read_workbook(path, progress)
    sheets = {sheet.name.strip(): sheet for sheet in workbook.sheets}
    if not any(one.title in sheets for one in contract.sheets):
        names = _("、").join(one.title for one in contract.sheets[:3])
        message = _("“{file}”不是{what}：没有{names}等工作表；请用空白{what}填写。")
        raise Refused(message.format(file=path.name, what=_(contract.what), names=names))
    book = Book({}, Findings())
    for one in contract.sheets:
        sheet = sheets.get(one.title)
        table = _table(one, sheet) if sheet is not None else ContractTable(one)
        book.tables[one.title] = table
        book.findings.read += len(table.cells)
        _tell_shortened(table, sheet, book.findings)
        _tell_misspelt(table, book.findings)
        if table.cells and _has_headings(table, book.findings) and one not in bulk:
            table.rows = list(_rows(table, book.findings))
    return book


def read_sheet(path: Path, contract: SheetContract) -> tuple[ContractTable, Findings]:
    """Read a workbook that holds one table: the sheet of the contract's title, else the one that fits it best.

    Raises Refused if the file cannot be read, or no sheet has any of the columns a row cannot be without.
    """
    sheets = read_workbook(path).sheets
    named = [sheet for sheet in sheets if sheet.name.strip() == contract.title]
    tables = [(_table(contract, sheet), sheet) for sheet in named or sheets]
    table, sheet = max(tables, key=lambda each: len(each[0].column_indexes), default=(ContractTable(contract), None))
    if not any(name in table.column_indexes for name in contract.required):
        names = _("、").join(contract.columns[name].title for name in contract.required)
        message = _("“{file}”里没有找到{names}等列；请用导出的空白表填写。")
        raise Refused(message.format(file=path.name, names=names))
    findings = Findings(len(table.cells))
    _tell_shortened(table, sheet, findings)
    _tell_not_read([(each, of.name) for each, of in tables if of is not sheet], sheet.name if sheet else "", findings)
    if _has_headings(table, findings):
        table.rows = list(_rows(table, findings))
    return table, findings


def _table(contract: SheetContract, sheet: Sheet) -> ContractTable:
    known = {normal(title): name for name, column in contract.columns.items() for title in reversed(column.headings)}
    lines = [_column_indexes_in(row, known) for row in sheet.rows[:SEARCHED]]
    header = max(range(len(lines)), key=lambda index: (len(lines[index]), -index), default=0)
    column_indexes = dict(lines[header]) if lines else {}
    if len(lower := _lower_in(sheet.rows[header : header + 2], known)) >= _LOWER:
        column_indexes = {name: index for name, index in column_indexes.items() if index not in lower.values()}
        column_indexes, header = {**column_indexes, **lower}, header + 1
    _fill_merged(sheet, header, [column_indexes[name] for name in contract.also_headed if name in column_indexes])
    below = enumerate(sheet.rows[header + 1 :], header + 2)
    cells = {number: row for number, row in below if "" not in row or not is_blank(row)}
    taken = set(column_indexes.values())
    heads = sheet.rows[header] if lines else []
    others = [cell for index, cell in enumerate(heads) if isinstance(cell, str) and index not in taken]
    return ContractTable(contract, header + 1, column_indexes, others, cells)


def _lower_in(rows: Sequence[list[Cell]], known: dict[str, str]) -> dict[str, int]:
    """Which columns the second of two rows of headings heads, each with what is above it (接送人 over 姓名, 电话)."""
    found: dict[str, int] = {}
    above = ""
    for index, cell in enumerate(rows[1]) if len(rows) == 2 else ():
        upper = rows[0][index] if index < len(rows[0]) else ""
        above = upper if isinstance(upper, str) and upper else above
        name = known.get(normal(above) + normal(cell)) if isinstance(cell, str) and cell else None
        if name is not None:
            found.setdefault(name, index)
    return found


def _column_indexes_in(row: list[Cell], known: dict[str, str]) -> dict[str, int]:
    """Which columns the texts of a row head; the first of two alike counts."""
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        name = known.get(normal(cell)) if isinstance(cell, str) and cell else None
        if name is not None:
            found.setdefault(name, index)
    return found


def _fill_merged(sheet: Sheet, header: int, alone: Sequence[int]) -> None:
    """Give every row under the header its part of a cell merged downwards.

    In columns that are `alone` (points) nobody can say what each row was to have: they all say so.
    """
    rows: Rows = sheet.rows
    for merge in sheet.merged:
        if merge.top > header and merge.bottom > merge.top:
            first = rows[merge.top][merge.left]
            if merge.left in alone and first != "":
                first = _("{cell}（合并的单元格）").format(cell=text_of(first))
            for index in range(merge.top, min(merge.bottom + 1, len(rows))):
                rows[index][merge.left] = first


def _has_headings(table: ContractTable, findings: Findings) -> bool:
    """Whether the columns are there that no row can be without; else all rows are refused."""
    lacking = [name for name in table.contract.headed if name not in table.column_indexes]
    for name in lacking:
        title = table.contract.columns[name].title
        message = _("工作表“{sheet}”缺少“{title}”列，表中各行没有导入；请补上这一列。")
        text = message.format(sheet=table.contract.title, title=title)
        findings.tell(Problem(text, name, table.contract.title, table.header, title))
    if lacking:
        findings.refused_rows.update((table.contract.title, number) for number in table.cells)
    return not lacking


def _tell_shortened(table: ContractTable, sheet: Sheet | None, findings: Findings) -> None:
    """Rows below the last drop-down, where an office program has kept too few of them."""
    end = sheet.drop_downs_end if sheet is not None else 0
    if beyond := sum(number > end for number in table.cells) if end else 0:
        findings.tell(Problem(without_drop_downs(beyond, end), "", table.contract.title, end + 1))


def _tell_not_read(others: Sequence[tuple[ContractTable, str]], read: str, findings: Findings) -> None:
    """Other sheets of the same sort, which nobody would miss otherwise."""
    for table, name in others:
        if table.cells and all(required in table.column_indexes for required in table.contract.required):
            told = _("工作表“{name}”也有名单，没有读：这里只读“{read}”。请并到一张表里，或另存为单独的文件再导入。")
            findings.tell(Problem(told.format(name=name.strip(), read=read.strip()), "", name.strip(), None))


def _tell_misspelt(table: ContractTable, findings: Findings) -> None:
    """A heading nearly that of a column which is lacking: passed over in silence, it would change the results."""
    contract = table.contract
    lacking = [column.title for name, column in contract.columns.items() if name not in table.column_indexes]
    for heading in table.others if table.cells else ():
        near = get_close_matches(normal(heading), lacking, n=1, cutoff=ALIKE)
        if near:
            message = _("“{heading}”列没有读入；如果是“{title}”，请改成这个列名。")
            text = message.format(heading=heading.strip(), title=near[0])
            findings.tell(Problem(text, "", contract.title, table.header, heading.strip()))


def _rows(table: ContractTable, findings: Findings) -> Iterator[ContractRow]:
    contract = table.contract
    readers = [(name, index, memo_of(contract, name)) for name, index in table.column_indexes.items()]
    for number, cells in table.cells.items():
        values: dict[str, Any] = {}
        wrong = []
        for name, index, memo in readers:
            raw = _flag_text(cells[index])
            value = memo[raw]
            if raw in memo.bad:
                wrong.append(table.problem(number, name, memo.bad[raw]))
            elif raw in memo.notes:
                tell_note(table, number, name, memo.notes[raw], findings)
            if value is not None and value != "":
                values[name] = value
        told = {problem.field for problem in wrong}
        for name in contract.required:
            if name not in values and name not in told:
                title = contract.columns[name].title
                wrong.append(table.problem(number, name, _("请填写“{title}”。").format(title=title)))
        for problem in wrong:
            findings.refuse(problem)
        if not wrong:
            yield ContractRow(number, values)


def tell_note(table: ContractTable, number: int, name: str, note: str, findings: Findings) -> None:
    """Note what a cell was taken for."""
    findings.tell(table.problem(number, name, _("{note}，请核对。").format(note=note)))


def memo_of(contract: SheetContract, name: str) -> Memo:
    """What the distinct cells of a column mean."""
    if name in contract.texts:
        return Memo(but_formula_zero(clean.text))
    column = contract.columns[name]
    read = reader_of(column)
    return Memo(_with_comma(read) if isinstance(column.field, FixedField) else read)


def _with_comma(read: Reader) -> Reader:
    """Points as they are typed too: 85,5 is 85.5, and it is reported."""

    def read_points(cell: Cell) -> Cleaned[Any]:
        meant = comma_as_point(cell) if isinstance(cell, str) else ""
        if not meant:
            return read(cell)
        return Cleaned(read(meant).value, _("“{text}”按 {meant} 读入").format(text=text_of(cell), meant=meant))

    return read_points


def _flag_text(cell: Cell) -> Cell:
    """Python holds True for 1, so that yes and no are made text for the memo."""
    return ("是" if cell else "否") if isinstance(cell, bool) else cell
