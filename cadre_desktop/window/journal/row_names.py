"""What a changed row is called in the journal: its kind, its name, and whom or what it belongs to."""

from functools import cached_property
from typing import Any

import peewee

from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.attachments import Attachment, are_private
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.journal import Change
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.people.records import Person
from cadre_desktop.schema import SCHEMA, general_conditions, kinds, slices, unlisted

_TITLES = {
    "attachment": N_("附件"),
    "setting": N_("设置"),
    "tally": N_("编号进度"),
    "blob": N_("照片和附件"),
    "schema": N_("数据文件"),
    "received_step": N_("收到的操作记录"),
}
"""What is of no slice."""


def titles_by_table() -> dict[str, str]:
    """What the records of each table are called; those that no list shows among them."""
    titles = {table_name(kind.record): kind.title for kind in reversed(kinds().values())}
    return {table: _(title) for table, title in {**unlisted(), **_TITLES, **titles}.items()}


Stored = dict[str, Any]
"""The values of a row by column name, as stored."""


class RowNames:
    """Names rows as they are now, and as they were when they are gone.

    Nobody learns here what is kept from him elsewhere: who takes part in an examination or counselling is masked, and
    in an anonymous event people go by their codes.
    """

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], Stored] = {}
        coded = (each for slice_ in slices().values() for each in slice_.coded)
        self._codes = {each.record: (each, each.names(self._stored)) for each in coded}

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kinds by their tables."""
        return {table_name(kind.record): kind for kind in kinds().values()}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return titles_by_table()

    @cached_property
    def _records(self) -> dict[str, type[Record]]:
        return {table_name(record): record for record in SCHEMA.records}

    def name(self, change: Change) -> str:
        """``评分　庭审观摩 · 王祯 · 归纳争点 · 李静``."""
        record, kind = self._records.get(change.table), self.kinds.get(change.table)
        title = self._titles.get(change.table) or _("其他记录")
        if record is None:
            return f"{title}　{_key_of(change)}" if change.table in journal.KEPT else title
        values = self._values(record, change)
        if record is Attachment and not self.may_be_told(change):
            return title  # the name of a file may say whom it is about
        parts = (self._text(field, values) for field in _telling(record, kind))
        return f"{title}　{' · '.join(dict.fromkeys(filter(None, parts)))}"

    def _text(self, field: Any, values: Stored) -> str:
        value = values.get(field.column_name)
        if value and self._is_masked(field):
            return MASK
        if not isinstance(field, peewee.ForeignKeyField):
            return str(value or "")
        if not value:
            return ""
        if field.rel_model is Person and self._is_private(field.model, values):
            return MASK
        if field.rel_model in self._codes:
            _coded, codes = self._codes[field.rel_model]
            if codes.applies(values):
                return codes.called(value, values)
        return self._label(field.rel_model, value)

    def _is_masked(self, field: Any) -> bool:
        """Whether lists show a field only to those who ask for it."""
        kind = self.kinds.get(table_name(field.model))
        return kind is not None and any(
            column.masked and column.via is None and column.field is field for column in kind.columns
        )

    def _label(self, record: type[Record], key: int) -> str:
        """The name of a row that is pointed to."""
        return self._text(record.named[0], self._stored(record, key)) if record.named else ""

    def _stored(self, record: type[Record], key: int) -> Stored:
        """The row as it is, or as it was when it was deleted; read once, since many changes name the same few rows."""
        known = table_name(record), key
        if known not in self._rows:
            self._rows[known] = _read(record, key)
        return self._rows[known]

    def is_private(self, change: Change) -> bool:
        """Whether a changed row is none of those that general lists may show."""
        record = self._records.get(change.table)
        return record is not None and self._is_private(record, self._values(record, change))

    def _is_private(self, record: type[Record], values: Stored) -> bool:
        """Whether a row is none of those that general lists may show."""
        kind = self.kinds.get(table_name(record))
        known = [field.column_name for field in record._meta.sorted_fields if field.column_name in values]
        row = ", ".join(f'? AS "{name}"' for name in known)
        return any(
            database.value(
                f"SELECT 1 FROM (SELECT {row}) t WHERE {condition.sql}",
                *(values[name] for name in known),
                *condition.parameters,
            )
            is None
            for condition in (general_conditions(kind) if kind else ())
        )

    def _values(self, record: type[Record] | None, change: Change) -> Stored:
        """What is known of a changed row, as it is or was."""
        return {**(self._stored(record, change.row) if record else {}), **(change.was or {}), **(change.now or {})}

    def by_code(self, change: Change) -> bool:
        """Whether a row is about somebody who goes by a code in it."""
        record = self._records.get(change.table)
        values = self._values(record, change)
        if record is Attachment and values:
            return self.by_code(_owner_of(values))
        return any(each.link in values and codes.applies(values) for each, codes in self._codes.values())

    def may_be_told(self, change: Change) -> bool:
        """Whether it may be said beside a name that a row is, or was, about somebody."""
        record = self._records.get(change.table)
        if record is None:
            return False
        values = self._values(record, change)
        if record is Attachment:
            return bool(values) and not self._has_private_files(values) and self.may_be_told(_owner_of(values))
        return not (self.by_code(change) or self._is_private(record, values))

    def _has_private_files(self, values: Stored) -> bool:
        """Whether an attachment is one of a row whose files are not told by name."""
        record = self._records.get(values["record_table"])
        return record is not None and are_private(record, values["record_key"])

    def beside_a_name(self, table: str, row: int) -> str | None:
        """What a row is called beside the name of a step, which may name somebody; None if that may not be said."""
        change = Change(table, row, "U", None, None)
        return self.name(change).replace("　", " ") if self.may_be_told(change) else None


def _owner_of(values: Stored) -> Change:
    """The row that an attachment goes with."""
    return Change(values["record_table"], values["record_key"], "U", None, None)


def _key_of(change: Change) -> str:
    """What a setting is kept under."""
    known = {**(change.was or {}), **(change.now or {})}.get("key")
    return str(known or database.value(f"SELECT key FROM {change.table} WHERE id = ?", change.row) or "")


def _read(record: type[Record], key: int) -> Stored:
    names = [field.column_name for field in record._meta.sorted_fields]
    columns = ", ".join(f'"{name}"' for name in names)
    for row in database.rows(f'SELECT {columns} FROM "{table_name(record)}" WHERE id = ?', key):
        return dict(zip(names, row, strict=True))
    return next((change.was for _step, change in journal.history(key) if change.op == "D" and change.was), {})


def _telling(record: type[Record], kind: Kind | None) -> list[Any]:
    """The fields by which one knows which row it is: its name, and the links that it is recognised by."""
    identity = kind.identity[0] if kind and kind.identity else tuple(record._meta.sorted_fields)
    links = [field for field in identity if isinstance(field, peewee.ForeignKeyField)]
    return [*record.named[:1], *links]
