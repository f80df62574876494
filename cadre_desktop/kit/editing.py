"""The plain actions of any kind: add, change and remove rows. Slices use them, or wrap them where more must happen."""

import json
from collections.abc import Iterable
from typing import Any

import peewee

from cadre_desktop.kit.display import MASK, shown
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.fields import CodeField
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.store import Store


def add(store: Store, kind: Kind, values: Values) -> Record:
    """Insert a row in a step of its own. Raises Refused with a problem for each field."""
    values = kind.check(values)
    refuse_twin(kind, values)
    with store.step(_("新增{kind}“{name}”").format(kind=kind.title, name=told_name(kind, values))):
        return kind.record.add(**values)


def change(store: Store, kind: Kind, key: int, values: Values) -> Record:
    """Change fields of a row in a step of its own; fields not given stay. Raises Refused as `add` does."""
    row = kind.record.by_key(key)
    _refuse_settled(kind, row)
    values = kind.check({**values_of(row), **values})
    refuse_twin(kind, values, key)
    with store.step(_("修改{kind}“{name}”").format(kind=kind.title, name=told_name(kind, values))):
        for name, value in values.items():
            if row.__data__.get(name) != value:
                setattr(row, name, value)
        if row.dirty_fields:
            row.save()
    return row


def remove(store: Store, kind: Kind, keys: Iterable[int]) -> int:
    """Delete rows nothing points to, all or none; returns how many. Raises Refused for one still used, or settled."""
    wanted = peewee.SQL(LISTED, [json.dumps(list(keys))])  # any number of keys
    rows = list(kind.record.select().where(kind.record.id.in_(wanted)))
    if not rows:
        return 0
    for row in rows:
        _refuse_settled(kind, row)
    name = told_name(kind, values_of(rows[0]))
    label = _("删除{kind}“{name}”") if len(rows) == 1 else _("删除{kind}“{name}”等 {count} 条")
    used = _("不能删除{kind}“{name}”：还有别的记录要用到它。请先处理那些记录，或改变它的状态。")
    if _is_leaned_on(store, [row.id for row in rows]):
        raise Refused(used.format(kind=kind.title, name=name))
    try:
        with store.step(label.format(kind=kind.title, name=name, count=len(rows))):
            for row in rows:
                row.delete_instance()
    except peewee.IntegrityError as error:
        raise Refused(used.format(kind=kind.title, name=name)) from error
    return len(rows)


def _is_leaned_on(store: Store, keys: list[int]) -> bool:
    """Whether other rows keep the key of one of these without a link, and would be without what they belong to."""
    wanted = peewee.SQL(LISTED, [json.dumps(keys)])
    leaning = ((record, field) for record in store.schema.records for field in record.leans if not field.null)
    return any(record.select().where(field.in_(wanted)).exists() for record, field in leaning)


def _refuse_settled(kind: Kind, row: Record) -> None:
    """Raise Refused for a row that only the action it came from may change."""
    problems = kind.settled(values_of(row))
    if problems:
        raise Refused(problems)


def values_of(row: Record) -> Values:
    """A row's values keyed by field name, links as keys, without its own key."""
    return {name: value for name, value in row.__data__.items() if name != "id"}


def name_of(kind: Kind, values: Values) -> str:
    """How a row is called in a sentence."""
    named = kind.record.named or (kind.columns[0].field,)
    value: Any = values.get(named[0].name)
    column = next((column for column in kind.columns if column.field is named[0]), None)
    if column is not None and column.link is not None and value:
        return label_of(column.link, value)
    return shown(column, value) if column is not None and isinstance(column.field, CodeField) else str(value or "")


def told_name(kind: Kind, values: Values) -> str:
    """The same in the names of steps: of a kind that is masked as a whole, or of which the name is, not even whose row
    it is."""
    said = [column for column in kind.columns if column.link is None]
    named = kind.record.named or (kind.columns[0].field,)
    hidden = any(column.masked and column.via is None and column.field is named[0] for column in kind.columns)
    return MASK if hidden or (said and all(column.masked for column in said)) else name_of(kind, values)


def label_of(record: type[Record], key: int) -> str:
    """The name of the row `key` of a linked record (a person's name, a court's name)."""
    row = record.get_or_none(record.id == key)
    if row is None or not record.named:
        return ""
    field = record.named[0]
    value = row.__data__[field.name]
    if isinstance(field, peewee.ForeignKeyField):
        return label_of(field.rel_model, value)
    return field.codes.label(value) if isinstance(field, CodeField) else str(value)


def refuse_twin(kind: Kind, values: Values, key: int | None = None) -> None:
    """Raise Refused if another row has the same complete identity."""
    for fields in kind.identity:
        if any(values.get(field.name) in (None, "") for field in fields):
            continue
        query = kind.record.select(kind.record.id).where(*(field == values[field.name] for field in fields))
        if key is not None:
            query = query.where(kind.record.id != key)
        if query.exists() and _is_strict(kind, fields):
            raise Refused(
                Problem(
                    _("已有同样的{kind}：{titles}相同。请改用已有的记录。").format(
                        kind=kind.title, titles="、".join(kind.column(field).title for field in fields)
                    ),
                    field=fields[0].name,
                )
            )


def _is_strict(kind: Kind, fields: tuple[Any, ...]) -> bool:
    """Only the first identity forbids twins: two people may share name and birth month."""
    return fields is kind.identity[0]
