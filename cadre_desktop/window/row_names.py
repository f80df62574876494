"""What a changed row is called in the journal: its kind, its name, and whom or what it belongs to."""

from functools import cached_property
from typing import Any

import peewee

from cadre_desktop.contests.naming import called
from cadre_desktop.contests.records import Entrant, Event
from cadre_desktop.contests.results import Competitor, TrackRules, competitors_of, rules_of
from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.attachments import Attachment
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.journal import Change
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.people.records import Person
from cadre_desktop.schema import SCHEMA, general_conditions, kinds

_TITLES = {
    "drawing": N_("抽签"),
    "seat": N_("评委席位"),
    "recusal": N_("回避"),
    "score_sheet": N_("评分表"),
    "second_mark": N_("复核录入"),
    "award_choice": N_("奖项选定"),
    "session": N_("课次"),
    "presence": N_("考勤"),
    "court_quota": N_("名额分配"),
    "attachment": N_("附件"),
    "setting": N_("设置"),
    "tally": N_("编号进度"),
    "blob": N_("照片和附件"),
    "schema": N_("数据文件"),
    "received_step": N_("收到的操作记录"),
}
"""Records that no list shows."""


def titles_by_table() -> dict[str, str]:
    """What the records of each table are called; those that no list shows among them."""
    titles = {table_name(kind.record): kind.title for kind in reversed(kinds().values())}
    return {table: _(title) for table, title in {**_TITLES, **titles}.items()}


Stored = dict[str, Any]
"""The values of a row by column name, as stored."""


class RowNames:
    """Names rows as they are now, and as they were when they are gone.

    Nobody learns here what is kept from him elsewhere: who takes part in an examination or counselling is masked, and
    in an anonymous event entrants go by their codes.
    """

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], Stored] = {}
        self._tracks: dict[int, tuple[TrackRules, dict[int, Competitor]]] = {}

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kinds by their tables."""
        return {table_name(kind.record): kind for kind in kinds().values()}

    @cached_property
    def _records(self) -> dict[str, type[Record]]:
        return {table_name(record): record for record in SCHEMA.records}

    def name(self, change: Change) -> str:
        """``评分　庭审观摩 · 王祯 · 归纳争点 · 李静``."""
        record, kind = self._records.get(change.table), self.kinds.get(change.table)
        title = _(kind.title if kind else _TITLES.get(change.table, N_("其他记录")))
        if record is None:
            return f"{title}　{_key_of(change)}" if change.table in journal.KEPT else title
        values = self._values(record, change)
        if record is Attachment and not self.may_be_told(change):
            return title  # the name of a file may say whom it is about
        parts = (self._text(field, values) for field in _telling(record, kind))
        return f"{title}　{' · '.join(dict.fromkeys(filter(None, parts)))}"

    def _text(self, field: Any, values: Stored) -> str:
        value = values.get(field.column_name)
        if not isinstance(field, peewee.ForeignKeyField):
            return str(value or "")
        if not value:
            return ""
        if field.rel_model is Person and self._is_private(field.model, values):
            return MASK
        if field.rel_model is Entrant and self._is_anonymous(values):
            return self._called(value, values["event_id"])
        return self._label(field.rel_model, value)

    def _label(self, record: type[Record], key: int) -> str:
        """The name of a row that is pointed to."""
        return self._text(record.named[0], self._stored(record, key)) if record.named else ""

    def _stored(self, record: type[Record], key: int) -> Stored:
        """The row as it is, or as it was when it was deleted; read once, since many changes name the same few rows."""
        known = table_name(record), key
        if known not in self._rows:
            self._rows[known] = _read(record, key)
        return self._rows[known]

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

    def _is_anonymous(self, values: Stored) -> bool:
        event = values.get("event_id")
        return bool(event and self._stored(Event, event).get(Event.anonymous.column_name))

    def _values(self, record: type[Record] | None, change: Change) -> Stored:
        """What is known of a changed row, as it is or was."""
        return {**(self._stored(record, change.row) if record else {}), **(change.was or {}), **(change.now or {})}

    def by_code(self, change: Change) -> bool:
        """Whether a row is about an entrant in an anonymous event."""
        record = self._records.get(change.table)
        values = self._values(record, change)
        if record is Attachment and values:
            return self.by_code(_owner_of(values))
        return "entrant_id" in values and self._is_anonymous(values)

    def may_be_told(self, change: Change) -> bool:
        """Whether it may be told beside a name that a row is, or was, about somebody."""
        record = self._records.get(change.table)
        if record is None:
            return False
        values = self._values(record, change)
        if record is Attachment:
            return bool(values) and self.may_be_told(_owner_of(values))
        return not (self.by_code(change) or self._is_private(record, values))

    def beside_a_name(self, table: str, row: int) -> str | None:
        """What a row is called beside the name of a step, which may name somebody; None if that may not be told."""
        change = Change(table, row, "U", None, None)
        return self.name(change).replace("　", " ") if self.may_be_told(change) else None

    def _called(self, entrant: int, event: int) -> str:
        """What an entrant is called in an event that is anonymous until names and codes are matched."""
        track = self._stored(Entrant, entrant).get(Entrant.track.column_name)
        if not track:
            return _("（无代号）")
        if track not in self._tracks:
            self._tracks[track] = rules_of(track), competitors_of(track)
        rules, competitors = self._tracks[track]
        return called(rules, event, competitors[entrant]).name if entrant in competitors else _("（无代号）")


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
    """The fields that tell which row it is: its name, and the links that it is recognised by."""
    identity = kind.identity[0] if kind and kind.identity else tuple(record._meta.sorted_fields)
    links = [field for field in identity if isinstance(field, peewee.ForeignKeyField)]
    return [*record.named[:1], *links]
