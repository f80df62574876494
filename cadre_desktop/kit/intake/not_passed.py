"""The workbook of rows that did not come in (未通过): as they were, with their reasons, to be put right and read
again."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cadre_desktop.kit.documents.workbook import Cell
from cadre_desktop.kit.documents.workbook_out import REFUSED_COLUMNS, RefusedRow, sheet_name, write_refused
from cadre_desktop.kit.intake.cells_read import Cells
from cadre_desktop.kit.intake.headings import Heading
from cadre_desktop.kit.intake.plan import ImportPlan
from cadre_desktop.kit.intake.planned import PlannedRow
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.problems import Problem


def export_refused(plan: ImportPlan, path: Path, *, blanks: bool = False) -> int:
    """Write the rows that are not imported, with their reasons; returns how many.

    With `blanks` those that come in with cells left empty too. Each table has a sheet of its own; what stood in for a
    whole table (its court) becomes a column, so that the workbook can be read by itself.
    """
    tables, start, count = [], 0, 0
    taken: set[str] = set()
    told = {row.position: row for row in plan.failing()}
    told |= {position: plan.rows[position] for position in plan.cells.blanks} if blanks else {}
    for part in plan.cells.parts:
        positions = range(start, start + len(part.table.rows))
        start = positions.stop
        chosen = [told[position] for position in sorted(told) if position in positions]
        if chosen:
            headings = [heading for heading in part.table.headings if heading.text not in REFUSED_COLUMNS]
            added = _added(plan, part)
            titles = [*(heading.text for heading in headings), *(column.title for column in added)]
            tables.append((_free_name(part.table.sheet.name, taken), titles, _rows(plan, chosen, headings, added)))
            count += len(chosen)
    write_refused(path, tables)
    return count


def _free_name(title: str, taken: set[str]) -> str:
    """A sheet's name that no earlier sheet has (Excel minds no case)."""
    name, number = sheet_name(title), 2
    while name.casefold() in taken:
        name, number = sheet_name(title, f"（{number}）"), number + 1
    taken.add(name.casefold())
    return name


def _added(plan: ImportPlan, part: Cells) -> list[Column]:
    """The columns that a default fills and no heading."""
    filled = [column for column in plan.kind.columns if column.name in part.defaulted]
    return [column for column in filled if column.name not in part.headings]


def _rows(
    plan: ImportPlan, rows: Sequence[PlannedRow], headings: Sequence[Heading], added: Sequence[Column]
) -> Iterator[RefusedRow]:
    from cadre_desktop.kit.editing import label_of

    for row in rows:
        line, sheet = plan.cells.row(row.position), plan.cells.sheet(row.position)
        values: list[Cell] = [line.values[heading.column_index] for heading in headings]
        for column in added:
            key = plan.cells.columns[column.name][row.position]
            values.append(label_of(column.link, key) if column.link is not None and key is not None else "")
        yield RefusedRow(values, sheet, line.number, in_words(plan.about(row)))


def in_words(problems: Sequence[Problem]) -> str:
    """All that is wrong with a row in one text, each with its heading."""
    return "\n".join(problem.at_its_column for problem in problems)
