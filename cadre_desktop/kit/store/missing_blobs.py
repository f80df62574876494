"""Whose photos and attachments a backup lacks, in words, so that somebody can decide whether to restore it without."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import peewee

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.fields import BlobHashField
from cadre_desktop.kit.store.reading_copies import BlobsMissing, opened
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.store.schema import Schema

SHOWN = 5
"""Names that a sentence has; of more it says how many."""


def sentence(missing: BlobsMissing, schema: Schema) -> tuple[str, list[str]]:
    """What is missing as one sentence with the first names, and all names, each once."""
    names = list(dict.fromkeys(owners(missing.source, schema, missing.missing)))
    if not names:
        return str(missing), names
    shown = "、".join(names[:SHOWN])
    if len(names) > SHOWN:
        shown = _("{names}等 {count} 个").format(names=shown, count=len(names))
    return _("{what}缺的是：{names}。").format(what=missing, names=shown), names


def owners(source: Path, schema: Schema, missing: Collection[str]) -> Iterator[str]:
    """What the records are called, in the backup `source`, that name one of these hashes; by their tables, then as they
    were made. Fields that a file of an earlier version does not have name nothing. Raises Refused when it cannot be
    read."""
    wanted = json.dumps(sorted(missing))
    with opened(source, "ro") as connection:
        for record in schema.records:
            for field in record._meta.sorted_fields:
                if isinstance(field, BlobHashField) and _has(connection, record, field):
                    rows = connection.execute(
                        f'SELECT id FROM "{table_name(record)}" WHERE "{field.column_name}" IN {dialect.LISTED}'
                        " ORDER BY id",
                        (wanted,),
                    )
                    yield from (_called(connection, record, key) for (key,) in rows.fetchall())


def _called(connection: Any, record: type[Record], key: int) -> str:
    """The first name that a row has: its own, or that of the row it belongs to."""
    for field in record.named:
        if not _has(connection, record, field):
            continue
        found = connection.execute(f'SELECT "{field.column_name}" FROM "{table_name(record)}" WHERE id = ?', (key,))
        value = (found.fetchone() or (None,))[0]
        if value and isinstance(field, peewee.ForeignKeyField):
            return _called(connection, field.rel_model, value)
        if value:
            return str(value)
    return f"{table_name(record)} {key}"


def _has(connection: Any, record: type[Record], field: Any) -> bool:
    return connection.execute(dialect.has_column(table_name(record), field.column_name)).fetchone() is not None
