"""From the text in a cell to the row it means: courts, departments, people, by any of the names they go by."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import peewee

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import label_expression, label_joins
from cadre_desktop.kit.name_marks import named_in
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.fields import DateField
from cadre_desktop.kit.store.record import Record, table_name

SMALL = 5_000
"""Tables with at most so many rows are loaded whole; of larger ones only the rows whose names are in the file."""

QUALIFIED = re.compile(r"(.+?)\s*[(（]([^()（）]+)[)）]\s*$")
"""A name with what distinguishes it in brackets: 王伟（1001）."""

Parents = tuple[int | None, ...]
"""The keys a name is unique inside (a department's court), None where the row does not say."""


@dataclass(frozen=True)
class WantedRow:
    """A row that does not exist yet and is made together with the rows that name it (a department of a known court).

    `parents` are the keys of the record's `within` links. Until it is made, its position in `wanted`, counted from 1
    and negative, is used as its key.
    """

    record: type[Record]
    parents: tuple[int, ...]
    name: str


class RecordNames:
    """The rows of one record by the names they go by.

    `own` is the row that the file or sheet belongs to, meant by `Record.own_called` (本院).
    """

    def __init__(self, record: type[Record], texts: Iterable[str], own: int | None = None):
        self.record = record
        self._own = own
        self._labels: dict[int, str] = {}
        self._parents: dict[int, Parents] = {}
        self._by_name: list[dict[str, list[int]]] = [defaultdict(list) for _field in record.named]
        rows: dict[int, tuple[str, ...]] = {}
        for key, *rest in database.rows(*self._query(texts)):
            names, parents = rest[: len(record.named)], rest[len(record.named) :]
            self._labels[key], self._parents[key] = str(names[0]), tuple(parents)
            for index, name in enumerate(names):
                if name:
                    self._by_name[index][fold(str(name))].append(key)
            if record.also_called is not None:
                rows[key] = tuple(str(name or "") for name in names)
        self._called = record.also_called(rows) if record.also_called is not None else {}

    def _query(self, texts: Iterable[str]) -> tuple[str, ...]:
        named, joins = [], ""
        for index, field in enumerate(self.record.named):
            if isinstance(field, peewee.ForeignKeyField):
                joins += label_joins(field.rel_model, f't."{field.column_name}"', f"n{index}")
                named.append(label_expression(field.rel_model, f"n{index}"))
            else:
                named.append(f't."{field.column_name}"')
        within = [f't."{field.column_name}"' for field in self.record.within]
        table = f'"{table_name(self.record)}" t{joins}'
        statement = f"SELECT t.id, {', '.join([*named, *within])} FROM {table}"
        if int(database.value(f'SELECT count(*) FROM "{table_name(self.record)}"')) <= SMALL:
            return (statement,)
        given = json.dumps(sorted({form for text in texts for form in _forms(text)}), ensure_ascii=False)
        found = " OR ".join(f"{name} IN {LISTED}" for name in named)
        return (f"{statement} WHERE {found}", *[given] * len(named))

    def told_in(self, text: str) -> list[int]:
        """The rows that a title, a sheet's or a file's name speaks of, by any of the names they go by."""
        return named_in(text, self._called)

    def by(self, field: Any, text: str) -> list[int]:
        """The rows with this text in one of the fields that name them (a staff number)."""
        index = next(index for index, named in enumerate(self.record.named) if named is field)
        return self._by_name[index].get(fold(text), [])

    @property
    def keys(self) -> Iterable[int]:
        """The loaded rows."""
        return self._labels.keys()

    def label(self, key: int) -> str:
        """The name of a loaded row."""
        return self._labels.get(key, "")

    def find(self, text: str, parents: Parents = ()) -> int | None:
        """The key of the row that `text` means inside `parents`, None if there is none.

        Raises Unclear when several rows go by that name.
        """
        found = self._candidates(text, parents)
        if len(found) > 1:
            raise Unclear(self._several(text, found), found)
        return found[0] if found else None

    def _candidates(self, text: str, parents: Parents) -> list[int]:
        for field, names in zip(self.record.named, self._by_name, strict=True):
            if isinstance(field, DateField):  # tells rows of one name apart, but is no name itself
                continue
            found = self._inside(names.get(fold(text), []), parents)
            if found:
                return found
        other = self._by_other_name(text)
        if other:
            return self._inside(other, parents)
        qualified = QUALIFIED.match(text)
        if not qualified:
            return []
        first = self._inside(self._by_name[0].get(fold(qualified[1]), []), parents)
        others = {key for names in self._by_name[1:] for key in names.get(fold(qualified[2]), [])}
        return [key for key in first if key in others]

    def _by_other_name(self, text: str) -> list[int]:
        """The rows that go by `text` without being entered under it."""
        folded = fold(text)
        if folded in self.record.own_called:
            return list(self._labels) if self._own is None else [self._own]
        return list(self._called.get(folded) or (self._called.get(fold(self.record.as_written(text))) or ()))

    def _inside(self, keys: list[int], parents: Parents) -> list[int]:
        return [
            key
            for key in keys
            if all(want is None or want == has for want, has in zip(parents, self._parents[key], strict=False))
        ]

    def _several(self, text: str, keys: list[int]) -> str:
        if fold(text) in self.record.own_called:
            return _("“{text}”指的是哪一个，这张表里看不出；请写全名，或先选定本表属于哪里。").format(text=text)
        if fold(text) in self._called:
            labels = _("或").join(map(self.label, keys))
            return _("“{text}”可能是{labels}，分不清指哪一个；请写全名。").format(text=text, labels=labels)
        if any(isinstance(field, DateField) for field in self.record.named):
            hint = _("有 {count} 个“{text}”，分不清指哪一个；请在名称后的括号里注明开始日期，如（2023-03-01）。")
        elif len(self.record.named) > 1:
            hint = _("有 {count} 个“{text}”，分不清指哪一个；请改填编号，或在名称后的括号里注明编号。")
        else:
            hint = _("有 {count} 个“{text}”，分不清指哪一个；请填明它属于哪里。")
        return hint.format(count=len(keys), text=text)

    def unknown(self, column: Column, text: str) -> str:
        """The sentence for a name nobody goes by, with the likeliest name that is meant."""
        if text in self._labels.values():
            return _("所填的单位没有“{text}”这个{title}，别的单位才有；请核对单位，或先添加。").format(
                text=text, title=column.title
            )
        close = get_close_matches(text, list(dict.fromkeys(self._labels.values()))[:SMALL], 1, 0.7)
        if close:
            return _("没有“{text}”这个{title}，是否指“{close}”？请改成已有的名称，或先添加。").format(
                text=text, title=column.title, close=close[0]
            )
        return _("没有“{text}”这个{title}，请改成已有的名称，或先添加。").format(text=text, title=column.title)


def _forms(text: str) -> set[str]:
    """A text as it may be in a name's column."""
    tight = "".join(text.split())
    forms = {text, tight, tight.upper()}
    qualified = QUALIFIED.match(text) if "(" in text or "（" in text else None
    return forms | (_forms(qualified[1]) if qualified else set())


def parent_columns(record: type[Record], columns: Iterable[Column], link: Column) -> list[str | None]:
    """For each `within` link of the linked record the name of the column that holds it in the same row, if any.

    A column that begins like the link is taken first (to_court for to_department), then one of the plain name (court),
    then, if the link begins with nothing of the kind, any other that points to the same record.
    """
    found: list[str | None] = []
    for field in record.within:
        beginning = link.name[: link.name.rfind("_") + 1]
        same = [column.name for column in columns if column.link is field.rel_model and column is not link]
        named = [name for name in (beginning + field.name, field.name) if name in same]
        found.append(next(iter([*named, *(() if beginning else same)]), None))
    return found


def make_wanted(wanted: Mapping[int, WantedRow]) -> dict[int, int]:
    """Insert all wanted rows inside a step; returns the key that each stand-in becomes."""
    keys: dict[int, int] = {}
    for stand_in, want in wanted.items():
        values: dict[str, Any] = {field.name: key for field, key in zip(want.record.within, want.parents, strict=True)}
        keys[stand_in] = want.record.add(**values, **{want.record.named[0].name: want.name}).id
    return keys
