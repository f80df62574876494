"""What is in the way of undoing or redoing a step: later steps that changed, used or closed what it is about.

Rows are compared by what the journal says of them; links that the database itself guards are looked up only to say
who made them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import peewee

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import dialect, finality, journal
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.journal import BESIDE_SQL, STEP_COLUMNS, StepInfo, standing
from cadre_desktop.kit.store.record import Record, table_name

Way = Literal["undo", "redo"]
_FEW = 1_000
"""Changes of a step that are looked for one by one."""

Named = Callable[[str, int], str | None]
"""What a row (table and key) is called; empty where that is not known, None where it may not be said that the row has
to do with the step."""


@dataclass(frozen=True)
class Obstacle:
    """`step` has changed the row, uses it, has deleted it, or has closed it, and so would have to go first.

    ``moved``: it has changed what the row was concluded from. `stands`: whether it is in force and has to be undone;
    else it was undone and has to be done again. `others`: how many more steps there are of its kind.
    """

    how: Literal["changed", "used", "gone", "closed", "moved"]
    step: StepInfo
    table: str
    row: int
    stands: bool = True
    others: int = 0


def first_obstacle(step: StepInfo, way: Way, records: Sequence[type[Record]]) -> Obstacle | None:
    """What would make the outcome wrong, though the database would take it; None if nothing does."""
    return (
        _overtaken(step)
        or _closed(step, way, records)
        or _used(step, way, records, linked=False)
        or _without_owner(step, way, records)
    )


def broken_links(step: StepInfo, way: Way, records: Sequence[type[Record]]) -> Obstacle | None:
    """Who made the links, or took away the rows, because of which the database does not take it."""
    return _used(step, way, records, linked=True) or _gone(step, way, records)


def _overtaken(step: StepInfo) -> Obstacle | None:
    """Another step on the same rows is in force now but was not when `step` was done, or the other way round. Then the
    rows are not as `step` left them, or not as it found them.
    """
    found = database.rows(
        "WITH near AS (SELECT DISTINCT l.step FROM change c JOIN change l ON l.row = c.row AND l.step <> c.step"
        f" WHERE c.step = ?1 AND c.table_name NOT IN ({BESIDE_SQL})) SELECT {STEP_COLUMNS}, {standing()} <> 'undo'"
        " FROM near JOIN step s ON s.id = near.step WHERE s.kind = 'do'"
        f" AND ({standing()} = 'undo') <> (s.seq > ?2 OR {standing('?2')} = 'undo') ORDER BY s.seq DESC",
        step.id,
        step.seq,
    )
    if not found:
        return None
    *other, stands = found[0]
    table, row = database.rows(
        f"SELECT l.table_name, l.row FROM change l WHERE l.step = ? AND l.table_name NOT IN ({BESIDE_SQL})"
        " AND EXISTS (SELECT 1 FROM change c WHERE c.row = l.row AND c.step = ?) LIMIT 1",
        other[0],
        step.id,
    )[0]
    return Obstacle("changed", StepInfo(*other), table, row, bool(stands), len(found) - 1)


def _closed(step: StepInfo, way: Way, records: Sequence[type[Record]]) -> Obstacle | None:
    """Something final that the step's rows belong to: it was sealed or confirmed since, and would no longer be true."""
    if closed := finality.closed_since(step, records):
        return Obstacle("closed", *closed)
    moved = finality.moved_since(step, records) if way == "redo" else None
    return Obstacle("moved", *moved) if moved else None


def _used(step: StepInfo, way: Way, records: Sequence[type[Record]], linked: bool) -> Obstacle | None:
    """A row that points at one that would be deleted: by a link, or by keeping its key (`linked` off). A row that the
    step itself has made, or made to point there, does not count: it is undone too.
    """
    op = "I" if way == "undo" else "D"
    tables = database.rows("SELECT DISTINCT table_name FROM change WHERE step = ? AND op = ?", step.id, op)
    went = {name for (name,) in tables}
    for record, field in _pointing(records, went, linked):
        parent = f" AND c.table_name = '{table_name(field.rel_model)}'" if linked else ""
        rows = database.rows(
            f'SELECT t.id FROM "{table_name(record)}" t WHERE {{}} AND NOT EXISTS'
            " (SELECT 1 FROM change o WHERE o.row = t.id AND o.step = ?1) LIMIT 1".format(
                _points(field.column_name, parent, _is_small(step.id))
            ),
            step.id,
            op,
        )
        if rows:
            return _told("used", table_name(record), rows[0][0])
    return None


def _pointing(records: Sequence[type[Record]], went: set[str], linked: bool) -> Iterator[tuple[type[Record], Any]]:
    for record in records if went else ():
        if not linked:
            yield from ((record, field) for field in record.leans)
            continue
        for field in record._meta.sorted_fields:
            if isinstance(field, peewee.ForeignKeyField) and table_name(field.rel_model) in went:
                yield record, field


