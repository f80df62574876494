"""Whose sheets are printed: people by their keys, in the order in which they are given."""

from collections.abc import Iterator, Sequence
from typing import Any

import peewee

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import listed
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.people.records import Person

_BLOCK = 500


def people_in_order(keys: Sequence[int]) -> Iterator[Any]:
    """The people with these keys, without those gone meanwhile; read block by block.

    Raises Refused where nobody is left.
    """
    if not keys:
        raise Refused(_("没有选中人员，请先在人员列表里选人。"))
    for start in range(0, len(keys), _BLOCK):
        block = keys[start : start + _BLOCK]
        rows = {row.id: row for row in Person.select().where(Person.id.in_(peewee.SQL(LISTED, [listed(block)])))}
        yield from (rows[key] for key in block if key in rows)


def first_name(keys: Sequence[int]) -> str:
    """The name of the first of these people, for a title; "" where there are several."""
    row = Person.get_or_none(Person.id == keys[0]) if len(keys) == 1 else None
    return str(row.name) if row else ""
