"""Whether something final depends on the rows of a step: a sealed contest on its marks, a closed course on its list.

A record says by `Record.final` when a row of it is final. To a final row belong the rows that link to it, over any
number of links, the last of which may be a key without a link (`Record.leans`); or the rows that have the same values
in certain fields.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import peewee

from cadre_desktop.kit.store import dialect, journal
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.journal import STEP_COLUMNS, StepInfo, standing
from cadre_desktop.kit.store.record import Record, table_name

Closing = tuple[StepInfo, str, int]
"""A step, and the row that it made final or changed beneath: table and key."""

_AS_IT_IS, _AS_MADE = 'f."{}"', dialect.in_json("o.now", "{}")


def closed_since(step: StepInfo, records: Sequence[type[Record]]) -> Closing | None:
    """The later step by which a row became final to which rows changed by `step` belong; None if none did."""
    for changed in _changed(step.id, records):
        if changed.goes_with and (closing := next(_closed_over(step, changed, records), None)):
            return closing
        for final, join in _belonging(changed, records):
            assert final.final is not None
            rows = database.rows(
                f"SELECT DISTINCT f.id FROM change c {join}"
                f" WHERE c.step = ?1 AND c.table_name = ?2 AND {final.final.holds(_AS_IT_IS)}",
                step.id,
                table_name(changed),
            )
            for (key,) in rows:
                later = _latest_on(final, key, step.seq)
                if later:
                    return later, table_name(final), key
    return None


def is_final(record: type[Record], key: int, records: Sequence[type[Record]]) -> bool:
    """Whether a row is final as things are, or belongs to one that is."""
    return next(finals_over(record, key, records), None) is not None


def closed_at(record: type[Record], key: int, records: Sequence[type[Record]]) -> int | None:
    """The latest step (its `seq`) by which a row, or one that it belongs to, became final; None if none of them is
    final. A course that was opened again and closed is closed by the later step. A final row whose journal does not say
    since when it is final counts as closed by the very last step: then everything was there before.
    """
    found = [_made_final(final, over) for final, over in finals_over(record, key, records)]
    return max(found, default=None)


def _made_final(final: type[Record], key: int) -> int:
    assert final.final is not None
    made = final.final.holds(dialect.in_json("c.now", "{}"))
    seq = database.value(
        f"SELECT max(s.seq) FROM change c JOIN step s ON s.id = c.step WHERE c.row = ? AND c.table_name = ? AND {made}",
        key,
        table_name(final),
    )
    return int(seq if seq is not None else database.value("SELECT coalesce(max(seq), 0) FROM step"))


def there_at(record: type[Record], keys: Iterable[int], seq: int) -> set[int]:
    """Which of the rows were there when the step `seq` had been done."""
    changes = database.rows(
        "SELECT c.row, c.op FROM change c JOIN step s ON s.id = c.step"
        f" WHERE c.table_name = ? AND s.seq <= ? AND c.row IN {dialect.LISTED} ORDER BY s.seq, c.id",
        table_name(record),
        seq,
        listed(keys),
    )
    latest: dict[int, str] = dict(changes)
    return {row for row, op in latest.items() if op != "D"}


def finals_over(record: type[Record], key: int, records: Sequence[type[Record]]) -> Iterator[tuple[type[Record], int]]:
    """The final rows to which a row belongs: itself, or others."""
    ways = [(record, f'JOIN "{table_name(record)}" f ON f.id = c.row')] if record.final else []
    for final, join in (*ways, *_belonging(record, records)):
        assert final.final is not None
        found = f"SELECT f.id FROM (SELECT ? AS row, NULL AS was, NULL AS now) c {join} WHERE"
        for (over,) in database.rows(f"{found} {final.final.holds(_AS_IT_IS)}", key):
            yield final, over


def _closed_over(step: StepInfo, record: type[Record], records: Sequence[type[Record]]) -> Iterator[Closing]:
    """The later steps by which rows became final to which rows changed by `step` belong."""
    assert record.goes_with is not None
    table, key = (_value(field.column_name) for field in record.goes_with)
    owners = database.rows(
        f'SELECT DISTINCT {table}, {key} FROM change c LEFT JOIN "{table_name(record)}" t ON t.id = c.row'
        " WHERE c.step = ? AND c.table_name = ?",
        step.id,
        table_name(record),
    )
    of_table = {table_name(each): each for each in records}
    for owner, row in owners:
        for final, over in finals_over(of_table[owner], row, records) if owner in of_table else ():
            if later := _latest_on(final, over, step.seq):
                yield later, table_name(final), over


def moved_since(step: StepInfo, records: Sequence[type[Record]]) -> Closing | None:
    """Something that `step` would make final again, whose rows have changed since it was undone."""
    undone = int(database.value("SELECT coalesce(max(seq), 0) FROM step WHERE target = ?", step.id))
    made = {table_name(record): record for record in _changed(step.id, records) if record.final}
    for record in records if made else ():
        for final, join in _belonging(record, records):
            if table_name(final) not in made or final.final is None:
                continue
            rows = database.rows(
                f"SELECT c.step, f.id FROM change c JOIN step s ON s.id = c.step {join}"
                " WHERE s.seq > ?1 AND c.table_name = ?2"
                " AND EXISTS (SELECT 1 FROM change o WHERE o.row = f.id AND o.step = ?3 AND o.table_name = ?4"
                f" AND {final.final.holds(_AS_MADE)})"
                " ORDER BY s.seq DESC LIMIT 1",
                undone,
                table_name(record),
                step.id,
                table_name(final),
            )
            for other, key in rows:
                if found := journal.info(other):
                    return found, table_name(final), key
    return None


def _changed(step: int, records: Sequence[type[Record]]) -> list[type[Record]]:
    names = {name for (name,) in database.rows("SELECT DISTINCT table_name FROM change WHERE step = ?", step)}
    return [record for record in records if table_name(record) in names]


def _latest_on(record: type[Record], key: int, after: int) -> StepInfo | None:
    found = database.rows(
        f"SELECT {STEP_COLUMNS} FROM change c JOIN step s ON s.id = c.step WHERE c.row = ? AND c.table_name = ?"
        f" AND s.seq > ? AND s.kind = 'do' AND {standing()} <> 'undo' ORDER BY s.seq DESC LIMIT 1",
        key,
        table_name(record),
        after,
    )
    return StepInfo(*found[0]) if found else None


def _belonging(record: type[Record], records: Sequence[type[Record]]) -> Iterator[tuple[type[Record], str]]:
    """The records with final rows to which rows of `record` belong, each with the SQL that joins them as ``f``.

    The changed row is ``c`` of the journal, and ``t`` as long as it exists.
    """
    own = f'LEFT JOIN "{table_name(record)}" t ON t.id = c.row'
    for final in records:
        if final.final is None or final is record:
            continue
        alike = [field.column_name for field in final.final.alike]
        if alike and all(name in record._meta.columns for name in alike):
            same = " AND ".join(dialect.same(f'f."{name}"', _value(name)) for name in alike)
            yield final, f'{own} JOIN "{table_name(final)}" f ON {same}'
        elif not alike:
            for path in _paths(record, final):
                yield final, f"{own} {_along(path, final)}"


def _value(column: str) -> str:
    """SQL: what a changed row has in a column, whether it was changed, is still there, or has gone."""
    return f'coalesce({dialect.in_json("c.now", column)}, {dialect.in_json("c.was", column)}, t."{column}")'


def _along(path: Sequence[Any], final: type[Record]) -> str:
    joins, value = [], _value(path[0].column_name)
    for index, field in enumerate(path):
        last = index == len(path) - 1
        name, record = ("f", final) if last else (f"l{index}", field.rel_model)
        joins.append(f'JOIN "{table_name(record)}" {name} ON {name}.id = {value}')
        if not last:
            value = f'{name}."{path[index + 1].column_name}"'
    return " ".join(joins)


def _paths(record: type[Record], final: type[Record]) -> Iterator[tuple[Any, ...]]:
    """The ways from a row to the one it belongs to: the one with the fewest links, and every one that ends with a key
    without a link, which may be of a row of any record."""
    ways: list[tuple[type[Any], tuple[Any, ...]]] = [(record, ())]
    seen, linked = {record}, False
    for at, path in ways:
        yield from ((*path, field) for field in at.leans if not field.null)
        for field in at._meta.sorted_fields:
            if not isinstance(field, peewee.ForeignKeyField) or field.null:
                continue
            if field.rel_model is final and not linked:
                linked = True
                yield (*path, field)
            elif field.rel_model not in seen:
                seen.add(field.rel_model)
                ways.append((field.rel_model, (*path, field)))
