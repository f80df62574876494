"""Columns that come with a later version: one line in the model, one in the version, and both mean the same."""

import pytest

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.store import fields
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import added_column, link
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema


class Shade(Code):
    """A toy code whose value wants quoting."""

    PALE = "pale", "浅"
    KINGS = "king's", "御"


class Flag(Record):
    """A toy table as it was at first."""

    title = fields.TextField()


def later_fields() -> dict[str, object]:
    """A field of every kind as it may come later, by name."""
    return {
        "text": fields.TextField(since=5),
        "long": fields.TextField(long=True, since=5),
        "needed": fields.RequiredTextField(default="无", since=5),
        "named": fields.NameField(default="佚名", since=5),
        "holder": fields.HolderField(default="佚名", since=5),
        "shade": fields.CodeField(Shade.table(), since=5),
        "quoted": fields.CodeField(Shade.table(), default=Shade.KINGS, required=True, since=5),
        "citizen": fields.IdNumberField(since=5),
        "phone": fields.PhoneField(since=5),
        "number": fields.NumberField(since=5),
        "mark": fields.MarkField(since=5),
        "day": fields.DateField(since=5),
        "month": fields.MonthField(since=5),
        "count": fields.CountField(since=5),
        "counted": fields.CountField(default=7, since=5),
        "year": fields.YearField(since=5),
        "hours": fields.HoursField(default=5, since=5),
        "points": fields.PointsField(since=5),
        "factor": fields.FactorField(default=1000, since=5),
        "percent": fields.PercentField(since=5),
        "money": fields.MoneyField(since=5),
        "flag": fields.FlagField(since=5),
        "yes": fields.FlagField(default=True, since=5),
        "scan": fields.BlobHashField(since=5),
        "photo": fields.PhotoField(since=5),
        "other": link(Flag, null=True, since=5, index=False),
    }


class _Meta:
    table_name = "flag"


NewFlag = type("NewFlag", (Flag,), {"__doc__": "As of version 5.", "Meta": _Meta, **later_fields()})
LATER = [field for field in NewFlag._meta.sorted_fields if field.since > 1]
NOW = Schema(5, (NewFlag,), {5: tuple(added_column(field) for field in LATER)})


def columns() -> object:
    """Name, type, whether it may be empty and default of each column; and the links."""
    return (
        sorted(row[1:] for row in database.rows('PRAGMA table_xinfo("flag")')),
        sorted(row[2:] for row in database.rows('PRAGMA foreign_key_list("flag")')),
    )


def test_every_kind_of_field_may_come_later():
    kinds = {kind for kind in vars(fields).values() if isinstance(kind, type) and issubclass(kind, fields._Column)}
    bases, keys = {fields._Column, fields.FixedField}, {fields.KeyField}
    no_default = {fields.OrderField, fields.RequiredDateField}  # no value is right for every row
    never = bases | keys | no_default
    assert {type(field) for field in later_fields().values()} >= kinds - never


def test_an_added_column_is_as_one_that_was_always_there(tmp_path):
    store = open_store(tmp_path / "旧.cadre", Schema(4, (Flag,)), "王祯", create_new=True)
    with store.step("旧"):
        Flag.add(title="旗")
    close_store(store)
    store = open_store(tmp_path / "旧.cadre", NOW, "王祯")
    upgraded = columns()
    (row,) = NewFlag.select()
    with store.step("新"):
        fresh = NewFlag.by_key(NewFlag.add(title="旗").id)
    for field in LATER:
        assert row.__data__[field.name] == fresh.__data__[field.name]
    assert (row.needed, row.quoted, row.counted, row.yes, row.day) == ("无", "king's", 7, True, None)
    close_store(store)
    store = open_store(tmp_path / "新.cadre", NOW, "王祯", create_new=True)
    assert columns() == upgraded
    close_store(store)


@pytest.mark.parametrize(
    "make",
    [
        lambda: fields.RequiredTextField(since=2),
        lambda: fields.RequiredDateField(since=2),
        lambda: fields.CountField(null=False, since=2),
        lambda: fields.TextField(default=str, since=2),
        lambda: link(Flag, since=2),
    ],
)
def test_a_column_that_could_not_be_added_is_refused_in_the_model(make):
    with pytest.raises(ValueError, match="comes later"):
        make()
