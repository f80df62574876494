"""Tables whose lines hold several rows, or lack what all of them have in common, as tables of rows."""

from collections.abc import Sequence
from dataclasses import replace

from cadre_desktop.kit.intake.grid import Table
from cadre_desktop.kit.intake.headings import Heading
from cadre_desktop.kit.kind import Kind


def unfolded(table: Table, kind: Kind, around: Sequence[str]) -> Table:
    """The table as `kind` unfolds it: what a line says of each of its rows follows its own cells.

    `around` are the texts that speak of the whole table, the nearest first: titles, the sheet's name, the file's.
    """
    told = kind.unfold([heading.text for heading in table.headings], around)
    if told is None or not table.rows:
        return table
    indexes = [heading.column_index for heading in table.headings]
    rows = [
        row._replace(values=[*row.values, *more])
        for row in table.rows
        for more in told.rows([row.values[index] for index in indexes])
    ]
    wide = len(table.rows[0].values)
    kept = [heading for index, heading in enumerate(table.headings) if index not in told.gone]
    return replace(
        table, rows=rows, headings=[*kept, *(Heading(text, wide + number) for number, text in enumerate(told.added))]
    )
