"""What was not chosen when two rows became one person, in words: a line in the notes, and all of it as a file."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import peewee

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.display import date_text, fixed_text
from cadre_desktop.kit.editing import label_of
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.fields import (
    BlobHashField,
    CodeField,
    DateField,
    FixedField,
    FlagField,
    MoneyField,
    MonthField,
    OrderField,
    PhotoField,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.kinds import KINDS
from cadre_desktop.people.merging.comparing import ValuePair
from cadre_desktop.people.merging.links import Joined, Moved
from cadre_desktop.people.published import REGISTERS
from cadre_desktop.people.registers.lrmx_forms import LrmxForm

_KINDS: dict[type[Record], Kind] = {kind.record: kind for kind in (*KINDS, *(register.kind for register in REGISTERS))}


def kind_title(record: type[Record]) -> str:
    """What the rows of one of the dossier's records are called; other slices' are only 记录."""
    kind = _KINDS.get(record)
    return _(kind.title) if kind is not None else _("其他记录")


def is_kept_quiet(record: type[Record], called: str | None = None) -> bool:
    """Whether no note may say what is in a row: of a register that only some may read, or of another slice unless it is
    `called` something that may be said."""
    kind = _KINDS.get(record)
    return not called if kind is None else all(column.masked for column in kind.columns if column.link is None)


def not_chosen(pairs: Iterable[ValuePair], taken: Iterable[str], plain: bool = False) -> list[str]:
    """职务 审判员: each value that gave way to another; what is masked is only named unless `plain`."""
    fields, words = set(taken), []
    for pair in pairs:
        value = pair.left_out(pair.name in fields)
        if value is None or isinstance(pair.column.field, PhotoField) or pair.name == "notes":
            continue
        if pair.column.masked and not plain:
            words.append(_("{title}（见附件）").format(title=pair.column.title))
        else:
            words.append(f"{pair.column.title} {pair.text(value, plain)}")
    return words


def joined_words(joined: Joined) -> str:
    """What a row said that gave way to its twin: 年度考核：2023、称职. What only some may read is only named."""
    if isinstance(joined.was, LrmxForm):
        return _("任免审批表（原表见附件）")
    if is_kept_quiet(type(joined.was), joined.called):
        return _("{title}（内容见操作记录）").format(title=kind_title(type(joined.was)))
    return _("{title}：{words}").format(
        title=joined.called or kind_title(type(joined.was)), words=_("、").join(row_words(joined.was))
    )


def row_words(row: Record) -> Iterator[str]:
    """The values of a row as they read, without their headings; links by name, flags only where they are set."""
    for field in row._meta.sorted_fields:
        value = row.__data__.get(field.name)
        if field.name == "id" or value in (None, "", False) or isinstance(field, BlobHashField | OrderField):
            continue
        if field in row.leans:
            continue
        if text := _text(row, field, value):
            yield text


def _text(row: Record, field: Any, value: Any) -> str:
    if isinstance(field, peewee.ForeignKeyField):
        return label_of(field.rel_model, value)
    if isinstance(field, CodeField):
        return _(value.label) if isinstance(value, Code) else field.codes.label(value)
    if isinstance(field, DateField):
        return date_text(value, month=isinstance(field, MonthField))
    if isinstance(field, FixedField):
        return fixed_text(value, field.decimals, grouped=isinstance(field, MoneyField)) + _(field.unit)
    if isinstance(field, FlagField):
        kind = _KINDS.get(type(row))
        column = next((each for each in kind.columns if each.field is field), None) if kind else None
        return column.title if column is not None else ""
    return str(value)


def alike(moved: Moved, person: int) -> list[str]:
    """Rows of the dossier that are there twice now by what they are recognised by, though they do not say the same."""
    words = []
    for record, keys in moved.rows.items():
        kind = _KINDS.get(record)
        if kind is None or not kind.identity:
            continue
        fields = kind.identity[0]
        link = next((each for each in fields if each.name == "person"), None)
        if link is None:
            continue
        seen: dict[tuple[Any, ...], list[Any]] = {}
        for row in record.select().where(link == person):
            seen.setdefault(tuple(row.__data__[each.name] for each in fields), []).append(row)
        for rows in seen.values():
            if len(rows) > 1 and any(row.id in set(keys) for row in rows):
                name = "" if is_kept_quiet(record) else _("“{name}”").format(name=_named(rows[0]))
                words.append(f"{kind_title(record)}{name}")
    return words


def _named(row: Record) -> str:
    named = [field for field in row.named if not isinstance(field, peewee.ForeignKeyField)]
    return str(row.__data__[named[0].name]) if named else _("、").join(list(row_words(row))[1:3])


def as_file(head: str, pairs: Sequence[ValuePair], taken: Iterable[str], joined: Iterable[Joined]) -> bytes:
    """All that is not in the person's row any more, as a text that any program opens."""
    lines = [head, "", *not_chosen(pairs, taken, plain=True)]
    told = [joined_words(each) for each in joined if each.differing]
    if told:
        lines += ["", _("重复而未采用的记录："), *told]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()
