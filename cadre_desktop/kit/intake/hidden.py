"""Rows of a table that its sheet hides, by a filter or by hand: they are read like all others, and said."""

from cadre_desktop.kit.intake.grid import Table


def hidden_in(table: Table) -> list[int]:
    """The Excel rows of records that the sheet hides."""
    rows = table.sheet.hidden_rows
    return [row.number for row in table.rows if row.number - 1 in rows] if rows else []
