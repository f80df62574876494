"""Whether the file is built as the program builds it: triggers, indexes, tables, stations, versions; and mending that.

Data are looked at by `replay`, the journal's chain by `chain`.
"""

import re
from collections.abc import Iterator
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import dialect, journal, search, undo
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import damage
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.kit.store.schema import Schema, triggers_of, triggers_there

_GREATEST_ROW = "(SELECT coalesce(max(row), 0) FROM change WHERE row BETWEEN ?1 AND ?2)"
_GREATEST_STEP = "(SELECT coalesce(max(id), 0) FROM step WHERE id BETWEEN ?1 AND ?2)"
_SPACES = re.compile(r"\s+")


def lacking_tables(schema: Schema) -> list[str]:
    """Tables that are not there, or lack a column or a link that the records have."""
    return [
        table_name(record)
        for record in schema.records
        if not {field.column_name for field in record._meta.sorted_fields} <= _columns(table_name(record))
        or not {(field.column_name, table_name(to)) for field, to in record._meta.refs.items()}
        <= _links(table_name(record))
    ]


def lacking_own() -> list[str]:
    """Tables of the store itself that are not there: without them nothing can be checked."""
    wanted = re.findall(r"CREATE TABLE (\w+)", " ".join((*journal.TABLES, *search.TABLES)))
    there = {name for (name,) in database.rows(dialect.TABLES)}
    return [name for name in wanted if name not in there]


def unusable(schema: Schema) -> str | None:
    """The first thing, if any, for which the file cannot be worked with: its pages, or tables that are not whole. A
    few changed bytes can turn the name of a column into another, and every page is sound all the same."""
    if found := damage():
        return found
    lacking = [*lacking_own(), *lacking_tables(schema)]
    return _("表结构不完整：{tables}。").format(tables="、".join(lacking)) if lacking else None


def _columns(table: str) -> set[str]:
    return {row[1] for row in database.rows(dialect.columns_of(table))}


def _links(table: str) -> set[tuple[str, str]]:
    return {(row[3], row[2]) for row in database.rows(dialect.links_of(table))}


def wrong_triggers(schema: Schema) -> list[str]:
    """The names of triggers that are missing, changed, or none of the program's."""
    wanted, there = triggers_of(schema), triggers_there()
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))


def _indexes(schema: Schema) -> dict[str, str]:
    """The SQL of all indexes by name, as the program makes them."""
    statements = [statement for statement in journal.TABLES if "CREATE INDEX" in statement]
    for record in schema.records:
        maker: Any = record
        statements += [context.query()[0] for context in maker._schema._create_indexes(safe=False)]
    found = {}
    for statement in statements:
        sql = _SPACES.sub(" ", statement).strip()
        found[re.sub(r'^CREATE (UNIQUE )?INDEX "?(\w+)"? .*', r"\2", sql)] = sql
    return found


def lacking_indexes(schema: Schema) -> dict[str, str]:
    """The indexes that are missing or made otherwise, by name with their SQL."""
    there = {name: _SPACES.sub(" ", sql) for name, sql in database.rows(dialect.INDEXES)}
    return {name: sql for name, sql in _indexes(schema).items() if there.get(name) != sql}


def station_troubles(schema: Schema) -> Iterator[str]:
    """What is wrong with the registry of stations, the version, and what is set for undoing."""
    own = database.rows("SELECT number, counter FROM station WHERE own = 1")
    last = journal.steps(1)
    if len(own) != 1 or (last and last[0].id >> 32 != own[0][0]):
        yield _("本机编号与操作记录不符。")
    elif _highest_key(own[0][0]) > own[0][1]:
        yield _("编号计数器比已用的编号小，再用会重号。")
    version = database.value(
        f"SELECT {dialect.in_json('now', 'version')} FROM change WHERE table_name = 'schema' AND op = 'U'"
        " ORDER BY id DESC LIMIT 1"
    )
    if version is not None and int(version) != schema.version:
        yield _("数据文件的版本与操作记录不符。")
    upgraded = database.value("SELECT coalesce(max(seq), 0) FROM step WHERE kind = 'upgrade'")
    if _floor() < int(upgraded):
        yield _("“可以撤销到哪一步”被改动过。")
    if not journal.at_rest():
        yield _("操作记录停在一步中间，可能有人绕过程序写过数据。")


def _floor() -> int:
    """The `seq` up to which steps cannot be undone; less than any `seq` where the memo holds no number."""
    found = undo.floor()
    return -1 if found is None else found


def _highest_key(station: int) -> int:
    """The highest counter among the keys of a station that the journal knows."""
    first, last = station << 32, (station << 32) | 0xFFFF_FFFF
    found = database.value(
        f"SELECT {dialect.greater(_GREATEST_ROW, _GREATEST_STEP)}",
        first,
        last,
    )
    return int(found) & 0xFFFF_FFFF if found else 0


def mend_build(schema: Schema) -> list[str]:
    """Put triggers and indexes right; inside the step that repairs, before it writes. Returns what was wrong."""
    mended = []
    if names := wrong_triggers(schema):
        for name in triggers_there():
            database.run(dialect.drop_trigger(name))
        for statement in triggers_of(schema).values():
            database.run(statement)
        mended.append(_("{count} 个触发器").format(count=len(names)))
    if indexes := lacking_indexes(schema):
        for name, sql in indexes.items():
            database.run(f'DROP INDEX IF EXISTS "{name}"')
            database.run(sql)
        mended.append(_("{count} 个索引").format(count=len(indexes)))
    return mended


def mend_counts(schema: Schema) -> list[str]:
    """Put the counter, the floor of undoing and the search keys right; when the step has written everything else."""
    mended = []
    for number, counter in database.rows("SELECT number, counter FROM station WHERE own = 1"):
        if (highest := _highest_key(number)) > counter:
            database.run("UPDATE station SET counter = ? WHERE number = ?", highest, number)
            mended.append(_("编号计数器"))
    upgraded = int(database.value("SELECT coalesce(max(seq), 0) FROM step WHERE kind = 'upgrade'"))
    if _floor() < upgraded:
        undo.raise_floor(upgraded)
        mended.append(_("可以撤销到哪一步"))
    if any(not search.is_current(record) for record in schema.records if record.searched):
        search.rebuild_all(schema.records)
        mended.append(_("查找索引"))
    return mended
