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
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput, MonthInput
from cadre_desktop.kit.qt.fields.number_fields import CountInput, FixedInput, HoursInput
from cadre_desktop.kit.qt.fields.photo_field import PhotoInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import FlagInput, LongTextInput, TextInput
from cadre_desktop.kit.qt.look.field_guards import plain_keys
from cadre_desktop.kit.store import fields as stored


@dataclass(frozen=True)
class Surroundings:
    """What some editors need: pickers search in jobs, the photo asks for a file."""

    jobs: Jobs
    notices: Notices


Make = Callable[[Column, Surroundings], QWidget]


def _text(column: Column, _around: Surroundings) -> QWidget:
    return LongTextInput() if getattr(column.field, "long", False) else TextInput()


def _digits(_column: Column, _around: Surroundings) -> QWidget:
    field = TextInput()
    plain_keys(field)
    return field


def _code(column: Column, _around: Surroundings) -> QWidget:
    return ChoiceInput(column.field.codes, empty=not column.field.required)


def _month(_column: Column, _around: Surroundings) -> QWidget:
    return MonthInput()


def _date(_column: Column, _around: Surroundings) -> QWidget:
    return DateInput()


def _count(_column: Column, _around: Surroundings) -> QWidget:
    return CountInput()


def _year(_column: Column, _around: Surroundings) -> QWidget:
    return CountInput(_("年"))


def _fixed(column: Column, _around: Surroundings) -> QWidget:
    return FixedInput(column.field.decimals, _(column.field.unit))


def _money(column: Column, _around: Surroundings) -> QWidget:
    unit = _(column.field.unit)
    field = FixedInput(column.field.decimals, "" if unit in _(column.title) else unit)
    field.grouped = True
    return field


def _hours(_column: Column, _around: Surroundings) -> QWidget:
    return HoursInput()


def _flag(column: Column, _around: Surroundings) -> QWidget:
    return FlagInput(_(column.title))


def _photo(_column: Column, around: Surroundings) -> QWidget:
    return PhotoInput(around.notices)


def _link(column: Column, around: Surroundings) -> QWidget:
    assert column.link is not None
    return RecordInput(column.link, around.jobs)


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