def _is_small(step: int) -> bool:
    few = database.value("SELECT count(*) FROM (SELECT 1 FROM change WHERE step = ? LIMIT ?)", step, _FEW)
    return int(few) < _FEW


def _points(column: str, parent: str, small: bool) -> str:
    """SQL: row `t` points at one that the step would take away. Where these are few they are looked up among the rows,
    else the rows among them."""
    if small:
        return f't."{column}" IN (SELECT c.row FROM change c WHERE c.step = ?1 AND c.op = ?2{parent})'
    return f'EXISTS (SELECT 1 FROM change c WHERE c.row = t."{column}" AND c.step = ?1 AND c.op = ?2{parent})'


def _gone(step: StepInfo, way: Way, records: Sequence[type[Record]]) -> Obstacle | None:
    """A row that was deleted since, and that one of those to come back points at."""
    side: Literal["was", "now"] = "was" if way == "undo" else "now"
    changed = journal.tables_with(step.id, side)
    for record in records:
        for field in record._meta.sorted_fields:
            if table_name(record) not in changed or not isinstance(field, peewee.ForeignKeyField):
                continue
            value, parent = dialect.in_json(f"c.{side}", field.column_name), table_name(field.rel_model)
            rows = database.rows(
                f"SELECT {value} FROM change c WHERE c.step = ?1 AND c.table_name = ?2 AND {value} IS NOT NULL"
                f' AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p.id = {value})'
                f" AND NOT EXISTS (SELECT 1 FROM change o WHERE o.row = {value} AND o.step = ?1) LIMIT 1",
                step.id,
                table_name(record),
            )
            if rows:
                return _told("gone", parent, rows[0][0])
    return None


def _without_owner(step: StepInfo, way: Way, records: Sequence[type[Record]]) -> Obstacle | None:
    """As `_gone`, for rows that keep a key without a link: no database refuses presence or an attachment of nobody."""
    side: Literal["was", "now"] = "was" if way == "undo" else "now"
    changed = journal.tables_with(step.id, side)
    known = {table_name(record) for record in records}
    for record in records:
        for field in record.leans if table_name(record) in changed else ():
            value = dialect.in_json(f"c.{side}", field.column_name)
            rows = database.rows(
                f"SELECT DISTINCT o.table_name, o.row FROM change c JOIN change o ON o.row = {value}"
                " WHERE c.step = ?1 AND c.table_name = ?2"
                f" AND NOT EXISTS (SELECT 1 FROM change b WHERE b.row = {value} AND b.step = ?1)",
                step.id,
                table_name(record),
            )
            for table in sorted({name for name, _key in rows} & known):
                keys = listed(key for name, key in rows if name == table)
                statement = f'SELECT value FROM {dialect.LISTED} WHERE value NOT IN (SELECT id FROM "{table}") LIMIT 1'
                if gone := database.value(statement, keys):
                    return _told("gone", table, gone)
    return None


def _told(how: Literal["used", "gone"], table: str, row: int) -> Obstacle | None:
    """The latest step that changed a row."""
    step = journal.latest_on(table, row)
    if step is None:
        return None
    return Obstacle(how, step, table, row, how == "used" or step.kind != "undo")


def sentence(step: StepInfo, way: str, found: Obstacle, named: Named) -> str:
    """``不能撤销“改名”：“再改名”（李静，2023-03-01 09:30）后来也改过人员 王祯，请先撤销那一步。``"""
    row = named(found.table, found.row)
    if row is None and found.how in ("used", "gone"):
        return _("不能{way}“{step}”：另有内容保密的记录与它有关，请先处理那些记录。").format(way=way, step=step.label)
    text = {
        "changed": _("{other}后来也改过{row}{others}，请先{back}那一步。"),
        "used": _("{other}里的{row}用到了它的数据，请先{back}那一步，或删除那条记录。"),
        "gone": _("{other}删除了它要用到的{row}，请先{back}那一步。"),
        "closed": _("{other}之后，{row}已经定下来了，请先{back}那一步。"),
        "moved": _("{other}后来改过{row}里的内容，原来的结果已经不对，请重新办理。"),
    }[found.how]
    if found.how == "changed" and not found.stands:
        text = _("它改的是{other}留下的{row}{others}，那一步已经撤销，请先{back}那一步。")
    if found.how == "gone" and found.step.kind == "erase":
        text = _("{other}已按规定清除了它要用到的{row}，不能再{way}。")
    other = _("“{step}”（{actor}，{at}）").format(
        step=found.step.label, actor=found.step.actor, at=found.step.at[:16].replace("T", " ")
    )
    reason = text.format(
        other=other,
        row=row or _("同样的数据"),
        others=_("（还有 {count} 步也是）").format(count=found.others) if found.others else "",
        back=_("撤销") if found.stands else _("恢复"),
        way=way,
    )
    return _("不能{way}“{step}”：{reason}").format(way=way, step=step.label, reason=reason)
