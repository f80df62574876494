"""What fills a column that a table does not have, because all its rows belong to the same: its court.

It is never guessed: a unit column, the titles, the sheet's name or the file's name has to say it, and where several
rows fit somebody is asked.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.intake.links import RecordNames
from cadre_desktop.kit.kind import Column, Kind, as_it_is
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.store import fields
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|\D*(?:计划|台账|登记|统计))")
"""A year, not any number of four figures."""
MOST_OFFERED = 2_000
"""Rows that are offered as a default; longer lists are no choice any more."""


class ToldRows(NamedTuple):
    """Which rows something speaks of, and what said so (标题). One is proposed, several are offered."""

    keys: tuple[int, ...] = ()
    by: str = ""

    @property
    def key(self) -> int | None:
        """The one row that is meant, if it is one."""
        return self.keys[0] if len(self.keys) == 1 else None


def default_columns(kind: Kind) -> list[Column]:
    """Required links that may be the same for a whole table: what all rows of a roster belong to, but nobody wrote
    down."""
    return [
        column
        for column in kind.columns
        if column.required
        and column.link is not None
        and not column.link.within
        and isinstance(column.link.named[0], fields.RequiredTextField)
        and not isinstance(column.link.named[0], fields.NameField)
    ]


def year_columns(kind: Kind) -> list[Column]:
    """Required years, which plans and registers of a year say in their title rather than in every row; a kind that
    unfolds its lines says itself what they mean."""
    if kind.unfold is not as_it_is:
        return []
    return [column for column in kind.columns if column.required and isinstance(column.field, fields.YearField)]


def told_year(texts: Iterable[str]) -> int | None:
    """The year that the first text speaks of which speaks of any; None where that one speaks of several."""
    for text in texts:
        years = {int(year) for year in _YEAR.findall(text)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def own_defaults(kind: Kind) -> dict[str, int]:
    """Of `default_columns` those whose record has a row with the name of this file's owner (its court)."""
    name = database.value("SELECT name FROM station WHERE own = 1")
    found: dict[str, int] = {}
    for column in default_columns(kind):
        assert column.link is not None
        field = column.link.named[0].column_name
        key = database.value(f'SELECT id FROM "{table_name(column.link)}" WHERE "{field}" = ?', name or "")
        found |= {column.name: key} if key is not None else {}
    return found


def options(column: Column) -> list[tuple[int, str]]:
    """The rows that may fill a column, with their names."""
    assert column.link is not None
    name = column.link.named[0].column_name
    rows = database.rows(f'SELECT id, "{name}" FROM "{table_name(column.link)}" ORDER BY id LIMIT {MOST_OFFERED}')
    return [(key, str(text)) for key, text in rows]


def told_by(
    column: Column, sources: Iterable[tuple[str, Sequence[str]]], offered: Sequence[tuple[int, str]]
) -> ToldRows:
    """What the first source that speaks of any row says.

    One that names a row nobody knows (the court of another city) says that it is none of them. Where nothing speaks,
    a single row to choose from leaves no question.
    """
    assert column.link is not None
    record = column.link
    for by, texts in sources:
        keys = tuple(dict.fromkeys(key for text in texts for key in spoken_of(record, text, offered)))
        if keys or (record.speaks_of_one is not None and any(map(record.speaks_of_one, texts))):
            return ToldRows(keys, by)
    return ToldRows((offered[0][0],)) if len(offered) == 1 else ToldRows()


def spoken_of(record: type[Record], text: str, offered: Sequence[tuple[int, str]]) -> list[int]:
    """The rows that a text speaks of, as the record itself knows, or else those whose names are in it."""
    if record.found_in is not None:
        return list(record.found_in(text, offered))
    whole = fold(text)
    names = [(fold(name), key) for key, *rest in _named(record) for name in rest if name and len(name) > 1]
    standing = [(name, key) for name, key in names if name in whole]
    longest = [pair for pair in standing if not any(pair[0] != name and pair[0] in name for name, _key in standing)]
    return list(dict.fromkeys(key for _name, key in longest))


def _named(record: type[Record]) -> list[tuple[Any, ...]]:
    texts = [field for field in record.named if isinstance(field, (fields.TextField, fields.RequiredTextField))]
    columns = ", ".join(f'"{field.column_name}"' for field in texts)
    return database.rows(f'SELECT id, {columns} FROM "{table_name(record)}" LIMIT {MOST_OFFERED}')


def meant(column: Column, text: str) -> int:
    """The row that somebody has named as a default. Raises Unclear for a name nobody or several go by."""
    assert column.link is not None
    names = RecordNames(column.link, [text])
    key = names.find(text)
    if key is None:
        raise Unclear(names.unknown(column, text))
    return key
