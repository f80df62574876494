"""The fields of the panel at the right: each is bound to a field of an element, and gives what somebody has put in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.number_fields import FixedInput
from cadre_desktop.kit.qt.fields.text_fields import FlagInput, TextInput
from cadre_desktop.kit.qt.look.field_base import Field, mark_wrong

_UNITS = 100
"""Hundredths are what all measures here are counted in."""


@dataclass(frozen=True)
class Row:
    """A field of the panel: `name` is that of the element's field (``style.size`` of its style's), `words` what it is
    called, `make` makes its input; a `half` one shares its line with the next half one."""

    name: str
    words: str
    make: Callable[[], QWidget]
    half: bool = False


class MeasureInput(FixedInput):
    """A number that counts once it is complete: after Enter, when the field is left, and with each step of its arrows.

    Its value is a float, between `least` and `most`.
    """

    taken = Signal()

    def __init__(self, step: float, least: float, most: float):
        super().__init__(2, step=round(step * _UNITS))
        self._least_value, self._most_value = least, most
        self._shown: float | None = None
        if least < 0:
            self.allow_negative()
        self.editingFinished.connect(self._finish)
        self.setMinimumWidth(0)

    def stepBy(self, steps: int) -> None:
        super().stepBy(steps)
        self._finish()

    def show_number(self, value: float | None) -> None:
        """Show this number; None for nothing, as where several elements differ."""
        self._shown = value
        mark_wrong(self, False)
        self.setToolTip("")
        if value is None:
            self.lineEdit().clear()
        else:
            self.set_value(round(value * _UNITS))

    def number(self) -> float:
        """What is typed; raises Unclear, with a sentence, for what is no number or is out of bounds."""
        value = self.value()
        if value is None:
            raise Unclear(_("这里要填一个数。"))
        number = value / _UNITS
        if not self._least_value <= number <= self._most_value:
            text = _("应在 {least:g} 至 {most:g} 之间。")
            raise Unclear(text.format(least=self._least_value, most=self._most_value))
        return number

    def _finish(self) -> None:
        if not self.lineEdit().text().strip() and self._shown is None:
            return
        try:
            number = self.number()
        except Unclear as unclear:
            mark_wrong(self, True)
            self.setToolTip(str(unclear))
            self.setAccessibleDescription(str(unclear))
            return
        self.setAccessibleDescription("")
        if number != self._shown:
            self.show_number(number)
            self.taken.emit()


def mm(least: float = -1200.0, most: float = 1200.0) -> Callable[[], QWidget]:
    """Millimetres, half of one a step."""
    return number(0.5, least, most)


def number(step: float, least: float, most: float) -> Callable[[], QWidget]:
    """A number in a unit that everybody takes it for: points, ems, lines, degrees."""
    return lambda: MeasureInput(step, least, most)


def choice(choices: Iterable[tuple[Any, str]]) -> Callable[[], QWidget]:
    """One of several values, whose words are marked for translation."""
    return lambda: ChoiceInput([(value, _(words)) for value, words in choices], empty=False, nothing=None)


class NamedChoice(ChoiceInput):
    """Named ones of many possible values; another one is shown as a dash, and never taken for one of them."""

    def __init__(self, choices: Iterable[tuple[Any, str]]):
        super().__init__(choices, empty=False, nothing=None)
        self.setPlaceholderText("—")

    def set_value(self, value: Any) -> None:
        values = [self.itemData(line) for line in range(self.count())]
        self.setCurrentIndex(values.index(value) if value in values else -1)


def named(choices: Iterable[tuple[Any, str]]) -> Callable[[], QWidget]:
    """One of some values that have names, of many more."""
    return lambda: NamedChoice([(value, _(words)) for value, words in choices])


def flag(words: str) -> Callable[[], QWidget]:
    """Yes or no; `words` are marked for translation."""
    return lambda: FlagInput(_(words))


def text() -> QWidget:
    """A line of text."""
    return TextInput()


def listen(field: QWidget, taken: Callable[[], None]) -> None:
    """Have `taken` called when somebody has put something in."""
    if isinstance(field, MeasureInput):
        field.taken.connect(taken)
    elif isinstance(field, TextInput):
        field.editingFinished.connect(lambda: _take_typed(field, taken))
    else:
        field.changed.connect(taken)  # type: ignore[attr-defined]


def _take_typed(field: TextInput, taken: Callable[[], None]) -> None:
    """Take a line that somebody has typed. One that is only passed may be empty because several elements differ."""
    if field.isModified():
        field.setModified(False)
        taken()


def put(field: QWidget, value: Any) -> None:
    """Show a value; None for one that is not the same in all elements."""
    if isinstance(field, MeasureInput):
        field.show_number(value)
    elif isinstance(field, FlagInput):
        field.set_value(bool(value))
    else:
        shown: Field = field  # type: ignore[assignment]
        shown.set_value(value)


def taken_from(field: QWidget) -> Any:
    """What is put in; raises Unclear."""
    return field.number() if isinstance(field, MeasureInput) else field.value()  # type: ignore[attr-defined]
