"""Exact decimals: shown with a point, kept as whole numbers of the smallest unit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QWidget

from cadre_desktop.kit.display import fixed_text
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.field_guards import calm_wheel, plain_keys
from cadre_desktop.kit.typed import typed_fixed


class FixedInput(QAbstractSpinBox):
    """A number with `decimals` decimals, or None; `value()` counts units of ``10 ** -decimals``.

    `step` (in the same units) is what the arrows and the wheel add; `unit` is shown inside at the right; `grouped`
    parts thousands with commas.
    """

    changed = Signal()

    def __init__(self, decimals: int, unit: str = "", step: int | None = None, parent: QWidget | None = None):
        super().__init__(parent)
        self.decimals = decimals
        self._step = step or 10**decimals
        self.grouped = False
        self._least: int | None = 0
        self.setAccelerated(True)
        calm_wheel(self)
        plain_keys(self)
        self._unit = QLabel(unit, self.lineEdit())
        set_role(self._unit, "muted")
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._unit.adjustSize()
        self.lineEdit().setTextMargins(0, 0, self._unit.width() + 6 if unit else 0, 0)
        self.lineEdit().textEdited.connect(self.changed)
        self.editingFinished.connect(self._tidy)

    def allow_negative(self) -> None:
        """Let the arrows go below zero."""
        self._least = None

    def value(self) -> int | None:
        """The number in smallest units; raises `Unclear` for text that is no number or has too many decimals."""
        return typed_fixed(self.lineEdit().text(), self.decimals)

    def set_value(self, value: int | None) -> None:
        self.lineEdit().setText("" if value is None else fixed_text(value, self.decimals, self.grouped))

    def stepBy(self, steps: int) -> None:
        value = (self._readable() or 0) + steps * self._step
        self.set_value(value if self._least is None else max(self._least, value))
        self.changed.emit()

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        both = QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        if self.isReadOnly():
            return QAbstractSpinBox.StepEnabledFlag.StepNone
        if self._least is None or (self._readable() or 0) > self._least:
            both |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return both

    def validate(self, text: str, cursor: int) -> object:
        """Everything may be typed; `value` says what is wrong with it in words."""
        return QValidator.State.Acceptable, text, cursor

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        line = self.lineEdit()
        self._unit.move(line.width() - self._unit.width(), (line.height() - self._unit.height()) // 2)

    def _readable(self) -> int | None:
        try:
            return self.value()
        except Unclear:
            return None

    def _tidy(self) -> None:
        value = self._readable()
        if value is not None:
            self.set_value(value)


class HoursInput(FixedInput):
    """Training hours in tenths, half an hour a step."""

    def __init__(self, unit: str = "", parent: QWidget | None = None):
        super().__init__(1, unit or _("学时"), 5, parent)


class CountInput(FixedInput):
    """A whole number."""

    def __init__(self, unit: str = "", parent: QWidget | None = None):
        super().__init__(0, unit, 1, parent)
