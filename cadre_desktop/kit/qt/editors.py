"""The editor of each field type. A field type without one is a mistake in the program, found by a test."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import peewee
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.qt.choice_box import ChoiceBox
from cadre_desktop.kit.qt.date_fields import DateField, MonthField
from cadre_desktop.kit.qt.field_base import plain_keys
from cadre_desktop.kit.qt.number_fields import CountField, FixedField, HoursField
from cadre_desktop.kit.qt.photo_field import PhotoField
from cadre_desktop.kit.qt.record_picker import RecordPicker
from cadre_desktop.kit.qt.text_fields import FlagField, LongText, TextField
from cadre_desktop.kit.store import fields as stored


@dataclass(frozen=True)
class Surroundings:
    """What some editors need: pickers search in jobs, the photo asks for a file."""

    jobs: Jobs
    notices: Notices


Make = Callable[[Column, Surroundings], QWidget]


def _text(column: Column, _around: Surroundings) -> QWidget:
    return LongText() if getattr(column.field, "long", False) else TextField()


def _digits(_column: Column, _around: Surroundings) -> QWidget:
    field = TextField()
    plain_keys(field)
    return field


def _code(column: Column, _around: Surroundings) -> QWidget:
    return ChoiceBox(column.field.codes, empty=not column.field.required)


def _month(_column: Column, _around: Surroundings) -> QWidget:
    return MonthField()


def _date(_column: Column, _around: Surroundings) -> QWidget:
    return DateField()


def _count(_column: Column, _around: Surroundings) -> QWidget:
    return CountField()


def _year(_column: Column, _around: Surroundings) -> QWidget:
    return CountField(_("年"))


def _fixed(column: Column, _around: Surroundings) -> QWidget:
    return FixedField(column.field.decimals, _(column.field.unit))


def _money(column: Column, _around: Surroundings) -> QWidget:
    unit = _(column.field.unit)
    field = FixedField(column.field.decimals, "" if unit in _(column.title) else unit)
    field.grouped = True
    return field


def _hours(_column: Column, _around: Surroundings) -> QWidget:
    return HoursField()


def _flag(column: Column, _around: Surroundings) -> QWidget:
    return FlagField(_(column.title))


def _photo(_column: Column, around: Surroundings) -> QWidget:
    return PhotoField(around.notices)


def _link(column: Column, around: Surroundings) -> QWidget:
    assert column.link is not None
    return RecordPicker(column.link, around.jobs)


EDITORS: dict[type[Any], Make] = {
    stored.TextField: _text,
    stored.RequiredTextField: _text,
    stored.NameField: _text,
    stored.HolderField: _text,
    stored.OrderField: _text,
    stored.IdNumberField: _digits,
    stored.PhoneField: _digits,
    stored.NumberField: _text,
    stored.MarkField: _text,
    stored.CodeField: _code,
    stored.DateField: _date,
    stored.RequiredDateField: _date,
    stored.MonthField: _month,
    stored.CountField: _count,
    stored.YearField: _year,
    stored.FixedField: _fixed,
    stored.HoursField: _hours,
    stored.PointsField: _fixed,
    stored.FactorField: _fixed,
    stored.PercentField: _fixed,
    stored.MoneyField: _money,
    stored.FlagField: _flag,
    stored.PhotoField: _photo,
    peewee.ForeignKeyField: _link,
}
"""By the exact type: a new kind of field has to be thought of here."""


class NoEditor(TypeError):
    """A field type for which nobody has said how it is entered."""


def make_editor(column: Column, around: Surroundings) -> Any:
    """The input for a column (see `field_base.Field`); raises NoEditor for a type that is not in `EDITORS`."""
    make = EDITORS.get(type(column.field))
    if make is None:
        raise NoEditor(f"no editor for {type(column.field).__name__} ({column.title})")
    editor = make(column, around)
    editor.setAccessibleName(_(column.title))
    if column.hint:
        editor.setToolTip(_(column.hint))
        if hasattr(editor, "setPlaceholderText"):
            editor.setPlaceholderText(_(column.hint))
    return editor
