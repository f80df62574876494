"""All inputs in one place. Each has `value()`, `set_value()` and `changed`; see `field_base`."""

from cadre_desktop.kit.qt.chip import ChipDelegate, Tone, draw_chip
from cadre_desktop.kit.qt.choice_box import ChoiceBox
from cadre_desktop.kit.qt.date_fields import DateField, MonthField
from cadre_desktop.kit.qt.field_base import Field, calm_wheel, mark_wrong, set_role
from cadre_desktop.kit.qt.number_fields import CountField, FixedField, HoursField
from cadre_desktop.kit.qt.photo_field import PhotoField, portrait
from cadre_desktop.kit.qt.text_fields import FlagField, LongText, SearchBox, TextField
from cadre_desktop.kit.qt.title_line import EmptyState, TitleLine

__all__ = [
    "ChipDelegate",
    "ChoiceBox",
    "CountField",
    "DateField",
    "EmptyState",
    "Field",
    "FixedField",
    "FlagField",
    "HoursField",
    "LongText",
    "MonthField",
    "PhotoField",
    "SearchBox",
    "TextField",
    "TitleLine",
    "Tone",
    "calm_wheel",
    "draw_chip",
    "mark_wrong",
    "portrait",
    "set_role",
]
