"""What a step has given into people's hands: that is still there when the step has been undone."""

from collections.abc import Iterator, Sequence

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name


def given_out(step: int, records: Sequence[type[Record]]) -> Iterator[tuple[type[Record], list[str]]]:
    """The records of which `step` made rows that people hold, each with the names of these rows, in order."""
    for record in records:
        if not record.given_out:
            continue
        rows = database.rows(
            f'SELECT t."{record.named[0].column_name}" FROM change c JOIN "{table_name(record)}" t ON t.id = c.row'
            " WHERE c.step = ? AND c.table_name = ? AND c.op = 'I' ORDER BY 1",
            step,
            table_name(record),
        )
        if rows:
            yield record, [str(name) for (name,) in rows]
