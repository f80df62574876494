"""The declaration of every kind is unambiguous: its headings, its fields, its icon and what recognises a row."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.resources import resource
from cadre_desktop.schema import SCHEMA, kinds

every_kind = pytest.mark.parametrize("kind", [pytest.param(kind, id=key) for key, kind in kinds().items()])


def repeated(items: Iterable[Any]) -> list[Any]:
    return [item for item, count in Counter(items).items() if count > 1]


def test_kinds_have_keys_of_their_own() -> None:
    assert repeated(kind.title for kind in kinds().values()) == []
    assert all(kind.key == key for key, kind in kinds().items())


@every_kind
def test_a_heading_means_one_column(kind: Kind) -> None:
    assert repeated(text.strip().casefold() for column in kind.columns for text in column.headings) == []


@every_kind
def test_a_field_has_one_column(kind: Kind) -> None:
    assert repeated(column.name for column in kind.columns) == []


@every_kind
def test_a_kind_shows_fields_of_its_own_record(kind: Kind) -> None:
    assert kind.record in SCHEMA.records
    used = [column.via or column.field for column in kind.columns]
    used += [field for fields in kind.identity for field in fields] + [field for field, _read in kind.reads]
    assert {field.model for field in used} == {kind.record}


@every_kind
def test_a_column_through_a_link_is_read_only_and_its_link_always_there(kind: Kind) -> None:
    reached = [column for column in kind.columns if column.via is not None]
    assert all(column.field.model is column.via.rel_model and not column.via.null for column in reached)
    assert not any(column.in_form or column.required for column in reached)


@every_kind
def test_the_icon_of_a_kind_is_shipped(kind: Kind) -> None:
    assert not kind.icon or resource("icons", f"{kind.icon}.svg").is_file()
