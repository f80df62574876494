"""Small tables of plain rows, for the tests of what is found in sheets."""

from typing import Any

from cadre_desktop.kit.documents.workbook import Sheet
from cadre_desktop.kit.intake.grid import Table, find_table
from cadre_desktop.kit.intake.headings import normal

KNOWN = ("姓名", "性别", "出生年月", "身份证号", "联系电话", "部门", "职务", "学历", "学位", "备注")


def sheet_of(*rows: list[Any], name: str = "Sheet1") -> Sheet:
    width = max(map(len, rows))
    return Sheet(name, [[*row, *[""] * (width - len(row))] for row in rows])


def table_of(*rows: list[Any]) -> Table:
    table = find_table(sheet_of(*rows), KNOWN)
    assert table is not None
    return table


def records(table: Table) -> list[dict[str, Any]]:
    return [{h.text: row.values[h.column_index] for h in table.headings} for row in table.rows]


def lines_of(table: Table) -> list[tuple[Any, ...]]:
    name = next(heading.column_index for heading in table.headings if normal(heading.text) == "姓名")
    return [(row.number, row.values[name], row.section, row.unit) for row in table.rows]
