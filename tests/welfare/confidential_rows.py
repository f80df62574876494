"""Rows of confidential kinds about somebody whose name is nowhere else: a row is made of nothing but its fields, or by
`ENTERED` where it needs more."""

from datetime import date

import peewee
from kind_rows import Rows

from cadre_desktop.kit import editing
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.store import fields
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import check_character
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.comfort.actions import fill_in_known, save_ceiling, save_payment
from cadre_desktop.welfare.comfort.records import Ceiling

NAME = "闻人隐真"
ID_NUMBER = "15029919770707077" + check_character("15029919770707077")
TOLD_BY = (NAME, "wenrenyinzhen", "wryz", ID_NUMBER)
DAY = date(2023, 6, 15)
CONFIDENTIAL = tuple({kind.key: kind for care in CARES for kind in care.confidential}.values())


def _in_hospital(store, person):
    fill_in_known(store)
    ceiling = Ceiling.get(Ceiling.item == "hospital")
    save_ceiling(store, {"maximum": 100_000, "document_number": "某号"}, ceiling.id)
    values = {"item": "hospital", "amount": 80_000, "form": "cash", "paid": DAY, "recipient": NAME, "reason": NAME}
    return save_payment(store, {"person": person.id, **values})


ENTERED = {"comfort-payments": _in_hospital}
"""By the key of a kind what enters a row of it about the person: ``(store, person) -> Record``."""

MORE = {
    "hardship-measures": lambda: {"amount": 50_000},
    "hardship-helpers": lambda: {"helper": Person.add(court=Court.get(), name="王祯", pinyin="").id},
    "counselling-slots": lambda: {"begins": "09:00", "ends": "10:00"},
    "child-pick-ups": lambda: {"position": 1},
    "children": lambda: {"applied_at": "", "born": None},
}
"""What else a row of a kind needs."""


def hidden_person(store):
    """Whose name is nowhere else."""
    with store.step("录入人员"):
        home = Court.get(Court.short_name == "包头中院")
        return Person.add(court=home, name=NAME, pinyin=pinyin_key(NAME), id_number=ID_NUMBER, sex="male", born=DAY)


def enter(store, kind, person):
    """A row of the kind about the person, with the name wherever a masked column or the name of somebody is."""
    if kind.key in ENTERED:
        return ENTERED[kind.key](store, person)
    rows = Rows()
    rows._made[Person] = person.id
    masked = {column.name for column in kind.columns if column.masked and column.via is None}
    with store.step("准备"):
        values = {field.name: _value(rows, field, masked) for field in kind.record._meta.sorted_fields}
        values |= MORE.get(kind.key, dict)()
    return editing.add(store, kind, {name: value for name, value in values.items() if value is not None})


def _value(rows, field, masked):
    if field.name == "id":
        return None
    if isinstance(field, peewee.ForeignKeyField):
        return rows.key(field.rel_model) if field.rel_model is Person or not field.null else None
    if isinstance(field, fields.DateField):
        return DAY
    if isinstance(field, fields.NameField):
        return NAME
    if type(field) in (fields.TextField, fields.RequiredTextField):
        return NAME if field.name in masked else f"某{field.name}" if not field.null and not field.default else None
    return rows._value(field) if field.default is None and not field.null else None
